package import Almanac
package import Definition
package import Directory

/// What an office knows as it stands today: its settings, its plan, its units and its calendar. Read from files, never from the store.
package struct Office: Sendable {
    package let settings: SiteSettings
    package let plan: PlanFile?
    package let tree: UnitTree
    package let calendar: WorkCalendar
    /// Tells one holiday table from another.
    package let calendarDigest: String
    /// The names of the site's workflows.
    let workflows: Set<String>

    package init(
        settings: SiteSettings, plan: PlanFile?, tree: UnitTree, calendar: WorkCalendar, calendarDigest: String,
        workflows: Set<String> = []
    ) {
        self.settings = settings
        self.plan = plan
        self.tree = tree
        self.calendar = calendar
        self.calendarDigest = calendarDigest
        self.workflows = workflows
    }

    var zone: Zone { settings.zone }

    func dueContext(_ rule: ObligationRule) -> DueContext {
        DueContext(zone: zone, calendar: calendar, policy: rule.policy, issued: rule.issued ?? plan?.issued)
    }

    /// The first moment from `instant` at which a notice may leave.
    func sendingMoment(from instant: Instant) -> Instant {
        settings.hours.nextMoment(from: instant, preferred: settings.noticesAt, calendar: calendar, zone: zone)
    }

    /// Every unit that owes something under the plan on that day: for whom an inbox folder is made.
    package func obligors(on day: Day) -> Set<UnitCode> {
        Set((plan?.obligations ?? []).flatMap { tree.units(matching: $0.from, on: day) }.map(\.code))
    }

    /// Whether a folder of that name below a unit's can be meant: an obligation of the plan, or a duty that is written in
    /// a workflow, `workflow/task`.
    package func hasDuty(_ name: String) -> Bool {
        if plan?.obligations.contains(where: { $0.code == name }) == true { return true }
        let parts = name.split(separator: "/")
        return parts.count > 1 && workflows.contains(String(parts[0]))
    }

    package func unitName(_ code: UnitCode, on day: Day) -> String { tree.unit(code, on: day)?.name ?? code.text }
}
