import Almanac
import Casework
import Definition
import Foundation
import Notation
import Storage
import TestKit
import Testing

@testable import Post

@Suite struct `the head of a mail that comes in` {
    @Test(arguments: [
        ("plain words", "plain words"), ("=?utf-8?B?YWJjZA==?= =?utf-8?B?ZWZnaA==?=", "abcdefgh"),
        ("=?utf-8?B?QuE=?= =?utf-8?B?uqU=?=", "Bấ"), ("=?UTF-8*vi?q?B=C3=A1o_c=C3=A1o?= a", "Báo cáo a"),
        ("a =?utf-8?Q?b?= c", "a b c"), ("=?windows-1258?Q?=D0=E0i?=", "Đài"), ("=?nobody?Q?a?=", "a"),
        ("=?utf-8?B?YWJj", "=?utf-8?B?YWJj"), ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="), ("a\t\r\n b", "a b"),
        ("=?utf-8?B?4bqv\u{301}?=", "ắ"), ("=?iso-8859-1?Q?caf=E9?=", "café"), ("=?utf-7?Q?+AGE-?=", "+AGE-"),
        ("=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"), ("=?utf-8?Q??=", ""), ("=?tcvn?Q?=B8o?=", "áo"),
    ])
    func `has words in any form`(raw: String, text: String) {
        #expect(EncodedWords.text(of: Array(raw.utf8)) == text)
    }

    @Test(arguments: [
        ("a@b.vn", ["|a@b.vn"]), ("Hoa <a@b.vn>", ["Hoa|a@b.vn"]),
        ("\"Hoa, Lê\" <a@b.vn>, c@d.vn", ["Hoa, Lê|a@b.vn", "|c@d.vn"]),
        ("a@b.vn (Hoa)", ["Hoa|a@b.vn"]), ("Nhóm: a@b.vn, c@d.vn;", ["|a@b.vn", "|c@d.vn"]),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?B?QsOhbw==?= <a@b.vn>", ["Báo|a@b.vn"]), ("<@x,@y:a@b.vn>", ["|a@b.vn"]), ("no address", []),
        ("\"a\\\"b\" <a@b.vn>", ["a\"b|a@b.vn"]), ("<a@b.vn", ["|a@b.vn"]), ("a@b@c", []),
    ])
    func `has addresses`(raw: String, found: [String]) {
        #expect(MailAddresses.read(Array(raw.utf8)).map { "\($0.name)|\($0.address ?? "")" } == found)
    }

    @Test(arguments: [
        ("Thu, 18 Mar 2021 08:54:00 +0700", "2021-03-18T01:54:00Z"), ("18 Mar 2021 08:54 GMT", "2021-03-18T08:54:00Z"),
        ("Thu, 18 Mar 21 08:54:00 -0500 (EST)", "2021-03-18T13:54:00Z"),
        ("Thu, 18 Mar 2021 08:54:60 +0000", "2021-03-18T08:54:59Z"),
        ("Thu, 31 Feb 2021 08:54:00 +0700", nil), ("yesterday", nil), ("18 Mar 99999 08:54:00 +0700", nil), ("", nil),
    ])
    func `has a date`(text: String, instant: String?) {
        #expect(MailDate.read(text) == instant.flatMap { Instant(rfc3339: $0) })
    }

    @Test(arguments: [
        ("text/plain; charset=\"UTF-8\"; format=flowed", "text/plain", "charset", "UTF-8"),
        ("a/b; name*=UTF-8''b%C3%A1o.pdf", "a/b", "name", "báo.pdf"),
        ("a/b; name*0=bao; name*1=cao.pdf", "a/b", "name", "baocao.pdf"),
        ("a/b; name*1*=%C3%A1o.pdf; name*0*=utf-8'vi'B", "a/b", "name", "Báo.pdf"),
        ("a/b; name=\"x;y=z.pdf\"; q=1", "a/b", "name", "x;y=z.pdf"),
        ("a/b; name=old.pdf; name*=UTF-8''new.pdf", "a/b", "name", "new.pdf"),
        ("a/b; name=\"=?utf-8?B?QsOhby5wZGY=?=\"", "a/b", "name", "Báo.pdf"), ("a/b; name", "a/b", "name", nil),
        ("a/b; name*0*=windows-1258''%D0%E0i", "a/b", "name", "Đài"), ("A/B ; NAME = x", "a/b", "name", "x"),
        ("a/b; name*999999=x", "a/b", "name", nil), ("", "", "name", nil),
        ("a/b; name=\"unended", "a/b", "name", "unended"),
    ])
    func `has values with parameters`(raw: String, value: String, name: String, parameter: String?) {
        let read = HeaderParameters(Array(raw.utf8))
        #expect((read.value, read[name]) == (value, parameter))
    }
}

@Suite struct `what the sender has written now` {
    @Test(arguments: [
        ("a\nb", "a\nb"), ("a\n> q\nb", "a\nb"), ("a\n-- \nHoa", "a"),
        ("a\n\nOn Wed, Mar 17, 2021 at 8:00 AM x <a@b> wrote:\n> q", "a"),
        ("a\nVào 08:00, 17 thg 3, 2021, Sở đã viết:\nq", "a"),
        ("a\nVào Th 4, 17 thg 3, 2021 lúc 08:00 Sở Nội vụ\n<a@b.vn> đã viết:\nq", "a"),
        ("a\n-----Original Message-----\nq", "a"), ("a\n\nTừ: Sở <a@b>\nĐã gửi: Thứ Tư\nTới: Báo\nChủ đề: x\n\nq", "a"),
        ("a\n*From:* x\n*Sent:* y\n*To:* z\nq", "a"), ("Từ: đầu năm đến nay\nb", "Từ: đầu năm đến nay\nb"),
        ("a\nGửi từ iPhone của tôi", "a"),
        ("", ""), ("\n\n a \n\n", "a"), ("a\n____________________\nb", "a"),
    ])
    func `is told from what is quoted`(plain: String, newest: String) {
        #expect(NewestText.of(plain, fromHTML: nil, atMost: 1000) == newest)
    }

    @Test(arguments: [
        ("<p>a</p><p>b</p>", "a\nb"), ("a<br>b", "a\nb"),
        ("a<blockquote>q<blockquote>r</blockquote>s</blockquote>b", "a\nb"),
        ("<style>x{}</style>a<script>y</script>", "a"), ("a&nbsp;&amp;&#7843;&bogus;", "a &ả&bogus;"),
        ("<!-- a -->b", "b"),
        ("a<div class=\"gmail_quote\">q<div>r</div></div>", "a"), ("a < b", "a < b"), ("<b", "<b"),
        ("<p>a <b>b</b>\n c</p>", "a b c"),
    ])
    func `is read out of a page`(page: String, newest: String) {
        #expect(NewestText.of(nil, fromHTML: page, atMost: 1000) == newest)
    }
}

@Suite struct `what an answer asks for` {
    private static let day = Day(iso: "2021-03-18")!

    private func wish(_ text: String, _ subject: String = "Re: nhắc") -> ReceivedMail.Wish? {
        ReplyWish.read(text, subject: subject, on: Self.day, zone: .vietnam)
    }

    @Test(arguments: [
        "Không phát sinh.", "không phát sinh", "KHÔNG PHÁT SINH", "khong phat sinh a",
        "Báo cáo: tháng 3 không phát sinh nội dung nào.",
        "Kính gửi Sở.\nĐơn vị không phát sinh.\nTrân trọng.", "Nothing to report.", "Nil report",
    ])
    func `is nothing, where it says so`(text: String) { #expect(wish(text) == .nothing) }

    @Test(arguments: [
        "Không phải không phát sinh.", "Nếu không phát sinh thì có phải gửi không?", "Chưa rõ có không phát sinh không",
        "Không phát sinh khó khăn gì.", "Sở viết “không phát sinh” nghĩa là gì", "Không phát sinh à?", "Có phát sinh.",
        "",
        "Trường hợp không phát sinh thì sao", "Không phát sinh thêm chi phí.", "Phát sinh 02 bài, không gửi kịp.",
    ])
    func `is left to a person where it is not plain`(text: String) { #expect(wish(text) == nil) }

    @Test(arguments: [
        ("Báo xin gia hạn đến 24/6, lý do ốm", "2021-06-24", "ốm"),
        ("Đề nghị gia hạn đến hết ngày 29/3/2021 vì bận", "2021-03-29", "bận"),
        ("Xin gia hạn tới ngày 05 tháng 4 năm 2021.", "2021-04-05", nil), ("Xin lùi hạn sang 30/3", "2021-03-30", nil),
        ("Xin gia hạn đến cuối tháng 4", "2021-04-30", nil), ("xin gia han den 30.3.2021", "2021-03-30", nil),
        ("Xin gia hạn ạ", nil, nil),
        ("Xin gia hạn đến 31/2", nil, nil), ("Please grant an extension until 30/3", "2021-03-30", nil),
        ("Xin gia hạn đến hôm sau", nil, nil),
        ("Kính đề nghị cho phép gia hạn. Lý do: máy hỏng", nil, "máy hỏng"),
    ])
    func `is more time, with the day and the reason`(text: String, day: String?, reason: String?) {
        #expect(wish(text) == .extension(until: day.flatMap { Day(iso: $0) }, reason: reason))
    }

    @Test(arguments: [
        "Cảm ơn Sở đã gia hạn.", "Không xin gia hạn.", "Quy định gia hạn thế nào, có được xin gia hạn không?",
        "Gia hạn hợp đồng báo.",
    ])
    func `is no more time where nobody asks for it`(text: String) { #expect(wish(text) == nil) }

    @Test func `is not read out of the subject of our own mail`() {
        #expect(wish("Đã nhận.", "Re: [Đã gia hạn] xin gia hạn đến 30/3") == nil)
        #expect(wish("", "Báo không phát sinh") == .nothing)
        #expect(wish("", "[#abcdefghijklmnop] không phát sinh") == nil)
    }
}

@Suite struct `a mail's parts` {
    private func read(_ text: String) -> IncomingMail { IncomingMail(reading: Array(text.utf8)) }

    @Test func `are told apart by boundaries of which one begins as the other`() {
        let mail = read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\na\n--bb--\n--b\n\nc\n--b--\n"
        )
        #expect(mail.text == "a\nc")
    }

    @Test func `have a bound, and what is beyond it is told`() {
        let many = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 600)
        #expect(read(many).limits == [.tooManyParts])
        let deep = (0..<100).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        #expect(read(deep).limits == [.tooDeep])
        let enclosed = String(repeating: "Content-Type: message/rfc822\n\n", count: 100)
        #expect(read(enclosed).limits == [.tooDeep])
    }

    @Test func `are read in time that grows with their size`() {
        // A million fields, boundaries and words, each of which a reader might look ahead from.
        for text in [
            String(repeating: "a:\n", count: 100_000), String(repeating: "=?", count: 100_000),
            "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--", count: 100_000),
            "\n" + String(repeating: "<", count: 50_000), "To: " + String(repeating: "(", count: 60_000),
        ] {
            let span = ContinuousClock().measure { _ = read(text) }
            #expect(span < .seconds(5), "\(text.prefix(20))")
        }
    }

    @Test func `are those that Python's parser finds`() throws {
        let scratch = try Scratch()
        let skipped = ["broken", "charset", "name-", "forward", "pgp-enc", "subject-raw", "smime-opaque", "smime-enc"]
        let cases = try MailCase.all.filter { mail in !skipped.contains { mail.name.hasPrefix($0) } }
        #expect(cases.count > 60)
        for mail in cases {
            try scratch.write(mail.bytes, to: "mails/\(mail.name)")
        }
        let script = """
            import sys, json, email, email.policy, hashlib, pathlib
            out = {}
            for path in pathlib.Path(sys.argv[1]).parent.joinpath('mails').iterdir():
                mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                files = [hashlib.sha256(p.get_payload(decode=True)).hexdigest() for p in mail.walk()
                         if p.get_filename() and not p.is_multipart() and not p.get_content_type().endswith('-signature')
                         and not p['content-id']]
                out[path.name] = {'subject': ' '.join(str(mail['subject']).split()), 'files': files,
                    'from': mail['from'].addresses[0].addr_spec if mail['from'] else None}
            print(json.dumps(out))
            """
        let told = try python(script, reading: [], in: scratch)
        for mail in cases {
            let read = IncomingMail(reading: mail.bytes)
            let theirs = told[mail.name]
            #expect(read.subject == theirs["subject"].asString?.normalized, "\(mail.name)")
            #expect(read.from?.address == theirs["from"].asString, "\(mail.name)")
            let files = read.attachments.map { Digest.sha256(bytes: $0.bytes) }
            #expect(files == theirs["files"].asArray?.compactMap(\.asString), "\(mail.name)")
        }
    }
}
