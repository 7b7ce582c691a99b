/// What happens to a last day on which nobody works.
package enum RestDayPolicy: String, Hashable, Sendable, Codable, CaseIterable {
    /// As the plan has it (the default: an internal administrative deadline).
    case asWritten
    /// It ends with the next working day (Civil Code 2015, article 148.5).
    case next
    /// It ends with the working day before.
    case previous
}

/// By when something is owed, as a rule that yields deadlines.
package struct DueRule: Hashable, Sendable, Codable {
    /// `thường xuyên`, `kịp thời`, `due: none`: nothing is ever late.
    package static let none = DueRule()
    package init() {}

    package var isNone: Bool { fatalError("contract") }

    /// `6 tháng`, `năm`, with no day: the date comes from a host report or from the administrator.
    package var isUnscheduled: Bool { fatalError("contract") }

    /// All deadlines whose last day lies between `first` and `last`, both included, oldest first.
    package func deadlines(from first: Day, to last: Day, in context: DueContext) -> [Deadline] { fatalError("contract") }
}

/// What a rule is read against.
package struct DueContext: Sendable {
    package var zone: Zone
    package var calendar: WorkCalendar
    package var policy: RestDayPolicy
    /// The day `ngày ban hành` means.
    package var issued: Day?

    package init(zone: Zone = .vietnam, calendar: WorkCalendar = .builtIn, policy: RestDayPolicy = .asWritten, issued: Day? = nil) {
        self.zone = zone
        self.calendar = calendar
        self.policy = policy
        self.issued = issued
    }
}

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
}
