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
                let events = try beginning(with: event, strategy, of: entry.workflow.name, in: sitting)
            else { continue }
            let name = entry.workflow.name
            let input = JSON.array(events.map { schedule.read == .data ? $0.data ?? .null : $0.json })
            let request = Sitting.StartRequest(
                namespace: name.namespace, name: name.name, version: name.version, input: input, subject: event.subject,
                parent: nil, reply: nil)
            sitting.work.append(.start(request, depth: depth))
        }
    }

    /// The events that make the document begin now; nil while it still waits, or when this event is none of its own.
    private func beginning(
        with event: CloudEvent, _ strategy: EventStrategy, of name: WorkflowName, in sitting: Sitting
    ) throws -> [CloudEvent]? {
        let matching = EventMatching(at: sitting.now)
        switch strategy {
        case .one(let filter):
            return matching.admits(event, by: filter) ? [event] : nil
        case .any(let filters, _):
            let isAny = filters.isEmpty && !event.isLifecycle
            return isAny || filters.contains { matching.admits(event, by: $0) } ? [event] : nil
        case .all(let filters):
            let key = "\(name.namespace).\(name.name)"
            var gathered = try sitting.load(Gathered.self, "gathered", key) ?? Gathered()
            guard
                let place = filters.indices.first(where: {
                    gathered.events[$0] == nil && matching.admits(event, by: filters[$0])
                })
            else { return nil }
            gathered.events[place] = event
            guard gathered.events.count == filters.count else {
                try sitting.save(gathered, "gathered", key)
                return nil
            }
            try sitting.store.remove(kind: "gathered", key: key)
            return filters.indices.compactMap { gathered.events[$0] }
        }
    }

    /// What has come of `all`, by the filter that it fills.
    private struct Gathered: Codable {
        var events: [Int: CloudEvent] = [:]
    }
}
