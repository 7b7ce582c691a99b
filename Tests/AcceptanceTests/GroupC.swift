import Almanac
import CaseKit
import Casework
import Foundation
import TestKit
import Testing

/// Lunar dates and anniversaries.
extension Case {
    static let groupC: [Case] = [
        Case("C01", "Giỗ Tổ, the tenth of the third lunar month, in eleven years.", c01),
        Case("C02", "Tết, the first of the first lunar month, in eleven years.", c02),
        Case("C04", "Tết 2030 is Vietnam's, a day before China's.", c04),
        Case("C05", "Of two third months the regular one is meant, the leap one only when it is asked for.", c05),
        Case("C06", "A twelfth month of 29 days has no 30th; its last day is the eve of Tết.", c06),
        Case("C08", "A theme of April whose lunar day falls in March that year is warned of.", c08),
        Case("C09", "Anniversaries are counted from their founding years, and the slip about Labour Day is told.", c09),
        Case("C10", "A solar day is read as a lunar one, with the year's name.", c10),
    ]

    private static func c01() throws {
        #expect(
            solar(10, 3, in: 2020...2030) == [
                "2020-04-02", "2021-04-21", "2022-04-10", "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26",
                "2027-04-16", "2028-04-04", "2029-04-23", "2030-04-12",
            ])
    }

    private static func c02() throws {
        #expect(
            solar(1, 1, in: 2020...2030) == [
                "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
                "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02",
            ])
    }

    private static func c04() throws {
        #expect(solar(1, 1, in: 2030...2030) == ["2030-02-02"])
    }

    private static func c05() throws {
        #expect(solar(10, 3, in: 2031...2031) == ["2031-04-01"])
        let leap = LunarDay(day: 10, month: 3, year: 2031, isLeap: true)
        #expect(LunarCalendar.solarDay(of: leap)?.iso == "2031-04-30")
        #expect(LunarCalendar.lunarDay(of: day("2031-04-30"))?.vietnamese == "10/3 nhuận Tân Hợi")
        #expect(LunarCalendar.solarDay(of: LunarDay(day: 10, month: 3, year: 2030, isLeap: true)) == nil)
    }

    private static func c06() throws {
        #expect(solar(30, 12, in: 2021...2021).isEmpty)
        #expect(solar(29, 12, in: 2021...2021) == ["2022-01-31"])
        #expect(solar(30, 12, in: 2023...2023) == ["2024-02-09"])
    }

    private static func c08() throws {
        let themes = """
            themes:
              - title: Giỗ Tổ
                months: [4]
                days: [{ name: Giỗ Tổ Hùng Vương, lunar: 10/3 }]
            """
        for (year, isWarned) in [(2012, true), (2061, true), (2021, false)] {
            let checked = try Checked(plan: SampleSite.plan(of: year...year) + themes)
            let told = checked.problems.filter { $0.contains("warning") && $0.contains("Giỗ Tổ Hùng Vương") }
            #expect(told.count == (isWarned ? 1 : 0), "\(checked.problems)")
            #expect(told.allSatisfy { $0.contains("31/3/\(year)") && $0.contains("month 4") }, "\(told)")
        }
    }

    private static func c09() throws {
        let file = DondocProcess.root.appending(path: "workflows/an-giang-2021/plan.yaml")
        let plan = try String(contentsOf: file, encoding: .utf8)
        let themes = try #require(plan.range(of: "\nthemes:")).lowerBound
        let own = SampleSite.plan() + String(plan[themes...])
        let told = try Checked(plan: own).problems.filter { $0.contains("Labour Day dates from 1886") }
        #expect(told.count == 1 && told[0].contains("warning") && told[0].contains("1975"), "\(told)")
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: themes, version: '1.0.0' }
            schedule: { cron: '0 8 1 * *' }
            do:
              - tell: { call: notify, with: { to: { units: [bao-an-giang] }, template: themes } }

            """
        let year = try Year(plan: own, workflows: ["themes.yaml": workflow], from: "2020-12-31")
            .play(until: "2022-01-01")
        let mails = try year.notices.filter { $0.template == "themes" }.map { try year.mail($0).text }
        let counted = Set(mails.flatMap { mail in mail.matches(of: /kỷ niệm (\d+) năm/).compactMap { Int($0.1) } })
        #expect(counted.isSuperset(of: [75, 91, 90, 46, 131, 73, 133, 76, 77, 32]), "\(counted.sorted())")
        #expect(mails.contains { $0.contains("Chủ tịch Hồ Chí Minh") && $0.contains("kỷ niệm 131 năm") })
    }

    private static func c10() throws {
        let lunar = try #require(LunarCalendar.lunarDay(of: day("2021-04-21")))
        #expect(lunar == LunarDay(day: 10, month: 3, year: 2021) && !lunar.isLeap)
        #expect(lunar.vietnamese == "10/3 Tân Sửu")
    }

    private static func solar(_ number: Int, _ month: Int, in years: ClosedRange<Int>) -> [String] {
        years.compactMap { LunarCalendar.solarDay(of: LunarDay(day: number, month: month, year: $0))?.iso }
    }
}
