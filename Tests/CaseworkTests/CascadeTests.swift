import Almanac
import CaseKit
import Casework
import Engine
import Notation
import Storage
import TestKit
import Testing

@Suite struct `a plan that is handed down` {
    @Test func `answers when every level has ended, with what each has come to`() throws {
        let year = try ThreeLevels.year()
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        try year.issue("tri-ton", "12/KH-UBND", "2022-04-04", at: "2022-04-04T09:00")
        for unit in ["xa-a", "xa-b", "xa-c"] {
            #expect(try year.results("province") == ["running"])
            try year.issue(unit, "1/KH-UBND", "2022-04-10", at: "2022-04-11T09:00")
        }
        let answer = try JSON(parsing: #require(try year.results("province").first))
        #expect(answer[0]["output"] == ["issued": 2, "of": 2])
        #expect(answer[1]["output"] == ["issued": 1, "of": 1])
        #expect(answer[1]["document"]["words"] == "Kế hoạch số 12/KH-UBND ngày 04/4/2022 của UBND huyện Tri Tôn")
    }

    @Test(arguments: [("await: none", 0), ("await: { count: 1 }", 1), ("await: issued", 2)])
    func `answers as early as it is asked to`(more: String, needed: Int) throws {
        let year = try ThreeLevels.year(more: more).play(until: "2022-03-15")
        for (place, unit) in ["chau-phu", "tri-ton"].enumerated() {
            let isDone = try year.results("province").first?.hasPrefix("[") == true
            #expect(isDone == (place >= needed), "\(unit)")
            try year.issue(unit, "45/KH-UBND", "2022-04-01", at: "2022-04-0\(place + 1)T09:00")
            let commune = unit == "chau-phu" ? ["xa-a", "xa-b"] : ["xa-c"]
            for one in commune { try year.issue(one, "1/KH-UBND", "2022-04-05", at: "2022-04-05T09:00") }
        }
        #expect(try year.results("province").first?.hasPrefix("[") == true)
    }

    @Test func `without a date tells the days that have passed, and is never late`() throws {
        let year = try ThreeLevels.year(due: "none").play(until: "2022-04-13T09:00")
        #expect(year.lines.isEmpty)
        let district = try year.status["chain"][0]["units"][0]
        #expect(district["state"] == "waiting")
        #expect(district["elapsedDays"] == 30)
        #expect(try year.status["assignments"][0]["lastDay"] == .null)
        #expect(try year.status["assignments"][0]["late"] == false)
        #expect(
            try Status(of: year.office, in: year.store, at: Year.instant("2022-04-13")).chain.text.contains(
                "UBND huyện Châu Phú: chưa ban hành, đã 30 ngày"))
    }

    @Test func `goes on where it stood when the process was down`() throws {
        let year = try ThreeLevels.year()
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        try year.sleep(until: "2022-04-04")
        try year.issue("tri-ton", "12/KH-UBND", "2022-04-04", at: "2022-04-04T09:00")
        #expect(try year.lastDays(of: "xa-c").count == 1)
        #expect(try year.lastDays(of: "xa-a").count == 1)
    }

    @Test func `takes number and day from the file's name where nothing else tells them`() throws {
        let year = try ThreeLevels.year()
        try year.submit("chau-phu", "45-KH-UBND ngay 22-4-2022.docx", at: "2022-04-25T09:00")
        let document = try year.status["chain"][0]["units"][0]["document"]
        #expect(document["symbol"] == "45/KH-UBND")
        #expect(document["date"] == "2022-04-22")
    }

    @Test func `that runs in a circle is refused with both documents`() throws {
        var workflows = ThreeLevels.workflows()
        workflows["district.yaml"] = workflows["district.yaml"]?
            .replacing("under: ${ .unit }", with: "units: [tri-ton, chau-phu]").replacing(
                "level: commune\n", with: "level: district\n")
        let year = try Year(
            plan: ThreeLevels.plan, units: ThreeLevels.units, roles: ThreeLevels.roles, workflows: workflows,
            from: "2022-03-01")
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        let fault = try #require(try year.results("district").first)
        #expect(fault.contains("chau-phu, 45/KH-UBND, 01/4/2022"))
        #expect(fault.contains("circle"))
    }
}

@Suite struct `a roll-up of two levels` {
    private static func workflows(_ more: String) -> [String: String] {
        var workflows = ThreeLevels.workflows()
        workflows["province.yaml"]? += """
              - sum:
                  call: rollup
                  with: { of: '${ . }', template: rollup, to: ubnd-tinh, forward: [so-noi-vu] }

            """
        workflows["district.yaml"] = """
            document: { dsl: '1.0.3', namespace: mau, name: district, version: '1.0.0' }
            do:
              - reports:
                  call: collect
                  with:
                    from: '${ { under: .unit, level: "commune" } }'
                    to: ${ .unit }
                    items: [{ kind: report, min: 1 }]
                    due: chậm nhất ngày 30/6/2022
                    escalate: [{ after: 20, to: contact }]
                    until: due
              - sum:
                  call: rollup
                  with: { of: '${ . }', template: rollup, to: ubnd-tinh }

            """
        return workflows
    }

    @Test
    func `goes up on its day with what is there, names what is missing, and a late item makes supplements of both`()
        throws
    {
        let year = try Year(
            plan: ThreeLevels.plan, units: ThreeLevels.units, roles: ThreeLevels.roles, workflows: Self.workflows(""),
            from: "2022-03-01")
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        try year.issue("tri-ton", "12/KH-UBND", "2022-04-04", at: "2022-04-04T09:00")
        try year.submit("xa-a", "bao-cao-a.docx", at: "2022-06-20T09:00", obligation: "district/reports/chau-phu")
        try year.submit("xa-c", "bao-cao-c.docx", at: "2022-06-20T09:00", obligation: "district/reports/tri-ton")
        try year.play(until: "2022-07-02")
        func upper() -> [JSON] {
            year.notices.filter { $0.kind == .rollup && $0.obligation == "province/districts" }.map {
                $0.fields["rollup"]
            }
        }
        let first = try #require(upper().first)
        #expect(first["parts"][0]["name"] == "UBND huyện Châu Phú")
        #expect(first["parts"][0]["missingNames"] == "UBND xã B")
        #expect(first["sum"]["accepted"] == 2)
        #expect(first["sum"]["total"] == 3)
        // The province's own office and the one it is forwarded to, each once.
        #expect(upper().count == 1)
        try year.submit("xa-b", "bao-cao-b.docx", at: "2022-07-05T09:00", obligation: "district/reports/chau-phu")
        try year.play(until: "2022-07-08")
        let last = try #require(upper().last)
        #expect(last["version"] == 2)
        #expect(last["sum"]["accepted"] == 3)
        #expect(last["sum"]["late"] == 1)
    }
}
