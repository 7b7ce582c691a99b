import Definition
import Notation
import Testing

@Suite struct `mail in site.yaml` {
    private func read(_ mail: String) -> (settings: SiteSettings?, diagnostics: [Diagnostic]) {
        SiteFile.read(
            SourceText(
                file: "site.yaml",
                text: "site: s\ntitle: t\nsender: { name: n, address: a@b.vn }\nmail: \(mail)\n"))
    }

    @Test func `is the outbox alone where it is not there`() throws {
        let text = "site: s\ntitle: t\nsender: { name: n, address: a@b.vn }\n"
        #expect(SiteFile.read(SourceText(file: "site.yaml", text: text)).settings?.mail == nil)
    }

    @Test func `says everything of its own`() throws {
        let (settings, diagnostics) = read(
            """

              relays:
                - { host: smtp.tinh.gov.vn, security: starttls, user: vanthu, password: { secret: MAIL } }
                - { host: 10.0.0.2, port: 2525, security: tls, caFile: ca.pem }
              perMinute: 30
              perRecipient: 6/hour
              hours: working
              replyTo: plus
              hello: don-doc.tinh.gov.vn
            """)
        #expect(diagnostics.isEmpty)
        let mail = try #require(settings?.mail)
        #expect(mail.relays.map(\.host) == ["smtp.tinh.gov.vn", "10.0.0.2"])
        #expect(mail.relays.map(\.port) == [587, 2525])
        #expect(mail.relays[0].password == .secret("MAIL"))
        #expect(mail.relays[1].caFile == "ca.pem")
        #expect(mail.perMinute == 30)
        #expect(mail.perRecipient == MailSettings.Limit(count: 6, span: .seconds(3600)))
        #expect((mail.hours, mail.replyTo, mail.hello) == (.working, .plus, "don-doc.tinh.gov.vn"))
    }

    @Test func `has the usual port and limit`() throws {
        let mail = try #require(
            read("{ relays: [{ host: localhost, security: none }, { host: a.vn, security: tls }] }").settings?.mail)
        #expect(mail.relays.map(\.port) == [25, 465])
        #expect(mail.perMinute == 50)
        #expect((mail.hours, mail.replyTo) == (.always, .subject))
    }

    @Test(arguments: [
        ("{ relays: [] }", "bad-value"), ("{ perMinute: 5 }", "missing-property"),
        ("{ relays: [{ host: a.vn, security: none }] }", "insecure-mail"),
        ("{ relays: [{ host: a.vn, security: ssl }] }", "bad-value"),
        ("{ relays: [{ host: 'a.vn/x', security: tls }] }", "bad-value"),
        ("{ relays: [{ host: a.vn, security: tls, user: u }] }", "bad-value"),
        ("{ relays: [{ host: a.vn, security: tls, port: 70000 }] }", "out-of-range"),
        ("{ relays: [{ host: a.vn, security: tls }], perMinute: 0 }", "out-of-range"),
        ("{ relays: [{ host: a.vn, security: tls }], perRecipient: 6/week }", "bad-value"),
        ("{ relays: [{ host: a.vn, security: tls }], hours: night }", "bad-value"),
        ("{ relays: [{ host: a.vn, security: tls }], retries: 3 }", "unknown-property"),
    ])
    func `is refused with its place where it cannot hold`(text: String, code: String) {
        let (settings, diagnostics) = read(text)
        #expect(settings == nil)
        #expect(diagnostics.filter { $0.severity == .error }.map(\.code) == [code])
        #expect(diagnostics.allSatisfy { $0.mark.line == 4 })
    }

    @Test(arguments: [
        ("{ relays: [{ host: a.vn, security: none, insecure: true }] }", "insecure-mail"),
        ("{ relays: [{ host: a.vn, security: tls, user: u, password: p }] }", "written-password"),
    ])
    func `is taken with a warning where it is unwise`(text: String, code: String) {
        let (settings, diagnostics) = read(text)
        #expect(settings?.mail != nil)
        #expect(diagnostics.map(\.code) == [code])
        #expect(diagnostics.allSatisfy { $0.severity == .warning })
    }

    private func readInbox(_ inbox: String) -> (settings: SiteSettings?, diagnostics: [Diagnostic]) {
        read("{ relays: [{ host: a.vn, security: tls }], inbox: { \(inbox) } }")
    }

    @Test func `says from which mailbox answers come`() throws {
        let (settings, diagnostics) = readInbox(
            "host: imap.vn, security: starttls, user: a@b.vn, password: { secret: P }, folder: Thư đến, every: PT5M, after: move, moveTo: Xong, largest: 25 MB, caFile: ca.pem"
        )
        #expect(diagnostics.isEmpty)
        let inbox = try #require(settings?.mail?.inbox)
        #expect((inbox.server.host, inbox.server.port, inbox.server.caFile) == ("imap.vn", 143, "ca.pem"))
        #expect((inbox.server.user, inbox.server.password) == ("a@b.vn", .secret("P")))
        #expect((inbox.folder, inbox.every, inbox.largest) == ("Thư đến", .seconds(300), 25 << 20))
        #expect((inbox.after, inbox.moveTo) == (.move, "Xong"))
    }

    @Test func `leaves mails where they are, and looks once a minute, unless it says otherwise`() throws {
        let inbox = try #require(
            readInbox("host: imap.vn, security: tls, user: u, password: { secret: P }").settings?.mail?.inbox)
        #expect((inbox.server.port, inbox.folder, inbox.every) == (993, "INBOX", .seconds(60)))
        #expect((inbox.after, inbox.moveTo) == (.keep, "Đã xử lý"))
    }

    @Test(arguments: [
        ("host: a.vn, security: tls", "missing-property"), ("every: PT0S", "out-of-range"),
        ("every: P2D", "out-of-range"), ("every: 1m", "bad-duration"), ("after: delete", "bad-value"),
        ("moveTo: Xong", "bad-value"), ("after: move, moveTo: INBOX", "same-folder"), ("folder: 'a*'", "bad-value"),
        ("largest: 65 MB", "out-of-range"), ("idle: true", "unknown-property"), ("port: 0", "out-of-range"),
    ])
    func `is refused where a mailbox cannot be read so`(text: String, code: String) {
        let whole =
            code == "missing-property" ? text : "host: a.vn, security: tls, user: u, password: { secret: P }, \(text)"
        let (settings, diagnostics) = readInbox(whole)
        #expect(settings == nil)
        #expect(Set(diagnostics.filter { $0.severity == .error }.map(\.code)) == [code])
    }

    @Test func `warns where answers go to another mailbox than the one that is read`() {
        let (settings, diagnostics) = readInbox(
            "host: a.vn, security: tls, user: vanthu@b.vn, password: { secret: P }")
        #expect(settings != nil)
        #expect(diagnostics.map(\.code) == ["other-mailbox"])
    }
}
