import Definition
import Almanac
import CaseKit
import Casework
import Engine
import Notation
import Storage
import TestKit
import Testing

@Suite struct choices {
    /// Quarterly nominations as in Tân Biên 2022, chosen by people before anything goes up.
    private func site(_ select: String = "exactly: 1", least: Int = 1) throws -> Year {
        let plan = TraVinh.plan(
            more: """
                  nominations:
                    title: Gương điển hình quý
                    from: { level: commune }
                    to: so-noi-vu
                    items: [{ kind: nomination, min: \(least) }]
                    due: trước các ngày 20/3, 20/6, 20/9 và 20/12
                    until: due
                    workflow: quarterly
                """)
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: quarterly, version: '1.0.0' }
            do:
              - collect: { call: collect, with: { obligation: nominations } }
              - choose:
                  call: select
                  with: { of: '${ . }', \(select) }
              - send:
                  call: notify
                  with: { to: [ubnd-tinh], template: notice, fields: { chosen: '${ .chosen }', minutes: '${ .minutes }' } }

            """
        return try TraVinh.year(plan, workflows: ["quarterly.yaml": workflow])
    }

    private func sent(_ year: Year) -> [Notice] { year.notices.filter { $0.unit?.text == "ubnd-tinh" } }

    @discardableResult
    private func choose(
        _ year: Year, _ numbers: [Int], unit: String? = nil, minutes: Bool = true, obligation: String = "nominations",
        period: String = "2023-Q3", at instant: String
    ) throws -> Reply? {
        var data: JSON = [
            "obligation": .string(obligation), "period": .string(period),
            "choose": .array(numbers.map { .integer($0) }),
        ]
        data["unit"] = JSON(unit)
        if minutes { data["minutes"] = ["name": "bien-ban.pdf", "sha256": .string(Storage.Digest.sha256("biên bản"))] }
        return try year.send(Select.command, data, at: instant)
    }

    private func nominateAll(_ year: Year) throws {
        for (unit, names) in [("xa-1", ["A", "B"]), ("xa-2", ["C"]), ("xa-3", ["A"])] {
            try year.submit(
                unit, "\(unit).docx", at: "2023-09-1\(unit.last ?? "0")T09:00", obligation: "nominations",
                more: [
                    "period": "2023-Q3", "exemplars": .array(names.map { TraVinh.exemplar("Nguyễn Văn \($0)") }),
                ])
        }
    }

    @Test func `who has sent less than is asked for may be chosen as well, once time is up`() throws {
        let year = try site(least: 2).play(until: "2023-08-01")
        try nominateAll(year)
        try year.play(until: "2023-11-01")
        let asked = try #require(year.notices.last { $0.template == "select" })
        let names = (asked.fields["select"]["candidates"].asArray ?? []).compactMap { $0["name"].asString }
        #expect(["A", "B", "C"].allSatisfy { one in names.contains { $0.contains("Nguyễn Văn \(one)") } }, "\(names)")
    }

    @Test func `nothing is sent up until the choice and its minutes are recorded`() throws {
        let year = try site().play(until: "2023-08-01")
        try nominateAll(year)
        try year.play(until: "2023-11-01")
        let asked = try #require(year.notices.last { $0.template == "select" })
        #expect(asked.at == Year.instant("2023-09-20T08:00"))
        #expect(asked.to.map(\.address) == ["chuyenvien@travinh.example.vn"])
        let names = (asked.fields["select"]["candidates"].asArray ?? []).map { $0["name"] }
        #expect(names == ["Nguyễn Văn A (cá nhân)", "Nguyễn Văn B (cá nhân)", "Nguyễn Văn C (cá nhân)"])
        #expect(asked.fields["select"]["candidates"][0]["units"] == "UBND xã 1, UBND xã 3")
        let before = sent(year).count
        #expect(
            try choose(year, [2], minutes: false, at: "2023-11-01T09:00")
                == .refused("cần biên bản bình chọn: thêm --minutes FILE"))
        #expect(sent(year).count == before)
        guard case .done(let made)? = try choose(year, [2], at: "2023-11-01T10:00") else {
            Issue.record("refused"); return
        }
        #expect(made["minutes"]["sha256"] == .string(Storage.Digest.sha256("biên bản")))
        let told = try #require(sent(year).last)
        #expect(sent(year).count == before + 1)
        #expect(told.fields["fields"]["chosen"][0]["name"] == "Nguyễn Văn B")
        #expect(told.fields["fields"]["minutes"][0]["sha256"] == .string(Storage.Digest.sha256("biên bản")))
        #expect(
            try choose(year, [1], at: "2023-11-01T11:00")
                == .refused("việc bình chọn cho nominations/2023-Q3 đã được ghi nhận, không chọn lại"))
    }

    @Test(arguments: [
        ("exactly: 1", [1, 2], "phải chọn đúng 01, đã chọn 02"), ("exactly: 1", [], "phải chọn đúng 01, đã chọn 00"),
        ("min: 1, max: 2", [1, 2, 3], "phải chọn từ 01 đến 02, đã chọn 03"),
        ("min: 2", [3], "phải chọn ít nhất 02, đã chọn 01"),
        ("min: 0, max: 1", [1, 2], "phải chọn tối đa 01, đã chọn 02"),
        ("exactly: 1", [4], "không có số 4; danh sách có 3 lựa chọn"), ("min: 1", [1, 1], "số 1 được chọn hai lần"),
    ])
    func `a choice outside the limits is refused`(limits: String, numbers: [Int], told: String) throws {
        let year = try site(limits).play(until: "2023-08-01")
        try nominateAll(year)
        try year.play(until: "2023-09-21")
        #expect(try choose(year, numbers, at: "2023-09-21T09:00") == .refused(told))
    }

    @Test func `each unit chooses among its own, and all must have chosen`() throws {
        let plan = TraVinh.plan(exemplars: "    until: due\n    workflow: yearly")
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: yearly, version: '1.0.0' }
            do:
              - collect: { call: collect, with: { obligation: exemplars }, export: { as: '${ . }' } }
              - districts:
                  call: select
                  with: { of: '${ $context }', min: 1, max: 2, perUnit: true, for: { level: district }, remind: [3] }
              - departments:
                  call: select
                  with: { of: '${ $context }', exactly: 1, perUnit: true, for: { kind: department } }
              - tell: { emit: { event: { with: { source: /test, type: test.done, data: '${ . }' } } } }

            """
        let year = try TraVinh.year(plan, workflows: ["yearly.yaml": workflow]).play(until: "2023-11-01")
        try year.nominate(
            "huyen-1", TraVinh.exemplar("A"), TraVinh.exemplar("B"), TraVinh.exemplar("C"),
            TraVinh.exemplar("D"), TraVinh.exemplar("E"), at: "2023-11-02T09:00")
        try year.nominate("so-1", TraVinh.exemplar("G"), TraVinh.exemplar("H"), at: "2023-11-02T09:00")
        try year.nominate("so-2", TraVinh.exemplar("I"), at: "2023-11-02T09:00")
        try year.play(until: "2024-01-03")
        func pick(_ numbers: [Int], _ unit: String, _ time: String) throws -> Reply? {
            try choose(year, numbers, unit: unit, obligation: "exemplars", period: "2023", at: "2024-01-\(time)")
        }
        // Asked on 2 January; again after three working days, since nobody answered.
        try year.play(until: "2024-01-06")
        #expect(
            year.notices.filter { $0.template == "select" }.map {
                [$0.unit?.text ?? "", Zone.vietnam.day(of: $0.at).iso]
            }
                == [["huyen-1", "2024-01-02"], ["huyen-1", "2024-01-05"]])
        #expect(try pick([1, 2, 5], "huyen-1", "08T09:00") == .refused("phải chọn từ 01 đến 02, đã chọn 03"))
        guard case .done? = try pick([1, 5], "huyen-1", "08T09:10") else { Issue.record("refused"); return }
        #expect(try pick([1, 2], "so-1", "08T10:00") == .refused("phải chọn đúng 01, đã chọn 02"))
        guard case .done? = try pick([2], "so-1", "08T10:10") else { Issue.record("refused"); return }
        func done() throws -> CloudEvent? {
            try year.store.events(type: "test.done", since: Year.instant("2024-01-01"), atMost: 9).first
        }
        #expect(try done() == nil)
        guard case .done? = try pick([1], "so-2", "08T11:00") else { Issue.record("refused"); return }
        let chosen = try #require(try done()?.data?["chosen"].asArray)
        #expect(chosen.map { $0["name"] } == ["H", "I"])
    }

    @Test func `what is accepted while people choose stands at the end of the list`() throws {
        let year = try site("min: 1").play(until: "2023-08-01")
        try nominateAll(year)
        try year.play(until: "2023-09-21")
        try year.submit(
            "xa-1", "muon.docx", at: "2023-09-21T09:00", obligation: "nominations",
            more: ["period": "2023-Q3", "exemplars": [TraVinh.exemplar("Ánh")]])
        let list = try SelectionList(in: year.store, named: ["obligation": "nominations", "period": "2023-Q3"])
        // Two units put A forward: as one, first in the list.
        let names = (list.json.asArray?.first?["candidates"].asArray ?? []).map { $0["name"] }
        #expect(names == ["Nguyễn Văn A", "Nguyễn Văn B", "Nguyễn Văn C", "Ánh"])
        guard case .done? = try choose(year, [1, 4], at: "2023-09-21T10:00") else { Issue.record("refused"); return }
        let after = try SelectionList(in: year.store, named: ["obligation": "nominations"]).lines
        #expect(after.contains("  ✓ 4. Ánh (cá nhân) – UBND xã 1"))
    }
}

@Suite struct `publishing and waiting` {
    private static let workflow = """
        document: { dsl: '1.0.3', namespace: mau, name: opinion, version: '1.0.0' }
        schedule: { on: { one: { with: { type: test.list } } } }
        do:
          - post:
              call: publish
              with:
                to: cong-khai
                page: lay-y-kien
                name: danh-sach-2024
                workingDays: 10
                fields: { items: [{ words: Nguyễn Văn A (cá nhân) }] }
          - window: { call: waitUntil, with: { workingDays: 10 } }
          - tell: { emit: { event: { with: { source: /test, type: test.over, data: '${ . }' } } } }

        """

    /// The list is posted on a day; the council may meet when ten working days are over.
    @Test(arguments: [
        ("2024-01-15T09:00", "2024-01-29"),
        // Tết 2024: off from 8 to 14 February.
        ("2024-02-01T09:00", "2024-02-22"),
        // 29 April to 1 May are off; Saturday 4 May is worked instead of Monday 29 April.
        ("2024-04-22T09:00", "2024-05-08"),
    ])
    func `ten working days of the people's opinion are counted over holidays and working Saturdays`(
        posted: String, lastDay: String
    ) throws {
        let year = try TraVinh.year(workflows: ["opinion.yaml": Self.workflow]).play(until: "2024-01-02")
        try year.send("test.list", [:], at: posted)
        func over() throws -> CloudEvent? {
            try year.store.events(type: "test.over", since: Year.instant("2024-01-01"), atMost: 9).first
        }
        let end = Zone.vietnam.instant(of: Day(iso: lastDay)!.advanced(by: 1), at: .midnight)
        try year.play(until: "\(lastDay)T23:59")
        #expect(try over() == nil)
        try year.play(until: "\(Day(iso: lastDay)!.advanced(by: 1).iso)T00:01")
        let event = try #require(try over())
        #expect(event.time == end)
        #expect(event.data?["lastDay"] == .string(lastDay))
        let page: PublishedPage = try Sitting.decoded(
            try #require(try year.store.outgoing(state: .sent, atMost: 1000).first { $0.kind == "page" }).body)
        #expect(page.path == "cong-khai/danh-sach-2024.html")
        #expect(page.fields["publication"]["lastDay"] == .string(Day(iso: lastDay)!.vietnamese))
    }

    @Test(arguments: ["../ra-ngoai", "/etc", "state", "inbox/xa-1", ".git", "templates", "a/../b"])
    func `nothing is published outside the site, or into folders of its own`(folder: String) throws {
        let workflow = Self.workflow.replacing("to: cong-khai", with: "to: '${ \"\(folder)\" }'")
        let year = try TraVinh.year(workflows: ["opinion.yaml": workflow]).play(until: "2024-01-02")
        try year.send("test.list", [:], at: "2024-01-15T09:00")
        #expect(try year.store.outgoing(state: .sent, atMost: 1000).allSatisfy { $0.kind != "page" })
        #expect(try year.store.instances(phase: "faulted", atMost: 9).count == 1)
    }
}
