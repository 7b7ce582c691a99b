import Foundation
import Notation
import TestKit
import Testing

/// The plan of Lào Cai province, 2021-2025, as the program runs it: no date of it is the plan's own.
@Suite struct `Lào Cai 2021-2025` {
    private static let name = "lao-cai-2021-2025"

    private static let left = Result { try PlayedSite(name) }
    private static func alone() throws -> PlayedSite { try left.get() }

    @Test func `G06 a blank number is refused until it is said that there is none`() throws {
        let symbol = "symbol: chưa cấp số"
        #expect { try PlayedSite(Self.name, changing: [(symbol, "symbol: /KH-UBND")]) } throws: { error in
            (error as? PlayedSite.Missing)?.text.contains("without a number") == true
        }
        let site = try Self.alone()
        let mails = try site.mails("2021-04-05", "distribution")
        #expect(mails.count > 50)
        #expect(mails.allSatisfy { $0.contains("(chưa cấp số)") && !$0.contains("/KH-UBND") })
    }

    @Test func `G08 five yearly periods, the last of them of 48 communes on old Lào Cai and no district`() throws {
        let site = try Self.alone()
        let periods = site.periods(of: "results")
        #expect(periods.map { $0["period"] } == ["2021", "2022", "2023", "2024", "2025"])
        func units(_ place: Int) -> [String] { (periods[place]["units"].asArray ?? []).compactMap(\.asString) }
        #expect(units(0).count { $0.hasPrefix("08") } == 9)
        #expect(units(4).count { $0.hasSuffix("-2025") && $0.first?.isNumber == true } == 48)
        #expect(!units(4).contains { $0.count == 3 })
        let provinces = try site.lines(of: "units.csv").filter { $0.hasPrefix("ubnd-tinh") }
        #expect(provinces.map { $0.split(separator: ",")[1] } == ["10", "15"])
        // Every date is the administrator's.
        let reminder = try #require(try site.mails("2025-11-14", "reminder-02647-2025").first)
        #expect(reminder.contains("hạn do quản trị viên đặt"))
    }

    @Test func `G09 the lead of the cluster of seven provinces gets a copy and owes nothing`() throws {
        let site = try Self.alone()
        let told = site.notices.filter { $0.unit == "truong-cum-7-tinh" }
        #expect(told.map(\.kind) == ["distribution"])
        #expect(told.map(\.day) == ["2021-04-05"])
        #expect(!site.periods.contains { ($0["units"].asArray ?? []).contains("truong-cum-7-tinh") })
    }

    @Test func `whoever goes on for the collecting department collects`() throws {
        let letters = try Self.alone().notices.filter { $0.kind == "letter" }
        #expect(letters.map(\.day) == ["2021-12-07", "2022-12-07", "2023-12-07", "2024-12-06", "2025-12-05"])
        #expect(
            letters.flatMap(\.to) == Array(repeating: "daumoi.sotttt@laocai.example.vn", count: 4)
                + ["daumoi.sokhcn@laocaimoi.example.vn"])
        let content = try PlayedSite(
            Self.name, script: "drop inbox/086/content/guong.docx at 2025-03-18T09:00", until: "2025-03-18")
        #expect(content.notices.last?.to == ["daumoi.sokhcn@laocai.example.vn"])
    }
}
