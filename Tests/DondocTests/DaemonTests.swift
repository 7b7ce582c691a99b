import Almanac
import Foundation
import Notation
import Storage
import Testing
import TestKit

/// The daemon as a real process, in real time, with `kill -9`.
@Suite(.serialized) struct `the running daemon` {
    /// A site without a plan: every file that is dropped is acknowledged at once by a receipt, on any day.
    private func makeSite() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(SampleSite.site, to: "site.yaml")
        try folder.write(SampleSite.units, to: "units.csv")
        return folder
    }

    private func drop(_ number: Int, into folder: TemporaryFolder) throws {
        try folder.write("bài số \(number)\n", to: "part/bai-\(number).txt")
        let source = folder.url.appending(path: "part/bai-\(number).txt")
        let target = folder.url.appending(path: "inbox/bao-an-giang/bai-\(number).txt")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: source, to: target)
    }

    private func inbox(_ folder: TemporaryFolder) throws -> [String] {
        try folder.files.filter { $0.hasPrefix("inbox/") }
    }

    /// Waits for something that another process does; fails after half a minute.
    private func wait(for claim: () throws -> Bool) throws {
        for _ in 1...600 {
            if try claim() { return }
            usleep(50_000)
        }
        Issue.record("did not come true within 30 seconds")
    }

    /// The names of all files in all submissions that the store knows.
    private func submitted(_ folder: TemporaryFolder) throws -> [String] {
        let store = try SQLiteStore(readOnly: "\(folder.path)/state/dondoc.db")
        return try store.records(kind: "submission", parent: nil, openOnly: false).flatMap { row in
            (try JSON(parsing: row.body)["submitted"]["files"].asArray ?? []).compactMap { $0["name"].asString }
        }
    }

    @Test func `begins a workflow with an event that another program tells by a file, once`() throws {
        let folder = try makeSite()
        try folder.write(
            """
            document: { dsl: '1.0.3', namespace: mau, name: meeting, version: '1.0.0' }
            schedule: { on: { one: { with: { type: vn.example.meeting } } } }
            do:
              - keep: { set: { day: '${ .[0].day }' } }

            """, to: "meeting.yaml")
        let daemon = try DondocProcess(["run", folder.path])
        func list() throws -> String { try DondocProcess.run(["list", "--site", folder.path, "--format", "json"]).out }
        for number in 1...2 {
            let event = CloudEvent(
                id: "7", source: "/lich-hop", type: "vn.example.meeting", data: ["day": "2021-03-05"])
            try folder.write(event.json.text, to: "part/\(number).json")
            try wait { FileManager.default.fileExists(atPath: "\(folder.path)/inbox/events") }
            try FileManager.default.moveItem(
                at: folder.url.appending(path: "part/\(number).json"),
                to: folder.url.appending(path: "inbox/events/\(number).json"))
            try wait { try list().contains("completed") && inbox(folder).isEmpty }
        }
        let instances = try list()
        #expect(try JSON(parsing: instances).asArray?.count == 1, "\(instances)")
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
    }

    @Test func `loses nothing and says nothing twice through twenty kills`() throws {
        let folder = try makeSite()
        var generator = SystemRandomNumberGenerator()
        var count = 0
        for _ in 1...20 {
            let daemon = try DondocProcess(["run", folder.path])
            for _ in 1...Int.random(in: 3...12, using: &generator) {
                count += 1
                try drop(count, into: folder)
                usleep(UInt32.random(in: 1_000...120_000, using: &generator))
            }
            daemon.send(signal: SIGKILL)
            _ = daemon.result()
        }
        let daemon = try DondocProcess(["run", folder.path])
        try wait { try inbox(folder).isEmpty }
        try wait {
            let store = try SQLiteStore(readOnly: "\(folder.path)/state/dondoc.db")
            return try store.outgoing(state: .queued, atMost: 1).isEmpty
        }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)

        let names = try submitted(folder)
        #expect(names.count == count, "each file is in one submission")
        #expect(Set(names) == Set((1...count).map { "bai-\($0).txt" }))
        for number in 1...count {
            let sum = Storage.Digest.sha256("bài số \(number)\n")
            #expect(FileManager.default.fileExists(atPath: "\(folder.path)/state/files/\(sum)"))
        }
        let store = try SQLiteStore(readOnly: "\(folder.path)/state/dondoc.db")
        let submissions = try store.records(kind: "submission", parent: nil, openOnly: false).count
        let mails = try folder.files.filter { $0.hasSuffix(".eml") }
        #expect(mails.count == submissions, "each submission has one receipt")
        #expect(
            try folder.files.allSatisfy { !$0.hasPrefix("outbox/") || $0.hasSuffix(".eml") || $0.hasSuffix(".ics") },
            "no half-written mail is left")
    }

    @Test func `a command reaches the daemon that runs, and is carried out here when none does`() throws {
        let folder = try makeSite()
        try folder.write("bài viết\n", to: "bai.txt")
        let file = "\(folder.path)/bai.txt"
        let daemon = try DondocProcess(["run", folder.path])
        try wait { FileManager.default.fileExists(atPath: "\(folder.path)/state/dondoc.db") }
        let spooled = try DondocProcess.run(["submit", folder.path, "--unit", "bao-an-giang", "--format", "json", file])
        #expect(spooled.code == 0, "\(spooled.error)")
        #expect(try JSON(parsing: spooled.out)["isOutsidePlan"] == true)
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        let direct = try DondocProcess.run(["submit", folder.path, "--unit", "dai-pt-th", file])
        #expect(direct.code == 0, "\(direct.error)")
        let refused = try DondocProcess.run(["submit", folder.path, "--unit", "bao-la", file])
        #expect(refused.code == 1)
        #expect(try submitted(folder).count == 2)
    }

    @Test func `it reloads on SIGHUP, and goes on with what it had when the new files are broken`() throws {
        let folder = try makeSite()
        let daemon = try DondocProcess(["run", folder.path])
        try wait { FileManager.default.fileExists(atPath: "\(folder.path)/state/dondoc.db") }
        try folder.write(
            SampleSite.units + "so-moi,Sở Mới,,department,ubnd-tinh,moi@tinh.example.vn,\n", to: "units.csv")
        try drop(1, into: folder)
        try wait { try inbox(folder).isEmpty }
        daemon.send(signal: SIGHUP)
        usleep(500_000)
        try folder.write("x\n", to: "part/x.txt")
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/inbox/so-moi", withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            atPath: "\(folder.path)/part/x.txt", toPath: "\(folder.path)/inbox/so-moi/x.txt")
        try wait { try submitted(folder).contains("x.txt") }
        try folder.write("code,name\n", to: "units.csv")
        try folder.write("site: [", to: "site.yaml")
        daemon.send(signal: SIGHUP)
        usleep(500_000)
        try drop(2, into: folder)
        try wait { try submitted(folder).contains("bai-2.txt") }
        daemon.send(signal: SIGTERM)
        let result = daemon.result()
        #expect(result.code == 0)
        #expect(result.error.contains("what ran before goes on"))
    }

}
