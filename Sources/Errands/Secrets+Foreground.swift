package import Notation

/// For a run in the foreground, whose journal is gone when it ends: expressions work with the values themselves.
extension Secrets {
    /// Those of the names that are known.
    package func values(for names: [String]) -> [String: JSON] {
        var values: [String: JSON] = [:]
        for name in names { values[name] = value(of: name) }
        return values
    }

    /// With `***` in the place of every value of a secret, wherever a text holds it; the names of members stay.
    package func hidden(in value: JSON) -> JSON {
        let texts = texts
        return texts.isEmpty ? value : hidden(in: value, texts)
    }

    private func hidden(in value: JSON, _ texts: Set<String>) -> JSON {
        switch value {
        case .null, .bool: value
        case .integer, .number: texts.contains(value.text) ? "***" : value
        case .string(let text): .string(hidden(in: text))
        case .array(let values): .array(values.map { hidden(in: $0, texts) })
        case .object(let members): .object(Members(members.map { ($0, hidden(in: $1, texts)) }))
        }
    }
}
