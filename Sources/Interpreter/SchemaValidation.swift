package import Notation

/// One way in which a value does not fit its schema.
package struct SchemaViolation: Hashable, Sendable, CustomStringConvertible {
    /// Where in the value.
    package let place: JSONPointer
    /// What is wrong, to be read after the place: `is null, not a string`.
    package let message: String

    package init(place: JSONPointer, message: String) {
        self.place = place
        self.message = message
    }

    package var description: String { "\(place.text.isEmpty ? "it" : place.text) \(message)" }
}

/// JSON Schema 2020-12, with formats asserted. References stay inside the schema: nothing is fetched.
package struct SchemaValidation: Sendable {
    let root: JSON
    /// How deep references may lead before the schema is called endless.
    static let deepest = 120

    package init(of schema: JSON) { root = schema }

    /// All that is wrong; empty when the value fits.
    package func violations(of value: JSON) -> [SchemaViolation] { check(value, root, at: .root, depth: 0).violations }

    /// What one schema found, and which members and elements it has spoken about.
    struct Finding {
        var violations: [SchemaViolation] = []
        var members: Set<String> = []
        var elements: Set<Int> = []

        var isValid: Bool { violations.isEmpty }

        mutating func add(_ other: Finding) {
            violations += other.violations
            if other.isValid { addAnnotations(of: other) }
        }

        mutating func addAnnotations(of other: Finding) {
            members.formUnion(other.members)
            elements.formUnion(other.elements)
        }

        mutating func violate(_ place: JSONPointer, _ message: String) {
            violations.append(SchemaViolation(place: place, message: message))
        }
    }

    func check(_ value: JSON, _ schema: JSON, at place: JSONPointer, depth: Int) -> Finding {
        var finding = Finding()
        guard depth < SchemaValidation.deepest else {
            finding.violate(place, "cannot be checked: the schema refers to itself without end")
            return finding
        }
        if case .bool(let isAllowed) = schema {
            if !isAllowed { finding.violate(place, "is not allowed") }
            return finding
        }
        guard let keywords = schema.asObject, !keywords.isEmpty else { return finding }
        assertAny(value, keywords, at: place, &finding)
        switch value {
        case .string(let text): assertText(text, keywords, at: place, &finding)
        case .integer, .number: assertNumber(value, keywords, at: place, &finding)
        case .array(let elements): checkElements(elements, keywords, at: place, depth, &finding)
        case .object(let members): checkMembers(members, keywords, at: place, depth, &finding)
        case .null, .bool: break
        }
        combine(value, keywords, at: place, depth, &finding)
        checkUnevaluated(value, keywords, at: place, depth, &finding)
        return finding
    }

    /// `$ref`, `allOf`, `anyOf`, `oneOf`, `not`, `if`.
    private func combine(
        _ value: JSON, _ keywords: Members, at place: JSONPointer, _ depth: Int, _ finding: inout Finding
    ) {
        func outcome(_ schema: JSON) -> Finding { check(value, schema, at: place, depth: depth + 1) }
        for name in ["$ref", "$dynamicRef"] {
            guard let reference = keywords[name]?.asString else { continue }
            if let target = resolve(reference) {
                finding.add(outcome(target))
            } else {
                finding.violate(place, "cannot be checked: the schema has no \"\(reference)\"")
            }
        }
        for schema in keywords["allOf"]?.asArray ?? [] { finding.add(outcome(schema)) }
        if let choices = keywords["anyOf"]?.asArray {
            let outcomes = choices.map(outcome)
            for fitting in outcomes where fitting.isValid { finding.addAnnotations(of: fitting) }
            if !outcomes.contains(where: \.isValid) {
                finding.violate(place, closest(outcomes, "fits none of the permitted forms"))
            }
        }
        if let choices = keywords["oneOf"]?.asArray {
            let outcomes = choices.map(outcome)
            let fitting = outcomes.filter(\.isValid)
            if fitting.count == 1 { finding.addAnnotations(of: fitting[0]) }
            if fitting.isEmpty { finding.violate(place, closest(outcomes, "fits none of the permitted forms")) }
            if fitting.count > 1 { finding.violate(place, "fits \(fitting.count) forms of which only one may fit") }
        }
        if let schema = keywords["not"], outcome(schema).isValid {
            finding.violate(place, "has a form that is ruled out")
        }
        if let condition = keywords["if"] {
            let tested = outcome(condition)
            if tested.isValid { finding.addAnnotations(of: tested) }
            if let chosen = keywords[tested.isValid ? "then" : "else"] { finding.add(outcome(chosen)) }
        }
    }

    /// Says what the form with the fewest faults lacks: that is most likely the one that was meant.
    private func closest(_ outcomes: [Finding], _ message: String) -> String {
        guard let nearest = outcomes.min(by: { $0.violations.count < $1.violations.count })?.violations.first else {
            return message
        }
        return "\(message); the nearest: \(nearest)"
    }

    /// A JSON pointer from the root, an anchor, or the `$id` of a part of this document.
    private func resolve(_ reference: String) -> JSON? {
        if reference == "#" || reference == root["$id"].asString { return root }
        if reference.hasPrefix("#/") {
            var target = root
            for segment in JSONPointer(text: String(reference.dropFirst())).segments {
                let name = segment.replacing("%25", with: "%")
                if let index = Int(name), let elements = target.asArray {
                    guard elements.indices.contains(index) else { return nil }
                    target = elements[index]
                } else {
                    guard let member = target.asObject?[name] else { return nil }
                    target = member
                }
            }
            return target
        }
        if reference.hasPrefix("#") {
            let name = String(reference.dropFirst())
            return part(of: root) { $0["$anchor"]?.asString == name || $0["$dynamicAnchor"]?.asString == name }
        }
        return part(of: root) { $0["$id"]?.asString == reference }
    }

    private func part(of schema: JSON, where isMeant: (Members) -> Bool) -> JSON? {
        switch schema {
        case .object(let members):
            if isMeant(members) { return schema }
            for value in members.values {
                if let found = part(of: value, where: isMeant) { return found }
            }
            return nil
        case .array(let elements):
            for element in elements {
                if let found = part(of: element, where: isMeant) { return found }
            }
            return nil
        default: return nil
        }
    }
}
