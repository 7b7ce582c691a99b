import Notation
import TestKit
import Testing
import Transport

struct MailSessionTests {
    private static let envelope = MailEnvelope(
        sender: "vanthu@so.gov.vn", recipients: ["bao@angiang.gov.vn"],
        content: Array(
            "Message-ID: <a@b>\r\nSubject: =?UTF-8?B?xJDDtG4gxJHhu5Fj?=\r\n\r\n.một dấu chấm\r\n..hai\r\nhết\r\n".utf8))

    private func relay(
        _ server: MailServer, _ security: MailRelay.Security = .none, host: String = "localhost", user: String? = nil,
        password: String? = nil, isTrusted: Bool = true
    ) -> MailRelay {
        MailRelay(
            host: host, port: server.port, security: security, user: user, password: password,
            authorities: isTrusted ? server.authorities : nil, ownName: "don-doc.so.gov.vn")
    }

    private func session(with relay: MailRelay, endsWithin: Duration = .seconds(30)) -> MailSession {
        MailSession(with: relay, connectsWithin: .seconds(5), endsWithin: endsWithin)
    }

    @Test func `hands a mail over by STARTTLS with a name and a password`() throws {
        let server = try MailServer.withAuthentication()
        let session = session(with: relay(server, .starttls, user: "don-doc", password: "mật khẩu"))
        for _ in 1...3 { #expect(session.send(Self.envelope) == .accepted("250 2.0.0 kept")) }
        let taken = try server.taken
        #expect(taken.count == 3)
        let first = try #require(taken.first)
        #expect(first["isSecure"] == true)
        #expect(first["isKnown"] == true)
        #expect(first["name"] == "don-doc.so.gov.vn")
        #expect(first["from"] == "vanthu@so.gov.vn")
        #expect(first["to"] == ["bao@angiang.gov.vn"])
        #expect(first["content"].asString?.hasSuffix("\r\n\r\n.một dấu chấm\r\n..hai\r\nhết\r\n") == true)
    }

    @Test func `does not give its mail to a server that takes another password`() throws {
        let server = try MailServer(sink: ["security": "starttls", "user": "don-doc", "password": "mật khẩu"])
        let session = session(with: relay(server, .starttls, user: "don-doc", password: "khác"))
        guard case .unavailable(let words) = session.send(Self.envelope) else {
            Issue.record("the server let it in")
            return
        }
        #expect(words.contains("535"))
        #expect(!words.contains("khác"))
    }

    @Test(arguments: [MailRelay.Security.starttls, .tls])
    func `does not speak to a server that nobody vouches for`(security: MailRelay.Security) throws {
        let server = try MailServer(sink: ["security": .string(security.rawValue)])
        guard case .unavailable = session(with: relay(server, security, isTrusted: false)).send(Self.envelope) else {
            Issue.record("the certificate was taken")
            return
        }
        #expect(try server.taken.isEmpty)
        #expect(session(with: relay(server, security)).send(Self.envelope) == .accepted("250 2.0.0 taken"))
    }

    @Test func `says nothing in the clear to a server that offers no STARTTLS`() throws {
        let server = try MailServer(sink: ["user": "u", "password": "p"])
        guard
            case .unavailable = session(with: relay(server, .starttls, user: "u", password: "p")).send(Self.envelope)
        else {
            Issue.record("the mail went in the clear")
            return
        }
    }

    @Test func `keeps its connection from mail to mail`() throws {
        // A second connection would be refused.
        let server = try MailServer(sink: ["stage": "banner", "deed": "die", "after": 1, "times": 0])
        let session = session(with: relay(server))
        for _ in 1...50 { #expect(session.send(Self.envelope) == .accepted("250 2.0.0 taken")) }
        #expect(try server.taken.count == 50)
    }

    enum Kind: Sendable { case accepted, unavailable, temporary, permanent, uncertain }

    private func kind(_ answer: MailAnswer) -> Kind {
        switch answer {
        case .accepted: .accepted
        case .unavailable: .unavailable
        case .temporary: .temporary
        case .permanent: .permanent
        case .uncertain: .uncertain
        }
    }

    @Test(arguments: [
        ("banner", "421", Kind.unavailable), ("banner", "554", .unavailable), ("banner", "hang", .unavailable),
        ("banner", "die", .unavailable), ("ehlo", "421", .unavailable), ("ehlo", "hang", .unavailable),
        ("ehlo", "die", .unavailable), ("starttls", "454", .unavailable), ("starttls", "hang", .unavailable),
        ("starttls", "die", .unavailable), ("auth", "454", .unavailable), ("auth", "535", .unavailable),
        ("auth", "hang", .unavailable), ("auth", "die", .unavailable), ("mail", "451", .temporary),
        ("mail", "421", .unavailable), ("mail", "552", .permanent), ("mail", "hang", .unavailable),
        ("mail", "die", .unavailable), ("rcpt", "450", .temporary), ("rcpt", "550", .permanent),
        ("rcpt", "421", .unavailable), ("rcpt", "hang", .unavailable), ("rcpt", "die", .unavailable),
        ("data", "451", .temporary), ("data", "554", .permanent), ("data", "hang", .unavailable),
        ("data", "die", .unavailable), ("dot", "451", .temporary), ("dot", "554", .permanent),
        ("dot", "hang", .uncertain), ("dot", "die", .uncertain), ("quit", "hang", .accepted),
        ("quit", "die", .accepted), ("quit", "500", .accepted),
    ])
    func `tells what became of a mail wherever the server fails`(stage: String, deed: String, promised: Kind) throws {
        let server = try MailServer(sink: [
            "security": "starttls", "user": "u", "password": "p", "stage": .string(stage), "deed": .string(deed),
            "times": 0,
        ])
        let session = session(
            with: relay(server, .starttls, user: "u", password: "p"), endsWithin: .seconds(deed == "hang" ? 1 : 20))
        #expect(kind(session.send(Self.envelope)) == promised)
        session.close()
        let isWhole = stage == "dot" || stage == "quit"
        #expect(try server.taken.count == (isWhole ? 1 : 0))
    }

    @Test(arguments: ["die", "421"])
    func `tries once more where a connection that rested has gone`(deed: String) throws {
        let server = try MailServer(sink: ["stage": "mail", "deed": .string(deed), "times": 1, "after": 1])
        let session = session(with: relay(server))
        #expect(session.send(Self.envelope) == .accepted("250 2.0.0 taken"))
        #expect(session.send(Self.envelope) == .accepted("250 2.0.0 taken"))
        #expect(try server.taken.count == 2)
    }

    @Test(arguments: [("mail", 0), ("rcpt", 0), ("data", 0), ("dot", 1), ("none", 1)])
    func `says when it begins to hand over, and not before`(stage: String, times: Int) throws {
        let server = try MailServer(sink: ["stage": .string(stage), "deed": "die", "times": 0])
        var count = 0
        _ = session(with: relay(server)).send(
            Self.envelope,
            handsOver: {
                count += 1
                return true
            })
        #expect(count == times)
        guard case .unavailable = session(with: relay(server)).send(Self.envelope, handsOver: { false }) else {
            Issue.record("it was sent all the same")
            return
        }
        #expect(try server.taken.count == times)
    }

    @Test func `says that nobody is there`() throws {
        let server = try MailServer(sink: [:])
        let relay = relay(server)
        server.stop()
        guard case .unavailable = session(with: relay).send(Self.envelope) else {
            Issue.record("somebody was there")
            return
        }
    }

    @Test func `breaks off what nobody wants any more`() throws {
        let server = try MailServer(sink: ["stage": "rcpt", "deed": "hang"])
        let abandonment = Abandonment()
        abandonment.declare()
        guard case .unavailable = session(with: relay(server)).send(Self.envelope, unless: abandonment) else {
            Issue.record("it was sent")
            return
        }
    }
}
