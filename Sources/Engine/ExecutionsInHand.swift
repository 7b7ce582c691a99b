import Interpreter
import Storage

/// The executions that are at work: each is read once, and written once a turn however many steps it takes.
///
/// Belongs to one desk, which is the store's only writer; after an error the desk is given up, and this with it.
final class ExecutionsInHand {
    struct Held {
        var row: InstanceRow
        var execution: Execution
    }

    private let store: any Store
    private var held: [Int64: Held] = [:]
    private var changed: Set<Int64> = []
    /// Those of one busy turn; beyond that they are written and read again.
    private static let most = 4096

    init(store: any Store) { self.store = store }

    /// One that has just been added to the store, and has not begun.
    func begin(_ row: InstanceRow) {
        held[row.id] = Held(row: row, execution: Execution(id: ExecutionID(row.id)))
    }

    /// The row as it stands, also in the middle of a turn; its `state` is what was written last.
    func row(_ id: Int64) throws -> InstanceRow? { try held[id]?.row ?? store.instance(id) }

    /// Takes it out, for it to be changed without a copy; `put` brings it back.
    func take(_ id: Int64) throws -> Held? {
        if let known = held.removeValue(forKey: id) { return known }
        guard let row = try store.instance(id) else { return nil }
        let isNew = row.state.isEmpty
        return Held(row: row, execution: isNew ? Execution(id: ExecutionID(id)) : try Sitting.decoded(row.state))
    }

    func put(_ one: Held, isChanged: Bool) throws {
        held[one.row.id] = one
        if isChanged { changed.insert(one.row.id) }
        if held.count > ExecutionsInHand.most {
            try write()
            held = [:]
        }
    }

    /// Before the commit: what has changed, into the store.
    func write() throws {
        for id in changed.sorted() {
            guard var one = held[id] else { continue }
            one.row.state = try Desk.text(one.execution)
            try store.update(one.row)
            // What has ended is seldom asked for again.
            held[id] = one.row.endedAt == nil ? one : nil
        }
        changed = []
    }
}
