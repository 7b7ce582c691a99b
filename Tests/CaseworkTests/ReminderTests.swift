import Almanac
import Casework
import Engine
import Definition
import Notation
import Storage
import Testing
import TestKit

@Suite struct `reminders and ladders` {
    @Test func `a unit that sends nothing is reminded on three days and pressed on three (I01)`() throws {
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

    @Test func `nothing leaves during Tết (B09)`() throws {
        let year = try Year().play(until: "2021-02-24")
        let february = year.lines {
            $0.at >= Year.instant("2021-02-05") && $0.unit?.text == "bao-an-giang" && $0.kind == .reminder
        }
        #expect(
            february == [
                "02-17 08:00 reminder bao-an-giang", "02-19 08:00 reminder bao-an-giang",
                "02-23 08:00 reminder bao-an-giang",
            ])
    }

    @Test func `a unit whose set was accepted is not reminded (I02)`() throws {
        let year = try Year().play(until: "2021-03-01")
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-18T09:00")
        try year.play(until: "2021-04-01")
        let march = year.lines {
            $0.at >= Year.instant("2021-03-01") && $0.unit?.text == "bao-an-giang" && $0.kind != .receipt
        }
        #expect(march == ["03-17 08:00 reminder bao-an-giang"])
    }

    @Test func `after days without power one overdue notice goes out, and no burst (I04)`() throws {
        let year = try Year().play(until: "2021-03-23T07:00")
        let before = year.notices.count
        try year.sleep(until: "2021-03-26T09:00")
        try year.play(until: "2021-03-26T10:00")
        let news = year.notices.dropFirst(before).filter { $0.to[0].address == "bao@tinh.example.vn" }
        #expect(news.map(\.kind) == [.overdue])
        let ledger = try year.store.ledger(subject: "assignment/bao-an-giang/articles/2021-03")
        #expect(ledger.map(\.result) == [.done, .done, .merged, .done])
    }

    @Test func `an extension moves one unit's steps and no other's (I09)`() throws {
        let year = try Year().play(until: "2021-03-22")
        try year.command(
            .extend, "bao-an-giang", at: "2021-03-23T10:00",
            ["obligation": "articles", "period": "2021-03", "until": "2021-03-29"])
        try year.play(until: "2021-04-01")
        let own = year.notices.filter {
            $0.at >= Year.instant("2021-03-23T09:00") && $0.to[0].address == "bao@tinh.example.vn"
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
    }

    @Test func `an extension after the deadline needs to be said so (I10)`() throws {
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
    }

    @Test func `one recipient gets one mail a day, whatever is due (one digest)`() throws {
        let more = """
              reports:
                title: Báo cáo
                from: { units: [bao-an-giang] }
                to: so-noi-vu
                items: [{ kind: report, min: 1 }]
                due: trước ngày 25 hàng tháng
                remind: [5, 3, 1]
            """
        let year = try Year(plan: SampleSite.plan(more: more)).play(until: "2021-04-10")
        let byDay = Dictionary(grouping: year.notices.filter { $0.template == "digest" }) { notice in
            "\(Zone.vietnam.day(of: notice.at).iso) \(notice.to[0].address ?? notice.to[0].name)"
        }
        #expect(!byDay.isEmpty)
        for (key, mails) in byDay { #expect(mails.count == 1, "\(key)") }
        let both = year.notices.first { $0.unit?.text == "bao-an-giang" && $0.kind == .digest }
        #expect(both?.entries.map(\.obligation) == ["articles", "reports"])
    }

    @Test func `a Party or Front body is asked, never pressed (E12)`() throws {
        let year = try Year(plan: SampleSite.plan(articles: "    force: request")).play(until: "2021-04-10")
        #expect(Set(year.notices.map(\.kind)) == [.reminder, .rollup])
    }
}
