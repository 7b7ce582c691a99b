import Almanac
import Definition
import Interpreter
import Notation
import Storage

/// `schedule.on`: documents that begin with events.
extension Desk {
    func startWorkflows(on event: CloudEvent, depth: Int, in sitting: Sitting) throws {
        for entry in library.entries {
            guard let schedule = entry.workflow.schedule, let strategy = schedule.on, library.isNewest(entry),
                entry.inForce?.contains(sitting.now) ?? true,
                let events = try beginning(with: event, strategy, schedule.read, of: entry.workflow.name, in: sitting)
            else { continue }
            let name = entry.workflow.name
            let input = JSON.array(events.map { $0.read(as: schedule.read) })
            let request = Sitting.StartRequest(
                namespace: name.namespace, name: name.name, version: name.version, input: input, subject: event.subject,
                parent: nil, reply: nil, events: events)
            sitting.work.append(.start(request, depth: depth))
        }
    }

    /// The events that make the document begin now; nil while it still waits, or when this event is none of its own.
    private func beginning(
        with event: CloudEvent, _ strategy: EventStrategy, _ reading: EventReading, of name: WorkflowName,
        in sitting: Sitting
    ) throws -> [CloudEvent]? {
        let owner = "\(name.namespace).\(name.name)"
        let open = try sitting.records(kind: Desk.gathering, parent: owner, openOnly: false)
        for row in open {
            var gathering: EventGathering = try Sitting.decoded(row.body)
            switch gathering.take(event, for: strategy, read: reading, at: sitting.now) {
            case .ignored: continue
            case .kept:
                try sitting.save(gathering, Desk.gathering, row.key, parent: owner)
                return nil
            case .complete(let events):
                try sitting.remove(Desk.gathering, row.key)
                return events
            }
        }
        var gathering = EventGathering()
        switch gathering.take(event, for: strategy, read: reading, at: sitting.now) {
        case .ignored: return nil
        case .complete(let events): return events
        case .kept:
            try sitting.save(gathering, Desk.gathering, Desk.gatheringKey(owner, event, at: sitting.now), parent: owner)
            if open.count >= Desk.mostGatherings, let oldest = open.first {
                try sitting.remove(Desk.gathering, oldest.key)
                try sitting.enter(
                    "gathering/\(oldest.key)", nominal: sitting.now, .skipped,
                    "too many beginnings of \(owner) wait for the rest of their events")
            }
            return nil
        }
    }

    /// Keys are in the order in which the events came.
    private static func gatheringKey(_ owner: String, _ event: CloudEvent, at now: Instant) -> String {
        let digits = String(now.milliseconds)
        return
            "\(owner)/\(String(repeating: "0", count: max(0, 15 - digits.count)))\(digits)/\(event.source)/\(event.id)"
    }

    private static let gathering = "gathering"
    /// Of one document.
    private static let mostGatherings = 1000
}
