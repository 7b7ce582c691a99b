import Casework
import Definition
import Foundation
import Notation
import Storage
import Testing

@testable import Post

struct ReplyReferenceTests {
    private let codes = ["articles/2021-03/bao-an-giang", "articles/2021-03/dai-pt-th", "reports/2021/bao-an-giang"]

    private func reference(_ byte: UInt8) throws -> ReplyReference {
        ReplyReference(key: try #require(SigningKey(bytes: Array(repeating: byte, count: 32))))
    }

    @Test func `finds the matter again, and only one that the site has marked`() throws {
        let own = try reference(1)
        let token = own.token(for: codes[1])
        #expect(token.count == 16)
        #expect(own.code(of: token, among: codes) == codes[1])
        #expect(own.code(of: token.uppercased(), among: codes) == codes[1])
        #expect(own.code(of: token, among: [codes[0]]) == nil)
        #expect(try reference(2).code(of: token, among: codes) == nil)
        #expect(own.code(of: String(repeating: "a", count: 16), among: codes) == nil)
        #expect(Set(codes.map(own.token)).count == codes.count)
    }

    @Test(arguments: [
        ("vanthu+k3j4k3j4k3j4k3j4@so.vn", "k3j4k3j4k3j4k3j4"), ("van+thu+K3J4K3J4K3J4K3J4@so.vn", "k3j4k3j4k3j4k3j4"),
        ("vanthu@so.vn", nil), ("vanthu+k3j4@so.vn", nil), ("+@", nil), ("", nil),
    ])
    func `is read from an address`(address: String, token: String?) {
        #expect(ReplyReference.token(in: address) == token)
    }

    @Test(arguments: [
        ("Re: [Nhắc việc] Bài viết [#k3j4k3j4k3j4k3j4]", "k3j4k3j4k3j4k3j4"), ("Re: bài viết [#ngắn]", nil),
        ("[#aaaaaaaaaaaaaaaa] Fwd: [#K3J4K3J4K3J4K3J4]", "k3j4k3j4k3j4k3j4"), ("", nil),
    ])
    func `is read from a subject`(subject: String, token: String?) {
        #expect(ReplyReference.token(inSubject: subject) == token)
    }

    private func mail(_ replyTo: MailSettings.ReplyTo) throws -> JSON {
        var settings = settings
        settings.mail = MailSettings(relays: [])
        settings.mail?.replyTo = replyTo
        let scratch = try Scratch()
        let outbox = Outbox(
            folder: scratch.path, settings: settings, templates: TemplateFolder(language: "vi"),
            replies: try reference(1))
        return try readByPython(outbox.render(notice()).bytes, in: scratch)
    }

    @Test func `stands in an address of its own, or in the subject`() throws {
        let token = try reference(1).token(for: codes[0])
        let plus = try mail(.plus)
        #expect(plus["headers"].text.contains("Reply-To"))
        #expect(plus["replyTo"] == [.string("thidua+\(token)@angiang.gov.vn")])
        #expect(plus["subject"].asString?.contains("[#") == false)
        let subject = try mail(.subject)
        #expect(!subject["headers"].text.contains("Reply-To"))
        #expect(subject["subject"].asString?.hasSuffix(" – Báo An Giang [#\(token)]") == true)
    }

    @Test func `later mails answer the first`() throws {
        let scratch = try Scratch()
        let outbox = outbox(in: scratch)
        #expect(try outbox.render(notice(key: "a")).thread == nil)
        let later = Notice.answering("a", notice(key: "b"))
        #expect(try outbox.render(later).thread == outbox.render(notice(key: "a")).id)
    }

    @Test func `its key is made once, for its owner's eyes only`() throws {
        let scratch = try Scratch()
        let path = "\(scratch.path)/key"
        let mark = try SigningKey(file: path).mark(of: "a")
        #expect(try SigningKey(file: path).mark(of: "a") == mark)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try scratch.files == ["key"])
        try scratch.write("short", to: "other")
        #expect(throws: SigningKeyError.self) { try SigningKey(file: "\(scratch.path)/other") }
    }
}
