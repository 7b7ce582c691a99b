package import Notation
import Foundation

/// The templates of a site: those built in, and over them the site's own files of the same names.
package struct TemplateFolder: Sendable {
    private let templates: [String: Template]
    /// `vi` or `en`.
    package let language: String

    /// Only what is built in.
    package init(language: String) { self.init(language: language, own: [:]) }

    /// Reads `folder/*.md` over the built-in ones; a folder that is not there holds none.
    ///
    /// - Throws: `TemplateFaults` with all that is wrong in all files, `CocoaError` for a file that cannot be read.
    package init(language: String, folder: String, shownAs prefix: String = "templates") throws {
        var own: [String: Template] = [:]
        var diagnostics: [Diagnostic] = []
        let names =
            FileManager.default.fileExists(atPath: folder)
            ? try FileManager.default.contentsOfDirectory(atPath: folder) : []
        for name in names.sorted() where name.hasSuffix(".md") && !name.hasPrefix(".") {
            let source = SourceText(
                file: "\(prefix)/\(name)", text: try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
            do throws(TemplateFaults) {
                let template = try Template(source, name: String(name.dropLast(3)))
                own[template.name] = template
                diagnostics += template.faults.filter { $0.severity == .error }
            } catch {
                diagnostics += error.diagnostics
            }
        }
        guard diagnostics.isEmpty else { throw TemplateFaults(diagnostics: diagnostics) }
        self.init(language: language, own: own)
    }

    private init(language: String, own: [String: Template]) {
        self.language = language
        templates = BuiltInTemplates.all(in: language).merging(own) { $1 }
    }

    package var names: [String] { templates.keys.sorted() }

    package func template(named name: String) throws(TemplateError) -> Template {
        guard let template = templates[name] else { throw .noSuchTemplate(name) }
        return template
    }

    /// What `dondoc check` tells about `folder/*.md`: syntax, and names that no notice has.
    package static func diagnostics(folder: String, shownAs prefix: String = "templates") throws -> [Diagnostic] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }
            .flatMap { name in
                let source = SourceText(
                    file: "\(prefix)/\(name)", text: try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
                return diagnostics(of: source, name: String(name.dropLast(3)))
            }
    }

    package static func diagnostics(of source: SourceText, name: String) -> [Diagnostic] {
        do throws(TemplateFaults) { return try Template(source, name: name).faults } catch { return error.diagnostics }
    }
}
