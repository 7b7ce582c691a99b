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

@Suite struct quotas {
    private func status(_ year: Year, at instant: String) throws -> JSON {
        try Status(of: year.office, in: year.store, at: Year.instant(instant)).json
    }

    private func rows(_ year: Year, at instant: String, of unit: String) throws -> [JSON] {
        (try status(year, at: instant)["quota"].asArray ?? []).filter { $0["unit"] == .string(unit) }
    }

    @Test func `the board has the least number of each level, and those who may choose stand without a target`()
        throws
    {
        let units = TraVinh.units(districts: 9, communes: 106, departments: 20)
        let year = try TraVinh.year(units: units).play(until: "2023-02-01")
        let status = try status(year, at: "2023-02-01")
        let totals = (status["quotaTotals"].asArray ?? []).filter { $0["period"] == "2023" }
        #expect(totals.map { $0["min"] }.sorted { ($0.asInteger ?? 0) > ($1.asInteger ?? 0) } == [212, 45, 20, 0, 0])
        let free = (status["quota"].asArray ?? []).filter { $0["unit"] == "cong-ty" || $0["unit"] == "kho-bac" }
        #expect(free.map { $0["min"] } == [nil, nil])
        #expect(free.allSatisfy { $0["optional"] == true && $0["short"] == false })
    }

    @Test func `a district that recognised 4 of 5 lacks one, and is seen to be behind in September`() throws {
        let year = try TraVinh.year().play(until: "2023-03-01")
        for (number, month) in [(1, "03"), (2, "05"), (3, "09")] {
            try year.nominate("huyen-1", TraVinh.exemplar("Người \(number)"), at: "2023-\(month)-10T09:00")
        }
        let september = try rows(year, at: "2023-09-30", of: "huyen-1")
        #expect(september.map { [$0["received"], $0["expected"], $0["short"]] } == [[3, 4, true]])
        // Early in a year nobody is held behind for a fraction.
        #expect(try rows(year, at: "2023-01-20", of: "huyen-2").map { [$0["expected"], $0["short"]] } == [[0, false]])
        try year.nominate("huyen-1", TraVinh.exemplar("Người 4"), at: "2023-12-10T09:00")
        try year.play(until: "2024-01-02")
        let closed = try rows(year, at: "2024-01-02", of: "huyen-1").filter { $0["period"] == "2023" }
        #expect(closed.map { [$0["received"], $0["shortfall"], $0["short"]] } == [[4, 1, true]])
    }

    @Test func `who is behind at the half and at three quarters is told to the collector, and to workflows once`()
        throws
    {
        let year = try TraVinh.year().play(until: "2023-03-01")
        for number in 1...4 {
            try year.nominate("huyen-1", TraVinh.exemplar("Người \(number)"), at: "2023-04-1\(number)T09:00")
        }
        try year.nominate("so-1", TraVinh.exemplar("Người của Sở"), at: "2023-04-20T09:00")
        let before = year.notices.count
        try year.play(until: "2023-12-01")
        let told = year.notices.dropFirst(before)
        // 2 July and 1 October 2023 are Sundays.
        #expect(told.map { Zone.vietnam.day(of: $0.at).iso } == ["2023-07-03", "2023-10-02"])
        #expect(
            told.allSatisfy { $0.to.map(\.address) == ["chuyenvien@travinh.example.vn"] && $0.template == "matters" })
        let items = told.map { $0.fields["matters"][0]["items"].asArray ?? [] }
        #expect(items[0].first == "UBND huyện 2: 00/05 gương điển hình (đến nay cần 03)")
        #expect(items[0].count == 5)
        #expect(!items.joined().contains { $0.asString?.hasPrefix("UBND huyện 1:") == true })
        let events = try year.store.events(
            type: "dondoc.quota.short.v1", since: Year.instant("2023-01-01"), atMost: 100)
        #expect(events.count == 5)
    }

    @Test func `two presentations of the same person count once`() throws {
        let year = try TraVinh.year().play(until: "2023-02-01")
        try year.nominate("xa-1", TraVinh.exemplar("Nguyễn Văn A"), at: "2023-03-01T09:00")
        // The same, as macOS writes it, in capitals and with a space too many.
        let again = try year.nominate(
            "xa-1", TraVinh.exemplar("NGUYỄN  VĂN A".decomposed), at: "2023-06-01T09:00")
        #expect(again["exemplars"][0]["problem"] == "đã giới thiệu trước đó, tính một lần")
        try year.play(until: "2024-01-02")
        let row = try rows(year, at: "2024-01-02", of: "xa-1").filter { $0["period"] == "2023" }
        #expect(row.map { [$0["received"], $0["min"], $0["shortfall"]] } == [[1, 2, 1]])
        #expect(try year.assignment("xa-1", "exemplars/2023").shortage.map(\.count) == [1])
    }

    @Test func `a file that nothing is declared of is one, and evidence of the declared is none`() throws {
        let year = try TraVinh.year().play(until: "2023-02-01")
        try year.submit("xa-1", "guong-1.docx", at: "2023-03-01T09:00")
        #expect(try year.assignment("xa-1", "exemplars/2023").received("nomination") == 1)
        try year.submit(
            "xa-2", "1.docx", "2.docx", "3.docx", at: "2023-03-01T09:00",
            more: ["exemplars": [TraVinh.exemplar("Trần Thị B")]])
        #expect(try year.assignment("xa-2", "exemplars/2023").received("nomination") == 1)
        // A list that comes by itself tells of the files before it.
        try year.submit(
            "xa-1", at: "2023-03-02T09:00",
            more: ["exemplars": [TraVinh.exemplar("Lê Văn C"), TraVinh.exemplar("Hộ ông Tư", "household")]])
        let assignment = try year.assignment("xa-1", "exemplars/2023")
        #expect(assignment.received("nomination") == 2)
        #expect(assignment.stage == .accepted)
    }

    @Test func `an individual without a recognised initiative is given back with the reason`() throws {
        let presentations = """
              presentations:
                title: Giới thiệu sáng kiến
                from: { units: [xa-1, so-1] }
                to: so-noi-vu
                items: [{ kind: evidence, min: 2, types: individual, recognition: [district, province] }]
                due: cuối năm
            """
        let year = try TraVinh.year(TraVinh.plan(more: presentations)).play(until: "2023-02-01")
        let plain = try year.nominate(
            "xa-1", TraVinh.exemplar("Nguyễn Văn A"), at: "2023-03-01T09:00", of: "presentations")
        #expect(
            plain["exemplars"][0]["problem"]
                == "trả lại: thiếu quyết định công nhận sáng kiến (cấp huyện, cấp tỉnh)")
        #expect(plain["isComplete"] == false)
        let collective = try year.nominate(
            "xa-1", TraVinh.exemplar("Tổ 3", "collective", recognised: "province"), at: "2023-03-01T10:00",
            of: "presentations")
        #expect(collective["exemplars"][0]["problem"] == "trả lại: chỉ tính cá nhân")
        try year.nominate(
            "xa-1", TraVinh.exemplar("Nguyễn Văn A", recognised: "district"),
            TraVinh.exemplar("Trần Thị B", recognised: "province"), at: "2023-03-02T09:00", of: "presentations")
        let assignment = try year.assignment("xa-1", "presentations/2023")
        #expect(assignment.stage == .accepted)
        #expect(assignment.returned.count == 2)
        let events = try year.store.events(
            type: "dondoc.submission.returned.v1", since: Year.instant("2023-01-01"), atMost: 9)
        #expect(events.count == 2)
        // A file tells no recognition: it is kept, and the unit is asked to declare.
        let file = try year.submit("so-1", "sang-kien.docx", at: "2023-03-03T09:00", obligation: "presentations")
        guard case .done(let facts)? = file else { Issue.record("refused"); return }
        #expect(facts["needsDeclaration"] == true && facts["missing"] == "thiếu 02 minh chứng")
    }

    @Test func `an enterprise that sends none is invited once and nothing more, and is not short`() throws {
        let year = try TraVinh.year().play(until: "2024-01-01")
        let told = year.notices.filter { $0.to[0].address == "miaduong@travinh.example.vn" }
        #expect(told.map { Zone.vietnam.day(of: $0.at).iso } == ["2023-01-03"])
        #expect(told.first?.fields["entries"][0]["isRequest"] == true)
        #expect(
            told.first?.fields["entries"][0]["owed"] == "gương điển hình (tùy tình hình, điều kiện)")
        try year.play(until: "2024-01-10")
        let assignment = try year.assignment("cong-ty", "exemplars/2023")
        #expect(!assignment.isOverdue(at: Year.instant("2024-01-10")))
        #expect(try rows(year, at: "2024-01-10", of: "cong-ty").allSatisfy { $0["short"] == false })
        let rollup = try #require(year.notices.first { $0.kind == .rollup && $0.period == "2023" })
        let missing = (rollup.fields["rollup"]["missing"].asArray ?? []).map { $0["unit"] }
        #expect(!missing.contains("Công ty Mía đường") && missing.contains("UBND huyện 1"))
    }

    @Test func `a household is an exemplar and counts once`() throws {
        let year = try TraVinh.year().play(until: "2023-02-01")
        try year.nominate("so-1", TraVinh.exemplar("Hộ bà Thạch Thị Sa Ru", "household"), at: "2023-03-01T09:00")
        let assignment = try year.assignment("so-1", "exemplars/2023")
        #expect(assignment.stage == .accepted && assignment.received("nomination") == 1)
        #expect(assignment.nominations?.map(\.exemplar.type) == [.household])
    }

    @Test func `an event that depends on circumstances is shown as 0 of 1 and never pressed for`() throws {
        let exchange = """
              exchange:
                title: Giao lưu điển hình tiên tiến
                from: { level: commune }
                to: so-noi-vu
                items: [{ kind: evidence, min: 1, optional: true }]
                due: cuối năm
                escalate: [{ after: 1, to: head }]
            """
        let year = try TraVinh.year(TraVinh.plan(more: exchange)).play(until: "2024-02-01")
        let row = try rows(year, at: "2024-02-01", of: "xa-1").filter {
            $0["obligation"] == "exchange" && $0["period"] == "2023"
        }
        #expect(row.map { [$0["received"], $0["min"], $0["short"], $0["shortfall"]] } == [[0, 1, false, 0]])
        #expect(!year.notices.contains { $0.obligation == "exchange" && [.overdue, .escalation].contains($0.kind) })
        let table = try #require(
            try Status(of: year.office, in: year.store, at: Year.instant("2024-02-01")).quotaTable)
        #expect(table.contains { $0[1] == "exchange" && $0[2] == "UBND xã 1" && $0[3] == "01 (tùy tình hình)" })
    }

    @Test func `an item holds only in its years`() throws {
        let plan = TraVinh.plan().replacing(
            "min: 5, for: { level: district }", with: "min: 5, for: { level: district }, years: [2024]")
        let year = try TraVinh.year(plan).play(until: "2024-02-01")
        #expect(try year.store.record(kind: "assignment", key: "huyen-1/exemplars/2023") == nil)
        #expect(try year.assignment("huyen-1", "exemplars/2024").needs.map(\.min) == [5])
    }

    @Test func `more than the plan allows waits for a person`() throws {
        let plan = TraVinh.plan().replacing(
            "min: 1, for: { kind: department }", with: "exactly: 1, for: { kind: department }")
        let year = try TraVinh.year(plan).play(until: "2023-02-01")
        let facts = try year.nominate(
            "so-1", TraVinh.exemplar("Nguyễn Văn A"), TraVinh.exemplar("Trần Thị B"), at: "2023-03-01T09:00")
        #expect(facts["surplus"] == "vượt mức tối đa 01: thừa 01 gương điển hình")
        #expect(try year.assignment("so-1", "exemplars/2023").stage == .submitted)
    }

    @Test func `a workflow that waits for what nobody has to send is answered at the deadline`() throws {
        let free = """
              free:
                from: { kind: enterprise }
                to: so-noi-vu
                items: [{ kind: nomination, optional: true }]
                due: chậm nhất ngày 31/3/2023
                workflow: free
            """
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: free, version: '1.0.0' }
            do:
              - collect: { call: collect, with: { obligation: free } }
              - tell: { emit: { event: { with: { source: /test, type: test.done } } } }

            """
        let year = try TraVinh.year(TraVinh.plan(more: free), workflows: ["free.yaml": workflow]).play(
            until: "2023-03-31")
        func done() throws -> Int {
            try year.store.events(type: "test.done", since: Year.instant("2023-01-01"), atMost: 9).count
        }
        #expect(try done() == 0)
        try year.play(until: "2023-04-04")
        #expect(try done() == 1)
    }
}

@Suite struct `the same from two units` {
    @Test func `a person of the same name in another type is another`() throws {
        let year = try TraVinh.year().play(until: "2023-02-01")
        try year.nominate("xa-1", TraVinh.exemplar("Hòa Hiệp", "collective"), at: "2023-03-01T09:00")
        let second = try year.nominate("xa-2", TraVinh.exemplar("Hòa Hiệp", "household"), at: "2023-03-02T09:00")
        #expect(second["alike"] == [])
    }

    @Test func `the same bytes from two units are flagged, and no longer once one was given back`() throws {
        let year = try TraVinh.year().play(until: "2023-02-01")
        try year.submit("xa-1", "a_1.docx", at: "2023-03-01T09:00")
        let reply = try year.submit("xa-2", "a_2.docx", at: "2023-03-01T20:00")
        guard case .done(let facts)? = reply else { Issue.record("refused"); return }
        #expect(facts["alike"] == ["tệp “a_2.docx”: UBND xã 1"])
        try year.command(
            .return, "xa-1", at: "2023-03-01T21:00",
            ["obligation": "exemplars", "period": "2023", "reason": "nhầm tệp"])
        try year.play(until: "2023-03-03")
        #expect(!year.notices.contains { $0.template == "matters" })
    }
}

extension String {
    /// As macOS writes names: each mark after its letter.
    var decomposed: String { decomposedStringWithCanonicalMapping }
}
