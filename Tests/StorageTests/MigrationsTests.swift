import Foundation
import TestKit
import Testing

@testable import Storage

@Suite struct `The migrations` {
    /// A released step is never edited; whoever changes one has to change this line as well, and should not.
    @Test func `are what was released`() {
        #expect(
            Migrations.steps.map { Digest.sha256($0) } == [
                "a68c36ef6f491650e75dde101992a7d4922113bb56a03ee0393f3e18be2369d9",
                "77aab9ce40c8c52e9c3b1a3bdf68c8394fff4957fa92504023d5cca08dae7005",
                "750108353d8d53b1dc1be2c70da5d204c5731611687dbef37dc6946bbaab2de0",
                "c31273d7ef64c69b452ae26333cb22e1b987dfba9227e46bcb08371b93d8d119",
                "93e2dc211fb9c118e0562d2480496e5f6874be673b827539016bdd1ce754ba19",
            ])
    }

    @Test func `a new store is of the newest version, also after it was opened again`() throws {
        let folder = try ScratchFolder()
        for _ in 1...2 {
            let store = try SQLiteStore(path: folder.store)
            #expect(try Migrations.version(of: store.connection) == Migrations.newest)
        }
    }

    @Test(arguments: [1, 2])
    func `a store of each released version is brought up to date with all that lies in it`(version: Int) throws {
        let folder = try ScratchFolder()
        do {
            let old = try SQLiteConnection(path: folder.store, mode: .readWrite)
            for step in Migrations.steps.prefix(version) { try old.script(step) }
            try old.script(OldStore.rows.joined(separator: ";"))
            try old.script("PRAGMA user_version = \(version); PRAGMA application_id = \(Migrations.applicationID)")
        }
        let store = try SQLiteStore(path: folder.store)
        #expect(try Migrations.version(of: store.connection) == Migrations.newest)
        try OldStore.check(store)
        #expect(throws: StoreError.self) { try store.connection.script("DELETE FROM journal WHERE instance = 2") }
        #expect(try store.faults() == [])
    }

    @Test func `there is a store for each released step`() {
        #expect(ReleasedStore.versions.count == Migrations.steps.count)
        #expect(ReleasedStore.versions.count == PostgresSchema.steps.count)
    }

    @Test(arguments: ReleasedStore.versions)
    func `a store that a released program has left is brought up to date with every row`(version: Int) throws {
        let folder = try ScratchFolder()
        let tables = try ReleasedStore(version: version).make(at: folder.store)
        let before = try ReleasedStore.rows(in: SQLiteConnection(path: folder.store, mode: .readOnly), tables)
        #expect(before.values.allSatisfy { !$0.isEmpty } && before.count >= 10)
        let store = try SQLiteStore(path: folder.store)
        #expect(try Migrations.version(of: store.connection) == Migrations.newest)
        #expect(try ReleasedStore.rows(in: store.connection, tables) == before)
        #expect(try store.faults() == [])
        try ReleasedStore.goOn(store)
    }

    @Test(
        .enabled(if: PostgresServer.programs != nil, "PostgreSQL is not installed"), arguments: ReleasedStore.versions)
    func `the same on PostgreSQL`(version: Int) throws {
        let folder = try ScratchFolder()
        let tables = try ReleasedStore(version: version).make(at: folder.store)
        let address = try PostgresAddress(PostgresServer.shared.get().makeDatabase())
        let before: [String: [String]]
        do {
            let old = try PostgresConnection(address)
            try PostgresSchema.run(on: old, upTo: Int64(version))
            for insert in try ReleasedStore.inserts(from: folder.store, tables) { try old.script(insert) }
            before = try ReleasedStore.rows(in: old, tables, without: ["sequence"])
            #expect(
                try before
                    == ReleasedStore.rows(
                        in: SQLiteConnection(path: folder.store, mode: .readOnly), tables, without: ["sequence"]))
        }
        let store = try PostgresStore(address)
        #expect(try PostgresSchema.version(of: store.connection) == PostgresSchema.newest)
        #expect(try ReleasedStore.rows(in: store.connection, tables, without: ["sequence"]) == before)
        try ReleasedStore.goOn(store)
    }

    @Test func `a store of a newer version is refused with a sentence and left as it is`() throws {
        let folder = try ScratchFolder()
        do {
            let store = try SQLiteStore(path: folder.store)
            try store.connection.script("PRAGMA user_version = 7")
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.store))
        for open in [{ try SQLiteStore(path: folder.store) }, { try SQLiteStore(readOnly: folder.store) }] {
            #expect {
                _ = try open()
            } throws: {
                "\($0)".contains("newer dondoc: its schema is version 7, this program knows up to \(Migrations.newest)")
            }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.store)) == before)
    }

    @Test func `an older store is not read before it was brought up to date`() throws {
        let folder = try ScratchFolder()
        try SQLiteConnection(path: folder.store, mode: .readWrite).script(
            "PRAGMA application_id = \(Migrations.applicationID)")
        #expect {
            _ = try SQLiteStore(readOnly: folder.store)
        } throws: { "\($0)".contains("is version 0, this program reads \(Migrations.newest)") }
    }

    @Test func `another program's database is refused and left as it is`() throws {
        let folder = try ScratchFolder()
        try SQLiteConnection(path: folder.store, mode: .readWrite).script("CREATE TABLE theirs (x)")
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.store))
        #expect { _ = try SQLiteStore(path: folder.store) } throws: { "\($0)".contains("not a store of dondoc") }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.store)) == before)
        #expect(try folder.names() == ["dondoc.db"])
    }

    @Test func `a file that is no database is refused`() throws {
        let folder = try ScratchFolder()
        try Data(repeating: 65, count: 4096).write(to: URL(fileURLWithPath: folder.store))
        #expect { _ = try SQLiteStore(path: folder.store) } throws: { "\($0)".contains("not a database") }
    }
}
