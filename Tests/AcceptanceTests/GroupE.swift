import Foundation
import Notation
import TestKit
import Testing

/// Tân Biên 2022, as the program runs it.
extension Case {
    static let groupE: [Case] = [
        Case(
            "E01",
            "A quarter that was over when the plan was issued is waived with the reason, and the later ones are open.",
            e01),
        Case("E02", "One commune of ten is late with its plan, and it alone is told, on Monday.", e02),
        Case("E04", "What holds “riêng đối với” some is owed by exactly those: ten communes and one office.", e04),
        Case("E05", "Whoever is presented twice counts once; the shortfall shows when the year closes.", e05),
        Case("E06", "An individual without a recognised initiative is given back with the reason.", e06),
        Case("E08", "Nothing goes up before a person has recorded the choice and its minutes.", e08),
        Case("E09", "A section is accepted with its report's number, date and title; a report of its own with a note.")
        {
            let site = try PlayedSite(
                SeedSite.tanBien.name,
                changing: [("due: 06 tháng, năm ", "due: chậm nhất ngày 15/6 và 15/12 hằng năm ")])
            let run = try site.rehearsed(until: "2022-12-12")
            let files = try TemporaryFolder()
            func record(_ unit: String, _ more: String...) throws -> (code: Int32, out: JSON) {
                try files.write("Báo cáo của \(unit)", to: "\(unit).docx")
                let result = try DondocProcess.run(
                    [
                        "record", run, "--unit", unit, "--obligation", "sections", "--period", "2022-12-15", "--at",
                        "2022-12-12T09:00", "--format", "json", "\(files.path)/\(unit).docx",
                    ] + more)
                return (result.code, result.code == 0 ? try JSON(parsing: result.out) : .string(result.error))
            }
            let section = try record("25486", "--host", "45/BC-UBND; 12/12/2022; Công tác tuyên truyền")
            #expect(section.out["isComplete"] == true && section.out["isLate"] == false, "\(section.out)")
            #expect(section.out["host"].asString?.contains("báo cáo số 45/BC-UBND ngày 12/12/2022") == true)
            let own = try record("25489")
            #expect(own.out["isComplete"] == true)
            #expect(own.out["host"].asString?.contains("báo cáo riêng") == true, "\(own.out)")
            #expect(try record("25492", "--host", "; 12/12/2022; mục III").code == 2)
        },
        Case("E10", "A parent's date of another year is warned of, and does not stand in the way.", e10),
        Case("E12", "A Party body is asked, is never overdue, and no letter presses it.", e12),
    ]

    private static func e01() throws {
        let quarters = try SeedSite.tanBien.alone().periods(of: "nominations")
        #expect(quarters.map { $0["period"] } == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"])
        #expect(quarters.map { $0["state"] } == ["waived", "open", "open", "open"])
        #expect(quarters[0]["reason"] == "trước ngày ban hành")
        #expect(quarters.map { $0["lastDay"] } == ["2022-03-19", "2022-06-19", "2022-09-19", "2022-12-19"])
    }

    private static func e02() throws {
        let site = try SeedSite.tanBien.played()
        let late = site.notices.filter { $0.day >= "2022-04-16" && $0.day <= "2022-04-19" }
        #expect(Set(late.map(\.day)) == ["2022-04-18"])
        #expect(Set(late.map(\.unit)) == ["25504"])
        #expect(Set(late.map(\.kind)) == ["overdue"])
        #expect(
            late.flatMap(\.to).sorted() == [
                "chutich.hoahiep@tanbien.example.vn", "vanphong.hoahiep@tanbien.example.vn",
            ])
        let rows = try site.status(asOf: "2022-04-15", until: "2022-04-15")["assignments"].asArray ?? []
        let plans = rows.filter { $0["obligation"] == "unit-plans/issuePlans" }
        #expect(plans.count == 29)
        #expect(plans.filter { $0["late"] == true }.map { $0["unit"] } == ["25504"])
    }

    private static func e04() throws {
        let units = try SeedSite.tanBien.alone().periods(of: "initiatives")[0]["units"].asArray ?? []
        #expect(Set(units.compactMap(\.asString)) == Set(communes + ["phong-gddt"]))
        #expect(units.count == 11)
    }

    private static func e05() throws {
        let twice = ["cá nhân,Châu Văn Bảo,nông nghiệp,huyện", "cá nhân,Châu Văn Bảo,nông nghiệp,cấp huyện"]
        let row = try initiatives(twice[0], twice[1]).row
        #expect(row["received"] == "01 gương điển hình" && row["missing"] == ["nomination": 1], "\(row)")
        #expect(row["state"] == "partial")
    }

    private static func e06() throws {
        let (site, row) = try initiatives(
            "cá nhân,Châu Văn Bảo,nông nghiệp,", "tập thể,Tổ hợp tác,nông nghiệp,tỉnh")
        #expect(row["missing"] == ["nomination": 2], "\(row)")
        let receipt = try site.mails("2022-11-10", "receipt-25513")
        #expect(
            receipt.count == 1 && receipt[0].contains("trả lại: thiếu quyết định công nhận sáng kiến"), "\(receipt)"
        )
    }

    private static func e08() throws {
        let site = try SeedSite.tanBien.played()
        let province = site.notices.filter { $0.to.contains { $0.hasPrefix("bantdkttinh@") } }
        // The plan itself, then one introduction for each quarter, on the day of its minutes.
        #expect(province.map(\.day) == ["2022-03-28", "2022-06-28", "2022-10-06", "2022-12-27"])
        let alone = try SeedSite.tanBien.alone().notices.filter { $0.to.contains { $0.hasPrefix("bantdkttinh@") } }
        #expect(alone.map(\.day) == ["2022-03-28"])
    }

    private static func e10() throws {
        let check = try SeedSite.tanBien.alone().check()
        #expect(check.code == 0)
        #expect(check.out.contains("886/KH-UBND (14/3/2021) thuộc năm 2021"))
        #expect(!check.out.contains("38/KH-UBND"), "a document of 2021-2025 is rightly of 2021")
    }

    private static func e12() throws {
        let site = try SeedSite.tanBien.alone()
        let asked = site.notices.filter { $0.units.contains("ban-tuyen-giao") }
        #expect(!asked.isEmpty)
        #expect(Set(asked.map(\.kind)).isSubset(of: ["reminder", "distribution"]))
        #expect(asked.filter { $0.kind == "reminder" }.allSatisfy { $0.subject.hasPrefix("[Kính đề nghị]") })
        let mails = try site.mails("2022-06-10", "ban-tuyen-giao")
        #expect(mails.count == 1 && mails[0].contains("kính đề nghị Ban Tuyên giáo Huyện ủy quan tâm, phối hợp"))
        let plan = try site.mails("2022-03-28", "ban-tuyen-giao")
        #expect(plan.contains { $0.contains("Nội dung kính đề nghị quý cơ quan phối hợp") })
    }

    private static let communes = (0..<10).map { String(25486 + 3 * $0) }

    private static func initiatives(_ rows: String...) throws -> (site: PlayedSite, row: JSON) {
        var lists: [String: String] = [:]
        var script = ""
        for (place, row) in rows.enumerated() {
            lists["\(place).csv"] = "loại,tên,lĩnh vực,cấp công nhận\n\(row)\n"
            script += "drop inbox/25513/initiatives/danh-sach.csv from FILES/\(place).csv at 2022-11-1\(place)T09:00\n"
        }
        let site = try PlayedSite(SeedSite.tanBien.name, files: lists, script: script)
        let rows = try site.status(asOf: "2022-12-31", until: "2022-12-31")["assignments"].asArray ?? []
        return (site, try #require(rows.first { $0["obligation"] == "initiatives" && $0["unit"] == "25513" }))
    }
}
