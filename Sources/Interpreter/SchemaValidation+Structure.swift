import Notation

/// Arrays and objects.
extension SchemaValidation {
    func checkElements(
        _ elements: [JSON], _ keywords: Members, at place: JSONPointer, _ depth: Int, _ finding: inout Finding
    ) {
        if let least = keywords["minItems"]?.asInteger, elements.count < least {
            finding.violate(place, "has \(elements.count) elements, fewer than \(least)")
        }
        if let most = keywords["maxItems"]?.asInteger, elements.count > most {
            finding.violate(place, "has \(elements.count) elements, more than \(most)")
        }
        if keywords["uniqueItems"]?.asBool == true, Set(elements).count != elements.count {
            finding.violate(place, "has equal elements")
        }
        let leading = keywords["prefixItems"]?.asArray ?? []
        for (index, element) in elements.enumerated() {
            let schema = index < leading.count ? leading[index] : keywords["items"]
            guard let schema else { continue }
            finding.violations += check(element, schema, at: place.appending(index), depth: depth + 1).violations
            finding.elements.insert(index)
        }
        guard let contained = keywords["contains"] else { return }
        let matching = elements.indices.filter { check(elements[$0], contained, at: place, depth: depth + 1).isValid }
        finding.elements.formUnion(matching)
        let least = keywords["minContains"]?.asInteger ?? 1
        if matching.count < least {
            finding.violate(place, "has \(matching.count) of the elements of which it needs \(least)")
        }
        if let most = keywords["maxContains"]?.asInteger, matching.count > most {
            finding.violate(place, "has \(matching.count) of the elements of which it may have \(most)")
        }
    }

    func checkMembers(
        _ members: Members, _ keywords: Members, at place: JSONPointer, _ depth: Int, _ finding: inout Finding
    ) {
        assertMembers(members, keywords, at: place, &finding)
        let properties = keywords["properties"]?.asObject ?? Members()
        let patterns = keywords["patternProperties"]?.asObject ?? Members()
        for (name, value) in members {
            var schemas: [JSON] = properties[name].map { [$0] } ?? []
            for (pattern, schema) in patterns where isMatched(name, by: pattern) { schemas.append(schema) }
            if schemas.isEmpty, let schema = keywords["additionalProperties"] {
                if schema == false {
                    finding.violate(place, "has the unknown member \"\(name)\"")
                    continue
                }
                schemas = [schema]
            }
            for schema in schemas {
                finding.violations += check(value, schema, at: place.appending(name), depth: depth + 1).violations
                finding.members.insert(name)
            }
            if let schema = keywords["propertyNames"],
                !check(.string(name), schema, at: place, depth: depth + 1).isValid
            {
                finding.violate(place, "has the member \"\(name)\", whose name is not permitted")
            }
        }
        for (name, schema) in keywords["dependentSchemas"]?.asObject ?? Members() where members[name] != nil {
            finding.add(check(.object(members), schema, at: place, depth: depth + 1))
        }
    }

    private func assertMembers(_ members: Members, _ keywords: Members, at place: JSONPointer, _ finding: inout Finding)
    {
        for name in keywords["required"]?.asArray?.compactMap(\.asString) ?? [] where members[name] == nil {
            finding.violate(place, "lacks \"\(name)\"")
        }
        for (name, needed) in keywords["dependentRequired"]?.asObject ?? Members() where members[name] != nil {
            for other in needed.asArray?.compactMap(\.asString) ?? [] where members[other] == nil {
                finding.violate(place, "lacks \"\(other)\", which \"\(name)\" requires")
            }
        }
        if let least = keywords["minProperties"]?.asInteger, members.count < least {
            finding.violate(place, "has \(members.count) members, fewer than \(least)")
        }
        if let most = keywords["maxProperties"]?.asInteger, members.count > most {
            finding.violate(place, "has \(members.count) members, more than \(most)")
        }
    }

    /// What no other keyword has spoken about.
    func checkUnevaluated(
        _ value: JSON, _ keywords: Members, at place: JSONPointer, _ depth: Int, _ finding: inout Finding
    ) {
        if let schema = keywords["unevaluatedProperties"], case .object(let members) = value {
            for (name, value) in members where !finding.members.contains(name) {
                let outcome = check(value, schema, at: place.appending(name), depth: depth + 1)
                if !outcome.isValid { finding.violate(place, "has the unknown member \"\(name)\"") }
                finding.members.insert(name)
            }
        }
        if let schema = keywords["unevaluatedItems"], case .array(let elements) = value {
            for (index, element) in elements.enumerated() where !finding.elements.contains(index) {
                finding.violations += check(element, schema, at: place.appending(index), depth: depth + 1).violations
                finding.elements.insert(index)
            }
        }
    }
}
