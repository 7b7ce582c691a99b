import Almanac
import Casework
import Definition

/// Each day that the plan names is announced, and each of its periods opened, once its time has come.
extension World {
    func namedDays(_ reading: Reading) throws -> [String] {
        let settings = site.office.settings
        guard let plan = site.office.plan,
            let activated = try reading.rows("SELECT handled FROM ledger WHERE subject LIKE 'plan/%'").first,
            let begin = Int64(activated[0])
        else {
            return wall > site.zone.start(of: Day(clamping: 4, month: 1, year: 2025)) ? ["the plan has not begun"] : []
        }
        let announced = try reading.rows("SELECT subject FROM ledger WHERE subject LIKE 'day/%'").map { $0[0] }
        var found: [String] = []
        for named in site.office.namedDays(from: plan.validFrom, to: plan.validTo) {
            let moment = site.zone.instant(of: named.day, at: settings.noticesAt).milliseconds
            let count = announced.count { $0.hasSuffix("/\(named.day.iso)/\(named.name)") }
            if moment > begin, moment < wall.milliseconds, count != 1 {
                found.append("\(named.name) on \(named.day.iso) was announced \(count) times")
            }
        }
        let opened = Set(try reading.rows("SELECT subject FROM ledger WHERE subject LIKE 'period/%'").map { $0[0] })
        for rule in plan.obligations where !rule.due.isNone {
            let context = DueContext(
                zone: site.zone, calendar: site.office.calendar, policy: rule.policy, issued: rule.issued ?? plan.issued
            )
            for deadline in rule.deadlines(from: plan.validFrom, to: plan.validTo, in: context) {
                let key = "period/\(rule.code)/\(deadline.period)"
                if site.zone.start(of: deadline.opens) < wall, !opened.contains(key) {
                    found.append("\(key) was never opened")
                }
            }
        }
        return found
    }
}
