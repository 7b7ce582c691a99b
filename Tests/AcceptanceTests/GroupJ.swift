import Almanac
import CaseKit
import Casework
import Engine
import Foundation
import Notation
import Storage
import TestKit
import Testing

/// Cascade and roll-up.
extension Case {
    static let groupJ: [Case] = [
        Case("J01", "A district's own plan opens its communes, with the link to it, and nobody else's.", j01),
        Case("J02", "A commune's ten working days are counted from its district's plan, over the days off in between.")
        {
            let year = try ThreeLevels.year()
            try year.issue("chau-phu", "45/KH-UBND", "2022-04-22", at: "2022-04-22T15:00")
            #expect(try year.lastDays(of: "xa-a") == ["2022-05-10"])
            let deadline = try Due("10 ngày làm việc kể từ ngày ban hành KH huyện").only(
                in: "2022-05", issued: "2022-04-22")
            #expect(deadline.lastDay.vietnameseWeekday == "thứ Ba")
            #expect(deadline.dueBefore.rfc3339(in: .vietnam) == "2022-05-11T00:00:00+07:00")
        },
        Case("J04", "The province is told of a district that never issues, and its communes may be attached directly.")
        {
            let year = try ThreeLevels.year().play(until: "2022-05-05")
            #expect(
                year.lines.contains("04-29 08:00 digest ubnd-tinh") || year.lines.contains { $0.contains("escalation") }
            )
            let reply = try year.send(
                "dondoc.command.attach.v1", ["unit": "chau-phu", "obligation": "province/districts"],
                at: "2022-05-05T09:00"
            )
            guard case .done(let facts)? = reply else { return #expect(Bool(false), "\(String(describing: reply))") }
            #expect(facts["parent"].asString?.contains("31/KH-UBND") == true)
            #expect(try year.lastDays(of: "xa-a").count == 1)
            let district = try year.status["chain"][0]["units"][0]
            #expect(district["isDirect"] == true)
            #expect(district["state"] == "overdue")
            // Its own plan, when it comes at last, starts nothing a second time.
            try year.issue("chau-phu", "45/KH-UBND", "2022-05-06", at: "2022-05-06T09:00")
            #expect(try year.lastDays(of: "xa-a").count == 1)
            #expect(try year.status["chain"][0]["units"][0]["state"] == "late")
            guard
                case .refused? = try year.send("dondoc.command.attach.v1", ["unit": "chau-phu"], at: "2022-05-06T10:00")
            else { return #expect(Bool(false), "attached twice") }
        },
        Case(
            "J05",
            "What is missing is named when the sum goes up on its day, and a late item makes version 2, “bổ sung”.", j05
        ),
        Case("J06", "A circle of parent links is refused with the keys of its documents.", j06),
    ]

    private static func j01() throws {
        let year = try ThreeLevels.year().play(until: "2022-04-01")
        #expect(try year.lastDays(of: "chau-phu") == ["2022-04-15"])
        #expect(try year.lastDays(of: "xa-a").isEmpty)
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        #expect(try year.lastDays(of: "xa-a").count == 1)
        #expect(try year.lastDays(of: "xa-c").isEmpty)
        let chain = try year.status["chain"][0]
        #expect(chain["document"]["symbol"] == "31/KH-UBND")
        #expect(chain["units"][0]["state"] == "issued")
        #expect(chain["units"][0]["document"]["symbol"] == "45/KH-UBND")
        #expect(chain["units"][0]["units"][1]["unit"] == "xa-b")
        #expect(chain["units"][1]["state"] == "waiting")
    }

    private static func j05() throws {
        let year = try TanBien.year(plan: TanBien.plan(due: "chậm nhất ngày 15/4/2025")).play(until: "2025-04-01")
        for commune in 0..<10 where commune != 6 {
            try year.submit(
                "\(25486 + 3 * commune)", "\(commune)a.docx", "\(commune)b.docx", at: "2025-04-10T09:00")
        }
        try year.play(until: "2025-04-17")
        func sums() throws -> [(notice: Notice, mail: (subject: String, text: String, enclosures: [String]))] {
            try year.notices.filter { $0.kind == .rollup }.map { ($0, try year.mail($0)) }
        }
        let first = try #require(try sums().first)
        #expect(try sums().count == 1 && first.notice.at == Year.instant("2025-04-16T08:00"))
        #expect(first.notice.fields["rollup"]["accepted"] == 9 && first.notice.fields["rollup"]["total"] == 10)
        let missing = first.notice.fields["rollup"]["missing"].asArray ?? []
        #expect(missing.map { $0["unit"] } == ["UBND xã Hòa Hiệp"])
        #expect(first.mail.text.contains(/[Cc]òn thiếu[^.]*UBND xã Hòa Hiệp/), "\(first.mail.text)")
        try year.submit("25504", "a.docx", "b.docx", at: "2025-04-18T09:00")
        try year.play(until: "2025-04-22")
        let last = try #require(try sums().last)
        #expect(try sums().count == 2 && last.notice.fields["rollup"]["version"] == 2)
        #expect(last.mail.subject.contains("bổ sung"), "\(last.mail.subject)")
    }

    private static func j06() throws {
        let folder = try TemporaryFolder()
        try document(
            folder, "tinh", symbol: "1/KH-UBND",
            implements: "{ issuer: UBND huyen, symbol: 2/KH-UBND, date: 2020-04-07 }")
        try document(
            folder, "huyen", symbol: "2/KH-UBND",
            implements: "{ issuer: Ủy ban nhân dân tinh, symbol: 1/KH-UBND, date: 7/4/2020 }")
        let result = try DondocProcess.run(["check", folder.path])
        #expect(result.code == 1)
        #expect(result.out.contains("plan.yaml:7:1: error:"), "\(result.out)")
        #expect(
            result.out.contains("(UBND huyen, 2/KH-UBND, 07/4/2020) → (Ủy ban nhân dân tinh, 1/KH-UBND, 07/4/2020)")
        )
        #expect(try DondocProcess.run(["check", "\(folder.path)/tinh"]).code == 0)
        // A document comes back to itself over one above it.
        let single = try TemporaryFolder()
        let own = "{ issuer: UBND tinh, symbol: 1/KH-UBND, date: 2020-04-07 }"
        try document(
            single, "tinh", symbol: "1/KH-UBND",
            implements: "{ issuer: TW, symbol: 5/CT, date: 2020-01-02, implements: [\(own)] }")
        let over = try DondocProcess.run(["check", single.path])
        #expect(over.code == 1 && over.out.contains("circle"), "\(over.out)")
    }

    private static func document(
        _ folder: TemporaryFolder, _ name: String, symbol: String, implements: String
    ) throws {
        let head = "site: \(name)\ntitle: \(name)\nsender: { name: Văn phòng, address: vp@mau.example.vn }\n"
        try folder.write(head, to: "\(name)/site.yaml")
        try folder.write("code,name\n\(name),UBND \(name)\n", to: "\(name)/units.csv")
        try folder.write(
            """
            plan: \(name)
            title: Kế hoạch
            issuer: \(name)
            symbol: \(symbol)
            issued: 2020-04-07
            validity: { from: 2020-01-01, to: 2020-12-31 }
            implements:
              - \(implements)
            """, to: "\(name)/plan.yaml")
    }
}
