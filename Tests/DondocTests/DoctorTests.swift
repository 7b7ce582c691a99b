import Almanac
import Foundation
import Notation
import TestKit
import Testing

@testable import Storage

/// What the doctor says of the machine around a site.
@Suite struct `The doctor, on the machine` {
    private let folder: TemporaryFolder
    private var site: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
        try SampleSite.write(into: folder)
        let order = ["extend", folder.path, "--unit", "bao-an-giang", "--until", "2099-01-01"]
        // Nothing is open yet: the refusal is in the trail as well, and the state is there.
        _ = try DondocProcess.run(order)
        #expect(FileManager.default.fileExists(atPath: "\(folder.path)/state/dondoc.db"))
    }

    private func finding(_ name: String) throws -> JSON {
        let answer = try DondocProcess.run(["doctor", site, "--format", "json"])
        let findings = try JSON(parsing: answer.out).asArray ?? []
        let finding = try #require(findings.first { $0["name"] == JSON(name) })
        // What has to be mended is what the exit code says, and nothing else.
        let isBroken = findings.contains { $0["warning"] == false && $0["faults"] != [] }
        #expect((answer.code == 1) == isBroken, "\(answer.out)")
        return finding
    }

    private func fault(_ name: String) throws -> String { try finding(name)["faults"][0].asString ?? "" }

    @Test func `counts what is open and what leaves`() throws {
        let store = try SQLiteStore(path: "\(site)/state/dondoc.db")
        let before = try finding("counts")["counts"]
        try store.queue(OutgoingRow(key: "k", kind: "call", body: "{}", queuedAt: Instant(seconds: 1)))
        try store.set(WakeUpRow(owner: "nobody/1", at: Instant(seconds: 4_000_000_000)))
        let after = try finding("counts")["counts"]
        for name in ["queued", "wakeUps"] {
            #expect(after[name].asInteger == (before[name].asInteger ?? 0) + 1, "\(name): \(after)")
        }
    }

    @Test func `warns of a state and a key that others may read`() throws {
        #expect(try finding("rights")["faults"] == [], "as the program makes them")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(site)/state")
        #expect(try fault("rights") == "\(site)/state is open to others: chmod o= \(site)/state")
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: "\(site)/state")
        try Data(repeating: 1, count: 32).write(to: URL(filePath: "\(site)/state/key"))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: "\(site)/state/key")
        #expect(try fault("rights") == "\(site)/state/key is open to others: chmod go= \(site)/state/key")
    }

    @Test func `fails where the store knows of instants that the clock has not reached`() throws {
        #expect(try finding("clock")["faults"] == [])
        let later = Instant(seconds: 4_000_000_000)
        let store = try SQLiteStore(path: "\(site)/state/dondoc.db")
        _ = try store.write(LedgerRow(subject: "s", nominal: later, handled: later, result: .done, note: ""))
        #expect(try finding("clock")["faults"] == [], "what was only played has a clock of its own")
        let daemon = try DondocProcess(["run", site])
        for _ in 1...600 where !FileManager.default.fileExists(atPath: "\(site)/state/daemon.json") { usleep(50_000) }
        daemon.send(signal: SIGTERM)
        _ = daemon.result()
        #expect(try fault("clock").contains("the store knows of 2096-10-02"))
    }

    @Test func `tells lines of the archive that cannot be read`() throws {
        try folder.write("{\"half\":\n{}\n", to: "state/archive/2021-03.jsonl")
        #expect(try fault("archive").hasPrefix("2 lines of \(site)/state/archive/2021-03.jsonl cannot be read"))
    }

    @Test func `tells how old the last backup is, and a trail that was cut since`() throws {
        #expect(try fault("backup") == "none is recorded: dondoc backup \(site) --to FOLDER")
        let made = try DondocProcess.run(["backup", site, "--to", "\(site)/elsewhere", "--format", "json"])
        #expect(try finding("backup")["faults"] == [])
        let folder = try #require(try JSON(parsing: made.out)["folder"].asString)
        #expect(folder.hasPrefix("\(site)/elsewhere/mau-"))
        #expect(try !FileManager.default.subpathsOfDirectory(atPath: folder).contains { $0.contains("elsewhere") })

        let record = try JSON(parsing: self.folder.text(of: "state/backup.json"))
        var old = record
        old["madeAt"] = "2021-03-24T00:00:00Z"
        try self.folder.write(old.text, to: "state/backup.json")
        #expect(try fault("backup").hasSuffix(" days old"))
        var cut = record
        cut["lastAudit"] = .string(String(repeating: "a", count: 64))
        try self.folder.write(cut.text, to: "state/backup.json")
        #expect(try fault("backup").hasPrefix("the audit trail lacks the entry"))
        #expect(try finding("backup")["warning"] == false)
    }

    @Test func `says how much room there is beside how much the store takes`() throws {
        let counts = try finding("disk")["counts"]
        #expect((counts["freeBytes"].asInteger ?? 0) > 0 && (counts["storeBytes"].asInteger ?? 0) > 0)
    }
}
