import Foundation
import Notation
import TestKit
import Testing

/// The plan of An Biên district, 2020, as the program runs it.
@Suite struct `An Biên 2020` {
    private static let communes = ["30985", "30988", "30991", "30994", "30997", "31000", "31003", "31006", "31009"]
    private static func members(_ names: String...) -> Set<String> {
        Set(names.map { "\($0).hdtdkt@anbien.example.vn" })
    }

    @Test func `the second rung addresses the council member of each cluster, with its own communes`() throws {
        let rung = try SeedSite.anBien.alone().notices.filter { $0.kind == "escalation" }
        #expect(Set(rung.map(\.day)) == ["2020-12-16"])
        #expect(Set(rung.flatMap(\.to)) == Self.members("uyvien1", "uyvien2", "uyvien3c"))
        let second = try #require(rung.first { $0.to.contains { $0.hasPrefix("uyvien2.") } })
        #expect(Set(second.units) == ["30988", "30991", "30994"])
    }

    @Test func `the year's end is the administrator's reading, and says so`() throws {
        let site = try SeedSite.anBien.alone()
        #expect(site.periods(of: "year-end-report").map { $0["lastDay"] } == ["2020-12-31"])
        let mail = try site.mails("2020-12-24", "reminder-phong-noi-vu")
        #expect(mail.count == 1 && mail[0].contains("hạn do quản trị viên đặt, kế hoạch không ghi ngày"))
        #expect(mail[0].contains("cuối năm tổng hợp kết quả báo cáo UBND huyện"))
    }

    @Test func `Front bodies and the station are asked for their reports, and never pressed`() throws {
        let asked = try SeedSite.anBien.alone().notices.filter { $0.obligation == "asked-reports" }
        #expect(asked.filter { $0.kind == "reminder" }.count == 7)
        #expect(Set(asked.map(\.kind)) == ["reminder", "rollup"])
        #expect(asked.filter { $0.kind == "reminder" }.allSatisfy { $0.subject.hasPrefix("[Kính đề nghị]") })
    }

    @Test func `what an upper level issues is told to all the units at once`() throws {
        let site = try PlayedSite(SeedSite.anBien.name, script: try PlayedSite.script(of: SeedSite.anBien.name))
        let told = site.notices.filter { $0.day == "2020-06-09" && $0.kind == "distribution" }
        #expect(Set(told.compactMap(\.unit)).isSuperset(of: Self.communes))
        #expect(!told.contains { $0.unit == "phong-noi-vu" })
    }
}
