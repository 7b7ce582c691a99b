package import Notation
import Foundation
package import Casework

/// The templates of a site: those built in, and over them the site's own files of the same names.
package struct TemplateFolder: Sendable {
    private let templates: [String: Template]
    /// `vi` or `en`.
    package let language: String

    /// Only what is built in.
    package init(language: String) { self.init(language: language, own: [:]) }

    /// Reads `folder/*.md` over the built-in ones; a folder that is not there holds none.
    ///
    /// - Throws: `TemplateFaults` with all errors in all files, `CocoaError` for a file that cannot be read.
    package init(language: String, folder: String, shownAs prefix: String = "templates") throws {
        let (templates, diagnostics) = try TemplateFolder.read(language: language, folder: folder, shownAs: prefix)
        let errors = diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else { throw TemplateFaults(diagnostics: errors) }
        self = templates
    }

    /// The same, but a wrong file does not stop the others: the built-in template of its name stands in.
    package static func read(
        language: String, folder: String, shownAs prefix: String = "templates"
    ) throws -> (templates: TemplateFolder, diagnostics: [Diagnostic]) {
        var own: [String: Template] = [:]
        var diagnostics: [Diagnostic] = []
        for source in try sources(in: folder, shownAs: prefix) {
            if source.text.unicodeScalars.contains("\u{FFFD}") {
                let hint = "save the file as UTF-8"
                diagnostics.append(
                    Diagnostic(
                        file: source.file, mark: .start, code: "not-utf8", message: "the text is not UTF-8", hint: hint)
                )
                continue
            }
            let name = String(source.file.split(separator: "/").last?.dropLast(3) ?? "")
            do throws(TemplateFaults) {
                let template = try Template(source, name: name)
                let faults = template.faults
                diagnostics += faults
                if !faults.contains(where: { $0.severity == .error }) { own[name] = template }
            } catch {
                diagnostics += error.diagnostics
            }
        }
        return (TemplateFolder(language: language, own: own), diagnostics)
    }

    private static func sources(in folder: String, shownAs prefix: String) throws -> [SourceText] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }
            .map {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))
                return SourceText(file: "\(prefix)/\($0)", text: String(decoding: bytes, as: UTF8.self))
            }
    }

    private init(language: String, own: [String: Template]) {
        self.language = language
        templates = BuiltInTemplates.all(in: language).merging(own) { $1 }
    }

    package var names: [String] { templates.keys.sorted() }

    /// The names of all templates that a site has, also of those with mistakes.
    package static func names(folder: String) throws -> [String] {
        let own = try sources(in: folder, shownAs: "").map { String($0.file.dropFirst().dropLast(3)) }
        return Set(BuiltInTemplates.names).union(own).sorted()
    }

    package func template(named name: String) throws(TemplateError) -> Template {
        guard let template = templates[name] else { throw .noSuchTemplate(name) }
        return template
    }

    /// Whether a mail of which nobody knows, after a crash, whether it has left is sent again: as its template says, or
    /// else what has to arrive is, and what presses is not, for the next step of the ladder says it anyway.
    package func isRepeated(_ notice: Notice) -> Bool {
        if let choice = templates[notice.template]?.afterCrash { return choice == .repeat }
        switch notice.kind {
        case .receipt, .letter, .distribution, .rollup: return true
        case .reminder, .overdue, .escalation, .digest: return false
        }
    }

    /// What `dondoc check` tells about `folder/*.md`: syntax, and names that no notice has.
    package static func diagnostics(folder: String, shownAs prefix: String = "templates") throws -> [Diagnostic] {
        try read(language: "vi", folder: folder, shownAs: prefix).diagnostics
    }
}
