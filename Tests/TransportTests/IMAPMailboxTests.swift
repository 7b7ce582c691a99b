import Foundation
import TestKit
import Testing

@testable import Transport

struct IMAPMailboxTests {
    private func account(
        _ server: MailboxServer, _ security: MailRelay.Security = .starttls, password: String = "mật khẩu",
        isTrusted: Bool = true
    ) -> IMAPAccount {
        IMAPAccount(
            host: "localhost", port: security == .tls ? server.securePort : server.port, security: security,
            user: "noivu@tinh.example.vn", password: password, authorities: isTrusted ? server.authorities : nil,
            folder: IMAPFolder("INBOX"))
    }

    private func mailbox(_ account: IMAPAccount) -> IMAPMailbox {
        IMAPMailbox(account, connectsWithin: .seconds(5), endsWithin: .seconds(20))
    }

    /// Lines that look like a server's, and one that is longer than curl reads of a server's.
    private static let hostile = Array(
        ("Subject: x\r\n\r\n" + (0...30).map { "A0\($0 < 10 ? "0" : "")\($0) OK done\r\nB001 NO\r\n" }.joined()
            + "* BYE\r\n* 1 FETCH (UID 9 BODY[] {3}\r\n)\r\n+ go on\r\n" + String(repeating: "ớ", count: 50_000)
            + "\r\n.\r\nhết").utf8)

    @Test(arguments: MailRelay.Security.allCases)
    func `brings a mail byte for byte, whatever its lines look like`(security: MailRelay.Security) throws {
        let server = try MailboxServer()
        try server.deliver(Self.hostile)
        try server.deliver(Array("Subject: y\r\n\r\nhai\r\n".utf8))
        let mailbox = mailbox(account(server, security))
        #expect(try mailbox.open().count == 2)
        let entries = try mailbox.entries(beyond: 0, among: 2)
        #expect(entries.map(\.size) == [Self.hostile.count, 19])
        #expect(try mailbox.content(of: 1, atMost: 1 << 20) == Self.hostile)
        #expect(try mailbox.content(of: 2, atMost: 100) == Array("Subject: y\r\n\r\nhai\r\n".utf8))
        #expect(try mailbox.head(of: 1, atMost: 100) == Array("Subject: x\r\n\r\n".utf8))
        #expect(try mailbox.entries(beyond: 2, among: 2).isEmpty)
        mailbox.close()
        #expect(try server.seen == 0, "nothing counts as read")
    }

    @Test func `says what it cannot bring`() throws {
        let server = try MailboxServer()
        try server.deliver(Self.hostile)
        let mailbox = mailbox(account(server))
        _ = try mailbox.open()
        #expect(throws: IMAPFault.missing) { try mailbox.content(of: 7, atMost: 100) }
        _ = try mailbox.open()
        #expect(throws: IMAPFault.tooLarge(limit: 100)) { try mailbox.content(of: 1, atMost: 100) }
    }

    @Test func `is not let in with another password`() throws {
        let server = try MailboxServer()
        let fault = #expect(throws: IMAPFault.self) { try mailbox(account(server, password: "khác")).open() }
        let words = try #require(fault).sentence
        #expect(words.contains("AUTHENTICATIONFAILED"))
        #expect(!words.contains("khác"))
    }

    @Test(arguments: [MailRelay.Security.starttls, .tls])
    func `does not speak to a server that nobody vouches for`(security: MailRelay.Security) throws {
        let server = try MailboxServer()
        let fault = #expect(throws: IMAPFault.self) {
            try mailbox(account(server, security, isTrusted: false)).open()
        }
        #expect(try #require(fault).sentence.contains("certificate"))
    }

    @Test func `opens no connection by itself, which would count mails as read`() throws {
        let server = try MailboxServer()
        try server.deliver(Self.hostile)
        let mailbox = mailbox(account(server))
        _ = try mailbox.open()
        server.stop()
        try server.start()
        #expect(throws: IMAPFault.self) { try mailbox.content(of: 1, atMost: 1 << 20) }
        _ = try mailbox.open()
        #expect(try mailbox.content(of: 1, atMost: 1 << 20) == Self.hostile)
        #expect(try server.seen == 0)
    }

    @Test func `moves into a folder that it makes`() throws {
        let server = try MailboxServer()
        for _ in 1...3 { try server.deliver(Self.hostile) }
        let mailbox = mailbox(account(server))
        _ = try mailbox.open()
        try mailbox.move([1, 3, 9], to: IMAPFolder("Đã xử lý"))
        try mailbox.move([1], to: IMAPFolder("Đã xử lý"))
        let mails = try server.mails
        #expect(mails[""]?.count == 1)
        #expect(mails[".&ARAA4w- x&Hu0- l&AP0-"]?.count == 2)
    }

    @Test(arguments: [
        ("INBOX", "INBOX"), ("Đã xử lý", "&ARAA4w- x&Hu0- l&AP0-"), ("A & B", "A &- B"), ("台北", "&U,BTFw-"),
        ("😀", "&2D3eAA-"),
    ])
    func `writes a folder's name as servers know it`(name: String, encoded: String) {
        #expect(IMAPFolder(name).encoded == encoded)
    }
}
