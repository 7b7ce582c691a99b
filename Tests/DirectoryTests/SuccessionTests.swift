import Almanac
import Definition
import Notation
import Testing

@testable import Directory

private func day(_ text: String) -> Day { Day(iso: text)! }

/// Tân Biên's communes around 1 July 2025 with their real successors, and the provinces whose codes were given again.
private let tanBien = """
    code,official,name,level,kind,parent,mailbox,from,to
    91,,Tỉnh Kiên Giang,province,people-committee,,,,2025-07-01
    89,,Tỉnh An Giang,province,people-committee,,,,2025-07-01
    91-2025,91,Tỉnh An Giang,province,people-committee,,,2025-07-01,
    72,,Tỉnh Tây Ninh,province,people-committee,,,,2025-07-01
    80,,Tỉnh Long An,province,people-committee,,,,2025-07-01
    80-2025,80,Tỉnh Tây Ninh,province,people-committee,,ubnd@tayninh.example.vn,2025-07-01,
    10,,Tỉnh Lào Cai,province,people-committee,,,,2025-07-01
    15,,Tỉnh Yên Bái,province,people-committee,,,,2025-07-01
    15-2025,15,Tỉnh Lào Cai,province,people-committee,,,2025-07-01,
    705,,Huyện Tân Biên,district,people-committee,72,,,2025-07-01
    25507,,Xã Tân Phong,commune,people-committee,705,tanphong@tanbien.example.vn,,2025-07-01
    25510,,Xã Mỏ Công,commune,people-committee,705,,,2025-07-01
    25513,,Xã Trà Vong,commune,people-committee,705,,,2025-07-01
    25486,,Thị trấn Tân Biên,commune,people-committee,705,,,2025-07-01
    25495,,Xã Tân Bình,commune,people-committee,705,,,2025-07-01
    25501,,Xã Thạnh Tây,commune,people-committee,705,,,2025-07-01
    25486-2025,25486,Xã Tân Biên,commune,people-committee,80-2025,,2025-07-01,
    25498-2025,25498,Xã Thạnh Bình,commune,people-committee,80-2025,,2025-07-01,
    25549-2025,25549,Xã Tân Phú,commune,people-committee,80-2025,,2025-07-01,
    25510-2025,25510,Xã Trà Vong,commune,people-committee,80-2025,,2025-07-01,
    75,,Tỉnh Đồng Nai,province,people-committee,,,,2026-04-30
    75,,Thành phố Đồng Nai,province,people-committee,,,2026-04-30,

    """

private let events = """
    event,day,old,new,transfer,lead
    merge,2025-07-01,25486,25486-2025,whole,
    merge,2025-07-01,25495,25486-2025,whole,
    merge,2025-07-01,25501,25486-2025,whole,
    split,2025-07-01,25507,25498-2025,part,
    split,2025-07-01,25507,25549-2025,part,
    split,2025-07-01,25510,25510-2025,part,yes
    split,2025-07-01,25510,25549-2025,part,
    dissolve,2025-07-01,705,,,
    rename,2026-04-30,75,,,

    """

private func tree(_ events: String = events) throws -> UnitTree {
    let (units, problems) = DirectoryFiles.units(SourceText(file: "units.csv", text: tanBien))
    #expect(problems.map(\.line) == [])
    let (rows, found) = DirectoryFiles.successors(
        SourceText(file: "successors.csv", text: events), units: UnitTree(units: units, roles: []))
    #expect(found.map(\.line) == [])
    return UnitTree(units: units, roles: [], successions: rows)
}

@Suite struct `Successions of units` {
    @Test(arguments: [
        ("25495", "2025-06-30", Inheritance.own),
        ("25495", "2025-07-01", .passed(to: UnitCode("25486-2025"), on: day("2025-07-01"))),
        ("25495", "2031-01-01", .passed(to: UnitCode("25486-2025"), on: day("2025-07-01"))),
        (
            "25507", "2025-07-01",
            .undecided([UnitCode("25498-2025"), UnitCode("25549-2025")], on: day("2025-07-01"))
        ),
        ("25510", "2025-07-01", .passed(to: UnitCode("25510-2025"), on: day("2025-07-01"))),
        ("705", "2025-07-01", .dissolved(on: day("2025-07-01"))),
        ("25513", "2025-07-01", .unrecorded(on: day("2025-07-01"))),
        ("25486-2025", "2025-06-30", .own), ("75", "2026-04-30", .own),
    ])
    func `a whole goes to one, a split waits for a person, the rest is said as it is`(
        code: String, on: String, expected: Inheritance
    ) throws {
        #expect(try tree().inheritance(of: UnitCode(code), on: day(on)) == expected)
    }

    @Test func `where others only take land there is nothing to choose`() throws {
        let land = events.replacing("25507,25549-2025,part", with: "25507,25549-2025,area")
        #expect(
            try tree(land).inheritance(of: UnitCode("25507"), on: day("2025-07-01"))
                == .passed(to: UnitCode("25498-2025"), on: day("2025-07-01")))
    }

    @Test func `what changed between two days is told once, with what it was`() throws {
        let tree = try tree()
        #expect(tree.changes(after: day("2025-07-01"), through: day("2026-04-29")) == [])
        let later = tree.changes(after: day("2025-07-01"), through: day("2026-04-30"))
        #expect(later.map(\.kind) == [.renamed(from: "Tỉnh Đồng Nai")])
        #expect(later.map(\.unit.name) == ["Thành phố Đồng Nai"])
        let reform = tree.changes(after: day("2025-06-30"), through: day("2025-07-01"))
        #expect(reform.count { $0.kind == .ended } == 13 && reform.count { $0.kind == .began } == 7)
        #expect(tree.nextChange(after: day("2020-01-01")) == day("2025-07-01"))
        #expect(tree.nextChange(after: day("2025-07-01")) == day("2026-04-30"))
        #expect(tree.nextChange(after: day("2026-04-30")) == nil)
    }

    @Test func `an address that has only belonged to ended units is retired`() throws {
        let tree = try tree()
        #expect(!tree.isRetired(mailbox: "tanphong@tanbien.example.vn", on: day("2025-06-30")))
        #expect(tree.isRetired(mailbox: "TanPhong@tanbien.example.vn", on: day("2025-07-01")))
        #expect(!tree.isRetired(mailbox: "ubnd@tayninh.example.vn", on: day("2025-07-01")))
        #expect(!tree.isRetired(mailbox: "somebody@else.example.vn", on: day("2025-07-01")))
    }

    @Test(arguments: [
        ("", "1:1: error: this file is empty; its first line names the columns: event,day,old,new,transfer,lead"),
        ("event,day\n", "1:1: error: the column \"old\" is missing"),
        (
            "event,day,old,new\nsáp nhập,2025-07-01,25495,25486-2025\n",
            "2:1: error: there is no event \"sáp nhập\"; write \"merge\""
        ),
        (
            "event,day,old,new,transfer\nmerge,2025-07-01,25495,25486-2025,area_only\n",
            "2:35: error: there is no transfer \"area_only\"; write \"area\""
        ),
        (
            "event,day,old,new\nmerge,1/7/2025,25495,25486-2025\n",
            "2:7: error: \"1/7/2025\" is not a date; write 2025-07-01"
        ),
        ("event,day,old,new\nmerge,,25495,25486-2025\n", "2:7: error: the day is missing"),
        (
            "event,day,old,new\nmerge,2025-07-01,xa-la,25486-2025\n",
            "2:18: error: there is no unit \"xa-la\" in units.csv"
        ),
        (
            "event,day,old,new\nmerge,2025-07-01,25495,\n",
            "2:24: error: a merge needs its successor under \"new\"; where nothing follows, the event is \"dissolve\""
        ),
        (
            "event,day,old,new\ndissolve,2025-07-01,25495,25486-2025\n",
            "2:27: error: a unit that is dissolved has no successor; where its duties go on elsewhere, the event is \"merge\" or \"split\""
        ),
        (
            "event,day,old,new\nmerge,2025-07-01,25495,25486-2025\nmerge,2025-07-01,25495,25486-2025\n",
            "3:18: error: this event is on line 2 already; remove one of them"
        ),
        (
            "event,day,old,new\nmerge,2025-08-01,25495,25486-2025\n",
            "2:18: error: \"25495\" does not hold on the day before, 2025-07-31; an event ends a unit that is there: compare with its \"from\" and \"to\" in units.csv"
        ),
        (
            "event,day,old,new\nmerge,2025-06-01,25495,25501\n",
            "2:18: error: \"25495\" still holds on 2025-06-01, when it is said to have ended; let its row in units.csv end with \"to\" = 2025-06-01, or write the transfer \"area\""
        ),
        (
            "event,day,old,new\nmerge,2025-07-01,25495,25501\n",
            "2:24: error: the successor \"25501\" does not hold on 2025-07-01; its row in units.csv begins with \"from\" = 2025-07-01 or earlier"
        ),
        (
            "event,day,old,new,lead\nsplit,2025-07-01,25507,25498-2025,yes\nsplit,2025-07-01,25507,25549-2025,yes\n",
            "3:35: error: \"25507\" has a successor in the lead on line 2 already; one unit takes over what is open; leave \"lead\" empty at the others"
        ),
        (
            "event,day,old,new,transfer\nmerge,2025-07-01,25507,25498-2025,whole\nsplit,2025-07-01,25507,25549-2025,part\n",
            "3:35: error: \"25507\" goes whole to one unit and to another as well, line 2; write \"part\" on each row, or \"area\" where only land goes"
        ),
        (
            "event,day,old,new\nrename,2025-07-01,75,\n",
            "2:8: error: units.csv has no version of \"75\" that begins on 2025-07-01; end the old row on that day and add one that begins on it"
        ),
        (
            "event,day,old,new\nrename,2026-04-30,75,72\n",
            "2:22: error: after a rename \"75\" is still the same unit; leave \"new\" empty, or write \"merge\" for a unit that is replaced by another"
        ),
        (
            "event,day,old,new,lead\nsplit,2025-07-01,25507,25498-2025,maybe\n",
            "2:35: error: \"lead\" is \"yes\" or empty, not \"maybe\"; write \"yes\" at the one successor that a person has named"
        ),
    ])
    func `are told what is wrong with them, at its place`(text: String, expected: String) {
        let units = DirectoryFiles.units(SourceText(file: "units.csv", text: tanBien)).0
        let (_, problems) = DirectoryFiles.successors(
            SourceText(file: "successors.csv", text: text), units: UnitTree(units: units, roles: []))
        #expect(problems.map(\.line) == ["successors.csv:" + expected])
    }

    @Test(arguments: [
        ("25495", "25495", "\"25495\" is its own successor"),
        ("25495", "25501", "the successors go round in a circle: 25495 → 25501 → 25495"),
    ])
    func `cannot go round in a circle`(first: String, second: String, expected: String) {
        let units = DirectoryFiles.units(SourceText(file: "units.csv", text: tanBien)).0
        var text = "event,day,old,new\nmerge,2025-07-01,\(first),\(second)\n"
        if first != second { text += "merge,2025-07-01,\(second),\(first)\n" }
        let (_, problems) = DirectoryFiles.successors(
            SourceText(file: "successors.csv", text: text), units: UnitTree(units: units, roles: []))
        #expect(problems.contains { $0.code == "successor-circle" && $0.message == expected }, "\(problems)")
    }

    @Test func `an official code is borne by one unit a day`() {
        let twice = tanBien.replacing(
            "Xã Trà Vong,commune,people-committee,80-2025,,2025-07-01,",
            with: "Xã Trà Vong,commune,people-committee,,,2025-06-01,")
        let (_, problems) = DirectoryFiles.units(SourceText(file: "units.csv", text: twice))
        #expect(
            problems.map(\.line) == [
                "units.csv:21:12: error: the official code 25510 is borne by two units at the same time: \"25510-2025\" and \"25510\", line 13; a code given to another unit begins with it on the day on which the other has ended"
            ])
    }
}
