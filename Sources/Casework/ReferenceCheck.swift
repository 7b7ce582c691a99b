import Definition
import Directory
import Engine
import Notation

/// Names in one file of a site that another file must have: units, obligations, workflows; and words for kinds.
///
/// Templates are not looked for here: only the post room knows them.
struct ReferenceCheck {
    private let office: Office
    private let workflows: Set<String>
    private let obligations: [String]
    private var suggestions: CodeSuggestions
    private var events = EventType.made

    /// - Parameter broken: the names of workflows that have errors, which are told by themselves.
    init(office: Office, library: Library, broken: Set<String>) {
        self.office = office
        workflows = Set(library.entries.map(\.workflow.name.name)).union(broken)
        obligations = office.plan?.obligations.map(\.code) ?? []
        suggestions = CodeSuggestions(among: office.tree.codes)
    }

    mutating func problems(of references: [Reference]) -> [Diagnostic] {
        events.formUnion(references.lazy.filter { $0.kind == .emission }.map(\.name))
        return references.compactMap { problem(of: $0) }
    }

    private mutating func problem(of reference: Reference) -> Diagnostic? {
        let name = reference.name
        func told(
            _ code: String, _ message: String, _ hint: String?, severity: Diagnostic.Severity = .error
        ) -> Diagnostic {
            Diagnostic(
                file: reference.file, mark: reference.mark, severity: severity, code: code, message: message,
                hint: hint)
        }
        switch reference.kind {
        case .unit:
            let code = UnitCode(name)
            guard !office.tree.knows(code) else { return nil }
            return told("unknown-unit", "units.csv has no unit \"\(name)\"", suggestions.nearest(to: code))
        case .unitKind:
            guard !office.tree.kinds.contains(name) else { return nil }
            return told(
                "unknown-kind", "no unit of units.csv is of the kind \"\(name)\"",
                suggestion(for: name, among: office.tree.kinds.sorted()), severity: .warning)
        case .cluster:
            guard !office.tree.clusters.contains(name) else { return nil }
            return told(
                "unknown-cluster", "no unit of units.csv is in the cluster \"\(name)\"",
                suggestion(for: name, among: office.tree.clusters.sorted()), severity: .warning)
        case .item:
            // A word far from all that have a Vietnamese name is the site's own.
            guard Wording.kindNames[name] == nil,
                let hint = suggestion(for: name, among: Wording.kindNames.keys.sorted())
            else { return nil }
            return told(
                "doubtful-kind", "\"\(name)\" is taken as a kind of the site's own", hint, severity: .warning)
        case .workflow:
            guard !workflows.contains(name) else { return nil }
            return told(
                "unknown-workflow", "no file here defines the workflow \"\(name)\"",
                suggestion(for: name, among: workflows.sorted()))
        case .obligation:
            guard !obligations.contains(name) else { return nil }
            return told(
                "unknown-obligation", "plan.yaml has no obligation \"\(name)\"",
                suggestion(for: name, among: obligations))
        case .event:
            guard !events.contains(name) else { return nil }
            return told(
                "unknown-event", "nobody here makes events of the type \"\(name)\"",
                suggestion(for: name, among: events.sorted())
                    ?? "those that Dondoc makes are \(EventType.allCases.map(\.rawValue).joined(separator: ", "))",
                severity: .warning)
        case .template, .draft, .coverLetter, .ownLetter, .emission: return nil
        }
    }

    /// Only for words short enough to have been mistyped.
    private func suggestion(for word: String, among known: [String]) -> String? {
        word.utf8.count > 80 ? nil : Diagnostic.suggestion(for: word, among: known)
    }
}
