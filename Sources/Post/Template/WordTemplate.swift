package import Definition
package import Notation
import Papers

/// A letter as an office draws it in Word or LibreOffice: a `.docx` with the same tags as the Markdown templates.
package struct WordTemplate: Sendable {
    package let name: String
    private let file: String
    private let form: WordForm
    private let parts: [(name: String, nodes: [Template.Node])]
    /// How the paragraphs begin in which its tags stand, by part and number.
    private let quotes: [String: [Int: String]]

    /// What a mail says that such a file is.
    static let mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    /// - Throws: all that is wrong with its tags, by paragraph: the line of a mark is the paragraph's number.
    package init(_ bytes: [UInt8], name: String, file: String) throws(TemplateFaults) {
        self.name = name
        self.file = file
        do throws(PaperError) {
            form = try WordForm(bytes)
        } catch {
            throw TemplateFaults(diagnostics: [
                Diagnostic(file: file, mark: .start, code: error.code, message: error.message, hint: error.hint)
            ])
        }
        var diagnostics: [Diagnostic] = []
        var parts: [(name: String, nodes: [Template.Node])] = []
        var quotes: [String: [Int: String]] = [:]
        for part in form.parts {
            var nesting = TagNesting(file: WordTemplate.shown(file, part.name))
            for piece in part.pieces {
                switch piece {
                case .markup(let markup): nesting.put(markup)
                case .tag(let tag, let place):
                    quotes[part.name, default: [:]][place.paragraph] = place.quote
                    nesting.take(tag, at: SourceMark(line: place.paragraph, column: place.column, width: tag.count + 4))
                }
            }
            parts.append((part.name, nesting.ended()))
            diagnostics +=
                nesting.diagnostics.map { told in
                    Diagnostic(
                        file: told.file, mark: told.mark, code: told.code,
                        message: WordTemplate.place(told.mark, quotes[part.name]) + told.message, hint: told.hint)
                }
                + part.faults.map { fault in
                    let mark = SourceMark(line: fault.place.paragraph, column: fault.place.column)
                    return Diagnostic(
                        file: WordTemplate.shown(file, part.name), mark: mark, code: fault.code,
                        message: WordTemplate.place(mark, [mark.line: fault.place.quote]) + fault.message,
                        hint: fault.hint)
                }
        }
        self.parts = parts
        self.quotes = quotes
        guard diagnostics.isEmpty else {
            throw TemplateFaults(diagnostics: diagnostics.sorted(by: Diagnostic.inOrder))
        }
    }

    /// Fields that no notice has.
    package var faults: [Diagnostic] { faults(as: nil) }

    /// Fields that no letter of that kind has.
    package func faults(as kind: Reference.Kind?) -> [Diagnostic] {
        parts.flatMap { part in
            FieldFaults(file: WordTemplate.shown(file, part.name), of: kind) {
                WordTemplate.place($0, quotes[part.name])
            }.diagnostics(part.nodes)
        }
    }

    /// The document with values in the place of its fields; the same bytes each time.
    ///
    /// - Throws: `TemplateError`, or `PaperError` where it cannot be put together.
    package func filled(with fields: JSON) throws -> [UInt8] {
        var texts: [String: String] = [:]
        for part in parts {
            var filling = Filling(of: "\(name).docx", with: fields, into: .markup)
            try filling.write(part.nodes)
            texts[part.name] = filling.text
        }
        return try form.filled(texts)
    }

    /// Headers and footers are told apart from the text itself.
    private static func shown(_ file: String, _ part: String) -> String {
        let name = part.split(separator: "/").last.map(String.init) ?? part
        return name == "document.xml" ? file : "\(file)(\(name))"
    }

    private static func place(_ mark: SourceMark, _ quotes: [Int: String]?) -> String {
        "in paragraph \(mark.line)\(quotes?[mark.line].map { ", “\($0)”" } ?? ""): "
    }
}
