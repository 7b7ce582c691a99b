import Almanac
import Definition
import Interpreter
import Notation
import Storage

extension Desk {
    /// Each schedule sleeps until the instant that follows from the nominal instant of its last run, never from the wall clock.
    func openSchedules(in sitting: Sitting) throws {
        for entry in library.entries {
            guard let schedule = entry.workflow.schedule, library.isNewest(entry) else { continue }
            let name = "\(entry.workflow.name.namespace).\(entry.workflow.name.name)"
            let last = try store.fact("schedule/\(name)").flatMap { Instant(rfc3339: $0) }
            if let next = next(of: schedule, after: last ?? sitting.now, of: entry.workflow) {
                try sitting.wake("schedule/\(name)", at: next)
            } else {
                try sitting.letSleep("schedule/\(name)")
            }
        }
    }

    /// One instance for each nominal instant, for ever; instants that were missed go by the policy.
    func runSchedule(_ name: String, nominal: Instant, in sitting: Sitting) throws {
        guard let entry = library.scheduled(name), let schedule = entry.workflow.schedule else { return }
        var missed = [nominal]
        while missed.count < Desk.mostMissed,
            let following = next(of: schedule, after: missed[missed.count - 1], of: entry.workflow),
            following <= sitting.now
        {
            missed.append(following)
        }
        let policy = entry.workflow.metadata["missedRuns"].asString.flatMap(MissedRuns.init(rawValue:)) ?? missedRuns
        for (index, instant) in missed.enumerated() {
            let isLast = index == missed.count - 1
            let isLate = sitting.now.milliseconds(since: instant) > Desk.lateness
            let isInForce = entry.inForce?.contains(instant) ?? true
            let runs = isInForce && (policy == .all || (isLast && (policy == .latest || !isLate)))
            let note =
                runs
                ? "started"
                : !isInForce
                    ? "its plan is not in force"
                    : policy == .skip ? "missed while the desk was closed" : "a later instant was run instead"
            guard
                try sitting.enter(
                    "schedule/\(name)", nominal: instant,
                    runs ? .done : (policy == .skip || !isInForce ? .skipped : .merged), note),
                runs
            else { continue }
            try run(entry, nominal: instant, in: sitting)
        }
        let last = missed[missed.count - 1]
        try store.set(fact: "schedule/\(name)", to: last.rfc3339(in: .utc))
        if let next = next(of: schedule, after: last, of: entry.workflow) {
            try sitting.wake("schedule/\(name)", at: next)
        }
    }

    private func run(_ entry: Library.Entry, nominal: Instant, in sitting: Sitting) throws {
        let text = nominal.rfc3339(in: zone(of: entry.workflow))
        let request = Sitting.StartRequest(
            namespace: entry.workflow.name.namespace, name: entry.workflow.name.name,
            version: entry.workflow.name.version,
            input: ["scheduledAt": .string(text)], subject: text, parent: nil, reply: nil)
        sitting.work.append(.start(request, depth: 0))
    }

    func startWorkflows(on event: CloudEvent, depth: Int, in sitting: Sitting) throws {
        for entry in library.entries {
            guard let schedule = entry.workflow.schedule, let strategy = schedule.on, library.isNewest(entry),
                entry.inForce?.contains(sitting.now) ?? true, strategy.begins(with: event, at: sitting.now)
            else { continue }
            let read: JSON
            switch schedule.read {
            case .data: read = event.data ?? .null
            case .envelope, .raw: read = event.json
            }
            let request = Sitting.StartRequest(
                namespace: entry.workflow.name.namespace, name: entry.workflow.name.name,
                version: entry.workflow.name.version,
                input: [read], subject: event.subject, parent: nil, reply: nil)
            sitting.work.append(.start(request, depth: depth))
        }
    }

    private func next(of schedule: Schedule, after instant: Instant, of workflow: Workflow) -> Instant? {
        let zone = zone(of: workflow)
        let times = [schedule.cron?.next(after: instant, in: zone), schedule.every?.after(instant, in: zone)]
        return times.compactMap { $0 }.min()
    }

    /// `document.metadata.timezone`, or the site's.
    private func zone(of workflow: Workflow) -> Zone {
        workflow.metadata["timezone"].asString.flatMap(Zone.init(identifier:)) ?? zone
    }

    /// More missed instants than this are not even counted.
    private static let mostMissed = 100_000
    /// A run that is this late, in milliseconds, has been missed.
    private static let lateness: Int64 = 60_000
}

extension Library {
    func isNewest(_ entry: Entry) -> Bool {
        self.entry(namespace: entry.workflow.name.namespace, name: entry.workflow.name.name)?.hash == entry.hash
    }

    /// By `namespace.name`.
    func scheduled(_ name: String) -> Entry? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        return entry(namespace: parts[0], name: parts[1])
    }
}

extension EventStrategy {
    /// Whether a new instance begins with this event.
    fileprivate func begins(with event: CloudEvent, at now: Instant) -> Bool {
        let matching = EventMatching(at: now)
        return switch self {
        case .one(let filter): matching.admits(event, by: filter)
        case .any(let filters, _):
            filters.isEmpty && !event.isLifecycle || filters.contains { matching.admits(event, by: $0) }
        case .all(let filters): filters.count == 1 && matching.admits(event, by: filters[0])
        }
    }
}
