import Foundation
import Notation
import Storage
import TestKit
import Testing

/// The daemon as a real process, with a real mailbox: Dovecot.
@Suite(.serialized) struct `the daemon's mailbox` {
    private let server: MailboxServer
    private let folder: TemporaryFolder
    private let secret = ["DONDOC_SECRET_MAIL": "mật khẩu"]

    /// A site without a plan: what comes is acknowledged on any day.
    init() throws {
        server = try MailboxServer()
        folder = try TemporaryFolder()
        try write(relay: "{ host: 127.0.0.1, port: 9, security: none }")
        try folder.write(SampleSite.units, to: "units.csv")
        try folder.write(SampleSite.roles, to: "roles.csv")
    }

    /// - Parameter relay: nobody listens at the usual one.
    private func write(relay: String, more: String = "", site: String = "", security: String? = nil) throws {
        let security = security ?? "port: \(server.port), security: starttls, caFile: \(server.authorities)"
        try folder.write(
            """
            \(SampleSite.site)\(site)
            mail:
              relays: [\(relay)]
              inbox:
                { host: localhost, \(security), user: noivu@tinh.example.vn, password: { secret: MAIL }, every: PT1S\(more) }

            """, to: "site.yaml")
    }

    private func mail(_ number: Int, answers: String? = nil) -> [UInt8] {
        let head = answers.map { "In-Reply-To: <\($0)>\r\n" } ?? ""
        let file = Data("bài số \(number)".utf8).base64EncodedString()
        let unit = number % 2 == 0 ? "bao" : "dai"
        return Array(
            """
            From: \(unit)@tinh.example.vn\r
            To: noivu@tinh.example.vn\r
            Subject: Re: nhac viec \(number)\r
            Message-ID: <mailbox-\(number)@a.example.vn>\r
            \(head)Content-Type: multipart/mixed; boundary=b\r
            \r
            --b\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            Kính gửi Sở.\r
            --b\r
            Content-Type: text/plain; name=bai-\(number).txt\r
            Content-Disposition: attachment; filename=bai-\(number).txt\r
            Content-Transfer-Encoding: base64\r
            \r
            \(file)\r
            --b--\r

            """.utf8)
    }

    private func run(_ environment: [String: String]? = nil) throws -> DondocProcess {
        try DondocProcess(["run", folder.path], environment: environment ?? secret)
    }

    private func end(_ daemon: DondocProcess) -> DondocProcess.Result {
        daemon.send(signal: SIGTERM)
        let result = daemon.result()
        #expect(result.code == 0, "\(result.error)")
        return result
    }

    private func wait(for claim: () throws -> Bool) throws {
        for _ in 1...1200 {
            if try claim() { return }
            usleep(50_000)
        }
        Issue.record("did not come true within 60 seconds: \((try? folder.files) ?? [])")
    }

    /// Until the daemon has made its store, there is none.
    private func submissions() throws -> [JSON] {
        guard let store = try? SQLiteStore(readOnly: "\(folder.path)/state/dondoc.db") else { return [] }
        return try store.records(kind: "submission", parent: nil, openOnly: false).map { try JSON(parsing: $0.body) }
    }

    private var fetched: [String] { get throws { try folder.files.filter { $0.hasPrefix("inbox/mail/") } } }

    /// Null while the daemon is only making its store.
    private func mailbox() throws -> JSON {
        let status = try DondocProcess.run(["status", folder.path, "--format", "json"])
        return status.code == 0 ? try JSON(parsing: status.out)["mailbox"] : .null
    }

    @Test func `a reminder leaves, its answer comes, and the receipt leaves`() throws {
        let relay = try MailServer.withAuthentication()
        let zone = try #require(TimeZone(identifier: "Asia/Ho_Chi_Minh"))
        func day(_ offset: Int, _ format: String = "yyyy-MM-dd") -> String {
            let writer = DateFormatter()
            (writer.locale, writer.timeZone, writer.dateFormat) = (Locale(identifier: "en_US_POSIX"), zone, format)
            return writer.string(from: Date(timeIntervalSinceNow: Double(offset) * 86_400))
        }
        let plan = SampleSite.plan(issued: day(-10))
            .replacing(
                "validity: { from: 2021-01-01, to: 2021-12-31 }",
                with: "validity: { from: \(day(-10)), to: \(day(90)) }"
            )
            .replacing("trước ngày 25 hàng tháng", with: "trước ngày \(day(20, "d/M/yyyy"))")
            .replacing("Định kỳ ", with: "")
            .replacing("[5, 3, 1]", with: "[\((1...30).reversed().map(String.init).joined(separator: ", "))]")
        let hours = "workingHours: { from: \"00:00\", to: \"23:59\" }\nnoticesAt: \"00:00\"\n"
        try folder.write(plan, to: "plan.yaml")
        try folder.write("date,kind\n\(day(0)),work\n", to: "holidays.csv")
        try folder.write(SampleSite.site + hours, to: "site.yaml")
        // What was until midnight; then the daemon takes over.
        let played = try TemporaryFolder()
        let rehearsed = try DondocProcess.run(
            ["rehearse", folder.path, "--from", day(-10), "--to", day(-1), "--out", played.path + "/site"])
        #expect(rehearsed.code == 0, "\(rehearsed.error)")
        try FileManager.default.removeItem(atPath: folder.path)
        try FileManager.default.copyItem(atPath: played.path + "/site", toPath: folder.path)
        try write(
            relay:
                "{ host: localhost, port: \(relay.port), security: starttls, user: don-doc, password: { secret: MAIL }, caFile: \(relay.authorities) }",
            site: hours)
        let daemon = try run()
        func taken(from name: String) throws -> [JSON] {
            try relay.taken.filter { $0["to"] == ["\(name)@tinh.example.vn"] }
        }
        try wait { try !taken(from: "bao").isEmpty }
        let reminder = try #require(try taken(from: "bao").first)
        let identity: String = try #require(reminder["id"].asString)
        try server.deliver(mail(2, answers: identity))
        try wait { try taken(from: "bao").count == 2 }
        let receipt = try #require(try taken(from: "bao").last?["content"].asString)
        #expect(receipt.contains("In-Reply-To: <mailbox-2@a.example.vn>"))
        _ = end(daemon)
        let submission = try #require(try submissions().first)
        #expect(submission["submitted"]["unit"] == "bao-an-giang")
        #expect(submission["submitted"]["channel"] == "mail")
        #expect(submission.text.contains("articles"))
        #expect(try fetched.isEmpty)
        #expect(try server.seen == 0)
    }

    @Test func `takes each mail once, however often it is killed`() throws {
        for number in 1...80 { try server.deliver(mail(number)) }
        for round in 0..<8 {
            let killed = try run()
            let before = try JSON(parsing: (try? folder.text(of: "state/mailbox")) ?? "{}")["last"].asInteger ?? 0
            // At another moment of the fetching each time.
            try wait {
                (try? JSON(parsing: folder.text(of: "state/mailbox"))["last"].asInteger ?? 0) ?? 0
                    >= min(before + round * 2 + 1, 80)
            }
            killed.send(signal: SIGKILL)
            _ = killed.result()
        }
        let daemon = try run()
        try wait { try submissions().count >= 80 && fetched.isEmpty }
        _ = end(daemon)
        #expect(try submissions().count == 80)
        #expect(try folder.files.filter { $0.hasPrefix("quarantine/") }.isEmpty)
    }

    @Test func `counts a mail once when its numbers mean something else, and moves it where it should`() throws {
        for number in 1...3 { try server.deliver(mail(number)) }
        var daemon = try run()
        try wait { try submissions().count == 3 && fetched.isEmpty }
        _ = end(daemon)
        try server.renumber()
        try write(relay: "{ host: 127.0.0.1, port: 9, security: none }", more: ", after: move, largest: 2 KB")
        try server.deliver(mail(4))
        try server.deliver(mail(6) + Array(repeating: 0x0A, count: 4000))
        daemon = try run()
        try wait { try submissions().count == 4 && fetched.isEmpty }
        try wait { try server.mails[""]?.count == 1 }
        try wait { try folder.files.contains { $0.hasPrefix("quarantine/") && $0.hasSuffix(".reason.txt") } }
        _ = end(daemon)
        #expect(try submissions().count == 4)
        #expect(try server.mails[".&ARAA4w- x&Hu0- l&AP0-"]?.count == 4)
        let reason = try #require(try folder.files.first { $0.hasSuffix(".reason.txt") })
        #expect(try folder.text(of: reason).contains("thư vẫn ở trong hộp thư đến"))
    }

    @Test(arguments: ["password", "certificate", "server"])
    func `says what is wrong, goes on with the rest, and reads when it is mended`(what: String) throws {
        try server.deliver(mail(1))
        if what == "server" { server.stop() }
        if what == "certificate" {
            try write(
                relay: "{ host: 127.0.0.1, port: 9, security: none }",
                security: "port: \(server.securePort), security: tls")
        }
        var daemon = try run(what == "password" ? ["DONDOC_SECRET_MAIL": "khác"] : nil)
        try wait { try !mailbox()["reason"].isNull }
        #expect(try !mailbox()["failingSince"].isNull)
        try folder.write("bài\n", to: "inbox/bao-an-giang/bai.txt")
        try wait { try submissions().count == 1 }
        let result = end(daemon)
        #expect(result.error.contains("the mailbox cannot be read"))
        #expect(!(result.out + result.error).contains("khác"))
        if what == "server" { try server.start() }
        try write(relay: "{ host: 127.0.0.1, port: 9, security: none }")
        daemon = try run()
        try wait { try submissions().count == 2 }
        try wait { try !mailbox()["readAt"].isNull && mailbox()["failingSince"].isNull }
        _ = end(daemon)
    }

    @Test func `raises the alarm when a mailbox has not been read for a day`() throws {
        server.stop()
        try write(
            relay: "{ host: 127.0.0.1, port: 9, security: none }",
            site: "admin: { name: Quản trị, address: quantri@tinh.example.vn }\n")
        let since = Int64(Date().timeIntervalSince1970 * 1000) - 90_000_000
        try folder.write(
            "{\"last\":0,\"unmoved\":[],\"tries\":0,\"failures\":9,\"isTold\":false,\"failingSince\":\(since)}",
            to: "state/mailbox")
        let daemon = try run()
        try wait {
            guard let store = try? SQLiteStore(readOnly: "\(folder.path)/state/dondoc.db") else { return false }
            return try store.records(kind: "mailbox-trouble", parent: nil, openOnly: true).count == 1
        }
        _ = end(daemon)
        #expect(try DondocProcess.run(["status", folder.path]).out.contains("CẢNH BÁO: không đọc được hộp thư"))
    }

    @Test func `says which password is missing before anything begins`() throws {
        let result = try DondocProcess.run(["run", folder.path])
        #expect(result.code != 0)
        #expect(result.error.contains("set DONDOC_SECRET_MAIL"))
    }
}
