package import Almanac
import Foundation
package import Interpreter
package import Notation
package import Storage

/// One turn in progress, as step functions see it: what they may read and what they may ask for. Nothing leaves before the commit.
package final class Sitting {
    package let now: Instant
    package let zone: Zone
    private let rows: any Store
    var work: [Work] = []
    var releases: [Release] = []
    var replies: [String: Reply] = [:]
    var events: [CloudEvent] = []
    var abandoned: [String] = []
    var ended: [Turn.Ended] = []
    /// In milliseconds, of each wake-up that was handled.
    var lateness: [Int64] = []
    /// How many notices were put into lanes, to leave in measured steps.
    var noticesInLanes = 0
    /// What keeps notices back as things stand.
    var hold: Hold?
    /// The same at the turn's beginning.
    var heldBefore: Hold?
    /// How many were to leave at the end of the turn, the held ones included.
    var notices = 0
    var irregularities: [Irregularity] = []
    /// How many events led to the one that is being handled.
    var depth = 0

    /// What is still to be done in this turn, in order.
    enum Work {
        case event(CloudEvent, depth: Int)
        case stimulus(ExecutionID, Stimulus, depth: Int)
        case start(StartRequest, depth: Int)
    }

    struct StartRequest {
        let namespace: String?
        let name: String
        let version: String
        let input: JSON
        let subject: String?
        let parent: Caller?
        let reply: String?
        /// What it begins with.
        var events: [CloudEvent] = []
    }

    private let facts: FactsInHand
    private let executions: ExecutionsInHand
    private let courier: Courier?

    init(
        now: Instant, zone: Zone, store: any Store, facts: FactsInHand, executions: ExecutionsInHand, courier: Courier?
    ) {
        self.now = now
        self.zone = zone
        rows = store
        self.facts = facts
        self.executions = executions
        self.courier = courier
    }

    // MARK: What may be asked for

    /// Tells everybody who waits for it; kept once by (source, id).
    package func emit(_ event: CloudEvent) { work.append(.event(event, depth: depth + 1)) }

    /// Hands something to the outside, once for each key.
    /// - Parameter lane: what has the same keeps its order, where things of that kind are measured out.
    package func release(key: String, kind: String, body: some Encodable, lane: String? = nil) throws {
        guard try rows.outgoing(key: key) == nil else { return }
        var row = OutgoingRow(key: key, kind: kind, body: try Sitting.encoded(body), queuedAt: now)
        if let lane, let courier, courier.postage.kind == kind {
            row.lane = lane
            row.dueAt = try courier.place(in: lane, at: now, on: rows)
            if kind == Release.notice { noticesInLanes += 1 }
            return try rows.queue(row)
        }
        try rows.queue(row)
        releases.append(Release(row))
    }

    /// Asks to be woken; a second wish of the same owner replaces the first.
    package func wake(_ owner: String, at instant: Instant, order: Int = 0) throws {
        try rows.set(WakeUpRow(owner: owner, at: instant, order: order))
    }

    package func letSleep(_ owner: String) throws { try rows.dropWakeUp(owner: owner) }

    package func answer(_ caller: Caller, with answer: Answer) {
        work.append(.stimulus(caller.execution, .answered(caller.token, answer), depth: depth))
    }

    /// Starts a workflow; nobody waits for it.
    package func start(
        workflow name: String, namespace: String? = nil, version: String = "latest", input: JSON, subject: String
    ) {
        let request = StartRequest(
            namespace: namespace, name: name, version: version, input: input, subject: subject, parent: nil, reply: nil)
        work.append(.start(request, depth: depth))
    }

    /// What the person is told who sent the command with that event.
    package func reply(to event: CloudEvent, _ value: JSON) { replies[event.id] = .done(value) }

    /// One permanent row for a nominal occurrence; false when it has been written before.
    @discardableResult
    package func enter(
        _ subject: String, nominal: Instant, _ result: LedgerRow.Result, _ note: String
    ) throws -> Bool {
        try rows.write(LedgerRow(subject: subject, nominal: nominal, handled: now, result: result, note: note))
    }

    /// One entry of the audit trail.
    /// - Parameter evidence: what was ordered, as it came.
    package func audit(_ action: String, of subject: String, by actor: String, result: String, evidence: JSON) throws {
        try rows.append(
            audit: AuditRow(
                at: now, actor: actor, action: action, subject: subject, result: result,
                evidence: Storage.Digest.sha256(evidence.text), after: try rows.lastAuditHash()))
    }

    /// The instance of that number as it stands now, also in the middle of a turn.
    func instance(_ id: Int64) throws -> InstanceRow? { try executions.row(id) }

    // MARK: Facts

    package func load<Fact: Decodable>(_ type: Fact.Type, _ kind: String, _ key: String) throws -> Fact? {
        try facts.fact(type, kind, key)
    }

    package func remove(_ kind: String, _ key: String) throws { try facts.remove(kind, key) }

    /// In the store at the end of the turn at the latest.
    package func save(
        _ fact: some Encodable, _ kind: String, _ key: String, parent: String? = nil, isSettled: Bool = false
    ) throws {
        facts.keep(fact, kind, key, parent: parent, isSettled: isSettled)
    }

    /// Changes a fact to which many steps of one turn may add, without a copy; it is open, and without a parent.
    /// - Parameter new: what it begins as.
    package func gather<Fact: Codable>(
        _ kind: String, _ key: String, from new: @autoclosure () -> Fact, _ change: (inout Fact) -> Void
    ) throws {
        try facts.change(kind, key, from: new, change)
    }

    package func all<Fact: Decodable>(
        _ type: Fact.Type, _ kind: String, parent: String?, openOnly: Bool = false
    ) throws -> [Fact] {
        try records(kind: kind, parent: parent, openOnly: openOnly).map { try facts.fact(of: $0) }
    }

    package func record(kind: String, key: String) throws -> RecordRow? {
        try facts.store(with: kind).record(kind: kind, key: key)
    }

    package func records(kind: String, parent: String?, openOnly: Bool) throws -> [RecordRow] {
        try facts.store(with: kind).records(kind: kind, parent: parent, openOnly: openOnly)
    }

    package func records(kind: String, keyPrefix: String, openOnly: Bool) throws -> [RecordRow] {
        try facts.store(with: kind).records(kind: kind, keyPrefix: keyPrefix, openOnly: openOnly)
    }

    /// The same one by one, without all of them in memory: a million may be open. A fact may be changed when it is its turn.
    package func each<Fact: Decodable>(
        _ type: Fact.Type, _ kind: String, openOnly: Bool = false, _ look: (Fact) throws -> Void
    ) throws {
        try eachRow(kind, openOnly: openOnly) { try look(try fact(of: $0)) }
    }

    package func eachRow(_ kind: String, openOnly: Bool, _ look: (RecordRow) throws -> Void) throws {
        var last = ""
        while true {
            let page = try facts.store(with: kind).records(kind: kind, after: last, openOnly: openOnly, atMost: 1000)
            guard let end = page.last else { return }
            for row in page { try look(row) }
            last = end.key
        }
    }

    /// What a row holds; not decoded again where it is known.
    package func fact<Fact: Decodable>(of row: RecordRow) throws -> Fact {
        try facts.inHand(Fact.self, row.kind, row.key) ?? Sitting.decoded(row.body)
    }

    /// What the store holds at this moment of the turn.
    package var store: any Store { get throws { try facts.writtenStore() } }

    package static func decoded<Fact: Decodable>(_ text: String) throws -> Fact {
        try JSON(parsing: text).decoded()
    }

    static func encoded(_ fact: some Encodable) throws -> String { try JSON.text(encoding: fact) }
}
