import Almanac
import Definition
import Directory
package import Engine
package import Notation
import Storage

/// Hands over what units that end have left: on the day of the event, and when the desk opens later.
///
/// A unit that goes whole into another is followed by it without asking; one that is split waits for a person, and nobody
/// is written to until then; one that is dissolved owes nothing any more.
package struct Handover: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package static let command = "dondoc.command.handover.v1"
    static let changed = EventType.unitChanged.rawValue
    private static let source = "/units"

    package var wakes: Set<String> { ["handover"] }
    package var hears: Set<String> { [Handover.command, Handover.changed] }

    package func open(in sitting: Sitting) throws { try look(in: sitting) }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws { try look(in: sitting) }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        if event.type == Handover.command {
            try decide(event, in: sitting)
        } else if event.source != Handover.source, let unit = event.data?["unit"].asString {
            // Another system has noticed: what the files say of the unit counts.
            try Collectors(office: office).review(in: sitting)
            try handOver([UnitCode(unit)], in: sitting)
        }
    }

    /// Everything that has changed by today; done again, it does nothing more.
    private func look(in sitting: Sitting) throws {
        let today = office.zone.day(of: sitting.now)
        let since = try sitting.store.fact("units/since").flatMap { Day(iso: $0) }
        if since == nil { try sitting.store.set(fact: "units/since", to: today.iso) }
        let changes = office.tree.changes(after: since ?? today, through: today)
        let ended = changes.filter { $0.kind == .ended }.map(\.unit.code)
        let heirs = ended.map { "\($0) \(office.heir(of: $0, on: today)?.text ?? "–")" }
        let seen = changes.map { "\($0.unit.code) \($0.day.iso) \($0.kind.word)" } + heirs
        let digest = Storage.Digest.sha256(seen.joined(separator: "\n"))
        var units = try endedOwing(on: today, in: sitting)
        if try sitting.store.fact("units/seen") != digest {
            try sitting.store.set(fact: "units/seen", to: digest)
            announce(changes, in: sitting)
            units.formUnion(ended)
        }
        // First who collects: for a duty that nobody collects, nobody is written to.
        if !office.tree.changeDays.isEmpty { try Collectors(office: office).review(in: sitting) }
        try handOver(units, in: sitting)
        try releaseHeld(in: sitting)
        if let next = office.tree.nextChange(after: today) {
            try sitting.wake("handover/next", at: office.zone.start(of: next), order: -1)
        } else {
            try sitting.letSleep("handover/next")
        }
    }

    /// Units that have ended and still have something open.
    private func endedOwing(on today: Day, in sitting: Sitting) throws -> Set<UnitCode> {
        guard office.tree.changeDays.contains(where: { $0 <= today }) else { return [] }
        var codes: Set<UnitCode> = []
        try sitting.eachRow("assignment", openOnly: true) { row in
            codes.insert(UnitCode(String(row.key.prefix { $0 != "/" })))
        }
        return codes.filter { office.tree.inheritance(of: $0, on: today) != .own }
    }

    private func announce(_ changes: [UnitChange], in sitting: Sitting) {
        let groups = Dictionary(grouping: changes) { "\($0.unit.code)/\($0.day.iso)" }
        for change in changes {
            let key = "\(change.unit.code)/\(change.day.iso)"
            guard let group = groups[key], group[0] == change else { continue }
            let heirs = office.tree.successors(of: change.unit.code).filter { $0.day == change.day }.compactMap(\.new)
            let data: JSON = [
                "unit": .string(change.unit.code.text), "name": .string(change.unit.name),
                "official": JSON(change.unit.officialCode), "day": .string(change.day.iso),
                "changes": .array(group.map { .string($0.kind.word) }),
                "successors": .array(heirs.map { .string($0.text) }),
            ]
            sitting.emit(
                CloudEvent(
                    id: "unit/\(key)", source: Handover.source, type: Handover.changed, subject: change.unit.code.text,
                    time: sitting.now, data: data))
        }
    }
}

extension Handover {
    /// - Returns: how many assignments found their end here.
    @discardableResult
    func handOver(_ units: Set<UnitCode>, in sitting: Sitting) throws -> Int {
        guard !units.isEmpty else { return 0 }
        let today = office.zone.day(of: sitting.now)
        let collections = try sitting.all(Collection.self, "collection", parent: nil)
        var passing: [(assignment: Assignment, heir: UnitCode)] = []
        var count = 0
        for code in units.sorted() {
            guard let ended = office.tree.inheritance(of: code, on: today).day else { continue }
            let open = try sitting.records(kind: "assignment", keyPrefix: "\(code)/", openOnly: true)
                .map { try Sitting.decoded($0.body) as Assignment }.filter { $0.isPursued(on: ended) }
            switch try Heirs(office: office).standing(of: code, in: sitting) {
            case .holds(let heir):
                try sitting.remove("pause", code.text)
                passing += open.map { ($0, heir) }
                // What was accepted stays with its unit, and counts for the one that goes on while the period runs.
                for running in collections where running.deadline.lastDay >= ended {
                    let key = Assignment.key(code, running.rule.code, running.period)
                    guard let done = try sitting.assignment(key), done.stage == .accepted else { continue }
                    passing.append((done, heir))
                }
            case .held(let since): for assignment in open { try hold(assignment, since: since, in: sitting) }
            case .gone(let reason):
                try sitting.remove("pause", code.text)
                for assignment in open { try cancel(assignment, because: reason, in: sitting) }
                count += open.count
            }
        }
        // What is open comes first: a duty that one predecessor still owes is not settled by what another has done.
        let ordered = passing.filter { !$0.assignment.isSettled } + passing.filter { $0.assignment.isSettled }
        for (assignment, heir) in ordered { try pass(assignment, to: heir, in: sitting) }
        return count + ordered.count { !$0.assignment.isSettled }
    }

    private func pass(_ assignment: Assignment, to heir: UnitCode, in sitting: Sitting) throws {
        guard var collection = try sitting.collection(assignment.collection) else { return }
        let today = office.zone.day(of: sitting.now)
        let known = try sitting.assignment(Assignment.key(heir, assignment.obligation, assignment.period))
        guard known?.contributions?.contains(where: { $0.unit == assignment.unit }) != true else { return }
        var own = known ?? assignment.succeeded(by: heir, named: office.unitName(heir, on: today))
        let acceptance = collection.awaitsCollector == true ? .person : collection.rule.acceptance
        own.inherit(assignment, isNew: known == nil, acceptance: acceptance)
        try sitting.save(own)
        if known == nil {
            collection.total += 1
            collection.unsettled += own.isOptional ? 0 : 1
        }
        collection.total -= 1
        try sitting.save(collection)
        if assignment.isSettled {
            // It stays accepted under its own name, and is counted once: with the unit that goes on.
            var done = assignment
            done.countedFor = heir
            try sitting.save(done)
        }
        let collect = Collect(office: office)
        try Cascade(office: office).handOver(assignment, to: own, in: sitting)
        if !assignment.isSettled {
            try end(assignment, as: .handedOver(to: heir), "handed over to \(heir)", in: sitting)
        }
        try collect.settled(own, wasSettled: known?.isSettled ?? false, in: sitting)
        if own.stage == .accepted, known?.stage != .accepted, !assignment.isSettled {
            announceAccepted(own, in: sitting)
        }
        if own.isOwing, collection.awaitsCollector != true { try tell(own, collection.rule, in: sitting) }
    }

    /// Complete with what was handed over: whoever waits for it is told.
    private func announceAccepted(_ assignment: Assignment, in sitting: Sitting) {
        sitting.emit(
            CloudEvent(
                id: "inherited/\(assignment.key)", source: "/assignments/\(assignment.code)",
                type: EventType.submissionAccepted.rawValue, subject: assignment.obligation, time: sitting.now,
                data: [
                    "unit": .string(assignment.unit.text), "unitName": .string(assignment.unitName),
                    "obligation": .string(assignment.obligation), "period": .string(assignment.period),
                ]))
    }
    /// The unit that goes on learns of it with its next mail.
    private func tell(_ assignment: Assignment, _ rule: ObligationRule, in sitting: Sitting) throws {
        let isLate = sitting.now >= assignment.deadline.dueBefore
        let today = office.zone.day(of: sitting.now)
        guard !isLate || (assignment.isPursued(on: today) && assignment.isBinding) else { return }
        let day = office.zone.day(of: office.sendingMoment(from: sitting.now))
        for mailbox in Addressing(office: office, day: day).contact(of: assignment.unit) {
            let line = Digest.Line(assignment: assignment.key, kind: isLate ? .overdue : .reminder)
            try Digests(office: office).add(line, to: mailbox, in: sitting)
        }
    }

    private func hold(_ assignment: Assignment, since: Day, in sitting: Sitting) throws {
        guard !assignment.isHeld else { return }
        var held = assignment
        held.stage = .held(since: since)
        try sitting.save(held)
        try sitting.save(since.iso, "pause", assignment.unit.text)
        try sitting.letSleep("assignment/\(assignment.key)")
        try sitting.enter(
            "handover/\(assignment.key)", nominal: sitting.now, .skipped, "held until a successor is named")
    }

    private func cancel(_ assignment: Assignment, because reason: String, in sitting: Sitting) throws {
        guard var collection = try sitting.collection(assignment.collection) else { return }
        collection.total -= 1
        try sitting.save(collection)
        try Cascade(office: office).handOver(assignment, to: nil, in: sitting)
        try end(assignment, as: .cancelled(reason: reason), "cancelled: \(reason)", in: sitting)
    }

    private func end(
        _ assignment: Assignment, as stage: Assignment.Stage, _ note: String, in sitting: Sitting
    ) throws {
        var ended = assignment
        ended.stage = stage
        try sitting.save(ended)
        try sitting.enter("handover/\(assignment.key)", nominal: sitting.now, .done, note)
        try Collect(office: office).settled(ended, wasSettled: false, in: sitting)
    }

    /// The files have been mended: a unit that was thought to have ended goes on.
    private func releaseHeld(in sitting: Sitting) throws {
        for row in try sitting.records(kind: "pause", parent: nil, openOnly: false) {
            let code = UnitCode(row.key)
            guard try Heirs(office: office).standing(of: code, in: sitting) == .holds(code) else { continue }
            try sitting.remove("pause", row.key)
            for row in try sitting.records(kind: "assignment", keyPrefix: "\(code)/", openOnly: true) {
                var assignment: Assignment = try Sitting.decoded(row.body)
                guard assignment.isHeld, let rule = try sitting.collection(assignment.collection)?.rule else {
                    continue
                }
                assignment.release(acceptance: rule.acceptance)
                try sitting.save(assignment)
                try Collect(office: office).settled(assignment, wasSettled: false, in: sitting)
            }
        }
    }
}
