package import Notation
import Foundation
package import Casework
package import Definition

/// The templates of a site: those built in, and over them the site's own files of the same names.
package struct TemplateFolder: Sendable {
    private let templates: [String: Template]
    private let forms: [String: WordTemplate]
    /// `vi` or `en`.
    package let language: String

    /// What lies in a site's folder.
    private struct Own {
        var templates: [String: Template] = [:]
        var forms: [String: WordTemplate] = [:]
    }

    /// Only what is built in.
    package init(language: String) { self.init(language: language, own: Own()) }

    /// Reads `folder/*.md` and `folder/*.docx` over the built-in ones; a folder that is not there holds none.
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
        var own = Own()
        var diagnostics: [Diagnostic] = []
        var read: [String: Template] = [:]
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
                read[name] = try Template(source, name: name)
            } catch {
                diagnostics += error.diagnostics
            }
        }
        let builtIn = BuiltInTemplates.all(in: language)
        for (name, template) in read.sorted(by: { $0.key < $1.key }) {
            do throws(TemplateFaults) {
                let whole = try template.whole(among: read, over: builtIn)
                let faults = whole.faults
                diagnostics += faults
                if faults.isEmpty { own.templates[name] = whole }
            } catch {
                diagnostics += error.diagnostics
            }
        }
        for name in try names(in: folder, ending: ".docx") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            do throws(TemplateFaults) {
                let form = try WordTemplate(
                    Array(bytes), name: String(name.dropLast(5)), file: "\(prefix)/\(name)")
                let faults = form.faults
                diagnostics += faults
                if faults.isEmpty { own.forms[form.name] = form }
            } catch {
                diagnostics += error.diagnostics
            }
        }
        return (TemplateFolder(language: language, own: own), diagnostics)
    }

    private static func names(in folder: String, ending: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(ending) && !FileName.isTemporary($0) }
    }

    private static func sources(in folder: String, shownAs prefix: String) throws -> [SourceText] {
        try names(in: folder, ending: ".md").map {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))
            return SourceText(file: "\(prefix)/\($0)", text: String(decoding: bytes, as: UTF8.self))
        }
    }

    private init(language: String, own: Own) {
        self.language = language
        templates = BuiltInTemplates.all(in: language).merging(own.templates) { $1 }
        // An office that has words of its own for a letter, and no form, goes on with these.
        forms = BuiltInTemplates.forms.filter { own.templates[$0.key] == nil }.merging(own.forms) { $1 }
    }

    package var names: [String] { templates.keys.sorted() }

    /// What a letter may be made from: pages, and Word forms.
    package var letterNames: [String] { Set(templates.keys).union(forms.keys).sorted() }

    /// The names of all templates that a site has, also of those with mistakes.
    package static func names(folder: String) throws -> (pages: [String], forms: [String]) {
        let pages = try names(in: folder, ending: ".md").map { String($0.dropLast(3)) }
        let forms = try names(in: folder, ending: ".docx").map { String($0.dropLast(5)) }
        return (
            Set(BuiltInTemplates.names).union(pages).sorted(),
            Set(BuiltInTemplates.forms.keys).union(forms).sorted()
        )
    }

    /// The letter of that name as a Word document; nil where it is made as a page.
    func form(named name: String) -> WordTemplate? { forms[name] }

    /// Fields that letters of that kind do not have, in the template that makes them.
    package func faults(of name: String, as kind: Reference.Kind) -> [Diagnostic] {
        forms[name]?.faults(as: kind) ?? templates[name]?.faults(as: kind) ?? []
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

    /// What `dondoc check` tells about `folder/*.md` and `folder/*.docx`: syntax, and names that no notice has.
    package static func diagnostics(folder: String, shownAs prefix: String = "templates") throws -> [Diagnostic] {
        try read(language: "vi", folder: folder, shownAs: prefix).diagnostics
    }
}
