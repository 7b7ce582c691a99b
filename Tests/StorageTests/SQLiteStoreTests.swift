import Almanac
import Foundation
import Notation
import Testing

@testable import Storage

@Suite struct `SQLite store` {
    @Test func `does what every store must do, in memory`() throws {
        try exercise(SQLiteStore(path: SQLiteStore.memory))
    }

    @Test func `does what every store must do, in a file`() throws {
        let folder = try ScratchFolder()
        try exercise(SQLiteStore(path: folder.store))
    }

    @Test func `keeps what was committed and nothing else when it is closed in the middle of a turn`() throws {
        let folder = try ScratchFolder()
        do {
            let store = try SQLiteStore(path: folder.store)
            try store.turn { try store.set(fact: "kept", to: "yes") }
            try store.begin()
            try store.set(fact: "lost", to: "yes")
            _ = try store.addInstance()
        }
        let store = try SQLiteStore(path: folder.store)
        #expect(try store.fact("kept") == "yes")
        #expect(try store.fact("lost") == nil)
        #expect(try store.instances(phase: nil, atMost: 10).isEmpty)
    }

    @Test func `a failed statement leaves the turn to its owner, and the rollback takes all of it`() throws {
        let store = try SQLiteStore(path: SQLiteStore.memory)
        #expect(throws: StoreError.self) {
            try store.turn {
                try store.set(fact: "before", to: "1")
                try store.mark(outgoing: "none", state: .sent, at: .at(1), note: nil)
            }
        }
        #expect(try store.fact("before") == nil)
        try store.turn { try store.set(fact: "after", to: "1") }
        #expect(try store.fact("after") == "1")
    }

    @Test func `an instance without its definition is refused at the commit`() throws {
        let store = try SQLiteStore(path: SQLiteStore.memory)
        let row = InstanceRow(
            namespace: "n", name: "w", version: "1.0.0", definition: "h", phase: "running", startedAt: .at(1),
            state: "{}")
        #expect(throws: StoreError.self) { try store.turn { _ = try store.add(row) } }
        try store.turn {
            _ = try store.add(row)
            try store.keep(definition: "do: []", hash: "h", file: "w.yaml")
        }
        #expect(try store.instances(phase: nil, atMost: 10).count == 1)
    }

    @Test(arguments: ["journal", "ledger"], ["DELETE FROM TABLE", "UPDATE TABLE SET sequence = sequence + 1"])
    func `what happened is never changed or cut`(table: String, statement: String) throws {
        let store = try SQLiteStore(path: SQLiteStore.memory)
        try store.append(journal: JournalRow(instance: store.addInstance(), at: .at(1), stimulus: "started"))
        _ = try store.write(LedgerRow(subject: "s", nominal: .at(1), handled: .at(1), result: .done, note: ""))
        #expect {
            try store.connection.script(statement.replacingOccurrences(of: "TABLE", with: table))
        } throws: {
            let message = ($0 as? StoreError)?.message ?? ""
            return message.hasPrefix("the \(table) ") && message.hasSuffix("is only ever added to")
        }
    }

    @Test func `an error names the statement and not the bound values`() throws {
        let store = try SQLiteStore(path: SQLiteStore.memory)
        #expect {
            try store.append(journal: JournalRow(instance: 7, at: .at(1), stimulus: "Nguyễn Văn A"))
        } throws: { error in
            let text = "\(error)"
            return text.contains("FOREIGN KEY") && text.contains("INSERT INTO journal") && !text.contains("Nguyễn")
        }
    }

    @Test func `a file is in WAL mode and synced at every commit`() throws {
        let folder = try ScratchFolder()
        let connection = try SQLiteStore(path: folder.store).connection
        #expect(try connection.first("PRAGMA journal_mode") { $0.text(0) } == "wal")
        #expect(try connection.first("PRAGMA synchronous") { $0.integer(0) } == 2)
        #expect(try connection.first("PRAGMA foreign_keys") { $0.integer(0) } == 1)
    }
}

@Suite struct `A second connection` {
    @Test func `sees what was committed, one moment's state between begin and commit, and never writes`() throws {
        let folder = try ScratchFolder()
        let store = try SQLiteStore(path: folder.store)
        let reader = try SQLiteStore(readOnly: folder.store)
        try store.begin()
        try store.set(fact: "x", to: "1")
        #expect(try reader.fact("x") == nil)
        try store.commit()
        #expect(try reader.fact("x") == "1")

        try reader.begin()
        #expect(try reader.fact("x") == "1")
        try store.turn { try store.set(fact: "x", to: "2") }
        #expect(try reader.fact("x") == "1")
        try reader.commit()
        #expect(try reader.fact("x") == "2")
        #expect(throws: StoreError.self) { try reader.set(fact: "x", to: "3") }
    }

    @Test func `is refused where there is no store`() throws {
        let folder = try ScratchFolder()
        #expect(throws: StoreError.self) { try SQLiteStore(readOnly: folder.store) }
        #expect(try folder.names().isEmpty)
    }
}

@Suite struct `Every statement of the store` {
    /// A scan or a sort of all rows would grow with the years. These read a list from one end and stop, or are asked for
    /// by people.
    private static let mayScan = [
        "FROM instance ORDER BY id DESC LIMIT", "SELECT at FROM wake_up ORDER BY at LIMIT 1",
        "FROM ledger ORDER BY sequence", "FROM audit ORDER BY sequence DESC LIMIT 1",
        "FROM sqlite_schema", "WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1",
        "FROM definition ORDER BY hash", "WHERE owner <> ? ORDER BY at LIMIT 1",
        "FROM event) ORDER BY recorded_at LIMIT 1", "ORDER BY queued_at LIMIT 1", "ORDER BY ended_at LIMIT 1",
    ]
    /// What is sorted after it was found by an index: no more than what was asked for.
    private static let maySort = ["FROM subscription", "FROM event", "FROM ledger", "WHERE queued_at >="]

    @Test func `finds its rows by an index`() throws {
        let store = try SQLiteStore(path: SQLiteStore.memory)
        try exercise(store)
        let statements = store.connection.statements.filter { sql in
            ["SELECT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) }
        }
        #expect(statements.count > 25)
        for sql in statements {
            let plan = try store.connection.rows("EXPLAIN QUERY PLAN \(sql.replacingOccurrences(of: "?", with: "1"))") {
                $0.text(3)
            }
            if !Self.mayScan.contains(where: sql.contains) {
                #expect(!plan.isEmpty && !plan.contains { $0.hasPrefix("SCAN") }, "\(sql)")
            }
            if !Self.maySort.contains(where: sql.contains) {
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(sql)")
            }
        }
    }

    @Test func `takes wake-ups and open records through the index that is there for them`() throws {
        let store = try SQLiteStore(path: SQLiteStore.memory)
        try exercise(store)
        func plan(_ beginning: String) throws -> [String] {
            let sql = try #require(store.connection.statements.first { $0.hasPrefix(beginning) })
            return try store.connection.rows("EXPLAIN QUERY PLAN \(sql.replacingOccurrences(of: "?", with: "1"))") {
                $0.text(3)
            }
        }
        #expect(try plan("SELECT sequence, owner") == ["SEARCH wake_up USING INDEX wake_up_by_instant (at<?)"])
        #expect(
            try plan(
                "SELECT kind, key, parent, is_settled, body FROM record WHERE kind = ? AND is_settled = 0 ORDER BY")
                == ["SEARCH record USING INDEX record_open (kind=?)"])
    }
}
