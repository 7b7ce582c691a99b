import Almanac
import Definition
import Foundation

/// The calendar of themes: a table of months, themes and what is said.
struct ThemeReader {
    private(set) var themes: [DraftTheme] = []
    /// Rows that belong to it.
    private(set) var lines: Set<Int> = []

    init(_ lines: [PlanText.Line]) {
        guard let head = lines.firstIndex(where: { Self.isHead($0.cells) }) else { return }
        self.lines.insert(lines[head].number)
        let count = lines[head].cells.count
        for line in lines[(head + 1)...] {
            if line.cells.isEmpty {
                if line.text.isEmpty { continue }
                break
            }
            self.lines.insert(line.number)
            read(line, columns: count)
        }
        // An empty month belongs to the months of the next row.
        for index in themes.indices where themes[index].months == [0] {
            let next = themes[(index + 1)...].first { $0.months != [0] }?.months ?? []
            themes[index].months = next
            themes[index].doubts.append("ô tháng để trống; lấy theo dòng sau")
        }
    }

    private static func isHead(_ cells: [String]) -> Bool {
        let lower = cells.map { $0.lowercased() }
        return cells.count >= 2 && lower.contains { $0 == "tháng" || $0 == "thời gian" || $0 == "tháng/năm" }
            && lower.contains { $0.contains("chủ đề") || $0.contains("nội dung tuyên truyền") }
    }

    private mutating func read(_ line: PlanText.Line, columns: Int) {
        var cells = line.cells
        while cells.count < 3 { cells.append("") }
        let (month, title, content) = (cells[0], cells[1], cells[2...].joined(separator: " "))
        // A page broke the row: nothing new begins.
        if month.isEmpty, title.isEmpty, let last = themes.indices.last {
            themes[last].content += themes[last].content.isEmpty ? content : " \(content)"
            return
        }
        guard !title.isEmpty || !content.isEmpty else { return }
        let clean = { (text: String) in
            Residue.spaced(text.replacing(/^\s*[-–]\s+/, with: ""))
        }
        themes.append(
            DraftTheme(
                months: Self.months(month), title: clean(title), content: clean(content),
                days: Commemorations.read(title), line: line.number))
    }

    /// `1 và 2`, `Tháng 3`, `8, 9`, `Quý I`; none for `Trong năm`; 0 where the cell is empty.
    static func months(_ cell: String) -> [Int] {
        if cell.isEmpty { return [0] }
        if let match = cell.firstMatch(of: /[Qq]uý\s+(I{1,3}|IV|[1-4])/) {
            let quarter = ["I": 1, "II": 2, "III": 3, "IV": 4][String(match.output.1)] ?? Int(match.output.1) ?? 1
            return Array(quarter * 3 - 2...quarter * 3)
        }
        if let match = cell.firstMatch(of: /(\d{1,2})\s*(?:-|–|đến)\s*(\d{1,2})/), let first = Int(match.output.1),
            let last = Int(match.output.2), first <= last, last <= 12
        {
            return Array(first...last)
        }
        return cell.matches(of: /\d{1,2}/).compactMap { Int($0.output) }.filter { (1...12).contains($0) }
    }
}

/// The days that a theme marks, with the year from which they are counted.
enum Commemorations {
    struct Anniversary {
        let count: Int?
        let name: String
        let first: Day
        let last: Day
        let words: String
    }

    static func read(_ text: String) -> [Commemoration] {
        let solar = anniversaries(in: text).map {
            Commemoration(name: $0.name, day: $0.first.day, month: $0.first.month, isLunar: false, since: $0.first.year)
        }
        let lunar = text.matches(
            of: /([^().;]{3,80}?)\s*\((?:mùng|mồng|ngày)?\s*(\d{1,2})\s*(?:tháng\s*|\/)(\d{1,2})\s*(?:âm lịch|ÂL)/
        ).compactMap { match -> Commemoration? in
            guard let day = Int(match.output.2), let month = Int(match.output.3), (1...30).contains(day),
                (1...12).contains(month)
            else { return nil }
            return Commemoration(name: name(String(match.output.1)), day: day, month: month, isLunar: true, since: nil)
        }
        return lunar + solar
    }

    /// `91 năm Ngày thành lập Đảng … (3/2/1930 - 03/02/2021)`.
    static func anniversaries(in text: String) -> [Anniversary] {
        let pattern = /([^()\n]{0,160})\((\d{1,2}\/\d{1,2}\/\d{4})\s*[-–]\s*(\d{1,2}\/\d{1,2}\/\d{4})\)/
        return text.matches(of: pattern).compactMap { match in
            guard let first = DateWords.first(in: String(match.output.2)),
                let last = DateWords.first(in: String(match.output.3))
            else { return nil }
            let words = String(match.output.1)
            let count = words.matches(of: /(\d{1,3})\s+năm\s/).last.flatMap { Int($0.output.1) }
            return Anniversary(
                count: count, name: name(words), first: first, last: last,
                words: String(match.output.0).trimmingCharacters(in: .whitespaces))
        }
    }

    /// Without `Chào mừng kỷ niệm 90 năm` before it.
    private static func name(_ words: String) -> String {
        var text = words.trimmingCharacters(in: .init(charactersIn: " -–,.;"))
        if let match = text.matches(of: /\d{1,3}\s+năm\s+/).last { text = String(text[match.range.upperBound...]) }
        for lead in ["và ", "chào mừng ", "kỷ niệm ", "- "] where text.lowercased().hasPrefix(lead) {
            text = String(text.dropFirst(lead.count))
        }
        text = text.trimmingCharacters(in: .init(charactersIn: " -–,.;"))
        return text.isEmpty ? "Ngày kỷ niệm" : text.prefix(1).uppercased() + text.dropFirst()
    }
}
