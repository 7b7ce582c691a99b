import Almanac
import Definition
import Engine
import Interpreter
import Notation
import Storage

/// What is left of a plan when another takes its place: it is owed no longer, and nothing more is said of it.
struct Supersession {
    let office: Office

    /// - Parameter codes: the plans that `plan` says it supersedes; those that were never in force here leave nothing.
    func end(_ codes: [String], by plan: PlanFile, in sitting: Sitting) throws {
        let known = try codes.filter { try sitting.store.fact(PlanCalendar.activationFact($0)) != nil }
        guard !known.isEmpty else { return }
        let reason = "được thay thế bởi \(ChainDocument(plan, in: office).words)"
        for collection in try sitting.all(Collection.self, "collection", parent: nil)
        where known.contains(collection.plan ?? known[0]) && collection.supersededBy == nil {
            try end(collection, by: plan.code, because: reason, in: sitting)
        }
    }

    private func end(_ running: Collection, by plan: String, because reason: String, in sitting: Sitting) throws {
        var collection = running
        for var assignment in try sitting.assignments(of: collection.key) where !assignment.isSettled {
            assignment.stage = .cancelled(reason: reason)
            try sitting.save(assignment)
            try sitting.letSleep("assignment/\(assignment.key)")
            try sitting.enter("superseded/\(assignment.key)", nominal: sitting.now, .done, reason)
            collection.total -= 1
        }
        // Who waits for the set ends with the plan: there will be no answer.
        for caller in collection.waiting { cancel(caller, because: reason, in: sitting) }
        collection.waiting = []
        collection.unsettled = 0
        collection.isAnswered = true
        collection.supersededBy = plan
        try sitting.save(collection)
        for word in ["collection", "quota", "supplement"] { try sitting.letSleep("\(word)/\(collection.key)") }
        for selection in try sitting.all(Selection.self, "selection", parent: collection.key, openOnly: true) {
            try end(selection, by: plan, because: reason, in: sitting)
        }
    }

    private func end(_ running: Selection, by plan: String, because reason: String, in sitting: Sitting) throws {
        var selection = running
        for caller in selection.waiting { cancel(caller, because: reason, in: sitting) }
        selection.waiting = []
        selection.open = 0
        selection.supersededBy = plan
        try sitting.save(selection)
        try sitting.enter("superseded/selection/\(selection.key)", nominal: sitting.now, .done, reason)
    }

    private func cancel(_ caller: Caller, because reason: String, in sitting: Sitting) {
        let number = caller.execution.value
        sitting.emit(
            CloudEvent(
                id: "superseded/instance/\(number)", source: "/plans", type: InstanceCommands.Verb.cancel.eventType,
                time: sitting.now, data: ["id": .integer(Int(number)), "reason": .string(reason)]))
    }
}
