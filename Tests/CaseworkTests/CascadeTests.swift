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

    /// On 1 June both districts become one; their communes stand under it from then on.
    private static func merged(_ old: [String]) -> [String: String] {
        let ended = ThreeLevels.units.split(separator: "\n").map { line -> String in
            let isOf = old.contains { line.hasPrefix("\($0),") || line.contains(",\($0),") }
            return isOf ? "\(line),,2022-06-01" : line.hasPrefix("code") ? "\(line),from,to" : "\(line),,"
        }
        let begun = ThreeLevels.units.split(separator: "\n").filter { line in
            line.hasPrefix("xa-") && old.contains { line.contains(",\($0),") }
        }.map { line in old.reduce(String(line)) { $0.replacing(",\($1),", with: ",huyen-moi,") } + ",2022-06-01," }
        let new = "huyen-moi,UBND huyện Mới,district,people-committee,ubnd-tinh,moi@mau.example.vn,2022-06-01,"
        let events = old.map { "merge,2022-06-01,\($0),huyen-moi,whole," }
        return [
            "units.csv": (ended + [new] + begun).joined(separator: "\n") + "\n",
            "successors.csv": (["event,day,old,new,transfer,lead"] + events).joined(separator: "\n") + "\n",
        ]
    }

    @Test(arguments: [["chau-phu"], ["tri-ton"], ["chau-phu", "tri-ton"]])
    func `what was attached directly goes on below the unit that follows`(old: [String]) throws {
        let year = try ThreeLevels.year().play(until: "2022-05-05")
        for unit in old {
            try year.send(
                "dondoc.command.attach.v1", ["unit": .string(unit), "obligation": "province/districts"],
                at: "2022-05-05T09:00")
        }
        try year.play(until: "2022-05-31")
        if old.contains("chau-phu") { #expect(try year.lastDays(of: "xa-a").allSatisfy { $0 > "2022-05-05" }) }
        try year.change(Self.merged(old))
        try year.play(until: "2022-06-02")
        let units = try year.status["chain"][0]["units"].asArray ?? []
        #expect(units.count == 3 - old.count)
        let heir = try #require(units.first { $0["unit"] == "huyen-moi" })
        #expect(heir["isDirect"] == true && heir["state"] == "overdue" && heir["since"] == "2022-03-14")
        let below = (heir["units"].asArray ?? []).compactMap { $0["unit"].asString }
        let expected = (old.contains("chau-phu") ? ["xa-a", "xa-b"] : []) + (old.contains("tri-ton") ? ["xa-c"] : [])
        #expect(below.sorted() == expected)
        // The plan of the one that follows counts, and starts nothing a second time.
        for unit in ["huyen-moi"] + ["chau-phu", "tri-ton"].filter({ !old.contains($0) }) {
            try year.issue(unit, "45/KH-UBND", "2022-06-03", at: "2022-06-03T09:00")
        }
        #expect(try year.lastDays(of: "xa-a").count == 1)
        for unit in ["xa-a", "xa-b", "xa-c"] {
            #expect(try year.results("province") == ["running"])
            try year.issue(unit, "1/KH-UBND", "2022-06-06", at: "2022-06-06T09:00")
        }
        let answer = try JSON(parsing: #require(try year.results("province").first))
        let row = try #require(answer.asArray?.first { $0["unit"] == "huyen-moi" })
        #expect(row["status"] == "issued" && row["workflow"] == "completed" && row["isDirect"] == true)
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

    @Test func `a plan that is sent again under another number is known by it, and starts nothing anew`() throws {
        let year = try ThreeLevels.year()
        try year.issue("chau-phu", "45/KH-UBND", "2022-04-01", at: "2022-04-01T09:00")
        let owed = try year.lastDays(of: "xa-a")
        try year.issue("chau-phu", "46/KH-UBND", "2022-04-04", at: "2022-04-04T09:00")
        #expect(try year.lastDays(of: "xa-a") == owed)
        let list = try DocumentList(of: year.office, in: year.store)
        let known = list.matching(symbol: "46/KH-UBND", issuer: nil)
        #expect(DocumentList.table(known).last?.last == "UBND tỉnh Mẫu, 31/KH-UBND, 14/3/2022")
        #expect(list.matching(symbol: "45/KH-UBND", issuer: nil).count == known.count)
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
