import Notation

/// `emit`, `listen`, `schedule`.
extension WorkflowSchema {
    static let eventDefinitions: [(String, JSON)] = [
        (
            "emission",
            SchemaPart.mapping(
                [
                    (
                        "event",
                        [
                            "type": "object", "required": ["with"],
                            "properties": ["with": attributes.with(SchemaPart.needs("type"))],
                        ], "The event"
                    )
                ], required: ["event"])
        ),
        (
            "listening",
            SchemaPart.mapping(
                [("to", SchemaPart.reference("strategy"), "Which events"), ("read", reading, readMeaning)],
                required: ["to"])
        ),
        ("eventLoop", eventLoop), ("filter", filter), ("events", strategy(hasUntil: false)),
        ("strategy", strategy(hasUntil: true)),
    ]

    private static let reading = SchemaPart.words(EventReading.allCases.map(\.rawValue))
    private static let readMeaning = "What of an event is read: its data (by default), or the whole envelope"

    private static let attributes: JSON = {
        let time: JSON = [
            "anyOf": [
                ["type": "string", "format": "date-time"], SchemaPart.computed,
                ["type": "string", "pattern": "^/.+/$"],
            ]
        ]
        return SchemaPart.mapping([
            ("type", SchemaPart.text, "Its type, such as vn.gov.angiang.received"),
            ("id", SchemaPart.text, "Its identifier; made up where it is missing"),
            ("source", SchemaPart.text, "Who tells it, a URI; made up where it is missing"),
            ("time", time, "When it happened, as RFC 3339"),
            ("subject", SchemaPart.text, "What it is about"),
            ("datacontenttype", SchemaPart.text, "The media type of its data"),
            ("dataschema", SchemaPart.text, "Where the schema of its data lies"),
            ("data", [:], "Its data"),
        ]).with(["additionalProperties": true])
    }()

    private static let filter: JSON = {
        let correlation = SchemaPart.mapping(
            [
                ("from", SchemaPart.reference("expression"), "The value, computed from the event"),
                ("expect", [:], "What it must be; by default what the first event had"),
            ], required: ["from"])
        return SchemaPart.mapping(
            [
                (
                    "with", attributes.with(["minProperties": 1]),
                    "What its attributes are like: equal, a pattern /…/, or an expression that is true"
                ),
                ("correlate", SchemaPart.table(of: correlation), "What ties events together, by names of your own"),
            ], required: ["with"])
    }()

    private static func strategy(hasUntil: Bool) -> JSON {
        let filters = SchemaPart.list(of: SchemaPart.reference("filter"))
        var properties: [SchemaPart.Property] = [
            ("one", SchemaPart.reference("filter"), "One event"),
            ("any", filters, "Any of these events"),
            ("all", filters.with(["minItems": 1]), "Each of these events"),
        ]
        guard hasUntil else { return SchemaPart.mapping(properties).with(SchemaPart.one(of: ["one", "any", "all"])) }
        let until: JSON = [
            "type": ["string", "boolean", "object"], "pattern": #"\S"#, "if": ["type": "object"],
            "then": SchemaPart.reference("events"),
        ]
        properties.append(("until", until, "When to stop: an expression, or events; with \"any\" only"))
        return SchemaPart.mapping(properties).with(SchemaPart.one(of: ["one", "any", "all"])).with([
            "dependentRequired": ["until": ["any"]]
        ])
    }

    private static let eventLoop = SchemaPart.mapping([
        ("item", SchemaPart.reference("variable"), "What an event is called; \"item\" by default"),
        ("at", SchemaPart.reference("variable"), "What its number is called; \"index\" by default"),
        ("do", SchemaPart.reference("tasks"), "What is done with each"),
        ("output", SchemaPart.reference("result"), "What each adds to the output"),
        ("export", SchemaPart.reference("result"), "What becomes of $context after each"),
    ])

    static let schedule = SchemaPart.mapping([
        ("every", SchemaPart.reference("duration"), "Again and again, so long after the last beginning"),
        ("cron", SchemaPart.text, "A line of cron, in the zone of document.metadata.timezone: 0 8 1 * *"),
        ("after", SchemaPart.reference("duration"), "Again, so long after the last end"),
        ("on", SchemaPart.reference("strategy"), "When these events come"),
        ("read", reading, readMeaning),
    ]).with([
        "anyOf": .array(["every", "cron", "after", "on"].map(SchemaPart.needs)),
        "dependentRequired": ["read": ["on"]],
    ])
}
