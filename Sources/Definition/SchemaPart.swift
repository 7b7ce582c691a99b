import Notation

/// What the schemas of this room are made of.
///
/// Where a value may have several types, `type` lists them and each keyword speaks of its own type alone: an editor then
/// tells what is wrong, instead of that none of several forms fits.
enum SchemaPart {
    /// A property with the sentence that an editor shows.
    typealias Property = (name: String, schema: JSON, meaning: String)

    static let expressionPattern = #"^\s*\$\{[\s\S]*\}\s*$"#
    /// A text that is not blank.
    static let text: JSON = ["type": "string", "pattern": #"\S"#]
    /// A whole text `${ … }`.
    static let computed: JSON = ["type": "string", "pattern": .string(expressionPattern)]
    static let anyMapping: JSON = ["type": "object"]
    static let computedMapping: JSON = ["type": ["object", "string"], "pattern": .string(expressionPattern)]
    static let boolean: JSON = ["type": "boolean"]
    static let computedBoolean: JSON = ["type": ["boolean", "string"], "pattern": .string(expressionPattern)]
    /// A code or name as it is written: `007` needs no quotes.
    static let code: JSON = ["type": ["string", "number"], "minLength": 1]

    static func words(_ words: [String]) -> JSON { ["enum": .array(words.map { .string($0) })] }

    static func computedWords(_ words: [String]) -> JSON { ["anyOf": [self.words(words), computed]] }

    static func integer(_ range: ClosedRange<Int>) -> JSON {
        ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    }

    static func computedInteger(_ range: ClosedRange<Int>) -> JSON {
        integer(range).with(["type": ["integer", "string"], "pattern": .string(expressionPattern)])
    }

    static func list(of element: JSON, atLeast least: Int = 0) -> JSON {
        let list: JSON = ["type": "array", "items": element]
        return least == 0 ? list : list.with(["minItems": .integer(least)])
    }

    /// A mapping by names of the author's own.
    static func table(of element: JSON) -> JSON { ["type": "object", "additionalProperties": element] }

    /// A mapping with these properties and no others.
    static func mapping(_ properties: [Property], required: [String] = []) -> JSON {
        let described = Members(properties.map { ($0.name, $0.schema.with(["description": .string($0.meaning)])) })
        let mapping: JSON = ["type": "object", "additionalProperties": false, "properties": .object(described)]
        return required.isEmpty ? mapping : mapping.with(["required": strings(required)])
    }

    static func needs(_ name: String) -> JSON { ["required": [.string(name)]] }

    /// Exactly one of these properties.
    static func one(of names: [String]) -> JSON { ["oneOf": .array(names.map(needs))] }

    static func strings(_ words: [String]) -> JSON { .array(words.map { .string($0) }) }

    /// A definition of the workflow's schema.
    static func reference(_ name: String) -> JSON { ["$ref": .string("#/$defs/\(name)")] }
}

extension JSON {
    /// A schema with more keywords; those of the same name are replaced.
    func with(_ more: JSON) -> JSON {
        var schema = self
        for (keyword, value) in more.asObject ?? Members() { schema[keyword] = value }
        return schema
    }
}
