import Interpreter
import Notation
import Storage

/// The executions that are at work: each is read once, and written once a turn however many steps it takes.
///
/// Belongs to one desk, which is the store's only writer; after an error the desk is given up, and this with it.
final class ExecutionsInHand {
    struct Held {
        var row: InstanceRow
        var execution: Execution
        /// The store knows its number and nothing else of it yet.
        var isNew = false
    }

    private let store: any Store
    private var held: [Int64: Held] = [:]
    private var changed: Set<Int64> = []
    /// What happened to them, in order; it goes into the store behind their rows.
    private var journal: [JournalRow] = []
    /// Those of one busy turn; beyond that they are written and read again.
    private static let most = 4096

    init(store: any Store) { self.store = store }

    /// One that has been given its number, and has not begun.
    func begin(_ row: InstanceRow) {
        held[row.id] = Held(row: row, execution: Execution(id: ExecutionID(row.id)), isNew: true)
        changed.insert(row.id)
    }

    /// The row as it stands, also in the middle of a turn; its `state` is what was written last.
    func row(_ id: Int64) throws -> InstanceRow? { try held[id]?.row ?? store.instance(id) }

    /// Takes it out, for it to be changed without a copy; `put` brings it back.
    func take(_ id: Int64) throws -> Held? {
        if let known = held.removeValue(forKey: id) { return known }
        guard let row = try store.instance(id) else { return nil }
        return Held(row: row, execution: try ExecutionsInHand.execution(of: row))
    }

    static func execution(of row: InstanceRow) throws -> Execution {
        let id = ExecutionID(row.id)
        return row.state.isEmpty ? Execution(id: id) : try Execution(id, stored: JSON(parsing: row.state))
    }

    func put(_ one: Held, isChanged: Bool) throws {
        held[one.row.id] = one
        if isChanged { changed.insert(one.row.id) }
        if held.count > ExecutionsInHand.most {
            try write()
            held.removeAll(keepingCapacity: true)
        }
    }

    /// It is no longer in the store.
    func forget(_ id: Int64) { held[id] = nil }

    func note(_ entry: JournalRow) { journal.append(entry) }

    /// Something is to be written that refers to it.
    func secure(_ id: Int64) throws {
        guard var one = held[id], one.isNew else { return }
        if let parent = one.row.parent { try secure(parent) }
        _ = try store.add(one.row)
        one.isNew = false
        held[id] = one
    }

    /// Before the commit: what has changed, into the store.
    func write() throws {
        // A child has a higher number than its parent, and refers to it.
        for id in changed.sorted() {
            guard var one = held[id] else { continue }
            one.row.state = try one.execution.stored.text
            if one.isNew {
                _ = try store.add(one.row)
                one.isNew = false
            } else {
                try store.update(one.row)
            }
            // What has ended is seldom asked for again.
            held[id] = one.row.endedAt == nil ? one : nil
        }
        changed.removeAll(keepingCapacity: true)
        for entry in journal { try store.append(journal: entry) }
        journal.removeAll(keepingCapacity: true)
    }
}
