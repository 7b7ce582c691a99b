import Storage
import Almanac
import Definition
package import Engine
package import Notation

/// What the administrator whom `site.yaml` names is told: each working morning, as long as it lasts, duties whose day
/// nobody has entered yet and, from December before, a year whose days off have not been decided; the morning after, what
/// was quarantined; and each week that the program runs, whatever has happened.
package struct Oversight: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    /// What the daemon tells of its machine.
    package static let condition = EventType.siteCondition.rawValue

    package var wakes: Set<String> { ["oversight"] }
    package var hears: Set<String> { [Oversight.condition, EventType.fileQuarantined.rawValue] }

    private static let daily = "oversight/daily"
    private static let weekly = "oversight/weekly"
    private static let quarantine = "oversight/quarantine"

    package func open(in sitting: Sitting) throws {
        try lookAgain(from: office.sendingMoment(from: sitting.now), in: sitting)
        guard office.settings.admin != nil else { return try sitting.letSleep(Oversight.weekly) }
        // After what needs somebody: the subject of a mail is its first matter.
        try sitting.wake(Oversight.weekly, at: nextWeek(after: sitting.now))
    }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        guard office.settings.admin != nil else { return }
        if event.type == Oversight.condition {
            let machine = MachineCondition(event, at: sitting.now)
            return try sitting.save(machine, MachineCondition.kind, MachineCondition.key, isSettled: true)
        }
        // One morning tells of all since the last.
        guard try sitting.store.fact(Oversight.quarantine)?.isEmpty ?? true else { return }
        try sitting.store.set(fact: Oversight.quarantine, to: sitting.now.rfc3339(in: .utc))
        let tomorrow = office.calendar.workingDay(1, after: office.zone.day(of: sitting.now))
        try sitting.wake(
            Oversight.quarantine, at: office.zone.instant(of: tomorrow, at: office.settings.noticesAt), order: -1)
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        guard let admin = office.settings.admin else { return }
        let mailbox = Mailbox(name: admin.name, address: admin.address)
        let today = office.zone.day(of: sitting.now)
        switch wakeUp.owner {
        case Oversight.weekly:
            let last = try sitting.store.fact(Oversight.reported).flatMap { Day(iso: $0) }
            let first = max(last ?? today.advanced(by: -7), today.advanced(by: -31))
            try sitting.store.set(fact: Oversight.reported, to: today.iso)
            if first < today {
                try Digests(office: office).add(.week(from: first, to: today), to: mailbox, in: sitting)
            }
            try sitting.wake(Oversight.weekly, at: nextWeek(after: sitting.now))
        case Oversight.quarantine:
            let since = try sitting.store.fact(Oversight.quarantine).flatMap { Instant(rfc3339: $0) }
            try sitting.store.set(fact: Oversight.quarantine, to: "")
            if let since { try Digests(office: office).add(.quarantined(since: since), to: mailbox, in: sitting) }
        default:
            for matter in matters(on: today) { try Digests(office: office).add(matter, to: mailbox, in: sitting) }
            let tomorrow = office.calendar.workingDay(1, after: today)
            try lookAgain(from: office.zone.instant(of: tomorrow, at: office.settings.noticesAt), in: sitting)
        }
    }

    /// The day up to which a week has been told.
    private static let reported = "oversight/reported"

    /// Monday's morning, or the first on which is worked.
    private func nextWeek(after now: Instant) -> Instant {
        let today = office.zone.day(of: now)
        let monday = today.advanced(by: 1 - today.weekday)
        let mornings = [monday, monday.advanced(by: 7), monday.advanced(by: 14)].map { day in
            office.zone.instant(of: office.calendar.workingDay(onOrAfter: day), at: office.settings.noticesAt)
        }
        return mornings.first { $0 > now } ?? mornings[2]
    }

    private func matters(on day: Day) -> [Matter] {
        guard let plan = office.plan, plan.issued ?? plan.validFrom <= day, day <= plan.validTo else { return [] }
        var matters: [Matter] = plan.obligations.contains(where: \.due.isUnscheduled) ? [.unscheduled] : []
        let next = day.month == 12 ? day.year + 1 : day.year
        matters += (day.year...next).filter { $0 <= plan.validTo.year && office.calendar.isProvisional(year: $0) }
            .map { .noHolidays(year: $0) }
        return matters
    }

    /// The next morning on which there is something to tell.
    private func lookAgain(from moment: Instant, in sitting: Sitting) throws {
        guard office.settings.admin != nil, let plan = office.plan else {
            return try sitting.letSleep(Oversight.daily)
        }
        let day = office.zone.day(of: moment)
        let begin = max(day, plan.issued ?? plan.validFrom)
        let decembers = (begin.year...max(begin.year, plan.validTo.year)).map { Day(clamping: 1, month: 12, year: $0) }
        let mornings = [begin] + decembers.filter { $0 > begin }
        guard let next = mornings.first(where: { !matters(on: $0).isEmpty }) else {
            return try sitting.letSleep(Oversight.daily)
        }
        let morning = office.calendar.workingDay(onOrAfter: next)
        let at = next == day ? moment : office.zone.instant(of: morning, at: office.settings.noticesAt)
        try sitting.wake(Oversight.daily, at: at, order: -1)
    }
}
