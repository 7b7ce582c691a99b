import Interpreter
import Notation
import Storage

/// What came before a `listen` began: the standard leaves it open, and an event that is early by a moment must not be lost.
///
/// Each instance has an inbox, from its start on: a `listen` is first offered the events there that no earlier one of the
/// same instance has taken, in the order in which they came.
extension Desk {
    /// So many events, the latest, are offered.
    private static let largestInbox = 1000
    static let consumed = "consumed"

    func subscribe(_ row: InstanceRow, _ token: WaitToken, to types: EventTypes, in sitting: Sitting) throws {
        var names: [String]?
        if case .only(let types) = types { names = types.sorted() }
        try executions.secure(row.id)
        for name in names ?? ["*"] { try store.subscribe(instance: row.id, token: token.number, type: name) }
        let early = try store.latestEvents(types: names, after: row.beganAfter, atMost: Desk.largestInbox)
        for event in early where try store.record(kind: Desk.consumed, key: key(event, row.id)) == nil {
            sitting.work.append(.stimulus(ExecutionID(row.id), .heard(event, token), depth: sitting.depth))
        }
    }

    func consume(_ event: CloudEvent, by instance: Int64) throws {
        try store.put(
            RecordRow(
                kind: Desk.consumed, key: key(event, instance), parent: String(instance), isSettled: true, body: "true")
        )
    }

    private func key(_ event: CloudEvent, _ instance: Int64) -> String { "\(instance)/\(event.source)/\(event.id)" }
}
