import Almanac
import CaseKit
import Casework
import Definition
import Engine
import Foundation
import Notation
import Storage
import TestKit
import Testing

@testable import Post

@Suite struct `the taking in of mails` {
    private func mail(_ number: Int = 1, _ change: (inout WrittenMail) -> Void = { _ in }) -> WrittenMail {
        var mail = WrittenMail(from: "bao@tinh.example.vn")
        mail.number = number
        change(&mail)
        return mail
    }

    @Test func `counts a mail once, by whatever way it comes`() throws {
        let site = try MailedSite()
        var written = mail { $0.files = [("bai.docx", Array("một".utf8))] }
        #expect(try site.take(written.bytes).words == "submitted articles/2021-03/bao-an-giang: bai.docx")
        written.trace = "Thu, 18 Mar 2021 08:59:00 +0700"
        written.more = ["X-Spam-Score: 1"]
        #expect(try site.take(written.bytes).told.isEmpty)
        written.number = 2
        #expect(try !site.take(written.bytes).told.isEmpty, "a mail of another identity is another mail")
    }

    @Test(arguments: [
        ("Kính gửi bài viết.", ["a.docx"], "submitted articles/2021-03/dai-pt-th: a.docx"),
        ("Gửi bài viết tháng 3/2021.", ["a.docx"], "submitted articles/2021-03/dai-pt-th: a.docx"),
        ("Gửi bài viết và báo cáo quý.", ["a.docx", "b.docx"], "unclear"),
        ("Xin gửi kèm.", ["Bài viết.docx", "Báo cáo quý I-2021.docx"], "unclear"),
        ("Không phát sinh cả bài viết tháng 3 và báo cáo quý I.", [], "unclear"),
        ("Không phát sinh.", [], "nothing articles/2021-03/dai-pt-th"),
    ])
    func `asks whoever answers one reminder and names another duty or period that is open`(
        text: String, files: [String], end: String
    ) throws {
        let site = try MailedSite()
        let token = try #require(site.year.office.replies?.token(for: "articles/2021-03/dai-pt-th"))
        let written = mail {
            $0.from = "dai@tinh.example.vn"
            $0.subject = "Re: Nhắc gửi bài viết, báo cáo quý [#\(token)]"
            $0.text = text
            $0.files = files.map { ($0, Array($0.utf8)) }
        }
        let words = try site.take(written.bytes).words
        let both = "unclear articles/2021-03/dai-pt-th, reports/2021-Q1/dai-pt-th: "
        #expect(words == (end == "unclear" ? both + files.joined(separator: ", ") : end))
    }

    @Test func `counts what is overdue among what a mail without a mark may mean`() throws {
        let site = try MailedSite(at: "2021-06-16T09:00")
        let written = mail {
            $0.from = "dai@tinh.example.vn"
            $0.subject = "Tra loi"
            $0.text = "Đơn vị không phát sinh."
        }
        let words = try site.take(written.bytes).words
        #expect(words.hasPrefix("unclear articles/2021-03/dai-pt-th"), "\(words)")
    }

    @Test func `answers no sender more often than anybody writes in a day`() throws {
        let site = try MailedSite()
        var answers = 0
        for number in 1...(Correspondence.mostAnswered + 5) {
            let end = try site.take(mail(number) { $0.text = "Câu hỏi số \(number)?" }.bytes)
            answers += end.told.count { $0 == "bao@tinh.example.vn" }
        }
        #expect(answers == Correspondence.mostAnswered)
        // What it brings is taken all the same.
        let last = try site.take(mail(99) { $0.files = [("bai.docx", Array("một".utf8))] }.bytes)
        #expect(last.words.hasPrefix("submitted") && last.told.isEmpty)
        let next = try site.take(mail(100) { $0.text = "Hôm sau?" }.bytes, at: "2021-03-22T09:00")
        #expect(next.told.contains("bao@tinh.example.vn"))
    }

    @Test func `tells the office of strangers once a day, however many there are`() throws {
        let site = try MailedSite()
        var told: [Notice] = []
        for number in 1...60 {
            told += try site.take(mail(number) { $0.from = "x\(number)@spam.example.com" }.bytes).notices
        }
        #expect(told.count == 1 && told[0].to[0].address == "thidua@tinh.example.vn")
        try site.year.play(until: "2021-03-19T12:00")
        let next = try #require(site.year.notices.last { $0.to[0].address == "thidua@tinh.example.vn" })
        let matter = next.fields["matters"][0]
        #expect(matter["items"].asArray?.count == 51, "fifty of the other 59, and how many are left")
        #expect(matter["subject"].asString?.hasPrefix("59 thư") == true)
        let before = site.year.notices.count
        try site.year.play(until: "2021-03-22T12:00")
        #expect(!site.year.notices.dropFirst(before).contains { $0.fields.text.contains("Thư từ địa chỉ lạ") })
    }

    @Test func `leaves the mail where it is when the shelf's disk fails`() throws {
        let scratch = try Scratch()
        let shelf = try FileShelf(folder: "\(scratch.path)/state/files")
        var drop = FileDrop(site: scratch.path, settings: settings, shelf: shelf)
        try FileManager.default.removeItem(atPath: "\(scratch.path)/state/files")
        try scratch.write(mail { $0.files = [("bai.docx", [1])] }.bytes, to: "inbox/mail/thu.eml")
        #expect(throws: FileShelfError.self) {
            for _ in 1...10_000 {
                let drops = try drop.look(
                    at: morning, knows: { _ in false }, owners: { _ in ["bao-an-giang"].map { UnitCode($0) } })
                if !drops.isEmpty { return }
            }
        }
        #expect(try scratch.files == ["inbox/mail/thu.eml"])
    }

    @Test func `leaves a unit of that code its folder`() throws {
        let scratch = try Scratch()
        var drop = FileDrop(
            site: scratch.path, settings: settings, shelf: try FileShelf(folder: "\(scratch.path)/state/files"))
        try scratch.write(mail().bytes, to: "inbox/mail/thu.eml")
        var drops: [Drop] = []
        for _ in 1...10_000 where drops.isEmpty { drops = try drop.look(at: morning, knows: { $0.text == "mail" }) }
        #expect(drops.first?.event.type == "dondoc.submission.received.v1")
    }

    @Test func `keeps a letter without files whole`() throws {
        let site = try MailedSite()
        let bytes = mail { $0.text = "Hỏi thêm." }.bytes
        let end = try site.take(bytes)
        let told = try #require(end.notices.first { $0.to[0].address == "thidua@tinh.example.vn" } ?? end.notices.first)
        let name = Digest.sha256(bytes: bytes)
        #expect(told.fields["fields"]["body"].asString?.contains("state/files/\(name)") == true)
        #expect(try site.files.contains("state/files/\(name)"))
    }

    @Test func `says of a list that cannot be read what is wrong with it`() throws {
        let site = try MailedSite()
        let end = try site.take(mail { $0.files = [("danh-sach.csv", [0xFF, 0xFE, 0x41])] }.bytes)
        #expect(end.words == "quarantined bad-list")
        #expect(end.notices.contains { $0.fields.text.contains("UTF-8") })
    }

    @Test func `forgets what leaves are known by only with the mails themselves`() throws {
        let folder = try TemporaryFolder()
        var spans = KeptSpans()
        spans.outgoing = CivilDuration(months: 12)
        let year = try Year(
            upkeep: Upkeep(spans: spans, archive: Storage.Archive(folder: "\(folder.path)/archive"))
        ).play(until: "2021-12-31")
        func known() throws -> Int { try year.store.records(kind: "mail", parent: nil, openOnly: false).count }
        let before = try known()
        #expect(before == Set(year.notices.map(\.key)).count)
        try year.play(until: "2023-02-01")
        let left = try OutgoingRow.State.allCases.flatMap { try year.store.outgoing(state: $0, atMost: 100_000) }
        #expect(try known() == left.count { $0.kind == "notice" })
        #expect(try known() < before)
    }
}

@Suite struct `an archive at a glance` {
    @Test(
        arguments: [
            ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00, 0, 0, 0, 0, 0x21, 0x04], true),
            ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00, 0, 0, 0, 0, 0x21, 0x01], false),
            ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00, 0xCF, 0x90, 0x73, 0x80, 0x00], true),
            ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00, 0xCF, 0x90, 0x73, 0x00, 0x00], false),
        ] as [([UInt8], Bool)])
    func `says whether a RAR is locked`(beginning: [UInt8], isLocked: Bool) {
        #expect(FileGlance(bytes: beginning + [UInt8](repeating: 0, count: 100)).isEncrypted(ending: "rar") == isLocked)
    }

    @Test func `lists what is in it, and believes no directory that leads out of the file`() throws {
        let archive = TestKit.Archive.made([("a.docx", Array("x".utf8)), ("b/c.txt", Array("y".utf8))])
        #expect(FileGlance(bytes: archive).entries?.map(\.name) == ["a.docx", "b/c.txt"])
        for cut in stride(from: 0, to: archive.count, by: 7) { _ = FileGlance(bytes: Array(archive.prefix(cut))) }
        for place in archive.indices {
            var wrong = archive
            wrong[place] = 0xFF
            _ = FileGlance(bytes: wrong).isBomb
        }
    }
}
