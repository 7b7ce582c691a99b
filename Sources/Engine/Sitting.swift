package import Almanac
import Foundation
package import Interpreter
package import Notation
package import Storage

/// One turn in progress, as step functions see it: what they may read and what they may ask for. Nothing leaves before the commit.
package final class Sitting {
    package let now: Instant
    package let zone: Zone
    package let store: any Store
    var work: [Work] = []
    var releases: [Release] = []
    var replies: [String: Reply] = [:]
    var events: [CloudEvent] = []
    var abandoned: [String] = []
    var ended: [Turn.Ended] = []
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

    private let facts: FactCache
    private let executions: ExecutionsInHand
    private let courier: Courier?

    init(
        now: Instant, zone: Zone, store: any Store, facts: FactCache, executions: ExecutionsInHand, courier: Courier?
    ) {
        self.now = now
        self.zone = zone
        self.store = store
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
        guard try store.outgoing(key: key) == nil else { return }
        var row = OutgoingRow(key: key, kind: kind, body: try encoded(body), queuedAt: now)
        if let lane, let courier, courier.postage.kind == kind {
            row.lane = lane
            row.dueAt = try courier.place(in: lane, at: now, on: store)
            return try store.queue(row)
        }
        try store.queue(row)
        releases.append(Release(row))
    }

    /// Asks to be woken; a second wish of the same owner replaces the first.
    package func wake(_ owner: String, at instant: Instant, order: Int = 0) throws {
        try store.set(WakeUpRow(owner: owner, at: instant, order: order))
    }

    package func letSleep(_ owner: String) throws { try store.dropWakeUp(owner: owner) }

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
        try store.write(LedgerRow(subject: subject, nominal: nominal, handled: now, result: result, note: note))
    }

    /// One entry of the audit trail.
    /// - Parameter evidence: what was ordered, as it came.
    package func audit(_ action: String, of subject: String, by actor: String, result: String, evidence: JSON) throws {
        try store.append(
            audit: AuditRow(
                at: now, actor: actor, action: action, subject: subject, result: result,
                evidence: Storage.Digest.sha256(evidence.text), after: try store.lastAuditHash()))
    }

    /// The instance of that number as it stands now, also in the middle of a turn.
    func instance(_ id: Int64) throws -> InstanceRow? { try executions.row(id) }

    // MARK: Facts

    package func load<Fact: Decodable>(_ type: Fact.Type, _ kind: String, _ key: String) throws -> Fact? {
        if let known = facts.fact(type, kind, key) { return known }
        guard let row = try store.record(kind: kind, key: key) else { return nil }
        let fact: Fact = try Sitting.decoded(row.body)
        facts.keep(fact, kind, key)
        return fact
    }

    package func remove(_ kind: String, _ key: String) throws {
        try store.remove(kind: kind, key: key)
        facts.forget(kind, key)
    }

    package func save(
        _ fact: some Encodable, _ kind: String, _ key: String, parent: String? = nil, isSettled: Bool = false
    ) throws {
        try store.put(RecordRow(kind: kind, key: key, parent: parent, isSettled: isSettled, body: try encoded(fact)))
        facts.keep(fact, kind, key)
    }

    package func all<Fact: Decodable>(
        _ type: Fact.Type, _ kind: String, parent: String?, openOnly: Bool = false
    ) throws -> [Fact] {
        try store.records(kind: kind, parent: parent, openOnly: openOnly).map { try fact(of: $0) }
    }

    /// What a row holds; not decoded again where it is known.
    package func fact<Fact: Decodable>(of row: RecordRow) throws -> Fact {
        try facts.fact(Fact.self, row.kind, row.key) ?? Sitting.decoded(row.body)
    }

    package static func decoded<Fact: Decodable>(_ text: String) throws -> Fact {
        try JSON(parsing: text).decoded()
    }

    private func encoded(_ fact: some Encodable) throws -> String { try JSON(encoding: fact).text }
}
