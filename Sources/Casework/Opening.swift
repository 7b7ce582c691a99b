import Almanac
import Definition
import Directory
import Engine
import Notation

/// Opens one assignment for each unit that owes something in a period.
struct Opening {
    let office: Office

    /// - Parameter caller: waits for the set; joins those who wait already when the period is open.
    func open(
        _ rule: ObligationRule, _ deadline: Deadline, waivedFor reason: String?, isPlain: Bool, for caller: Caller?,
        in sitting: Sitting
    ) throws {
        let before = try sitting.collection(Collection.key(rule.code, deadline.period))
        if var known = before, known.supersededBy == nil {
            if let caller { known.waiting.append(caller) }
            try sitting.save(known)
            return
        }
        let (rule, awaitsCollector) = try Heirs(office: office).collecting(rule, in: sitting)
        var collection = Collection(
            rule: rule, period: deadline.period, deadline: deadline, waiting: caller.map { [$0] } ?? [], total: 0,
            unsettled: 0,
            isAnswered: false, isPlain: isPlain)
        collection.awaitsCollector = awaitsCollector ? true : nil
        collection.plan = office.plan?.code
        for (unit, needs) in obligors(of: rule, deadline, at: sitting.now) {
            // What was accepted for the same period under the plan before stays accepted.
            let key = Assignment.key(unit.code, rule.code, deadline.period)
            if before != nil, try sitting.assignment(key)?.stage == .accepted {
                collection.total += 1
                continue
            }
            var assignment = Assignment(
                unit: unit.code, unitName: unit.salutation, obligation: rule.code, period: deadline.period,
                needs: needs,
                deadline: deadline,
                stage: reason.map { .waived(reason: $0) } ?? .open, openedAt: sitting.now)
            assignment.force = rule.force == .request || unit.isAsked ? .request : nil
            try sitting.save(assignment)
            collection.total += 1
            guard reason == nil else { continue }
            if assignment.isOptional {
                try invite(assignment, in: sitting)
            } else {
                collection.unsettled += 1
                try scheduleNextStep(of: assignment, rule, in: sitting)
            }
        }
        collection.isOptional = collection.total > 0 && collection.unsettled == 0 && reason == nil
        try sitting.save(collection)
        guard reason == nil, !deadline.isNever else { return }
        try QuotaWatch(office: office).watch(collection, in: sitting)
        try sitting.wake("collection/\(collection.key)", at: closing(of: deadline))
    }

    /// Who owes what: as of the day on which the period opens, or is opened late. What becomes of them until its last day is
    /// handed over on the day of the event; who begins meanwhile and follows nobody owes it from the beginning.
    private func obligors(
        of rule: ObligationRule, _ deadline: Deadline, at now: Instant
    ) -> [(unit: OrganisationUnit, needs: [ItemRule])] {
        let today = office.zone.day(of: now)
        let first = deadline.isNever ? today : min(today, deadline.lastDay)
        var obligors = owing(rule, deadline, on: first)
        guard !deadline.isNever, office.tree.nextChange(after: first).map({ $0 <= deadline.lastDay }) ?? false else {
            return obligors
        }
        obligors += owing(rule, deadline, on: deadline.lastDay).filter { unit, _ in
            office.tree.unit(unit.code, on: first) == nil && office.tree.predecessors(of: unit.code).isEmpty
        }
        return obligors
    }

    private func owing(
        _ rule: ObligationRule, _ deadline: Deadline, on day: Day
    ) -> [(unit: OrganisationUnit, needs: [ItemRule])] {
        let needsOf = office.needs(rule.items, on: day, in: Wording.year(of: deadline.period))
        return office.tree.units(matching: rule.from, on: day).map { ($0, needsOf($0.code)) }.filter { _, needs in
            !needs.isEmpty || rule.items.isEmpty
        }
    }

    /// What is left to the unit is told once; it is reminded of nothing.
    private func invite(_ assignment: Assignment, in sitting: Sitting) throws {
        let day = office.zone.day(of: office.sendingMoment(from: sitting.now))
        for mailbox in Addressing(office: office, day: day).contact(of: assignment.unit) {
            let line = Digest.Line(assignment: assignment.key, kind: .reminder)
            try Digests(office: office).add(line, to: mailbox, in: sitting)
        }
    }

    /// When a period is summed up: 08:00 of the first working day after the last day.
    func closing(of deadline: Deadline) -> Instant {
        let day = office.calendar.workingDay(1, after: deadline.lastDay)
        return office.zone.instant(of: day, at: office.settings.noticesAt)
    }

    func scheduleNextStep(of assignment: Assignment, _ rule: ObligationRule, in sitting: Sitting) throws {
        let owner = "assignment/\(assignment.key)"
        if let next = assignment.nextStep(rule, in: office) {
            try sitting.wake(owner, at: next)
        } else {
            try sitting.letSleep(owner)
        }
    }
}

extension OrganisationUnit {
    /// Party and Front bodies are asked ("Đề nghị …"), not ordered, whatever list they stand in.
    var isAsked: Bool { ["party", "front"].contains(kind) }
}
