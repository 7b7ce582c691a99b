import Almanac
import Notation

/// Days as administrators write them.
extension Reader {
    /// `2021-02-24` or `24/02/2021`.
    func day(_ node: Node, _ owner: String) -> Day? {
        guard let text = text(node, owner) else { return nil }
        let isISO = text.contains("-")
        let parts = text.split(separator: isISO ? "-" : "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap(Reader.number)
        guard parts.count == 3, numbers.count == 3, parts[isISO ? 0 : 2].count == 4 else {
            problems.error(
                "bad-date", at: node.mark, "\(quoted(text)) is no date", hint: "write it 2021-03-24 or 24/3/2021")
            return nil
        }
        let (year, month, day) = isISO ? (numbers[0], numbers[1], numbers[2]) : (numbers[2], numbers[1], numbers[0])
        if let date = Day(year: year, month: month, day: day) { return date }
        tellNoSuchDay(text, day, month, year, node)
        return nil
    }

    /// `3/2`, the day before the month.
    func dayOfYear(_ node: Node, _ owner: String, isLunar: Bool) -> (day: Int, month: Int)? {
        guard let text = text(node, owner) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap(Reader.number)
        guard parts.count == 2, numbers.count == 2 else {
            problems.error(
                "bad-date", at: node.mark, "\(quoted(text)) is no day of the year", hint: "write day and month: 3/2")
            return nil
        }
        let (day, month) = (numbers[0], numbers[1])
        if isLunar ? (1...30).contains(day) && (1...12).contains(month) : Day(year: 2000, month: month, day: day) != nil
        {
            return (day, month)
        }
        tellNoSuchDay(text, day, month, 2000, node, isLunar: isLunar)
        return nil
    }

    /// `2024-03-01T08:00:00+07:00`, or a day as computers write it.
    func checkInstant(_ node: Node, _ owner: String) {
        guard let text = text(node, owner), Instant(rfc3339: text) == nil, Day(iso: text) == nil else { return }
        problems.error(
            "bad-time", at: node.mark, "\(owner) is \(quoted(text)), which is no instant and no day",
            hint: "write \"2024-03-01T08:00:00+07:00\" or \"2024-03-01\"")
    }

    private func tellNoSuchDay(
        _ text: String, _ day: Int, _ month: Int, _ year: Int, _ node: Node, isLunar: Bool = false
    ) {
        let hint =
            if !(1...12).contains(month) {
                "a year has 12 months; the day stands before the month"
            } else if isLunar {
                "a lunar month has 29 or 30 days"
            } else {
                "month \(month) has \(Day.length(ofMonth: month, year: year)) days"
            }
        problems.error("no-such-day", at: node.mark, "\(quoted(text)) is a day that does not exist", hint: hint)
    }

    private static func number(_ text: Substring) -> Int? {
        (1...4).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}

extension Day {
    /// `24/3/2021`, for messages.
    var shown: String { "\(day)/\(month)/\(year)" }
}
