package import Notation

extension FunctionShape {
    /// What may stand under `with:`, as a part of a JSON Schema.
    package var schema: JSON {
        let required = parameters.filter(\.isRequired).map(\.name)
        let schema = SchemaPart.mapping(parameters.map { ($0.name, $0.kind.schema, $0.meaning) }, required: required)
        if name == "collect" {
            return schema.with(["oneOf": collectForms, "not": ["required": ["accept", "review"]]])
        }
        if mayLackAlternative {
            return schema.with(["not": ["required": .array(alternatives.map { .string($0) })]])
        }
        return alternatives.isEmpty ? schema : schema.with(SchemaPart.one(of: alternatives))
    }

    /// An obligation of the plan by its name, or one that is written out.
    private var collectForms: JSON {
        [
            ["required": ["obligation"], "propertyNames": ["enum": ["obligation", "period", "until"]]],
            ["required": ["from", "to", "due"]],
        ]
    }

    /// The ways to write its name: `collect`, `collect:1.0.0`, `collect:1.0.0@default`.
    var namePattern: String { "^\(name)(:[^@]*)?(@default)?$" }
}
