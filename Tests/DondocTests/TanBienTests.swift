import Foundation
import Notation
import TestKit
import Testing

/// The plan of Tân Biên district, 2022, as the program runs it.
@Suite struct `Tân Biên 2022` {
    private static let communes = (0..<10).map { String(25486 + 3 * $0) }

    @Test func `the plans of the units stand in the chain below the province's`() throws {
        let site = try SeedSite.tanBien.played()
        let chain = try site.status(asOf: "2022-05-01", until: "2022-04-30")["chain"]
        #expect(chain[0]["document"]["issuer"] == "ubnd-huyen")
        let units = chain[0]["units"].asArray ?? []
        #expect(Set(units.map { $0["state"] }) == ["issued", "late"])
        #expect(units.filter { $0["state"] == "late" }.map { $0["unit"] } == ["25504"])
        #expect(units.first { $0["unit"] == "25504" }?["document"]["symbol"] == "40/KH-UBND")
    }

    @Test func `a commune is told with the plan what it owes first: a plan of its own`() throws {
        let site = try SeedSite.tanBien.played()
        let day = try #require(site.notices.first { $0.kind == "distribution" && $0.unit == "25486" }?.day)
        let mail = try #require(try site.mails(day, "distribution-25486").first)
        #expect(mail.contains("Kế hoạch tuyên truyền các phong trào thi đua yêu nước của đơn vị (01 kế hoạch)"))
        #expect(mail.contains("chậm nhất ngày 15/4/2022"))
    }

    @Test func `the letter to the province is drafted with who was chosen, for a person to sign`() throws {
        let draft = try SeedSite.tanBien.played().mails("2022-10-06", "distribution-phong-noi-vu")
        #expect(draft.count == 1 && draft[0].contains("chỉ còn chờ số, ngày và chữ ký"), "\(draft)")
        let both =
            "Tô Thị Ngọc Điệp (cá nhân), lĩnh vực an sinh xã hội – UBND thị trấn Tân Biên, Phòng Giáo dục và Đào tạo"
        #expect(draft.first?.contains(both) == true, "nominated by two, chosen once")
    }

    @Test func `the people are heard for ten working days before the council goes on`() throws {
        let told = try SeedSite.tanBien.played().notices.filter { $0.subject.hasPrefix("Đã hết thời gian lấy ý kiến") }
        // Posted on Tuesday 4 October; the tenth working day after it is the 18th.
        #expect(told.map(\.day) == ["2022-10-19", "2022-10-19"])
        #expect(Set(told.map(\.unit)) == ["hd-tdkt-huyen", "phong-noi-vu"])
    }

    @Test func `each quarter's list goes sideways once, and once again with what came late`() throws {
        let sideways = try SeedSite.tanBien.played().notices.filter { $0.kind == "rollup" && $0.unit == "tt-vh-tt-tt" }
        #expect(
            sideways.map(\.day) == [
                "2022-06-20", "2022-09-20", "2022-09-21", "2022-09-23", "2022-09-27", "2022-12-20", "2022-12-21",
            ])
        #expect(sideways.count { !$0.subject.contains("bổ sung") } == 3)
    }

    @Test func `schools and enterprises owe, and are not among the recipients`() throws {
        let out = try SeedSite.tanBien.alone().check().out
        #expect(out.contains("4 of the 29 units that owe \"nominations\" are not among the plan's recipients"))
    }

    @Test func `the communes' facts are there for the council's scale, and no points are invented`() throws {
        let run = try SeedSite.tanBien.played().rehearsed(until: "2022-12-31")
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
        let site = try SeedSite.tanBien.alone()
        #expect(try site.status(asOf: "2022-05-01", until: "2022-04-30")["unscheduled"] == ["sections"])
        #expect(!site.notices.contains { $0.obligation == "sections" })
        let dated = try PlayedSite(
            SeedSite.tanBien.name, changing: [("due: 06 tháng, năm ", "due: chậm nhất ngày 15/6 và 15/12 hằng năm ")])
        #expect(dated.periods(of: "sections").map { $0["lastDay"] } == ["2022-06-15", "2022-12-15"])
    }
}
