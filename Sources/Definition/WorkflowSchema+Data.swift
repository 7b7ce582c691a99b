import Notation

/// Expressions, stages of data, spans of time.
extension WorkflowSchema {
    static let dataDefinitions: [(String, JSON)] = [
        (
            "expression",
            [
                "type": ["string", "boolean"], "pattern": #"\S"#,
                "description": "A jq expression, with or without ${ } around it",
            ]
        ),
        (
            "transform",
            [
                "type": ["string", "object"], "pattern": #"\S"#,
                "description": "A jq expression, or a mapping in which texts ${ … } are expressions",
            ]
        ),
        ("input", stage("from", "What the task works on, computed from what it is given")),
        ("result", stage("as", "What is handed on, computed from the output")),
        ("duration", duration),
        ("delay", span(pattern: "\(durationPattern)|\(SchemaPart.expressionPattern)")),
        (
            "timeoutAfter",
            SchemaPart.mapping([("after", SchemaPart.reference("delay"), "How long it may take")], required: ["after"])
        ),
        (
            "timeout",
            [
                "type": ["object", "string"], "pattern": #"\S"#, "if": ["type": "object"],
                "then": SchemaPart.reference("timeoutAfter"),
                "description": "A limit, { after: PT1H }, or the name of one under use.timeouts",
            ]
        ),
        (
            "variable",
            [
                "type": "string", "pattern": "^[A-Za-z_][A-Za-z_0-9]*$",
                "not": SchemaPart.words(Scope.standard.sorted()), "description": "The name of a variable, without $",
            ]
        ),
    ]

    private static func stage(_ transform: String, _ meaning: String) -> JSON {
        let schema = SchemaPart.mapping(
            [
                ("format", ["type": "string", "pattern": "^json(:|$)"], "The format of the schema: json"),
                ("document", ["type": ["object", "boolean"]], "The JSON Schema itself"),
            ], required: ["document"])
        return SchemaPart.mapping([
            ("schema", schema, "What the data must look like"),
            (transform, SchemaPart.reference("transform"), meaning),
        ])
    }

    /// Each part at most once, in this order, and at least one.
    private static let durationPattern =
        "^P(?=[0-9.,T])" + ["Y", "M", "W", "D"].map(optional).joined()
        + "(T(?=[0-9.,])" + ["H", "M", "S"].map(optional).joined() + ")?$"

    private static func optional(_ letter: String) -> String { "([0-9.,]+\(letter))?" }

    private static let duration = span(pattern: durationPattern)

    private static func span(pattern: String) -> JSON {
        let parts = ["days", "hours", "minutes", "seconds", "milliseconds"]
        return SchemaPart.mapping(parts.map { ($0, SchemaPart.integer(0...1_000_000_000_000), "A number of \($0)") })
            .with([
                "type": ["object", "string"], "minProperties": 1, "pattern": .string(pattern),
                "description": "A span of time: PT30S, P1DT12H, or { minutes: 5 }",
            ])
    }
}
