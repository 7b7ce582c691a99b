import Almanac
import Notation

/// Single values: types, numbers, texts and their formats.
extension SchemaValidation {
    func assertAny(_ value: JSON, _ keywords: Members, at place: JSONPointer, _ finding: inout Finding) {
        if let type = keywords["type"] {
            let types = type.asArray?.compactMap(\.asString) ?? [type.asString].compactMap { $0 }
            if !types.contains(where: { isOfType(value, $0) }) {
                finding.violate(place, "is \(described(value)), not \(types.joined(separator: " or "))")
            }
        }
        if let permitted = keywords["enum"]?.asArray, !permitted.contains(value) {
            finding.violate(
                place, "is \(described(value)), not one of \(permitted.map(\.text).joined(separator: ", "))")
        }
        if let constant = keywords["const"], constant != value {
            finding.violate(place, "is \(described(value)), not \(constant.text)")
        }
    }

    private func isOfType(_ value: JSON, _ type: String) -> Bool {
        type == "integer"
            ? value.asInteger != nil || value.asDouble.map { $0 == $0.rounded() } == true : type == value.typeName
    }

    /// Short enough to be read in a sentence.
    private func described(_ value: JSON) -> String {
        switch value {
        case .array, .object: value.typeName
        case .string(let text) where text.count > 60: "\"\(text.prefix(57))…\""
        default: value.text
        }
    }

    func assertNumber(_ value: JSON, _ keywords: Members, at place: JSONPointer, _ finding: inout Finding) {
        guard let number = value.asDouble else { return }
        func limit(_ name: String, _ words: String, _ isBroken: (Double, Double) -> Bool) {
            guard let limit = keywords[name], let bound = limit.asDouble, isBroken(number, bound) else { return }
            finding.violate(place, "is \(value.text), \(words) \(limit.text)")
        }
        limit("minimum", "less than", <)
        limit("maximum", "more than", >)
        limit("exclusiveMinimum", "not more than", <=)
        limit("exclusiveMaximum", "not less than", >=)
        limit("multipleOf", "not a multiple of") { number, divisor in
            guard divisor > 0 else { return false }
            let quotient = number / divisor
            return abs(quotient - quotient.rounded()) > 1e-9 * max(1, abs(quotient))
        }
    }

    func assertText(_ text: String, _ keywords: Members, at place: JSONPointer, _ finding: inout Finding) {
        let length = text.unicodeScalars.count
        if let least = keywords["minLength"]?.asInteger, length < least {
            finding.violate(place, "has \(length) characters, fewer than \(least)")
        }
        if let most = keywords["maxLength"]?.asInteger, length > most {
            finding.violate(place, "has \(length) characters, more than \(most)")
        }
        if let pattern = keywords["pattern"]?.asString, !isMatched(text, by: pattern) {
            finding.violate(place, "is \(described(.string(text))), which does not match \(pattern)")
        }
        if let format = keywords["format"]?.asString, !isFormatted(text, as: format) {
            finding.violate(place, "is \(described(.string(text))), which is not a \(format)")
        }
    }

    /// A pattern that is no regular expression matches nothing.
    func isMatched(_ text: String, by pattern: String) -> Bool {
        do {
            return try isFound(pattern, in: text)
        } catch {
            return false
        }
    }

    /// Formats that are not known are not asserted, as the standard has it.
    private func isFormatted(_ text: String, as format: String) -> Bool {
        switch format {
        case "date-time": Instant(rfc3339: text) != nil
        case "date": Day(iso: text) != nil
        case "time": Instant(rfc3339: "2000-01-01T" + text) != nil
        case "duration": CivilDuration(iso8601: text) != nil
        case "email", "idn-email": isMatched(text, by: #"^[^\s@"(),:;<>\[\]\\]+@[^\s@.]+(\.[^\s@.]+)*$"#)
        case "hostname":
            isMatched(
                text,
                by:
                    #"^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"#
            )
        case "ipv4": isMatched(text, by: #"^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$"#)
        case "uri": isMatched(text, by: #"^[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>"{}|\\^`]*$"#)
        case "uri-reference": isMatched(text, by: #"^[^\s<>"{}|\\^`]*$"#)
        case "uuid": isMatched(text, by: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
        case "json-pointer": isMatched(text, by: "^(/([^/~]|~[01])*)*$")
        case "regex": isRegex(text)
        default: true
        }
    }

    private func isRegex(_ text: String) -> Bool {
        do {
            _ = try Regex(text)
            return true
        } catch {
            return false
        }
    }
}

/// Whether a regular expression is found somewhere in a text, code point by code point.
///
/// - Throws: when it is no regular expression.
func isFound(_ pattern: String, in text: String) throws -> Bool {
    try Regex(pattern).matchingSemantics(.unicodeScalar).firstMatch(in: text) != nil
}
