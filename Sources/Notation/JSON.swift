/// The one value that travels between rooms: what expressions, events, inputs and outputs are made of.
///
/// Whole numbers that fit 64 bits stay exact; all other numbers are IEEE doubles.
package enum JSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSON])
    case object(Members)
}

extension JSON: Hashable {
    /// `1` and `1.0` are one number; the order of an object's members does not matter.
    package static func == (a: JSON, b: JSON) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)): Double(a) == b
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(Double(value))
        case .number(let value): hasher.combine(value)
        case .string(let value): hasher.combine(value)
        case .array(let values): hasher.combine(values)
        case .object(let members): hasher.combine(members)
        }
    }
}

extension JSON {
    package var asString: String? { if case .string(let value) = self { value } else { nil } }
    package var asBool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var asArray: [JSON]? { if case .array(let value) = self { value } else { nil } }
    package var asObject: Members? { if case .object(let value) = self { value } else { nil } }
    package var asDouble: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The whole number, also when it is written `2.0`.
    package var asInteger: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    package var isNull: Bool { if case .null = self { true } else { false } }

    /// What the value is called in messages: `null`, `boolean`, `number`, `string`, `array`, `object`.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer, .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The member of that name, or null when this is no object or has none.
    package subscript(_ name: String) -> JSON {
        get { if case .object(let members) = self { members[name] ?? .null } else { .null } }
        set {
            var members = asObject ?? Members()
            members[name] = newValue
            self = .object(members)
        }
    }

    /// The element at that place, or null when this is no array or is shorter.
    package subscript(_ index: Int) -> JSON {
        if case .array(let values) = self, values.indices.contains(index) { values[index] } else { .null }
    }

    /// Whether both are written alike: `1` and `1.0` are one number, and two orders of members one object, but not here.
    package func isWritten(like other: JSON) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.array(let a), .array(let b)): a.elementsEqual(b) { $0.isWritten(like: $1) }
        case (.object(let a), .object(let b)):
            a.elementsEqual(b) { $0.0.utf8.elementsEqual($1.0.utf8) && $0.1.isWritten(like: $1.1) }
        default: false
        }
    }

    /// The string, or nothing where there is none: for members that are left out when they are not known.
    package init(_ text: String?) { self = text.map { .string($0) } ?? .null }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(Members(elements)) }
}

/// Stored as its compact text, so that the order of members survives any coder.
/// For other coders than `init(encoding:)` and `decoded()`, which leave a `JSON` as it is: its text.
extension JSON: Codable {
    package init(from decoder: any Decoder) throws {
        self = try JSON(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
