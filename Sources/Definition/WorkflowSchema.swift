package import Notation

/// The JSON Schema (2020-12) of workflow documents, for editors.
///
/// It accepts whatever `WorkflowFile.read` accepts. What takes more than a look at one place (whether an expression is
/// jq, whether a name is declared, whether a cron line means anything) is told by the check alone.
package enum WorkflowSchema {
    package static let json: JSON = {
        var schema: JSON = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A workflow of Dondoc",
            "description": "A document of the Open Workflow Specification 1.0.3, as Dondoc runs it",
        ]
        schema = schema.with(SchemaPart.mapping(root, required: ["document", "do"]))
        // Properties of one's own are welcome at the root, and only there.
        schema["additionalProperties"] = true
        schema["if"] = namesOurs
        schema["else"] = ["properties": ["do": SchemaPart.reference("tasks"), "use": use]]
        schema["$defs"] = .object(Members(definitions))
        return schema
    }()

    private static let root: [SchemaPart.Property] = [
        ("document", document, "What the workflow is called, and in which version"),
        ("input", SchemaPart.reference("input"), "What the workflow is given"),
        ("use", SchemaPart.anyMapping, "What is declared once and referred to by name"),
        ("do", ["type": "array", "minItems": 1], "The tasks, one after another"),
        ("timeout", SchemaPart.reference("timeout"), "How long the workflow may take"),
        ("output", SchemaPart.reference("result"), "What the workflow answers"),
        ("schedule", schedule, "What begins the workflow by itself"),
        ("evaluate", evaluate, "How expressions are read"),
    ]

    private static let definitions: [(String, JSON)] =
        dataDefinitions + taskDefinitions + callDefinitions + eventDefinitions + errorDefinitions

    /// True of a document with functions of its own that are called like ours: a schema cannot follow which is meant.
    private static let namesOurs: JSON = [
        "required": ["use"],
        "properties": [
            "use": [
                "type": "object", "required": ["functions"],
                "properties": [
                    "functions": [
                        "type": "object", "anyOf": .array(FunctionShape.all.map { SchemaPart.needs($0.name) }),
                    ]
                ],
            ]
        ],
    ]

    private static let number = "(0|[1-9][0-9]*)"
    private static let label = "(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
    private static let versionTail =
        #"(-\#(label)(\.\#(label))*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$"#
    static let versionPattern = #"^\#(number)\.\#(number)\.\#(number)"# + versionTail

    private static let document: JSON = {
        let name: JSON = ["type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"]
        return SchemaPart.mapping(
            [
                (
                    "dsl", ["type": "string", "pattern": .string(#"^1\.0\.\#(number)"# + versionTail)],
                    "The version of the language, in quotes: '1.0.3'"
                ),
                ("namespace", name, "Whose workflow it is: letters, digits and \"-\""),
                ("name", name, "What it is called: letters, digits and \"-\""),
                (
                    "version", ["type": "string", "pattern": .string(versionPattern)],
                    "Its own version, three numbers in quotes: '1.0.0'"
                ),
                ("title", SchemaPart.text, "Its name for people"),
                ("summary", SchemaPart.text, "What it does, in Markdown"),
                ("tags", SchemaPart.anyMapping, "Words to find it by"),
                ("metadata", metadata, "What Dondoc reads beside, and anything of your own"),
            ], required: ["dsl", "namespace", "name", "version"])
    }()

    private static let metadata = SchemaPart.mapping([
        ("plan", SchemaPart.code, "The plan that it belongs to, by its code"),
        ("quote", SchemaPart.text, "The plan's exact words"),
        ("timezone", SchemaPart.text, "The zone of its schedule and of days and months: Asia/Ho_Chi_Minh"),
        (
            "missedRuns", SchemaPart.words(MissedRuns.allCases.map(\.rawValue)),
            "Which of the runs that were missed are made up for"
        ),
    ]).with(["additionalProperties": true])

    private static let evaluate = SchemaPart.mapping([
        ("language", SchemaPart.words(["jq"]), "The language of expressions"),
        (
            "mode", SchemaPart.words(["strict", "loose"]),
            "strict: an expression stands inside ${ }; loose: any text that can be read as one is one"
        ),
    ])

    private static let use: JSON = {
        let secrets = SchemaPart.list(of: SchemaPart.text)
        let catalog = SchemaPart.mapping(
            [("endpoint", SchemaPart.reference("endpoint"), "Where it lies")], required: ["endpoint"])
        return SchemaPart.mapping([
            ("authentications", SchemaPart.table(of: SchemaPart.reference("scheme")), "Ways to say who calls"),
            ("catalogs", SchemaPart.table(of: catalog), "Catalogs of functions"),
            ("errors", SchemaPart.table(of: SchemaPart.reference("error")), "Errors to raise"),
            ("extensions", extensions, "Tasks that run before or after other tasks"),
            (
                "functions",
                SchemaPart.table(of: SchemaPart.reference("task")).with([
                    "propertyNames": ["not": SchemaPart.words(FunctionCall.protocols.sorted())]
                ]), "Tasks to call by name"
            ),
            ("retries", SchemaPart.table(of: SchemaPart.reference("retryPolicy")), "Ways to try again"),
            ("secrets", secrets, "Names of secrets, which expressions see as $secrets"),
            ("timeouts", SchemaPart.table(of: SchemaPart.reference("timeoutAfter")), "Limits of time"),
        ])
    }()

    private static let extensions: JSON = SchemaPart.list(
        of: SchemaPart.table(
            of: SchemaPart.mapping(
                [
                    ("extend", SchemaPart.words(Reader.extensible), "The kind of task to extend"),
                    ("when", SchemaPart.reference("expression"), "Whether it applies"),
                    ("before", SchemaPart.reference("tasks"), "What runs before; \"then: exit\" in it skips the task"),
                    ("after", SchemaPart.reference("tasks"), "What runs after"),
                ], required: ["extend"])
        ).with(["minProperties": 1, "maxProperties": 1]))
}
