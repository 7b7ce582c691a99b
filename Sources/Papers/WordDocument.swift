import Foundation

/// The text of a `.docx`, paragraph by paragraph, composed (NFC). Deleted and moved-away text is left out, inserted
/// text taken as it stands; pictures, notes and headers are not read.
package struct WordDocument: Sendable {
    package struct Paragraph: Equatable, Sendable {
        /// With the label of an automatic list before it: `a) `, `1. `, `- `. A line break is `\n`.
        package var text: String
        /// 1...9 for a heading.
        package var heading: Int?
        /// 0...8 for a line of an automatic list.
        package var listLevel: Int?
        package var cell: Cell?
    }

    /// Where a paragraph stands in a table; all from 0. Of tables within tables, the innermost.
    package struct Cell: Hashable, Sendable {
        package let table: Int
        package let row: Int
        package let column: Int
    }

    package private(set) var paragraphs: [Paragraph] = []

    private static let mostParagraphs = 200_000
    private static let mostCharacters = 20_000_000

    package init(_ content: [UInt8], limits: ZipLimits = ZipLimits()) throws(PaperError) {
        let archive = try ZipArchive(content, limits: limits)
        let part = try PartRelations(of: "", in: archive).part(of: "officeDocument") ?? "word/document.xml"
        guard part.hasPrefix("word/"), let body = try archive.bytes(of: part) else {
            throw PaperError("not-a-docx", "the file is no Word document", hint: "save it as .docx")
        }
        let relations = try PartRelations(of: part, in: archive)
        let styles = try WordStyles(relations.part(of: "styles"), in: archive)
        var numbering = try WordNumbering(relations.part(of: "numbering"), in: archive)
        var reader = WordBody(reading: try XMLReading(body, part: part), styles: styles)
        var characters = 0
        while var paragraph = try reader.next() {
            characters += paragraph.text.utf8.count
            guard paragraphs.count < Self.mostParagraphs, characters <= Self.mostCharacters else {
                throw PaperError("too-large", "the document is longer than any plan", hint: "send the plan alone")
            }
            if let place = paragraph.list {
                paragraph.text = numbering.label(for: place) + paragraph.text
            }
            paragraphs.append(
                Paragraph(
                    text: paragraph.text.precomposedStringWithCanonicalMapping, heading: paragraph.heading,
                    listLevel: paragraph.list?.level, cell: paragraph.cell))
        }
    }
}
