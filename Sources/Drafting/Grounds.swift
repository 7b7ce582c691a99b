import Almanac
import Foundation

/// The documents that a plan is founded on.
enum Grounds {
    private static let kinds = [
        "Chương trình hành động", "Chương trình phối hợp", "Chương trình", "Kế hoạch liên tịch", "Kế hoạch",
        "Quyết định", "Chỉ thị", "Công văn", "Nghị quyết", "Nghị định", "Kết luận", "Hướng dẫn",
        "Thông tư liên tịch", "Thông tư", "Luật", "Đề án", "Thông báo", "Văn bản", "Quy định", "Quy chế", "Công điện",
        "Thông tri", "Tờ trình",
    ]
    private static let laws: Set = ["Nghị định", "Thông tư", "Thông tư liên tịch", "Luật"]

    /// In the order of the text; each once.
    static func read(_ texts: [(text: String, line: Int)]) -> [Draft.SourceDocument] {
        var found: [Draft.SourceDocument] = []
        for (text, line) in texts {
            for document in read(text, line)
            where !found.contains(where: { $0.symbol == document.symbol && $0.date == document.date }) {
                found.append(document)
            }
        }
        return found
    }

    // Unsafe only by its type, which is not Sendable: read once, and nothing of it changes afterwards.
    private nonisolated(unsafe) static let document: Regex<AnyRegexOutput>? = {
        let names = kinds.joined(separator: "|")
        let date = #"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"#
        let pattern =
            "(\(names))\\s+(?:số\\s*:?\\s*)?(\\d[\\p{L}\\d/\\-–]*(?:\\s?[/\\-–][\\p{L}\\d/\\-–]+)*)(?:\\s*,?\\s*ngày\\s+(\(date)))?"
        return try? Regex(pattern)
    }()
    // Unsafe only by its type, which is not Sendable: read once, and nothing of it changes afterwards.
    private nonisolated(unsafe) static let nextDocument: Regex<AnyRegexOutput>? = {
        try? Regex("\\s+và\\s+(?:\(kinds.joined(separator: "|")))\\s+số")
    }()

    private static func read(_ text: String, _ line: Int) -> [Draft.SourceDocument] {
        guard let document else { return [] }
        let matches = text.matches(of: document)
        return matches.compactMap { match in
            guard let kind = match.output[1].substring.map(String.init),
                let symbol = match.output[2].substring.map(String.init),
                symbol.contains(where: { "/-–".contains($0) }), symbol.contains(where: \.isLetter)
            else { return nil }
            let rest = String(text[match.range.upperBound...])
            let day = match.output[3].substring.flatMap { DateWords.first(in: String($0)) }
            return Draft.SourceDocument(
                kind: kind, symbol: symbol.filter { !$0.isWhitespace }.replacing("–", with: "-"), date: day,
                issuer: issuer(rest), title: title(rest), line: line,
                isLaw: laws.contains(kind))
        }
    }

    /// `của UBND tỉnh về …`.
    private static func issuer(_ rest: String) -> String? {
        guard let place = rest.firstMatch(of: /^\s*,?\s*của\s+/) else { return nil }
        let sentence = Sentence(String(rest[place.range.upperBound...]), line: 1)
        if let found = OrganisationReader(sentence: sentence).read(at: 0, asList: false) {
            return sentence.text(of: found.words)
        }
        var end = 0
        while end < min(6, sentence.words.count), !["về", "v/v", ";", ",", "."].contains(sentence.words[end].text) {
            end += 1
        }
        return end > 0 ? sentence.text(of: 0..<end) : nil
    }

    private static func title(_ rest: String) -> String? {
        guard let place = rest.firstMatch(of: /\s(?:về việc|về|V\/v)\s+/) else { return nil }
        var title = String(rest[place.range.upperBound...])
        for stop in [";", ". ", ", Chủ tịch", ", Ủy ban nhân dân", ", UBND"] {
            if let cut = title.range(of: stop) { title = String(title[..<cut.lowerBound]) }
        }
        if let own = title.firstMatch(
            of:
                /,\s+(?:Ủy ban|Uỷ ban|UBND|Ban|Sở|Chủ tịch|Liên đoàn|Huyện ủy|Tỉnh ủy|Thành ủy|Đảng ủy|Phòng|Hội|Trường|Công đoàn|Bộ|Cục)[^;]*(?:ban hành|xây dựng|đề ra|triển khai|yêu cầu|như sau)/
        ) {
            title = String(title[..<own.range.lowerBound])
        }
        if let nextDocument, let next = title.firstMatch(of: nextDocument) {
            title = String(title[..<next.range.lowerBound])
        }
        title = title.trimmingCharacters(in: .init(charactersIn: " .,;"))
        for ending in [" và", " của", " tại", " theo", " thực hiện"] where title.hasSuffix(ending) {
            title = String(title.dropLast(ending.count))
        }
        return title.isEmpty ? nil : title
    }
}
