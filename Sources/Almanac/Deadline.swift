/// One deadline: half-open, so that 23:59:59.999 of the last day is on time and 00:00 of the next is late.
package struct Deadline: Hashable, Sendable, Codable {
    /// The label of its period: `2021-03`, `2022-Q1`, `2022`, or the last day itself for a single date.
    package let period: String
    /// The first day of the period that it closes (the month's, the quarter's, the year's first; the issue day for a single date).
    package let opens: Day
    /// The last permitted day, after the policy.
    package let lastDay: Day
    /// The last permitted day as the plan has it.
    package let writtenLastDay: Day
    /// The first late instant.
    package let dueBefore: Instant
    /// Computed with a year that has no official holiday table.
    package let isProvisional: Bool
    /// Both readings, in Vietnamese: `trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021`.
    package let reading: String

    /// A duty without a date: it is never late, and nothing comes before or after its deadline.
    package static func never(period: String, opens: Day, zone: Zone) -> Deadline {
        let end = Day(clamping: 31, month: 12, year: lastYear)
        return Deadline(
            period: period, opens: opens, lastDay: end, writtenLastDay: end, dueBefore: zone.start(of: end),
            isProvisional: false, reading: "không ấn định ngày")
    }

    package var isNever: Bool { lastDay.year == Deadline.lastYear }

    /// The end of ISO 8601's calendar.
    private static let lastYear = 9999

    /// The same duty with more time, or with less: the period, its opening and the written last day stay, for scoring.
    package func extended(to day: Day, calendar: WorkCalendar, zone: Zone) -> Deadline {
        let deed = day < lastDay ? "điều chỉnh" : "gia hạn"
        return Deadline(
            period: period, opens: opens, lastDay: day, writtenLastDay: writtenLastDay,
            dueBefore: zone.start(of: day.advanced(by: 1)), isProvisional: calendar.isProvisional(year: day.year),
            reading: "\(reading), được \(deed) đến hết \(day.vietnameseWeekday) \(day.vietnamese)")
    }
}

/// What a rule is read against.
package struct DueContext: Sendable {
    package var zone: Zone
    package var calendar: WorkCalendar
    package var policy: RestDayPolicy
    /// The day `ngày ban hành` means.
    package var issued: Day?
    /// The day that a rule counts from when it names another event (`ngày chốt số liệu`); nil: the issue day.
    package var anchor: Day?

    package init(
        zone: Zone = .vietnam, calendar: WorkCalendar = .builtIn, policy: RestDayPolicy = .asWritten,
        issued: Day? = nil,
        anchor: Day? = nil
    ) {
        self.zone = zone
        self.calendar = calendar
        self.policy = policy
        self.issued = issued
        self.anchor = anchor
    }
}

/// What happens to a last day on which nobody works.
package enum RestDayPolicy: String, Hashable, Sendable, Codable, CaseIterable {
    /// As the plan has it (the default: an internal administrative deadline).
    case asWritten
    /// It ends with the next working day (Civil Code 2015, article 148.5).
    case next
    /// It ends with the working day before.
    case previous

    func shifted(_ day: Day, in calendar: WorkCalendar) -> Day {
        switch self {
        case .asWritten: day
        case .next: calendar.workingDay(onOrAfter: day)
        case .previous: calendar.workingDay(onOrBefore: day)
        }
    }

    /// The written last days that this policy moves into `first...last`; nil when there are none.
    func written(from first: Day, to last: Day, in calendar: WorkCalendar) -> ClosedRange<Day>? {
        let (lower, upper) =
            switch self {
            case .asWritten: (first, last)
            case .next:
                (calendar.workingDay(1, before: first).advanced(by: 1), calendar.workingDay(onOrBefore: last))
            case .previous:
                (calendar.workingDay(onOrAfter: first), calendar.workingDay(1, after: last).advanced(by: -1))
            }
        return lower <= upper ? lower...upper : nil
    }
}
