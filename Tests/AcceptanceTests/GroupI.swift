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

/// Reminders and escalation.
extension Case {
    static let groupI: [Case] = [
        Case(
            "I01", "A unit that sends nothing is reminded on three days and pressed on three, each time at eight.", i01),
        Case("I02", "A unit whose set was accepted is not reminded.", i02),
        Case(
            "I04",
            "After days without power one overdue notice goes out, what was missed is logged, and there is no burst.",
            i04),
        Case("I05", "A second process on the same store refuses, naming the first, and each notice leaves once.", i05),
        Case(
            "I06", "A mail that is refused is no reminder: the administrator is told, and another way is tried.", i06),
        Case(
            "I08", "The third rung drafts the official letter, whole but for number, day and signature.",
            without: signature, i08),
        Case("I09", "More time for one unit moves its steps and no other's; the facts keep the plan's day.", i09),
        Case("I10", "More time after the day is granted only with the flag, and the days late until then remain.", i10),
        Case(
            "I12",
            "What is open under a plan that another supersedes is cancelled with the reason, and nothing more is said.",
            i12),
        Case(
            "I13", "A reminder names plan, deadline in both readings, what, where, how, whom to ask and its code.", i13),
        Case("I14", "However many mails are due at once, they leave at the server's pace, each once.", i14),
    ]

    private static func i06() throws {
        try ByMail.bounce()
        let bao = "bao@tinh.example.vn"
        let year = try Year(
            admin: "quantri@tinh.example.vn", mail: Year.MailServerRules(refused: [bao])
        ).play(until: "2021-03-19")
        let reminders = year.notices.filter { $0.kind == .reminder && $0.unit == UnitCode("bao-an-giang") }
        #expect(Set(reminders.map { $0.to[0].address }) == ["tbt@bao.example.vn"], "its head's mailbox is tried")
        let refused = try year.store.outgoing(state: .failed, atMost: 100).filter {
            $0.key.contains("2021-03-17/\(bao)")
        }
        #expect(refused.map(\.note) == ["550 5.1.1 no such mailbox"])
        let told = try #require(year.notices.last { $0.to[0].address == "quantri@tinh.example.vn" })
        #expect(year.office.settings.zone.day(of: told.at).iso == "2021-03-18")
        #expect(told.fields.text.contains("550 5.1.1 no such mailbox"))
        #expect(told.fields.text.contains("tbt@bao.example.vn"))
        let why = try Why(
            unit: UnitCode("bao-an-giang"), day: Day(iso: "2021-03-17")!, of: year.office, in: year.store,
            at: year.rehearsal.now)
        let sentences = why.matters.flatMap(\.sentences).map(\.vietnamese)
        #expect(sentences.contains { $0.contains("thư không tới: 550 5.1.1 no such mailbox") })
    }

    private static func i14() throws {
        let communes = (1...150).map {
            "xa-\($0),Xã số \($0),commune,people-committee,ubnd-tinh,xa\($0)@tinh.example.vn,\n"
        }
        let plan = SampleSite.plan().replacing(
            "from: { units: [bao-an-giang, dai-pt-th] }", with: "from: { level: commune }"
        ).replacing("- { kind: video, min: 1, units: [dai-pt-th] }", with: "")
        let year = try Year(
            plan: plan, units: SampleSite.units + communes.joined(), mail: Year.MailServerRules(perMinute: 50))
        func reminded() throws -> [OutgoingRow] {
            try year.store.outgoing(state: .sent, atMost: 100_000).filter { $0.key.contains("digest/2021-03-17/xa") }
        }
        try year.play(until: "2021-03-17T08:01")
        #expect(try reminded().count == 50)
        try year.sleep(until: "2021-03-17T08:10")
        try year.play(until: "2021-03-17T08:11")
        #expect(try reminded().count == 100, "the minute after the failure takes no more than any other")
        try year.play(until: "2021-03-17T08:30")
        #expect(try reminded().count == 150)
        let mails = year.notices.filter { $0.key.hasPrefix("digest/2021-03-17/xa") }
        #expect(mails.count == 150 && Set(mails.map(\.key)).count == 150)
    }

    private static func i01() throws {
        let year = try Year().play(until: "2021-04-01")
        let march = year.lines {
            $0.at >= Year.instant("2021-03-01") && $0.to.contains { $0.address == "bao@tinh.example.vn" }
        }
        #expect(
            march == [
                "03-17 08:00 reminder bao-an-giang", "03-19 08:00 reminder bao-an-giang",
                "03-23 08:00 reminder bao-an-giang",
                "03-25 08:00 overdue bao-an-giang",
            ])
        let above = year.lines { $0.at >= Year.instant("2021-03-26") && $0.kind != .rollup }
        #expect(
            above
                == ["03-29 08:00 escalation ubnd@tinh.example.vn", "03-31 08:00 letter thidua@tinh.example.vn"].map {
                    line in
                    line.replacing("ubnd@tinh.example.vn", with: "Ủy ban nhân dân tỉnh An Giang")
                        .replacing("thidua@tinh.example.vn", with: "Chuyên viên đầu mối, Sở Nội vụ")
                })
    }

    private static func i02() throws {
        try ByMail.answered()
        let year = try Year().play(until: "2021-03-01")
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-18T09:00")
        try year.play(until: "2021-04-01")
        let march = year.lines {
            $0.at >= Year.instant("2021-03-01") && $0.unit?.text == "bao-an-giang" && $0.kind != .receipt
        }
        #expect(march == ["03-17 08:00 reminder bao-an-giang"])
    }

    private static func i04() throws {
        let year = try Year().play(until: "2021-03-23T07:00")
        let before = year.notices.count
        try year.sleep(until: "2021-03-26T09:00")
        try year.play(until: "2021-03-26T10:00")
        let news = year.notices.dropFirst(before).filter { $0.to[0].address == "bao@tinh.example.vn" }
        #expect(news.map(\.kind) == [.overdue])
        let ledger = try year.store.ledger(subject: "assignment/bao-an-giang/articles/2021-03")
        #expect(ledger.map(\.result) == [.done, .done, .merged, .done])
        #expect(
            ledger.contains {
                $0.result == .merged && $0.note.contains("reminder, 1 working days before")
            }, "\(ledger)")
    }

    private static func i05() throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder)
        let first = try DondocProcess(["run", folder.path])
        defer { first.send(signal: SIGTERM) }
        for _ in 1...600 where !FileManager.default.fileExists(atPath: "\(folder.path)/state/dondoc.db") {
            usleep(50_000)
        }
        let second = try DondocProcess.run(["run", folder.path])
        #expect(second.code == 3 && second.error.contains("\(first.identifier)"), "\(second.error)")
        // However often a release is handed out, its key makes one mail of it.
        let year = try Year().play(until: "2021-04-01")
        #expect(Set(year.notices.map(\.key)).count == year.notices.count)
    }

    private static func i08() throws {
        let site = try SeedSite.anGiang.alone()
        let mail = try #require(try site.mails("2021-03-31", "letter").first)
        #expect(mail.contains("chỉ còn chờ số, ngày và chữ ký"), "\(mail)")
        let letter = try #require(try site.enclosures("2021-03-31", "letter").first)
        for words in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "V/v đôn đốc gửi", "Kính gửi",
            "Báo An Giang", "Đài Phát thanh - Truyền hình An Giang", "PHỤ LỤC", "Nơi nhận", "Lưu: VT",
        ] {
            #expect(letter.localizedCaseInsensitiveContains(words), "\(words): \(letter)")
        }
        #expect(letter.contains(/Số:[\s…._&;nbsp]*\//), "\(letter)")
        #expect(letter.contains(/ngày[ …\.]+tháng[ …\.]+năm/), "\(letter)")
    }

    private static func i09() throws {
        try ByMail.moreTime()
        let year = try Year().play(until: "2021-03-22")
        try year.command(
            .extend, "bao-an-giang", at: "2021-03-23T10:00",
            ["obligation": "articles", "period": "2021-03", "until": "2021-03-29"])
        try year.play(until: "2021-04-01")
        let own = year.notices.filter {
            $0.at >= Year.instant("2021-03-23T10:01") && $0.to[0].address == "bao@tinh.example.vn"
        }
        #expect(own.map { Zone.vietnam.day(of: $0.at).iso } == ["2021-03-24", "2021-03-26", "2021-03-30"])
        #expect(own.map(\.kind) == [.reminder, .reminder, .overdue])
        let assignment = try year.assignment("bao-an-giang", "articles/2021-03")
        #expect(assignment.original.lastDay.iso == "2021-03-24")
        #expect(assignment.deadline.lastDay.iso == "2021-03-29")
        let other = year.notices.filter {
            $0.kind == .overdue && $0.unit?.text == "dai-pt-th" && $0.at > Year.instant("2021-03-01")
        }
        #expect(other.map { Zone.vietnam.day(of: $0.at).iso }.first == "2021-03-25")
        #expect(assignment.deadline.reading.contains("được gia hạn đến hết thứ Hai 29/3/2021"))
        let row = try #require(try year.rows("assignments", "bao-an-giang").first { $0["period"] == "2021-03" })
        #expect(row["originalLastDay"] == "2021-03-24" && row["lastDay"] == "2021-03-29")
    }

    private static func i10() throws {
        let year = try Year().play(until: "2021-03-25")
        let period: [String] = ["articles", "2021-03"]
        let refused = try year.command(
            .extend, "bao-an-giang", at: "2021-03-26T10:00",
            ["obligation": .init(period[0]), "period": .init(period[1]), "until": "2021-03-31"])
        guard case .refused(let sentence)? = refused else { Issue.record("granted without --late"); return }
        #expect(sentence.contains("--late"))
        let granted = try year.command(
            .extend, "bao-an-giang", at: "2021-03-26T11:00",
            ["obligation": .init(period[0]), "period": .init(period[1]), "until": "2021-03-31", "late": true])
        guard case .done? = granted else { Issue.record("not granted with --late"); return }
        let assignment = try year.assignment("bao-an-giang", "articles/2021-03")
        #expect(
            assignment.extensions?.map(\.isAfterwards) == [true] && assignment.original.lastDay.iso == "2021-03-24")
        try year.submit("bao-an-giang", "1.docx", "2.docx", at: "2021-03-30T09:00")
    }

    private static func i12() throws {
        let year = try Year().play(until: "2021-05-31T12:00")
        let new = SampleSite.plan(issued: "2021-06-01").replacing("plan: mau-2021", with: "plan: mau-2021-b")
            .replacing("symbol: 31/KH-UBND", with: "symbol: 75/KH-UBND\nsupersedes: [mau-2021]")
            .replacing("from: 2021-01-01", with: "from: 2021-06-01").replacing("  articles:", with: "  news:")
        try year.change(["plan.yaml": new])
        try year.play(until: "2021-07-10")
        let old = try year.rows("assignments", "bao-an-giang", "articles")
        #expect(old.count == 5 && old.allSatisfy { $0["state"] == "cancelled" && $0["late"] == false }, "\(old)")
        let stage = try year.assignment("bao-an-giang", "articles/2021-05").stage
        #expect(
            old.allSatisfy { $0["reason"] == JSON(try? year.assignment("bao-an-giang", "articles/2021-01").reason) })
        guard case .cancelled(let reason) = stage else { Issue.record("\(stage)"); return }
        #expect(
            reason == "được thay thế bởi Kế hoạch số 75/KH-UBND ngày 01/6/2021 của Ủy ban nhân dân tỉnh An Giang",
            "\(reason)")
        let itself = try Checked(plan: new.replacing("supersedes: [mau-2021]", with: "supersedes: mau-2021-b"))
        #expect(itself.problems.contains { $0.contains("plan.yaml:5:13: error:") && $0.contains("supersedes itself") })
        let later = year.notices.filter { $0.at >= Year.instant("2021-06-01") }
        #expect(
            !later.contains { notice in
                notice.obligation == "articles" || notice.entries.contains { $0.obligation == "articles" }
            })
        #expect(later.contains { $0.kind == .reminder && $0.obligation == "news" })
    }

    private static func i13() throws {
        let folder = try TemporaryFolder()
        _ = try DondocProcess.run(["preview", SeedSite.anGiang.path, "--out", folder.path])
        let mail = try #require(
            try folder.files.first { $0.contains("2021-03-17") && $0.contains("reminder-bao-an-giang") })
        let text = try Mail.text(of: "\(folder.path)/\(mail)")
        for words in [
            "Kế hoạch (chưa cấp số) ngày 05/3/2021 của UBND tỉnh An Giang",
            "trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021", "02 bài viết",
            "articles/2021-03/bao-an-giang", "điện thoại (0296) 000 0000", "Hỏi đáp",
        ] {
            #expect(text.contains(words), "\(words) in \(text)")
        }
        let raw = try String(contentsOfFile: "\(folder.path)/\(mail)", encoding: .utf8)
        #expect(raw.contains("Subject: =?"))
        let subject = try SeedSite.anGiang.alone().notices.first {
            $0.day == "2021-03-17" && $0.unit == "bao-an-giang"
        }?.subject
        #expect(
            subject
                == "[Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang"
        )
    }

    private static let signature = Rest(
        reason: "A letter waits under “chờ ký” until its number and day are recorded once letters have a register.",
        issue: 6)
}
