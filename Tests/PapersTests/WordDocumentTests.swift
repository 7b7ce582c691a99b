import Foundation
import Papers
import TestKit
import Testing

@Suite struct `a Word document` {
    private static let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

    private func file(_ body: String, _ more: [(name: String, text: String)] = []) -> [UInt8] {
        let document =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \(Self.space)><w:body>\(body)</w:body></w:document>"
        let kinds = more.map { part in
            let name = part.name.split(separator: "/").last.map(String.init) ?? ""
            return "<Relationship Id=\"r\(name)\" Type=\"http://x/\(name.dropLast(4))\" Target=\"\(name)\"/>"
        }
        let relations = "<Relationships xmlns=\"http://x\">\(kinds.joined())</Relationships>"
        return Archive.made(
            [("word/document.xml", document), ("word/_rels/document.xml.rels", relations)] + more)
    }

    private func paragraphs(
        _ body: String, _ more: [(name: String, text: String)] = []
    ) throws -> [WordDocument.Paragraph] {
        try WordDocument(file(body, more)).paragraphs
    }

    @Test func `is read paragraph by paragraph, runs joined, composed`() throws {
        let decomposed = "Ke\u{302}\u{301} hoạch"
        let read = try paragraphs(
            """
            <w:p><w:r><w:t>\(decomposed)</w:t></w:r><w:r><w:t xml:space="preserve"> số</w:t><w:tab/><w:t>31</w:t></w:r></w:p>
            <w:p/>
            <w:p><w:r><w:t>a &amp; b</w:t><w:br/><w:t>c</w:t></w:r></w:p>
            """)
        #expect(read.map(\.text) == ["Kế hoạch số\t31", "", "a & b\nc"])
        #expect(read[0].text.unicodeScalars.elementsEqual("Kế hoạch số\t31".unicodeScalars))
    }

    @Test func `leaves out what was deleted and takes what was inserted`() throws {
        let read = try paragraphs(
            """
            <w:p><w:r><w:t>trước ngày </w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>\
            <w:ins><w:r><w:t>25</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom></w:p>
            """)
        #expect(read.map(\.text) == ["trước ngày 25"])
    }

    @Test func `knows its headings by the styles, also inherited ones`() throws {
        let styles = """
            <w:styles \(Self.space)><w:style w:styleId="u1"><w:name w:val="heading 1"/></w:style>\
            <w:style w:styleId="rieng"><w:name w:val="Mục"/><w:basedOn w:val="u1"/></w:style></w:styles>
            """
        let read = try paragraphs(
            """
            <w:p><w:pPr><w:pStyle w:val="rieng"/></w:pPr><w:r><w:t>I. MỤC ĐÍCH</w:t></w:r></w:p>
            <w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>
            <w:p><w:r><w:t>y</w:t></w:r></w:p>
            """, [("word/styles.xml", styles)])
        #expect(read.map(\.heading) == [1, 3, nil])
    }

    @Test func `counts the labels of its automatic lists`() throws {
        let numbering = """
            <w:numbering \(Self.space)><w:abstractNum w:abstractNumId="7">\
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>\
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>\
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>\
            </w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>
            """
        func line(_ level: Int, _ text: String) -> String {
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
        }
        let body = line(0, "Mục đích") + line(1, "x") + line(1, "y") + line(2, "z") + line(0, "Tổ chức") + line(1, "w")
        let read = try paragraphs(body, [("word/numbering.xml", numbering)])
        #expect(read.map(\.text) == ["I. Mục đích", "a) x", "b) y", "- z", "II. Tổ chức", "a) w"])
        #expect(read.map(\.listLevel) == [0, 1, 1, 2, 0, 1])
    }

    @Test func `says where in a table a paragraph stands`() throws {
        let cell = { (text: String) in "<w:tc><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>" }
        let read = try paragraphs(
            "<w:tbl><w:tr>\(cell("a"))\(cell("b"))</w:tr><w:tr>\(cell("c"))</w:tr></w:tbl><w:p/><w:tbl><w:tr>\(cell("d"))</w:tr></w:tbl>"
        )
        let places = read.map { $0.cell.map { [$0.table, $0.row, $0.column] } }
        #expect(places == [[0, 0, 0], [0, 0, 1], [0, 1, 0], nil, [1, 0, 0]])
    }

    @Test func `takes the text of a text box once`() throws {
        let read = try paragraphs(
            """
            <w:p xmlns:mc="m"><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p>\
            </w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>hộp</w:t></w:r></w:p></mc:Fallback>\
            </mc:AlternateContent><w:t>ngoài</w:t></w:r></w:p>
            """)
        #expect(read.map(\.text) == ["ngoài", "hộp"])
    }

    @Test(arguments: [
        "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><w>&b;</w>",
        "<!DOCTYPE w SYSTEM \"http://127.0.0.1:9/x.dtd\"><w/>",
        "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w>&x;</w>",
    ])
    func `with a document type is refused`(text: String) {
        let error = #expect(throws: PaperError.self) { try WordDocument(Archive.made([("word/document.xml", text)])) }
        #expect(error?.code == "hostile-xml")
    }

    @Test(arguments: ["<w:document>", "<a><b></a>", "", "&none;", "<a>&none;</a>"])
    func `that is not XML is told so`(text: String) {
        let error = #expect(throws: PaperError.self) { try WordDocument(Archive.made([("word/document.xml", text)])) }
        #expect(["damaged", "hostile-xml"].contains(error?.code))
    }

    @Test func `is not taken for one when it is another archive`() {
        let error = #expect(throws: PaperError.self) { try WordDocument(Archive.made([("mimetype", "x")])) }
        #expect(error?.code == "not-a-docx")
    }

    @Test func `does not fall over what is nested without end`() {
        let deep = String(repeating: "<w:tbl><w:tr><w:tc>", count: 5000)
        #expect(throws: PaperError.self) { try paragraphs(deep) }
    }
}
