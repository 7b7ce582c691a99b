import Almanac
import Notation
import TestKit
import Testing

@testable import Storage

@Suite(.enabled(if: PostgresServer.programs != nil, "PostgreSQL is not installed"))
struct `PostgreSQL store` {
    private let server: PostgresServer

    init() throws { server = try PostgresServer.shared.get() }

    private func open(_ url: String) throws -> PostgresStore { try PostgresStore(PostgresAddress(url)) }

    private func makeStore() throws -> PostgresStore { try open(server.makeDatabase()) }

    @Test func `does what every store must do`() throws { try exercise(makeStore()) }

    @Test func `does it also where texts are ordered as people order them`() throws {
        let url = try server.makeDatabase(
            "-T", "template0", "--locale-provider=icu", "--icu-locale=vi", "--locale=C.UTF-8")
        try exercise(open(url))
    }

    @Test func `keeps what was committed and nothing else when its connection ends in the middle of a turn`() throws {
        let url = try server.makeDatabase()
        do {
            let store = try open(url)
            try store.turn { try store.set(fact: "kept", to: "yes") }
            try store.begin()
            try store.set(fact: "lost", to: "yes")
            _ = try store.addInstance()
        }
        let store = try open(url)
        #expect(try store.fact("kept") == "yes")
        #expect(try store.fact("lost") == nil)
        #expect(try store.instances(phase: nil, atMost: 10).isEmpty)
    }

    @Test func `what a turn has sent and not heard of yet fails at the next read, and all of it is undone`() throws {
        let store = try makeStore()
        try store.begin()
        try store.set(fact: "before", to: "1")
        try store.mark(outgoing: "none", state: .sent, at: .at(1), note: nil)
        #expect { try store.fact("before") } throws: { "\($0)".contains("nothing was queued under that key") }
        store.rollback()
        #expect(try store.fact("before") == nil)
        try store.turn { try store.set(fact: "after", to: "1") }
        #expect(try store.fact("after") == "1")
    }

    @Test func `what a turn has sent and never read after fails at the commit`() throws {
        let store = try makeStore()
        #expect(throws: StoreError.self) {
            try store.turn {
                try store.set(fact: "before", to: "1")
                try store.append(journal: JournalRow(instance: 7, at: .at(1), stimulus: "lost"))
                for number in 1...2000 { try store.set(fact: "more", to: String(number)) }
            }
        }
        #expect(try store.fact("before") == nil)
        try store.turn { for number in 1...2000 { try store.set(fact: "many/\(number)", to: String(number)) } }
        #expect(try store.fact("many/2000") == "2000")
    }

    @Test(arguments: [
        "", "\u{0}", "a\u{0}b\u{10FFFF}c\u{10FFFF}0", "đề mục \u{1F389} e\u{301}", "'; DROP TABLE fact; --", "$1 ?",
        String(repeating: "chữ", count: 300_000),
    ])
    func `a text comes back byte for byte`(text: String) throws {
        let store = try makeStore()
        // Keys stand in an index, where PostgreSQL has room for some 2,700 bytes.
        let key = String(text.prefix(200))
        try store.set(fact: key, to: text)
        #expect(try store.fact(key).map { Array($0.utf8) } == Array(text.utf8))
        try store.put(RecordRow(kind: "k", key: "p/\(key)", body: text))
        #expect(try store.records(kind: "k", keyPrefix: "p", openOnly: true).map(\.key) == ["p/\(key)"])
    }

    @Test(arguments: [
        "DELETE FROM ledger", "DELETE FROM audit", "UPDATE ledger SET sequence = 1", "UPDATE audit SET sequence = 1",
        "UPDATE journal SET sequence = 1",
    ])
    func `what happened is never changed or cut`(statement: String) throws {
        let store = try makeStore()
        #expect {
            try store.connection.script(statement)
        } throws: { ($0 as? StoreError)?.sqlState == "42501" }
    }

    @Test func `an error names the statement and not the bound values`() throws {
        let store = try makeStore()
        #expect {
            try store.append(journal: JournalRow(instance: 7, at: .at(1), stimulus: "Nguyễn Văn A"))
        } throws: { error in
            let text = "\(error)"
            return text.contains("foreign key") && text.contains("23503") && text.contains("INSERT INTO journal")
                && !text.contains("Nguyễn")
        }
    }

    @Test func `a reader sees one moment's state between begin and commit, and never writes`() throws {
        let url = try server.makeDatabase()
        #expect { try PostgresStore(readOnly: PostgresAddress(url)) } throws: { "\($0)".contains("version 0") }
        let store = try open(url)
        let reader = try PostgresStore(readOnly: PostgresAddress(url))
        try store.set(fact: "x", to: "1")
        try reader.begin()
        #expect(try reader.fact("x") == "1")
        try store.set(fact: "x", to: "2")
        #expect(try reader.fact("x") == "1")
        try reader.commit()
        #expect(try reader.fact("x") == "2")
        #expect { try reader.set(fact: "x", to: "3") } throws: { ($0 as? StoreError)?.sqlState == "25006" }
    }

    @Test func `a database of the version before is brought up to date with all that lies in it`() throws {
        let url = try server.makeDatabase()
        let old = try PostgresConnection(PostgresAddress(url))
        try old.script("CREATE TABLE dondoc_schema (version BIGINT NOT NULL PRIMARY KEY)")
        try old.script("INSERT INTO dondoc_schema (version) VALUES (2)")
        for step in PostgresSchema.steps.prefix(2).flatMap({ $0 }) {
            try old.script(step.replacing("TEXT BYTEWISE", with: "TEXT"))
        }
        for row in OldStore.rows { try old.script(row) }
        let store = try open(url)
        #expect(try PostgresSchema.version(of: store.connection) == PostgresSchema.newest)
        try OldStore.check(store)
        #expect(throws: StoreError.self) { try store.connection.script("UPDATE journal SET stimulus = ''") }
    }

    @Test func `is made once when several nodes open an empty database at the same moment`() async throws {
        let address = try PostgresAddress(server.makeDatabase())
        try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 1...6 {
                group.addTask {
                    let store = try PostgresStore(address)
                    try store.set(fact: "\(number)", to: "here")
                    return try store.fact("\(number)")
                }
            }
            for try await fact in group { #expect(fact == "here") }
        }
    }

    @Test func `another program's database and a newer store are refused`() throws {
        let theirs = try server.makeDatabase()
        try PostgresConnection(PostgresAddress(theirs)).script("CREATE TABLE dondoc_theirs (x BIGINT)")
        #expect { try open(theirs) } throws: { "\($0)".contains("not a store of dondoc") }
        let newer = try server.makeDatabase()
        try open(newer).connection.script("UPDATE dondoc_schema SET version = 7")
        #expect { try open(newer) } throws: {
            "\($0)".contains("newer dondoc: its schema is version 7, this program knows up to \(PostgresSchema.newest)")
        }
    }

    @Test func `finds its rows by an index`() throws {
        let store = try makeStore()
        try exercise(store)
        try store.connection.script("SET enable_seqscan = 'off'")
        let sql = """
            SELECT sequence, owner, at, priority FROM wake_up WHERE at <= 5 ORDER BY at, priority, sequence LIMIT 10
            """
        let plan = try store.connection.rows("EXPLAIN \(sql)") { $0.text(0) }
        #expect(plan.contains { $0.contains("wake_up_by_instant") } && !plan.contains { $0.contains("Sort") })
    }

    /// What databases that speak as PostgreSQL does are known not to take, or take otherwise.
    @Test func `says nothing that only PostgreSQL itself understands`() throws {
        let store = try makeStore()
        try exercise(store)
        try store.join(as: "one", leaseOf: 60)
        #expect(try store.takeLease())
        let statements = store.connection.statements + PostgresSchema.steps.flatMap { $0 }
        #expect(statements.count > 60)
        let foreign = [
            "TRIGGER", "DEFERR", "ADVISORY", "COLLATE", "::", "~", "@>", "->", "JSONB", "LATERAL", "CTID", "XMIN",
            "UNLOGGED", "TABLESPACE", "EXTENSION", "CREATE TYPE", "CREATE FUNCTION", "INHERITS", "EXCLUDE USING",
            "SERIAL",
            "GENERATED ALWAYS", "NOWAIT", "LOCK TABLE", "TRUNCATE", "COPY ",
        ]
        for sql in statements {
            for word in foreign { #expect(!sql.uppercased().contains(word), "\(sql)") }
        }
    }

    @Test(arguments: [
        (
            "postgresql://a.example.vn:5433,b.example.vn/dondoc?user=x&password=secret",
            "postgresql://a.example.vn:5433,b.example.vn/dondoc"
        ),
        ("postgres://u:p@host/db", "postgresql://host/db"), ("postgresql:///db", "postgresql://localhost/db"),
    ])
    func `an address is shown without its password`(text: String, shown: String) throws {
        #expect(PostgresAddress.isOne(text))
        #expect(try PostgresAddress(text).description == shown)
    }

    @Test func `an address that is none and a server that is not there are told with a sentence`() throws {
        #expect { try PostgresAddress("postgresql://host/db?colour=red") } throws: { "\($0)".contains("colour") }
        let error = #expect(throws: StoreError.self) {
            try PostgresStore(PostgresAddress("postgresql://127.0.0.1:1/none"))
        }
        #expect(error?.isPassing == true)
        #expect(error?.message.contains("127.0.0.1") == true)
    }
}
