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
        if var known = try sitting.collection(Collection.key(rule.code, deadline.period)) {
            if let caller { known.waiting.append(caller) }
            try sitting.save(known)
            return
        }
        let (rule, awaitsCollector) = try Heirs(office: office).collecting(rule, in: sitting)
        // Selectors are resolved as of the period, never as of today.
        let day = deadline.isNever ? office.zone.day(of: sitting.now) : deadline.lastDay
        let units = office.tree.units(matching: rule.from, on: day)
        var collection = Collection(
            rule: rule, period: deadline.period, deadline: deadline, waiting: caller.map { [$0] } ?? [], total: 0,
            unsettled: 0,
            isAnswered: false, isPlain: isPlain)
        collection.awaitsCollector = awaitsCollector ? true : nil
        for unit in units {
            let needs = rule.items.filter { $0.units?.contains(unit.code) ?? true }
            guard !needs.isEmpty || rule.items.isEmpty else { continue }
            let assignment = Assignment(
                unit: unit.code, unitName: unit.salutation, obligation: rule.code, period: deadline.period,
                needs: needs,
                deadline: deadline,
                stage: reason.map { .waived(reason: $0) } ?? .open, openedAt: sitting.now)
            try sitting.save(assignment)
            collection.total += 1
            if reason == nil {
                collection.unsettled += 1
                try scheduleNextStep(of: assignment, rule, in: sitting)
            }
        }
        try sitting.save(collection)
        guard reason == nil, !deadline.isNever else { return }
        try sitting.wake("collection/\(collection.key)", at: closing(of: deadline))
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
