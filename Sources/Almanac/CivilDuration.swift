/// A span as people write it (ISO 8601, `P1M`, `PT8H`): months and days follow the calendar of a zone.
package struct CivilDuration: Hashable, Sendable, Codable {
    package var months: Int
    package var days: Int
    package var milliseconds: Int64

    package init(months: Int = 0, days: Int = 0, milliseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.milliseconds = milliseconds
    }

    /// ISO 8601 with Y, M, W, D and a time part, each at most once and in that order; nil for anything else.
    ///
    /// Every part may have a fraction: half a year is six months, half a day twelve hours; half a month is refused, because
    /// nobody knows how long it is, and what is finer than a millisecond is dropped. No sign; no more than 10,000 years.
    package init?(iso8601 text: String) {
        guard text.first == "P" else { return nil }
        let parts = text.dropFirst()
        let halves = parts.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard !parts.isEmpty, halves.count == 1 || !halves[1].isEmpty else { return nil }
        self.init()
        for (half, parts) in zip(halves, [DurationPart.dates, DurationPart.times]) {
            guard add(half, of: parts) else { return nil }
        }
    }

    /// `P1M`, `P1Y2M3DT4H5M6.789S`, `PT0S`; a negative part carries its own sign.
    package var iso8601: String {
        var text = "P"
        if months / 12 != 0 { text += "\(months / 12)Y" }
        if months % 12 != 0 { text += "\(months % 12)M" }
        if days != 0 { text += "\(days)D" }
        guard milliseconds != 0 else { return text == "P" ? "PT0S" : text }
        text += "T"
        if milliseconds / 3_600_000 != 0 { text += "\(milliseconds / 3_600_000)H" }
        if milliseconds / 60_000 % 60 != 0 { text += "\(milliseconds / 60_000 % 60)M" }
        let rest = milliseconds % 60_000
        guard rest != 0 else { return text }
        text += "\(rest < 0 ? "-" : "")\(rest.magnitude / 1000)"
        guard rest % 1000 != 0 else { return text + "S" }
        var fraction = padded(rest.magnitude % 1000, 3)
        while fraction.last == "0" { fraction.removeLast() }
        return "\(text).\(fraction)S"
    }

    package var isNegative: Bool { months < 0 || days < 0 || milliseconds < 0 }

    /// The instant that lies this span after `instant`, on the civil calendar of `zone`.
    ///
    /// Months first, clamped to the end of a shorter one, then days, both at the same time on the wall; then the clock.
    /// Ten thousand years are as far as the calendar reaches.
    package func after(_ instant: Instant, in zone: Zone) -> Instant {
        guard months != 0 || days != 0 else { return instant.advanced(byMilliseconds: milliseconds) }
        let (day, millisecond) = zone.local(instant)
        let later = day.adding(months: min(max(months, -120_000), 120_000)).advanced(
            by: min(max(days, -3_660_000), 3_660_000))
        return zone.instant(of: later, millisecond: millisecond).advanced(byMilliseconds: milliseconds)
    }

    /// The parts of one half in order, each with a letter; false when something else stands there.
    private mutating func add(_ text: Substring, of parts: [DurationPart]) -> Bool {
        var text = text
        var parts = parts[...]
        while !text.isEmpty {
            let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
            text = text.dropFirst(number.count)
            guard let letter = text.popFirst(), let position = parts.firstIndex(where: { $0.letter == letter }),
                let count = DecimalCount(number), add(count, parts[position])
            else { return false }
            parts = parts[(position + 1)...]
        }
        return true
    }

    private mutating func add(_ count: DecimalCount, _ part: DurationPart) -> Bool {
        switch part.size {
        case .months(let size):
            let (whole, isExact) = count.times(size)
            months += whole
            return isExact && months <= 120_000
        case .days(let size):
            let rest = count.fraction.times(size * 86_400_000).whole
            days += count.whole * size + rest / 86_400_000
            milliseconds += Int64(rest % 86_400_000)
            return days <= 3_660_000
        case .milliseconds(let size):
            milliseconds += Int64(count.times(size).whole)
            return milliseconds <= 320_000_000_000_000
        }
    }
}

/// A count with an optional fraction, `1.5`, exact; of limited length, so that no product of it overflows.
private struct DecimalCount {
    let whole: Int
    let numerator: Int
    let denominator: Int

    init(whole: Int, numerator: Int, denominator: Int) {
        (self.whole, self.numerator, self.denominator) = (whole, numerator, denominator)
    }

    init?(_ text: Substring) {
        let halves = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard halves.count <= 2, let whole = Int(halves[0]), halves[0].count <= 12 else { return nil }
        guard halves.count == 2 else {
            self.init(whole: whole, numerator: 0, denominator: 1)
            return
        }
        guard (1...30).contains(halves[1].count), let numerator = Int(halves[1].prefix(9)) else { return nil }
        let denominator = halves[1].prefix(9).reduce(1) { product, _ in product * 10 }
        self.init(whole: whole, numerator: numerator, denominator: denominator)
    }

    var fraction: DecimalCount { DecimalCount(whole: 0, numerator: numerator, denominator: denominator) }

    /// So many times `size`, rounded down.
    func times(_ size: Int) -> (whole: Int, isExact: Bool) {
        let (quotient, remainder) = (numerator * size).quotientAndRemainder(dividingBy: denominator)
        return (whole * size + quotient, remainder == 0)
    }
}

/// A part of an ISO 8601 duration.
private struct DurationPart {
    enum Size {
        case months(Int)
        case days(Int)
        case milliseconds(Int)
    }

    let letter: Character
    let size: Size

    static let dates = [
        DurationPart(letter: "Y", size: .months(12)), DurationPart(letter: "M", size: .months(1)),
        DurationPart(letter: "W", size: .days(7)),
        DurationPart(letter: "D", size: .days(1)),
    ]
    static let times = [
        DurationPart(letter: "H", size: .milliseconds(3_600_000)),
        DurationPart(letter: "M", size: .milliseconds(60_000)),
        DurationPart(letter: "S", size: .milliseconds(1000)),
    ]
}
