import Almanac
import Foundation
import Notation
import TestKit
import Testing

@testable import Storage

/// `backup` and `restore` of a store that several nodes share.
@Suite(.serialized, .enabled(if: PostgresServer.programs != nil, "PostgreSQL is not installed"))
struct `backing up a shared store` {
    private let server: PostgresServer
    private let folder: TemporaryFolder
    private var site: String { "\(folder.path)/site" }

    init() throws {
        server = try PostgresServer.shared.get()
        folder = try TemporaryFolder()
        for (name, text) in [
            "site.yaml": SampleSite.site, "units.csv": SampleSite.units, "plan.yaml": SampleSite.plan(),
            "roles.csv": SampleSite.roles,
        ] { try folder.write(text, to: "site/\(name)") }
    }

    private func backup(_ url: String) throws -> String {
        let answer = try DondocProcess.run(["backup", site, "--store", url, "--to", "\(folder.path)/backups"])
        #expect(answer.code == 0, "\(answer.error)")
        return answer.out.trimmingCharacters(in: .newlines)
    }

    /// A folder of programs that stand before all others.
    private func programs(_ name: String, _ script: String) throws -> String {
        try folder.write("#!/bin/sh\n\(script)\n", to: "programs/\(name)")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/programs/\(name)")
        return "\(folder.path)/programs:/usr/bin:/bin"
    }

    @Test func `brings back every row into an empty database, with its guards, and holds`() throws {
        let url = try server.makeDatabase()
        let store = try PostgresStore(PostgresAddress(url))
        try store.turn {
            try store.set(fact: "which", to: "đây")
            try store.set(fact: "turns", to: "7")
            _ = try store.write(LedgerRow(subject: "s", nominal: .at(1), handled: .at(2), result: .done, note: "x"))
            try store.append(
                audit: AuditRow(
                    at: .at(1), actor: "a", action: "b", subject: "c", result: "done", evidence: "",
                    after: AuditRow.beginning))
        }
        let saved = try backup(url)
        let manifest = try Backup(saved).manifest
        #expect(manifest.kind == .postgresql && manifest.store.turns == 7)
        #expect(manifest.store.lastAudit == (try store.lastAuditHash()))
        try store.set(fact: "which", to: "later")

        let occupied = try DondocProcess.run(["restore", saved, "\(folder.path)/new", "--store", url])
        #expect(occupied.code == 3)
        #expect(occupied.error.contains("holds a store already: it stays as it is"), "\(occupied.error)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/new"))

        let empty = try server.makeDatabase()
        let done = try DondocProcess.run(["restore", saved, "\(folder.path)/new", "--store", empty])
        #expect(done.code == 0, "\(done.error)")
        #expect(FileManager.default.fileExists(atPath: "\(folder.path)/new/plan.yaml"))
        let restored = try PostgresStore(PostgresAddress(empty))
        #expect(try restored.fact("which") == "đây")
        #expect(try restored.fact(BroughtBack.fact)?.isEmpty == false)
        for statement in ["DELETE FROM ledger", "UPDATE audit SET actor = 'x'", "UPDATE journal SET stimulus = ''"] {
            #expect(throws: StoreError.self, "\(statement)") { try restored.connection.script(statement) }
        }
        let entry = LedgerRow(subject: "s", nominal: .at(9), handled: .at(9), result: .done, note: "")
        #expect(try restored.write(entry), "the sequences go on")
        let node = try DondocProcess(["run", "\(folder.path)/new", "--store", empty])
        for _ in 1...600 where try restored.fact("held")?.contains("restored") != true { usleep(50_000) }
        node.send(signal: SIGTERM)
        #expect(node.result().code == 0)
        #expect(try restored.fact("held")?.contains("restored") == true)
    }

    @Test func `a restore that was interrupted leaves a database that nobody takes for whole`() throws {
        let address = try PostgresAddress(server.makeDatabase())
        _ = try PostgresRestore(into: address)
        #expect { _ = try PostgresStore(address) } throws: {
            "\($0)".contains("a restore into this database was interrupted")
        }
        #expect { _ = try PostgresRestore(into: address) } throws: { "\($0)".contains("was interrupted") }
    }

    @Test func `a dump that cannot be restored leaves the database empty`() throws {
        let url = try server.makeDatabase()
        _ = try PostgresStore(PostgresAddress(url))
        let saved = try backup(url)
        let empty = try server.makeDatabase()
        let path = try programs("pg_restore", "echo kaputt >&2; exit 1")
        let failed = try DondocProcess.run(
            ["restore", saved, "\(folder.path)/new", "--store", empty], environment: ["PATH": path])
        #expect(failed.code == 3)
        #expect(failed.error.contains("pg_restore has failed: kaputt"), "\(failed.error)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/new"))
        #expect(try PostgresSchema.version(of: PostgresConnection(PostgresAddress(empty))) == 0)
    }

    @Test func `the password is not on the command line`() throws {
        let url = try server.makeDatabase().replacing("dondoc@", with: "dondoc:bí-mật@")
        _ = try PostgresStore(PostgresAddress(url))
        let path = try programs(
            "pg_dump",
            """
            [ "$1" = --version ] && { echo "pg_dump (PostgreSQL) 99.1"; exit; }
            echo "$@" > \(folder.path)/arguments; echo "$PGPASSWORD" > \(folder.path)/password
            for word; do case "$word" in --file=*) echo dump > "${word#--file=}";; esac; done
            """)
        let answer = try DondocProcess.run(
            ["backup", site, "--store", url, "--to", "\(folder.path)/b"], environment: ["PATH": path])
        #expect(answer.code == 0, "\(answer.error)")
        let arguments = try folder.text(of: "arguments")
        #expect(
            arguments.contains("dbname='d") && arguments.contains("--format=custom") && !arguments.contains("bí-mật"))
        #expect(try folder.text(of: "password") == "bí-mật\n")
    }

    @Test(arguments: [
        ("echo 'pg_dump (PostgreSQL) 9.6.24'", "pg_dump is of version 9, the server of"),
        ("echo nothing", "pg_dump is of version \"nothing\", the server of"), ("", "pg_dump is not installed"),
    ])
    func `a pg_dump that is missing or too old is told in one sentence`(script: String, sentence: String) throws {
        let url = try server.makeDatabase()
        _ = try PostgresStore(PostgresAddress(url))
        let path = script.isEmpty ? "/nowhere" : try programs("pg_dump", script)
        let answer = try DondocProcess.run(
            ["backup", site, "--store", url, "--to", "\(folder.path)/b"], environment: ["PATH": path])
        #expect(answer.code == 3)
        #expect(answer.error.contains(sentence) && answer.error.split(separator: "\n").count == 1, "\(answer.error)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/b") == [])
    }
}

extension Store {
    /// One turn: all of it or nothing.
    fileprivate func turn(_ work: () throws -> Void) throws {
        try begin()
        try work()
        try commit()
    }
}

extension Instant {
    fileprivate static func at(_ second: Int64) -> Instant { Instant(seconds: second) }
}
