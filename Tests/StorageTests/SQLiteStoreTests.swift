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
        } throws: { ($0 as? StoreError)?.message == "the \(table) is only ever added to" }
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

@Suite struct `A million wake-ups` {
    @Test func `are taken through the index, in order, without being sorted`() throws {
        let store = try SQLiteStore(path: SQLiteStore.memory)
        let plan = try store.connection.rows(
            "EXPLAIN QUERY PLAN SELECT sequence, owner, at, priority FROM wake_up WHERE at <= 5 ORDER BY at, priority, sequence LIMIT 9"
        ) { $0.text(3) }
        #expect(plan == ["SEARCH wake_up USING INDEX wake_up_by_instant (at<?)"])
    }

    /// Every statement of the store that a turn runs must find its rows by an index: a scan would grow with the years.
    @Test(arguments: [
        "SELECT text FROM definition WHERE hash = 'h'",
        "SELECT id FROM instance WHERE phase = 'p' ORDER BY id DESC LIMIT 5",
        "SELECT id FROM instance ORDER BY id DESC LIMIT 5",
        "SELECT at FROM journal WHERE instance = 1 ORDER BY sequence",
        "SELECT at FROM wake_up ORDER BY at LIMIT 1", "DELETE FROM wake_up WHERE owner = 'o'",
        "DELETE FROM subscription WHERE instance = 1 AND token = 2",
        "SELECT token FROM subscription WHERE type IN ('t', '*')",
        "SELECT body FROM event WHERE type = 't' AND recorded_at >= 5", "SELECT body FROM event WHERE recorded_at >= 5",
        "SELECT key FROM outgoing WHERE state = 'queued' ORDER BY sequence LIMIT 5",
        "SELECT key FROM record WHERE kind = 'k' ORDER BY key",
        "SELECT key FROM record WHERE kind = 'k' AND parent = 'p' ORDER BY key",
        "SELECT key FROM record WHERE kind = 'k' AND is_settled = 0 ORDER BY key",
        "SELECT key FROM record WHERE kind = 'k' AND key >= 'a' AND key < 'b' ORDER BY key",
        "SELECT note FROM ledger WHERE subject >= 'a' AND subject < 'b'",
    ])
    func `no statement reads a whole table or sorts it`(sql: String) throws {
        let store = try SQLiteStore(path: SQLiteStore.memory)
        let plan = try store.connection.rows("EXPLAIN QUERY PLAN \(sql)") { $0.text(3) }
        let scans = plan.filter {
            $0.hasPrefix("SCAN") && !$0.contains("INDEX") && !sql.contains("ORDER BY id DESC LIMIT")
        }
        #expect(scans.isEmpty)
        #expect(!plan.contains { $0.contains("TEMP B-TREE") })
    }

    @Test func `open records are found without the settled ones`() throws {
        let store = try SQLiteStore(path: SQLiteStore.memory)
        let plan = try store.connection.rows(
            "EXPLAIN QUERY PLAN SELECT body FROM record WHERE kind = 'k' AND is_settled = 0 ORDER BY key"
        ) { $0.text(3) }
        #expect(plan == ["SEARCH record USING INDEX record_open (kind=?)"])
    }
}
