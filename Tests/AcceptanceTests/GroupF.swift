import Foundation
import Notation
import TestKit
import Testing

/// Trà Vinh 2023-2025, as the program runs it, across 1 July 2025.
extension Case {
    static let groupF: [Case] = [
        Case(
            "F01",
            "The board of quotas: 45 of nine districts, 212 of 106 communes, one of each department, no target for who may choose.",
            f01),
        Case("F02", "Four of five is one short when the year closes, and the trend is warned of in September.", f02),
        Case("F04", "More than may be chosen is refused in words.", f04),
        Case("F05", "Who may choose is invited, and neither reminded nor short.", f05),
        Case("F06", "A household is an exemplar and counts once.", f06),
        Case("F08", "What depends on circumstances is shown as 0 of 1 and presses nobody.", f08),
        Case("F09", "The yearly summary is addressed to the chairman in person.", f09),
        Case("F10", "Years that differ from the parent's are warned of, and the plan's own section counts.", f10),
        Case("F12", "After the merger 41 communes owe two each, no district owes anything, nor does any other commune.")
        {
            // Two of the 83 other communes of the new province.
            let others = """
                29521-2025,29521,UBND phường Long Châu,commune,people-committee,ubnd-tinh-2025,,longchau@vinhlong.example.vn,2025-07-01,
                29551-2025,29551,UBND phường Phước Hậu,commune,people-committee,ubnd-tinh-2025,,phuochau@vinhlong.example.vn,2025-07-01,

                """
            let site = try PlayedSite(
                SeedSite.traVinh.name, appending: ["units.csv": others],
                script: PlayedSite.script(of: SeedSite.traVinh.name, until: "2025-11-30"),
                until: "2025-11-30")
            let status = try site.status(asOf: "2025-11-30", until: "2025-11-30")
            let reports = rows(status, "assignments", "annual-report", "2025").compactMap { $0["unit"].asString }
            let communes = reports.filter { $0.hasSuffix("-2025") && $0.first?.isNumber == true }
            #expect(communes.count == 41)
            #expect(Set(communes).isDisjoint(with: ["29521-2025", "29551-2025"]))
            #expect(!reports.contains { $0.count == 3 }, "a district's code has three digits")
            let totals = rows(status, "quotaTotals", "exemplars", "2025")
            #expect(totals.filter { $0["units"] == 41 }.map { $0["min"] } == [82])
            #expect(!rows(status, "quota", "exemplars", "2025").contains { $0["min"] == 5 })
            // What two communes had sent before is the new one's.
            let row = rows(status, "quota", "exemplars", "2025").first { $0["unit"] == "29266-2025" }
            #expect(row?["received"] == 2 && row?["shortfall"] == 0)
        },
    ]

    private static func f01() throws {
        let status = try PlayedSite(SeedSite.traVinh.name, until: "2023-02-01").status(
            asOf: "2023-02-01", until: "2023-02-01")
        let totals = rows(status, "quotaTotals", "exemplars", "2023")
        func total(_ units: Int) -> [JSON] { totals.filter { $0["units"] == .integer(units) }.map { $0["min"] } }
        #expect(total(9) == [45])
        #expect(total(106) == [212])
        #expect(total(21) == [21], "departments")
        #expect(totals.filter { $0["optional"] == true }.map { $0["min"] } == [0, 0])
        #expect(totals.count == 5)
    }

    private static func f02() throws {
        let september = try SeedSite.traVinh.status(asOf: "2023-09-29")
        let behind = rows(september, "quota", "exemplars", "2023").first { $0["unit"] == "844" }
        #expect(behind?["received"] == 2 && behind?["expected"] == 4 && behind?["short"] == true)
        let closed = try SeedSite.traVinh.status(asOf: "2023-12-31")
        let row = rows(closed, "quota", "exemplars", "2023").first { $0["unit"] == "844" }
        #expect(row?["received"] == 4 && row?["min"] == 5 && row?["shortfall"] == 1 && row?["short"] == true)
        let warnings = try SeedSite.traVinh.played().notices.filter { $0.subject.hasPrefix("[Tình hình]") }
        #expect(warnings.map(\.day).prefix(2) == ["2023-07-03", "2023-10-02"])
        #expect(warnings.prefix(2).allSatisfy { $0.to == ["daumoi.bantdkt@travinh.example.vn"] })
    }

    private static func f04() throws {
        for (unit, numbers, told) in [
            ("so-y-te", "1,2", "phải chọn đúng 01, đã chọn 02"), ("845", "1,2,3", "từ 01 đến 02, đã chọn 03"),
        ] {
            let drops = (1...5).map { "drop inbox/\(unit)/exemplars/guong-\($0).docx at 2023-06-0\($0)T09:00" }
            let script = (drops + ["choose exemplars/2023 pick \(numbers) for \(unit) at 2024-01-11T09:00"])
                .joined(separator: "\n")
            #expect { try PlayedSite(SeedSite.traVinh.name, script: script, until: "2024-01-12") } throws: {
                error in
                (error as? PlayedSite.Missing)?.text.contains(told) == true
            }
        }
    }

    private static func f05() throws {
        let site = try SeedSite.traVinh.alone()
        let told = site.notices.filter { $0.units.contains("dien-luc") && $0.obligation == "exemplars" }
        #expect(told.map(\.kind) == ["reminder", "reminder", "reminder"])
        #expect(told.map(\.day) == ["2023-01-16", "2024-01-02", "2025-01-02"])
        #expect(told.allSatisfy { $0.subject.hasPrefix("[Kính đề nghị]") })
    }

    private static func f06() throws {
        let folder = try TemporaryFolder()
        try folder.write("loại,tên\nhộ gia đình,Hộ bà Thạch Thị Sa Ru\n", to: "a")
        try folder.write("loại,tên\nHộ gia đình,HỘ BÀ THẠCH THỊ SA RU\n", to: "b")
        let site = try PlayedSite(
            SeedSite.traVinh.name,
            script: """
                drop inbox/29266/exemplars/danh-sach.csv from \(folder.path)/a at 2023-06-01T09:00
                drop inbox/29266/exemplars/danh sách.csv from \(folder.path)/b at 2023-06-02T09:00
                """, until: "2023-06-03")
        let status = try site.status(asOf: "2023-06-03", until: "2023-06-03")
        let row = rows(status, "quota", "exemplars", "2023").first { $0["unit"] == "29266" }
        #expect(row?["received"] == 1 && row?["min"] == 2)
    }

    private static func f08() throws {
        let site = try SeedSite.traVinh.played()
        let status = try SeedSite.traVinh.status(asOf: "2024-12-31")
        let rows = Case.rows(status, "quota", "exchange", "2024")
        let row = rows.first { $0["unit"] == "29239" }
        #expect(row?["received"] == 0 && row?["min"] == 1 && row?["short"] == false && row?["shortfall"] == 0)
        #expect(rows.first { $0["unit"] == "29341" }?["received"] == 1)
        let pressed = site.notices.filter {
            $0.obligation == "exchange" && ["overdue", "escalation", "letter"].contains($0.kind)
        }
        #expect(pressed.isEmpty)
    }

    private static func f09() throws {
        let site = try SeedSite.traVinh.played()
        for (day, unit, chairman) in [
            ("2023-12-01", "ban-tdkt", "Chủ tịch UBND tỉnh Trà Vinh"),
            ("2025-12-01", "ban-tdkt-2025", "Chủ tịch UBND tỉnh Vĩnh Long"),
        ] {
            let letters = try site.enclosures(day, "rollup-\(unit)")
            #expect(
                letters.contains { $0.contains("Kính gửi: \(chairman)") && $0.contains("báo cáo tình hình") },
                "\(day)"
            )
        }
    }

    private static func f10() throws {
        let checked = try SeedSite.traVinh.alone().check()
        #expect(checked.code == 0)
        #expect(checked.out.contains("speaks of 2022-2025, this plan of 2023-2025"))
        let days = try SeedSite.traVinh.alone().periods(of: "annual-report").map { $0["lastDay"] }
        #expect(days == ["2023-11-30", "2024-11-30", "2025-11-30"])
    }

    private static func rows(_ status: JSON, _ list: String, _ obligation: String, _ period: String) -> [JSON] {
        (status[list].asArray ?? []).filter { $0["obligation"] == JSON(obligation) && $0["period"] == JSON(period) }
    }
}
