import Almanac
import Definition
package import Engine
import Foundation
import Interpreter
import Notation
import Storage

/// `collect`: opens an assignment for each selected unit and period, reminds before, follows the ladder after.
package struct Collect: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "collect" }
    package var wakes: Set<String> { ["assignment", "collection"] }

    package func open(in sitting: Sitting) throws {
        let known = try sitting.store.fact("calendar")
        guard known != office.calendarDigest else { return }
        try sitting.store.set(fact: "calendar", to: office.calendarDigest)
        guard known != nil else { return }
        // The holiday table has changed: deadlines move by their policy, steps by the new working days; what was sent stays sent.
        for var collection in try sitting.all(Collection.self, "collection", parent: nil)
        where !collection.isAnswered && !collection.deadline.isNever && collection.amendedAt == nil {
            collection.deadline = moved(collection.deadline, collection.rule)
            try sitting.save(collection)
            try sitting.wake(
                "collection/\(collection.key)", at: Opening(office: office).closing(of: collection.deadline))
        }
        try sitting.each(Assignment.self, "assignment", openOnly: true) { known in
            guard let collection = try sitting.collection(known.collection) else { return }
            var assignment = known
            if assignment.deadline == assignment.original, !assignment.deadline.isNever {
                assignment.deadline = moved(assignment.deadline, collection.rule)
            }
            try sitting.save(assignment)
            try Opening(office: office).scheduleNextStep(of: assignment, collection.rule, in: sitting)
        }
    }

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        var rule = try rule(of: call)
        rule.from = try Heirs(office: office).following(rule.from, in: sitting)
        guard let deadline = try deadline(rule, for: call, at: sitting.now) else {
            throw WorkflowFault.badArguments(
                "\"\(rule.duePhrase)\" gives no deadline from here on: there is nothing to collect")
        }
        let reason = office.plan?.issued.flatMap { deadline.lastDay < $0 ? "trước ngày ban hành" : nil }
        let key = Collection.key(rule.code, deadline.period)
        if let known = try sitting.collection(key), known.isAnswered {
            return .done(known.summary(try sitting.assignments(of: key)))
        }
        try Opening(office: office).open(
            rule, deadline, waivedFor: reason, isPlain: false, for: call.caller, in: sitting)
        guard var collection = try sitting.collection(key), collection.unsettled == 0,
            collection.isOptional != true
        else { return .later }
        collection.isAnswered = true
        collection.waiting = []
        try sitting.save(collection)
        return .done(collection.summary(try sitting.assignments(of: key)))
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        if wakeUp.owner.hasPrefix("assignment/") {
            try climb(wakeUp, in: sitting)
        } else if var collection = try sitting.collection(wakeUp.subject) {
            guard collection.rule.until == .due || collection.isPlain || collection.isOptional == true,
                collection.awaitsCollector != true
            else { return }
            try answer(&collection, in: sitting)
        }
    }

    /// The rule that the plan has under this name, or the one that the call spells out.
    private func rule(of call: StepCall) throws -> ObligationRule {
        let arguments = call.request.arguments
        if let name = arguments["obligation"].asString {
            guard let rule = office.plan?.obligations.first(where: { $0.code == name }) else {
                throw WorkflowFault.badArguments("plan.yaml has no obligation \"\(name)\"")
            }
            return rule
        }
        let (rule, diagnostics) = ObligationRule.read(
            json: arguments, code: call.dutyCode)
        guard let rule else {
            throw WorkflowFault.badArguments(diagnostics.map(\.message).joined(separator: "; "))
        }
        return rule
    }

    /// The period that the workflow was started for, or the first deadline from the schedule's day on.
    private func deadline(_ rule: ObligationRule, for call: StepCall, at now: Instant) throws -> Deadline? {
        let from = call.subject.flatMap { Instant(rfc3339: $0) } ?? now
        let day = office.zone.day(of: from)
        let context = office.dueContext(rule)
        if let subject = call.subject, let plan = office.plan, subject.hasPrefix("\(rule.code)/") {
            let period = subject.dropFirst(rule.code.count + 1)
            return rule.deadlines(from: plan.validFrom, to: plan.validTo, in: context).first { $0.period == period }
        }
        return rule.deadlines(from: day, to: day.adding(months: 24), in: context).first
    }

    private func moved(_ deadline: Deadline, _ rule: ObligationRule) -> Deadline {
        let context = office.dueContext(rule)
        let near = rule.due.deadlines(
            from: deadline.writtenLastDay.advanced(by: -31), to: deadline.writtenLastDay.advanced(by: 31), in: context)
        return near.first { $0.period == deadline.period } ?? deadline
    }
}

extension WorkflowFault {
    static func badArguments(_ detail: String) -> WorkflowFault {
        WorkflowFault(.validation, detail)
    }
}
