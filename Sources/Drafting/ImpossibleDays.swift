import Almanac

/// Days that a text names and that no calendar has: `31/11/2026`, `ngày 30 tháng 02`.
enum ImpossibleDays {
    struct Found {
        /// The day alone: `31/11/2026`.
        let words: String
        /// In the characters of the text.
        let place: Range<Int>
    }

    /// Those after `ngày` or after a word of deadline: elsewhere `31/11` may be the number of a document.
    static func find(in text: String) -> [Found] {
        guard text.utf8.contains(where: { (48...57).contains($0) }) else { return [] }
        let pattern =
            /(?i)(?:ngày|trước|sau|nhất|hạn|hết|đến|và|,|^)\s*:?\s*((\d{1,2})(?:\s*[\/\-.]\s*(\d{1,2})(?:\s*[\/\-.]\s*(\d{4}))?|\s+tháng\s+(\d{1,2})(?:\s*(?:năm|\/)\s*(\d{4}))?))(?![\p{L}\d]|\s*[\/\-.]\s*[\p{L}\d]|\s*%)/
        var (counted, last) = (0, text.startIndex)
        return text.matches(of: pattern).compactMap { match in
            guard let day = Int(match.output.2), let month = (match.output.3 ?? match.output.5).flatMap({ Int($0) })
            else { return nil }
            // A leap year, where none is named.
            let year = (match.output.4 ?? match.output.6).flatMap { Int($0) }
            guard Day(year: year ?? 2000, month: month, day: day) == nil, isDated(match.output.1, in: text) else {
                return nil
            }
            counted += text.distance(from: last, to: match.output.1.startIndex)
            last = match.output.1.startIndex
            return Found(words: String(match.output.1), place: counted..<counted + match.output.1.count)
        }
    }

    /// `3,5` and `2.15` are numbers: a day without a year has a stroke or the word, and stands where days stand.
    private static func isDated(_ words: Substring, in text: String) -> Bool {
        guard words.contains("/") || words.contains("tháng") || words.matches(of: /\d{4}/).count == 1 else {
            return false
        }
        let before = text[..<words.startIndex].suffix(24).lowercased()
        return before.isEmpty || ["ngày", "trước", "nhất", "hạn", "hết", "đến"].contains { before.contains($0) }
    }

    static func sentence(_ days: [Found]) -> String {
        days.map { "ngày \($0.words) không có trong lịch" }.joined(separator: "; ")
    }
}
