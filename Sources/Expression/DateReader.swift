import Almanac
import Notation

/// Reads a date by a format of strptime. Zones (`%z`, and `%Z` where it is an offset) are taken into account, so the
/// result is in UTC; seconds may have a fraction.
struct DateReader {
    private var rest: Substring.UnicodeScalarView
    private var year = 1900
    private var month = 1
    private var day = 1
    private var dayOfYear: Int?
    private var hour = 0
    private var isAfternoon: Bool?
    private var minute = 0
    private var second = 0.0
    private var offset = 0
    private var epoch: Int?

    private init(_ text: String) { rest = text[...].unicodeScalars }

    /// Nil when the text does not match the format.
    static func time(_ text: String, _ format: String) -> BrokenDownTime? {
        var reader = DateReader(text)
        guard reader.read(format), reader.rest.isEmpty else { return nil }
        return reader.time
    }

    private var time: BrokenDownTime? {
        if let epoch { return BrokenDownTime(year: 1970, month: 1, day: 1, second: Double(epoch)) }
        var hour = hour
        if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
        let seconds = Double(hour * 3600 + minute * 60 - offset) + second
        if let dayOfYear { return BrokenDownTime(year: year, month: 1, day: dayOfYear, second: seconds) }
        guard day <= Day(clamping: 31, month: month, year: year).day else { return nil }
        return BrokenDownTime(year: year, month: month, day: day, second: seconds)
    }

    private mutating func read(_ format: String) -> Bool {
        var scalars = format.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            if scalar.properties.isWhitespace {
                skipSpace()
            } else if scalar == "%" {
                var letter = scalars.next()
                while let flag = letter, ["-", "_", "0", "^", "E", "O"].contains(flag) { letter = scalars.next() }
                guard let letter, field(letter) else { return false }
            } else {
                guard rest.first == scalar else { return false }
                rest.removeFirst()
            }
        }
        return true
    }

    private mutating func skipSpace() { rest = rest.drop { $0.properties.isWhitespace } }

    private mutating func number(_ digits: Int, in range: ClosedRange<Int>) -> Int? {
        skipSpace()
        let text = rest.prefix(digits).prefix { ("0"..."9").contains($0) }
        guard let value = Int(String(text)), range.contains(value) else { return nil }
        rest = rest.dropFirst(text.count)
        return value
    }

    private mutating func set(
        _ place: WritableKeyPath<DateReader, Int>, _ digits: Int, _ range: ClosedRange<Int>
    ) -> Bool {
        guard let value = number(digits, in: range) else { return false }
        self[keyPath: place] = value
        return true
    }

    private mutating func field(_ letter: Unicode.Scalar) -> Bool {
        switch letter {
        case "Y": return set(\.year, 4, 0...9999)
        case "m": return set(\.month, 2, 1...12)
        case "d", "e": return set(\.day, 2, 1...31)
        case "H", "k": return set(\.hour, 2, 0...23)
        case "I", "l": return set(\.hour, 2, 1...12)
        case "M": return set(\.minute, 2, 0...59)
        case "S": return readSecond()
        case "y":
            guard let value = number(2, in: 0...99) else { return false }
            year = value < 69 ? 2000 + value : 1900 + value
        case "j":
            guard let value = number(3, in: 1...366) else { return false }
            dayOfYear = value
        case "a", "A": return name(among: Dates.days) != nil
        case "b", "B", "h":
            guard let index = name(among: Dates.months) else { return false }
            month = index + 1
        case "p", "P":
            guard let index = name(among: ["AM", "PM"]) else { return false }
            isAfternoon = index == 1
        case "u", "w": return number(1, in: 0...7) != nil
        case "U", "W", "V": return number(2, in: 0...53) != nil
        case "G": return number(4, in: 0...9999) != nil
        case "s":
            guard let value = number(12, in: 0...999_999_999_999) else { return false }
            epoch = value
        case "z": return readOffset()
        case "Z": return readZone()
        case "n", "t": skipSpace()
        case "%":
            guard rest.first == "%" else { return false }
            rest.removeFirst()
        case "D": return read("%m/%d/%y")
        case "F": return read("%Y-%m-%d")
        case "T": return read("%H:%M:%S")
        case "R": return read("%H:%M")
        case "r": return read("%I:%M:%S %p")
        case "c": return read("%a %b %e %H:%M:%S %Y")
        default: return false
        }
        return true
    }

    private mutating func readSecond() -> Bool {
        guard let whole = number(2, in: 0...60) else { return false }
        second = Double(whole)
        guard rest.first == ".", rest.dropFirst().first.map({ ("0"..."9").contains($0) }) == true else { return true }
        let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }
        second += Double("0." + String(digits.prefix(9))) ?? 0
        rest = rest.dropFirst(1 + digits.count)
        return true
    }

    /// The full name or its first three letters, whatever the case.
    private mutating func name(among names: [String]) -> Int? {
        let text = String(rest.prefix(9)).lowercased()
        for (index, name) in names.enumerated() {
            for form in [name.lowercased(), String(name.lowercased().prefix(3))] where text.hasPrefix(form) {
                rest = rest.dropFirst(form.count)
                return index
            }
        }
        return nil
    }

    /// `+07:00`, `+0700`, `+07` or `Z`.
    private mutating func readOffset() -> Bool {
        skipSpace()
        if rest.first == "Z" {
            rest.removeFirst()
            return true
        }
        guard let sign = rest.first, sign == "+" || sign == "-" else { return false }
        rest.removeFirst()
        guard rest.prefix(2).count(where: { ("0"..."9").contains($0) }) == 2, let hours = number(2, in: 0...23) else {
            return false
        }
        if rest.first == ":" { rest.removeFirst() }
        let minutes = rest.first.map { ("0"..."9").contains($0) } == true ? number(2, in: 0...59) : 0
        guard let minutes else { return false }
        offset = (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
        return true
    }

    /// Names of zones are passed over, as jq does; an offset counts.
    private mutating func readZone() -> Bool {
        if rest.first == "+" || rest.first == "-" { return readOffset() }
        let letters = rest.prefix { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
        rest = rest.dropFirst(letters.count)
        return !letters.isEmpty
    }
}

extension Dates {
    static func parse(_ input: JSON, _ format: String) throws(ExpressionError) -> BrokenDownTime {
        guard let time = DateReader.time(input.asString ?? "", format) else {
            throw ExpressionError("date \"\((input.asString ?? "").shown)\" does not match format \"\(format.shown)\"")
        }
        return time
    }
}
