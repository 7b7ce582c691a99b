import Notation
import Definition
import Almanac
import CaseKit
import Casework
import Engine
import TestKit
import Testing

/// Weekends and holidays.
extension Case {
    private static let monthly = "trước ngày 25 hàng tháng"
    private static let quarterly = "trước các ngày 20/3, 20/6, 20/9 và 20/12"

    static let groupB: [Case] = [
        Case("B01", "A last day on a Saturday stays, goes to Monday or comes back to Friday, as the duty says.", b01),
        Case("B02", "A last day on a Sunday stays, goes to Monday or comes back to Friday, as the duty says.", b02),
        Case("B04", "So does a quarter's Saturday.", b04),
        Case("B05", "So does a quarter's Sunday.", b05),
        Case("B06", "So does the last day of a month, into the next.", b06),
        Case("B08", "A last day within Tết: the policies skip it, and nobody is written to while it lasts.", b08),
        Case("B09", "Reminders after Tết are counted in working days; nothing leaves while it lasts.", b09),
        Case("B10", "The ladder is climbed over Tết in working days.", b10),
        Case("B12", "A Saturday that is worked counts, and the Friday for which it is worked does not.", b12),
        Case("B13", "A Monday that is swapped off does not count, and the Saturday worked for it does.", b13),
        Case("B14", "The day off in place of a holiday on a Sunday is no day for a reminder.", b14),
        Case("B16", "The ladder after the year's end skips New Year and the weekend.", b16),
        Case(
            "B17",
            "A holiday that is added while the daemon runs moves what the policy lets it move, and repeats nothing.",
            b17),
        Case(
            "B18",
            "A year without a holiday table is computed from the rules, marked, and told of from December before.", b18),
        Case(
            "B20",
            "After a chain of holidays over a weekend the next working day is the first on which somebody works.", b20),
        Case("B21", "National Day has one day off before 2021, two since.", b21),
        Case("B22", "A window of ten working days closes with the tenth, at its midnight.", b22),
    ]

    private static func b01() throws {
        #expect(try Due(monthly).policies("2021-04-24") == ["2021-04-24", "2021-04-26", "2021-04-23"])
    }

    private static func b02() throws {
        #expect(try Due(monthly).policies("2021-10-24") == ["2021-10-24", "2021-10-25", "2021-10-22"])
    }

    private static func b04() throws {
        #expect(try Due(quarterly).policies("2022-03-19") == ["2022-03-19", "2022-03-21", "2022-03-18"])
    }

    private static func b05() throws {
        #expect(try Due(quarterly).policies("2022-06-19") == ["2022-06-19", "2022-06-20", "2022-06-17"])
    }

    private static func b06() throws {
        #expect(
            try Due("Cuối tháng 11 hằng năm").policies("2024-11-30") == ["2024-11-30", "2024-12-02", "2024-11-29"])
    }

    private static func b08() throws {
        #expect(try Due(monthly).policies("2023-01-24") == ["2023-01-24", "2023-01-27", "2023-01-19"])
        let year = try Year.of(2023).play(until: "2023-02-10")
        #expect(
            year.told(.reminder, from: "2023-01-01", before: "2023-01-27") == [
                "01-12 08:00 reminder", "01-16 08:00 reminder", "01-18 08:00 reminder",
            ])
        #expect(Set(year.told(.overdue, from: "2023-01-01", before: "2023-02-10")) == ["01-27 08:00 overdue"])
        let tết = Year.instant("2023-01-20")..<Year.instant("2023-01-27")
        #expect(!year.notices.contains { tết.contains($0.at) })
    }

    private static func b09() throws {
        let year = try Year().play(until: "2021-02-25")
        #expect(
            year.told(.reminder, from: "2021-02-01", before: "2021-02-25") == [
                "02-17 08:00 reminder", "02-19 08:00 reminder", "02-23 08:00 reminder",
            ])
        let tết = Year.instant("2021-02-10")..<Year.instant("2021-02-17")
        #expect(!year.notices.contains { tết.contains($0.at) })
    }

    private static func b10() throws {
        let year = try Year.of(2022).play(until: "2022-02-15")
        #expect(
            rungs(year, from: "2022-01-24", before: "2022-02-15") == ["2022-01-25", "2022-01-27", "2022-02-07"])
    }

    private static func b12() throws {
        #expect(
            workingDays(5, after: "2025-04-24") == [
                "2025-04-25", "2025-04-26", "2025-04-28", "2025-04-29", "2025-05-05",
            ])
    }

    private static func b13() throws {
        #expect(
            workingDays(5, after: "2024-04-24") == [
                "2024-04-25", "2024-04-26", "2024-05-02", "2024-05-03", "2024-05-04",
            ])
    }

    private static func b14() throws {
        let year = try Year.of(2022, due: "chậm nhất ngày 15/4/2022").play(until: "2022-04-16")
        #expect(
            year.told(.reminder, from: "2022-03-01", before: "2022-04-16") == [
                "04-07 08:00 reminder", "04-12 08:00 reminder", "04-14 08:00 reminder",
            ])
    }

    private static func b16() throws {
        let year = try Year.of(2020, due: "cuối năm").play(until: "2021-01-15")
        #expect(
            rungs(year, from: "2020-12-31", before: "2021-01-15") == ["2021-01-04", "2021-01-06", "2021-01-08"])
    }

    private static func b17() throws {
        for (policy, lastDay, summed) in [
            ("asWritten", "2026-11-24", "2026-11-25"), ("next", "2026-11-25", "2026-11-26"),
            ("previous", "2026-11-23", "2026-11-25"),
        ] {
            let year = try Year.of(2026, articles: "    ifNotWorkingDay: \(policy)").play(until: "2026-11-01T12:00")
            try year.change(["holidays.csv": "date,kind,name\n2026-11-24,holiday,Ngày Văn hóa Việt Nam\n"])
            try year.play(until: "2026-12-10")
            #expect(try year.assignment("bao-an-giang", "articles/2026-11").deadline.lastDay.iso == lastDay)
            let reminders = year.told(.reminder, from: "2026-11-01", before: "2026-12-01")
            let lastReminder = policy == "next" ? "11-23" : "11-20"
            #expect(reminders.count == 3 && reminders.last == "\(lastReminder) 08:00 reminder", "\(reminders)")
            let rollup = year.notices.first { $0.kind == .rollup && $0.period == "2026-11" }
            #expect(rollup?.at == Year.instant("\(summed)T08:00"), "\(policy)")
        }
        // In the middle of the ladder, in both directions: a day off is added, or a Saturday is worked.
        for table in ["2026-11-24,holiday,Ngày Văn hóa Việt Nam", "2026-11-21,workday,Làm bù"] {
            let year = try Year.of(2026).play(until: "2026-11-19T12:00")
            #expect(
                year.told(.reminder, from: "2026-11-01", before: "2026-12-01") == [
                    "11-17 08:00 reminder", "11-19 08:00 reminder",
                ])
            try year.change(["holidays.csv": "date,kind,name\n\(table)\n"])
            try year.play(until: "2026-11-25")
            let later = year.told(.reminder, from: "2026-11-19T12:00", before: "2026-12-01")
            #expect(later == [table.contains("holiday") ? "11-20 08:00 reminder" : "11-23 08:00 reminder"])
        }
    }

    private static func b18() throws {
        let deadline = try Due(monthly).only(in: "2027-03")
        #expect(deadline.isProvisional && deadline.lastDay.iso == "2027-03-24")
        #expect(try !Due(monthly).only(in: "2026-03").isProvisional)
        let calendar = WorkCalendar.builtIn
        for off in ["2027-01-01", "2027-02-06", "2027-04-16", "2027-04-30", "2027-09-02", "2027-03-20"] {
            #expect(!calendar.isWorkingDay(day(off)), "\(off)")
        }
        let year = try Year(
            plan: SampleSite.plan(of: 2026...2027), workflows: ["site.yaml": administered], from: "2026-10-01"
        ).play(until: "2027-01-20")
        let told = year.notices.filter { notice in
            notice.to.contains { $0.address == "quantri@tinh.example.vn" }
                && notice.fields["matters"][0]["title"] != "Hệ thống vẫn chạy"
        }
        #expect(told.first?.at == Year.instant("2026-12-01T08:00"))
        #expect(
            try year.mail(try #require(told.first)).subject.contains("Lịch nghỉ năm 2027: chưa có lịch nghỉ chính thức")
        )
        let reminder = try #require(year.notices.first { $0.kind == .reminder && $0.period == "2027-01" })
        #expect(try year.mail(reminder).text.contains("(tạm tính, vì lịch nghỉ của năm chưa chính thức)"))
    }

    private static func b20() throws {
        #expect(workingDays(1, after: "2023-04-28") == ["2023-05-04"])
        #expect(WorkCalendar.builtIn.workingDay(onOrAfter: day("2023-04-29")).iso == "2023-05-04")
    }

    private static func b21() throws {
        #expect(WorkCalendar.builtIn.isWorkingDay(day("2020-09-03")))
        #expect(!WorkCalendar.builtIn.isWorkingDay(day("2021-09-03")))
    }

    private static func b22() throws {
        let deadline = try Due("10 ngày làm việc").only(in: "2022-06", issued: "2022-06-10")
        #expect(deadline.lastDay.iso == "2022-06-24" && deadline.lastDay.vietnameseWeekday == "thứ Sáu")
        #expect(deadline.dueBefore.rfc3339(in: .vietnam) == "2022-06-25T00:00:00+07:00")
    }

    private static func workingDays(_ count: Int, after iso: String) -> [String] {
        (1...count).map { WorkCalendar.builtIn.workingDay($0, after: day(iso)).iso }
    }

    /// The days on which somebody is told that the newspaper is late: itself, who is above it, the collector.
    private static func rungs(_ year: Year, from first: String, before end: String) -> [String] {
        let told = year.notices.filter { notice in
            notice.at >= Year.instant(first) && notice.at < Year.instant(end)
                && notice.entries.contains { $0.unit?.text == "bao-an-giang" && $0.kind != .reminder }
                && [.overdue, .escalation, .letter].contains(notice.kind)
        }
        // On the first of them both the contact and the head are told.
        return Set(told.map { Zone.vietnam.day(of: $0.at).iso }).sorted()
    }
}
