import Almanac
import CaseKit
import Casework
import Engine
import Definition
import Notation
import Storage
import Testing
import TestKit

@Suite struct `reminders and ladders` {
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

    @Test func `a Party or Front body is asked, never pressed`() throws {
        let year = try Year(plan: SampleSite.plan(articles: "    force: request")).play(until: "2021-04-10")
        #expect(Set(year.notices.map(\.kind)) == [.reminder, .rollup])
    }
}
