import Notation

/// `call`, with what each function takes.
extension WorkflowSchema {
    static let callDefinitions: [(String, JSON)] =
        [
            ("endpoint", endpoint), ("resource", resource), ("scheme", authentication(mayRefer: false)),
            ("authentication", authentication(mayRefer: true)), ("http", http), ("openapi", openAPI),
        ] + FunctionShape.all.map { ($0.name, $0.schema.with(["description": .string($0.meaning)])) }

    static func call(_ common: [SchemaPart.Property]) -> JSON {
        let name = SchemaPart.text.with([
            "not": ["anyOf": [SchemaPart.words(Reader.refused), SchemaPart.computed]],
            "examples": SchemaPart.strings(FunctionShape.all.map(\.name) + ["http", "openapi"]),
        ])
        let protocols = ["http", "openapi"].map { name -> JSON in
            [
                "if": ["properties": ["call": ["const": .string(name)]]],
                "then": ["required": ["with"], "properties": ["with": SchemaPart.reference(name)]],
            ]
        }
        let ours = FunctionShape.all.map { shape -> JSON in
            var then: JSON = ["properties": ["with": SchemaPart.reference(shape.name)]]
            if (!shape.alternatives.isEmpty && !shape.mayLackAlternative)
                || shape.parameters.contains(where: \.isRequired)
            {
                then["required"] = ["with"]
            }
            return ["if": ["properties": ["call": ["pattern": .string(shape.namePattern)]]], "then": then]
        }
        let own: [SchemaPart.Property] = [
            (
                "call", name,
                "http, openapi, a function of Dondoc (\(FunctionShape.all.map(\.name).joined(separator: ", "))), one under "
                    + "use.functions, or one of a catalog, name:1.0.0@catalog"
            ),
            ("with", SchemaPart.anyMapping, "What the function is given"),
        ]
        return SchemaPart.mapping(own + common, required: ["call"]).with(["allOf": .array(protocols + ours)])
    }

    /// In any mixture of cases, as `check` takes them.
    private static let method: JSON = {
        let methods = Reader.methods
        let patterns = methods.map { $0.map { "[\($0)\($0.lowercased())]" }.joined() }
        return [
            "anyOf": [
                SchemaPart.words(methods),
                ["type": "string", "pattern": .string("^(\(patterns.joined(separator: "|")))$")],
                SchemaPart.computed,
            ]
        ]
    }()

    private static let answer: [SchemaPart.Property] = [
        (
            "output", SchemaPart.words(["content", "raw", "response"]),
            "What becomes the output: the content (by default), its bytes in Base64, or the whole response"
        ),
        ("redirect", SchemaPart.computedBoolean, "Whether a status from 300 to 399 is no error"),
    ]

    private static let http: JSON = {
        let texts = SchemaPart.computedMapping.with(["additionalProperties": ["type": ["string", "number", "boolean"]]])
        return SchemaPart.mapping(
            [
                ("method", method, "GET, POST, …"),
                ("endpoint", SchemaPart.reference("endpoint"), "Where to"),
                ("headers", texts, "Header fields"),
                ("body", [:], "What is sent"),
                ("query", texts, "What is added to the address after \"?\""),
            ] + answer, required: ["method", "endpoint"])
    }()

    private static let openAPI = SchemaPart.mapping(
        [
            ("document", SchemaPart.reference("resource"), "Where the description of the service lies"),
            ("operationId", SchemaPart.text, "The operation"),
            ("parameters", SchemaPart.computedMapping, "Its parameters"),
            ("authentication", SchemaPart.reference("authentication"), "Who calls"),
        ] + answer, required: ["document", "operationId"])

    /// No blanks in an address, unless an expression stands in it.
    private static let address: JSON = ["type": "string", "pattern": #"^\S+$|\$\{"#]

    private static let endpoint = SchemaPart.mapping(
        [
            ("uri", address, "The address, which may be a template"),
            ("authentication", SchemaPart.reference("authentication"), "Who calls"),
        ], required: ["uri"]
    ).with(address.with(["type": ["object", "string"], "description": "An address, or { uri, authentication }"]))

    private static let resource = SchemaPart.mapping(
        [
            ("name", SchemaPart.text, "What it is called"),
            ("endpoint", SchemaPart.reference("endpoint"), "Where it lies"),
        ], required: ["endpoint"])
}
