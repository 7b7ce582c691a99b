import Almanac
import CaseKit
import Casework
import Definition
import Engine
import Notation
import Storage
import TestKit
import Testing

private let running = "nominations/2025-07-15"

@Suite struct `A handover` {
    @Test func `passes what is open to the unit that goes on whole, with the same deadline`() throws {
        let year = try TanBien.reformed()
        let (old, new) = (try year.assignment("25504", running), try year.assignment("25591-2025", running))
        #expect(old.stage == .handedOver(to: UnitCode("25591-2025")))
        #expect(new.stage == .open && new.deadline == old.deadline && new.needs == old.needs)
        #expect(old.unitName == "UBND xã Hòa Hiệp" && new.unitName == "UBND xã Phước Vinh")
        try year.play(until: "2025-07-09")
        let told = year.notices.filter { $0.at >= Year.instant("2025-07-01") }
        #expect(told.contains { $0.unit?.text == "25591-2025" && $0.kind == .reminder })
        #expect(!told.contains { $0.unit?.text == "25504" })
    }

    @Test func `a workflow that asks below a unit asks below the one that goes on for it`() throws {
        let units =
            SampleSite.units.split(separator: "\n").map { $0.hasPrefix("code") ? "\($0),from,to" : "\($0),," }
            .joined(separator: "\n") + """

                tx-cu,Thị xã,district,people-committee,ubnd-tinh,cu@e.vn,,,2021-03-01
                tp-moi,Thành phố,district,people-committee,ubnd-tinh,moi@e.vn,,2021-03-01,
                p-1,Phường 1,commune,people-committee,tx-cu,p1@e.vn,,,2021-03-01
                p-1,Phường 1,commune,people-committee,tp-moi,p1@e.vn,,2021-03-01,

                """
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: below, version: '1.0.0' }
            schedule: { cron: '0 8 1 * *' }
            do:
              - ask:
                  call: collect
                  with:
                    from: { under: '${ "tx-cu" }', level: commune }
                    to: so-noi-vu
                    due: chậm nhất ngày 20 hàng tháng
                    items: [{ kind: report, min: 1 }]

            """
        let year = try Year(units: units, workflows: ["below.yaml": workflow])
        try year.change([
            "successors.csv": "event,day,old,new,transfer,lead\nmerge,2021-03-01,tx-cu,tp-moi,whole,\n"
        ])
        try year.play(until: "2021-05-01")
        let asked = try year.store.records(kind: "assignment", keyPrefix: "p-1/", openOnly: false).map(\.key)
        #expect(asked == ["2021-01", "2021-02", "2021-03", "2021-04"].map { "p-1/below/ask/\($0)" })
    }

    @Test func `what was due a quarter of a year before stays with the unit that owed it, under its name`() throws {
        let quarterly = TanBien.plan(due: "trước các ngày 20/3, 20/6, 20/9 và 20/12")
        let year = try TanBien.reformed(plan: quarterly)
        let history = try year.assignment("25504", "nominations/2025-Q1")
        #expect(history.stage == .open && history.unitName == "UBND xã Hòa Hiệp")
        #expect(try year.store.record(kind: "assignment", key: "25591-2025/nominations/2025-Q1") == nil)
        #expect(
            try year.assignment("25504", "nominations/2025-Q2").stage == .handedOver(to: UnitCode("25591-2025")))
        let status = try Status(of: year.office, in: year.store, at: Year.instant("2025-07-02"))
        let rows = status.table.filter { $0[0] == "quý I/2025" }
        #expect(rows.count == 10 && rows.allSatisfy { $0[4] == "quá hạn" }, "\(rows)")
    }

    @Test func `what was accepted before its unit ended is counted once, with the unit that goes on`() throws {
        let year = try TanBien.reformed { year in
            try year.play(until: "2025-06-20")
            try year.submit("25504", "1.docx", "2.docx", at: "2025-06-20T09:00")
        }
        let (old, new) = (try year.assignment("25504", running), try year.assignment("25591-2025", running))
        #expect(old.stage == .accepted && old.countedFor == new.unit && new.stage == .accepted)
        try year.play(until: "2025-08-01")
        let sum = try #require(year.notices.first { $0.kind == .rollup }).fields["rollup"]
        // Four units go on, three are split and held.
        #expect(sum["total"] == 7 && sum["accepted"] == 1, "\(sum.text)")
    }

    @Test func `what all three had finished is finished for the one that follows`() throws {
        let year = try TanBien.reformed { year in
            try year.play(until: "2025-06-20")
            for unit in ["25486", "25495", "25501"] {
                try year.submit(unit, "\(unit)-1.docx", "\(unit)-2.docx", at: "2025-06-20T09:00")
            }
        }
        let one = try year.assignment("25486-2025", running)
        #expect(one.stage == .accepted && one.contributions?.count == 3 && one.received("nomination") == 6)
        try year.play(until: "2025-08-01")
        #expect(!year.notices.contains { $0.unit?.text == "25486-2025" && $0.kind != .receipt })
    }

    @Test func `a unit that is dissolved owes nothing any more, and the reason is told`() throws {
        let events = TanBien.events.replacing(
            "merge,2025-07-01,25504,25591-2025,whole,", with: "dissolve,2025-07-01,25504,,,")
        let year = try TanBien.reformed(events: events)
        #expect(
            try year.assignment("25504", running).stage
                == .cancelled(reason: "UBND xã Hòa Hiệp giải thể từ 01/7/2025"))
        let status = try Status(of: year.office, in: year.store, at: Year.instant("2025-07-01T01:00"))
        #expect(status.table.contains { $0.contains("hủy: UBND xã Hòa Hiệp giải thể từ 01/7/2025") })
        guard case .refused(let sentence)? = try year.submit("25504", "a.docx", at: "2025-07-02T09:00") else {
            Issue.record("what comes for it is refused")
            return
        }
        #expect(sentence.contains("giải thể"))
    }

    @Test func `ten communes become six, and every duty finds its place exactly once, over restarts`() throws {
        let year = try TanBien.reformed()
        try year.change([:])
        try year.sleep(until: "2025-07-03")
        try year.play(until: "2025-07-04")
        let all = try year.store.records(kind: "assignment", parent: running, openOnly: false)
            .map { try Sitting.decoded($0.body) as Assignment }
        let stages = Dictionary(grouping: all) { one in
            switch one.stage {
            case .handedOver: "handed over"
            case .held: "held"
            case .open: "open"
            default: "else"
            }
        }.mapValues(\.count)
        // Three were split; seven went whole into four of the six.
        #expect(stages == ["handed over": 7, "held": 3, "open": 4])
        let told = try year.store.events(type: "dondoc.unit.changed.v1", since: Year.instant("2025-01-01"), atMost: 100)
        #expect(told.count { $0.data?["changes"] == ["ended"] } == 12)
        #expect(told.count { $0.data?["changes"] == ["began"] } == 6)
        #expect(try year.store.ledger(subject: "handover/*").count { $0.note != Desk.onlyWoken } == 10)
    }

    @Test func `preview and run agree: what was known from the start ends the same`() throws {
        let late = TanBien.plan(due: "chậm nhất ngày 25/6/2025")
        let year = try TanBien.year(plan: late, isKnown: true).play(until: "2025-07-10")
        #expect(try year.assignment("25504", "nominations/2025-06-25").stage == .handedOver(to: UnitCode("25591-2025")))
        let heir = try year.assignment("25591-2025", "nominations/2025-06-25")
        #expect(heir.stage == .open && heir.isOverdue(at: Year.instant("2025-07-01")))
        #expect(
            year.lines { $0.unit?.text == "25591-2025" } == ["07-01 08:00 overdue 25591-2025"],
            "told once, not pressed anew"
        )
    }

    @Test func `a collector that goes whole into another is followed by it without asking`() throws {
        let year = try TanBien.reformed(plan: TanBien.plan(to: "pnv")).play(until: "2025-07-18")
        let rollup = year.notices.filter { $0.kind == .rollup }
        #expect(rollup.flatMap(\.to).map(\.address) == ["snv@tayninh.example.vn"])
        #expect(year.lines.contains("07-16 08:00 overdue 25489-2025"))
    }

    @Test func `a roll-up prints the units of its period, each under the name that it had`() throws {
        let year = try TanBien.reformed(plan: TanBien.plan(due: "chậm nhất ngày 25/6/2025"))
        let rollup = try #require(year.notices.first { $0.kind == .rollup })
        let names = rollup.fields["rollup"]["rows"].asArray?.compactMap { $0["unit"].asString } ?? []
        #expect(names.count == 10 && names.contains("UBND xã Mỏ Công") && !names.contains("UBND xã Phước Vinh"))
        let status = try Status(of: year.office, in: year.store, at: Year.instant("2026-01-01"))
        #expect(
            status.table.contains {
                $0.contains("UBND xã Mỏ Công") && $0.contains("tạm giữ, chờ chỉ định đơn vị kế thừa")
            })
        #expect(
            status.table.contains { $0.contains("UBND xã Hòa Hiệp") && $0.contains("bàn giao cho UBND xã Phước Vinh") })
    }

    @Test(
        arguments: [
            ("25591-2025", "25486-2025", "still holds"), ("25507", "25510", "does not hold"),
            ("xa-la", "25486-2025", "no unit"),
            ("25507", nil, "say who takes over"),
        ] as [(String, String?, String)])
    func `a command that makes no sense is refused in one sentence`(
        unit: String, heir: String?, expected: String
    ) throws {
        let year = try TanBien.reformed()
        let reply = try year.send(
            "dondoc.command.handover.v1", ["unit": .string(unit), "to": JSON(heir)], at: "2025-07-02")
        guard case .refused(let sentence)? = reply else {
            Issue.record("\(String(describing: reply))")
            return
        }
        #expect(sentence.contains(expected))
    }

    @Test(arguments: [
        (Commands.Verb.accept, "25507", "dondoc handover"), (.return, "25507", "dondoc handover"),
        (.accept, "25504", "handed over to 25591-2025"), (.return, "25504", "handed over to 25591-2025"),
        (.waive, "25504", "handed over to 25591-2025"), (.extend, "25504", "handed over to 25591-2025"),
    ])
    func `a collector's command is not about what an ended unit owed`(
        verb: Commands.Verb, unit: String, expected: String
    ) throws {
        let year = try TanBien.reformed { try $0.submit("25504", "a.docx", at: "2025-06-20T09:00") }
        try year.submit("25507", "b.docx", at: "2025-07-02T08:00")
        let reply = try year.command(verb, unit, at: "2025-07-02T09:00", ["reason": "thử", "until": "2025-08-01"])
        guard case .refused(let sentence)? = reply else {
            Issue.record("\(String(describing: reply))")
            return
        }
        #expect(sentence.contains(expected))
    }

    @Test func `what comes in the name of a unit that went whole counts for the one that follows`() throws {
        let year = try TanBien.reformed()
        try year.submit("25504", "a.docx", "b.docx", at: "2025-07-02T09:00")
        #expect(try year.assignment("25591-2025", running).stage == .accepted)
        let receipt = try #require(year.notices.last { $0.kind == .receipt })
        #expect(receipt.to.map(\.address) == ["phuocvinh@tayninh.example.vn"])
        #expect(receipt.fields["receipt"]["by"] == "UBND xã Hòa Hiệp")
    }

    @Test func `the unit that follows is told from whom it has its duty`() throws {
        let year = try TanBien.reformed().play(until: "2025-07-01T12:00")
        let told = try #require(year.notices.last { $0.unit?.text == "25486-2025" })
        #expect(told.kind == .reminder)
        #expect(
            told.fields["entries"][0]["predecessors"]
                == "UBND thị trấn Tân Biên, UBND xã Tân Bình, UBND xã Thạnh Tây")
    }

    @Test func `a plan that a chain awaits of an ended unit is awaited of the one that goes on`() throws {
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: chain, version: '1.0.0' }
            schedule: { on: { one: { with: { type: dondoc.plan.activated.v1 } } } }
            do:
              - communes:
                  call: cascade
                  with: { under: "705", level: commune, to: so-noi-vu, due: chậm nhất ngày 15/7/2025, remind: [] }

            """
        let dissolved = TanBien.events.replacing(
            "merge,2025-07-01,25504,25591-2025,whole,", with: "dissolve,2025-07-01,25504,,,")
        let year = try TanBien.year()
        try year.change(["chain.yaml": workflow])
        try year.play(until: "2025-06-30T20:00")
        try year.change(["units.csv": TanBien.after, "successors.csv": dissolved])
        try year.play(until: "2025-07-02")
        let links = try year.store.records(kind: "link", parent: nil, openOnly: false).map {
            $0.key.prefix { $0 != "/" }
        }
        #expect(
            links == ["25486-2025", "25489-2025", "25498-2025", "25507", "25510", "25513"],
            "three are merged into one, two into one, one is dissolved, and three wait for a person")
    }

    @Test func `files that are mended let a held duty go on where it was`() throws {
        let year = try TanBien.reformed()
        let mended = TanBien.after.replacing(
            "tanphong@tanbien.example.vn,,2025-07-01", with: "tanphong@tanbien.example.vn,,")
        let events = TanBien.events.split(separator: "\n").filter { !$0.contains(",25507,") }.joined(separator: "\n")
        try year.change([
            "units.csv": mended.replacing("people-committee,705,tanphong", with: "people-committee,72,tanphong"),
            "successors.csv": events,
        ])
        try year.play(until: "2025-07-09")
        #expect(try year.assignment("25507", running).stage == .open)
        #expect(year.lines.contains("07-08 08:00 reminder 25507"))
    }
}
