import Almanac
import Definition
import Engine
import Interpreter
import Notation
import Storage

extension Collect {
    /// A step of the ladder has come due. When several were missed, only the latest is taken: never a burst of stale reminders.
    func climb(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        guard var assignment = try sitting.assignment(wakeUp.subject),
            let collection = try sitting.collection(assignment.collection)
        else { return }
        // Without a collector nothing is said; the latest step is taken once there is one.
        guard collection.awaitsCollector != true else { return }
        let rule = assignment.rule(of: collection.rule)
        let due = assignment.stepsAhead(rule, in: office).filter { $0.at <= sitting.now }
        guard let latest = due.last else {
            try Opening(office: office).scheduleNextStep(of: assignment, rule, in: sitting)
            return
        }
        for missed in due.dropLast() {
            try sitting.enter(
                wakeUp.owner, nominal: missed.at, .merged, "\(missed.step): a later step was taken instead")
        }
        let obstacle = assignment.obstacle(to: latest.step, at: sitting.now)
        try sitting.enter(
            wakeUp.owner, nominal: latest.at, obstacle == nil ? .done : .skipped, obstacle ?? "\(latest.step)")
        assignment.climbedTo = latest.at
        assignment.taken = latest.step
        try sitting.save(assignment)
        if obstacle == nil { try announce(latest.step, of: assignment, rule, in: sitting) }
        if case .rung = latest.step, obstacle == nil, !assignment.isPartial { announceOverdue(assignment, in: sitting) }
        try Opening(office: office).scheduleNextStep(of: assignment, rule, in: sitting)
    }

    private func announce(
        _ step: LadderStep, of assignment: Assignment, _ rule: ObligationRule, in sitting: Sitting
    ) throws {
        // Posts are looked up as of the day on which the mail leaves: tonight's step may be tomorrow's mail.
        let moment = office.sendingMoment(from: sitting.now)
        let addressing = Addressing(office: office, day: office.zone.day(of: moment))
        let digests = Digests(office: office)
        switch step {
        case .reminder:
            for mailbox in addressing.contact(of: assignment.unit) {
                try digests.add(Digest.Line(assignment: assignment.key, kind: .reminder), to: mailbox, in: sitting)
            }
        case .rung(let index):
            let rung = rule.escalate[index]
            let counts = !assignment.isPartial || rule.shortfall == .overdue
            for target in rung.to {
                let isOwn: Bool
                if case .role = target { isOwn = true } else { isOwn = false }
                // A unit that is short of one article is told so; nobody above it is.
                guard counts || isOwn else { continue }
                let kind: Notice.Kind = !counts ? .reminder : isOwn ? .overdue : .escalation
                for mailbox in addressing.mailboxes(of: target, for: assignment.unit, collector: rule.to) {
                    let line = Digest.Line(assignment: assignment.key, kind: kind, draft: isOwn ? nil : rung.draft)
                    try digests.add(line, to: mailbox, in: sitting)
                }
            }
        }
    }

    private func announceOverdue(_ assignment: Assignment, in sitting: Sitting) {
        sitting.emit(
            CloudEvent(
                id: "overdue/\(assignment.key)/\(assignment.climbedTo.milliseconds)",
                source: "/assignments/\(assignment.code)",
                type: EventType.assignmentOverdue.rawValue, subject: assignment.unit.text, time: sitting.now,
                data: [
                    "unit": .string(assignment.unit.text), "obligation": .string(assignment.obligation),
                    "period": .string(assignment.period),
                ]))
    }

    /// Tells the waiting workflow what there is, once.
    func answer(_ collection: inout Collection, in sitting: Sitting) throws {
        guard !collection.isAnswered else { return }
        collection.isAnswered = true
        let waiting = collection.waiting
        collection.waiting = []
        try sitting.save(collection)
        let summary = collection.summary(try sitting.assignments(of: collection.key))
        for caller in waiting { sitting.answer(caller, with: .output(summary)) }
        if collection.isPlain { try Rollups(office: office).make(collection.plainOrder, of: collection, in: sitting) }
    }

    /// An assignment of the set has been settled, or has changed after the set was summed up.
    func settled(_ assignment: Assignment, wasSettled: Bool, in sitting: Sitting) throws {
        guard var collection = try sitting.collection(assignment.collection) else { return }
        try Review(office: office).look(at: assignment, in: sitting)
        // What is left to a unit was never counted among what is waited for.
        if assignment.isSettled != wasSettled, !assignment.isOptional {
            collection.unsettled += assignment.isSettled ? -1 : 1
        }
        try sitting.save(collection)
        try Opening(office: office).scheduleNextStep(of: assignment, collection.rule, in: sitting)
        if collection.isReadyToAnswer {
            try answer(&collection, in: sitting)
        }
        if collection.rollup != nil, assignment.isSettled, assignment.isOwn {
            try sitting.wake("supplement/\(collection.key)", at: office.sendingMoment(from: sitting.now), order: 1)
        }
    }
}

extension Assignment {
    /// Why a step is not taken; nil when it is.
    func obstacle(to step: LadderStep, at now: Instant) -> String? {
        switch stage {
        case .accepted, .submitted: return "already answered"
        case .waived: return "waived"
        case .handedOver(let heir): return "handed over to \(heir)"
        case .held: return "held until a successor is named"
        case .cancelled: return "cancelled"
        case .open: break
        }
        if case .reminder = step, now >= deadline.dueBefore { return "the deadline has passed" }
        return nil
    }
}

extension LadderStep: CustomStringConvertible {
    var description: String {
        switch self {
        case .reminder(let days): "reminder, \(days) working days before"
        case .rung(let index): "rung \(index + 1)"
        }
    }
}
