import Foundation
import Notation
import TestKit
import Testing

/// The plan of Tân Biên district, 2022, as the program runs it.
@Suite struct `Tân Biên 2022` {
    private static let name = "tan-bien-2022"
    private static let communes = (0..<10).map { String(25486 + 3 * $0) }

    private static let left = Result { try PlayedSite(name) }
    private static let told = Result { try PlayedSite(name, script: try PlayedSite.script(of: name)) }
    /// Nobody does anything.
    private static func alone() throws -> PlayedSite { try left.get() }
    /// Everybody does what the script says.
    private static func played() throws -> PlayedSite { try told.get() }

    @Test func `E01 the quarter before the plan is waived, the three after it are open`() throws {
        let quarters = try Self.alone().periods(of: "nominations")
        #expect(quarters.map { $0["period"] } == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"])
        #expect(quarters.map { $0["state"] } == ["waived", "open", "open", "open"])
        #expect(quarters[0]["reason"] == "trước ngày ban hành")
        #expect(quarters.map { $0["lastDay"] } == ["2022-03-19", "2022-06-19", "2022-09-19", "2022-12-19"])
    }

    @Test func `E02 one commune of ten is late with its plan, and it alone is told on Monday`() throws {
        let site = try Self.played()
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

    @Test func `the plans of the units stand in the chain below the province's`() throws {
        let site = try Self.played()
        let chain = try site.status(asOf: "2022-05-01", until: "2022-04-30")["chain"]
        #expect(chain[0]["document"]["issuer"] == "ubnd-huyen")
        let units = chain[0]["units"].asArray ?? []
        #expect(Set(units.map { $0["state"] }) == ["issued", "late"])
        #expect(units.filter { $0["state"] == "late" }.map { $0["unit"] } == ["25504"])
        #expect(units.first { $0["unit"] == "25504" }?["document"]["symbol"] == "40/KH-UBND")
    }

    @Test func `E04 exactly eleven owe the initiatives: ten communes and the education office`() throws {
        let units = try Self.alone().periods(of: "initiatives")[0]["units"].asArray ?? []
        #expect(Set(units.compactMap(\.asString)) == Set(Self.communes + ["phong-gddt"]))
        #expect(units.count == 11)
    }

    private static func initiatives(_ rows: String...) throws -> (site: PlayedSite, row: JSON) {
        var lists: [String: String] = [:]
        var script = ""
        for (place, row) in rows.enumerated() {
            lists["\(place).csv"] = "loại,tên,lĩnh vực,cấp công nhận\n\(row)\n"
            script += "drop inbox/25513/initiatives/danh-sach.csv from FILES/\(place).csv at 2022-11-1\(place)T09:00\n"
        }
        let site = try PlayedSite(name, files: lists, script: script)
        let rows = try site.status(asOf: "2022-12-31", until: "2022-12-31")["assignments"].asArray ?? []
        return (site, try #require(rows.first { $0["obligation"] == "initiatives" && $0["unit"] == "25513" }))
    }

    @Test func `E05 one individual presented twice is one of two when the year closes`() throws {
        let twice = ["cá nhân,Châu Văn Bảo,nông nghiệp,huyện", "cá nhân,Châu Văn Bảo,nông nghiệp,cấp huyện"]
        let row = try Self.initiatives(twice[0], twice[1]).row
        #expect(row["received"] == "01 gương điển hình" && row["missing"] == ["nomination": 1], "\(row)")
        #expect(row["state"] == "partial")
    }

    @Test func `E06 an individual without a recognised initiative is given back with the reason`() throws {
        let (site, row) = try Self.initiatives(
            "cá nhân,Châu Văn Bảo,nông nghiệp,", "tập thể,Tổ hợp tác,nông nghiệp,tỉnh")
        #expect(row["missing"] == ["nomination": 2], "\(row)")
        let receipt = try site.mails("2022-11-10", "receipt-25513")
        #expect(
            receipt.count == 1 && receipt[0].contains("trả lại: thiếu quyết định công nhận sáng kiến"), "\(receipt)")
    }

    @Test func `E08 nothing goes to the province before the minutes of the choice`() throws {
        let site = try Self.played()
        let province = site.notices.filter { $0.to.contains { $0.hasPrefix("bantdkttinh@") } }
        // The plan itself, then one introduction for each quarter, on the day of its minutes.
        #expect(province.map(\.day) == ["2022-03-28", "2022-06-28", "2022-10-06", "2022-12-27"])
        let alone = try Self.alone().notices.filter { $0.to.contains { $0.hasPrefix("bantdkttinh@") } }
        #expect(alone.map(\.day) == ["2022-03-28"])
    }

    @Test func `the letter to the province is drafted with who was chosen, for a person to sign`() throws {
        let draft = try Self.played().mails("2022-10-06", "distribution-phong-noi-vu")
        #expect(draft.count == 1 && draft[0].contains("chỉ còn chờ số, ngày và chữ ký"), "\(draft)")
        let both =
            "Tô Thị Ngọc Điệp (cá nhân), lĩnh vực an sinh xã hội – UBND thị trấn Tân Biên, Phòng Giáo dục và Đào tạo"
        #expect(draft.first?.contains(both) == true, "nominated by two, chosen once")
    }

    @Test func `the people are heard for ten working days before the council goes on`() throws {
        let told = try Self.played().notices.filter { $0.subject.hasPrefix("Đã hết thời gian lấy ý kiến") }
        // Posted on Tuesday 4 October; the tenth working day after it is the 18th.
        #expect(told.map(\.day) == ["2022-10-19", "2022-10-19"])
        #expect(Set(told.map(\.unit)) == ["hd-tdkt-huyen", "phong-noi-vu"])
    }

    @Test func `each quarter's list goes sideways once, and once again with what came late`() throws {
        let sideways = try Self.played().notices.filter { $0.kind == "rollup" && $0.unit == "tt-vh-tt-tt" }
        #expect(
            sideways.map(\.day) == [
                "2022-06-20", "2022-09-20", "2022-09-21", "2022-09-23", "2022-09-27", "2022-12-20", "2022-12-21",
            ])
        #expect(sideways.count { !$0.subject.contains("bổ sung") } == 3)
    }

    @Test func `E09 a section names its report; a report of its own is taken with a note`() throws {
        let site = try PlayedSite(
            Self.name, changing: [("due: 06 tháng, năm ", "due: chậm nhất ngày 15/6 và 15/12 hằng năm ")])
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
    }

    @Test func `E10 the parent's year is warned of, and nothing stands in the way`() throws {
        let check = try Self.alone().check()
        #expect(check.code == 0)
        #expect(check.out.contains("886/KH-UBND (14/3/2021) thuộc năm 2021"))
        #expect(!check.out.contains("38/KH-UBND"), "a document of 2021-2025 is rightly of 2021")
    }

    @Test func `schools and enterprises owe, and are not among the recipients`() throws {
        let out = try Self.alone().check().out
        #expect(out.contains("4 of the 29 units that owe \"nominations\" are not among the plan's recipients"))
    }

    @Test func `E12 a Party body is asked, and never pressed`() throws {
        let site = try Self.alone()
        let asked = site.notices.filter { $0.units.contains("ban-tuyen-giao") }
        #expect(!asked.isEmpty)
        #expect(Set(asked.map(\.kind)).isSubset(of: ["reminder", "distribution"]))
        #expect(asked.filter { $0.kind == "reminder" }.allSatisfy { $0.subject.hasPrefix("[Kính đề nghị]") })
        let mails = try site.mails("2022-06-10", "ban-tuyen-giao")
        #expect(mails.count == 1 && mails[0].contains("kính đề nghị Ban Tuyên giáo Huyện ủy quan tâm, phối hợp"))
        let plan = try site.mails("2022-03-28", "ban-tuyen-giao")
        #expect(plan.contains { $0.contains("Nội dung kính đề nghị quý cơ quan phối hợp") })
    }

    @Test func `the communes' facts are there for the council's scale, and no points are invented`() throws {
        let run = try Self.played().rehearsed(until: "2022-12-31")
        let report = try DondocProcess.run([
            "report", run, "--year", "2022", "--as-of", "2022-12-31", "--format", "json",
        ])
        let rows = try JSON(parsing: report.out)["units"].asArray ?? []
        let communes = rows.filter { Self.communes.contains($0["unit"].asString ?? "") }
        #expect(communes.count == 10)
        #expect(communes.allSatisfy { $0["points"].isNull })
        func facts(_ unit: String) throws -> [JSON] {
            let row = try #require(communes.first { $0["unit"] == JSON(unit) })
            return ["onTime", "late", "missing", "returned", "extended", "waived"].map { row[$0] }
        }
        #expect(try facts("25489") == [3, 1, 1, 0, 0, 1], "nothing in the third quarter, late in the fourth")
        #expect(try facts("25510") == [4, 1, 0, 1, 0, 1], "sent back in the third quarter")
        #expect(try facts("25507") == [5, 0, 0, 1, 1, 1], "given more time, and an individual back")
    }

    @Test func `a section has no day of its own until the host report's is known`() throws {
        let site = try Self.alone()
        #expect(try site.status(asOf: "2022-05-01", until: "2022-04-30")["unscheduled"] == ["sections"])
        #expect(!site.notices.contains { $0.obligation == "sections" })
        let dated = try PlayedSite(
            Self.name, changing: [("due: 06 tháng, năm ", "due: chậm nhất ngày 15/6 và 15/12 hằng năm ")])
        #expect(dated.periods(of: "sections").map { $0["lastDay"] } == ["2022-06-15", "2022-12-15"])
    }
}
