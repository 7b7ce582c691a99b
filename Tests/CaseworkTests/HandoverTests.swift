import Almanac
import Casework
import Definition
import Engine
import Notation
import Storage
import TestKit
import Testing

/// Tân Biên around 1 July 2025, with its real communes and successors; the mailboxes are made up.
enum TanBien {
    static let before = """
        code,official,name,level,kind,parent,mailbox,from,to
        72,,Tỉnh Tây Ninh,province,people-committee,,ubnd@tayninh.example.vn,,
        705,,Huyện Tân Biên,district,people-committee,72,ubnd@tanbien.example.vn,,
        pnv,,Phòng Nội vụ huyện Tân Biên,district,department,705,pnv@tanbien.example.vn,,
        so-noi-vu,,Sở Nội vụ,province,department,72,snv@tayninh.example.vn,,
        25486,,Thị trấn Tân Biên,commune,people-committee,705,tt@tanbien.example.vn,,
        25489,,Xã Tân Lập,commune,people-committee,705,tanlap@tanbien.example.vn,,
        25492,,Xã Thạnh Bắc,commune,people-committee,705,thanhbac@tanbien.example.vn,,
        25495,,Xã Tân Bình,commune,people-committee,705,tanbinh@tanbien.example.vn,,
        25498,,Xã Thạnh Bình,commune,people-committee,705,thanhbinh@tanbien.example.vn,,
        25501,,Xã Thạnh Tây,commune,people-committee,705,thanhtay@tanbien.example.vn,,
        25504,,Xã Hòa Hiệp,commune,people-committee,705,hoahiep@tanbien.example.vn,,
        25507,,Xã Tân Phong,commune,people-committee,705,tanphong@tanbien.example.vn,,
        25510,,Xã Mỏ Công,commune,people-committee,705,mocong@tanbien.example.vn,,
        25513,,Xã Trà Vong,commune,people-committee,705,travong@tanbien.example.vn,,

        """

    /// The same list after the reform: what ended, and the six communes that have taken over.
    static let after =
        before.replacing("vn,,\n", with: "vn,,2025-07-01\n")
        .replacing("ubnd@tayninh.example.vn,,2025-07-01", with: "ubnd@tayninh.example.vn,,")
        .replacing("snv@tayninh.example.vn,,2025-07-01", with: "snv@tayninh.example.vn,,") + """
            25486-2025,25486,Xã Tân Biên,commune,people-committee,72,tanbien@tayninh.example.vn,2025-07-01,
            25489-2025,25489,Xã Tân Lập,commune,people-committee,72,tanlap@tayninh.example.vn,2025-07-01,
            25498-2025,25498,Xã Thạnh Bình,commune,people-committee,72,thanhbinh@tayninh.example.vn,2025-07-01,
            25510-2025,25510,Xã Trà Vong,commune,people-committee,72,travong@tayninh.example.vn,2025-07-01,
            25549-2025,25549,Xã Tân Phú,commune,people-committee,72,tanphu@tayninh.example.vn,2025-07-01,
            25591-2025,25591,Xã Phước Vinh,commune,people-committee,72,phuocvinh@tayninh.example.vn,2025-07-01,

            """

    static let events = """
        event,day,old,new,transfer,lead
        merge,2025-07-01,25486,25486-2025,whole,
        merge,2025-07-01,25495,25486-2025,whole,
        merge,2025-07-01,25501,25486-2025,whole,
        merge,2025-07-01,25489,25489-2025,whole,
        merge,2025-07-01,25492,25489-2025,whole,
        merge,2025-07-01,25498,25498-2025,whole,
        merge,2025-07-01,25504,25591-2025,whole,
        split,2025-07-01,25507,25498-2025,part,
        split,2025-07-01,25507,25549-2025,part,
        split,2025-07-01,25510,25510-2025,part,
        split,2025-07-01,25510,25549-2025,part,
        split,2025-07-01,25513,25510-2025,part,
        split,2025-07-01,25513,25549-2025,part,
        merge,2025-07-01,pnv,so-noi-vu,whole,
        dissolve,2025-07-01,705,,,

        """

    static func plan(to: String = "so-noi-vu", due: String = "chậm nhất ngày 15/7/2025", more: String = "") -> String {
        """
        plan: tan-bien
        title: Kế hoạch năm 2025
        issuer: "72"
        symbol: 38/KH-UBND
        issued: 2025-01-02
        validity: { from: 2025-01-01, to: 2025-12-31 }
        obligations:
          nominations:
            title: Gương điển hình tiên tiến
            from: { level: commune }
            to: \(to)
            items: [{ kind: nomination, min: 2 }]
            due: \(due)
            remind: [5, 3, 1]
            escalate: [{ after: 1, to: [contact, head] }]
        \(more)

        """
    }

    static let site = """
        site: tan-bien
        title: Tân Biên
        timezone: Asia/Ho_Chi_Minh
        sender: { name: Sở Nội vụ, address: noivu@tinh.example.vn, unit: so-noi-vu }

        """

    static let roles = "unit,post,name\nso-noi-vu,contact,Chuyên viên đầu mối\n"

    /// Played until the evening before, when the reform's files are put in place.
    static func year(plan: String = plan(), isKnown: Bool = false, events: String = events) throws -> Year {
        let files = isKnown ? ["units.csv": after, "successors.csv": events] : ["units.csv": before]
        return try Year(
            plan: plan, workflows: files.merging(["site.yaml": site, "roles.csv": roles]) { $1 }, from: "2025-01-01")
    }

    static func reformed(
        plan: String = plan(), events: String = events, _ meanwhile: (Year) throws -> Void = { _ in }
    ) throws -> Year {
        let year = try year(plan: plan)
        try meanwhile(year)
        try year.play(until: "2025-06-30T20:00")
        try year.change(["units.csv": after, "successors.csv": events])
        return try year.play(until: "2025-07-01T00:01")
    }
}

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

    @Test func `K04 a split unit's duty is held, nobody is written to, and what comes is kept`() throws {
        let year = try TanBien.reformed()
        #expect(try year.assignment("25507", running).stage == .held(since: Day(iso: "2025-07-01")!))
        try year.submit("25507", "guong-1.docx", at: "2025-07-10T09:00")
        try year.play(until: "2025-07-31")
        let held = try year.assignment("25507", running)
        #expect(held.isHeld && held.pieces.map(\.name) == ["guong-1.docx"])
        let late = year.notices.filter { $0.at >= Year.instant("2025-07-01") }
        for unit in ["25507", "25549-2025"] { #expect(!late.contains { $0.unit?.text == unit }, "\(unit)") }
        #expect(try year.store.record(kind: "assignment", key: "25549-2025/nominations/2025-07-15") == nil)
    }

    @Test(arguments: [true, false])
    func `K04 a person names the lead, by command or in the file, and it goes on from there`(byCommand: Bool) throws {
        let year = try TanBien.reformed()
        try year.submit("25507", "guong-1.docx", at: "2025-07-08T09:00")
        if byCommand {
            let reply = try year.send(
                "dondoc.command.handover.v1", ["unit": "25507", "to": "25549-2025", "by": "Giám đốc"],
                at: "2025-07-09T09:00")
            #expect(
                reply
                    == .done([
                        "did": "handover", "unit": "25507", "to": "25549-2025", "assignments": 1, "collections": 0,
                    ]))
        } else {
            try year.play(until: "2025-07-09T09:00")
            let lead = "25507,25549-2025,part,"
            try year.change(["successors.csv": TanBien.events.replacing(lead, with: "\(lead)yes")])
            try year.play(until: "2025-07-09T09:01")
        }
        #expect(try year.assignment("25507", running).stage == .handedOver(to: UnitCode("25549-2025")))
        let new = try year.assignment("25549-2025", running)
        #expect(new.stage == .open && new.received("nomination") == 1)
        try year.submit("25549-2025", "guong-2.docx", at: "2025-07-10T09:00")
        #expect(try year.assignment("25549-2025", running).stage == .accepted)
    }

    @Test func `K06 three become one: what they had sent is visible, the quota stays one`() throws {
        let year = try TanBien.reformed { year in
            try year.play(until: "2025-06-20")
            try year.submit("25486", "a.docx", at: "2025-06-20T09:00")
            try year.submit("25495", "b.docx", "c.docx", at: "2025-06-20T10:00")
        }
        let one = try year.assignment("25486-2025", running)
        #expect(one.needs.map(\.min) == [2], "the quota of one commune")
        #expect(one.stage == .accepted, "three nominations are more than two")
        #expect(
            one.contributions?.map(\.unitName).sorted() == [
                "UBND thị trấn Tân Biên", "UBND xã Thạnh Tây", "UBND xã Tân Bình",
            ])
        #expect(one.contributions?.flatMap(\.livePieces).map(\.name).sorted() == ["a.docx", "b.docx", "c.docx"])
        #expect(try year.assignment("25495", running).stage == .accepted, "what was accepted stays accepted")
        let status = try Status(of: year.office, in: year.store, at: Year.instant("2025-07-01T01:00"))
        let row = try #require(status.json["assignments"].asArray?.first { $0["unit"] == "25486-2025" })
        #expect(row["contributions"].asArray?.count == 3 && row["state"] == "accepted")
        #expect(
            row["received"]
                == "03 gương điển hình (trong đó UBND thị trấn Tân Biên 01 gương điển hình; UBND xã Tân Bình 02 gương điển hình)"
        )
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
        #expect(try year.submit("25504", "a.docx", at: "2025-07-02T09:00") != nil)
    }

    @Test func `K03 ten communes become six, and every duty finds its place exactly once, over restarts`() throws {
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
        #expect(try year.store.ledger(subject: "handover/*").count == 10)
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

    @Test func `K12 the mailbox of a unit that has ended is never used again`() throws {
        let year = try TanBien.reformed(plan: TanBien.plan(to: "pnv")).play(until: "2025-12-31")
        let old = Set(TanBien.before.matches(of: /[a-z]+@tanbien.example.vn/).map { String($0.output) })
        #expect(old.count == 12)
        let late = year.notices.filter { $0.at >= Year.instant("2025-07-01") }
        #expect(!late.isEmpty)
        #expect(late.flatMap(\.to).compactMap(\.address).filter(old.contains) == [])
    }

    @Test func `K12 a mail that waits over night is not sent to yesterday's mailbox`() throws {
        // The power comes back in the evening of the last day: the step is taken then, its mail waits for the morning.
        let plan = TanBien.plan(due: "chậm nhất ngày 01/7/2025")
        let year = try TanBien.year(plan: plan).play(until: "2025-06-30T07:00")
        try year.change(["units.csv": TanBien.after, "successors.csv": TanBien.events])
        try year.sleep(until: "2025-06-30T20:00")
        try year.play(until: "2025-07-02")
        let morning = year.notices.filter { $0.at == Year.instant("2025-07-01T08:00") }
        #expect(!morning.isEmpty)
        #expect(!morning.flatMap(\.to).contains { $0.address?.hasSuffix("@tanbien.example.vn") == true })
    }

    @Test(arguments: [true, false])
    func `K08 without a collector what comes is parked and nobody is reminded, until one is named`(isNamed: Bool) throws
    {
        let events = TanBien.events.replacing("merge,2025-07-01,pnv,so-noi-vu,whole,\n", with: "")
        let year = try TanBien.reformed(plan: TanBien.plan(to: "pnv"), events: events)
        try year.submit("25591-2025", "a.docx", "b.docx", at: "2025-07-08T09:00")
        #expect(try year.assignment("25591-2025", running).stage == .submitted)
        try year.play(until: "2025-07-16T09:00")
        let late = year.notices.filter { $0.at >= Year.instant("2025-07-01") }
        #expect(late.map(\.kind) == [.receipt], "\(late.map(\.key))")
        guard isNamed else { return }
        try year.send("dondoc.command.handover.v1", ["unit": "pnv", "to": "so-noi-vu"], at: "2025-07-16T10:00")
        #expect(try year.assignment("25591-2025", running).stage == .accepted)
        try year.play(until: "2025-07-18")
        let now = year.notices.filter { $0.at >= Year.instant("2025-07-16T10:00") }
        #expect(now.contains { $0.unit?.text == "25489-2025" && $0.kind == .overdue })
        let rollup = now.filter { $0.kind == .rollup }
        #expect(rollup.flatMap(\.to).map(\.address) == ["snv@tayninh.example.vn"])
    }

    @Test func `K08 a collector that goes whole into another is followed by it without asking`() throws {
        let year = try TanBien.reformed(plan: TanBien.plan(to: "pnv")).play(until: "2025-07-18")
        let rollup = year.notices.filter { $0.kind == .rollup }
        #expect(rollup.flatMap(\.to).map(\.address) == ["snv@tayninh.example.vn"])
        #expect(year.lines.contains("07-16 08:00 overdue 25489-2025"))
    }

    @Test func `K07 K11 a roll-up prints the units of its period, each under the name that it had`() throws {
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
