package import Notation

/// A mail or a letter as an administrator writes it: a head (`Subject: …`), a blank line, and Markdown with fields.
///
/// The fields are a subset of mustache: `{{a.b}}`, `{{.}}`, `{{#list}}…{{/list}}`, `{{^none}}…{{/none}}`, `{{! comment }}`,
/// and in a list `{{@number}}` (from 1), `{{@first}}`, `{{@last}}`. A value is text, never Markdown and never HTML.
/// `{{$name}}…{{/name}}` is a block: a template whose head says `Extends: other` consists of those that it replaces.
package struct Template: Sendable {
    /// What surrounds the body: a small mail, or the frame of an official letter (Decree 30/2020).
    package enum Layout: String, Sendable, CaseIterable { case mail, letter }

    /// What becomes of a mail of which nobody knows, after a crash, whether the server has taken it.
    package enum AfterCrash: String, Sendable, CaseIterable {
        /// It is sent again under the same Message-ID.
        case `repeat`
        /// It is left, and the administrator is told.
        case leave
    }

    package let name: String
    package internal(set) var layout: Layout
    /// Nil: as its kind of mail has it.
    package internal(set) var afterCrash: AfterCrash?
    let file: String
    var subject: [Node]
    var body: [Node]
    /// The template whose blocks this one replaces, as long as that has not been done.
    var extends: Parent?
    /// What stands for values while the Markdown is read.
    var token: Token
    let hasSubject: Bool
    let hasLayout: Bool

    struct Parent: Hashable, Sendable {
        let name: String
        let mark: SourceMark
    }

    indirect enum Node: Hashable, Sendable {
        case text(String)
        case field(FieldPath, SourceMark)
        case section(FieldPath, SourceMark, isInverted: Bool, [Node])
        /// What a template that extends this one may replace; `isOwn` once one has.
        case block(String, SourceMark, [Node], isOwn: Bool)
    }

    /// Larger ones are refused.
    static let largest = 256 << 10

    /// - Throws: everything that is wrong with the text, in order of place.
    package init(_ source: SourceText, name: String) throws(TemplateFaults) {
        var parser = TemplateParser(source: source)
        let parsed = parser.parsed()
        guard parser.diagnostics.isEmpty else {
            throw TemplateFaults(diagnostics: parser.diagnostics.sorted(by: Diagnostic.inOrder))
        }
        self.name = name
        layout = parsed.layout ?? .mail
        afterCrash = parsed.afterCrash
        subject = parsed.subject ?? []
        body = parsed.body
        extends = parsed.extends.map { Parent(name: $0.name, mark: $0.mark) }
        (hasSubject, hasLayout) = (parsed.subject != nil, parsed.layout != nil)
        token = Token(absentFrom: Template.words(subject) + Template.words(body))
        file = source.file
    }

    static func words(_ nodes: [Node]) -> String {
        nodes.map { node in
            switch node {
            case .text(let text): text
            case .field: " "
            case .section(_, _, _, let inner), .block(_, _, let inner, _): words(inner)
            }
        }.joined()
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
            "the template \"\(template)\" names {{\(field)}} (\(place(mark, template))), which this notice does not have"
        case .notText(let field, let type, let template, let mark):
            "{{\(field)}} in the template \"\(template)\" (\(place(mark, template))) is a \(type), not text"
        case .tooLong(let template, let bytes): "the template \"\(template)\" makes more than \(bytes) bytes"
        case .noSuchTemplate(let name): "there is no template \"\(name)\""
        }
    }

    /// A Word document has no lines.
    private func place(_ mark: SourceMark, _ template: String) -> String {
        "\(template.hasSuffix(".docx") ? "paragraph" : "line") \(mark.line), column \(mark.column)"
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
