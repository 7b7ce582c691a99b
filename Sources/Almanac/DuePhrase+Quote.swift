extension DuePhrase {
    /// A deadline inside a sentence.
    package struct Quoted: Equatable, Sendable {
        /// As they are written.
        package let words: String
        package let rule: DueRule
    }

    /// The deadlines in a sentence that a word such as "trước" or "chậm nhất" begins and that name days.
    ///
    /// Of a very long text only the beginning is looked through.
    package static func quoted(in text: String) -> [Quoted] {
        let source = PhraseSource(String(String.UnicodeScalarView(text.unicodeScalars.prefix(4000))))
        var found: [Quoted] = []
        var index = 0
        var tries = 0
        while index < source.tokens.count, tries < mostQuoted {
            guard source.namesBoundary(at: index) else {
                index += 1
                continue
            }
            tries += 1
            if let (quoted, end) = longest(from: index, in: source) {
                found.append(quoted)
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    private static let mostQuoted = 40
    private static let longestQuoted = 24

    /// The longest run of words that is a due phrase, without those at its end that add nothing.
    private static func longest(from start: Int, in source: PhraseSource) -> (Quoted, end: Int)? {
        func words(to stop: Int) -> String {
            source.quote(source.tokens[start].place.lowerBound..<source.tokens[stop - 1].place.upperBound)
        }
        for stop in stride(from: min(source.tokens.count, start + longestQuoted), to: start + 1, by: -1) {
            guard let rule = try? parse(words(to: stop)), rule.namesDays else { continue }
            var end = stop
            while let shorter = source.withoutLast(endingAt: end), shorter >= start + 2,
                (try? parse(words(to: shorter))) == rule
            {
                end = shorter
            }
            return (Quoted(words: words(to: end), rule: rule), stop)
        }
        return nil
    }
}

extension PhraseSource {
    /// "đến" and "hết" end spans as well, and so say nothing alone.
    fileprivate func namesBoundary(at index: Int) -> Bool {
        (PhraseWords.inclusive + [["trước"]]).contains { words in
            words[0] != "đến" && words[0] != "hết" && index + words.count <= tokens.count
                && zip(tokens[index...], words).allSatisfy { $0.content == .word($1) }
        }
    }

    /// Where the text before these tokens ends without its last word, or without the words that are tolerated there.
    fileprivate func withoutLast(endingAt end: Int) -> Int? {
        let tolerated = PhraseWords.tolerated.filter { words in
            words.count <= end && zip(tokens[(end - words.count)...], words).allSatisfy { $0.content == .word($1) }
        }
        return end > 0 ? end - (tolerated.map(\.count).max() ?? 1) : nil
    }
}

extension DueRule {
    fileprivate var namesDays: Bool { namedDays != nil }

    /// A day as far as a rule names it.
    private struct NamedDay {
        var day: Int
        var month: Int?
        var year: Int?

        init(_ day: Day, hasYear: Bool) { (self.day, month, year) = (day.day, day.month, hasYear ? day.year : nil) }
        init(day: Int) { self.day = day }

        func isMet(by other: NamedDay) -> Bool {
            func agree(_ a: Int?, _ b: Int?) -> Bool { a == nil || b == nil || a == b }
            return day == other.day && agree(month, other.month) && agree(year, other.year)
        }
    }

    /// The days as named, and the last that each permits; nil for rules that name none.
    private var namedDays: [(named: NamedDay, last: NamedDay)]? {
        switch self {
        case .monthly(let days, let boundary):
            // The day before the first of a month is the last of another.
            let february = Day(clamping: 1, month: 2, year: 2001)
            return days.map { number in
                let moved = boundary.lastDay(ofNamed: february) < february ? number - 1 : number
                return (NamedDay(day: number), NamedDay(day: moved == 0 ? 31 : moved))
            }
        case .yearly(let dates, let boundary):
            return dates.map { date in
                let day = date.day(in: 2001)
                return (NamedDay(day, hasYear: false), NamedDay(boundary.lastDay(ofNamed: day), hasYear: false))
            }
        case .dates(let days, let boundary):
            return days.map { (NamedDay($0, hasYear: true), NamedDay(boundary.lastDay(ofNamed: $0), hasYear: true)) }
        case .none, .unscheduled, .daily, .weekly, .endOf, .edge, .within: return nil
        }
    }

    /// False where both name days and mean different ones; what only one of them says (a month, a year) is no difference.
    package func agrees(with other: DueRule) -> Bool {
        guard let mine = namedDays, let theirs = other.namedDays else { return true }
        let isSameSide = boundary == other.boundary
        func isMet(_ a: (named: NamedDay, last: NamedDay), _ b: (named: NamedDay, last: NamedDay)) -> Bool {
            a.last.isMet(by: b.last) || isSameSide && a.named.isMet(by: b.named)
        }
        return mine.allSatisfy { day in theirs.contains { isMet(day, $0) } }
            || theirs.allSatisfy { day in mine.contains { isMet(day, $0) } }
    }
}
