import Definition
import Almanac
import CaseKit
import Casework
import Engine
import Notation
import Storage
import TestKit
import Testing

/// Due rules.
extension Case {
    static let groupA: [Case] = [
        Case("A01", "“Trước ngày 25” leaves the 25th out: the 24th is the last day, to its last millisecond.", a01),
        Case("A02", "“Chậm nhất ngày 15/4” keeps the 15th in.", a02),
        Case("A04", "A yearly duty has one period for each year of the plan, and none after it.", a04),
        Case("A05", "“Cuối năm” is the last day of December.", a05),
        Case("A06", "A plan is in force to the last second of its last day; what was open then stays listed.", a06),
        Case("A08", "A duty without a day is an error at its place, unless the plan's silence is spelt out.", a08),
        Case("A09", "Where the administrator has set the day, the reminder says so, and that the plan has none.", a09),
        Case("A10", "A duty whose day is another report's waits unscheduled, is told of daily, and opens with its day.")
        {
            let more = """
                  sections:
                    title: Báo cáo 6 tháng, năm
                    from: { units: [bao-an-giang] }
                    to: so-noi-vu
                    items: [{ kind: section, min: 1 }]
                    due: 06 tháng, năm
                    origin: inherited
                """
            func plan(_ due: String) -> String {
                SampleSite.plan(of: 2022...2022).replacing(
                    "\nobligations:", with: "\nobligations:\n\(more.replacing("06 tháng, năm\n", with: "\(due)\n"))")
            }
            let year = try Year(
                plan: plan("06 tháng, năm"), workflows: ["site.yaml": administered], from: "2022-01-01"
            ).play(until: "2022-06-01")
            // Every working day of May: 1 May is made up for on Monday the 2nd and Tuesday the 3rd.
            let morning = year.notices.filter { $0.to.contains { $0.address == "quantri@tinh.example.vn" } }
            let may = morning.filter { $0.at >= Year.instant("2022-05-01") }
            #expect(may.count == 20 && Set(may.map { Zone.vietnam.day(of: $0.at) }).count == 20)
            #expect(may.allSatisfy { Zone.vietnam.time(of: $0.at).text == "08:00" })
            #expect(
                try year.mail(try #require(may.first)).text.contains("Báo cáo 6 tháng, năm (sections): “06 tháng, năm”")
            )
            #expect(try year.status["unscheduled"] == ["sections"])
            #expect(!(try year.periods.contains { $0.obligation == "sections" }))
            #expect(!year.notices.contains { $0.obligation == "sections" })
            try year.change(["plan.yaml": plan("chậm nhất ngày 15/6/2022")])
            try year.play(until: "2022-06-20")
            #expect(try year.status["unscheduled"] == [])
            #expect(
                !year.notices.contains {
                    $0.at > Year.instant("2022-06-02") && $0.to[0].address == "quantri@tinh.example.vn"
                        && $0.fields["matters"][0]["title"] != "Hệ thống vẫn chạy"
                })
            #expect(try year.rows("assignments", "bao-an-giang", "sections").map { $0["lastDay"] } == ["2022-06-15"])
            #expect(
                year.notices.contains { notice in notice.entries.contains { $0.obligation == "sections" } })
        },
        Case("A12", "Working days are counted from the day after the cut-off, over a weekend.", a12),
        Case("A13", "Working days are counted from the day after the cut-off, within a week.", a13),
        Case("A14", "“Ngày 31 hàng tháng” is the last day of a shorter month.", a14),
        Case("A16", "“Kỳ 15-14”: the data of half a year and of a year end on the 14th.", a16),
        Case("A17", "“Kỳ 15-14”: the data of a quarter end on the 14th.", a17),
        Case("A18", "A day that does not exist is refused with its line and its words, and nothing is scheduled.", a18),
        Case(
            "A20", "A phrase that contradicts its structured rule is warned of, for the administrator to confirm.", a20),
    ]

    private static func a01() throws {
        let deadline = try Due("trước ngày 25 hàng tháng").only(in: "2021-03")
        #expect(deadline.lastDay.iso == "2021-03-24" && deadline.lastDay.vietnameseWeekday == "thứ Tư")
        #expect(deadline.dueBefore.rfc3339(in: .vietnam) == "2021-03-25T00:00:00+07:00")
        #expect(deadline.dueBefore.rfc3339(in: .utc) == "2021-03-24T17:00:00Z")
        for (receivedAt, isLate) in [
            ("2021-03-24T23:59:59.999+07:00", false), ("2021-03-25T00:00:00.000+07:00", true),
        ] {
            let year = try Year().play(until: "2021-03-01")
            try year.submit(
                "bao-an-giang", "1.docx", "2.docx", at: "2021-03-25T09:00",
                more: ["receivedAt": .string(receivedAt)])
            #expect(try year.assignment("bao-an-giang", "articles/2021-03").cameLate == isLate)
        }
    }

    private static func a02() throws {
        let deadline = try Due("chậm nhất ngày 15/4/2022").only(in: "2022-04")
        #expect(deadline.lastDay.iso == "2022-04-15" && deadline.lastDay.vietnameseWeekday == "thứ Sáu")
        #expect(deadline.dueBefore.rfc3339(in: .vietnam) == "2022-04-16T00:00:00+07:00")
    }

    private static func a04() throws {
        let year = try Year(
            plan: SampleSite.plan(of: 2023...2025, due: "Cuối tháng 11 hằng năm"), from: "2023-01-01"
        ).play(until: "2027-01-01")
        let periods = try year.periods
        #expect(periods.map(\.lastDay.iso) == ["2023-11-30", "2024-11-30", "2025-11-30"])
        #expect(periods.map(\.lastDay.vietnameseWeekday) == ["thứ Năm", "thứ Bảy", "Chủ nhật"])
        #expect(periods.map(\.period) == ["2023", "2024", "2025"])
    }

    private static func a05() throws {
        let deadline = try Due("cuối năm").only(in: "2020-12")
        #expect(deadline.lastDay.iso == "2020-12-31" && deadline.lastDay.vietnameseWeekday == "thứ Năm")
        #expect(deadline.dueBefore.rfc3339(in: .vietnam) == "2021-01-01T00:00:00+07:00")
    }

    private static func a06() throws {
        let workflow = """
            document:
              { dsl: '1.0.3', namespace: mau, name: news, version: '1.0.0', metadata: { plan: mau-2021 } }
            schedule: { on: { one: { with: { type: test.news } } } }
            do:
              - tell: { emit: { event: { with: { source: /test, type: test.told } } } }

            """
        let year = try Year(
            plan: SampleSite.plan(of: 2025...2025), workflows: ["news.yaml": workflow], from: "2025-01-01")
        try year.send("test.news", [:], at: "2025-12-31T23:59")
        #expect(try year.events("test.told") == 1)
        try year.send("test.news", [:], at: "2026-01-01T00:00")
        #expect(try year.events("test.told") == 1)
        try year.play(until: "2026-06-01")
        #expect(try year.periods.map(\.period).last == "2025-12")
        let open = try year.rows("assignments", "bao-an-giang")
        #expect(open.count == 12 && open.allSatisfy { $0["state"] == "overdue" && $0["late"] == true })
    }

    private static func a08() throws {
        let due = "    due: trước ngày 25 hàng tháng\n"
        let silent = try Checked(plan: SampleSite.plan().replacing(due, with: ""))
        #expect(silent.site.office == nil)
        let told = silent.problems.filter { $0.hasPrefix("plan.yaml:11:3: error:") }
        #expect(told.count == 1 && told[0].contains("\"articles\"") && told[0].contains("due: none"), "\(told)")
        for spoken in ["    due: none\n", "    due: chậm nhất ngày 15/12 hằng năm\n    origin: admin-set\n"] {
            let checked = try Checked(plan: SampleSite.plan().replacing(due, with: spoken))
            #expect(checked.site.office != nil && !checked.site.hasErrors, "\(checked.problems)")
        }
    }

    private static func a09() throws {
        let plan = SampleSite.plan(
            of: 2021...2025, due: "chậm nhất ngày 15/12 hằng năm", articles: "    origin: admin-set")
        let year = try Year(plan: plan, from: "2022-11-01").play(until: "2022-12-15")
        let reminder = try #require(year.notices.first { $0.kind == .reminder && $0.unit?.text == "bao-an-giang" })
        #expect(reminder.at == Year.instant("2022-12-08T08:00"))
        let mail = try year.mail(reminder)
        #expect(mail.text.contains("thứ Năm 15/12/2022"))
        #expect(mail.text.contains("(hạn do quản trị viên đặt, kế hoạch không ghi ngày)"), "\(mail.text)")
    }

    private static func a12() throws {
        let deadline = try Due("02 ngày làm việc kể từ ngày chốt số liệu").only(in: "2022-04", issued: "2022-04-14")
        #expect(deadline.lastDay.iso == "2022-04-18" && deadline.lastDay.vietnameseWeekday == "thứ Hai")
        #expect(deadline.dueBefore.rfc3339(in: .vietnam) == "2022-04-19T00:00:00+07:00")
    }

    private static func a13() throws {
        let deadline = try Due("02 ngày làm việc kể từ ngày chốt số liệu").only(in: "2022-12", issued: "2022-12-14")
        #expect(deadline.lastDay.iso == "2022-12-16" && deadline.lastDay.vietnameseWeekday == "thứ Sáu")
    }

    private static func a14() throws {
        let rule = try Due("ngày 31 hàng tháng")
        #expect(
            try ["2024-02", "2024-04"].map { try rule.only(in: $0).lastDay.iso } == ["2024-02-29", "2024-04-30"])
    }

    private static func a16() throws {
        #expect(try windows(due: "cuối mỗi 06 tháng")[0] == ["2022-H1", "2021-12-15", "2022-06-14"])
        #expect(try windows(due: "cuối năm") == [["2022", "2021-12-15", "2022-12-14"]])
    }

    private static func a17() throws {
        let quarters = try windows(due: "trước các ngày 20/3, 20/6, 20/9 và 20/12")
        #expect(quarters.count == 4 && quarters[0] == ["2022-Q1", "2021-12-15", "2022-03-14"])
    }

    private static func a18() throws {
        for phrase in ["25/13", "30/2", "trước ngày 30/2"] {
            let plan = SampleSite.plan().replacing("trước ngày 25 hàng tháng\n", with: "\(phrase)\n")
            let checked = try Checked(plan: plan)
            let told = checked.problems.filter { $0.hasPrefix("plan.yaml:19:") && $0.contains("error:") }
            #expect(told.count == 1 && told[0].contains(phrase.split(separator: " ").last ?? ""), "\(checked.problems)")
            #expect(checked.site.office == nil)
        }
    }

    private static func a20() throws {
        let both = "due: { phrase: trước ngày 25 hàng tháng, by: { day: 25 }, every: month }"
        let checked = try Checked(
            plan: SampleSite.plan().replacing("due: trước ngày 25 hàng tháng", with: both))
        let told = checked.problems.filter { $0.hasPrefix("plan.yaml:19:") }
        #expect(
            told.count == 1 && told[0].contains("warning:") && told[0].contains("\"trước\" loại trừ ngày 25"),
            "\(told)")
        #expect(told.first?.contains("confirm the rule") == true, "\(told)")
        #expect(!checked.site.hasErrors)
    }

    /// Each period of 2022 under the preset, with the first and the last day of its data.
    private static func windows(due: String) throws -> [[String]] {
        let plan = SampleSite.plan(of: 2022...2022, due: due, articles: "    dataPeriod: 15-14")
        let year = try Year(plan: plan, from: "2021-12-01").play(until: "2022-12-31")
        let reminder = try #require(year.notices.first { $0.kind == .reminder })
        #expect(try year.mail(reminder).text.contains("Số liệu: từ ngày 15/12/2021 đến hết ngày 14/"))
        return try year.periods.map {
            [$0.period, $0.dataDays?.lowerBound.iso ?? "", $0.dataDays?.upperBound.iso ?? ""]
        }
    }
}
