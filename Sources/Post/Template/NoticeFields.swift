import Casework
package import Notation

/// The fields of a notice as its template sees them: Casework's facts, and what only serves to word them.
enum NoticeFields {
    /// Names that templates may use beside Casework's: `first` is the most urgent entry.
    static func worded(_ given: JSON, of notice: Notice) -> JSON {
        var fields = given
        let entries = mostUrgentFirst(fields["entries"].asArray ?? []).map(entry)
        func any(_ name: String) -> Bool { entries.contains { $0[name].asBool == true } }
        fields["entries"] = .array(entries)
        fields["first"] = entries.first ?? .null
        fields["isOne"] = .bool(entries.count == 1)
        fields["isMany"] = .bool(entries.count > 1)
        fields["hasOverdue"] = .bool(
            entries.contains { $0["isOverdue"].asBool == true && $0["isRequest"].asBool != true })
        fields["hasEscalations"] = .bool(any("isEscalation"))
        // An order beside a request is still an order.
        fields["hasRequests"] = .bool(!entries.isEmpty && entries.allSatisfy { $0["isRequest"].asBool == true })
        fields["hasLetter"] = .bool(!notice.enclosures.isEmpty)
        greet(&fields, entries, notice)
        for name in ["receipt", "rollup"] where !fields[name]["files"].isNull {
            fields[name]["files"] = .array((fields[name]["files"].asArray ?? []).map(file))
        }
        for name in ["total", "accepted", "late"] { fields["rollup"].pad(name) }
        fields["distribution"].pad("copies")
        if fields["reference"].isNull { fields["reference"] = fields["plan"]["reference"] }
        if fields["rollup"].asObject != nil {
            let below = fields["rollup"]["sum"]["missing"].asInteger ?? 0
            fields["rollup"]["isComplete"] = .bool((fields["rollup"]["missing"].asArray ?? []).isEmpty && below == 0)
        }
        if fields["themes"].asObject != nil { fields["themes"] = themes(fields["themes"]) }
        return fields
    }

    /// Longest overdue first, then what is due soonest; equal ones keep their order.
    static func mostUrgentFirst(_ entries: [JSON]) -> [JSON] {
        func haste(_ entry: JSON) -> Int {
            if let late = entry["daysLate"].asInteger { return -late - 1 }
            return entry["daysLeft"].asInteger ?? Int.max
        }
        return entries.enumerated().sorted { (haste($0.element), $0.offset) < (haste($1.element), $1.offset) }.map(
            \.element)
    }

    /// No day left, or none late yet, is not worth a number.
    private static func entry(_ given: JSON) -> JSON {
        var entry = given
        for name in ["daysLeft", "daysLate"] where entry[name].asInteger == 0 { entry[name] = .null }
        return entry
    }

    /// Who is addressed: the name, and the unit where all matters are of one and the name does not tell it already.
    private static func greet(_ fields: inout JSON, _ entries: [JSON], _ notice: Notice) {
        let name = fields["recipient"]["name"].asString ?? notice.to.first?.name ?? ""
        let units = Set(entries.compactMap { $0["unit"].asString })
        if fields["recipient"]["unit"].isNull, units.count == 1, fields["hasEscalations"] == false {
            fields["recipient"]["unit"] = JSON(units.first)
        }
        let unit = fields["recipient"]["unit"].asString ?? ""
        fields["recipient"]["greeting"] = .string(unit.isEmpty || name.hasSuffix(unit) ? name : "\(name), \(unit)")
    }

    /// Bytes become a size that people read.
    private static func file(_ given: JSON) -> JSON {
        var file = given
        if let bytes = file["size"].asInteger {
            let units = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")]
            let unit = units.first { bytes >= $0.0 }
            file["size"] = .string(unit.map { "\((bytes + $0.0 / 2) / $0.0) \($0.1)" } ?? "\(bytes) byte")
        }
        return file
    }

    /// The month in words, and the themes of the whole year by themselves.
    private static func themes(_ given: JSON) -> JSON {
        var themes = given
        if let month = themes["month"].asInteger {
            themes["month"] = .string("tháng \(month)" + (themes["year"].asInteger.map { "/\($0)" } ?? ""))
        }
        let items = themes["items"].asArray ?? []
        themes["items"] = .array(items.filter { $0["isWholeYear"].asBool != true })
        if themes["yearRound"].isNull {
            themes["yearRound"] = .array(items.filter { $0["isWholeYear"].asBool == true })
        }
        return themes
    }
}

extension JSON {
    /// Official practice: small counts have a leading zero.
    fileprivate mutating func pad(_ name: String) {
        if let number = self[name].asInteger { self[name] = .string(twoDigits(number)) }
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
            // What stands under "fields" comes from the workflow.
            case .section(let path, _, _, _) where path.segments.first == FieldNames.fromWorkflow: return []
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

    static let fromWorkflow = "fields"

    static let all: JSON = {
        var fields = ExampleFields.all
        fields["first"] = fields["entries"][0]
        for name in ["isOne", "isMany", "hasOverdue", "hasEscalations", "hasRequests", "hasLetter"] {
            fields[name] = true
        }
        fields["recipient"]["greeting"] = ""
        fields["rollup"]["isComplete"] = true
        return fields
    }()

    static func look(_ path: FieldPath, in scopes: [JSON]) -> Outcome {
        if FieldPath.loopNames.contains(path.text) || path.segments.first == fromWorkflow { return .found(true) }
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
