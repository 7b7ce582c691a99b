import Foundation
import Notation
import TestKit
import Testing

/// The template of a chain: province, districts, communes, and back up to the central body.
@Suite struct `the chain as a template` {

    private static func played() throws -> PlayedSite { try SeedSite.chain.played() }

    @Test func `checks without a warning`() throws {
        let result = try Self.played().check()
        #expect(result.code == 0 && !result.out.contains("warning"), "\(result.out)")
    }

    @Test func `a district is told on the plan's day that it owes a plan, and its communes cite that one`() throws {
        let site = try Self.played()
        let told = try #require(try site.mails("2024-03-04", "distribution-mai-vang").first)
        #expect(
            told.contains("trong vòng 15 ngày làm việc kể từ ngày ban hành") && told.contains("triển khai thực hiện"))
        let press = try #require(try site.mails("2024-03-04", "distribution-bao-hoa-mai").first)
        #expect(press.contains("để biết, phối hợp"))
        let commune = try #require(try site.mails("2024-03-21", "reminder-mai-tay").first)
        #expect(commune.contains("Kế hoạch số 15/KH-UBND ngày 12/3/2024 của UBND thành phố Mai Vàng"))
        #expect(!commune.contains("Hỏi đáp: Chuyên viên Phòng Nội vụ, UBND thành phố Mai Vàng, điện thoại"))
    }

    @Test func `a district's plan opens its own communes`() throws {
        let day = "2024-03-14"
        let site = try PlayedSite(
            SeedSite.chain.name, script: PlayedSite.script(of: SeedSite.chain.name, until: day), until: day)
        let status = try site.status(asOf: day, until: day)
        let units = (status["assignments"].asArray ?? []).compactMap { $0["unit"].asString }
        #expect(Set(units) == ["mai-vang", "truc-xanh", "cuc-trang", "mai-dong", "mai-tay", "mai-phu"])
        #expect(status["chain"][0]["document"]["symbol"] == "31/KH-UBND")
    }

    @Test func `the communes of a district that never issues are attached, and its plan counts when it comes`()
        throws
    {
        let site = try Self.played()
        let told = site.notices.filter { $0.kind == "escalation" }
        #expect(told.map(\.day) == ["2024-04-08"])
        let chain = try site.status(asOf: "2024-06-01", until: "2024-05-31")["chain"][0]["units"].asArray ?? []
        let district = chain.first { $0["unit"] == "cuc-trang" }
        #expect(district?["isDirect"] == true && district?["state"] == "late")
        #expect(district?["document"]["symbol"] == "21/KH-UBND")
    }

    @Test func `the results go up on their day with what there is, and late ones make supplements of both levels`()
        throws
    {
        let site = try Self.played()
        let sums = site.notices.filter { $0.kind == "rollup" }
        let days = Dictionary(grouping: sums) { $0.unit ?? "" }.mapValues { $0.map(\.day) }
        #expect(days["mai-vang"] == ["2024-11-18"])
        #expect(days["truc-xanh"] == ["2024-11-18", "2024-11-19"])
        #expect(days["cuc-trang"] == ["2024-11-18", "2024-11-28"])
        #expect(days["so-noi-vu"]?.count == 3)
        let upward = try #require(try site.enclosures("2024-11-28", "rollup-so-noi-vu").first)
        #expect(upward.contains("Kính gửi: Ban Thi đua - Khen thưởng Trung ương."))
        #expect(upward.contains("ỦY BAN NHÂN DÂN TỈNH HOA MAI"))
        // Trúc Phong and Cúc Hòa never reported.
        #expect(upward.contains("Cộng 9 7 1 2"))
        let mail = try #require(try site.mails("2024-11-28", "rollup-so-noi-vu").first)
        #expect(mail.contains("Tổng số: 9; Đã nhận: 7; Trong đó gửi muộn: 1; Còn thiếu: 2"))
        #expect(!mail.contains("Không còn đơn vị nào thiếu"))
        #expect(upward.contains("(kết quả tính đến ngày 28/11/2024)"))
    }

    /// From 1 July 2025 there is no district level.
    @Test func `the form with two levels runs too`() throws {
        let folder = try TemporaryFolder()
        let site = "\(folder.path)/\(SeedSite.chain.name)"
        let source = DondocProcess.root.appending(path: "workflows/\(SeedSite.chain.name)")
        try FileManager.default.copyItem(at: source, to: URL(filePath: site))
        for name in ["province.yaml", "district.yaml"] { try FileManager.default.removeItem(atPath: "\(site)/\(name)") }
        let text = try folder.text(of: "\(SeedSite.chain.name)/two-levels.yaml")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            ["# schedule:", "#   ", "#     ", "#       "].contains { line.hasPrefix($0) } && !line.hasPrefix("#  Từ")
                ? String(line.dropFirst(2)) : String(line)
        }
        try folder.write(lines.joined(separator: "\n"), to: "\(SeedSite.chain.name)/two-levels.yaml")
        let checked = try DondocProcess.run(["check", site])
        #expect(checked.code == 0, "\(checked.out)")
        let played = try DondocProcess.run(["preview", site])
        #expect(played.out.split(separator: "\n").count { $0.contains(" reminder ") } >= 9)
    }
}
