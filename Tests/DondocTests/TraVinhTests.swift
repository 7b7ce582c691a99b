import Foundation
import Notation
import TestKit
import Testing

/// The plan of Trà Vinh province, 2023-2025, as the program runs it, across 1 July 2025.
@Suite struct `Trà Vinh 2023-2025` {
    private static let name = "tra-vinh-2023-2025"

    private static let left = Result { try PlayedSite(name) }
    private static let told = Result { try PlayedSite(name, script: try PlayedSite.script(of: name)) }
    /// Nobody does anything.
    private static func alone() throws -> PlayedSite { try left.get() }
    /// A few do what the script says.
    private static func played() throws -> PlayedSite { try told.get() }

    /// At the end of a day, after what the script says up to it.
    private static func status(asOf day: String) throws -> JSON {
        try PlayedSite(name, script: PlayedSite.script(of: name, until: day), until: day).status(asOf: day, until: day)
    }

    private static func rows(_ status: JSON, _ list: String, _ obligation: String, _ period: String) -> [JSON] {
        (status[list].asArray ?? []).filter { $0["obligation"] == JSON(obligation) && $0["period"] == JSON(period) }
    }

    @Test func `F01 the board asks 45 of the districts, 212 of the communes, one of each department`() throws {
        let status = try PlayedSite(Self.name, until: "2023-02-01").status(asOf: "2023-02-01", until: "2023-02-01")
        let totals = Self.rows(status, "quotaTotals", "exemplars", "2023")
        func total(_ units: Int) -> [JSON] { totals.filter { $0["units"] == .integer(units) }.map { $0["min"] } }
        #expect(total(9) == [45])
        #expect(total(106) == [212])
        #expect(total(21) == [21], "departments")
        #expect(totals.filter { $0["optional"] == true }.map { $0["min"] } == [0, 0])
        #expect(totals.count == 5)
    }

    @Test func `F02 Càng Long is behind in September and one short when the year closes`() throws {
        let september = try Self.status(asOf: "2023-09-29")
        let behind = Self.rows(september, "quota", "exemplars", "2023").first { $0["unit"] == "844" }
        #expect(behind?["received"] == 2 && behind?["expected"] == 4 && behind?["short"] == true)
        let closed = try Self.status(asOf: "2023-12-31")
        let row = Self.rows(closed, "quota", "exemplars", "2023").first { $0["unit"] == "844" }
        #expect(row?["received"] == 4 && row?["min"] == 5 && row?["shortfall"] == 1 && row?["short"] == true)
        let warnings = try Self.played().notices.filter { $0.subject.hasPrefix("[Tình hình]") }
        #expect(warnings.map(\.day).prefix(2) == ["2023-07-03", "2023-10-02"])
        #expect(warnings.prefix(2).allSatisfy { $0.to == ["daumoi.bantdkt@travinh.example.vn"] })
    }

    @Test(arguments: [
        ("so-y-te", "1,2", "phải chọn đúng 01, đã chọn 02"), ("845", "1,2,3", "từ 01 đến 02, đã chọn 03"),
    ])
    func `F04 more than may be chosen is refused`(unit: String, numbers: String, told: String) throws {
        let drops = (1...5).map { "drop inbox/\(unit)/exemplars/guong-\($0).docx at 2023-06-0\($0)T09:00" }
        let script = (drops + ["choose exemplars/2023 pick \(numbers) for \(unit) at 2024-01-11T09:00"])
            .joined(separator: "\n")
        #expect { try PlayedSite(Self.name, script: script, until: "2024-01-12") } throws: { error in
            (error as? PlayedSite.Missing)?.text.contains(told) == true
        }
    }

    @Test func `F05 an enterprise is invited once a year, and nothing more is said of its exemplars`() throws {
        let site = try Self.alone()
        let told = site.notices.filter { $0.units.contains("dien-luc") && $0.obligation == "exemplars" }
        #expect(told.map(\.kind) == ["reminder", "reminder", "reminder"])
        #expect(told.map(\.day) == ["2023-01-16", "2024-01-02", "2025-01-02"])
        #expect(told.allSatisfy { $0.subject.hasPrefix("[Kính đề nghị]") })
    }

    @Test func `F06 a household is an exemplar and counts once`() throws {
        let folder = try TemporaryFolder()
        try folder.write("loại,tên\nhộ gia đình,Hộ bà Thạch Thị Sa Ru\n", to: "a")
        try folder.write("loại,tên\nHộ gia đình,HỘ BÀ THẠCH THỊ SA RU\n", to: "b")
        let site = try PlayedSite(
            Self.name,
            script: """
                drop inbox/29266/exemplars/danh-sach.csv from \(folder.path)/a at 2023-06-01T09:00
                drop inbox/29266/exemplars/danh sách.csv from \(folder.path)/b at 2023-06-02T09:00
                """, until: "2023-06-03")
        let status = try site.status(asOf: "2023-06-03", until: "2023-06-03")
        let row = Self.rows(status, "quota", "exemplars", "2023").first { $0["unit"] == "29266" }
        #expect(row?["received"] == 1 && row?["min"] == 2)
    }

    @Test func `F08 the yearly exchange is shown as 0 of 1, and nobody is pressed for it`() throws {
        let site = try Self.played()
        let status = try Self.status(asOf: "2024-12-31")
        let rows = Self.rows(status, "quota", "exchange", "2024")
        let row = rows.first { $0["unit"] == "29239" }
        #expect(row?["received"] == 0 && row?["min"] == 1 && row?["short"] == false && row?["shortfall"] == 0)
        #expect(rows.first { $0["unit"] == "29341" }?["received"] == 1)
        let pressed = site.notices.filter {
            $0.obligation == "exchange" && ["overdue", "escalation", "letter"].contains($0.kind)
        }
        #expect(pressed.isEmpty)
    }

    @Test func `F09 the yearly summary is addressed to the chairman in person`() throws {
        let site = try Self.played()
        for (day, unit, chairman) in [
            ("2023-12-01", "ban-tdkt", "Chủ tịch UBND tỉnh Trà Vinh"),
            ("2025-12-01", "ban-tdkt-2025", "Chủ tịch UBND tỉnh Vĩnh Long"),
        ] {
            let letters = try site.enclosures(day, "rollup-\(unit)")
            #expect(
                letters.contains { $0.contains("Kính gửi: \(chairman)") && $0.contains("báo cáo tình hình") }, "\(day)"
            )
        }
    }

    @Test func `F10 the years of the decision above are doubted, and section V counts`() throws {
        let checked = try Self.alone().check()
        #expect(checked.code == 0)
        #expect(checked.out.contains("speaks of 2022-2025, this plan of 2023-2025"))
        let days = try Self.alone().periods(of: "annual-report").map { $0["lastDay"] }
        #expect(days == ["2023-11-30", "2024-11-30", "2025-11-30"])
    }

    @Test func `F12 after the merger 41 communes owe two each, no district owes anything, and none of the others does`()
        throws
    {
        // Two of the 83 other communes of the new province.
        let others = """
            29521-2025,29521,UBND phường Long Châu,commune,people-committee,ubnd-tinh-2025,,longchau@vinhlong.example.vn,2025-07-01,
            29551-2025,29551,UBND phường Phước Hậu,commune,people-committee,ubnd-tinh-2025,,phuochau@vinhlong.example.vn,2025-07-01,

            """
        let site = try PlayedSite(
            Self.name, appending: ["units.csv": others], script: PlayedSite.script(of: Self.name, until: "2025-11-30"),
            until: "2025-11-30")
        let status = try site.status(asOf: "2025-11-30", until: "2025-11-30")
        let reports = Self.rows(status, "assignments", "annual-report", "2025").compactMap { $0["unit"].asString }
        let communes = reports.filter { $0.hasSuffix("-2025") && $0.first?.isNumber == true }
        #expect(communes.count == 41)
        #expect(Set(communes).isDisjoint(with: ["29521-2025", "29551-2025"]))
        #expect(!reports.contains { $0.count == 3 }, "a district's code has three digits")
        let totals = Self.rows(status, "quotaTotals", "exemplars", "2025")
        #expect(totals.filter { $0["units"] == 41 }.map { $0["min"] } == [82])
        #expect(!Self.rows(status, "quota", "exemplars", "2025").contains { $0["min"] == 5 })
        // What two communes had sent before is the new one's.
        let row = Self.rows(status, "quota", "exemplars", "2025").first { $0["unit"] == "29266-2025" }
        #expect(row?["received"] == 2 && row?["shortfall"] == 0)
    }

    @Test func `K12 after 1 July 2025 no mail goes to a mailbox of those who have ended`() throws {
        let site = try Self.alone()
        let lines = try ["units.csv", "roles.csv"].flatMap { try site.lines(of: $0) }
        func mailboxes(_ isMeant: (String) -> Bool) -> Set<String> {
            Set(lines.filter(isMeant).flatMap { $0.split(separator: ",").map(String.init) }.filter { $0.contains("@") })
        }
        let ended = mailboxes { $0.hasSuffix(",2025-07-01") }.subtracting(mailboxes { !$0.hasSuffix(",2025-07-01") })
        #expect(ended.count > 150)
        let later = site.notices.filter { $0.day >= "2025-07-01" }
        #expect(later.count > 300)
        #expect(later.flatMap(\.to).filter { ended.contains($0) } == [])
    }

    @Test func `K09 a commune that has ended is not proposed for reward after 1 July 2025, a person of it is`() throws {
        let lists = "loại,tên\ntập thể,UBND xã Mỹ Cẩm\ncá nhân,Thạch Thị Sa Ru\n"
        let site = try PlayedSite(
            Self.name, files: ["danh-sach.csv": lists],
            script: "drop inbox/29269/exemplars/danh-sach.csv from FILES/danh-sach.csv at 2025-05-14T09:00",
            until: "2025-07-10")
        let run = try site.rehearsed(until: "2025-07-10")
        let folder = try TemporaryFolder()
        try folder.write("{ \"collection\": \"exemplars/2025\" }", to: "input.json")
        let started = try DondocProcess.run([
            "start", "rewards", "--site", run, "--input", "\(folder.path)/input.json",
        ])
        #expect(started.code == 0, "\(started.error)")
        let named = ["--obligation", "exemplars", "--period", "2025", "--task", "appraise"]
        let list = try DondocProcess.run(["select", run] + named).out
        #expect(list.contains("1. Thạch Thị Sa Ru (cá nhân)") && !list.contains("2. "), "\(list)")
        #expect(
            list.contains(
                "– không đề nghị khen thưởng: UBND xã Mỹ Cẩm đã kết thúc hoạt động từ ngày 01/7/2025 do sắp xếp tổ chức bộ máy (Thông tư 15/2025/TT-BNV)"
            ), "\(list)")
    }
}
