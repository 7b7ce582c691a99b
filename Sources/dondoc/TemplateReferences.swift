import Casework
import Definition
import Notation
import Post

/// Templates that the plan and the workflows of a site name: each must be built in or lie in the site's `templates/`.
struct TemplateReferences {
    let site: SiteFolder
    /// The names of all templates, those with mistakes included.
    let known: [String]

    var problems: [Diagnostic] {
        site.references.filter { $0.kind == .template && !known.contains($0.name) }.map {
            let isShort = $0.name.utf8.count <= 80
            return Diagnostic(
                file: $0.file, mark: $0.mark, code: "unknown-template",
                message: "there is no template \"\($0.name)\"",
                hint: (isShort ? Diagnostic.suggestion(for: $0.name, among: known) : nil)
                    ?? "write templates/\($0.name).md, or name one of \(known.joined(separator: ", "))")
        }
    }
}
