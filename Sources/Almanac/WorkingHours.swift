/// When notices may leave: between two times of a working day.
package struct WorkingHours: Hashable, Sendable, Codable {
    package let opens: TimeOfDay
    package let closes: TimeOfDay

    package init(opens: TimeOfDay, closes: TimeOfDay) {
        self.opens = opens
        self.closes = closes
    }

    /// The first instant at or after `instant` inside the hours of a working day; at an opening, `preferred` (08:00) if later.
    package func nextMoment(from instant: Instant, preferred: TimeOfDay, calendar: WorkCalendar, zone: Zone) -> Instant
    {
        let day = zone.day(of: instant)
        if calendar.isWorkingDay(day), instant < zone.instant(of: day, at: closes) {
            if instant >= zone.instant(of: day, at: opens) { return instant }
            return opening(on: day, preferred: preferred, zone: zone)
        }
        return opening(on: calendar.workingDay(1, after: day), preferred: preferred, zone: zone)
    }

    /// A preferred time after the office has closed is no reason to send then.
    private func opening(on day: Day, preferred: TimeOfDay, zone: Zone) -> Instant {
        zone.instant(of: day, at: preferred < closes ? max(opens, preferred) : opens)
    }
}
