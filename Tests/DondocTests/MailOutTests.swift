import Foundation
import Notation
import Storage
import TestKit
import Testing

/// The daemon as a real process, with real mail servers.
@Suite(.serialized) struct `the daemon's mail` {
    /// A site without a plan: every file that is dropped is acknowledged at once by a receipt, on any day.
    private func makeSite(_ mail: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("\(SampleSite.site)mail: \(mail)\n", to: "site.yaml")
        try folder.write(SampleSite.units, to: "units.csv")
        try folder.write(SampleSite.roles, to: "roles.csv")
        return folder
    }

    private func plain(_ server: MailServer, _ more: String = "") throws -> TemporaryFolder {
        try makeSite("{ relays: [{ host: 127.0.0.1, port: \(server.port), security: none }]\(more) }")
    }

    private func drop(_ numbers: ClosedRange<Int>, into folder: TemporaryFolder) throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/inbox/bao-an-giang", withIntermediateDirectories: true)
        for number in numbers {
            try folder.write("bài số \(number)\n", to: "part/bai-\(number).txt")
            try FileManager.default.moveItem(
                atPath: "\(folder.path)/part/bai-\(number).txt",
                toPath: "\(folder.path)/inbox/bao-an-giang/bai-\(number).txt")
        }
    }

    private func wait(for claim: () throws -> Bool) throws {
        for _ in 1...600 {
            if try claim() { return }
            usleep(50_000)
        }
        Issue.record("did not come true within 30 seconds")
    }

    private func rows(_ folder: TemporaryFolder, _ state: OutgoingRow.State) throws -> [OutgoingRow] {
        // Until the daemon has made it.
        guard let store = try? SQLiteStore(readOnly: "\(folder.path)/state/dondoc.db") else { return [] }
        return try store.outgoing(state: state, atMost: 10_000)
    }

    @Test func `leaves by STARTTLS with a password that stands in no file, and its copy stays`() throws {
        let server = try MailServer.withAuthentication()
        let folder = try makeSite(
            "{ relays: [{ host: localhost, port: \(server.port), security: starttls, user: don-doc, password: { secret: MAIL }, caFile: \(server.authorities) }], replyTo: plus }"
        )
        let daemon = try DondocProcess(["run", folder.path], environment: ["DONDOC_SECRET_MAIL": "mật khẩu"])
        try drop(1...1, into: folder)
        try wait { try !server.taken.isEmpty }
        try wait { try !rows(folder, .sent).isEmpty }
        daemon.send(signal: SIGTERM)
        let result = daemon.result()
        #expect(result.code == 0)
        let mail = try #require(try server.taken.first)
        #expect(mail["isSecure"] == true)
        #expect(mail["isKnown"] == true)
        #expect(mail["from"] == "noivu@tinh.example.vn")
        #expect(mail["to"] == ["bao@tinh.example.vn"])
        let copies = try folder.files.filter { $0.hasSuffix(".eml") }
        #expect(copies.count == 1)
        let copy = try folder.text(of: try #require(copies.first))
        #expect(mail["content"].asString == copy)
        #expect(copy.contains("Reply-To: "))
        #expect(!(result.out + result.error).contains("@"), "addresses stand in no log")
    }

    @Test func `says which password is missing before anything begins`() throws {
        let folder = try makeSite(
            "{ relays: [{ host: localhost, security: starttls, user: u, password: { secret: MAIL } }] }")
        let result = try DondocProcess.run(["run", folder.path])
        #expect(result.code != 0)
        #expect(result.error.contains("set DONDOC_SECRET_MAIL"))
    }

    @Test func `waits for a server that is away, and goes on after a restart`() throws {
        let gone = try MailServer(sink: [:])
        gone.stop()
        let folder = try plain(gone)
        var daemon = try DondocProcess(["run", folder.path])
        try drop(1...2, into: folder)
        try wait { try rows(folder, .queued).contains { $0.attempts == 1 } }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        #expect(try folder.files.contains { $0.hasSuffix(".eml") }, "the copy is there already")
        let back = try MailServer(sink: ["port": .integer(gone.port)])
        // A minute has passed for the mail that was tried.
        let store = try SQLiteStore(path: "\(folder.path)/state/dondoc.db")
        for row in try store.outgoing(state: .queued, atMost: 10) where row.dueAt != nil {
            try store.put(
                outgoing: row.key, in: row.lane, at: row.queuedAt, attempts: row.attempts, note: row.note)
        }
        let waiting = try rows(folder, .queued).count
        daemon = try DondocProcess(["run", folder.path])
        try wait { try rows(folder, .sent).count == waiting }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        #expect(try back.taken.count == waiting)
    }

    @Test func `a receipt on the wire when the power goes comes again under the same identity`() throws {
        let server = try MailServer(sink: ["stage": "dot", "deed": "hang", "times": 1])
        let folder = try plain(server)
        var daemon = try DondocProcess(["run", folder.path])
        try drop(1...1, into: folder)
        try wait { try server.taken.count == 1 }
        daemon.send(signal: SIGKILL)
        _ = daemon.result()
        #expect(try rows(folder, .sending).count == 1)
        daemon = try DondocProcess(["run", folder.path])
        try wait { try rows(folder, .sending).isEmpty }
        let waiting = try #require(try rows(folder, .queued).first)
        #expect(waiting.attempts == 1)
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        let store = try SQLiteStore(path: "\(folder.path)/state/dondoc.db")
        try store.put(outgoing: waiting.key, in: waiting.lane, at: waiting.queuedAt, attempts: 1, note: nil)
        daemon = try DondocProcess(["run", folder.path])
        try wait { try rows(folder, .sent).count == 1 }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        let taken = try server.taken
        #expect(taken.count == 2)
        #expect(Set(taken.map { $0["id"].asString }).count == 1)
    }

    @Test func `a mail that its template leaves after a crash does not come again`() throws {
        let server = try MailServer(sink: ["stage": "dot", "deed": "hang", "times": 1])
        let folder = try plain(server)
        try folder.write("Subject: Nhận\nAfterCrash: leave\n\nĐã nhận.\n", to: "templates/receipt.md")
        var daemon = try DondocProcess(["run", folder.path])
        try drop(1...1, into: folder)
        try wait { try server.taken.count == 1 }
        daemon.send(signal: SIGKILL)
        _ = daemon.result()
        daemon = try DondocProcess(["run", folder.path])
        try wait { try rows(folder, .unconfirmed).count == 1 }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        #expect(try server.taken.count == 1)
    }

    @Test func `another mailbox of the unit is tried where one is refused`() throws {
        let server = try MailServer(sink: ["refused": "bao@tinh.example.vn"])
        let folder = try plain(server)
        let daemon = try DondocProcess(["run", folder.path])
        try drop(1...1, into: folder)
        try wait { try rows(folder, .sent).count == 1 }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        #expect(try server.taken.map { $0["to"] } == [["tbt@bao.example.vn"]])
        let failed = try rows(folder, .failed)
        #expect(failed.map(\.note) == ["550 5.1.1 no such mailbox"])
        #expect(try folder.files.filter { $0.hasSuffix(".eml") }.count == 2, "both copies are there")
    }

    @Test func `many leave by few connections, each once, through ten kills`() throws {
        let server = try MailServer(sink: ["delay": .number(0.01)])
        let folder = try plain(server, ", perMinute: 60000")
        for round in 0..<10 {
            let daemon = try DondocProcess(["run", folder.path])
            try drop(round * 12 + 1...round * 12 + 12, into: folder)
            usleep(UInt32.random(in: 200_000...900_000))
            daemon.send(signal: SIGKILL)
            _ = daemon.result()
        }
        let daemon = try DondocProcess(["run", folder.path])
        try wait {
            try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/inbox/bao-an-giang").isEmpty
        }
        // Those that were on the wire wait for a minute before they are sent again.
        try wait { try rows(folder, .queued).allSatisfy { $0.attempts > 0 || $0.dueAt == nil } }
        try wait { try rows(folder, .sending).isEmpty }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        let ids = try server.taken.map { $0["id"].asString ?? "" }
        #expect(Set(ids).count == ids.count, "none came twice")
        let doubtful = try rows(folder, .queued).filter { $0.attempts > 0 }
        #expect(doubtful.count <= 10)
        #expect(try rows(folder, .sent).count <= ids.count)
    }
}
