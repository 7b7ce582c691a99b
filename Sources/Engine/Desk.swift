package import Almanac
package import Definition
import Foundation
import Interpreter
package import Notation
package import Storage

/// The one writer. It has one verb, `turn`, and never asks what time it is.
///
/// Production, rehearsal and simulation differ only in who calls `turn`, and with which instant.
/// Not `Sendable`: the caller owns it, and the compiler holds the caller to that.
package final class Desk {
    let store: any Store
    let library: Library
    let functions: [any StepFunction]
    let zone: Zone
    let missedRuns: MissedRuns
    /// Whether executions make lifecycle events also where no document may hear them.
    let announces: Bool
    /// Whether each stimulus is written down, so that an execution may be replayed.
    let keepsJournal: Bool
    /// What executions see as `$secrets`, by name.
    let secrets: [String: JSON]
    let catchUp: CatchUpPolicy
    /// Nil where nothing leaves the store.
    var upkeep: Upkeep?
    /// While one is under way.
    var night: Upkeep.Night?
    let byName: [String: any StepFunction]
    let byWake: [String: any StepFunction]
    let byEvent: [String: [any StepFunction]]
    /// What executions see of this desk.
    private(set) var surroundings = Surroundings()
    /// The definitions that the store is known to have, by hash.
    var kept: Set<String> = []
    /// Definitions that running instances began with, by hash: each is read once.
    var definitions: [String: Workflow]
    private let facts: FactsInHand
    private var courier: Courier?
    let executions: ExecutionsInHand
    /// By the hash of the definition.
    var hearing: [String: Bool] = [:]
    /// Whether a document begins again some time after its end.
    let hasPauses: Bool
    var isOpen = false
    /// As the last turn left them; nobody else writes what they come from.
    private var attendance: Attendance?
    private var hold: Hold?
    private var awaited: Instant?
    /// False after a reload: what is queued then is under way already.
    private var takesUpQueue = true

    /// An event that led to an event that led to … this far is kept, but no longer told to anybody.
    static let longestChain = 1000
    /// A database's index has no room for much more, and one event that cannot be kept would stop all that come after it.
    package static let longestEventName = 1000

    /// So often a turn after a gap looks for what has come due through itself.
    private static let mostRounds = 100

    /// The ledger's note where a wake-up's owner has nothing to add.
    package static let onlyWoken = "woken"

    package init(
        store: any Store, library: Library, functions: [any StepFunction], zone: Zone, missedRuns: MissedRuns = .latest,
        announces: Bool = false, keepsJournal: Bool = true, secrets: [String: JSON] = [:],
        catchUp: CatchUpPolicy = CatchUpPolicy(), upkeep: Upkeep? = nil, postage: Postage? = nil,
        underWay: Set<String> = []
    ) {
        courier = postage.map { Courier($0, underWay: underWay) }
        self.store = store
        self.catchUp = catchUp
        self.upkeep = upkeep
        self.library = library
        executions = ExecutionsInHand(store: store)
        hasPauses = library.entries.contains { $0.workflow.schedule?.after != nil }
        facts = FactsInHand(store: store)
        // Whoever runs a desk may start, hold and end what it runs.
        let functions = functions + [InstanceCommands()]
        self.functions = functions
        self.zone = zone
        self.missedRuns = missedRuns
        self.announces = announces
        self.keepsJournal = keepsJournal
        self.secrets = secrets
        byName = Dictionary(
            functions.compactMap { function in function.name.map { ($0, function) } },
            uniquingKeysWith: { _, later in later })
        byWake = Dictionary(functions.flatMap { f in f.wakes.map { ($0, f) } }, uniquingKeysWith: { first, _ in first })
        byEvent = functions.reduce(into: [:]) { table, function in
            for type in function.hears { table[type, default: []].append(function) }
        }
        surroundings.zone = zone
        surroundings.secrets = secrets
        surroundings.announces = announces || library.entries.contains { $0.workflow.mayHearLifecycle }
        definitions = Dictionary(
            library.entries.map { ($0.hash, $0.workflow) }, uniquingKeysWith: { first, _ in first })
    }

    /// A desk over the same store and in the same process, for definitions that have changed.
    package func renewed(library: Library, functions: [any StepFunction]) -> Desk {
        let desk = Desk(
            store: store, library: library, functions: functions, zone: zone, missedRuns: missedRuns,
            announces: announces, keepsJournal: keepsJournal, secrets: secrets, catchUp: catchUp, upkeep: upkeep)
        desk.takesUpQueue = takesUpQueue && !isOpen
        desk.courier = courier
        return desk
    }

    /// Takes what has arrived and what has come due, commits it, and only then hands out what may leave.
    ///
    /// After an error nothing of the turn remains in the store, and the desk is not to be used again: start anew.
    /// - Parameters:
    ///   - limit: how many wake-ups one turn takes; when more are due, `next` is not later than `now`. A turn after a gap
    ///     takes all, so that what leaves at once is known before any of it does.
    ///   - settling: what else belongs into the turn's transaction, once its replies are known.
    package func turn(
        at now: Instant, arrivals: [Arrival] = [], atMost limit: Int = 10_000,
        settling: (Sitting) throws -> Void = { _ in }
    ) throws -> Turn {
        let turn: Turn
        try store.begin()
        do {
            turn = try sit(at: now, arrivals: arrivals, atMost: limit, settling: settling)
            try store.commit()
        } catch {
            store.rollback()
            throw error
        }
        isOpen = true
        return turn
    }

    /// One turn, but for its transaction.
    func sit(
        at now: Instant, arrivals: [Arrival], atMost limit: Int, settling: (Sitting) throws -> Void = { _ in }
    ) throws -> Turn {
        let sitting = Sitting(
            now: now, zone: zone, store: store, facts: facts, executions: executions, courier: courier)
        var attendance = try self.attendance ?? Attendance(in: store)
        sitting.heldBefore = isOpen ? hold : try Hold.inForce(in: store)
        sitting.hold = sitting.heldBefore
        let missing =
            limit > 0 ? attendance.missing(since: isOpen ? awaited : try nextAwaited(), at: now) : nil
        try notice(attendance, missing: missing, in: sitting)
        if !isOpen { try open(in: sitting) }
        for arrival in arrivals {
            try take(arrival, in: sitting)
            try finishWork(in: sitting)
        }
        for _ in 1...(missing == nil ? 1 : Desk.mostRounds) {
            let due = try store.takeWakeUps(dueBy: now, atMost: limit)
            guard !due.isEmpty else { break }
            for row in due {
                if row.owner != Upkeep.owner { sitting.lateness.append(attendance.lateness(of: row.at, at: now)) }
                try wake(WakeUp(owner: row.owner, nominal: row.at), in: sitting)
                try finishWork(in: sitting)
            }
        }
        try executions.write()
        _ = try facts.writtenStore()
        let isCatchingUp = missing != nil || (attendance.isCatchingUp && !sitting.lateness.isEmpty)
        try keepBack(isCatchingUp: isCatchingUp, in: sitting)
        if isCatchingUp { try attendance.catchUp(after: missing, with: sitting.notices, in: store) }
        try attendance.count(at: now, after: catchUp.knownTurns, looked: limit > 0, in: store)
        // What is held stays in its lane, and is not waited for.
        let courier = sitting.hold == nil ? courier : nil
        let posted = limit > 0 ? try courier?.handOut(in: sitting) ?? [] : []
        try settling(sitting)
        self.attendance = attendance
        hold = sitting.hold
        awaited = try nextAwaited()
        let soonest = [try store.nextWakeUp(), try courier?.next(after: now, on: store)].compactMap { $0 }.min()
        return Turn(
            at: now, number: attendance.turns, released: sitting.releases, posted: posted, next: soonest,
            replies: sitting.replies, events: sitting.events, abandoned: sitting.abandoned, ended: sitting.ended,
            lateness: sitting.lateness, hold: sitting.hold, notices: sitting.notices,
            irregularities: sitting.irregularities)
    }

    /// What a crash left behind enters by the same door as new work.
    private func open(in sitting: Sitting) throws {
        if takesUpQueue {
            // What the last process had written but not synced is read back after it: something is written here, so that the
            // commit of this turn puts all of it on disk before anything of it is released.
            try store.set(fact: "opened", to: sitting.now.rfc3339(in: .utc))
            try courier?.open(in: sitting) { try lost($0, in: sitting) }
            if courier == nil { try leaveLanes(in: sitting) }
            for row in try store.outgoing(state: .queued, atMost: Int(Int32.max)) where row.lane == nil {
                sitting.releases.append(Release(row))
            }
        }
        if try isLifecycleHeard() { surroundings.announces = true }
        try openSchedules(in: sitting)
        try openUpkeep(in: sitting)
        for function in functions { try function.open(in: sitting) }
        try finishWork(in: sitting)
    }

    /// When somebody is waited for; the desk's own upkeep may come late without a word.
    func nextAwaited() throws -> Instant? { try store.nextWakeUp(besides: Upkeep.owner) }

    private func take(_ arrival: Arrival, in sitting: Sitting) throws {
        sitting.depth = 0
        switch arrival {
        case .event(let event):
            sitting.work.append(.event(event, depth: 0))
        case .reported(let key, let report):
            try take(report, of: key, in: sitting)
        case .start(let reply, let namespace, let name, let version, let input):
            let request = Sitting.StartRequest(
                namespace: namespace, name: name, version: version, input: input, subject: nil, parent: nil,
                reply: reply)
            sitting.work.append(.start(request, depth: 0))
        case .stimulus(let reply, let id, let stimulus):
            guard let row = try executions.row(id.value) else {
                sitting.replies[reply] = .refused("there is no instance \(id.value)")
                return
            }
            sitting.replies[reply] = .done(["id": .integer(Int(row.id))])
            sitting.work.append(.stimulus(id, stimulus, depth: 0))
        }
    }

    private func take(_ report: Report, of key: String, in sitting: Sitting) throws {
        if let courier, let row = try store.outgoing(key: key), row.lane != nil {
            return try courier.take(report, of: row, in: sitting) { try lost($0, in: sitting) }
        }
        switch report {
        case .sent(let note): try store.mark(outgoing: key, state: .sent, at: sitting.now, note: note)
        case .failed(let reason), .later(let reason, _):
            try store.mark(outgoing: key, state: .failed, at: sitting.now, note: reason)
        case .uncertain(let reason):
            try store.mark(outgoing: key, state: .unconfirmed, at: sitting.now, note: reason)
        case .notBegun: break
        case .answered(let answer):
            guard let row = try store.outgoing(key: key), row.state == .queued else { return }
            try store.mark(outgoing: key, state: .sent, at: sitting.now, note: nil)
            let call: OutsideCall = try Sitting.decoded(row.body)
            sitting.answer(call.caller, with: answer)
        }
    }

    private func lost(_ row: OutgoingRow, in sitting: Sitting) throws {
        for function in functions { try function.lost(row, in: sitting) }
    }

    /// Nothing is measured out any more: what stands in lanes leaves with the rest.
    private func leaveLanes(in sitting: Sitting) throws {
        for state in [OutgoingRow.State.queued, .sending] {
            for row in try store.outgoing(state: state, atMost: Int(Int32.max)) where row.lane != nil {
                try store.put(outgoing: row.key, in: nil, at: nil, attempts: row.attempts, note: row.note)
            }
        }
    }

    private func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        sitting.depth = 0
        let parts = wakeUp.owner.split(separator: "/", maxSplits: 1).map(String.init)
        switch parts[0] {
        case "execution":
            let numbers = parts[1].split(separator: "/").compactMap { Int64($0) }
            let token = WaitToken(Int(numbers[1]))
            sitting.work.append(.stimulus(ExecutionID(numbers[0]), .woke(token), depth: 0))
        case "upkeep":
            try keepHouse(nominal: wakeUp.nominal, in: sitting)
        case "schedule":
            try runSchedule(parts[1], nominal: wakeUp.nominal, in: sitting)
        default:
            try byWake[parts[0]]?.wake(wakeUp, in: sitting)
        }
        // Who has said more about it has said it already.
        try sitting.enter(wakeUp.owner, nominal: wakeUp.nominal, .done, Desk.onlyWoken)
    }

    /// Drains what this turn has made for itself, first come, first served.
    private func finishWork(in sitting: Sitting) throws {
        while !sitting.work.isEmpty {
            let batch = sitting.work
            sitting.work = []
            for work in batch {
                switch work {
                case .event(let event, let depth): try spread(event, depth: depth, in: sitting)
                case .stimulus(let id, let stimulus, let depth):
                    sitting.depth = depth
                    try step(id, stimulus, in: sitting)
                case .start(let request, let depth):
                    sitting.depth = depth
                    try start(request, in: sitting)
                }
            }
        }
    }

    /// Tells an event to the functions, the waiting executions and the workflows that begin with it.
    private func spread(_ event: CloudEvent, depth: Int, in sitting: Sitting) throws {
        let length = event.source.utf8.count + event.id.utf8.count + event.type.utf8.count
        guard length <= Desk.longestEventName else {
            let sentence =
                "an event's source, id and type may have \(Desk.longestEventName) bytes together; this one's have \(length)"
            sitting.replies[event.id] = .refused(sentence)
            try sitting.enter(
                "event/\(Digest.sha256("\(event.source) \(event.id)"))", nominal: sitting.now, .skipped, sentence)
            return
        }
        guard try store.record(event, at: sitting.now) else {
            sitting.replies[event.id] = sitting.replies[event.id] ?? .done(["known": true])
            return
        }
        sitting.events.append(event)
        guard depth < Desk.longestChain else {
            try sitting.enter(
                "event/\(event.source)/\(event.id)", nominal: sitting.now, .skipped, "the chain of events is too long")
            return
        }
        sitting.depth = depth
        for function in byEvent[event.type] ?? [] {
            try answering(event, in: sitting) { try function.hear(event, in: sitting) }
        }
        try answering(event, in: sitting) {
            switch event.type {
            case Desk.approval: try approve(event, in: sitting)
            case Desk.migration: try migrate(event, in: sitting)
            default: break
            }
        }
        try audit(event, in: sitting)
        for subscriber in try store.subscribers(type: event.type) {
            let stimulus = Stimulus.heard(event, WaitToken(subscriber.token))
            sitting.work.append(.stimulus(ExecutionID(subscriber.instance), stimulus, depth: depth))
        }
        try startWorkflows(on: event, depth: depth, in: sitting)
    }
}
