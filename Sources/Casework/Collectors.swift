import Storage
import Almanac
import Definition
import Directory
import Engine
import Notation

/// Who collects: a collector that ends is followed by its successor; without one, what comes is parked and nobody is
/// reminded until a person has named one.
struct Collectors {
    let office: Office

    /// - Returns: how many collections have changed hands, or wait for it now.
    @discardableResult
    func review(in sitting: Sitting) throws -> Int {
        var count = 0
        for var collection in try sitting.all(Collection.self, "collection", parent: nil) {
            // What is answered may still get supplements, and what is left to the units is still named in mails.
            let isOpen = !collection.isAnswered || collection.unsettled > 0
            let old = collection.rule.to
            let waited = collection.awaitsCollector == true
            guard case .holds(let collector) = try Heirs(office: office).standing(of: old, in: sitting) else {
                if isOpen, !waited {
                    try pause(&collection, in: sitting)
                    count += 1
                }
                continue
            }
            guard collector != old || waited else { continue }
            count += isOpen ? 1 : 0
            collection.rule.to = collector
            if collection.rollup?.to == old { collection.rollup?.to = collector }
            collection.awaitsCollector = nil
            try sitting.save(collection)
            try sitting.enter("collector/\(collection.key)", nominal: sitting.now, .done, "collected by \(collector)")
            if waited { try resume(collection.key, in: sitting) }
        }
        return count
    }

    private func pause(_ collection: inout Collection, in sitting: Sitting) throws {
        collection.awaitsCollector = true
        try sitting.save(collection)
        try sitting.enter(
            "collector/\(collection.key)", nominal: sitting.now, .skipped, "\(collection.rule.to) has no successor")
        for assignment in try sitting.assignments(of: collection.key) where !assignment.isSettled {
            try sitting.letSleep("assignment/\(assignment.key)")
        }
    }

    /// What was parked is taken in, what was not said is said: of steps that were missed, the latest alone.
    private func resume(_ key: String, in sitting: Sitting) throws {
        guard let rule = try sitting.collection(key)?.rule else { return }
        for var assignment in try sitting.assignments(of: key) {
            if assignment.stage == .submitted, rule.acceptance == .automatic {
                assignment.accept(at: sitting.now)
                try sitting.save(assignment)
                announceAccepted(assignment, in: sitting)
                try Collect(office: office).settled(assignment, wasSettled: false, in: sitting)
            } else if assignment.isOwing {
                try Opening(office: office).scheduleNextStep(of: assignment, rule, in: sitting)
            }
        }
        guard var collection = try sitting.collection(key), !collection.isAnswered else { return }
        if collection.isReadyToAnswer {
            try Collect(office: office).answer(&collection, in: sitting)
        } else if Opening(office: office).closing(of: collection.deadline) <= sitting.now {
            try sitting.wake("collection/\(key)", at: sitting.now)
        }
    }

    private func announceAccepted(_ assignment: Assignment, in sitting: Sitting) {
        sitting.emit(
            CloudEvent(
                id: "unparked/\(assignment.key)", source: "/assignments/\(assignment.code)",
                type: EventType.submissionAccepted.rawValue, subject: assignment.obligation, time: sitting.now,
                data: [
                    "unit": .string(assignment.unit.text), "unitName": .string(assignment.unitName),
                    "obligation": .string(assignment.obligation), "period": .string(assignment.period),
                ]))
    }
}
