/// A schedule in five cron fields, with names, ranges, steps, lists and `L`; a `CRON_TZ=Area/City ` prefix sets its zone.
///
/// Where the clock skips a time, the schedule fires once, the same span later; where the clock shows it twice, at the first.
package struct Cron: Hashable, Sendable {
    package let text: String
    /// From the `CRON_TZ=` prefix.
    package let zone: Zone?
    private let fields: CronFields

    package init(parsing text: String) throws(CronError) {
        var reader = CronReader(text)
        self.text = text
        zone = try reader.zone()
        fields = try reader.fields()
    }

    /// The first instant strictly after `instant`, in its own zone or else in `siteZone`; nil when there is none within 8 years.
    package func next(after instant: Instant, in siteZone: Zone) -> Instant? {
        let zone = zone ?? siteZone
        let today = zone.day(of: instant)
        var found: Instant?
        // A time that the clock skips may fire on the day after, so yesterday counts, and so does the day of what is found.
        for day in today.advanced(by: -1)...today.advanced(by: 8 * 366) {
            if let found, zone.day(of: found) < day { break }
            guard fields.matches(day), let candidate = first(on: day, after: instant, in: zone) else { continue }
            found = min(found ?? candidate, candidate)
        }
        return found
    }

    private func first(on day: Day, after instant: Instant, in zone: Zone) -> Instant? {
        guard zone.keepsOneOffset(around: day) else {
            return fields.minutesOfDay.lazy.map { zone.instant(of: day, at: TimeOfDay(minutes: $0)) }
                .filter { $0 > instant }.min()
        }
        let start = zone.start(of: day)
        let elapsed = Int(instant.milliseconds(since: start)).flooredDivision(by: 60_000)
        return fields.minuteOfDay(from: max(0, elapsed + 1)).map { zone.instant(of: day, at: TimeOfDay(minutes: $0)) }
    }
}

/// A cron expression that cannot be read, with the field it fails in.
package struct CronError: Error, Equatable, Sendable {
    /// One sentence without a full stop.
    package let message: String
    /// Where in the text, in Unicode scalars from 0.
    package let offset: Int
    package let width: Int
}

/// The five fields, read: sets of numbers as bits.
struct CronFields: Hashable, Sendable {
    var minutes: UInt64 = 0
    var hours: UInt64 = 0
    var daysOfMonth: UInt64 = 0
    var months: UInt64 = 0
    /// 0 is Sunday.
    var weekdays: UInt64 = 0
    /// The weekdays, 0 to 6, whose last of the month counts: `5L`.
    var lastWeekdays: UInt64 = 0
    /// `L`: the last day of the month.
    var includesLastDay = false
    /// A day field that begins with `*` leaves the choice to the other one; when neither does, either of them will do.
    var leavesDayOfMonthOpen = false
    var leavesWeekdayOpen = false

    func matches(_ day: Day) -> Bool {
        guard months.has(day.month) else { return false }
        let isLast = day.day == day.lastOfMonth.day
        let byMonth = daysOfMonth.has(day.day) || includesLastDay && isLast
        let weekday = day.weekday % 7
        let isLastOfItsKind = day.day + 7 > day.lastOfMonth.day
        let byWeek = weekdays.has(weekday) || lastWeekdays.has(weekday) && isLastOfItsKind
        return leavesDayOfMonthOpen || leavesWeekdayOpen ? byMonth && byWeek : byMonth || byWeek
    }

    /// The first time of a day at or after `minute`, in minutes since midnight.
    func minuteOfDay(from minute: Int) -> Int? {
        guard minute < 1440 else { return nil }
        if hours.has(minute / 60), let later = minutes.first(from: minute % 60) { return minute / 60 * 60 + later }
        guard let hour = hours.first(from: minute / 60 + 1), let first = minutes.first(from: 0) else { return nil }
        return hour * 60 + first
    }

    var minutesOfDay: [Int] { (0..<1440).filter { hours.has($0 / 60) && minutes.has($0 % 60) } }
}

extension UInt64 {
    func has(_ number: Int) -> Bool { self >> UInt64(number) & 1 == 1 }

    /// The lowest member that is at least `number`.
    fileprivate func first(from number: Int) -> Int? {
        guard number < 64, self >> UInt64(number) != 0 else { return nil }
        return number + (self >> UInt64(number)).trailingZeroBitCount
    }
}
