import Almanac
import CaseKit
import Casework
import Directory
import Definition
import Engine
import Foundation
import Notation
import Storage
import TestKit
import Testing

/// Reorganisation.
extension Case {
    static let groupK: [Case] = [
        Case("K01", "An official code is resolved as of a day: 91 is Kiên Giang, and from 1 July 2025 An Giang.", k01),
        Case("K02", "Other codes went from province to province that day, or to nobody.", k02),
        Case("K04", "A split unit's duty is held, and neither successor is written to, until a person names the lead.")
        {
            let year = try TanBien.reformed()
            #expect(try year.assignment("25507", running).stage == .held(since: Day(iso: "2025-07-01")!))
            try year.submit("25507", "guong-1.docx", at: "2025-07-10T09:00")
            try year.play(until: "2025-07-31")
            let held = try year.assignment("25507", running)
            #expect(held.isHeld && held.pieces.map(\.name) == ["guong-1.docx"])
            let late = year.notices.filter { $0.at >= Year.instant("2025-07-01") }
            for unit in ["25507", "25549-2025"] { #expect(!late.contains { $0.unit?.text == unit }, "\(unit)") }
            #expect(try year.store.record(kind: "assignment", key: "25549-2025/nominations/2025-07-15") == nil)
            for byCommand in [true, false] {
                let year = try TanBien.reformed()
                try year.submit("25507", "guong-1.docx", at: "2025-07-08T09:00")
                if byCommand {
                    let reply = try year.send(
                        "dondoc.command.handover.v1", ["unit": "25507", "to": "25549-2025", "by": "Giám đốc"],
                        at: "2025-07-09T09:00")
                    #expect(
                        reply
                            == .done([
                                "did": "handover", "unit": "25507", "to": "25549-2025", "assignments": 1,
                                "collections": 0,
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
        },
        Case("K05", "One code before and after is two units, each with its own past, which only the map joins.", k05),
        Case("K06", "Three become one: what they had sent is visible under their names, and the quota stays one.", k06),
        Case("K08", "Without a collector what comes is parked and nobody is reminded, until one is named.", k08),
        Case(
            "K09", "A reward is proposed for nobody who has been dissolved, and the list says so; a person of it is.",
            k09),
        Case("K10", "A committee is addressed by what its territory is called on that day.", k10),
        Case(
            "K12",
            "The mailbox of a unit that has ended is never used again, not by a mail that waited over night either.",
            k12),
    ]

    private static func k01() throws {
        #expect(try name("91", "2025-06-30") == "Tỉnh Kiên Giang")
        #expect(try name("91", "2025-07-01") == "Tỉnh An Giang")
    }

    private static func k02() throws {
        for (code, before, after) in [
            ("80", "Tỉnh Long An", "Tỉnh Tây Ninh"), ("15", "Tỉnh Yên Bái", "Tỉnh Lào Cai"),
            ("89", "Tỉnh An Giang", nil),
        ] as [(String, String, String?)] {
            #expect(try name(code, "2025-06-30") == before)
            #expect(try name(code, "2025-07-01") == after)
        }
    }

    private static func k05() throws {
        let tree = try Case.tree()
        let before = try #require(tree.unit(official: "25510", on: day("2025-06-30")))
        let after = try #require(tree.unit(official: "25510", on: day("2025-07-01")))
        #expect(before.code != after.code)
        #expect(tree.versions(of: before.code).map(\.name) == ["Xã Mỏ Công"])
        #expect(tree.predecessors(of: after.code).map(\.old.text) == ["25510"])
        #expect(tree.predecessors(of: before.code) == [])
    }

    private static func k06() throws {
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

    private static func k08() throws {
        for isNamed in [true, false] {
            let events = TanBien.events.replacing("merge,2025-07-01,pnv,so-noi-vu,whole,\n", with: "")
            let year = try TanBien.reformed(plan: TanBien.plan(to: "pnv"), events: events)
            try year.submit("25591-2025", "a.docx", "b.docx", at: "2025-07-08T09:00")
            #expect(try year.assignment("25591-2025", running).stage == .submitted)
            try year.play(until: "2025-07-16T09:00")
            let late = year.notices.filter { $0.at >= Year.instant("2025-07-01") }
            #expect(late.map(\.kind) == [.receipt], "\(late.map(\.key))")
            guard isNamed else { continue }
            try year.send("dondoc.command.handover.v1", ["unit": "pnv", "to": "so-noi-vu"], at: "2025-07-16T10:00")
            #expect(try year.assignment("25591-2025", running).stage == .accepted)
            try year.play(until: "2025-07-18")
            let now = year.notices.filter { $0.at >= Year.instant("2025-07-16T10:00") }
            #expect(now.contains { $0.unit?.text == "25489-2025" && $0.kind == .overdue })
            let rollup = now.filter { $0.kind == .rollup }
            #expect(rollup.flatMap(\.to).map(\.address) == ["snv@tayninh.example.vn"])
        }
    }

    /// Thông tư 15/2025/TT-BNV.
    private static func k09() throws {
        let lists = "loại,tên\ntập thể,UBND xã Mỹ Cẩm\ncá nhân,Thạch Thị Sa Ru\n"
        let site = try PlayedSite(
            "tra-vinh-2023-2025", files: ["danh-sach.csv": lists],
            script: "drop inbox/29269/exemplars/danh-sach.csv from FILES/danh-sach.csv at 2025-05-14T09:00",
            until: "2025-07-10")
        let run = try site.rehearsed(until: "2025-07-10")
        let folder = try TemporaryFolder()
        try folder.write("{ \"collection\": \"exemplars/2025\" }", to: "input.json")
        let started = try DondocProcess.run([
            "start", "rewards", "--site", run, "--input", "\(folder.path)/input.json",
        ])
        #expect(started.code == 0, "\(started.error)")
        let named = ["--obligation", "exemplars", "--period", "2025", "--task", "appraise"]
        let list = try DondocProcess.run(["select", run] + named).out
        #expect(list.contains("1. Thạch Thị Sa Ru (cá nhân)") && !list.contains("2. "), "\(list)")
        #expect(
            list.contains(
                "– không đề nghị khen thưởng: UBND xã Mỹ Cẩm đã kết thúc hoạt động từ ngày 01/7/2025 do sắp xếp tổ chức bộ máy (Thông tư 15/2025/TT-BNV)"
            ), "\(list)")
    }

    private static func k10() throws {
        let tree = try Case.tree()
        #expect(tree.unit(UnitCode("75"), on: day("2026-04-29"))?.salutation == "UBND tỉnh Đồng Nai")
        #expect(tree.unit(UnitCode("75"), on: day("2026-04-30"))?.salutation == "UBND thành phố Đồng Nai")
    }

    private static func k12() throws {
        let year = try TanBien.reformed(plan: TanBien.plan(to: "pnv")).play(until: "2025-12-31")
        let old = Set(TanBien.before.matches(of: /[a-z]+@tanbien.example.vn/).map { String($0.output) })
        #expect(old.count == 12)
        let late = year.notices.filter { $0.at >= Year.instant("2025-07-01") }
        #expect(!late.isEmpty)
        #expect(late.flatMap(\.to).compactMap(\.address).filter(old.contains) == [])
        do {
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
    }

    private static let running = "nominations/2025-07-15"

    /// Provinces and communes around 1 July 2025, and a province that became a city.
    private static func tree() throws -> UnitTree {
        let units = """
            code,official,name,level,kind,parent,mailbox,from,to
            91,,Tỉnh Kiên Giang,province,people-committee,,,,2025-07-01
            89,,Tỉnh An Giang,province,people-committee,,,,2025-07-01
            91-2025,91,Tỉnh An Giang,province,people-committee,,,2025-07-01,
            72,,Tỉnh Tây Ninh,province,people-committee,,,,2025-07-01
            80,,Tỉnh Long An,province,people-committee,,,,2025-07-01
            80-2025,80,Tỉnh Tây Ninh,province,people-committee,,,2025-07-01,
            10,,Tỉnh Lào Cai,province,people-committee,,,,2025-07-01
            15,,Tỉnh Yên Bái,province,people-committee,,,,2025-07-01
            15-2025,15,Tỉnh Lào Cai,province,people-committee,,,2025-07-01,
            25510,,Xã Mỏ Công,commune,people-committee,72,,,2025-07-01
            25513,,Xã Trà Vong,commune,people-committee,72,,,2025-07-01
            25510-2025,25510,Xã Trà Vong,commune,people-committee,80-2025,,2025-07-01,
            25549-2025,25549,Xã Tân Phú,commune,people-committee,80-2025,,2025-07-01,
            75,,Tỉnh Đồng Nai,province,people-committee,,,,2026-04-30
            75,,Thành phố Đồng Nai,province,people-committee,,,2026-04-30,

            """
        let events = """
            event,day,old,new,transfer,lead
            split,2025-07-01,25510,25510-2025,part,yes
            split,2025-07-01,25510,25549-2025,part,
            rename,2026-04-30,75,,,

            """
        let folder = try TemporaryFolder()
        try folder.write(SampleSite.site.replacing(", unit: so-noi-vu", with: ""), to: "site.yaml")
        try folder.write(units, to: "units.csv")
        try folder.write(events, to: "successors.csv")
        let site = SiteFolder(path: folder.path)
        return try #require(site.office, "\(site.diagnostics.map(\.line))").tree
    }

    private static func name(_ official: String, _ on: String) throws -> String? {
        try tree().unit(official: official, on: day(on))?.name
    }
}
