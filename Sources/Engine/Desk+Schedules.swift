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
            let known = try store.fact("schedule/\(name)").flatMap { Instant(rfc3339: $0) }
            // From the first opening on: a restart must not begin the count anew.
            if known == nil { try store.set(fact: "schedule/\(name)", to: sitting.now.rfc3339(in: .utc)) }
            if schedule.after != nil {
                // What runs again after its end runs first of all now; later its end sets the next instant.
                let first = entry.inForce.map { max($0.lowerBound, sitting.now) } ?? sitting.now
                if known == nil { try sitting.wake("schedule/\(name)", at: first) }
            } else if let next = next(of: schedule, after: known ?? sitting.now, of: entry.workflow) {
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
        // What runs again after its end has no later instant to wait for: it runs late.
        let policy =
            schedule.after != nil
            ? .latest : entry.workflow.metadata["missedRuns"].asString.flatMap(MissedRuns.init(rawValue:)) ?? missedRuns
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

    /// `after`: the document runs again that long after its last run has ended.
    func scheduleAgain(after row: InstanceRow, in sitting: Sitting) throws {
        guard hasPauses else { return }
        let name = "\(row.namespace).\(row.name)"
        guard let entry = library.scheduled(name), let pause = entry.workflow.schedule?.after, row.parent == nil else {
            return
        }
        try sitting.wake("schedule/\(name)", at: pause.after(sitting.now, in: zone(of: entry.workflow)))
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
