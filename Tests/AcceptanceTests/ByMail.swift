import Engine
import Directory
import CaseKit
import Casework
import Definition
import Almanac
import Foundation
import Notation
import Storage
import TestKit
import Testing

/// What holds for the folder holds for mail.
enum ByMail {
    private static let bao = "bao@tinh.example.vn"
    private static let dai = "dai@tinh.example.vn"
    private static let reminder = "digest/2021-03-17/bao@tinh.example.vn"

    private static func letter(
        _ from: String = bao, files: [(String, String)] = [], number: Int = 1,
        _ change: (inout WrittenMail) -> Void = { _ in }
    ) -> [UInt8] {
        var mail = WrittenMail(from: from)
        mail.files = files.map { ($0.0, Array($0.1.utf8)) }
        mail.number = number
        change(&mail)
        return mail.bytes
    }

    private static func articles(_ site: MailedSite) throws -> Assignment {
        try site.year.assignment("bao-an-giang", "articles/2021-03")
    }

    /// H01 and H02: the later version replaces the earlier; after acceptance it is an amendment, and nobody is late.
    static func versions() throws {
        let site = try MailedSite()
        try site.take(letter(files: [("bai.docx", "một")], number: 1))
        try site.take(letter(files: [("bai.docx", "hai")], number: 2))
        #expect(try articles(site).pieces.map(\.isSuperseded) == [true, false])
        try site.take(letter(files: [("bai-2.docx", "ba")], number: 3), at: "2021-03-20T09:00")
        try site.take(letter(files: [("bai-2.docx", "bốn")], number: 4), at: "2021-03-26T09:00")
        let accepted = try articles(site)
        #expect(accepted.stage == .accepted && !accepted.cameLate && accepted.pieces.count == 4)
        #expect(accepted.completedAt == Year.instant("2021-03-20T09:00"))
        let receipt = try site.year.mail(try #require(site.year.notices.last { $0.kind == .receipt }))
        #expect(receipt.text.contains("bổ sung, thay thế"), "\(receipt.text)")
    }

    /// H04 and H06: bytes count once, and a name is the same in whatever form.
    static func alike() throws {
        let site = try MailedSite()
        try site.take(letter(files: [("a.docx", "một"), ("b.docx", "một")]))
        #expect(try articles(site).received("article") == 1)
        let name = "bài viết.docx"
        let other = try MailedSite()
        try other.take(letter(files: [(name.decomposedStringWithCanonicalMapping, "hai")], number: 2))
        try other.take(letter(files: [(name, "ba")], number: 3))
        #expect(try articles(other).pieces.filter { $0.name == name }.map(\.isSuperseded) == [true, false])
    }

    /// H05: a list beside the evidence declares who is put forward, and a person is asked about whom two have.
    static func exemplars() throws {
        let site = try MailedSite(try TraVinh.year().play(until: "2023-03-01"))
        let list = "loại,tên,lĩnh vực,cấp công nhận\ncá nhân,Nguyễn Văn A,nông nghiệp,\n"
        for (number, unit) in ["xa-1", "xa-2"].enumerated() {
            let from = try #require(site.year.office.tree.unit(UnitCode(unit), on: Day(iso: "2023-03-01")!)?.mailbox)
            let files = [("danh-sach.csv", list), ("ho-so.docx", "hồ sơ \(unit)")]
            #expect(
                try site.take(letter(from, files: files, number: number)).words.hasPrefix(
                    "submitted exemplars/2023/\(unit)"))
            #expect(try site.year.assignment(unit, "exemplars/2023").received("nomination") == 1)
        }
        try site.year.play(until: "2023-03-04")
        let told = try #require(site.year.notices.last { $0.template == "matters" })
        #expect(told.fields["matters"][0]["items"][0].asString?.contains("Nguyễn Văn A") == true)
    }

    /// H08: what is empty, locked or a program is not taken, and the writer is told why.
    static func refusals() throws {
        for (name, bytes, told) in [
            ("trong.docx", [], "rỗng"), ("kin.zip", Array("PK\u{3}\u{4}".utf8) + [20, 0, 1, 0, 0, 0], "mật khẩu"),
            ("cai-dat.exe", [1], "chương trình"),
        ] as [(String, [UInt8], String)] {
            let site = try MailedSite()
            var mail = WrittenMail(from: bao)
            mail.files = [(name, bytes)]
            let end = try site.take(mail.bytes)
            let answer = try #require(end.notices.first { $0.to[0].address == bao })
            let text = try site.year.mail(answer).text
            #expect(text.localizedCaseInsensitiveContains(told) && text.contains("trả lời thư này"), "\(text)")
            #expect(answer.inReplyTo == "written-1@a.example.vn")
            let held = try site.files.filter { $0.hasPrefix("quarantine/") }
            #expect(held.count == 2 && held.contains { $0.hasSuffix(name) }, "\(held)")
            #expect(try articles(site).pieces.isEmpty)
        }
    }

    /// H09: an answer between the rung and the mail.
    static func betweenStepAndMail() throws {
        let year = try Year(mail: Year.MailServerRules()).play(until: "2021-03-24T12:00")
        try year.sleep(until: "2021-03-25T18:00")
        try year.play(until: "2021-03-25T19:00")
        let site = try MailedSite(year)
        let before = year.notices.count
        try site.take(letter(files: [("1.docx", "một"), ("2.docx", "hai")]))
        try year.play(until: "2021-03-26T12:00")
        #expect(year.notices.dropFirst(before).filter { $0.unit?.text == "bao-an-giang" }.map(\.kind) == [.receipt])
    }

    /// H10: a superior answers the mail of a unit below it.
    static func substitute() throws {
        let site = try MailedSite()
        let end = try site.take(
            letter("ubnd@tinh.example.vn", files: [("1.docx", "một"), ("2.docx", "hai")]) { $0.answers = reminder })
        let assignment = try articles(site)
        #expect(
            assignment.stage == .accepted
                && assignment.pieces.map(\.sender) == [.init("ubnd-tinh"), .init("ubnd-tinh")])
        #expect(end.notices.allSatisfy { $0.fields["receipt"]["isBundle"] == true })
        // Nobody sends for a unit that is beside it.
        let other = try MailedSite()
        try other.take(letter(dai, files: [("1.docx", "một")]) { $0.answers = reminder })
        #expect(try articles(other).pieces.isEmpty)
    }

    /// H12: nothing of it is kept beside the quarantine, and no answer repeats a word.
    static func secret() throws {
        let site = try MailedSite()
        let end = try site.take(
            letter(bao, files: [("phương án.docx", "một")]) { $0.subject = "TỐI MẬT: phương án Hoa Lan" })
        let files = try site.files
        #expect(files.count == 2 && files.allSatisfy { $0.hasPrefix("quarantine/") }, "\(files)")
        #expect(end.notices.count == 2)
        for notice in end.notices {
            let text = try site.year.mail(notice)
            #expect(text.text.contains("theo đường tài liệu mật"))
            #expect(!text.text.contains("Hoa Lan") && !text.subject.contains("Hoa Lan"), "\(text)")
        }
        let kept = try site.year.store.events(type: nil, since: Instant(milliseconds: 0), atMost: 10_000)
        #expect(!kept.contains { $0.json.text.contains("Hoa Lan") })
    }

    /// H14: the server's instant counts, and the receipt says so.
    static func serverInstant() throws {
        for (trace, isLate) in [
            ("Wed, 24 Mar 2021 23:58:00 +0700", false), (nil, true), ("Sat, 27 Mar 2021 09:00:00 +0700", true),
        ] {
            let site = try MailedSite(at: "2021-03-25T00:05")
            try site.take(letter(bao, files: [("1.docx", "một"), ("2.docx", "hai")]) { $0.trace = trace })
            let assignment = try articles(site)
            #expect(assignment.stage == .accepted && assignment.cameLate == isLate)
            let receipt = try site.year.mail(try #require(site.year.notices.last { $0.kind == .receipt })).text
            #expect(
                receipt.contains("máy chủ thư") == !isLate && receipt.contains(isLate ? "00:05" : "23:58"), "\(receipt)"
            )
        }
    }

    /// I02: who has answered is not reminded, with files or with words.
    static func answered() throws {
        for mail in [letter(files: [("1.docx", "một"), ("2.docx", "hai")]), letter { $0.text = "Không phát sinh." }] {
            let site = try MailedSite()
            try site.take(mail)
            try site.year.play(until: "2021-04-01")
            let pressed = site.year.notices.filter {
                $0.to[0].address == bao && $0.kind != .receipt && $0.kind != .distribution
            }
            #expect(pressed.map(\.key) == [reminder])
        }
    }

    /// I06: a bounce that comes back a day later is a refusal.
    static func bounce() throws {
        let admin = "quantri@tinh.example.vn"
        let site = try MailedSite(admin: admin)
        let end = try site.take(WrittenMail.bounce(of: reminder, to: bao, "550 5.1.1 no such mailbox"))
        #expect(end.told == ["tbt@bao.example.vn"], "its head's mailbox is tried")
        #expect(try site.year.store.outgoing(key: reminder)?.state == .failed)
        #expect(try site.take(WrittenMail.bounce(of: reminder, to: bao, "550 5.1.1 no such mailbox")).told.isEmpty)
        try site.year.play(until: "2021-03-19T12:00")
        let told = try #require(site.year.notices.last { $0.to[0].address == admin })
        #expect(
            told.fields.text.contains("550 5.1.1 no such mailbox") && told.fields.text.contains("tbt@bao.example.vn"))
        let why = try Why(
            unit: UnitCode("bao-an-giang"), day: Day(iso: "2021-03-17")!, of: site.year.office, in: site.year.store,
            at: site.year.rehearsal.now)
        let sentences = why.matters.flatMap(\.sentences).map(\.vietnamese)
        #expect(sentences.contains { $0.contains("thư không tới: 550 5.1.1 no such mailbox") }, "\(sentences)")
        // One that is only late changes nothing.
        let waiting = try MailedSite()
        try waiting.take(WrittenMail.bounce(of: reminder, to: bao, "450 busy", action: "delayed"))
        #expect(try waiting.year.store.outgoing(key: reminder)?.state == .sent)
    }

    /// I09 and I10: more time is asked for by mail, and granted by a person.
    static func moreTime() throws {
        let site = try MailedSite(at: "2021-03-22T09:00")
        let end = try site.take(letter { $0.text = "Báo xin gia hạn đến 29/3, lý do phóng viên ốm." })
        #expect(try articles(site).deadline.lastDay.iso == "2021-03-24", "nothing moves before somebody has decided")
        let asked = try #require(end.notices.first { $0.to[0].address == "thidua@tinh.example.vn" })
        let told = try site.year.mail(asked).text
        #expect(
            told.contains("phóng viên ốm") && told.contains("--until 2021-03-29") && !told.contains("--late"), "\(told)"
        )
        #expect(
            try site.year.store.events(
                type: "dondoc.extension.requested.v1", since: Instant(milliseconds: 0), atMost: 9
            ).count == 1)
        try site.year.command(
            .extend, "bao-an-giang", at: "2021-03-23T10:00",
            ["obligation": "articles", "period": "2021-03", "until": "2021-03-29"])
        #expect(try articles(site).deadline.lastDay.iso == "2021-03-29")
        let late = try MailedSite(at: "2021-03-26T09:00")
        let asking = try late.take(letter { $0.text = "Xin gia hạn đến 31/3." })
        let words = try late.year.mail(
            try #require(asking.notices.first { $0.to[0].address == "thidua@tinh.example.vn" })
        ).text
        #expect(words.contains("--until 2021-03-31 --late"), "\(words)")
    }

    /// L01: what a mail says of people stays with those who read it.
    static func personal() throws {
        let site = try MailedSite(try TraVinh.year().play(until: "2023-03-01"))
        let list =
            "loại,tên,lĩnh vực,cấp công nhận,ngày sinh,đảng viên\ncá nhân,Châu Văn Bảo,nông nghiệp,,12/5/1975,Đảng viên dự bị\n"
        let from = try #require(site.year.office.tree.unit(UnitCode("xa-1"), on: Day(iso: "2023-03-01")!)?.mailbox)
        try site.take(letter(from, files: [("danh-sach.csv", list)]))
        let before = site.year.notices.count
        try site.year.play(until: "2024-01-10")
        let pressing = site.year.notices.dropFirst(before).filter { ![.receipt, .rollup].contains($0.kind) }
        #expect(!pressing.isEmpty && !pressing.contains { $0.fields.text.contains("Châu Văn Bảo") })
        let kept = try site.year.store.events(type: nil, since: Instant(milliseconds: 0), atMost: 10_000)
        #expect(!kept.contains { $0.json.text.contains("12/5/1975") || $0.json.text.contains("dự bị") })
    }
}
