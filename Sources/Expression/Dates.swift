import Almanac
import Notation

/// A point in time as jq takes it apart, in UTC: year, month from 0, day, hour, minute, second, weekday with Sunday as 0,
/// day of the year from 0.
struct BrokenDownTime {
    /// Whole days since 1970-01-01, and the seconds since midnight, which may have a fraction.
    let day: Day
    let second: Double

    init(day: Day, second: Double) {
        self.day = day
        self.second = second
    }

    /// - Parameter asker: the function's name, for the message.
    init(_ json: JSON, _ asker: String) throws(ExpressionError) {
        guard let values = json.asArray, values.count >= 6 else {
            throw ExpressionError("\(asker) requires array of 6 numbers")
        }
        var fields: [Double] = []
        for value in values.prefix(6) {
            guard let number = value.asDouble, abs(number) < 1e9 else {
                throw ExpressionError("\(asker) requires parsed datetime inputs")
            }
            // Only the second may have a fraction.
            fields.append(fields.count == 5 ? number : number.rounded(.down))
        }
        self.init(
            year: Int(fields[0]), month: Int(fields[1]) + 1, day: Int(fields[2]),
            second: fields[3] * 3600 + fields[4] * 60 + fields[5])
    }

    /// Months and days beyond the year's and the month's end run over into the next.
    init(year: Int, month: Int, day: Int, second: Double) {
        let months = year * 12 + month - 1
        let first = Day(clamping: 1, month: months - months.floored(by: 12) * 12 + 1, year: months.floored(by: 12))
        let days = Int((second / 86_400).rounded(.down))
        self.init(day: Day(number: first.number + day - 1 + days), second: second - Double(days) * 86_400)
    }

    var hour: Int { Int(second) / 3600 }
    var minute: Int { Int(second) / 60 % 60 }
    var wholeSecond: Int { Int(second) % 60 }
    /// Sunday is 0.
    var weekday: Int { day.weekday % 7 }
    /// The first of January is 0.
    var dayOfYear: Int { day.number - Day(clamping: 1, month: 1, year: day.year).number }
    var secondsSince1970: Double { Double(day.number) * 86_400 + second }

    var json: JSON {
        let seconds = (second - Double(hour * 3600 + minute * 60))
        // A fraction is kept to the millionth, where a double of today's seconds still is exact.
        let rounded = (seconds * 1e6).rounded() / 1e6
        return [
            .integer(day.year), .integer(day.month - 1), .integer(day.day), .integer(hour), .integer(minute),
            Numbers.json(rounded), .integer(weekday), .integer(dayOfYear),
        ]
    }
}

extension Int {
    func floored(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

enum Dates {
    static func broken(_ input: JSON, _ asker: String) throws(ExpressionError) -> BrokenDownTime {
        guard let seconds = input.asDouble else { throw ExpressionError("\(asker)() requires a number") }
        guard abs(seconds) < 1e13 else { throw ExpressionError("\(input.described) is out of the range of dates") }
        return BrokenDownTime(year: 1970, month: 1, day: 1, second: seconds)
    }

    static func seconds(_ time: BrokenDownTime) -> JSON { .integer(Int(time.secondsSince1970.rounded(.down))) }

    static func written(_ input: JSON, _ format: JSON, _ asker: String) throws(ExpressionError) -> JSON {
        guard case .string(let format) = format else { throw ExpressionError("\(asker)/1 requires a string format") }
        let time: BrokenDownTime
        switch input {
        case .integer, .number: time = try broken(input, asker)
        case .array: time = try BrokenDownTime(input, "\(asker)/1")
        default: throw ExpressionError("\(asker)/1 requires parsed datetime inputs")
        }
        return .string(written(time, format))
    }

    static let days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static func written(_ time: BrokenDownTime, _ format: String) -> String {
        var text = ""
        var scalars = format.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "%" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            var letter = scalars.next()
            var isPadded = true
            while let flag = letter, ["-", "_", "0", "^", "E", "O"].contains(flag) {
                if flag == "-" { isPadded = false }
                letter = scalars.next()
            }
            guard let letter else { return text + "%" }
            text += field(letter, time, isPadded) ?? "%\(letter)"
        }
        return text
    }

    private static func padded(_ number: Int, _ width: Int, _ filler: String = "0") -> String {
        let digits = String(abs(number))
        return (number < 0 ? "-" : "") + String(repeating: filler, count: max(0, width - digits.count)) + digits
    }

    private static func field(_ letter: Unicode.Scalar, _ time: BrokenDownTime, _ isPadded: Bool) -> String? {
        let day = time.day
        func two(_ number: Int) -> String { padded(number, isPadded ? 2 : 1) }
        return switch letter {
        case "Y": String(day.year)
        case "C": two(day.year / 100)
        case "y": two(day.year % 100)
        case "m": two(day.month)
        case "d": two(day.day)
        case "e": padded(day.day, isPadded ? 2 : 1, " ")
        case "H": two(time.hour)
        case "I": two((time.hour + 11) % 12 + 1)
        case "k": padded(time.hour, isPadded ? 2 : 1, " ")
        case "l": padded((time.hour + 11) % 12 + 1, isPadded ? 2 : 1, " ")
        case "M": two(time.minute)
        case "S": two(time.wholeSecond)
        case "Z": "UTC"
        case "z": "+0000"
        case "j": padded(time.dayOfYear + 1, isPadded ? 3 : 1)
        case "s": String(Int(time.secondsSince1970.rounded(.down)))
        case "%": "%"
        case "n": "\n"
        case "t": "\t"
        default: names(letter, time) ?? combined(letter).map { written(time, $0) }
        }
    }

    private static func names(_ letter: Unicode.Scalar, _ time: BrokenDownTime) -> String? {
        let day = time.day
        return switch letter {
        case "a": String(days[time.weekday].prefix(3))
        case "A": days[time.weekday]
        case "b", "h": String(months[day.month - 1].prefix(3))
        case "B": months[day.month - 1]
        case "p": time.hour < 12 ? "AM" : "PM"
        case "P": time.hour < 12 ? "am" : "pm"
        case "u": String(day.weekday)
        case "w": String(time.weekday)
        case "U": padded((time.dayOfYear + 7 - time.weekday) / 7, 2)
        case "W": padded((time.dayOfYear + 7 - (day.weekday - 1)) / 7, 2)
        case "G": String(isoWeek(day).year)
        case "g": padded(isoWeek(day).year % 100, 2)
        case "V": padded(isoWeek(day).week, 2)
        default: nil
        }
    }

    private static func combined(_ letter: Unicode.Scalar) -> String? {
        switch letter {
        case "D", "x": "%m/%d/%y"
        case "F": "%Y-%m-%d"
        case "T", "X": "%H:%M:%S"
        case "R": "%H:%M"
        case "r": "%I:%M:%S %p"
        case "c": "%a %b %e %H:%M:%S %Y"
        default: nil
        }
    }

    /// The week of ISO 8601: the one that its Thursday's year counts.
    private static func isoWeek(_ day: Day) -> (year: Int, week: Int) {
        let thursday = Day(number: day.number + 4 - day.weekday)
        let first = Day(clamping: 1, month: 1, year: thursday.year)
        return (thursday.year, (thursday.number - first.number) / 7 + 1)
    }
}
