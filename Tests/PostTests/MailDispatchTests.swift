import Almanac
import Casework
import Engine
import Foundation
import Notation
import TestKit
import Testing
import Transport

@testable import Post

struct MailDispatchTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private var path: String { "\(scratch.path)/outbox/.dispatch" }

    private func relay(_ server: MailServer) -> MailRelay {
        MailRelay(host: "127.0.0.1", port: server.port, security: .none, ownName: "localhost")
    }

    private func dispatch(_ relays: [MailRelay], endsWithin: Duration = .seconds(20)) throws -> MailDispatch {
        MailDispatch(
            relays: relays, book: try DispatchBook(path: path), connectsWithin: .seconds(5), endsWithin: endsWithin)
    }

    private func send(_ key: String, by dispatch: MailDispatch) throws -> Report {
        try dispatch.send(outbox(in: scratch).render(notice(key: key)), key: key, unless: Abandonment())
    }

    @Test func `hands over the very mail of the outbox`() throws {
        let server = try MailServer(sink: ["keeps": true])
        #expect(try send("a", by: dispatch([relay(server)])) == .sent(note: "250 2.0.0 taken"))
        let taken = try server.taken
        let message = try outbox(in: scratch).render(notice(key: "a"))
        #expect(taken.count == 1)
        #expect(taken.first?["id"].asString == message.id)
        #expect(taken.first?["to"] == ["hoa@baoangiang.com.vn"])
        let whole = String(decoding: message.bytes, as: UTF8.self)
        #expect(taken.first?["content"].asString == String(whole.dropLast(1)), "but for the last line's end")
    }

    @Test func `goes to the next server where one cannot be used`() throws {
        let (first, second) = (try MailServer(sink: [:]), try MailServer(sink: [:]))
        let dispatch = try dispatch([relay(first), relay(second)])
        #expect(try send("a", by: dispatch) == .sent(note: "250 2.0.0 taken"))
        first.stop()
        for key in ["b", "c"] { #expect(try send(key, by: dispatch) == .sent(note: "250 2.0.0 taken")) }
        #expect(try first.taken.count == 1)
        #expect(try second.taken.count == 2)
        second.stop()
        guard case .later(_, isForAll: true) = try send("d", by: dispatch) else {
            Issue.record("somebody took it")
            return
        }
    }

    @Test(arguments: [
        ("rcpt", "450", Report.later("450 told to say so at rcpt", isForAll: false)),
        ("dot", "554", .failed("554 told to say so at dot")),
    ])
    func `a mail that a server refuses is not offered to the next`(stage: String, deed: String, report: Report) throws {
        let first = try MailServer(sink: ["stage": .string(stage), "deed": .string(deed)])
        let second = try MailServer(sink: [:])
        #expect(try send("a", by: dispatch([relay(first), relay(second)])) == report)
        #expect(try second.taken.isEmpty)
    }

    @Test func `a mail that may have been taken is not offered to the next`() throws {
        let (first, second) = (try MailServer(sink: ["stage": "dot", "deed": "die"]), try MailServer(sink: [:]))
        guard case .uncertain = try send("a", by: dispatch([relay(first), relay(second)])) else {
            Issue.record("it is known")
            return
        }
        #expect(try second.taken.isEmpty)
    }

    @Test func `the next process knows what became of each`() throws {
        let server = try MailServer(sink: ["refused": "nobody"])
        let book = try DispatchBook(path: path)
        _ = try send("sent", by: MailDispatch(relays: [relay(server)], book: book))
        try book.begin("begun")
        try book.begin("again")
        try book.end("again", .later("450", isForAll: false))
        try book.begin("again")
        let trace = try DispatchBook(path: path).traces()
        guard case .ended(.sent(note: "250 2.0.0 taken")) = trace("sent"), case .begun = trace("begun"),
            case .begun = trace("again"), case .none = trace("other")
        else {
            Issue.record("it is forgotten")
            return
        }
        let text = try scratch.text("outbox/.dispatch")
        #expect(!text.contains("sent\n") && !text.contains("@"), "the book names nobody")
    }

    @Test func `a torn line spoils nothing, and old pages are turned`() throws {
        let book = try DispatchBook(path: path)
        for number in 1...20_000 { try book.end("mail/\(number)", .sent(note: "250")) }
        try book.begin("begun")
        #expect(try scratch.files.filter { $0.hasSuffix(".1") }.count == 1)
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data("- torn".utf8))
        let next = try DispatchBook(path: path)
        guard case .begun = next.traces()("begun"), case .ended = next.traces()("mail/20000"),
            case .ended = next.traces()("mail/19000")
        else {
            Issue.record("it is forgotten")
            return
        }
        try next.end("begun", .sent(note: nil))
        guard case .ended = next.traces()("begun") else {
            Issue.record("the torn line has swallowed the next")
            return
        }
    }

    @Test func `a node that wrote before finds the page that another has turned`() throws {
        let (book, next) = (try DispatchBook(path: path), try DispatchBook(path: path))
        func turn() throws { for number in 1...20_000 { try next.end("mail/\(number)", .sent(note: "250")) } }
        try book.begin("early")
        try turn()
        try book.begin("late")
        try turn()
        guard case .none = next.traces()("early"), case .begun = next.traces()("late") else {
            Issue.record("it stands on a page that nobody reads")
            return
        }
    }
}
