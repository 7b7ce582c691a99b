import Definition
import Almanac
import CaseKit
import Casework
import Engine
import Foundation
import Notation
import Storage
import TestKit
import Testing

/// An Giang 2021.
extension Case {
    static let groupD: [Case] = [
        Case("D01", "Ten months times two obligors are owed; what was over before the plan is marked, and not overdue.")
        {
            let periods = try SeedSite.anGiang.alone().periods(of: "articles")
            #expect(
                periods.filter { $0["state"] == "open" }.map { $0["period"].asString ?? "" }
                    == (3...12).map { "2021-\($0 < 10 ? "0" : "")\($0)" })
            #expect(
                periods.filter { $0["state"] == "open" }.allSatisfy { $0["units"] == ["bao-an-giang", "dai-pt-th"] })
            let waived = periods.filter { $0["state"] == "waived" }
            #expect(waived.map { $0["period"] } == ["2021-01", "2021-02"])
            #expect(waived.allSatisfy { $0["reason"] == "trước ngày ban hành" })
            let year = try Year(plan: SampleSite.plan(issued: "2021-03-05")).play(until: "2022-01-10")
            #expect(
                try year.rows("assignments", "bao-an-giang").prefix(2).allSatisfy {
                    $0["state"] == "waived" && $0["late"] == false
                })
        },
        Case(
            "D02",
            "One article of two in time is partial: the unit is told what is missing, and nobody that it is late.", d02),
        Case("D04", "A month without a theme of its own lists the year's four, and is owed like the others.", d04),
        Case("D05", "Two months that the plan joins share their themes, and each has its own duty.", d05),
        Case(
            "D06",
            "When all has come, the next morning has the package by source, and the letter, but for number and day.",
            d06),
        Case("D08", "After the plan's year nothing opens; what still comes is taken, and flagged as outside the plan.")
        {
            let year = try Year().play(until: "2021-04-01")
            for month in 4...12 {
                try year.submit(
                    "bao-an-giang", "\(month)-1.docx", "\(month)-2.docx",
                    at: "2021-\(month < 10 ? "0" : "")\(month)-10T09:00")
            }
            for month in 1...3 {
                try year.submit(
                    "bao-an-giang", "\(month)-1.docx", "\(month)-2.docx", at: "2021-12-20T09:0\(month)",
                    obligation: "articles", more: ["period": .string("2021-0\(month)")])
            }
            let reply = try year.submit("bao-an-giang", "bai-1.docx", at: "2022-01-05T09:00")
            guard case .done(let facts)? = reply else { Issue.record("refused"); return }
            #expect(facts["isOutsidePlan"] == true)
            #expect(try year.periods.map(\.period).last == "2021-12")
            let receipt = try year.mail(try #require(year.notices.last { $0.kind == .receipt }))
            #expect(receipt.text.contains("không thuộc nhiệm vụ có thời hạn nào đang mở"), "\(receipt.text)")
        },
        Case("D09", "The plan goes to the eleven districts on its list, and to no commune.", d09),
        Case(
            "D10",
            "A large clip is accepted in the shared folder with its hash; beyond the limit the answer says so in words.",
            without: mailLimit, d10),
    ]

    private static func d02() throws {
        let year = try Year().play(until: "2021-03-01")
        try year.submit("bao-an-giang", "bai-1.docx", at: "2021-03-23T09:00")
        try year.play(until: "2021-03-26")
        let assignment = try year.assignment("bao-an-giang", "articles/2021-03")
        #expect(assignment.isPartial)
        #expect(assignment.shortage.map(\.count) == [1])
        let told = year.notices.filter {
            $0.at == Year.instant("2021-03-25T08:00") && $0.unit?.text == "bao-an-giang"
        }
        #expect(told.allSatisfy { $0.kind == .reminder })
        #expect(told.first?.fields["entries"][0]["missing"] == "thiếu 01 bài viết")
        let mail = try year.mail(try #require(told.first))
        #expect(mail.text.contains("thiếu 01 bài viết") && !mail.subject.contains("Quá hạn"), "\(mail)")
        let row = try year.rows("assignments", "bao-an-giang").first { $0["period"] == "2021-03" }
        #expect(row?["state"] == "partial" && row?["late"] == false)
        let strict = try Year(plan: SampleSite.plan(articles: "    shortfall: overdue")).play(until: "2021-03-01")
        try strict.submit("bao-an-giang", "bai-1.docx", at: "2021-03-23T09:00")
        try strict.play(until: "2021-03-26")
        #expect(try strict.rows("assignments", "bao-an-giang").first { $0["period"] == "2021-03" }?["late"] == true)
    }

    private static func d04() throws {
        let july = try reminder("2021-07-16")
        #expect(july.components(separatedBy: "Gợi ý chủ đề trong năm").count == 5)
        #expect(!july.contains("Gợi ý chủ đề:"))
        #expect(july.contains("thứ Bảy 24/7/2021"))
        let periods = try SeedSite.anGiang.alone().periods(of: "articles")
        #expect(periods.first { $0["period"] == "2021-07" }?["lastDay"] == "2021-07-24")
    }

    private static func d05() throws {
        for (days, theme) in [
            (["2021-08-17", "2021-09-17"], "Chủ tịch Tôn Đức Thắng"),
            (["2021-01-19", "2021-02-17"], "Ngày thành lập Đảng"),
        ] {
            let themes = try days.map { day in
                let mail = try reminder(day)
                return mail.matches(of: #/Gợi ý chủ đề: .*?\)/#).map { String($0.output) }
            }
            #expect(themes[0] == themes[1] && themes[0].joined().contains(theme), "\(themes)")
        }
        let periods = try SeedSite.anGiang.alone().periods(of: "articles").compactMap { $0["period"].asString }
        #expect(
            ["2021-01", "2021-02", "2021-08", "2021-09"].allSatisfy { month in periods.count { $0 == month } == 1 })
    }

    private static func d06() throws {
        let set = [
            "bao-an-giang/bai-1.docx", "bao-an-giang/bai-2.docx", "dai-pt-th/bai-1.docx", "dai-pt-th/bai-2.docx",
            "dai-pt-th/clip.mp4",
        ]
        let site = try PlayedSite(
            SeedSite.anGiang.name,
            script: set.map { "drop inbox/\($0) at 2021-03-22T09:00" }.joined(separator: "\n"), until: "2021-03-25")
        let sums = site.notices.filter { $0.kind == "rollup" }
        #expect(sums.map { $0.json["at"] } == ["2021-03-25T08:00:00+07:00"] && sums[0].unit == "so-noi-vu")
        let mail = try #require(try site.mails("2021-03-25", "rollup").first)
        for words in [
            "Báo An Giang", "02 bài viết", "Đài Phát thanh - Truyền hình An Giang", "02 bài viết, 01 video-clip",
        ] {
            #expect(mail.contains(words), "\(words)")
        }
        let letter = try #require(try site.enclosures("2021-03-25", "rollup").first)
        for words in [
            "UBND tỉnh An Giang", "Kính gửi: Ban Thi đua - Khen thưởng Trung ương", "bai-1.docx",
            "clip.mp4",
        ] {
            #expect(letter.localizedCaseInsensitiveContains(words), "\(words): \(letter)")
        }
        #expect(letter.contains(/Số: *(…|&nbsp;|\.| )*\//), "\(letter)")
        #expect(letter.contains(/ngày[ …\.]+tháng[ …\.]+năm/), "\(letter)")
    }

    private static func d09() throws {
        let to = try SeedSite.anGiang.alone().notices.filter { $0.kind == "distribution" }.compactMap(\.unit)
        let units = try SeedSite.anGiang.alone().lines(of: "units.csv").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        func codes(_ level: String) -> Set<String> {
            Set(
                units.filter { $0.contains(Substring(level)) && $0[0].allSatisfy(\.isNumber) }.map { String($0[0]) }
            )
        }
        #expect(codes("district").count == 11)
        #expect(codes("commune").count == 156)
        #expect(Set(to).intersection(codes("district")).count == 11)
        #expect(Set(to).isDisjoint(with: codes("commune")))
    }

    private static func d10() throws {
        let folder = try TemporaryFolder()
        let clip = Data(count: 30 << 20)
        try clip.write(to: folder.url.appending(path: "clip.mp4"))
        let script = """
            drop inbox/dai-pt-th/clip-1.mp4 from \(folder.path)/clip.mp4 at 2021-03-10T09:00
            """
        let site = try PlayedSite(SeedSite.anGiang.name, script: script, until: "2021-03-10")
        let receipt = try #require(try site.mails("2021-03-10", "receipt-dai-pt-th").first)
        #expect(receipt.contains("01 video-clip") && receipt.contains("30 MB"))
        #expect(receipt.contains(Storage.Digest.sha256(bytes: Array(clip))), "\(receipt)")
        #expect(SiteFolder(path: SeedSite.anGiang.path).office?.settings.largestFile ?? 0 >= 300 << 20)
    }

    private static let mailLimit = Rest(
        reason: "A mail that is too large is answered with the folder's path once mails are fetched.", issue: 6)

    /// The newspaper's reminder of that day, under a plan that is in force from the year's beginning.
    private static func reminder(_ day: String) throws -> String {
        let mails = try early.get().mails(day, "reminder-bao-an-giang")
        return try #require(mails.first)
    }

    private static let early = Result {
        try PlayedSite(SeedSite.anGiang.name, changing: [("issued: 2021-03-05 ", "issued: 2021-01-04 ")])
    }
}
