import Casework
import Definition
import Notation
import Post

/// Templates that the plan and the workflows of a site name: each must be built in or lie in the site's `templates/`,
/// and the fields of a letter must be those that its kind has.
struct TemplateReferences {
    let site: SiteFolder
    /// The names of all templates, those with mistakes included.
    let known: (pages: [String], forms: [String])
    let templates: TemplateFolder

    var problems: [Diagnostic] { site.references.filter(isUnknown).map(problem) + letterProblems }

    private func isUnknown(_ reference: Reference) -> Bool {
        switch reference.kind {
        case .template: !known.pages.contains(reference.name)
        case .draft, .coverLetter, .ownLetter:
            !known.pages.contains(reference.name) && !known.forms.contains(reference.name)
        default: false
        }
    }

    private func problem(_ reference: Reference) -> Diagnostic {
        let isForm = reference.kind == .template && known.forms.contains(reference.name)
        let names = reference.kind == .template ? known.pages : Set(known.pages).union(known.forms).sorted()
        let near = reference.name.utf8.count > 80 ? nil : Diagnostic.suggestion(for: reference.name, among: names)
        return Diagnostic(
            file: reference.file, mark: reference.mark, code: "unknown-template",
            message: isForm
                ? "\"\(reference.name)\" is a letter, and no template of a mail or a page"
                : "there is no template \"\(reference.name)\"",
            hint: isForm
                ? "name it as \"letter\", or write templates/\(reference.name).md"
                : near ?? "write templates/\(reference.name).md, or name one of \(names.joined(separator: ", "))")
    }

    /// Each use of a template by a kind of letter is looked at once.
    private var letterProblems: [Diagnostic] {
        let uses = site.references.filter { [.draft, .coverLetter, .ownLetter].contains($0.kind) }
        var seen: Set<String> = []
        return uses.filter { seen.insert("\($0.kind) \($0.name)").inserted }
            .flatMap { templates.faults(of: $0.name, as: $0.kind) }
    }
}
