import Foundation
import Papers
import TestKit
import Testing

@Suite struct `a Word form` {
    private static let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

    private static func file(_ body: String, header: String? = nil) -> [UInt8] {
        let document = "<?xml version=\"1.0\"?><w:document \(space)><w:body>\(body)</w:body></w:document>"
        var parts = [
            (name: "[Content_Types].xml", text: "<Types/>"), (name: "word/document.xml", text: document),
            (name: "word/media/image1.png", text: "not looked at"),
        ]
        if let header {
            parts += [
                ("word/header1.xml", "<w:hdr \(space)>\(header)</w:hdr>"),
                (
                    "word/_rels/document.xml.rels",
                    "<Relationships><Relationship Id=\"r\" Type=\"http://x/header\" Target=\"header1.xml\"/></Relationships>"
                ),
            ]
        }
        return Archive.made(parts)
    }

    private static func run(_ text: String) -> String { "<w:r><w:rPr><w:b/></w:rPr><w:t>\(text)</w:t></w:r>" }
    private static func paragraph(_ runs: String...) -> String { "<w:p>\(runs.map(run).joined())</w:p>" }
    private static func row(_ cells: String...) -> String {
        "<w:tr>\(cells.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined())</w:tr>"
    }

    /// The body with what stands for each tag, `⟦name⟧`, and elements without attributes and looks for short.
    private static func shown(_ content: [UInt8]) throws -> String {
        let form = try WordForm(content)
        let part = try #require(form.parts.first { $0.name == "word/document.xml" })
        let text = part.pieces.map { piece in
            switch piece {
            case .markup(let markup): markup
            case .tag(let text, _): "⟦\(text)⟧"
            }
        }.joined()
        return text.replacing(/.*<w:body>/, with: "").replacing(/<\/w:body>.*/, with: "")
            .replacing("<w:rPr><w:b/></w:rPr>", with: "").replacing(" xml:space=\"preserve\"", with: "")
            .replacing("<w:r><w:t>", with: "‹").replacing("</w:t></w:r>", with: "›").replacing("w:", with: "")
    }

    @Test(arguments: [
        (paragraph("Kính gửi: {{name}}."), "<p>‹Kính gửi: ⟦name⟧.›</p>"),
        // As Word splits a tag while one types.
        (paragraph("a {", "{na", "me}", "} b"), "<p>‹a ⟦name⟧›‹›‹›‹ b›</p>"),
        // Within one run, and over several, which are parted.
        (paragraph("{{#x}}a{{/x}} b"), "<p>‹⟦#x⟧a⟦/x⟧ b›</p>"),
        (paragraph("a {{#x}}b", "c{{/x}} d"), "<p>‹a ›⟦#x⟧‹b›‹c›⟦/x⟧‹ d›</p>"),
        // Paragraphs of their own go away.
        (
            paragraph("{{#x}}") + paragraph("a") + paragraph("{{/x}}") + paragraph("b"),
            "⟦#x⟧<p>‹a›</p>⟦/x⟧<p>‹b›</p>"
        ),
        (paragraph("{{! note }}") + paragraph("b"), "<p>‹b›</p>"),
        (paragraph("{{#x}}a") + paragraph("b{{/x}}"), "⟦#x⟧<p>‹a›</p><p>‹b›</p>⟦/x⟧"),
        // A row that holds a section is repeated.
        (
            "<w:tbl>\(row("STT", "Đơn vị"))\(row("{{#late}}{{@number}}", "{{unit}}{{/late}}"))</w:tbl>",
            "<tbl><tr><tc><p>‹STT›</p></tc><tc><p>‹Đơn vị›</p></tc></tr>⟦#late⟧<tr><tc><p>‹⟦@number⟧›</p></tc><tc><p>‹⟦unit⟧›</p></tc></tr>⟦/late⟧</tbl>"
        ),
        // Or all rows between two that say only so.
        (
            "<w:tbl>\(row("{{#late}}", ""))\(row("a", "{{unit}}"))\(row("{{/late}}", ""))</w:tbl>",
            "<tbl>⟦#late⟧<tr><tc><p>‹a›</p></tc><tc><p>‹⟦unit⟧›</p></tc></tr>⟦/late⟧</tbl>"
        ),
        // A cell keeps its last paragraph.
        (
            "<w:tbl><w:tr><w:tc>\(paragraph("{{#x}}"))\(paragraph("a"))\(paragraph("{{/x}}"))</w:tc></w:tr></w:tbl>",
            "<tbl><tr><tc>⟦#x⟧<p>‹a›</p><p>‹›</p>⟦/x⟧</tc></tr></tbl>"
        ),
    ])
    func `is cut at its tags, each where it acts`(body: String, expected: String) throws {
        #expect(try Self.shown(Self.file(body)) == expected)
    }

    @Test(arguments: [
        (paragraph("a") + paragraph("x {{name"), "unclosed-tag", 2, 3),
        (paragraph("a {{#x}}b") + paragraph("c{{/x}}"), "half-a-paragraph", 1, 3),
        ("<w:tbl>\(row("{{#x}}a"))</w:tbl>" + paragraph("{{/x}}"), "crossing-section", 1, 1),
        (
            "<w:p><w:r><w:t>{{#x}}</w:t></w:r><w:hyperlink><w:r><w:t>{{/x}}</w:t></w:r></w:hyperlink></w:p>",
            "crossing-section", 1, 1
        ),
    ])
    func `tells a tag out of place with its paragraph`(body: String, code: String, line: Int, column: Int) throws {
        let faults = try WordForm(Self.file(body)).parts.flatMap(\.faults)
        #expect(faults.map(\.code) == [code])
        #expect(faults.first?.place.paragraph == line)
        #expect(faults.first?.place.column == column)
    }

    @Test func `is filled in its headers too, and everything else stays byte for byte`() throws {
        let content = Self.file(Self.paragraph("{{name}}"), header: Self.paragraph("Tờ {{number}}"))
        let form = try WordForm(content)
        #expect(form.parts.map(\.name) == ["word/document.xml", "word/header1.xml"])
        let texts = form.parts.map { part in
            (
                part.name,
                part.pieces.map { piece in
                    if case .markup(let markup) = piece { markup } else { WordForm.escaped("A & <B>\u{1}") }
                }.joined()
            )
        }
        let filled = try form.filled(Dictionary(uniqueKeysWithValues: texts))
        #expect(try WordDocument(filled).paragraphs.map(\.text) == ["A & <B>"])
        let (old, new) = (try ZipArchive(content), try ZipArchive(filled))
        #expect(old.names == new.names)
        for name in ["[Content_Types].xml", "word/media/image1.png", "word/_rels/document.xml.rels"] {
            #expect(try old.bytes(of: name) == new.bytes(of: name))
        }
        #expect(try form.filled(Dictionary(uniqueKeysWithValues: texts)) == filled)
    }

    @Test(arguments: [
        ("<!DOCTYPE w:p [<!ENTITY a \"b\">]>", "hostile-xml"), ("<w:p>", "damaged"),
    ])
    func `is refused where it is hostile or damaged`(body: String, code: String) throws {
        #expect { try WordForm(Self.file(body)) } throws: { ($0 as? PaperError)?.code == code }
    }
}
