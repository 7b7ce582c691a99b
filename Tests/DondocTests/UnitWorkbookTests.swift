import Almanac
import Foundation
import Papers
import TestKit
import Testing

@Suite struct `units out of workbooks` {
    private static let workbooks = DondocProcess.root.appending(path: "Tests/DondocTests/Workbooks")
    private static let today = Day(clamping: 21, month: 11, year: 2026)
    private static let reform = Day(clamping: 1, month: 7, year: 2025)

    private func site(_ units: String = "") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(SampleSite.site, to: "site.yaml")
        try folder.write("code,official,name,level,kind,parent,mailbox,from,to\n" + units, to: "units.csv")
        return folder
    }

    private func write(_ rows: [[SheetCell]], _ head: [String], to name: String, in folder: TemporaryFolder) throws {
        let page = SheetPage(name: "Danh mục", columns: head.map { .init($0) }, rows: rows)
        try WorkbookFile.write([page], to: "\(folder.path)/\(name)", on: Self.today)
    }

    @Test func `another program's workbook is taken, with a title, merged cells and codes as numbers`() throws {
        let folder = try site("tt,25486,UBND thị trấn Tân Biên,commune,people-committee,,tt@tanbien.example.vn,,\n")
        let list = Self.workbooks.appending(path: "danh-muc.xlsx").path
        let result = try DondocProcess.run(["units", "import", ".", list], in: folder.path)
        #expect(result.code == 0, "\(result.error)")
        #expect(result.out.contains("Thêm (added): 4\n  72 Tỉnh Tây Ninh"), "\(result.out)")
        let rows = try folder.text(of: "units.csv").split(separator: "\n")
        #expect(rows.contains { $0.hasPrefix("tt,25486,UBND thị trấn Tân Biên,commune,people-committee,705,tt@") })
        #expect(rows.contains { $0.hasPrefix("25495,25495,Xã Tân Bình,commune,") && $0.contains(",705,") }, "\(rows)")
    }

    private static let head = ["level", "code", "full_name", "parent_code", "valid_from", "valid_to"]
    private static let list: [[SheetCell]] = [
        [.text("province"), .text("72"), .text("Tỉnh Tây Ninh")],
        [.text("commune"), .number(25_486), .text("Thị trấn Tân Biên"), .number(72), .empty, .day(reform)],
        [.text("commune"), .number(25_486), .text("Xã Tân Biên"), .number(72), .day(reform)],
        [.text("commune"), .number(25_495), .text("Xã Tân Bình"), .number(72), .empty, .moment(reform, second: 0)],
        [],
        [.text("commune"), .number(4), .text("Phường Ba Đình"), .text("01"), .empty, .empty],
    ]

    @Test func `a workbook says the same as the list it was made from, and so does its table of successors`() throws {
        let events: [[SheetCell]] = [
            [.number(25_486), .text("Thị trấn Tân Biên"), .number(25_486), .text("Xã Tân Biên"), .text("whole")],
            [.number(25_495), .text("Xã Tân Bình"), .number(25_486), .text("Xã Tân Biên"), .text("toàn bộ")],
        ]
        let names = ["old_code", "old_name", "new_code", "new_name", "transfer"]
        let (one, other) = (try site(), try site())
        try write(Self.list, Self.head, to: "list.xlsx", in: one)
        try write(events, names, to: "s.xlsx", in: one)
        func text(_ head: [String], _ rows: [[SheetCell]]) -> String {
            let cells = rows.map { row in
                row.map { cell in
                    switch cell {
                    case .day(let day), .moment(let day, _): day.iso
                    default: cell.text
                    }
                }
            }
            return ([head] + cells).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
        }
        try other.write(text(Self.head, Self.list), to: "list.csv")
        try other.write(text(names, events), to: "s.csv")
        for (folder, ending) in [(one, "xlsx"), (other, "csv")] {
            let result = try DondocProcess.run(
                ["units", "import", ".", "list.\(ending)", "--successors", "s.\(ending)"], in: folder.path)
            #expect(result.code == 0, "\(result.error)")
            #expect(result.out.contains("sự kiện (events): 2"), "\(result.out)")
        }
        #expect(try one.text(of: "units.csv") == other.text(of: "units.csv"))
        #expect(try one.text(of: "units.csv").contains("\n00004,"), "the zeros are back")
        #expect(try one.text(of: "successors.csv") == other.text(of: "successors.csv"))
        #expect(try one.text(of: "successors.csv").contains("merge,2025-07-01,25495,25486-2025,whole"))
    }

    @Test(
        arguments: [
            (
                [.text("ward"), .number(4), .text("X")],
                "list.xlsx[Danh mục]:2:1: error: there is no level \"ward\" (cell A2); write province, district or commune"
            ),
            (
                [.text("commune"), .fault("#N/A"), .text("X")],
                "list.xlsx[Danh mục]:2:2: error: \"#N/A\" is no code (cell B2); write the digits"
            ),
            (
                [.text("commune"), .number(4)],
                "list.xlsx[Danh mục]:2:3: error: this row has no code or no name (cell C2)"
            ),
            (
                [.text("commune"), .number(4), .text("X"), .empty, .text("01/7/2025")],
                "list.xlsx[Danh mục]:2:5: error: \"01/7/2025\" is not a date (cell E2); write the year first"
            ),
            (
                [.text("commune"), .number(4), .text("X"), .empty, .day(reform), .day(reform)],
                "list.xlsx[Danh mục]:2:1: error: 00004 ends on 2025-07-01"
            ),
        ] as [([SheetCell], String)])
    func `a mistake is told with file, sheet, row and column, and nothing is written`(
        row: [SheetCell], expected: String
    ) throws {
        let folder = try site()
        let before = try folder.text(of: "units.csv")
        try write([row], Self.head, to: "list.xlsx", in: folder)
        let result = try DondocProcess.run(["units", "import", ".", "list.xlsx"], in: folder.path)
        #expect(result.code == 1 && result.error.contains(expected), "\(result.error)")
        #expect(try folder.text(of: "units.csv") == before)
    }

    @Test func `a workbook without such a list, a damaged one and an old one are told`() throws {
        let folder = try site()
        try write([[.text("1")]], ["a"], to: "other.xlsx", in: folder)
        try folder.write("PK\u{3}\u{4} no more", to: "damaged.xlsx")
        try Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).write(to: folder.url.appending(path: "old.xls"))
        for (file, expected) in [
            ("other.xlsx", "other.xlsx[Danh mục]:1:1: error: this is no list of units"),
            ("damaged.xlsx", "damaged.xlsx: the file is "), ("old.xls", "old.xls: the file is in an old format"),
        ] {
            let result = try DondocProcess.run(["units", "import", ".", file], in: folder.path)
            #expect(result.code == 1 && result.error.contains(expected), "\(result.error)")
        }
    }
}
