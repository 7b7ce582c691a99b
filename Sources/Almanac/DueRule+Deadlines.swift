extension DueRule {
    /// All deadlines whose last day lies between `first` and `last`, both included, oldest first.
    package func deadlines(from first: Day, to last: Day, in context: DueContext) -> [Deadline] {
        guard first <= last, let written = context.policy.written(from: first, to: last, in: context.calendar) else {
            return []
        }
        return occurrences(within: written, in: context)
            .filter { written.contains($0.lastDay) }
            .map { deadline(for: $0, in: context) }
    }

    private func deadline(for occurrence: Occurrence, in context: DueContext) -> Deadline {
        let written = occurrence.lastDay
        let lastDay = context.policy.shifted(written, in: context.calendar)
        let firstYear =
            if case .counted(_, .workingDays, let start) = occurrence.wording { start.year } else { written.year }
        return Deadline(
            period: occurrence.period, opens: min(occurrence.opens, written), lastDay: lastDay, writtenLastDay: written,
            dueBefore: occurrence.boundary.firstLateInstant(after: lastDay, in: context.zone),
            isProvisional: [firstYear, written.year, lastDay.year].contains(where: context.calendar.isProvisional),
            reading: occurrence.reading(movedTo: lastDay == written ? nil : lastDay))
    }

    /// At least all occurrences whose last day lies in `range`, in order.
    private func occurrences(within range: ClosedRange<Day>, in context: DueContext) -> [Occurrence] {
        let (first, last) = (range.lowerBound, range.upperBound.advanced(by: 1))
        switch self {
        case .none, .unscheduled:
            return []
        case .daily(let boundary):
            return (first...last).map { day in
                let lastDay = boundary.lastDay(ofNamed: day)
                return Occurrence(day, boundary, period: lastDay.iso, opens: lastDay, .date)
            }
        case .weekly(let weekday, let boundary):
            return (first...last).filter { $0.weekday == weekday }.map {
                Occurrence($0, boundary, closing: .week, .weekday)
            }
        case .monthly(let days, let boundary):
            let months = monthsAround(first, last)
            let named = months.flatMap { month in
                Set(days.map { Day(clamping: $0, month: month.month, year: month.year) }).sorted()
            }
            return days.count == 1
                ? named.map { Occurrence($0, boundary, closing: .month, .date) } : Self.following(named, boundary)
        case .yearly(let dates, let boundary):
            let named = (first.year - 1...last.year + 1).flatMap { year in
                Set(dates.map { $0.day(in: year) }).sorted()
            }
            guard let length = Self.periodLength(closedBy: dates, boundary) else {
                return Self.following(named, boundary)
            }
            return named.map { Occurrence($0, boundary, closing: length, .date) }
        case .endOf(let span, let boundary):
            return Self.ends(of: span, from: first, to: last).map { day, period in
                Occurrence(day, boundary, period: period.label, opens: period.first, .endOf(span))
            }
        case .edge(let edge, let kind, let span, let boundary):
            return Self.ends(of: span, from: first, to: last).map { end, period in
                let start =
                    if case .monthOfYear = span { Day(clamping: 1, month: end.month, year: end.year) } else {
                        period.first
                    }
                let day = edge.day(of: kind, in: start...end, context.calendar)
                return Occurrence(day, boundary, closing: span.length, .edge(edge, kind, span))
            }
        case .dates(let days, let boundary):
            return Set(days).sorted().map { day in
                let lastDay = boundary.lastDay(ofNamed: day)
                let opens = context.issued ?? Day(clamping: 1, month: 1, year: lastDay.year)
                return Occurrence(day, boundary, period: lastDay.iso, opens: opens, .date)
            }
        case .within(let count, let unit, let since):
            guard let start = since.day(in: context) else { return [] }
            let end = unit.day(count, after: start, in: context.calendar)
            return [Occurrence(end, .through, period: end.iso, opens: start, .counted(count, unit, start))]
        }
    }

    /// Four yearly dates with one last day in each quarter close the quarters; a single date closes the year.
    private static func periodLength(closedBy dates: [MonthDay], _ boundary: Boundary) -> PeriodLength? {
        let quarters = dates.map { boundary.lastDay(ofNamed: $0.day(in: 2001)).quarter }
        return dates.count == 1 ? .year : Set(quarters) == [1, 2, 3, 4] && dates.count == 4 ? .quarter : nil
    }

    /// Days that close no civil period: each opens on the day after the last day of the one before.
    private static func following(_ named: [Day], _ boundary: Boundary) -> [Occurrence] {
        zip(named, named.dropFirst()).map { previous, day in
            Occurrence(
                day, boundary, period: boundary.lastDay(ofNamed: day).iso,
                opens: boundary.lastDay(ofNamed: previous).advanced(by: 1), .date)
        }
    }

    /// The last days of the span, each with the period that it closes.
    private static func ends(of span: Span, from first: Day, to last: Day) -> [(Day, CivilPeriod)] {
        let length: PeriodLength
        switch span {
        case .month: length = .month
        case .quarter: length = .quarter
        case .halfYear: length = .halfYear
        case .year: length = .year
        case .monthOfYear(let month):
            return (first.year...last.year).map {
                let day = Day(clamping: 31, month: month, year: $0)
                return (day, CivilPeriod(.year, containing: day))
            }
        }
        var periods: [(Day, CivilPeriod)] = []
        var period = CivilPeriod(length, containing: first)
        while period.first <= last {
            periods.append((period.last, period))
            period = period.next
        }
        return periods
    }
}

/// The first days of the months from the one before `first` to the one after `last`.
private func monthsAround(_ first: Day, _ last: Day) -> [Day] {
    var months: [Day] = []
    var month = Day(clamping: 1, month: first.month, year: first.year).adding(months: -2)
    while month <= last {
        months.append(month)
        month = month.adding(months: 1)
    }
    return months
}

extension DueRule.Anchor {
    func day(in context: DueContext) -> Day? {
        switch self {
        case .issued: context.issued
        case .day(let date): date
        case .event: context.anchor ?? context.issued
        }
    }
}

extension DueRule.CountedUnit {
    /// The day on which the count ends; `start` itself is not counted.
    func day(_ count: Int, after start: Day, in calendar: WorkCalendar) -> Day {
        switch self {
        case .workingDays: calendar.workingDay(count, after: start)
        case .calendarDays: start.advanced(by: count)
        case .weeks: start.advanced(by: 7 * count)
        case .months: start.adding(months: count)
        }
    }
}

/// One named day of a rule, before the policy.
struct Occurrence {
    /// How its words are made.
    enum Wording {
        case date, weekday
        case endOf(DueRule.Span)
        case edge(DueRule.Edge, DueRule.DayKind, DueRule.Span)
        case counted(Int, DueRule.CountedUnit, Day)
    }

    let named: Day
    let boundary: DueRule.Boundary
    let period: String
    let opens: Day
    let wording: Wording

    var lastDay: Day { boundary.lastDay(ofNamed: named) }

    init(_ named: Day, _ boundary: DueRule.Boundary, period: String, opens: Day, _ wording: Wording) {
        self.named = named
        self.boundary = boundary
        self.period = period
        self.opens = opens
        self.wording = wording
    }

    /// Closes the civil period in which its last day lies.
    init(_ named: Day, _ boundary: DueRule.Boundary, closing length: PeriodLength, _ wording: Wording) {
        let period = CivilPeriod(length, containing: boundary.lastDay(ofNamed: named))
        self.init(named, boundary, period: period.label, opens: period.first, wording)
    }
}
