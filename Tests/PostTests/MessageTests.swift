import Almanac
import Casework
import Foundation
import Notation
import Testing

@testable import Post

struct MessageTests {
    private func message(
        subject: String = "Nhắc việc", text: String = "Kính gửi\n", html: String = "<p>Kính gửi</p>\n",
        from: Mailbox = Mailbox(name: "Sở Nội vụ", address: "thidua@angiang.gov.vn"),
        to: [Mailbox] = [Mailbox(name: "Hoa", address: "hoa@example.vn")], attachments: [Message.Attachment] = []
    ) -> Message {
        Message(
            id: "0123456789abcdef0123456789abcdef@angiang.gov.vn", from: from, to: to, subject: subject, date: morning,
            zone: .vietnam,
            language: "vi", text: text, html: html, attachments: attachments, thread: "fedcba.thread@angiang.gov.vn")
    }

    @Test(arguments: [
        "Nhắc việc", "Plain subject",
        "[Nhắc việc] 02 nội dung đến hạn hết thứ Tư 24/3/2021 – Ủy ban nhân dân xã Hòa Hiệp, huyện Tân Biên, tỉnh Tây Ninh",
        String(repeating: "Điển hình tiên tiến ", count: 40), "looks =?UTF-8?Q?encoded?= but is not",
        "tab\tand \"quotes\" & <angles>",
        String(repeating: "unbrokenwordwithoutspaces", count: 12), "emoji 👩‍👩‍👧‍👦 and clusters e\u{301}\u{323}", "",
    ])
    func `a subject is read back as it was written`(subject: String) throws {
        let read = try readByPython(message(subject: subject).bytes, in: Scratch())
        let expected = subject.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(read["subject"].asString?.precomposed == expected.precomposed)
        #expect(read["defects"] == [])
        #expect(read["ascii"] == true)
    }

    @Test(arguments: [
        "Sở Nội vụ", "Nguyễn Thị Hoa (Báo An Giang), \"đầu mối\" <chính>; a@b", "Plain \"Quoted\" \\ Name",
        "Phòng Văn hóa - Xã hội UBND xã Hòa Hiệp",
        "=?UTF-8?Q?not_encoded?=",
    ])
    func `names stand beside their addresses`(name: String) throws {
        let to = [
            Mailbox(name: name, address: "a@example.vn"), Mailbox(name: "Trần Văn Bình", address: "b.c+d@example.vn"),
        ]
        let read = try readByPython(
            message(from: Mailbox(name: name, address: "s@example.vn"), to: to).bytes, in: Scratch())
        let words = name.split(separator: " ").joined(separator: " ")
        #expect(read["from"] == [[.string(words), "s@example.vn"]])
        #expect(read["to"] == [[.string(words), "a@example.vn"], ["Trần Văn Bình", "b.c+d@example.vn"]])
        #expect(read["defects"] == [])
    }

    @Test func `someone without an address is named and gets nothing`() throws {
        let to = [Mailbox(name: "Văn thư xã Mỏ Công", address: nil), Mailbox(name: "Hoa", address: "hoa@example.vn")]
        let read = try readByPython(message(to: to).bytes, in: Scratch())
        #expect(read["to"] == [["Hoa", "hoa@example.vn"]])
        #expect(read["groups"] == ["Văn thư xã Mỏ Công"])
    }

    @Test(arguments: [
        "\r\nBcc: thief@example.com", "x\nBcc: thief@example.com\n\nbody", "\u{2028}Bcc: a", "\u{0}\u{7}Bcc: a",
        "\u{85}Bcc: a",
    ])
    func `no value begins a header of its own`(attack: String) throws {
        let plain = try readByPython(message().bytes, in: Scratch())
        let attacked = message(
            subject: "Việc" + attack, from: Mailbox(name: "Sở" + attack, address: "s@example.vn"),
            to: [Mailbox(name: "plain" + attack, address: "a@example.vn")],
            attachments: [
                Message.Attachment(fileName: "thư" + attack + ".html", type: "text/html; charset=utf-8", bytes: [1])
            ])
        let read = try readByPython(attacked.bytes, in: Scratch())
        #expect(read["headers"] == plain["headers"])
        #expect(read["attachments"].asArray?.count == 1)
        #expect(read["defects"] == [])
    }

    @Test func `both bodies are read back letter for letter`() throws {
        let text =
            "Kính gửi: UBND xã Hòa Hiệp\n\n.một dấu chấm đầu dòng\nFrom đầu dòng\ntrailing space \n= bằng =3D\n"
            + String(repeating: "dài ", count: 300) + "\n"
        let html = "<p style=\"x\">“Kế hoạch” &amp; &lt;tệp&gt;</p>\n"
        let read = try readByPython(message(text: text, html: html).bytes, in: Scratch())
        #expect(read["plain"].asString == text)
        #expect(read["html"].asString == html)
        #expect(read["bare"] == 0)
        #expect((read["longest"].asInteger ?? 999) <= 78)
    }

    @Test(arguments: [
        "thu.html", "Công văn đôn đốc tháng 3-2021.html", "a \"b\" 'c' 100%.html",
        String(repeating: "Dự thảo ", count: 20) + ".html", "đ.html",
    ])
    func `an attachment keeps its name and its bytes`(name: String) throws {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let read = try readByPython(
            message(attachments: [
                Message.Attachment(fileName: name, type: "text/html; charset=utf-8", bytes: bytes),
                Message.Attachment(fileName: "rỗng.txt", type: "text/plain; charset=utf-8", bytes: []),
            ]).bytes, in: Scratch())
        #expect(read["attachments"][0][0].asString == name)
        #expect(read["attachments"][0][1] == "text/html")
        #expect(read["attachments"][0][2].asString == Data(bytes).base64EncodedString())
        #expect(read["attachments"][1] == ["rỗng.txt", "text/plain", ""])
        #expect(read["plain"] == "Kính gửi\n")
        #expect(read["defects"] == [])
        #expect((read["longest"].asInteger ?? 999) <= 78)
    }

    @Test func `the head says when, which, and that a machine wrote it`() throws {
        let read = try readByPython(message().bytes, in: Scratch())
        #expect(read["date"] == "Wed, 17 Mar 2021 08:00:00 +0700")
        #expect(read["id"] == "<0123456789abcdef0123456789abcdef@angiang.gov.vn>")
        #expect(read["references"] == "<fedcba.thread@angiang.gov.vn>")
        #expect(read["automatic"] == "auto-generated")
    }

    @Test(arguments: [
        "", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "<a@b>", "a,b@c", "văn@x.vn", ".a@b", "a@b.",
    ])
    func `what is no address is refused`(text: String) { #expect(!Message.isAddress(text)) }

    @Test(arguments: ["a@b", "thidua@angiang.gov.vn", "b.c+d@x-y.vn"])
    func `an address is accepted`(text: String) { #expect(Message.isAddress(text)) }

    @Test func `an encoded word is never longer than 75 and parts no letter`() {
        for word in HeaderText.encodedWords(String(repeating: "ưỡệ ỷ", count: 30), after: 9) {
            #expect(word.count <= 75)
            let inner = word.dropFirst(10).dropLast(2).split(separator: "=").compactMap {
                UInt8($0.prefix(2), radix: 16)
            }
            #expect(String(validating: inner, as: UTF8.self) != nil)
        }
    }
}

extension String {
    var precomposed: String { precomposedStringWithCanonicalMapping }
}
