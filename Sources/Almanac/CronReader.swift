/// Reads a cron expression field by field.
struct CronReader {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// Takes the `CRON_TZ=Area/City` prefix, if there is one.
    mutating func zone() throws(CronError) -> Zone? {
        let prefix = "CRON_TZ="
        guard scalars.starts(with: prefix.unicodeScalars), let word = nextWord() else { return nil }
        let name = String(text(of: word).dropFirst(prefix.count))
        guard let zone = Zone(identifier: name) else {
            let place = word.lowerBound + prefix.count..<word.upperBound
            throw error("\"\(name)\" is no time zone; write it like Asia/Ho_Chi_Minh", at: place)
        }
        return zone
    }

    mutating func fields() throws(CronError) -> CronFields {
        var words: [Range<Int>] = []
        while let word = nextWord() { words.append(word) }
        if words.count == 1, text(of: words[0]).hasPrefix("@") {
            guard let standard = Self.nicknames[text(of: words[0]).lowercased()] else {
                throw error(
                    "\"\(text(of: words[0]))\" is not known; there are @hourly, @daily, @weekly, @monthly and @yearly",
                    at: words[0])
            }
            var reader = CronReader(standard)
            return try reader.fields()
        }
        guard words.count == 5 else {
            let place = words.count > 5 ? words[5].lowerBound..<scalars.count : scalars.count..<scalars.count
            throw error(
                "a cron expression has five fields (minute, hour, day, month, weekday), not \(words.count)", at: place)
        }
        return try fields(of: words)
    }

    private func fields(of words: [Range<Int>]) throws(CronError) -> CronFields {
        var fields = CronFields()
        fields.minutes = try set(.minute, words[0], into: &fields)
        fields.hours = try set(.hour, words[1], into: &fields)
        fields.daysOfMonth = try set(.dayOfMonth, words[2], into: &fields)
        fields.months = try set(.month, words[3], into: &fields)
        // 7 is Sunday too.
        let weekdays = try set(.weekday, words[4], into: &fields)
        fields.weekdays = weekdays & 0x7F | weekdays >> 7 & 1
        fields.lastWeekdays = fields.lastWeekdays & 0x7F | fields.lastWeekdays >> 7 & 1
        fields.leavesDayOfMonthOpen = isOpen(words[2])
        fields.leavesWeekdayOpen = isOpen(words[4])
        return fields
    }

    private func isOpen(_ word: Range<Int>) -> Bool { ["*", "?"].contains(scalars[word.lowerBound]) }

    /// The numbers of one field; what `L` stands for goes into `fields`.
    private func set(_ field: CronField, _ word: Range<Int>, into fields: inout CronFields) throws(CronError) -> UInt64
    {
        var set: UInt64 = 0
        for part in scalars[word].split(separator: ",", omittingEmptySubsequences: false) {
            let place = part.startIndex..<part.endIndex
            guard !part.isEmpty else { throw error("the \(field.name) field has an empty place in its list", at: word) }
            switch (field, part.last) {
            case (.dayOfMonth, "L"?) where part.count == 1: fields.includesLastDay = true
            case (.weekday, "L"?) where part.count == 1:
                throw error("\"L\" needs a weekday before it: \"5L\" is the last Friday of the month", at: place)
            case (.weekday, "L"?):
                let weekday = try number(place.lowerBound..<place.upperBound - 1, of: field)
                fields.lastWeekdays |= 1 << UInt64(weekday)
            default: set |= try range(place, of: field)
            }
        }
        return set
    }

    /// `*`, `5`, `MON-FRI`, `*/15`, `10-50/5`, `5/15` (from 5 on).
    private func range(_ place: Range<Int>, of field: CronField) throws(CronError) -> UInt64 {
        var (base, step) = (place, 1)
        if let slash = scalars[place].firstIndex(of: "/") {
            base = place.lowerBound..<slash
            step = try stepSize(slash + 1..<place.upperBound, of: field)
        }
        let bounds: ClosedRange<Int>
        if base.count == 1, scalars[base.lowerBound] == "*" || scalars[base.lowerBound] == "?" && field.isDay {
            bounds = field.all
        } else if let dash = scalars[base].firstIndex(of: "-") {
            let first = try number(base.lowerBound..<dash, of: field)
            var last = try number(dash + 1..<base.upperBound, of: field)
            if field == .weekday, last == 0, first > 0 { last = 7 }
            guard first <= last else { throw error("\"\(text(of: base))\" runs backwards", at: base) }
            bounds = first...last
        } else {
            let first = try number(base, of: field)
            bounds = first...(base == place ? first : max(first, field.all.upperBound))
        }
        return stride(from: bounds.lowerBound, through: bounds.upperBound, by: step).reduce(0) { $0 | 1 << UInt64($1) }
    }

    private func stepSize(_ place: Range<Int>, of field: CronField) throws(CronError) -> Int {
        guard place.count <= 2, let step = Int(text(of: place)), step > 0, scalars[place.lowerBound].isDigit else {
            throw error("\"\(text(of: place))\" is not a step for the \(field.name) field", at: place)
        }
        return step
    }

    private func number(_ place: Range<Int>, of field: CronField) throws(CronError) -> Int {
        let word = text(of: place)
        if let position = field.names.firstIndex(of: word.uppercased()) { return field.firstName + position }
        let isNumber = (1...2).contains(place.count) && scalars[place].allSatisfy(\.isDigit)
        guard isNumber, let number = Int(word), field.permitted.contains(number) else {
            let (first, last) = (field.permitted.lowerBound, field.permitted.upperBound)
            throw error(
                "\"\(word)\" is not a \(field.name), which runs from \(first) to \(last)", at: place)
        }
        return number
    }

    private mutating func nextWord() -> Range<Int>? {
        while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
        let start = index
        while index < scalars.count, !scalars[index].properties.isWhitespace { index += 1 }
        return start < index ? start..<index : nil
    }

    private func text(of place: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[place])) }

    private func error(_ message: String, at place: Range<Int>) -> CronError {
        CronError(message: message, offset: place.lowerBound, width: place.count)
    }

    private static let nicknames = [
        "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
        "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
    ]
}

/// One of the five fields: what may stand in it.
private enum CronField {
    case minute, hour, dayOfMonth, month, weekday

    var name: String {
        switch self {
        case .minute: "minute"
        case .hour: "hour"
        case .dayOfMonth: "day of the month"
        case .month: "month"
        case .weekday: "weekday"
        }
    }

    var permitted: ClosedRange<Int> { self == .weekday ? 0...7 : all }

    /// What `*` stands for.
    var all: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .dayOfMonth: 1...31
        case .month: 1...12
        case .weekday: 0...6
        }
    }

    var isDay: Bool { self == .dayOfMonth || self == .weekday }

    var names: [String] {
        switch self {
        case .month: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        case .weekday: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
        default: []
        }
    }

    /// The number of the first name.
    var firstName: Int { self == .month ? 1 : 0 }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
