package import Almanac
package import Notation

/// Where what happened is kept. One writer; everything between `begin` and `commit` lands whole or not at all,
/// and reads in between see what was written in between.
package protocol Store: AnyObject {
    func begin() throws(StoreError)
    /// Durable when it returns.
    func commit() throws(StoreError)
    func rollback()

    // Definitions, byte for byte, by the hash of their text.
    func keep(definition: String, hash: String, file: String) throws(StoreError)
    func definition(hash: String) throws(StoreError) -> (text: String, file: String)?

    func definitionHashes() throws(StoreError) -> [String]

    // Instances: live state as text, with the columns that people list by.
    /// The number of the instance that is added next; higher than any there ever was.
    func nextInstanceID() throws(StoreError) -> Int64
    /// - Returns: its number; where it has none yet, the next.
    func add(_ instance: InstanceRow) throws(StoreError) -> Int64
    func update(_ instance: InstanceRow) throws(StoreError)
    func instance(_ id: Int64) throws(StoreError) -> InstanceRow?
    /// Newest first.
    func instances(phase: String?, atMost limit: Int) throws(StoreError) -> [InstanceRow]
    /// The ids of those of that name that have not ended, oldest first.
    func openInstances(named name: String) throws(StoreError) -> [Int64]
    /// From here on it runs another version of its definition, which is kept already.
    func migrate(instance id: Int64, to definition: String, version: String) throws(StoreError)
    func append(journal entry: JournalRow) throws(StoreError)
    func journal(of instance: Int64) throws(StoreError) -> [JournalRow]

    // Wake-ups: one per owner, earliest first; equal instants by order, then in the order they were asked for.
    func set(_ wakeUp: WakeUpRow) throws(StoreError)
    func dropWakeUp(owner: String) throws(StoreError)
    /// Due at or before `instant`; taken ones are removed.
    func takeWakeUps(dueBy instant: Instant, atMost limit: Int) throws(StoreError) -> [WakeUpRow]
    func nextWakeUp() throws(StoreError) -> Instant?
    /// The same without regard to one owner's.
    func nextWakeUp(besides owner: String) throws(StoreError) -> Instant?

    // Subscriptions of waiting executions by event type; `*` for all types.
    func subscribe(instance: Int64, token: Int, type: String) throws(StoreError)
    func unsubscribe(instance: Int64, token: Int) throws(StoreError)
    func unsubscribeAll(instance: Int64) throws(StoreError)
    /// In the order in which they subscribed.
    func subscribers(type: String) throws(StoreError) -> [(instance: Int64, token: Int)]

    // Events: kept once by (source, id).
    /// False when this event is known already.
    func record(_ event: CloudEvent, at instant: Instant) throws(StoreError) -> Bool
    /// The place of the event that was recorded last; 0 where there is none.
    func lastEvent() throws(StoreError) -> Int64
    /// The latest that were recorded behind that place, in order; `types` nil: of all types.
    func latestEvents(types: [String]?, after place: Int64, atMost limit: Int) throws(StoreError) -> [CloudEvent]
    /// Recorded at or after `instant`, in order.
    func events(type: String?, since instant: Instant, atMost limit: Int) throws(StoreError) -> [CloudEvent]

    // What leaves the process, by idempotency key.
    func queue(_ outgoing: OutgoingRow) throws(StoreError)
    func mark(outgoing key: String, state: OutgoingRow.State, at instant: Instant, note: String?) throws(StoreError)
    /// In the order in which they were queued.
    func outgoing(state: OutgoingRow.State, atMost limit: Int) throws(StoreError) -> [OutgoingRow]
    func outgoing(key: String) throws(StoreError) -> OutgoingRow?
    /// In the order in which they were queued.
    func outgoing(queuedIn instants: Range<Instant>) throws(StoreError) -> [OutgoingRow]
    /// How many of a kind there are in each state.
    func outgoingCounts(
        of kind: String, queuedIn instants: Range<Instant>
    ) throws(StoreError) -> [OutgoingRow.State: Int]

    // What leaves in lanes: in each, one after the other, the first of them not before its instant.
    /// Queues it again, or gives it a place in a lane; `instant` nil: it stands behind another.
    func put(
        outgoing key: String, in lane: String?, at instant: Instant?, attempts: Int, note: String?)
        throws(StoreError)
    /// Those whose instant has come, the earliest first.
    func outgoing(dueBy instant: Instant, atMost limit: Int) throws(StoreError) -> [OutgoingRow]
    /// The earliest instant of those that are queued in lanes.
    func nextOutgoing() throws(StoreError) -> Instant?
    /// The first of a lane that has not ended.
    func firstOutgoing(in lane: String) throws(StoreError) -> OutgoingRow?

    // Records: the facts of the casework, JSON by kind and key, with a parent to list by.
    func put(_ record: RecordRow) throws(StoreError)
    func record(kind: String, key: String) throws(StoreError) -> RecordRow?
    func remove(kind: String, key: String) throws(StoreError)
    func removeRecords(kind: String, parent: String) throws(StoreError)
    /// In the order of their keys. `openOnly` leaves out those that are settled.
    func records(kind: String, parent: String?, openOnly: Bool) throws(StoreError) -> [RecordRow]
    /// The next ones behind that key, in the order of their keys: for what may be a million.
    func records(kind: String, after key: String, openOnly: Bool, atMost limit: Int) throws(StoreError) -> [RecordRow]
    /// Those whose key begins so, in the order of their keys.
    func records(kind: String, keyPrefix: String, openOnly: Bool) throws(StoreError) -> [RecordRow]

    // The ledger: every nominal occurrence, once.
    /// False when that (subject, nominal instant) has been written before.
    func write(_ entry: LedgerRow) throws(StoreError) -> Bool
    /// In the order in which they were written; `subject` may end in `*`.
    func ledger(subject: String?) throws(StoreError) -> [LedgerRow]

    // The audit trail: who changed what, chained by hash.
    func append(audit entry: AuditRow) throws(StoreError)
    /// `AuditRow.beginning` where there is no entry.
    func lastAuditHash() throws(StoreError) -> String
    /// In the order in which they were written.
    func eachAudit(_ look: (AuditRow) -> Void) throws(StoreError)

    // Upkeep: what ended long ago leaves; each only once it has ended.
    func oldest() throws(StoreError) -> StoreAge
    /// The first that ended first, but for those to which a child still refers.
    func endedInstances(before instant: Instant, atMost limit: Int) throws(StoreError) -> [InstanceRow]
    /// With its journal. Its number is never given again.
    func remove(instance id: Int64) throws(StoreError)
    /// After which event the first of those began that have not ended and run that definition.
    func firstBeginning(under definition: String) throws(StoreError) -> Int64?
    /// By their instants, behind `last`; never the one that was recorded last, so that its place is not given again.
    func events(
        before instant: Instant, after last: RecordedEvent?, atMost limit: Int
    ) throws(StoreError) -> [RecordedEvent]
    func remove(event place: Int64) throws(StoreError)
    /// What was sent, or will not be tried again; the oldest first.
    func settledOutgoing(before instant: Instant, atMost limit: Int) throws(StoreError) -> [OutgoingRow]
    func remove(outgoing key: String) throws(StoreError)
    /// In the order of their keys.
    func settledRecords(kind: String, before key: String, atMost limit: Int) throws(StoreError) -> [RecordRow]

    // Small facts about the store itself.
    /// Reads much of it.
    func counts() throws(StoreError) -> StoreCounts
    func fact(_ name: String) throws(StoreError) -> String?
    func set(fact name: String, to value: String) throws(StoreError)
}

package struct InstanceRow: Equatable, Sendable {
    /// 0 before the store has given one.
    package var id: Int64
    package var namespace: String
    package var name: String
    package var version: String
    package var definition: String
    package var phase: String
    package var startedAt: Instant
    /// The place of the last event that was recorded before it began; 0 where nothing in it hears events.
    package var beganAfter: Int64
    package var endedAt: Instant?
    /// What it was started for, such as `articles/2021-03`; shown in lists.
    package var subject: String?
    /// The execution that awaits this one, and under which token.
    package var parent: Int64?
    package var parentToken: Int?
    package var state: String
    /// The output or the error, once it has ended.
    package var result: String?

    package init(
        id: Int64 = 0, namespace: String, name: String, version: String, definition: String, phase: String,
        startedAt: Instant, beganAfter: Int64 = 0,
        endedAt: Instant? = nil, subject: String? = nil, parent: Int64? = nil, parentToken: Int? = nil, state: String,
        result: String? = nil
    ) {
        self.id = id
        self.namespace = namespace
        self.name = name
        self.version = version
        self.definition = definition
        self.phase = phase
        self.startedAt = startedAt
        self.beganAfter = beganAfter
        self.endedAt = endedAt
        self.subject = subject
        self.parent = parent
        self.parentToken = parentToken
        self.state = state
        self.result = result
    }
}

package struct JournalRow: Equatable, Sendable {
    package let instance: Int64
    package let at: Instant
    package let stimulus: String

    package init(instance: Int64, at: Instant, stimulus: String) {
        self.instance = instance
        self.at = at
        self.stimulus = stimulus
    }
}

package struct WakeUpRow: Equatable, Sendable {
    /// Whose it is: `execution/12/3`, `assignment/articles/2021-03/bao-an-giang`. One wake-up an owner.
    package let owner: String
    package let at: Instant
    /// Among equal instants, lower first: digests come after what they gather.
    package let order: Int

    package init(owner: String, at: Instant, order: Int = 0) {
        self.owner = owner
        self.at = at
        self.order = order
    }
}

package struct OutgoingRow: Equatable, Sendable {
    package enum State: String, Sendable, CaseIterable { case queued, sending, sent, failed, unconfirmed }

    package let key: String
    package let kind: String
    package let body: String
    package var state: State
    package let queuedAt: Instant
    package var note: String?
    /// What leaves in the same lane keeps its order; nil: it leaves at once.
    package var lane: String?
    /// In a lane, while it is queued: not before; nil while another stands before it.
    package var dueAt: Instant?
    /// How often it was tried without success.
    package var attempts: Int

    package init(
        key: String, kind: String, body: String, state: State = .queued, queuedAt: Instant, note: String? = nil,
        lane: String? = nil, dueAt: Instant? = nil, attempts: Int = 0
    ) {
        self.key = key
        self.kind = kind
        self.body = body
        self.state = state
        self.queuedAt = queuedAt
        self.note = note
        self.lane = lane
        self.dueAt = dueAt
        self.attempts = attempts
    }
}

package struct RecordRow: Equatable, Sendable {
    package let kind: String
    package let key: String
    package let parent: String?
    package let isSettled: Bool
    package let body: String

    package init(kind: String, key: String, parent: String? = nil, isSettled: Bool = false, body: String) {
        self.kind = kind
        self.key = key
        self.parent = parent
        self.isSettled = isSettled
        self.body = body
    }
}

package struct LedgerRow: Equatable, Sendable {
    package enum Result: String, Sendable, CaseIterable { case done, merged, skipped }

    /// Whose occurrence: `schedule/monthly-articles`, `assignment/articles/2021-03/bao-an-giang`.
    package let subject: String
    package let nominal: Instant
    package let handled: Instant
    package let result: Result
    /// What it was, or why it was not: `reminder`, `already answered`.
    package let note: String

    package init(subject: String, nominal: Instant, handled: Instant, result: Result, note: String) {
        self.subject = subject
        self.nominal = nominal
        self.handled = handled
        self.result = result
        self.note = note
    }
}
