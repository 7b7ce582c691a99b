/// When a unit is reminded before and pressed after a deadline, in working days.
package struct Ladder: Hashable, Sendable, Codable {
    /// Working days before the last working day on or before the last permitted day, e.g. 5, 3, 1.
    package var reminders: [Int]
    /// Working days after the last permitted day, e.g. 1, 3, 5.
    package var rungs: [Int]
    /// 08:00 unless the site says otherwise.
    package var at: TimeOfDay

    package init(reminders: [Int] = [5, 3, 1], rungs: [Int] = [1, 3, 5], at: TimeOfDay = TimeOfDay(minutes: 480)) {
        self.reminders = reminders
        self.rungs = rungs
        self.at = at
    }

    /// In the order of `reminders`; 0 is the last working day itself.
    package func reminderInstants(before deadline: Deadline, calendar: WorkCalendar, zone: Zone) -> [Instant] {
        let lastWorkingDay = calendar.workingDay(onOrBefore: deadline.lastDay)
        return reminders.map { zone.instant(of: calendar.workingDay($0, before: lastWorkingDay), at: at) }
    }

    /// In the order of `rungs`; none is earlier than the first working day after the last permitted day.
    package func rungInstants(after deadline: Deadline, calendar: WorkCalendar, zone: Zone) -> [Instant] {
        rungs.map { zone.instant(of: calendar.workingDay(max(1, $0), after: deadline.lastDay), at: at) }
    }
}
