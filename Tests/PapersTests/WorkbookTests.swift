import Almanac
import Foundation
import Papers
import TestKit
import Testing

@Suite struct `a workbook` {
    private let folder: TemporaryFolder
    private static let today = Day(clamping: 21, month: 11, year: 2026)

    init() throws { folder = try TemporaryFolder() }

    private func written(_ pages: [SheetPage]) throws -> [UInt8] {
        let path = "\(folder.path)/so.xlsx"
        try WorkbookFile.write(pages, to: path, on: Self.today)
        return Array(try #require(FileManager.default.contents(atPath: path)))
    }

    private func part(_ name: String, of bytes: [UInt8]) throws -> String {
        String(decoding: try #require(try ZipArchive(bytes).bytes(of: name)), as: UTF8.self)
    }

    private static let rows: [[SheetCell]] = [
        [.text("UBND xã Hòa Hiệp"), .number(2), .day(Day(clamping: 24, month: 3, year: 2021))],
        [
            .text("=HYPERLINK(\"http://x\")"), .number(-1.5),
            .moment(Day(clamping: 1, month: 1, year: 2022), second: 52_320),
        ],
        [.boolean(true), .empty, .text("0123")],
    ]

    @Test func `is read back as it was written`() throws {
        let page = SheetPage(name: "Kỳ I", columns: [.init("Đơn vị"), .init("Số"), .init("Ngày")], rows: Self.rows)
        let book = try Workbook(try written([page, SheetPage(name: "Kỳ I", columns: [], rows: [])]))
        #expect(book.sheetNames == ["Kỳ I", "Kỳ I (2)"])
        let sheet = try book.sheet()
        #expect(sheet.rows == [[.text("Đơn vị"), .text("Số"), .text("Ngày")]] + Self.rows)
        #expect(try book.sheet("Kỳ I (2)").rows.isEmpty)
        let error = #expect(throws: PaperError.self) { try book.sheet("khác") }
        #expect(error?.hint == "it has \"Kỳ I\", \"Kỳ I (2)\"")
    }

    @Test func `holds no formula, a frozen head, a filter and dates that are dates`() throws {
        let page = SheetPage(name: "a/b:c", columns: [.init("=1+1", width: 12)], rows: Self.rows)
        let bytes = try written([page])
        let sheet = try part("xl/worksheets/sheet1.xml", of: bytes)
        #expect(!sheet.contains("<f>") && !sheet.contains("<f "))
        #expect(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:A4\""))
        #expect(sheet.contains("<v>44279</v>"), "24/3/2021 is day 44279")
        #expect(try part("xl/workbook.xml", of: bytes).contains("name=\"a b c\""))
        #expect(try part("docProps/core.xml", of: bytes).contains("2026-11-21"))
        #expect(try folder.files == ["so.xlsx"])
    }

    @Test func `that cannot be written is told, and leaves nothing`() throws {
        let path = "\(folder.path)/khong-co/so.xlsx"
        let error = #expect(throws: PaperError.self) { try WorkbookFile.write([], to: path, on: Self.today) }
        #expect(error?.code == "not-written")
        #expect(try folder.files.isEmpty)
    }

    @Test func `cuts a text that no cell takes`() throws {
        let long = String(repeating: "ế", count: 40_000)
        let page = SheetPage(name: "x", columns: [], rows: [[], [.text(long)]])
        let cell = try Workbook(try written([page])).sheet().rows.last?.first
        guard case .text(let text) = cell else {
            Issue.record("no text")
            return
        }
        #expect(text.utf16.count == 32_767 && text.hasSuffix("ế…"))
    }

    private func made(sheet: String, styles: String = "", strings: String = "", book: String = "") throws -> Sheet {
        let relations = """
            <Relationships xmlns="r"><Relationship Id="r1" Type="t/worksheet" Target="worksheets/s.xml"/>\
            <Relationship Id="r2" Type="t/styles" Target="styles.xml"/>\
            <Relationship Id="r3" Type="t/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>
            """
        let bytes = Archive.made([
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\">\(book)<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
            ("xl/_rels/workbook.xml.rels", relations), ("xl/worksheets/s.xml", "<worksheet>\(sheet)</worksheet>"),
            ("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"), ("xl/sharedStrings.xml", "<sst>\(strings)</sst>"),
        ])
        return try Workbook(bytes).sheet()
    }

    @Test func `takes shared and inline strings, booleans, faults and gaps`() throws {
        let sheet = try made(
            sheet: """
                <sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="inlineStr"><is><t>trong ô</t></is></c>\
                <c r="E2" t="str"><f>A1</f><v>kết quả</v></c></row>\
                <row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c/><c><v>1E3</v></c></row></sheetData>
                """, strings: "<si><r><t>hai </t></r><r><t>phần</t></r><rPh><t>bỏ</t></rPh></si>")
        #expect(
            sheet.rows == [
                [], [.empty, .text("hai phần"), .empty, .text("trong ô"), .text("kết quả")],
                [.boolean(true), .fault("#N/A"), .empty, .number(1000)],
            ])
    }

    @Test func `knows dates by their style`() throws {
        let styles = """
            <numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="0 &quot;ngày&quot;"/>\
            <numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
            """
        let cells = [
            (0, "44279"), (1, "44279"), (2, "44279.5"), (3, "44279"), (4, "1.5"), (1, "59"), (1, "61"), (1, "60"),
        ]
        let row = cells.map { "<c s=\"\($0.0)\"><v>\($0.1)</v></c>" }.joined()
        let sheet = try made(sheet: "<sheetData><row>\(row)</row></sheetData>", styles: styles)
        let day = Day(clamping: 24, month: 3, year: 2021)
        let february = Day(clamping: 28, month: 2, year: 1900)
        #expect(
            sheet.rows == [
                [
                    .number(44_279), .day(day), .moment(day, second: 43_200), .number(44_279), .number(1.5),
                    .day(february), .day(february.advanced(by: 1)), .number(60),
                ]
            ])
        let old = try made(
            sheet: "<sheetData><row><c s=\"1\"><v>42817</v></c></row></sheetData>", styles: styles,
            book: "<workbookPr date1904=\"1\"/>")
        #expect(old.rows == [[.day(day)]])
    }

    @Test func `tells merged cells, and shows them as the eye sees them`() throws {
        let sheet = try made(
            sheet: """
                <sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="C2"><v>2</v></c></row></sheetData>\
                <mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="zz"/></mergeCells>
                """)
        #expect(sheet.merged.map(\.rows) == [0...1] && sheet.merged.map(\.columns) == [0...1])
        #expect(sheet.rows[1] == [.empty, .empty, .number(2)])
        #expect(sheet.spread == [[.number(1), .number(1)], [.number(1), .number(1), .number(2)]])
    }

    @Test(arguments: [
        "<row r=\"2\"/><row r=\"1\"/>", "<row><c r=\"B1\"/><c r=\"A1\"/></row>", "<row r=\"1048577\"/>",
        "<row><c r=\"XFE1\"/></row>", "<row><c t=\"s\"><v>9</v></c></row>",
    ])
    func `with cells out of their places is refused`(rows: String) {
        #expect(throws: PaperError.self) { try made(sheet: "<sheetData>\(rows)</sheetData>") }
    }

    @Test func `with a few cells far apart does not take all memory`() {
        let rows = (1...400).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
        let error = #expect(throws: PaperError.self) { try made(sheet: "<sheetData>\(rows)</sheetData>") }
        #expect(error?.code == "too-large")
    }
}
