package import Almanac
import Definition
package import Engine
import Notation
import Storage

/// The plan's own year: it comes into force, its periods open, its named days come.
package struct PlanCalendar: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var wakes: Set<String> { ["plan", "period", "day"] }

    package func open(in sitting: Sitting) throws {
        guard let plan = office.plan else { return }
        if try sitting.store.fact(PlanCalendar.activationFact(plan.code)) == nil {
            let planned = plan.issued.map { office.zone.instant(of: $0, at: office.settings.noticesAt) }
            try sitting.wake("plan/\(plan.code)", at: planned ?? sitting.now)
        } else {
            try openPeriods(of: plan, in: sitting)
            // From the last one on, and not from now: a day that came while the desk was closed is still announced.
            let last = try sitting.store.fact(dayFact(plan)).flatMap { Instant(rfc3339: $0) }
            try sleepUntilDay(of: plan, after: last ?? sitting.now, in: sitting)
        }
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        guard let plan = office.plan else { return }
        switch wakeUp.owner.prefix(while: { $0 != "/" }) {
        case "plan": try activate(plan, nominal: wakeUp.nominal, in: sitting)
        case "period": try openPeriods(of: plan, only: wakeUp.subject, in: sitting)
        default:
            try announceDays(of: plan, nominal: wakeUp.nominal, in: sitting)
        }
    }

    static func activationFact(_ plan: String) -> String { "plan/\(plan)/activated" }

    /// The moment of the last named day.
    private func dayFact(_ plan: PlanFile) -> String { "plan/\(plan.code)/day" }

    private func activate(_ plan: PlanFile, nominal: Instant, in sitting: Sitting) throws {
        try Supersession(office: office).end(plan.supersedes, by: plan, in: sitting)
        try sitting.store.set(fact: PlanCalendar.activationFact(plan.code), to: sitting.now.rfc3339(in: office.zone))
        let isOver = office.zone.day(of: sitting.now) > plan.validTo
        try sitting.enter(
            "plan/\(plan.code)", nominal: nominal, isOver ? .skipped : .done, isOver ? "the plan is over" : "activated")
        if !isOver {
            sitting.emit(
                CloudEvent(
                    id: "plan/\(plan.code)/activated", source: "/plans/\(plan.code)",
                    type: EventType.planActivated.rawValue,
                    subject: plan.code,
                    time: sitting.now, data: ["plan": .string(plan.code), "title": .string(plan.title)]))
        }
        try openPeriods(of: plan, in: sitting)
        try sitting.store.set(fact: dayFact(plan), to: nominal.rfc3339(in: .utc))
        try sleepUntilDay(of: plan, after: nominal, in: sitting)
    }
}

/// Periods: each opens once, at the first day that the rule gives it.
extension PlanCalendar {
    private func openPeriods(of plan: PlanFile, only code: String? = nil, in sitting: Sitting) throws {
        for rule in plan.obligations where (code == nil || rule.code == code) && !rule.due.isNone {
            var next: Instant?
            for deadline in rule.deadlines(from: plan.validFrom, to: plan.validTo, in: office.dueContext(rule)) {
                let opensAt = opening(of: deadline, rule)
                guard opensAt <= sitting.now else {
                    next = next.map { min($0, opensAt) } ?? opensAt
                    continue
                }
                let key = Collection.key(rule.code, deadline.period)
                // A period of the same name under the plan before this one does not count.
                let isNew = try sitting.collection(key)?.supersededBy == plan.code
                let entry = isNew ? "period/\(key)/\(plan.code)" : "period/\(key)"
                guard try sitting.enter(entry, nominal: opensAt, .done, "opened") else { continue }
                try open(deadline, of: rule, plan, in: sitting)
            }
            if let next { try sitting.wake("period/\(rule.code)", at: next) }
        }
    }

    private func opening(of deadline: Deadline, _ rule: ObligationRule) -> Instant {
        guard let before = rule.opens else { return office.zone.start(of: deadline.opens) }
        let day = deadline.lastDay.adding(months: -before.months).advanced(by: -before.days)
        return office.zone.start(of: day).advanced(by: .milliseconds(-before.milliseconds))
    }

    private func open(_ deadline: Deadline, of rule: ObligationRule, _ plan: PlanFile, in sitting: Sitting) throws {
        if let reason = reasonToWaive(deadline, plan, at: sitting.now) {
            try Opening(office: office).open(rule, deadline, waivedFor: reason, isPlain: true, for: nil, in: sitting)
            return
        }
        let period: JSON = [
            "label": .string(deadline.period), "opens": .string(deadline.opens.iso),
            "lastDay": .string(deadline.lastDay.iso),
            "dueBefore": .string(deadline.dueBefore.rfc3339(in: office.zone)),
        ]
        let subject = Collection.key(rule.code, deadline.period)
        let data: JSON = ["obligation": .string(rule.code), "plan": .string(plan.code), "period": period]
        sitting.emit(
            CloudEvent(
                id: "period/\(subject)", source: "/plans/\(plan.code)", type: EventType.periodOpened.rawValue,
                subject: rule.code,
                time: sitting.now, data: data))
        if let workflow = rule.workflow {
            sitting.start(workflow: workflow, input: data, subject: subject)
        } else {
            try Opening(office: office).open(rule, deadline, waivedFor: nil, isPlain: true, for: nil, in: sitting)
        }
    }

    /// A period whose last day lies before the plan was issued is marked, not enforced; so is one that was over
    /// before anybody began to follow it.
    private func reasonToWaive(_ deadline: Deadline, _ plan: PlanFile, at now: Instant) -> String? {
        if let issued = plan.issued, deadline.lastDay < issued { return "trước ngày ban hành" }
        if deadline.dueBefore <= now { return "trước ngày hệ thống theo dõi" }
        return nil
    }
}

/// The days that the plan names, solar and lunar.
extension PlanCalendar {
    private func sleepUntilDay(of plan: PlanFile, after instant: Instant, in sitting: Sitting) throws {
        let next = namedDays(of: plan).map { office.zone.instant(of: $0.day, at: office.settings.noticesAt) }.first {
            $0 > instant
        }
        if let next { try sitting.wake("day/\(plan.code)", at: next) }
    }

    private func announceDays(of plan: PlanFile, nominal: Instant, in sitting: Sitting) throws {
        try sitting.store.set(fact: dayFact(plan), to: nominal.rfc3339(in: .utc))
        let day = office.zone.day(of: nominal)
        for named in namedDays(of: plan) where named.day == day {
            let key = "\(named.theme.code)/\(day.iso)/\(named.commemoration.name)"
            try sitting.enter("day/\(key)", nominal: nominal, .done, named.commemoration.name)
            sitting.emit(
                CloudEvent(
                    id: "day/\(key)", source: "/plans/\(plan.code)", type: EventType.day.rawValue,
                    subject: named.theme.code,
                    time: sitting.now,
                    data: named.commemoration.facts(on: day)))
        }
        try sleepUntilDay(of: plan, after: nominal, in: sitting)
    }

    private func namedDays(of plan: PlanFile) -> [(day: Day, theme: Theme, commemoration: Commemoration)] {
        var days: [(day: Day, theme: Theme, commemoration: Commemoration)] = []
        for year in plan.validFrom.year...plan.validTo.year {
            for theme in plan.themes {
                for commemoration in theme.days {
                    guard let day = commemoration.day(in: year), day >= plan.validFrom, day <= plan.validTo else {
                        continue
                    }
                    days.append((day, theme, commemoration))
                }
            }
        }
        return days.sorted { $0.day < $1.day }
    }
}

extension Office {
    /// The plan's commemorations between two days, in order.
    package func namedDays(from first: Day, to last: Day) -> [(day: Day, name: String)] {
        let themes = plan?.themes ?? []
        let years = (first.year...last.year)
        let days = years.flatMap { year in
            themes.flatMap(\.days).compactMap { named in named.day(in: year).map { (day: $0, name: named.name) } }
        }
        return days.filter { (first...last).contains($0.day) }.sorted { $0.day < $1.day }
    }
}

extension Commemoration {
    /// The solar day on which it falls in that (solar or lunar) year; nil when there is none.
    func day(in year: Int) -> Day? {
        isLunar
            ? LunarCalendar.solarDay(of: LunarDay(day: day, month: month, year: year))
            : Day(year: year, month: month, day: day)
    }

    func facts(on date: Day) -> JSON {
        var facts: JSON = [
            "name": .string(name), "date": .string(date.vietnamese),
            "lunar": isLunar ? .string("\(day)/\(month) âm lịch") : .null,
        ]
        facts["anniversary"] = since.map { .integer(date.year - $0) } ?? .null
        return facts
    }
}
