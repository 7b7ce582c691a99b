import Casework
package import Definition
package import Notation

extension Template {
    /// Fields that no notice has: told before anything is sent.
    package var faults: [Diagnostic] { faults(as: nil) }

    /// Fields that no letter of that kind has.
    package func faults(as kind: Reference.Kind?) -> [Diagnostic] {
        FieldFaults(file: file, of: kind).diagnostics(subject + body)
    }
}

/// Looks the fields of a template up among those that its notices have.
struct FieldFaults {
    private let file: String
    private let known: JSON
    /// What only letters of other kinds have.
    private let foreign: Set<String>
    private let kindName: String
    /// What stands before the message: where, in a file without lines.
    private let place: (SourceMark) -> String

    /// - Parameter kind: of the letter that it is to be; nil: of any notice.
    init(file: String, of kind: Reference.Kind?, place: @escaping (SourceMark) -> String = { _ in "" }) {
        self.file = file
        self.place = place
        let all = FieldNames.all
        let own = kind.flatMap(FieldFaults.own)
        let fields = all.asObject ?? Members()
        let foreign = own.map { own in Set(fields.keys.filter { !own.contains($0) }) } ?? []
        self.foreign = foreign
        known = .object(Members(fields.filter { !foreign.contains($0.0) }.map { ($0.0, $0.1) }))
        kindName = own == nil ? "notice" : "letter of this kind"
    }

    /// The names at the root that a letter has, beside those of every notice.
    private static func own(of kind: Reference.Kind) -> Set<String>? {
        let common: Set = [
            "recipient", "sender", "plan", "reference", "date", "entries", "letter", "first", "isOne", "isMany",
            "hasOverdue", "hasEscalations", "hasRequests", "hasLetter",
        ]
        return switch kind {
        case .draft: common.union(["count", "matters"])
        case .coverLetter: common.union(["rollup"])
        case .ownLetter: common.union(["fields", "subject", "distribution", "themes"])
        default: nil
        }
    }

    func diagnostics(_ nodes: [Template.Node]) -> [Diagnostic] {
        unknown(in: nodes, scopes: [known]).map { path, mark, near in
            let parent = path.lastIndex(of: ".").map { path[...$0] } ?? ""
            return Diagnostic(
                file: file, mark: mark, code: "unknown-field",
                message: "\(place(mark))no \(kindName) has a field \"\(path)\"",
                hint: Diagnostic.suggestion(for: path, among: near.map { parent + $0 }))
        }
    }

    private func unknown(in nodes: [Template.Node], scopes: [JSON]) -> [(String, SourceMark, [String])] {
        nodes.flatMap { node -> [(String, SourceMark, [String])] in
            switch node {
            case .text: return []
            case .field(let path, let mark):
                if case .found = FieldNames.look(path, in: scopes) { return [] }
                return [(path.text, mark, FieldNames.near(path, in: scopes))]
            case .block(_, _, let inner, _): return unknown(in: inner, scopes: scopes)
            // What stands under "fields" comes from the workflow.
            case .section(let path, _, let isInverted, let inner)
            where path.segments.first == FieldNames.fromWorkflow:
                return isInverted ? unknown(in: inner, scopes: scopes) : []
            case .section(let path, let mark, let isInverted, let inner):
                guard case .found(let value) = FieldNames.look(path, in: scopes) else {
                    // It is left out, in letters of this kind.
                    if let first = path.segments.first, foreign.contains(first) {
                        return isInverted ? unknown(in: inner, scopes: scopes) : []
                    }
                    return [(path.text, mark, FieldNames.near(path, in: scopes))]
                }
                return unknown(in: inner, scopes: isInverted ? scopes : scopes + [value.asArray?.first ?? value])
            }
        }
    }
}

/// Looks names up in an example of a notice that has everything.
private enum FieldNames {
    enum Outcome {
        case found(JSON)
        case unknown
    }

    static let fromWorkflow = "fields"

    static let all: JSON = {
        var fields = ExampleFields.all
        fields["first"] = fields["entries"][0]
        for name in ["isOne", "isMany", "hasOverdue", "hasEscalations", "hasRequests", "hasLetter"] {
            fields[name] = true
        }
        fields["recipient"]["greeting"] = ""
        fields["rollup"] = NoticeFields.rollup(fields["rollup"])
        fields["letter"] = NoticeFields.letter(fields["letter"])
        return fields
    }()

    static func look(_ path: FieldPath, in scopes: [JSON]) -> Outcome {
        if FieldPath.loopNames.contains(path.text) { return .found(true) }
        if path.segments.first == fromWorkflow, scopes.first?.asObject?[fromWorkflow] != nil { return .found(true) }
        guard let first = path.segments.first else { return .found(scopes.last ?? .null) }
        for scope in scopes.reversed() {
            guard let value = scope.asObject?[first] else { continue }
            return path.segments.dropFirst().reduce(Optional(value)) { $0?.asObject?[$1] }.map { .found($0) }
                ?? .unknown
        }
        return .unknown
    }

    static func near(_ path: FieldPath, in scopes: [JSON]) -> [String] {
        guard let first = path.segments.first, path.segments.count > 1 else {
            return scopes.flatMap { $0.asObject?.keys ?? [] }
        }
        return scopes.reversed().lazy.compactMap { $0.asObject?[first]?.asObject?.keys }.first
            ?? scopes.flatMap { $0.asObject?.keys ?? [] }
    }
}
