import Casework
package import Notation

/// The fields of a notice as its template sees them: Casework's facts, and what only serves to word them.
enum NoticeFields {
    /// Names that templates may use beside Casework's: `first` is the most urgent entry.
    static func worded(_ notice: Notice) -> JSON {
        var fields = notice.fields
        let entries = mostUrgentFirst(fields["entries"].asArray ?? [])
        func any(_ name: String) -> Bool { entries.contains { $0[name].asBool == true } }
        fields["entries"] = .array(entries)
        fields["first"] = entries.first ?? .null
        fields["isOne"] = .bool(entries.count == 1)
        fields["isMany"] = .bool(entries.count > 1)
        fields["hasOverdue"] = .bool(
            entries.contains { $0["isOverdue"].asBool == true && $0["isRequest"].asBool != true })
        fields["hasEscalations"] = .bool(any("isEscalation"))
        fields["hasRequests"] = .bool(any("isRequest"))
        fields["hasLetter"] = .bool(!notice.enclosures.isEmpty)
        let name = fields["recipient"]["name"].asString ?? notice.to.first?.name ?? ""
        let unit = fields["recipient"]["unit"].asString
        fields["recipient"]["greeting"] = .string(
            unit.map { $0 == name || $0.isEmpty ? name : "\(name), \($0)" } ?? name)
        return fields
    }

    /// Longest overdue first, then what is due soonest; equal ones keep their order.
    static func mostUrgentFirst(_ entries: [JSON]) -> [JSON] {
        func haste(_ entry: JSON) -> Int {
            if let late = entry["daysLate"].asInteger, late > 0 { return -late }
            return entry["daysLeft"].asInteger ?? Int.max
        }
        return entries.enumerated().sorted { (haste($0.element), $0.offset) < (haste($1.element), $1.offset) }.map(
            \.element)
    }
}

extension Template {
    /// Fields that no notice has. An error in a template that the program itself uses; in others, to which a workflow
    /// may give fields of its own, a warning.
    package var faults: [Diagnostic] {
        let known = FieldNames.all
        let severity: Diagnostic.Severity = BuiltInTemplates.names.contains(name) ? .error : .warning
        return (unknown(in: subject, scopes: [known]) + unknown(in: body, scopes: [known])).map { path, mark, near in
            Diagnostic(
                file: file, mark: mark, severity: severity, code: "unknown-field",
                message: "no notice has a field \"\(path)\"",
                hint: Diagnostic.suggestion(for: path.split(separator: ".").last.map(String.init) ?? path, among: near))
        }
    }

    private func unknown(in nodes: [Node], scopes: [JSON]) -> [(String, SourceMark, [String])] {
        nodes.flatMap { node -> [(String, SourceMark, [String])] in
            switch node {
            case .text: return []
            case .field(let path, let mark):
                if case .found = FieldNames.look(path, in: scopes) { return [] }
                return [(path.text, mark, FieldNames.near(path, in: scopes))]
            case .section(let path, let mark, let isInverted, let inner):
                guard case .found(let value) = FieldNames.look(path, in: scopes) else {
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

    static let all: JSON = {
        var fields = ExampleFields.all
        fields["first"] = fields["entries"][0]
        for name in ["isOne", "isMany", "hasOverdue", "hasEscalations", "hasRequests", "hasLetter"] {
            fields[name] = true
        }
        fields["recipient"]["greeting"] = ""
        return fields
    }()

    static func look(_ path: FieldPath, in scopes: [JSON]) -> Outcome {
        if FieldPath.loopNames.contains(path.text) { return .found(true) }
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
