import Notation

/// Errors, what is done about them, and where the flow goes.
extension WorkflowSchema {
    static let errorDefinitions: [(String, JSON)] = [
        (
            "directive",
            SchemaPart.code.with(["description": "continue, exit, end, or the name of a task of the same list"])
        ),
        ("error", error),
        (
            "errorOrName",
            [
                "type": ["object", "string"], "pattern": #"\S"#, "if": ["type": "object"],
                "then": SchemaPart.reference("error"), "description": "An error, or the name of one under use.errors",
            ]
        ),
        ("catch", caught),
        ("retryPolicy", retryPolicy),
    ]

    private static let error = SchemaPart.mapping(
        [
            ("type", SchemaPart.text, "A URI that tells the kind of error"),
            ("status", SchemaPart.integer(100...599), "A status as in HTTP"),
            ("title", SchemaPart.text, "What happened, in short"),
            ("detail", SchemaPart.text, "What happened this time"),
            (
                "instance", ["type": "string", "pattern": .string("^/|\(SchemaPart.expressionPattern)")],
                "Where it happened, a JSON Pointer; by default the task"
            ),
        ], required: ["type", "status"])

    private static let caught = SchemaPart.mapping([
        (
            "errors", SchemaPart.mapping([("with", filter, "What they are like")], required: ["with"]),
            "Which errors; all by default"
        ),
        ("as", SchemaPart.reference("variable"), "What the error is called; \"error\" by default"),
        ("when", SchemaPart.reference("expression"), "Whether the error is caught"),
        ("exceptWhen", SchemaPart.reference("expression"), "Whether the error is not caught"),
        (
            "retry",
            [
                "type": ["object", "string"], "pattern": #"\S"#, "if": ["type": "object"],
                "then": SchemaPart.reference("retryPolicy"),
            ], "How it is tried again, or the name of a policy under use.retries"
        ),
        ("do", SchemaPart.reference("tasks"), "What is done once, when it is not tried again any more"),
        ("then", SchemaPart.reference("directive"), "Where the flow goes after that"),
    ])

    private static let filter = SchemaPart.mapping([
        ("type", SchemaPart.text, "Their type"),
        ("status", SchemaPart.integer(100...599), "Their status"),
        ("title", SchemaPart.text, "Their title"),
        ("detail", SchemaPart.text, "Their detail"),
        ("details", SchemaPart.text, "Another word for \"detail\""),
        ("instance", SchemaPart.text, "Where they happened"),
    ]).with(["minProperties": 1])

    private static let retryPolicy: JSON = {
        let delay = SchemaPart.reference("delay")
        let backoffs = ["constant", "linear", "exponential"]
        let backoff = SchemaPart.mapping(
            backoffs.map { ($0, ["type": ["object", "null"]], "Write \"\($0): {}\"") }
        ).with(SchemaPart.one(of: backoffs))
        let attempt = SchemaPart.mapping([
            ("count", SchemaPart.integer(0...1_000_000), "How often it is tried again"),
            ("duration", delay, "How long one attempt may take"),
        ])
        let limit = SchemaPart.mapping([
            ("attempt", attempt, "Limits of attempts"), ("duration", delay, "How long all attempts may take together"),
        ])
        let jitter = SchemaPart.mapping(
            [("from", delay, "At least"), ("to", delay, "At most")], required: ["from", "to"])
        return SchemaPart.mapping([
            ("when", SchemaPart.reference("expression"), "Whether it is tried again"),
            ("exceptWhen", SchemaPart.reference("expression"), "Whether it is not tried again"),
            ("delay", delay, "How long to wait before the next attempt"),
            ("backoff", backoff, "How the delay grows"),
            ("limit", limit, "When to give up"),
            ("jitter", jitter, "A random time on top of the delay"),
        ])
    }()
}
