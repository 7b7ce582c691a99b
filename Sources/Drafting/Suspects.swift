import Foundation

/// Words that a scanner probably misread: the letters of a common pair of words with other marks on them.
enum Suspects {
    struct Suspect {
        let line: Int
        /// In Unicode scalars, from 1.
        let column: Int
        let word: String
        let meant: String
    }

    private static let pairs = [
        "điển hình", "tiên tiến", "thi đua", "khen thưởng", "đơn vị", "địa phương", "địa bàn", "đề nghị", "kế hoạch",
        "tuyên truyền", "nội vụ",
        "chuyển biến", "thắp sáng", "cống hiến", "phong trào", "triển khai", "hướng dẫn", "đôn đốc", "tổng hợp",
        "báo cáo", "ủy ban", "nhân dân",
        "trung ương", "đảng viên", "hội đồng", "công chức", "viên chức", "doanh nghiệp", "giáo dục", "đào tạo",
        "thể thao",
        "truyền hình", "sáng kiến", "biểu dương", "tôn vinh", "giới thiệu", "bồi dưỡng", "nhân rộng", "lan tỏa",
        "danh sách", "nông thôn", "chính quyền",
        "đoàn thể", "chất lượng", "thường trực", "hằng năm", "định kỳ",
    ]
    /// Spellings that are another word, or as good.
    private static let sound: Set = ["thì đưa", "hàng năm", "báo cạo", "nhận dân"]

    private static let known: [String: String] = Dictionary(pairs.map { (stripped($0), $0) }) { first, _ in first }

    /// Each word once, where it first stands.
    static func find(in lines: [PlanText.Line]) -> [Suspect] {
        var found: [Suspect] = []
        var told: Set<String> = []
        for line in lines {
            let sentence = Sentence(line.text, line: line.number)
            for (word, next) in zip(sentence.words, sentence.words.dropFirst()) where !word.isMark && !next.isMark {
                let pair = "\(word.text) \(next.text)"
                guard let meant = known[stripped(pair)], letters(pair) != letters(meant), !sound.contains(pair),
                    told.insert(pair).inserted
                else { continue }
                found.append(Suspect(line: line.number, column: 1, word: pair, meant: meant))
            }
        }
        return found
    }

    /// Syllables that Vietnamese does not have: two tone marks (`hỉện`), or one on the wrong letter (`đựơc`).
    static func impossible(in lines: [PlanText.Line]) -> [Suspect] {
        var told: Set<String> = []
        return lines.flatMap { line in
            line.text.split(whereSeparator: { !$0.isLetter }).compactMap { word -> Suspect? in
                guard let meant = Syllable.mended(String(word)), told.insert(word.lowercased()).inserted else {
                    return nil
                }
                return Suspect(line: line.number, column: 1, word: String(word), meant: meant)
            }
        }
    }

    /// `2kỳ/tháng`.
    static func joinedNumbers(in lines: [PlanText.Line]) -> [(line: Int, word: String)] {
        var told: Set<String> = []
        return lines.flatMap { line in
            line.text.matches(
                of: /(?:^|[\s(,;])(\d{1,3}(?:kỳ|bài|tháng|ngày|điển|tập|lần|cá|gương|năm|tin)(?!\p{L})[\p{L}\/]*)/
            ).map { (line.number, String($0.output.1)) }
        }.filter { told.insert($0.1).inserted }
    }

    private static func stripped(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.decomposedStringWithCanonicalMapping.unicodeScalars.compactMap { scalar in
                    scalar == "đ" ? "d" : scalar.properties.canonicalCombiningClass == .notReordered ? scalar : nil
                }))
    }

    /// The letters and marks without their order: `hoà` and `hòa` are one.
    private static func letters(_ text: String) -> [Unicode.Scalar] {
        text.replacing("uỷ", with: "ủy").decomposedStringWithCanonicalMapping.unicodeScalars.sorted()
    }
}
