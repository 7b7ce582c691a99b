/// When notices may leave: between two times of a working day.
package struct WorkingHours: Hashable, Sendable, Codable {
    package let opens: TimeOfDay
    package let closes: TimeOfDay

    package init(opens: TimeOfDay, closes: TimeOfDay) {
        self.opens = opens
        self.closes = closes
    }

    /// The first instant at or after `instant` inside the hours of a working day; at an opening, `preferred` (08:00) if later.
    package func nextMoment(from instant: Instant, preferred: TimeOfDay, calendar: WorkCalendar, zone: Zone) -> Instant { fatalError("contract") }
}
