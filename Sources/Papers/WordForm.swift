/// A `.docx` in which `{{fields}}` and sections stand, as an office draws it in its own program.
///
/// What the tags mean is not known here: a form is taken apart into markup and tags, and is put together again with
/// other markup in their place. All else (styles, headers, pictures) stays as it is, byte for byte.
///
/// A tag may be split over runs, as Word does while one types. A section that begins in one cell of a row and ends in
/// another holds the whole row; one that begins and ends in different paragraphs holds these, and a paragraph with
/// nothing but such tags goes away with them.
package struct WordForm: Sendable {
    package enum Piece: Hashable, Sendable {
        /// Goes out as it is.
        case markup(String)
        /// What stands between `{{` and `}}`.
        case tag(String, Place)
    }

    /// Where a tag stands: what a person can find again, for a Word document has no lines.
    package struct Place: Hashable, Sendable {
        /// Of its part, from 1.
        package let paragraph: Int
        /// In characters of the paragraph, from 1.
        package let column: Int
        /// How the paragraph begins.
        package let quote: String
    }

    package struct Part: Hashable, Sendable {
        /// `word/document.xml`, `word/header1.xml`
        package let name: String
        package let pieces: [Piece]
        /// What is wrong with the places of its tags.
        package let faults: [Fault]
    }

    package struct Fault: Hashable, Sendable {
        package let place: Place
        package let code: String
        package let message: String
        package let hint: String
    }

    /// Those that have tags.
    package let parts: [Part]
    private let content: [UInt8]

    /// Larger forms are refused.
    private static let largest = 8 << 20

    package init(_ content: [UInt8]) throws(PaperError) {
        var limits = ZipLimits()
        (limits.archive, limits.entry, limits.total) = (WordForm.largest, WordForm.largest, 4 * WordForm.largest)
        let archive = try ZipArchive(content, limits: limits)
        let main = try PartRelations(of: "", in: archive).part(of: "officeDocument") ?? "word/document.xml"
        guard main.hasPrefix("word/"), archive.has(main) else {
            throw PaperError("not-a-docx", "the file is no Word document", hint: "save it as .docx")
        }
        let relations = try PartRelations(of: main, in: archive)
        var parts: [Part] = []
        for name in [main] + relations.parts(of: "header") + relations.parts(of: "footer") {
            guard let bytes = try archive.bytes(of: name) else { continue }
            let tags = WordTags(in: try WordMarkup(bytes, part: name))
            if !tags.isEmpty { parts.append(Part(name: name, pieces: tags.pieces, faults: tags.faults)) }
        }
        self.parts = parts
        self.content = content
    }

    /// The document with other texts in place of its parts, by name; the same each time.
    package func filled(_ texts: [String: String]) throws(PaperError) -> [UInt8] {
        try ZipArchive.replacing(texts.mapValues { Array($0.utf8) }, in: content)
    }

    /// A text as it may stand in the markup.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // XML has no place for them (its production 2, Char).
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
