import Almanac
import Definition
import Foundation
import Notation
import Testing

@testable import Directory

private func day(_ text: String) -> Day { Day(iso: text)! }

private func table(_ text: String, _ file: String = "list.csv") -> CellTable {
    CellTable(csv: SourceText(file: file, text: text))
}

private let list = """
    level,code,full_name,unit_type,parent_code,valid_from,valid_to
    province,72,Tỉnh Tây Ninh,Tỉnh,,,2025-07-01
    province,80,Tỉnh Long An,Tỉnh,,,2025-07-01
    province,80,Tỉnh Tây Ninh,Tỉnh,,2025-07-01,
    district,705,Huyện Tân Biên,Huyện,72,,2025-07-01
    commune,25486,Thị trấn Tân Biên,Thị trấn,705,,2025-07-01
    commune,25486,Xã Tân Biên,Xã,80,2025-07-01,
    commune,25495,Xã Tân Bình,Xã,705,,2025-07-01
    commune,25507,Xã Tân Phong,Xã,705,,2025-07-01
    commune,25510,Xã Mỏ Công,Xã,705,,2025-07-01
    commune,25510,Xã Trà Vong,Xã,80,2025-07-01,
    commune,25513,Xã Trà Vong,Xã,705,,2025-07-01
    commune,25504,Xã Hòa Hiệp,Xã,705,,2024-01-01
    commune,25504,Xã Hoà Hiệp,Xã,705,2024-01-01,

    """

private let successors = """
    old_code,new_code,transfer
    72,80,
    80,80,
    25486,25486,whole
    25495,25486,whole
    25507,25510,part
    25507,25486,part
    25510,25510,part
    25513,25510,part
    99999,25510,part

    """

@Suite struct `An official list` {
    private func imported(
        scope: UnitImport.Scope = UnitImport.Scope(), site: String? = nil, events: String? = nil
    ) throws -> UnitImport {
        let (official, rows) = (OfficialList(table(list)), OfficialSuccessions(table(successors)))
        #expect(official.problems == [] && rows.problems == [])
        let source = site.map { SourceText(file: "units.csv", text: $0) }
        return UnitImport(
            official.units, rows.rows, scope: scope, units: source.map { CSVSheet($0) },
            read: source.map { DirectoryFiles.units($0).0 } ?? [],
            successors: events.map { CSVSheet(SourceText(file: "successors.csv", text: $0)) })
    }

    private func tree(_ read: UnitImport) -> UnitTree {
        let (units, problems) = DirectoryFiles.units(SourceText(file: "units.csv", text: read.units.text))
        let (events, found) = DirectoryFiles.successors(
            SourceText(file: "successors.csv", text: read.successors.text), units: UnitTree(units: units, roles: []))
        #expect((problems + found).filter { $0.severity == .error }.map(\.line) == [])
        return UnitTree(units: units, roles: [], successions: events)
    }

    @Test func `gives each unit a key of its own, also where the code was given again`() throws {
        let tree = tree(try imported())
        #expect(tree.versions(of: UnitCode("25510")).map(\.name) == ["Xã Mỏ Công"])
        #expect(tree.versions(of: UnitCode("25510-2025")).map(\.name) == ["Xã Trà Vong"])
        #expect(tree.unit(official: "80", on: day("2025-06-30"))?.name == "Tỉnh Long An")
        #expect(tree.unit(UnitCode("80-2025"), on: day("2025-07-01"))?.name == "Tỉnh Tây Ninh")
        #expect(tree.unit(UnitCode("25510-2025"), on: day("2025-07-01"))?.parent == UnitCode("80-2025"))
        #expect(tree.versions(of: UnitCode("25504")).count == 2, "another spelling is no other unit")
    }

    @Test func `brings the events with it, and says which rows it could not place`() throws {
        let read = try imported()
        let tree = tree(read)
        let reform = day("2025-07-01")
        #expect(
            tree.inheritance(of: UnitCode("25486"), on: reform) == .passed(to: UnitCode("25486-2025"), on: reform))
        #expect(
            tree.inheritance(of: UnitCode("25507"), on: reform)
                == .undecided([UnitCode("25510-2025"), UnitCode("25486-2025")], on: reform))
        #expect(tree.predecessors(of: UnitCode("80-2025")).map(\.old.text) == ["72", "80"])
        #expect(read.summary.unresolved == ["99999 → 25510"] && read.summary.events == 8)
    }

    @Test func `one alone that goes whole into one is the same unit in another place`() throws {
        let moved = list + "commune,25489,Xã Tân Lập,Xã,705,,2025-07-01\ncommune,25489,Xã Tân Lập,Xã,80,2025-07-01,\n"
        let read = UnitImport(
            OfficialList(table(moved)).units,
            OfficialSuccessions(table("old_code,new_code,transfer\n25489,25489,whole\n")).rows,
            scope: UnitImport.Scope(), units: nil, read: [], successors: nil)
        let tree = tree(read)
        #expect(tree.versions(of: UnitCode("25489")).map(\.parent?.text) == ["705", "80-2025"])
        #expect(read.successors.rows.map { $0["event"] } == ["re-parent"])
    }

    @Test func `keeps what people have entered by hand, and every column of their own`() throws {
        let site = """
            code,name,kind,parent,clusters,mailbox,ghi chú,from,to
            xa-mo-cong,UBND xã Mỏ Công,people-committee,705,khoi-xa,mocong@tanbien.example.vn,"anh Ba, 0909",,
            25486,UBND thị trấn Tân Biên,people-committee,705,khoi-xa,old@tanbien.example.vn,,,2023-01-01
            25486,UBND thị trấn Tân Biên,people-committee,705,khoi-xa,tt@tanbien.example.vn,,2023-01-01,
            so-noi-vu,Sở Nội vụ,department,,,snv@tayninh.example.vn,,,

            """.replacing("code,name", with: "code,official,name").replacing("xa-mo-cong,", with: "xa-mo-cong,25510,")
            .replacing("25486,UBND", with: "25486,,UBND").replacing("so-noi-vu,", with: "so-noi-vu,,")
        let read = try imported(site: site)
        let tree = tree(read)
        let old = tree.versions(of: UnitCode("xa-mo-cong"))
        #expect(old.map(\.name) == ["UBND xã Mỏ Công"] && old[0].to == day("2025-07-01"))
        #expect(old[0].mailbox == "mocong@tanbien.example.vn" && old[0].clusters == ["khoi-xa"])
        #expect(read.units.text.contains("\"anh Ba, 0909\""))
        #expect(
            tree.versions(of: UnitCode("25486")).map(\.mailbox) == ["old@tanbien.example.vn", "tt@tanbien.example.vn"])
        #expect(tree.versions(of: UnitCode("25486")).last?.to == day("2025-07-01"))
        #expect(tree.unit(UnitCode("so-noi-vu"), on: day("2030-01-01"))?.mailbox == "snv@tayninh.example.vn")
        #expect(tree.unit(official: "25510", on: day("2025-07-01"))?.name == "Xã Trà Vong")
        #expect(tree.unit(UnitCode("25486-2025"), on: day("2025-07-01"))?.mailbox == nil)
    }

    @Test func `read twice changes nothing, and a lead that a person has named stays`() throws {
        let first = try imported()
        let named = first.successors.text.replacing("25507,25510-2025,part,", with: "25507,25510-2025,part,yes")
        let again = try imported(site: first.units.text, events: named)
        #expect(again.units.text == first.units.text)
        #expect(again.successors.text == named)
        #expect(again.summary.added.isEmpty && again.summary.changed.isEmpty && again.summary.events == 0)
        let (source, official) = (SourceText(file: "units.csv", text: first.units.text), OfficialList(table(list)))
        let bare = UnitImport(
            official.units, [], scope: UnitImport.Scope(), units: CSVSheet(source),
            read: DirectoryFiles.units(source).0,
            successors: nil)
        #expect(bare.units.text == first.units.text, "nor without the table that told the units apart")
    }

    @Test func `of a province takes what followed it and what is above, and no more`() throws {
        let read = try imported(scope: UnitImport.Scope(province: "72"))
        let keys = tree(read).codes.map(\.text)
        #expect(!keys.contains("80") && Set(keys).isSuperset(of: ["72", "705", "25507", "80-2025", "25510-2025"]))
        let later = try imported(scope: UnitImport.Scope(from: day("2025-07-01"), to: day("2025-07-01")))
        #expect(Set(tree(later).codes.map(\.text)) == ["80-2025", "25486-2025", "25510-2025", "25504"])
    }

    @Test func `a code that the site has for another unit is left alone and told`() throws {
        let read = try imported(site: "code,official,name\nxa-khac,25513,Xã Khác\n")
        #expect(read.summary.conflicts == ["25513: xa-khac Xã Khác ≠ Xã Trà Vong"])
        #expect(!tree(read).knows(UnitCode("25513")))
    }

    @Test func `is read in the layout of the office's export, with the zeros that Excel dropped`() {
        let export = """
            DANH SÁCH ĐƠN VỊ HÀNH CHÍNH,,,,,,
            Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp
            Thành phố Hà Nội,1,Quận Ba Đình,1,Phường Phúc Xá,1,Phường
            Thành phố Hà Nội,1,Quận Ba Đình,1,Phường Trúc Bạch,4,Phường
            Thành phố Hải Phòng,31,Huyện Bạch Long Vĩ,318,,,

            """
        let read = OfficialList(table(export))
        #expect(read.problems == [])
        #expect(
            read.units.map { "\($0.level) \($0.code) \($0.parent ?? "–")" } == [
                "province 01 –", "district 001 01", "commune 00001 001", "commune 00004 001", "province 31 –",
                "district 318 31",
            ])
    }

    @Test(arguments: [
        (
            "a,b\n1,2\n",
            "list.csv:1:1: error: this is no list of units; its first line names level,code,full_name,parent_code,valid_from,valid_to, or Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX"
        ),
        (
            "level,code,full_name\nward,1,X\n",
            "list.csv:2:1: error: there is no level \"ward\"; write province, district or commune"
        ),
        ("level,code,full_name\nprovince,,X\n", "list.csv:2:10: error: this row has no code or no name"),
        (
            "level,code,full_name,valid_to\nprovince,01,X,1/7/2025\n",
            "list.csv:2:15: error: \"1/7/2025\" is not a date; write the year first: 2025-07-01"
        ),
        ("level,code,full_name\nprovince,01,X\nprovince,1,X\n", "list.csv:3:1: warning: 01 X is on line 2 already"),
        (
            "level,code,full_name\nprovince,31A,X\n",
            "list.csv:2:10: error: \"31A\" is no code; write the digits that the statistics office gave"
        ),
        (
            "level,code,full_name,parent_code\nprovince,01,X,\ncommune,25486,Y,1A\n",
            "list.csv:3:17: error: \"1A\" is no code; write the digits that the statistics office gave"
        ),
        (
            "level,code,full_name,parent_code\ncommune,25486,Y,72\ncommune,25495,Z,72\n",
            "list.csv:2:17: warning: no row of this list has the code \"72\", under which it has 2 units; add its row; a unit that is new stands under nobody until then"
        ),
    ])
    func `with a mistake is told its line`(text: String, expected: String) {
        #expect(OfficialList(table(text)).problems.map(\.line) == [expected])
    }

    @Test(arguments: [
        (
            "old_code,new_code,transfer,day\n25486,25486,whole,1/7/2025\n",
            "s.csv:2:19: error: \"1/7/2025\" is not a date; write the year first: 2025-07-01"
        ),
        (
            "old_code,new_code,transfer\n25486,25486,all\n",
            "s.csv:2:13: error: there is no transfer \"all\"; write whole, part or area"
        ),
    ])
    func `a mistake in a table of successors is told at its place`(text: String, expected: String) {
        #expect(OfficialSuccessions(table(text, "s.csv")).problems.map(\.line) == [expected])
    }

    @Test func `codes of successors get back the zeros that a spreadsheet dropped, where the name tells how many`() {
        let text = """
            old_code,old_name,new_code,new_name
            4,Phường Trúc Bạch,4,Phường Ba Đình
            8938,Xã A,9,Xã B
            2,Tỉnh Hà Giang,8,Tỉnh Tuyên Quang
            72,Tỉnh Tây Ninh,80,Tỉnh Tây Ninh
            25510,Xã Mỏ Công,25510,Xã Trà Vong
            17,,18,

            """
        #expect(
            OfficialSuccessions(table(text)).rows.map { "\($0.old) \($0.new)" } == [
                "00004 00004", "08938 00009", "02 08", "72 80", "25510 25510", "17 18",
            ])
    }

    @Test func `of a workbook is told by sheet, row, column and cell`() {
        let rows = [["Bảng 1"], [], ["level", "code", "full_name", "valid_to"], ["xã", "1", "X", "1/7/2025"]]
        let read = OfficialList(CellTable(file: "list.xlsx", sheet: "Danh mục", rows: rows))
        #expect(
            read.problems.map(\.line) == [
                "list.xlsx[Danh mục]:4:4: error: \"1/7/2025\" is not a date (cell D4); write the year first: 2025-07-01"
            ])
    }
}

/// The whole country, where its list is at hand: it is not part of the project.
@Suite struct `The national list` {
    private static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return ["../shared/data", "/work/shared/data"].map { root.appending(path: $0) }.first {
            FileManager.default.fileExists(atPath: $0.appending(path: "units_effective_dated.csv").path)
        }
    }()

    private func table(_ name: String) throws -> CellTable {
        let file = try #require(Self.folder).appending(path: name)
        return CellTable(csv: SourceText(file: name, text: try String(contentsOf: file, encoding: .utf8)))
    }

    private func national(province: String? = nil) throws -> UnitImport {
        let list = OfficialList(try table("units_effective_dated.csv"))
        #expect(list.problems.filter { $0.severity == .error }.map(\.line) == [])
        let rows = try ["commune", "province", "district"].flatMap {
            OfficialSuccessions(try table("\($0)_successors_2025-07-01.csv")).rows
        }
        return UnitImport(
            list.units, rows, scope: UnitImport.Scope(province: province), units: nil, read: [], successors: nil)
    }

    private func tree(_ read: UnitImport) -> UnitTree {
        let (units, problems) = DirectoryFiles.units(SourceText(file: "units.csv", text: read.units.text))
        let (events, found) = DirectoryFiles.successors(
            SourceText(file: "successors.csv", text: read.successors.text), units: UnitTree(units: units, roles: []))
        #expect((problems + found).filter { $0.severity == .error }.prefix(5).map(\.line) == [])
        return UnitTree(units: units, roles: [], successions: events)
    }

    @Test(.enabled(if: folder != nil))
    func `is imported whole: every count of both days, every code as of its day`() throws {
        let read = try national()
        let tree = tree(read)
        func count(_ level: Level, _ on: String) -> Int {
            var selector = Selector()
            selector.level = level
            return tree.units(matching: selector, on: day(on)).count
        }
        #expect(count(.commune, "2025-06-30") == 10_035 && count(.commune, "2025-07-01") == 3_321)
        #expect(count(.district, "2025-06-30") == 696 && count(.district, "2025-07-01") == 0)
        #expect(count(.province, "2025-06-30") == 63 && count(.province, "2025-07-01") == 34)
        for (code, before, after) in [
            ("91", "Tỉnh Kiên Giang", "Tỉnh An Giang"), ("80", "Tỉnh Long An", "Tỉnh Tây Ninh"),
            ("15", "Tỉnh Yên Bái", "Tỉnh Lào Cai"), ("25510", "Xã Mỏ Công", "Xã Trà Vong"),
        ] {
            let (old, new) = (
                tree.unit(official: code, on: day("2025-06-30")), tree.unit(official: code, on: day("2025-07-01"))
            )
            #expect(old?.name == before && new?.name == after && old?.code != new?.code)
        }
        #expect(tree.predecessors(of: UnitCode("75-2025")).map(\.old.text) == ["70", "75"])
        #expect(
            tree.versions(of: UnitCode("75-2025")).map(\.salutation) == [
                "UBND tỉnh Đồng Nai", "UBND thành phố Đồng Nai",
            ])
        let split = tree.codes.count {
            if case .undecided = tree.inheritance(of: $0, on: day("2025-07-01")) { $0.text.count == 5 } else { false }
        }
        #expect(read.summary.contradictory.count == 4 && read.summary.conflicts == [])
        #expect(split > 300 && split < 400, "381 communes were split, a few of them only by land")
    }

    @Test(.enabled(if: folder != nil))
    func `read again with fewer tables changes no unit`() throws {
        let first = try national()
        let source = SourceText(file: "units.csv", text: first.units.text)
        let again = UnitImport(
            OfficialList(try table("units_effective_dated.csv")).units,
            OfficialSuccessions(try table("commune_successors_2025-07-01.csv")).rows, scope: UnitImport.Scope(),
            units: CSVSheet(source), read: DirectoryFiles.units(source).0, successors: nil)
        #expect(again.units.text == first.units.text)
        #expect(again.summary.added == [] && again.summary.changed == [] && again.summary.conflicts == [])
        // An island district went on as a special zone: one unit, another level.
        let tree = tree(first)
        let island = try #require(tree.unit(official: "11948", on: day("2025-07-01")))
        #expect(island.code == UnitCode("318") && island.name == "Đặc khu Bạch Long Vĩ")
        #expect(tree.unit(UnitCode("318"), on: day("2025-06-30"))?.level == .district)
    }

    @Test(.enabled(if: folder != nil), arguments: [("84", 41), ("10", 48)])
    func `of one province brings the communes that followed on its territory`(province: String, count: Int) throws {
        let tree = tree(try national(province: province))
        var selector = Selector()
        selector.level = .commune
        #expect(tree.units(matching: selector, on: day("2025-07-01")).count == count)
    }
}
