/// What a due phrase says, clause by clause, before it is put together.
struct PhraseClauses {
    /// A day as mentioned; what it leaves out may come from its neighbours.
    struct Mention {
        var day: Int
        var month: Int?
        var year: Int?
        let place: Range<Int>

        /// Earlier in a year than `other`; false while a month is open.
        func precedes(_ other: Mention) -> Bool {
            guard let month, let otherMonth = other.month else { return false }
            return (month, day) <= (otherMonth, other.day)
        }

        /// Nil while the month or the year is open.
        var date: Day? { month.flatMap { month in year.flatMap { Day(year: $0, month: month, day: day) } } }
    }

    var isExclusive = false
    var isInclusive = false
    var time: TimeOfDay?
    var mentions: [Mention] = []
    var weekday: (number: Int, place: Range<Int>)?
    var span: (span: DueRule.Span, year: Int?, place: Range<Int>)?
    /// `thứ Sáu cuối cùng của mỗi tháng`; without a span it is the one that recurs.
    var edge: (edge: DueRule.Edge, kind: DueRule.DayKind, span: DueRule.Span?, place: Range<Int>)?
    var count: (count: Int, unit: DueRule.CountedUnit, since: DueRule.Anchor, place: Range<Int>)?
    var recurrences: [PeriodLength] = []
    /// `trong năm 2022`: for all days that have none.
    var year: (number: Int, place: Range<Int>)?
    /// `thường xuyên`.
    var isOpenEnded = false
    /// `chưa ấn định`: somebody will set the day.
    var isLeftOpen = false

    var namesDay: Bool { !mentions.isEmpty || span != nil || weekday != nil || edge != nil }

    private var boundary: DueRule.Boundary {
        switch time {
        case .midnight?: .before
        case .endOfDay?: .through
        case let time?: .clock(time)
        case nil: isExclusive ? .before : .through
        }
    }

    /// Puts the clauses together; what contradicts itself is refused with the words that do.
    func rule(in source: PhraseSource) throws(DuePhraseError) -> DueRule {
        if let edge {
            guard let span = edge.span ?? recurrences.first.flatMap(DueRule.Span.init) else {
                throw source.error(
                    "\"\(source.quote(edge.place))\" does not say of which period",
                    hint: "write it like \"thứ Sáu cuối cùng của mỗi tháng\"", at: edge.place)
            }
            guard mentions.isEmpty, self.span == nil, weekday == nil, count == nil, year == nil,
                recurrences.allSatisfy({ $0 == span.length })
            else {
                throw source.error(
                    "\"\(source.quote(edge.place))\" stands beside another day or another period",
                    hint: "write one rule", at: edge.place)
            }
            return .edge(edge: edge.edge, kind: edge.kind, span: span, boundary: boundary)
        }
        if let count {
            guard !isExclusive, time == nil, mentions.isEmpty, span == nil, weekday == nil, recurrences.isEmpty else {
                throw source.error(
                    "\"\(source.quote(count.place))\" is a count and stands by itself, without \"trước\" or another day",
                    hint: "write it like \"trong vòng 10 ngày làm việc kể từ ngày ban hành\"", at: count.place)
            }
            return .within(count: count.count, unit: count.unit, since: count.since)
        }
        if let span {
            guard mentions.isEmpty, weekday == nil else {
                throw source.error("a due phrase names either days or the end of a period", hint: nil, at: span.place)
            }
            guard let year = span.year else { return .endOf(span: span.span, boundary: boundary) }
            guard recurrences.isEmpty else { throw Self.recursInAYear(span.place, in: source) }
            return .dates(days: [span.span.lastDay(in: year)], boundary: boundary)
        }
        if !mentions.isEmpty { return try inItsYear().datedRule(in: source) }
        if let weekday {
            guard recurrences.isEmpty || recurrences == [.week] else {
                throw source.error(
                    "a day of the week recurs every week", hint: "write \"hằng tuần\"", at: weekday.place)
            }
            return .weekly(weekday: weekday.number, boundary: boundary)
        }
        return try undatedRule(in: source)
    }

    private func undatedRule(in source: PhraseSource) throws(DuePhraseError) -> DueRule {
        let whole = (source.tokens.first?.place.lowerBound ?? 0)..<source.end.upperBound
        if recurrences == [.day], !isExclusive || time != nil { return .daily(boundary: boundary) }
        guard time == nil, !isExclusive, !isInclusive else {
            throw source.error("\"\(source.quote(whole))\" names no day", hint: PhraseReader.examples, at: whole)
        }
        if isLeftOpen || !recurrences.isEmpty { return .unscheduled(every: recurrences) }
        if isOpenEnded { return .none }
        throw source.error(
            "\"\(source.quote(whole))\" says nothing about a day", hint: PhraseReader.examples, at: whole)
    }

    /// Days with a month and no year take the year of the whole phrase.
    private func inItsYear() -> PhraseClauses {
        var clauses = self
        guard let year, mentions.allSatisfy({ $0.month != nil && $0.year == nil }) else { return clauses }
        for index in mentions.indices { clauses.mentions[index].year = year.number }
        clauses.recurrences.removeAll { $0 == .year || $0 == .quarter }
        clauses.year = nil
        return clauses
    }

    private func datedRule(in source: PhraseSource) throws(DuePhraseError) -> DueRule {
        let first = mentions[0]
        let dates = mentions.compactMap(\.date)
        if let year {
            throw source.error(
                "\"\(source.quote(year.place))\" would end a rule that recurs", hint: "leave it to the plan's validity",
                at: year.place)
        }
        if let weekday { try check(weekday, against: dates, in: source) }
        if dates.count == mentions.count {
            guard recurrences.isEmpty else { throw Self.recursInAYear(first.place, in: source) }
            return .dates(days: Set(dates).sorted(), boundary: boundary)
        }
        let isYearly = mentions.allSatisfy { $0.month != nil && $0.year == nil }
        let isMonthly = mentions.allSatisfy { $0.month == nil && $0.year == nil }
        guard isYearly || isMonthly else {
            throw source.error(
                "\"\(source.quote(first.place))\" and the other days are not written alike",
                hint: "give every day its month, and a year to all or to none", at: first.place)
        }
        if isMonthly {
            guard recurrences.isEmpty || recurrences == [.month] else {
                throw source.error(
                    "\"\(source.quote(first.place))\" names no month",
                    hint: "write \"ngày 15 tháng cuối quý\" or \"15/6 hằng năm\"",
                    at: first.place)
            }
            return .monthly(days: Set(mentions.map(\.day)).sorted(), boundary: boundary)
        }
        guard recurrences.allSatisfy({ [.year, .halfYear, .quarter].contains($0) }) else {
            throw source.error(
                "\"\(source.quote(first.place))\" names a month and recurs every year", hint: "write \"hằng năm\"",
                at: first.place)
        }
        let monthDays = mentions.map { MonthDay(clamping: $0.day, month: $0.month ?? 1) }
        return .yearly(dates: Set(monthDays).sorted(), boundary: boundary)
    }

    /// A weekday beside a date is a check on it; without a year there is nothing to check against.
    private func check(
        _ weekday: (number: Int, place: Range<Int>), against dates: [Day], in source: PhraseSource
    )
        throws(DuePhraseError)
    {
        guard let date = dates.first, dates.count == 1, mentions.count == 1 else {
            throw source.error(
                "\"\(source.quote(weekday.place))\" stands beside a day that has no single date", hint: nil,
                at: weekday.place)
        }
        guard date.weekday == weekday.number else {
            throw source.error(
                "\(date.vietnamese) is a \(date.vietnameseWeekday), not a \(Day.vietnameseWeekday(weekday.number))",
                hint: nil,
                at: weekday.place)
        }
    }

    private static func recursInAYear(_ place: Range<Int>, in source: PhraseSource) -> DuePhraseError {
        source.error(
            "\"\(source.quote(place))\" has a year and so does not recur", hint: "leave out the year or the recurrence",
            at: place)
    }
}

extension DueRule.Span {
    /// The last day of the span in one year; of the last one, where the year has several.
    fileprivate func lastDay(in year: Int) -> Day {
        if case .monthOfYear(let month) = self {
            Day(clamping: 31, month: month, year: year)
        } else {
            Day(clamping: 31, month: 12, year: year)
        }
    }
}
