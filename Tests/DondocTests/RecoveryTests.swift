import Almanac
import Foundation
import Notation
import Storage
import TestKit
import Testing

/// A daemon that comes back years later, or on an older store: with the program, in real time.
@Suite(.serialized) struct `coming back` {
    /// An Giang's site as it stood at the end of April 2021, holding what is more than `limit` mails.
    /// - Returns: its folder, which is there for as long as what was played.
    private func stopped(holdingAbove limit: Int) throws -> (played: PlayedSite, run: String) {
        let played = try PlayedSite(
            "an-giang-2021", appending: ["site.yaml": "catchUp: { hold: \(limit) }\n"],
            script: PlayedSite.script(of: "an-giang-2021", until: "2021-04-27"), until: "2021-04-30")
        return (played, try played.rehearsed(until: "2021-04-30"))
    }

    /// As after a crash: the last mails once more under other keys, queued and not sent. At whatever hour the test runs,
    /// they are what would leave at once.
    private func leaveQueued(_ count: Int, in run: String) throws {
        let store = try SQLiteStore(path: "\(run)/state/dondoc.db")
        for row in try store.outgoing(state: .sent, atMost: 1000).filter({ $0.kind == "notice" }).suffix(count) {
            var body = try JSON(parsing: row.body)
            body["key"] = .string("again/\(row.key)")
            try store.queue(
                OutgoingRow(key: "again/\(row.key)", kind: row.kind, body: body.text, queuedAt: row.queuedAt))
        }
    }

    private func mails(_ run: String) throws -> Int {
        FileManager.default.enumerator(atPath: "\(run)/outbox")?.count { "\($0)".hasSuffix(".eml") } ?? 0
    }

    private func json(_ words: String...) throws -> JSON {
        let answer = try DondocProcess.run(words + ["--format", "json"])
        return try JSON(parsing: answer.out)
    }

    /// Waits for something that another process does; fails after half a minute.
    private func wait(for claim: () throws -> Bool) throws {
        for _ in 1...600 {
            if try claim() { return }
            usleep(50_000)
        }
        Issue.record("did not come true within 30 seconds")
    }

    @Test func `a daemon says what it would make up for, holds it, and lets it go when told`() throws {
        let (played, run) = try stopped(holdingAbove: 0)
        defer { withExtendedLifetime(played) {} }
        let before = try mails(run)
        try leaveQueued(3, in: run)
        let trial = try DondocProcess.run(["run", run, "--dry-run"])
        #expect(trial.code == 0, "\(trial.error)")
        for part in ["Gián đoạn từ", "stopped from 2021-0", "wake-ups due", "giữ lại chờ duyệt"] {
            #expect(trial.out.contains(part), "\(part) is not in:\n\(trial.out)")
        }
        #expect(try json("status", run)["held"] == .null)

        let daemon = try DondocProcess(["run", run])
        try wait { try json("status", run)["held"]["reason"] == "gap" }
        let held = try json("status", run)["held"]["waiting"].asInteger ?? 0
        #expect(held >= 3)
        #expect(try mails(run) == before)
        #expect(try DondocProcess.run(["doctor", run]).out.contains("no mail leaves since"))
        let running = try json("status", run)["daemon"]
        #expect(running["isRunning"] == true)
        #expect(running["process"] == .integer(Int(daemon.identifier)))
        #expect((running["lateness"]["worst"].asInteger ?? 0) > 86_400_000, "it had been away for years")
        let approved = try DondocProcess.run(["approve", run])
        #expect(approved.code == 0, "\(approved.error)")
        try wait { try mails(run) == before + held }
        #expect(try DondocProcess.run(["approve", run]).error == "dondoc: nothing is held\n")
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().error.contains("Giữ thư từ"))
        let trail = try DondocProcess.run(["audit", run]).out
        #expect(trail.contains("dondoc  hold  notices"), "\(trail)")
        #expect(trail.contains("approve  notices  done"), "\(trail)")
    }

    @Test func `a store brought back from a copy is told by its turns, and holds`() throws {
        let (played, run) = try stopped(holdingAbove: 1_000_000)
        defer { withExtendedLifetime(played) {} }
        let copy = "\(run)/copy.db"
        try FileManager.default.copyItem(atPath: "\(run)/state/dondoc.db", toPath: copy)
        for _ in 1...2 {
            _ = try DondocProcess.run(["extend", run, "--unit", "bao-an-giang", "--until", "2099-01-01"])
        }
        #expect(try DondocProcess.run(["run", run, "--dry-run"]).out.contains("bản sao cũ") == false)
        for name in ["dondoc.db", "dondoc.db-wal", "dondoc.db-shm"] {
            try? FileManager.default.removeItem(atPath: "\(run)/state/\(name)")
        }
        try FileManager.default.moveItem(atPath: copy, toPath: "\(run)/state/dondoc.db")
        let trial = try DondocProcess.run(["run", run, "--dry-run"])
        #expect(trial.out.contains("Kho dữ liệu là bản sao cũ"), "\(trial.out)\(trial.error)")
        let daemon = try DondocProcess(["run", run])
        try wait { try json("status", run)["held"]["reason"] == "restored" }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        #expect(try DondocProcess.run(["approve", run, "--discard"]).code == 0)
        #expect(try json("status", run)["held"] == .null)
    }

    @Test func `status raises an alarm where nobody handles what is due, and the doctor fails`() throws {
        let (played, run) = try stopped(holdingAbove: 1_000_000)
        defer { withExtendedLifetime(played) {} }
        #expect(try json("status", run)["overdueSince"] == .null, "what was only played is not overdue")
        let daemon = try DondocProcess(["run", run])
        try wait { try json("status", run)["daemon"]["isRunning"] == true }
        daemon.send(signal: SIGKILL)
        _ = daemon.result()
        try SQLiteStore(path: "\(run)/state/dondoc.db").set(WakeUpRow(owner: "nobody/1", at: .init(milliseconds: 0)))
        let status = try DondocProcess.run(["status", run])
        #expect(status.code == 0)
        for part in ["không chạy (not running)", "CẢNH BÁO", "ALARM", "since 1970-01-01"] {
            #expect(status.out.contains(part), "\(part) is not in:\n\(status.out.suffix(600))")
        }
        let doctor = try DondocProcess.run(["doctor", run])
        #expect(doctor.code == 1)
        #expect(doctor.out.contains("the oldest has waited"))
    }
}
