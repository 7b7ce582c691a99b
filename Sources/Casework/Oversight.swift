import Almanac
import Definition
package import Engine
import Notation

/// What the administrator whom `site.yaml` names is told each working morning, as long as it lasts: duties whose day
/// nobody has entered yet, and a year whose days off have not been decided, from December before.
package struct Oversight: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var wakes: Set<String> { ["oversight"] }

    package func open(in sitting: Sitting) throws {
        try lookAgain(from: office.sendingMoment(from: sitting.now), in: sitting)
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        guard let admin = office.settings.admin else { return }
        let mailbox = Mailbox(name: admin.name, address: admin.address)
        for matter in matters(on: office.zone.day(of: sitting.now)) {
            try Digests(office: office).add(matter, to: mailbox, in: sitting)
        }
        let tomorrow = office.calendar.workingDay(1, after: office.zone.day(of: sitting.now))
        try lookAgain(from: office.zone.instant(of: tomorrow, at: office.settings.noticesAt), in: sitting)
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
            return try sitting.letSleep("oversight/daily")
        }
        let day = office.zone.day(of: moment)
        let begin = max(day, plan.issued ?? plan.validFrom)
        let decembers = (begin.year...max(begin.year, plan.validTo.year)).map { Day(clamping: 1, month: 12, year: $0) }
        let mornings = [begin] + decembers.filter { $0 > begin }
        guard let next = mornings.first(where: { !matters(on: $0).isEmpty }) else {
            return try sitting.letSleep("oversight/daily")
        }
        let morning = office.calendar.workingDay(onOrAfter: next)
        let at = next == day ? moment : office.zone.instant(of: morning, at: office.settings.noticesAt)
        try sitting.wake("oversight/daily", at: at, order: -1)
    }
}
