import Foundation
import Notation
import TestKit
import Testing

/// The plan of An Biên district, 2020, as the program runs it.
@Suite struct `An Biên 2020` {
    private static let name = "an-bien-2020"
    private static let left = Result { try PlayedSite(name) }
    /// Nobody does anything.
    private static func alone() throws -> PlayedSite { try left.get() }
    private static let communes = ["30985", "30988", "30991", "30994", "30997", "31000", "31003", "31006", "31009"]
    private static func members(_ names: String...) -> Set<String> {
        Set(names.map { "\($0).hdtdkt@anbien.example.vn" })
    }

    @Test func `G01 the district's plan and the province's are two, of one number and one day`() throws {
        let site = DondocProcess.root.appending(path: "workflows/\(Self.name)").path
        let check = try DondocProcess.run(["check", site])
        #expect(check.code == 0)
        #expect(check.out.contains("one number and date, \"62/KH-UBND\""))
        let both = try DondocProcess.run(["documents", site, "62/KH-UBND", "--format", "json"])
        #expect(both.code == 1 && both.error.contains("say whose with --issuer"))
        let issuers = try JSON(parsing: both.out)["documents"].asArray?.map { $0["issuerName"] }
        #expect(issuers == ["UBND tỉnh Kiên Giang", "UBND huyện An Biên"])
        #expect(try DondocProcess.run(["documents", site, "62/KH-UBND", "--issuer", "ubnd-huyen"]).code == 0)
    }

    @Test func `G02 thirty days without a plan are told, and press nobody`() throws {
        let site = try PlayedSite(Self.name, until: "2020-05-06")
        #expect(Set(site.notices.map(\.kind)) == ["distribution"])
        let status = try site.status(asOf: "2020-05-06", until: "2020-05-06")
        let units = status["chain"][0]["units"].asArray ?? []
        #expect(units.compactMap { $0["unit"].asString } == Self.communes)
        #expect(Set(units.map { $0["state"] }) == ["waiting"])
        #expect(Set(units.map { $0["elapsedDays"] }) == [30])
        let rows = status["assignments"].asArray ?? []
        #expect(rows.allSatisfy { $0["late"] == false })
    }

    @Test func `the second rung addresses the council member of each cluster, with its own communes`() throws {
        let rung = try Self.alone().notices.filter { $0.kind == "escalation" }
        #expect(Set(rung.map(\.day)) == ["2020-12-16"])
        #expect(Set(rung.flatMap(\.to)) == Self.members("uyvien1", "uyvien2", "uyvien3c"))
        let second = try #require(rung.first { $0.to.contains { $0.hasPrefix("uyvien2.") } })
        #expect(Set(second.units) == ["30988", "30991", "30994"])
    }

    @Test func `G04 the member who took over is addressed, and not on the holiday`() throws {
        let site = try PlayedSite(
            Self.name, changing: [("due: chậm nhất ngày 11/12 hằng năm", "due: chậm nhất ngày 28/8/2020")])
        let rung = site.notices.filter { $0.kind == "escalation" }
        #expect(Set(rung.map(\.day)) == ["2020-09-03"], "2 September is a holiday")
        let third = rung.filter { !Set($0.units).isDisjoint(with: ["31000", "31003", "31006"]) }
        #expect(Set(third.flatMap(\.to)) == Self.members("uyvien3c"))
        let before = try PlayedSite(
            Self.name, changing: [("due: chậm nhất ngày 11/12 hằng năm", "due: chậm nhất ngày 21/8/2020")])
        let earlier = before.notices.filter { $0.kind == "escalation" && $0.units.contains("31000") }
        #expect(earlier.map(\.day) == ["2020-08-26"])
        #expect(Set(earlier.flatMap(\.to)) == Self.members("uyvien3a"))
    }

    @Test func `G05 the office is one addressee with two copies`() throws {
        let site = try PlayedSite(Self.name, until: "2020-04-07")
        let plan = site.notices.filter { $0.unit == "phong-noi-vu" }
        #expect(plan.count == 1)
        let mail = try site.mails("2020-04-07", "distribution-phong-noi-vu")
        let list = try DondocProcess.run([
            "recipients", DondocProcess.root.appending(path: "workflows/\(Self.name)").path, "--format", "json",
        ])
        let line = try #require(
            try JSON(parsing: list.out).asArray?.first { $0["text"] == "Phòng Nội vụ (02b)" })
        #expect(line["copies"] == 2 && line["units"] == ["phong-noi-vu"])
        #expect(mail.count == 1 && mail[0].contains("(Nơi nhận: “Phòng Nội vụ (02b)”; 02 bản)"), "\(mail)")
    }

    @Test func `the year's end is the administrator's reading, and says so`() throws {
        let site = try Self.alone()
        #expect(site.periods(of: "year-end-report").map { $0["lastDay"] } == ["2020-12-31"])
        let mail = try site.mails("2020-12-24", "reminder-phong-noi-vu")
        #expect(mail.count == 1 && mail[0].contains("hạn do quản trị viên đặt, kế hoạch không ghi ngày"))
        #expect(mail[0].contains("cuối năm tổng hợp kết quả báo cáo UBND huyện"))
    }

    @Test func `Front bodies and the station are asked for their reports, and never pressed`() throws {
        let asked = try Self.alone().notices.filter { $0.obligation == "asked-reports" }
        #expect(asked.filter { $0.kind == "reminder" }.count == 7)
        #expect(Set(asked.map(\.kind)) == ["reminder", "rollup"])
        #expect(asked.filter { $0.kind == "reminder" }.allSatisfy { $0.subject.hasPrefix("[Kính đề nghị]") })
    }

    @Test func `what an upper level issues is told to all the units at once`() throws {
        let site = try PlayedSite(Self.name, script: try PlayedSite.script(of: Self.name))
        let told = site.notices.filter { $0.day == "2020-06-09" && $0.kind == "distribution" }
        #expect(Set(told.compactMap(\.unit)).isSuperset(of: Self.communes))
        #expect(!told.contains { $0.unit == "phong-noi-vu" })
    }
}
