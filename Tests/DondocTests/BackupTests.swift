import Almanac
import Foundation
import Notation
import TestKit
import Testing

@testable import Storage

/// `backup` and `restore` with the program, in real time.
@Suite(.serialized) struct `backing up and restoring` {
    /// An Giang's site as it stood at the end of April 2021, where no number of mails is too much at once.
    /// - Parameter isAnswered: whether the units have sent anything.
    private func stopped(isAnswered: Bool = true) throws -> (played: PlayedSite, run: String) {
        let played = try PlayedSite(
            "an-giang-2021", appending: ["site.yaml": "catchUp: { hold: 1000000 }\n"],
            script: isAnswered ? PlayedSite.script(of: "an-giang-2021", until: "2021-04-27") : nil, until: "2021-04-30")
        return (played, try played.rehearsed(until: "2021-04-30"))
    }

    /// A small site with a store that says which it is, and a file on its shelf.
    private func small(_ folder: TemporaryFolder, saying text: String) throws -> String {
        try SampleSite.write(into: folder)
        let store = try SQLiteStore(path: try state(of: folder.path) + "/dondoc.db")
        try store.set(fact: "which", to: text)
        _ = try FileShelf(folder: "\(folder.path)/state/files").take(bytes: Array(text.utf8))
        return folder.path
    }

    private func state(of site: String) throws -> String {
        try FileManager.default.createDirectory(atPath: "\(site)/state", withIntermediateDirectories: true)
        return "\(site)/state"
    }

    private func which(_ site: String) throws -> String? {
        let path = "\(site)/state/dondoc.db"
        let text = try SQLiteStore(path: path).fact("which")
        // The shelf is the store's own, and no other's.
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(site)/state/files")
        return names == [Storage.Digest.sha256(text ?? "")] ? text : nil
    }

    private func mails(_ site: String) -> Set<String> {
        let files = FileManager.default.enumerator(atPath: "\(site)/outbox")?.map { "\($0)" } ?? []
        return Set(files.filter { $0.hasSuffix(".eml") })
    }

    private func json(_ words: String...) throws -> JSON {
        try JSON(parsing: DondocProcess.run(words + ["--format", "json"]).out)
    }

    /// As after a crash: the last mails once more under other keys, queued and not sent. At whatever hour the test runs,
    /// they are what leaves at once.
    private func leaveQueued(_ count: Int, in run: String) throws {
        let store = try SQLiteStore(path: "\(run)/state/dondoc.db")
        for row in try store.outgoing(state: .sent, atMost: 1000).filter({ $0.kind == "notice" }).suffix(count) {
            var body = try JSON(parsing: row.body)
            body["key"] = .string("again/\(row.key)")
            try store.queue(
                OutgoingRow(key: "again/\(row.key)", kind: row.kind, body: body.text, queuedAt: row.queuedAt))
        }
    }

    private func wait(for claim: () throws -> Bool) throws {
        for _ in 1...600 {
            if try claim() { return }
            usleep(50_000)
        }
        Issue.record("did not come true within 30 seconds")
    }

    /// - Returns: the backup's folder.
    private func backup(_ site: String, to folder: String) throws -> String {
        let answer = try DondocProcess.run(["backup", site, "--to", folder])
        #expect(answer.code == 0, "\(answer.error)")
        return answer.out.trimmingCharacters(in: .newlines)
    }

    private func stop(_ daemon: DondocProcess) -> DondocProcess.Result {
        daemon.send(signal: SIGTERM)
        return daemon.result()
    }

    /// What had left after the backup does not leave again, neither in the same folder nor on another machine.
    @Test(arguments: [true, false])
    func `mails that left after the backup wait for approval after the restore`(isSameMachine: Bool) throws {
        let (played, run) = try stopped()
        let elsewhere = try TemporaryFolder()
        defer { withExtendedLifetime((played, elsewhere)) {} }
        let before = mails(run)
        try leaveQueued(3, in: run)
        let saved = try backup(run, to: "\(elsewhere.path)/backups")

        let first = try DondocProcess(["run", run])
        try wait { mails(run).count >= before.count + 3 }
        _ = stop(first)
        let left = mails(run).subtracting(before)
        #expect(!left.isEmpty)

        let site = isSameMachine ? run : "\(elsewhere.path)/site"
        // Whoever sends what lies in the outbox takes it out of there.
        if isSameMachine { try FileManager.default.removeItem(atPath: "\(run)/outbox") }
        let restored = try DondocProcess.run(["restore", saved, site] + (isSameMachine ? ["--replace"] : []))
        #expect(restored.code == 0, "\(restored.error)")
        #expect(mails(site) == [])

        let second = try DondocProcess(["run", site])
        try wait { try json("status", site)["held"]["reason"] == "restored" }
        try wait { (try json("status", site)["held"]["waiting"].asInteger ?? 0) >= left.count }
        #expect(mails(site) == [], "nothing leaves before it is approved")
        #expect(try DondocProcess.run(["approve", site]).code == 0)
        try wait { mails(site).isSuperset(of: left) }
        let told = stop(second).error
        for part in ["được khôi phục từ bản sao lưu", "was restored from the backup of", "Thư sẽ gửi (mails): "] {
            #expect(told.contains(part), "\(part) is not in:\n\(told)")
        }
        #expect(told.contains("the store is an older copy that lacks") == isSameMachine)
        #expect(try DondocProcess.run(["audit", site]).out.contains("store restored"))
        let faults = try json("doctor", site).asArray?.first { $0["name"] == "backup" }?["faults"]
        #expect(faults == [], "the trail goes on behind the backup")
    }

    @Test func `a backup beside a daemon has all that was acknowledged before it`() throws {
        let (played, run) = try stopped(isAnswered: false)
        let elsewhere = try TemporaryFolder()
        defer { withExtendedLifetime(played) {} }
        let daemon = try DondocProcess(["run", run])
        try wait { try json("status", run)["daemon"]["isRunning"] == true }
        for day in 1...3 {
            let order = [
                "extend", run, "--unit", "bao-an-giang", "--obligation", "articles", "--period", "2021-03", "--until",
                "2099-01-0\(day)", "--late",
            ]
            let extended = try DondocProcess.run(order)
            #expect(extended.code == 0, "\(extended.error)")
            let saved = try backup(run, to: elsewhere.path)
            let site = "\(elsewhere.path)/site-\(day)"
            #expect(try DondocProcess.run(["restore", saved, site]).code == 0)
            #expect(try DondocProcess.run(["audit", site]).out.contains("2099-01-0\(day)"))
        }
        let refused = try DondocProcess.run(["restore", "\(elsewhere.path)/site-1", run, "--replace"])
        #expect(refused.code == 1)
        #expect(refused.error.contains("is no backup"))
        let saved = try backup(run, to: elsewhere.path)
        let held = try DondocProcess.run(["restore", saved, run, "--replace"])
        #expect(held.code == 3)
        #expect(held.error.contains("in use by another dondoc (process \(daemon.identifier)): stop it first"))
        #expect(stop(daemon).code == 0)
    }

    @Test func `a state that is there is kept unless it is to be replaced, and then it lies aside`() throws {
        let (folder, elsewhere) = (try TemporaryFolder(), try TemporaryFolder())
        let site = try small(folder, saying: "old")
        try folder.write("chờ", to: "inbox/bao-an-giang/bài.txt")
        let saved = try backup(site, to: elsewhere.path)
        try SQLiteStore(path: "\(site)/state/dondoc.db").set(fact: "which", to: "new")
        try FileManager.default.removeItem(atPath: "\(site)/inbox")
        try folder.write("state: state\n" + SampleSite.site, to: "site.yaml")
        let refused = try DondocProcess.run(["restore", saved, site])
        #expect(refused.code == 1)
        #expect(refused.error.contains("holds a state already; --replace moves it aside"))
        #expect(try SQLiteStore(path: "\(site)/state/dondoc.db").fact("which") == "new")

        let done = try DondocProcess.run(["restore", saved, site, "--replace", "--format", "json"])
        #expect(done.code == 0, "\(done.error)")
        #expect(try which(site) == "old")
        let aside = try #require(try JSON(parsing: done.out)["aside"].asString)
        #expect(try SQLiteStore(path: "\(aside)/dondoc.db").fact("which") == "new")
        #expect(try folder.text(of: "inbox/bao-an-giang/bài.txt") == "chờ", "nobody had taken it up")
        #expect(try folder.text(of: "site.yaml").hasPrefix("state: state"), "the site's own files stay")
        #expect(try FileManager.default.contentsOfDirectory(atPath: site).filter { $0.hasPrefix(".") } == [])
    }

    @Test func `what does not fit is refused and changes nothing`() throws {
        let (folder, elsewhere) = (try TemporaryFolder(), try TemporaryFolder())
        let site = try small(folder, saying: "old")
        let saved = try backup(site, to: elsewhere.path)
        func files() throws -> [String] { try folder.files.filter { $0 != "state/lock" } }
        let before = try files()

        let database = URL(filePath: "\(saved)/state/dondoc.db")
        let whole = try Data(contentsOf: database)
        var bytes = whole
        bytes[bytes.count / 3] ^= 4
        try bytes.write(to: database)
        let damaged = try DondocProcess.run(["restore", saved, site, "--replace"])
        #expect(damaged.code == 1)
        #expect(damaged.error.contains("\(database.path) is not what was backed up"), "\(damaged.error)")
        // Whole by its sums, and broken all the same.
        var broken = whole
        broken.replaceSubrange(4096 * 4..<4096 * 5, with: Data(repeating: 0xFF, count: 4096))
        try broken.write(to: database)
        let list = URL(filePath: "\(saved)/SHA256SUMS")
        let sums = try String(contentsOf: list, encoding: .utf8)
        let (old, new) = (Storage.Digest.sha256(bytes: Array(whole)), Storage.Digest.sha256(bytes: Array(broken)))
        try Data(sums.replacing(old, with: new).utf8).write(to: list)
        let unsound = try DondocProcess.run(["restore", saved, site, "--replace"])
        #expect(unsound.code == 1)
        #expect(unsound.error.contains("the store of the backup is damaged: "), "\(unsound.error)")
        #expect(unsound.error.contains("nothing was changed"))
        try whole.write(to: database)
        try Data(sums.utf8).write(to: list)

        try folder.write(SampleSite.site.replacing("site: mau", with: "site: khac"), to: "site.yaml")
        let other = try DondocProcess.run(["restore", saved, site, "--replace"])
        #expect(other.code == 1)
        #expect(other.error.contains("is a backup of the site \"mau\", \(site) is \"khac\""), "\(other.error)")
        #expect(try files() == before)
        try elsewhere.write("x", to: "full/notes.txt")
        let full = try DondocProcess.run(["restore", saved, "\(elsewhere.path)/full"])
        #expect(full.code == 2)
        #expect(full.error.contains("is neither a site nor empty"))
    }

    @Test(arguments: [
        ["doctor"], ["status"], ["backup"], ["audit"], ["list", "--site"], ["run"], ["run", "--dry-run"],
    ])
    func `a store of a newer program is refused by every command with one sentence`(words: [String]) throws {
        let folder = try TemporaryFolder()
        let site = try small(folder, saying: "new")
        try SQLiteStore(path: "\(site)/state/dondoc.db").connection.script("PRAGMA user_version = 99")
        let answer = try DondocProcess.run(words + [site])
        #expect(answer.code == 3, "\(answer.out)")
        #expect(answer.error.contains("written by a newer dondoc: its schema is version 99"), "\(answer.error)")
        #expect(answer.error.split(separator: "\n").count == 1, "\(answer.error)")
    }

    /// Killed at moments all over its way.
    @Test func `a restore that is killed leaves the old state or the new one`() throws {
        let (folder, elsewhere) = (try TemporaryFolder(), try TemporaryFolder())
        let site = try small(folder, saying: "restored")
        let store = try SQLiteStore(path: "\(site)/state/dondoc.db")
        try store.begin()
        for number in 1...3000 {
            try store.put(RecordRow(kind: "k", key: "\(number)", body: String(repeating: "x", count: 1000)))
        }
        try store.commit()
        let saved = try backup(site, to: elsewhere.path)
        var found: [String: Int] = [:]
        var delay: UInt32 = 500
        while found["restored", default: 0] < 2 {
            try? FileManager.default.removeItem(atPath: "\(site)/state")
            _ = try small(folder, saying: "old")
            let restore = try DondocProcess(["restore", saved, site, "--replace"])
            usleep(delay)
            restore.send(signal: SIGKILL)
            _ = restore.result()
            found[try which(site) ?? "half", default: 0] += 1
            delay += delay / 3 + 500
        }
        #expect(found["half"] == nil && found["old", default: 0] > 0, "\(found)")
        #expect(Set(found.keys) == ["old", "restored"])
        try FileManager.default.removeItem(atPath: "\(site)/state")
        #expect(try DondocProcess.run(["restore", saved, site]).code == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(site)/.restoring"))
    }

    @Test(arguments: [1, 2, 3, 4])
    func `a site of each released program is saved before it is brought up to date, and goes on`(version: Int) throws {
        let folder = try TemporaryFolder()
        let released = DondocProcess.root.appending(path: "Tests/StorageTests/Released")
        let site = "\(folder.path)/site"
        try FileManager.default.copyItem(at: released.appending(path: "site"), to: URL(filePath: site))
        let dump = try String(contentsOf: released.appending(path: "step-\(version).sql"), encoding: .utf8)
        try SQLiteConnection(path: try state(of: site) + "/dondoc.db", mode: .readWrite).script(dump)

        let saved = try backup(site, to: folder.path)
        #expect(try Backup(saved).manifest.store.schema == version)
        let copy = "\(folder.path)/copy"
        #expect(try DondocProcess.run(["restore", saved, copy]).code == 0)
        for place in [site, copy] {
            let order = ["extend", place, "--unit", "thon-1", "--period", "2026-02", "--until", "2099-01-01", "--late"]
            let extended = try DondocProcess.run(order)
            #expect(extended.code == 0, "\(extended.error)")
            let findings = try json("doctor", place).asArray ?? []
            for name in ["definitions", "store", "audit", "journals", "backup"] {
                let finding = try #require(findings.first { $0["name"] == JSON(name) })
                #expect(finding["faults"] == [], "\(finding)")
            }
            #expect(try DondocProcess.run(["run", place, "--dry-run"]).out.contains("Thư sẽ gửi (mails): "))
        }
        #expect(try json("status", copy)["held"]["reason"] == "restored")
    }
}
