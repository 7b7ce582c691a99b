package import Notation

/// A mail or a letter as an administrator writes it: a head (`Subject: …`), a blank line, and Markdown with fields.
///
/// The fields are a subset of mustache: `{{a.b}}`, `{{.}}`, `{{#list}}…{{/list}}`, `{{^none}}…{{/none}}`, `{{! comment }}`,
/// and in a list `{{@number}}` (from 1), `{{@first}}`, `{{@last}}`. A value is text, never Markdown and never HTML.
package struct Template: Sendable {
    /// What surrounds the body: a small mail, or the frame of an official letter (Decree 30/2020).
    package enum Layout: String, Sendable, CaseIterable { case mail, letter }

    /// One field or section, as it is written and where.
    package struct FieldUse: Hashable, Sendable {
        package let name: String
        /// The sections around it, outermost first.
        package let within: [String]
        package let mark: SourceMark
        /// A section may name what is not there, and is then left out; a field may not.
        package let isSection: Bool
    }

    /// What becomes of a mail of which nobody knows, after a crash, whether the server has taken it.
    package enum AfterCrash: String, Sendable, CaseIterable {
        /// It is sent again under the same Message-ID.
        case `repeat`
        /// It is left, and the administrator is told.
        case leave
    }

    package let name: String
    package let layout: Layout
    /// Nil: as its kind of mail has it.
    package let afterCrash: AfterCrash?
    package let fieldsUsed: [FieldUse]
    let file: String
    let subject: [Node]
    let body: [Node]
    /// What stands for values while the Markdown is read.
    let token: Token

    indirect enum Node: Hashable, Sendable {
        case text(String)
        case field(FieldPath, SourceMark)
        case section(FieldPath, SourceMark, isInverted: Bool, [Node])
    }

    /// Larger ones are refused.
    static let largest = 256 << 10

    /// - Throws: everything that is wrong with the text, in order of place.
    package init(_ source: SourceText, name: String) throws(TemplateFaults) {
        var parser = TemplateParser(source: source)
        let (layout, subject, body) = parser.template()
        afterCrash = parser.afterCrash
        guard parser.diagnostics.isEmpty else {
            throw TemplateFaults(diagnostics: parser.diagnostics.sorted(by: Diagnostic.inOrder))
        }
        self.name = name
        self.layout = layout
        self.subject = subject
        self.body = body
        token = Token(absentFrom: Template.words(subject) + Template.words(body))
        file = source.file
        fieldsUsed = Template.uses(in: subject, within: []) + Template.uses(in: body, within: [])
    }

    private static func words(_ nodes: [Node]) -> String {
        nodes.map { node in
            switch node {
            case .text(let text): text
            case .field: " "
            case .section(_, _, _, let inner): words(inner)
            }
        }.joined()
    }

    private static func uses(in nodes: [Node], within sections: [String]) -> [FieldUse] {
        nodes.flatMap { node -> [FieldUse] in
            switch node {
            case .text: []
            case .field(let path, let mark): [FieldUse(name: path.text, within: sections, mark: mark, isSection: false)]
            case .section(let path, let mark, _, let inner):
                [FieldUse(name: path.text, within: sections, mark: mark, isSection: true)]
                    + uses(in: inner, within: sections + [path.text])
            }
        }
    }
}

/// Why a text is not a template: all of it.
package struct TemplateFaults: Error, Equatable, Sendable {
    package let diagnostics: [Diagnostic]
}

/// Why a template cannot be filled with these values.
package enum TemplateError: Error, Equatable, Sendable, CustomStringConvertible {
    case missingField(String, template: String, mark: SourceMark)
    case notText(String, type: String, template: String, mark: SourceMark)
    case tooLong(template: String, bytes: Int)
    case noSuchTemplate(String)

    package var description: String {
        switch self {
        case .missingField(let field, let template, let mark):
            "the template \"\(template)\" names {{\(field)}} (line \(mark.line), column \(mark.column)), which this notice does not have"
        case .notText(let field, let type, let template, let mark):
            "{{\(field)}} in the template \"\(template)\" (line \(mark.line), column \(mark.column)) is a \(type), not text"
        case .tooLong(let template, let bytes): "the template \"\(template)\" makes more than \(bytes) bytes"
        case .noSuchTemplate(let name): "there is no template \"\(name)\""
        }
    }
}

/// The name of a field: `.`, `@last`, or names joined by points.
struct FieldPath: Hashable, Sendable {
    let text: String
    let segments: [String]

    static let loopNames = ["@number", "@first", "@last"]

    /// Nil when it is no name.
    init?(_ text: String) {
        let segments = text == "." ? [] : text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        func isName(_ word: String) -> Bool {
            guard let first = word.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic || first == "_"
            else { return false }
            return word.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0))
            }
        }
        guard text == "." || FieldPath.loopNames.contains(text) || segments.allSatisfy(isName) else { return nil }
        self.text = text
        self.segments = segments
    }
}
