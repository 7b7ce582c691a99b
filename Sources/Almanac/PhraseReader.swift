/// Reads the tokens of a due phrase into clauses, in whatever order they come.
struct PhraseReader {
    /// What a hint shows when nothing better can be said.
    static let examples =
        "write it like \"trước ngày 25 hàng tháng\", \"chậm nhất ngày 15/4/2022\", "
        + "\"cuối tháng 11 hằng năm\" or \"none\""

    let source: PhraseSource
    var index = 0
    var clauses = PhraseClauses()

    init(_ source: PhraseSource) { self.source = source }

    mutating func read() throws(DuePhraseError) -> PhraseClauses {
        while let token = peek() {
            if acceptPunctuation() { continue }
            if acceptBoundary() { continue }
            if acceptRecurrence() { continue }
            if try acceptClock() { continue }
            if try acceptWeekday() { continue }
            if try acceptCount() { continue }
            if try acceptSpan() { continue }
            if try acceptMentions() { continue }
            if acceptOpenEnded() || acceptAny(of: PhraseWords.tolerated) != nil { continue }
            throw source.error(
                "\"\(source.quote(token.place))\" is not understood here", hint: Self.examples, at: token.place)
        }
        return clauses
    }

    private mutating func acceptBoundary() -> Bool {
        if accept("trước") {
            clauses.isExclusive = true
            return true
        }
        guard acceptAny(of: PhraseWords.inclusive) != nil || acceptInclusiveTrong() else { return false }
        clauses.isInclusive = true
        return true
    }

    /// `trong ngày 25`, `trong tháng 11`, `trong quý I`: until it ends.
    private mutating func acceptInclusiveTrong() -> Bool {
        guard isWord("trong") else { return false }
        let namesOne =
            isWord("ngày", ahead: 1) || (isUnit(ahead: 1) && !isWord("năm", ahead: 1) && ordinal(ahead: 2) != nil)
        if namesOne { index += 1 }
        return namesOne
    }

    /// `hằng tháng`, `của tháng`, `trong quý`.
    private mutating func acceptRecurrence() -> Bool {
        let isBound = isWord("của") || isWord("trong") && !isWord("năm", ahead: 1)
        guard isWord("hằng") || isBound && ordinal(ahead: 2) == nil, let length = length(ahead: 1) else { return false }
        index += 2
        recur(length)
        return true
    }

    private mutating func acceptWeekday() throws(DuePhraseError) -> Bool {
        guard let start = peek()?.place else { return false }
        let weekday: Int
        if accept("chủ", "nhật") {
            weekday = 7
        } else if isWord("thứ") {
            index += 1
            switch peek()?.content {
            case .number(let number, _)? where (2...7).contains(number): weekday = number - 1
            case .word(let word)?: weekday = PhraseWords.weekdays[word] ?? 0
            default: weekday = 0
            }
            index += 1
        } else {
            return false
        }
        let place = placeRead(from: start)
        guard weekday > 0 else {
            throw source.error(
                "\"\(source.quote(place))\" is no day of the week", hint: "thứ Hai to thứ Bảy, or Chủ nhật", at: place)
        }
        guard clauses.weekday == nil else {
            throw source.error("a due phrase names one day of the week", hint: nil, at: place)
        }
        clauses.weekday = (weekday, place)
        return true
    }

    private mutating func acceptOpenEnded() -> Bool {
        if accept("chưa", "ấn", "định") {
            clauses.isLeftOpen = true
            return true
        }
        guard let words = acceptAny(of: PhraseWords.openEnded) else { return false }
        if words.last == "năm", year(ahead: 0) != nil { index += 1 }
        clauses.isOpenEnded = true
        return true
    }

    mutating func recur(_ length: PeriodLength) {
        if !clauses.recurrences.contains(length) { clauses.recurrences.append(length) }
    }
}

extension PhraseReader {
    /// `trước 09 giờ 00`, `17h30`, `17:30`.
    fileprivate mutating func acceptClock() throws(DuePhraseError) -> Bool {
        guard let (hour, place) = number(ahead: 0) else { return false }
        var minute = 0
        if isWord("giờ", ahead: 1) {
            index += 2
            if let (value, _) = number(ahead: 0), !isDate(ahead: 0), !isWord("giờ", ahead: 1),
                !isWord("ngày", ahead: 1) || isMinute
            {
                minute = value
                index += 1
            }
            _ = accept("phút")
        } else if isMark(":", ahead: 1), let (value, _) = number(ahead: 2) {
            minute = value
            index += 3
        } else {
            return false
        }
        let read = placeRead(from: place)
        guard minute < 60, hour * 60 + minute <= 1440 else {
            throw source.error(
                "\"\(source.quote(read))\" is no time of day", hint: "write it like \"17 giờ 30\"", at: read)
        }
        clauses.time = TimeOfDay(minutes: hour * 60 + minute)
        return true
    }

    /// A number of two digits straight after `giờ`: `09 giờ 00 ngày 15/4`.
    private var isMinute: Bool {
        if case .number(_, digits: 2)? = peek()?.content { true } else { false }
    }

    /// `cuối tháng`, `cuối quý I/2022`, `giữa năm`, `đầu tháng 3`, `hết năm`; after `đến hết` also the bare unit.
    fileprivate mutating func acceptSpan() throws(DuePhraseError) -> Bool {
        guard let start = peek()?.place else { return false }
        let position = index
        _ = accept("ngày")
        let end: SpanEnd
        if accept("cuối") {
            end = .last
        } else if accept("đầu") {
            end = .first
        } else if accept("giữa") {
            end = .middle
        } else {
            index = position
            return try acceptBareUnit(from: start)
        }
        _ = accept("cùng") || accept("tiên")
        _ = accept("của")
        _ = accept("hằng")
        if try acceptSpanUnit(end, from: start) { return true }
        throw source.error(
            "\"\(source.quote(start))\" needs \"tháng\", \"quý\" or \"năm\" after it", hint: Self.examples, at: start)
    }

    /// `tháng`, `quý`, `năm`, `tháng 11` standing alone: the period itself, or its end after `đến hết`.
    private mutating func acceptBareUnit(from start: Range<Int>) throws(DuePhraseError) -> Bool {
        _ = isWord("cả") && isUnit(ahead: 1) && accept("cả")
        guard let length = length(ahead: 0), length != .day else { return false }
        let isNamed = length == .year ? year(ahead: 1) != nil : ordinal(ahead: 1) != nil
        if clauses.isExclusive, isNamed { return try acceptSpanUnit(.first, from: start) }
        if clauses.isInclusive { return try acceptSpanUnit(.last, from: start) }
        guard length == .year || !isNamed else {
            index += 2
            let place = placeRead(from: start)
            throw source.error(
                "\"\(source.quote(place))\" names no day",
                hint: "write \"cuối \(source.quote(place))\" for its last day", at: place)
        }
        index += isNamed ? 2 : 1
        recur(length)
        return true
    }

    private mutating func acceptSpanUnit(_ end: SpanEnd, from start: Range<Int>) throws(DuePhraseError) -> Bool {
        if let (count, _) = number(ahead: 0), count == 6, isWord("tháng", ahead: 1), end == .last {
            index += 2
            let half = acceptHalf()
            let year = acceptYear()
            clauses.span = (half.map { .monthOfYear(month: $0 * 6) } ?? .halfYear, year, placeRead(from: start))
            return true
        }
        guard let length = length(ahead: 0), length != .week, length != .day else { return false }
        index += 1
        let number = length == .year ? nil : ordinal(ahead: 0)
        if number != nil { index += 1 }
        let year = number != nil || length == .year ? acceptYear() : nil
        let place = placeRead(from: start)
        guard (1...(length == .quarter ? 4 : 12)).contains(number ?? 1) else {
            throw source.error("\"\(source.quote(place))\" does not exist", hint: nil, at: place)
        }
        guard let days = end.days(of: length, number: number) else {
            throw source.error("\"\(source.quote(place))\" names no day", hint: Self.examples, at: place)
        }
        switch days {
        case .span(let span): clauses.span = (span, year, place)
        case .monthly(let day):
            clauses.mentions.append(PhraseClauses.Mention(day: day, month: nil, year: nil, place: place))
            recur(.month)
        case .yearly(let day, let months):
            clauses.mentions += months.map { PhraseClauses.Mention(day: day, month: $0, year: year, place: place) }
        }
        return true
    }

    /// `đầu năm` is 1, `cuối năm` is 2.
    mutating func acceptHalf() -> Int? { accept("đầu", "năm") ? 1 : accept("cuối", "năm") ? 2 : nil }
}

/// Which end of a month, quarter or year is meant (Civil Code 2015, article 146).
private enum SpanEnd {
    case first, middle, last

    enum Days {
        case span(DueRule.Span)
        case monthly(day: Int)
        case yearly(day: Int, months: [Int])
    }

    /// Nil where the law and the office know no such day: the middle of a quarter.
    func days(of length: PeriodLength, number: Int?) -> Days? {
        switch (self, length, number) {
        case (.last, .month, let month?): .span(.monthOfYear(month: month))
        case (.last, .month, nil): .span(.month)
        case (.last, .quarter, let quarter?): .span(.monthOfYear(month: quarter * 3))
        case (.last, .quarter, nil): .span(.quarter)
        case (.last, _, _): .span(.year)
        case (.first, .month, nil): .monthly(day: 1)
        case (.middle, .month, nil): .monthly(day: 15)
        case (.first, .month, let month?): .yearly(day: 1, months: [month])
        case (.middle, .month, let month?): .yearly(day: 15, months: [month])
        case (.first, .quarter, let quarter?): .yearly(day: 1, months: [quarter * 3 - 2])
        case (.first, .quarter, nil): .yearly(day: 1, months: [1, 4, 7, 10])
        case (.middle, .quarter, _): nil
        case (.first, _, _): .yearly(day: 1, months: [1])
        case (.middle, _, _): .yearly(day: 30, months: [6])
        }
    }
}
