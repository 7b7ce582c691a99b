extension PhraseReader {
    /// `trước 09 giờ 00`, `17h30`, `17:30`.
    mutating func acceptClock() throws(DuePhraseError) -> Bool {
        guard let (hour, place) = number(ahead: 0) else { return false }
        var minute = 0
        if isWord("giờ", ahead: 1) {
            index += 2
            if let (value, _) = number(ahead: 0), isMinute {
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
        guard clauses.time == nil else { throw twice(read) }
        clauses.time = TimeOfDay(minutes: hour * 60 + minute)
        return true
    }

    /// A number straight after `giờ` that begins no date: `09 giờ 00 ngày 15/4`, `9 giờ 5 phút`.
    private var isMinute: Bool {
        guard case .number(_, let digits)? = peek()?.content, !isDate(ahead: 0) else { return false }
        return digits == 2 || isWord("phút", ahead: 1)
    }

    /// `cuối tháng`, `cuối quý I/2022`, `giữa năm`, `đầu tháng 3`, `hết năm`; after `đến hết` also the bare unit.
    mutating func acceptSpan() throws(DuePhraseError) -> Bool {
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
        index += 1
        recur(length)
        if isNamed { try acceptYearOfAll() }
        return true
    }

    private mutating func acceptSpanUnit(_ end: SpanEnd, from start: Range<Int>) throws(DuePhraseError) -> Bool {
        if let (count, _) = number(ahead: 0), count == 6, isWord("tháng", ahead: 1), end == .last {
            index += 2
            let half = acceptHalf()
            let year = acceptYear()
            let place = placeRead(from: start)
            try check(year: year, at: place)
            return try setSpan(half.map { .monthOfYear(month: $0 * 6) } ?? .halfYear, in: year, place)
        }
        guard let length = length(ahead: 0), length != .week, length != .day else { return false }
        index += 1
        let number = length == .year ? nil : ordinal(ahead: 0)
        if number != nil { index += 1 }
        let year = number != nil || length == .year ? acceptYear() : nil
        let place = placeRead(from: start)
        try check(year: year, at: place)
        guard (1...(length == .quarter ? 4 : 12)).contains(number ?? 1) else {
            throw source.error("\"\(source.quote(place))\" does not exist", hint: nil, at: place)
        }
        guard let days = end.days(of: length, number: number) else {
            throw source.error("\"\(source.quote(place))\" names no day", hint: Self.examples, at: place)
        }
        switch days {
        case .span(let span): return try setSpan(span, in: year, place)
        case .monthly(let day):
            clauses.mentions.append(PhraseClauses.Mention(day: day, month: nil, year: nil, place: place))
            recur(.month)
        case .yearly(let day, let months):
            clauses.mentions += months.map { PhraseClauses.Mention(day: day, month: $0, year: year, place: place) }
        }
        return true
    }

    private mutating func setSpan(
        _ span: DueRule.Span, in year: Int?, _ place: Range<Int>
    ) throws(DuePhraseError) -> Bool {
        guard clauses.span == nil else { throw twice(place) }
        clauses.span = (span, year, place)
        return true
    }

    /// Any year that a phrase names: what is far from ours was mistyped.
    func check(year: Int?, at place: Range<Int>) throws(DuePhraseError) {
        if let year, !(1900...2999).contains(year) {
            throw source.error(
                "\"\(source.quote(place))\" has no year of our time", hint: "write the year with four digits", at: place
            )
        }
    }

    func twice(_ place: Range<Int>) -> DuePhraseError {
        source.error(
            "\"\(source.quote(place))\" is a second answer to the same question", hint: "write one rule", at: place)
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
