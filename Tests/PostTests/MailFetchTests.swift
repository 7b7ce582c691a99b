import Almanac
import Definition
import Foundation
import Notation
import TestKit
import Testing
import Transport

@testable import Post

/// With a real Dovecot: the instants of its mails are those of this machine.
struct MailFetchTests {
    private let scratch: Scratch
    private let server: MailboxServer

    init() throws {
        scratch = try Scratch()
        server = try MailboxServer()
    }

    private var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
    private var file: String { MailboxState.file(in: scratch.path) }

    private func inbox(after: MailInbox.Afterwards = .keep, largest: Int = MailInbox.mostBytes) -> MailInbox {
        var inbox = MailInbox(
            server: MailSettings.Server(host: "127.0.0.1", port: server.port, security: .none))
        (inbox.after, inbox.largest) = (after, largest)
        return inbox
    }

    private var mailbox: IMAPMailbox {
        IMAPMailbox(
            IMAPAccount(
                host: "127.0.0.1", port: server.port, security: .none, user: "noivu@tinh.example.vn",
                password: "mật khẩu", folder: IMAPFolder("INBOX")),
            connectsWithin: .seconds(5), endsWithin: .seconds(20))
    }

    private func look(
        _ state: inout MailboxState, _ inbox: MailInbox? = nil, at instant: Instant? = nil,
        unless abandonment: Abandonment = Abandonment()
    ) throws -> MailFetch.Look {
        let fetch = MailFetch(
            inbox ?? self.inbox(), into: "\(scratch.path)/inbox/mail", keeping: file, unless: abandonment)
        return try fetch.look(into: mailbox, &state, at: instant ?? now)
    }

    private func mail(_ number: Int, bytes: Int = 100) -> [UInt8] {
        Array("Subject: \(number)\r\nMessage-ID: <\(number)@a.vn>\r\n\r\n".utf8) + Array(repeating: 0x78, count: bytes)
            + [13, 10]
    }

    private var fetched: [String] { get throws { try scratch.files.filter { $0.hasPrefix("inbox/mail/") } } }

    @Test func `brings all that lies there, once, and what comes later`() throws {
        for number in 1...200 { try server.deliver(mail(number)) }
        var state = MailboxState()
        #expect(try look(&state).fetched == 200)
        #expect(try look(&state).fetched == 0)
        try server.deliver(mail(201))
        #expect(try look(&state).fetched == 1)
        let files = try fetched
        #expect(files.count == 201)
        let texts = try Set(files.map { try scratch.text($0) })
        let isWhole = texts == Set((1...201).map { String(decoding: mail($0), as: UTF8.self) })
        #expect(isWhole)
        #expect(MailboxState(file: file) == state)
        #expect(try server.seen == 0)
    }

    @Test func `takes more than it may in one look in the next`() throws {
        for number in 1...(MailFetch.mostMails + 3) { try server.deliver(mail(number)) }
        var state = MailboxState()
        let first = try look(&state)
        #expect((first.fetched, first.isMore) == (MailFetch.mostMails, true))
        let second = try look(&state)
        #expect((second.fetched, second.isMore) == (3, false))
    }

    @Test func `writes the same file again when it ended before it knew`() throws {
        for number in 1...5 { try server.deliver(mail(number)) }
        var state = MailboxState()
        let before = state
        _ = try look(&state)
        let files = try fetched
        state = before
        #expect(try look(&state).fetched == 5)
        #expect(try fetched == files)
    }

    @Test func `looks at all again when the numbers mean something else`() throws {
        for number in 1...3 { try server.deliver(mail(number)) }
        var state = MailboxState()
        _ = try look(&state)
        try server.renumber()
        #expect(try look(&state).fetched == 3)
        #expect(try fetched.count == 6, "the intake knows them by what they are")
        #expect(try look(&state).fetched == 0)
    }

    @Test func `leaves what was there for more than a month, and takes what is put there later`() throws {
        let longAgo = Date(timeIntervalSinceNow: -40 * 86_400)
        for number in 1...3 { try server.deliver(mail(number), at: longAgo) }
        try server.deliver(mail(4), at: Date(timeIntervalSinceNow: -20 * 86_400))
        var state = MailboxState()
        #expect(try look(&state).fetched == 1)
        try server.deliver(mail(5), at: longAgo)
        #expect(try look(&state).fetched == 1)
    }

    @Test func `knows when the server had a mail`() throws {
        let arrived = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 - 86_400).rounded())
        try server.deliver(mail(1), at: arrived)
        var state = MailboxState()
        _ = try look(&state)
        let name = try #require(try fetched.first?.split(separator: "/").last)
        let instant = try #require(FetchedMail(name: String(name))?.arrivedAt)
        #expect(instant == Instant(seconds: Int64(arrived.timeIntervalSince1970)))
    }

    @Test func `brings only the head of what is too large, which stays`() throws {
        try server.deliver(mail(1, bytes: 5000))
        try server.deliver(mail(2))
        var state = MailboxState()
        #expect(try look(&state, inbox(after: .move, largest: 1000)).fetched == 2)
        let head = try #require(try fetched.first { $0.hasSuffix(".head") })
        #expect(try scratch.text(head) == "Subject: 1\r\nMessage-ID: <1@a.vn>\r\n\r\n")
        #expect(try server.mails[""]?.count == 1)
    }

    @Test func `moves only what it has, also what an earlier look could not move`() throws {
        for number in 1...3 { try server.deliver(mail(number)) }
        var state = MailboxState()
        _ = try look(&state)
        state.unmoved = [1, 2]
        try server.deliver(mail(4))
        let result = try look(&state, inbox(after: .move))
        #expect((result.fetched, result.findings) == (1, []))
        #expect(try server.mails[""]?.count == 1)
        #expect(try server.mails[".&ARAA4w- x&Hu0- l&AP0-"]?.count == 3)
        #expect(state.unmoved.isEmpty)
    }

    @Test func `passes over a mail that the server cannot read, after some tries, and says so`() throws {
        try server.deliver(mail(1))
        let broken = try server.deliver(mail(2))
        try server.deliver(mail(3))
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: broken)
        var state = MailboxState()
        var findings: [MailFetch.Finding] = []
        var failures = 0
        var last = ""
        for _ in 1...MailFetch.mostTries + 1 {
            let result = try look(&state)
            findings += result.findings
            if let failure = result.failure {
                failures += 1
                last = failure
            }
        }
        #expect(failures == MailFetch.mostTries, "\(last)")
        #expect(findings.count == 1)
        guard case .passedOver(_, 2, _) = findings.first else {
            Issue.record("\(findings)")
            return
        }
        #expect(try fetched.count == 2)
    }

    @Test func `tells since when a server is away, waits longer each time, and goes on when it is back`() throws {
        try server.deliver(mail(1))
        server.stop()
        var state = MailboxState()
        let began = now
        var pauses: [Duration] = []
        for hour in 0..<8 {
            let result = try look(&state, at: began.advanced(by: .seconds(hour * 3600)))
            #expect(result.failure != nil)
            pauses.append(state.pause)
        }
        #expect(pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600].map { .seconds($0) })
        #expect(state.failingSince == began)
        #expect(!state.hasFailedForADay(at: began.advanced(by: .seconds(86_399))))
        #expect(state.hasFailedForADay(at: began.advanced(by: .seconds(86_400))))
        #expect(state.tries == 0, "no mail is to blame")
        try server.start()
        #expect(try look(&state).fetched == 1)
        #expect(state.failingSince == nil)
    }

    @Test func `blames nobody when it is told to end`() throws {
        try server.deliver(mail(1))
        let abandonment = Abandonment()
        abandonment.declare()
        var state = MailboxState()
        let fetch = MailFetch(
            inbox(), into: "\(scratch.path)/inbox/mail", keeping: file, unless: abandonment)
        let account = IMAPAccount(
            host: "127.0.0.1", port: server.port, security: .none, user: "noivu@tinh.example.vn",
            password: "mật khẩu", folder: IMAPFolder("INBOX"))
        let result = try fetch.look(into: IMAPMailbox(account, unless: abandonment), &state, at: now)
        #expect(result == MailFetch.Look())
        #expect(state == MailboxState())
    }
}
