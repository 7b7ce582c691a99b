import Foundation
import Notation
import TestKit
import Testing

/// An Biên 2020 and Lào Cai 2021-2025, as the program runs them.
extension Case {
    static let groupG: [Case] = [
        Case(
            "G01", "Two documents of one number and one day are told apart by their issuers, and a look-up asks which.",
            g01),
        Case(
            "G02",
            "A plan that is owed without a date is “chưa ban hành” with the days that have passed, and presses nobody.",
            g02),
        Case("G04", "Whoever is in charge on the day is addressed, and not on a holiday.", g04),
        Case("G05", "“(02b)” is one addressee with two copies.", g05),
        Case(
            "G06", "A blank number is refused until it is said that there is none yet, and is never printed as one.",
            g06),
        Case(
            "G08",
            "Five yearly periods; the last has the units of its own day: 48 communes of old Lào Cai under code 15.", g08
        ),
        Case("G09", "The lead of a cluster outside the tree gets a copy and never a duty.", g09),
    ]

    private static func g01() throws {
        let site = SeedSite.anBien.path
        let check = try DondocProcess.run(["check", site])
        #expect(check.code == 0)
        #expect(check.out.contains("one number and date, \"62/KH-UBND\""))
        let both = try DondocProcess.run(["documents", site, "62/KH-UBND", "--format", "json"])
        #expect(both.code == 1 && both.error.contains("say whose with --issuer"))
        let issuers = try JSON(parsing: both.out)["documents"].asArray?.map { $0["issuerName"] }
        #expect(issuers == ["UBND tỉnh Kiên Giang", "UBND huyện An Biên"])
        #expect(try DondocProcess.run(["documents", site, "62/KH-UBND", "--issuer", "ubnd-huyen"]).code == 0)
    }

    private static func g02() throws {
        let site = try PlayedSite(SeedSite.anBien.name, until: "2020-05-06")
        #expect(Set(site.notices.map(\.kind)) == ["distribution"])
        let status = try site.status(asOf: "2020-05-06", until: "2020-05-06")
        let units = status["chain"][0]["units"].asArray ?? []
        #expect(units.compactMap { $0["unit"].asString } == communes)
        #expect(Set(units.map { $0["state"] }) == ["waiting"])
        #expect(Set(units.map { $0["elapsedDays"] }) == [30])
        let rows = status["assignments"].asArray ?? []
        #expect(rows.allSatisfy { $0["late"] == false })
    }

    private static func g04() throws {
        let site = try PlayedSite(
            SeedSite.anBien.name,
            changing: [("due: chậm nhất ngày 11/12 hằng năm", "due: chậm nhất ngày 28/8/2020")])
        let rung = site.notices.filter { $0.kind == "escalation" }
        #expect(Set(rung.map(\.day)) == ["2020-09-03"], "2 September is a holiday")
        let third = rung.filter { !Set($0.units).isDisjoint(with: ["31000", "31003", "31006"]) }
        #expect(Set(third.flatMap(\.to)) == members("uyvien3c"))
        let before = try PlayedSite(
            SeedSite.anBien.name,
            changing: [("due: chậm nhất ngày 11/12 hằng năm", "due: chậm nhất ngày 21/8/2020")])
        let earlier = before.notices.filter { $0.kind == "escalation" && $0.units.contains("31000") }
        #expect(earlier.map(\.day) == ["2020-08-26"])
        #expect(Set(earlier.flatMap(\.to)) == members("uyvien3a"))
    }

    private static func g05() throws {
        let site = try PlayedSite(SeedSite.anBien.name, until: "2020-04-07")
        let plan = site.notices.filter { $0.unit == "phong-noi-vu" }
        #expect(plan.count == 1)
        let mail = try site.mails("2020-04-07", "distribution-phong-noi-vu")
        let list = try DondocProcess.run([
            "recipients", SeedSite.anBien.path, "--format", "json",
        ])
        let line = try #require(
            try JSON(parsing: list.out).asArray?.first { $0["text"] == "Phòng Nội vụ (02b)" })
        #expect(line["copies"] == 2 && line["units"] == ["phong-noi-vu"])
        #expect(mail.count == 1 && mail[0].contains("(Nơi nhận: “Phòng Nội vụ (02b)”; 02 bản)"), "\(mail)")
    }

    private static func g06() throws {
        let symbol = "symbol: chưa cấp số"
        #expect { try PlayedSite(SeedSite.laoCai.name, changing: [(symbol, "symbol: /KH-UBND")]) } throws: {
            error in
            (error as? PlayedSite.Missing)?.text.contains("without a number") == true
        }
        let site = try SeedSite.laoCai.alone()
        let mails = try site.mails("2021-04-05", "distribution")
        #expect(mails.count > 50)
        #expect(mails.allSatisfy { $0.contains("(chưa cấp số)") && !$0.contains("/KH-UBND") })
    }

    private static func g08() throws {
        let site = try SeedSite.laoCai.alone()
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

    private static func g09() throws {
        let site = try SeedSite.laoCai.alone()
        let told = site.notices.filter { $0.unit == "truong-cum-7-tinh" }
        #expect(told.map(\.kind) == ["distribution"])
        #expect(told.map(\.day) == ["2021-04-05"])
        #expect(!site.periods.contains { ($0["units"].asArray ?? []).contains("truong-cum-7-tinh") })
    }

    private static let communes = ["30985", "30988", "30991", "30994", "30997", "31000", "31003", "31006", "31009"]

    private static func members(_ names: String...) -> Set<String> {
        Set(names.map { "\($0).hdtdkt@anbien.example.vn" })
    }
}
