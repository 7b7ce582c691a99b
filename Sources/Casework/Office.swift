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
    var workflows: Set<String> = []
    /// What these ask of units beside the plan's own obligations.
    var workflowDuties: [ObligationRule] = []
    /// The site's own points for facts; empty where it has none.
    package var scoring = ScoreTable()
    /// Knows the marks of the site's own mails again; nil where none are marked.
    package var replies: ReplyReference?

    package init(
        settings: SiteSettings, plan: PlanFile?, tree: UnitTree, calendar: WorkCalendar, calendarDigest: String
    ) {
        self.settings = settings
        self.plan = plan
        self.tree = tree
        self.calendar = calendar
        self.calendarDigest = calendarDigest
    }

    var zone: Zone { settings.zone }

    /// The unit that speaks for the office; the plan's issuer where the settings name none.
    var speaker: UnitCode? { settings.sender.unit ?? plan?.issuer }

    /// Whether the sender of the mails speaks for that unit: then its name and number may stand for the unit's own.
    func isSpeaker(_ code: UnitCode, on day: Day) -> Bool {
        speaker.map { (heir(of: $0, on: day) ?? $0) == code } ?? false
    }

    func dueContext(_ rule: ObligationRule) -> DueContext {
        DueContext(zone: zone, calendar: calendar, policy: rule.policy, issued: rule.issued ?? plan?.issued)
    }

    /// The first moment from `instant` at which a notice may leave.
    package func sendingMoment(from instant: Instant) -> Instant {
        settings.hours.nextMoment(from: instant, preferred: settings.noticesAt, calendar: calendar, zone: zone)
    }

    /// Every unit that owes something under the plan on that day: for whom an inbox folder is made.
    package func obligors(on day: Day) -> Set<UnitCode> {
        Set((plan?.obligations ?? []).flatMap { tree.units(matching: $0.from, on: day) }.map(\.code))
    }

    /// The selector of that day: a unit that is named and has ended stands for the one that goes on for it.
    func current(_ selector: Selector, on day: Day) -> Selector {
        var current = selector
        current.units = selector.units?.map { tree.unit($0, on: day) == nil ? heir(of: $0, on: day) ?? $0 : $0 }
        return current
    }

    /// Whether a folder of that name below a unit's can be meant: an obligation of the plan, or a duty that is written in
    /// a workflow, `workflow/task`.
    package func hasDuty(_ name: String) -> Bool {
        if plan?.obligations.contains(where: { $0.code == name }) == true { return true }
        let parts = name.split(separator: "/")
        return parts.count > 1 && workflows.contains(String(parts[0]))
    }

    /// Whether items of that kind are counted at all: one that the program has a word for, or that the plan asks for.
    package func knowsItems(of kind: String) -> Bool {
        Wording.kindNames[kind] != nil
            || (plan?.obligations ?? []).contains { $0.items.contains { $0.kind == kind } }
    }

    /// As it is written in a letter of that day; of a unit that has ended, as it was called last.
    package func unitName(_ code: UnitCode, on day: Day) -> String {
        (tree.unit(code, on: day) ?? tree.versions(of: code).last { $0.to.map { $0 <= day } ?? false })?.salutation
            ?? code.text
    }

    /// Where a unit puts what it sends: with the duty's own folder where several have a date, or it stands in a workflow:
    /// there a file alone would not tell for which it is.
    func inboxFolder(for assignment: Assignment) -> String {
        let folder = "\(settings.inbox)/\(assignment.unit)"
        let dated = plan?.obligations.filter { !$0.due.isNone }.count ?? 0
        let isAmbiguous = dated > 1 || assignment.obligation.contains("/")
        return isAmbiguous && hasDuty(assignment.obligation) ? "\(folder)/\(assignment.obligation)" : folder
    }

    /// Which of the items each unit owes on that day, in periods of that year: each selector is resolved once.
    func needs(_ items: [ItemRule], on day: Day, in year: Int?) -> (UnitCode) -> [ItemRule] {
        let audiences = items.map { item in
            item.audience.map { Set(tree.units(matching: $0, on: day).map(\.code)) }
        }
        return { unit in
            zip(items, audiences).filter { $0.isOwed(by: unit, in: year, among: $1) }.map(\.0)
        }
    }

    /// Whether a selector names a unit on that day, without asking all the others.
    func matches(_ code: UnitCode, _ selector: Selector, on day: Day) -> Bool {
        guard selector.units?.contains(code) ?? true else { return false }
        var narrow = selector
        narrow.units = [code]
        return !tree.units(matching: narrow, on: day).isEmpty
    }

    /// How what comes for an assignment is judged.
    func terms(
        of rule: ObligationRule, for assignment: Assignment, awaitsCollector: Bool = false
    ) -> ReceptionTerms {
        let acceptance = awaitsCollector ? .person : rule.acceptance
        guard rule.onTimeBy == .first, let returned = assignment.returned.last else {
            return ReceptionTerms(acceptance: acceptance)
        }
        let last = calendar.workingDay(rule.correction ?? 5, after: zone.day(of: returned.at))
        return ReceptionTerms(acceptance: acceptance, completionUntil: zone.start(of: last.advanced(by: 1)))
    }
}
