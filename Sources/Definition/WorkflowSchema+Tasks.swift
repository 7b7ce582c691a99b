import Notation

/// Tasks: what all kinds share, and the kinds that steer.
extension WorkflowSchema {
    static let taskDefinitions: [(String, JSON)] =
        [("tasks", tasks), ("task", task)] + kinds.map { ($0.keyword + "Task", $0.schema) }

    private typealias Kind = (keyword: String, meaning: String, schema: JSON)

    private static let tasks: JSON = SchemaPart.list(
        of: SchemaPart.table(of: SchemaPart.reference("task")).with([
            "minProperties": 1, "maxProperties": 1,
            "propertyNames": ["pattern": #"\S"#, "not": SchemaPart.words(["continue", "exit", "end"])],
        ]), atLeast: 1
    ).with(["description": "Tasks, each \"- name:\" with its properties beneath"])

    private static let common: [SchemaPart.Property] = [
        ("if", SchemaPart.reference("expression"), "Whether the task runs; else its input is its output"),
        ("input", SchemaPart.reference("input"), "What the task works on"),
        ("output", SchemaPart.reference("result"), "What the task hands on"),
        ("export", SchemaPart.reference("result"), "What becomes of $context after the task"),
        ("timeout", SchemaPart.reference("timeout"), "How long the task may take"),
        ("then", SchemaPart.reference("directive"), "Where the flow goes afterwards"),
        ("metadata", SchemaPart.anyMapping, "Anything of your own"),
    ]

    /// All properties of all kinds are offered; the keyword then tells which may stay.
    private static let task: JSON = {
        var offered = common
        for kind in Reader.kinds {
            for name in kind.properties where !offered.contains(where: { $0.name == name }) {
                offered.append((name, [:], meanings[name] ?? name))
            }
        }
        let branches = kinds.map { kind -> JSON in
            var condition = SchemaPart.needs(kind.keyword)
            // `do` is a kind of its own, and the body of a `for`.
            if kind.keyword == "do" { condition["not"] = SchemaPart.needs("for") }
            return ["if": condition, "then": SchemaPart.reference(kind.keyword + "Task")]
        }
        return SchemaPart.mapping(offered).with([
            "anyOf": .array(kinds.map { SchemaPart.needs($0.keyword) }), "allOf": .array(branches),
        ])
    }()

    private static let meanings = Dictionary(
        uniqueKeysWithValues: kinds.map { ($0.keyword, $0.meaning) } + [
            ("with", "What is called for"), ("while", "How long a \"for\" goes on"),
            ("foreach", "What is done with each event that is heard"), ("catch", "What is done after an error"),
        ])

    /// One kind of task: its own properties and those of all, and no others.
    private static func kind(
        _ keyword: String, _ meaning: String, _ own: [SchemaPart.Property], required: [String] = []
    ) -> Kind {
        (keyword, meaning, SchemaPart.mapping(own + common, required: [keyword] + required))
    }

    private static let kinds: [Kind] =
        [
            kind("do", "Tasks, one after another", [("do", SchemaPart.reference("tasks"), "The tasks")]),
            kind(
                "set", "Puts data together",
                [
                    (
                        "set", ["type": ["object", "string"], "minProperties": 1, "pattern": #"\S"#],
                        "The output: a mapping, or one expression"
                    )
                ]),
            kind("for", "The same for each element, one after another", loop, required: ["do"]),
            kind("fork", "Branches side by side", [("fork", fork, "The branches")]),
            kind("switch", "The first case that holds tells where to go", [("switch", cases, "The cases")]),
            kind(
                "wait", "Lets time pass", [("wait", SchemaPart.reference("delay"), "How long")]),
            (keyword: "call", meaning: "Calls a function", schema: call(common)),
            kind("run", "Runs a command, a script, a container or a workflow", [("run", run, "What is run")]),
            kind(
                "raise", "Ends in an error",
                [
                    (
                        "raise",
                        SchemaPart.mapping(
                            [("error", SchemaPart.reference("errorOrName"), "The error")], required: ["error"]),
                        "The error"
                    )
                ]),
        ] + [
            kind(
                "try", "Tries, and does something about errors",
                [
                    ("try", SchemaPart.reference("tasks"), "What is tried"),
                    ("catch", SchemaPart.reference("catch"), "What is done after an error"),
                ], required: ["catch"]),
            kind("emit", "Tells an event", [("emit", SchemaPart.reference("emission"), "The event")]),
            kind(
                "listen", "Waits for events",
                [
                    ("listen", SchemaPart.reference("listening"), "Which events"),
                    ("foreach", SchemaPart.reference("eventLoop"), "What is done with each"),
                ]),
        ]

    private static let loop: [SchemaPart.Property] = [
        (
            "for",
            SchemaPart.mapping(
                [
                    ("each", SchemaPart.reference("variable"), "What an element is called; \"item\" by default"),
                    (
                        "in", ["type": ["string", "array"], "pattern": #"\S"#],
                        "The list: an expression, or written out"
                    ),
                    ("at", SchemaPart.reference("variable"), "What its number is called, from 0; \"index\" by default"),
                ], required: ["in"]), "The elements"
        ),
        ("while", SchemaPart.reference("expression"), "Whether to go on; asked before each element"),
        ("do", SchemaPart.reference("tasks"), "What is done for each"),
    ]

    private static let fork = SchemaPart.mapping(
        [
            ("branches", SchemaPart.reference("tasks"), "One task a branch"),
            ("compete", SchemaPart.boolean, "The first to end wins, and the others are cancelled"),
        ], required: ["branches"])

    private static let cases = SchemaPart.list(
        of: SchemaPart.table(
            of: SchemaPart.mapping(
                [
                    ("when", SchemaPart.reference("expression"), "Whether it holds; left out in the default case"),
                    ("then", SchemaPart.reference("directive"), "Where to go"),
                ], required: ["then"])
        ).with(["minProperties": 1, "maxProperties": 1]), atLeast: 1)
}
