private let schema = "{ document: { type: object, required: [n] } }"

let dataProbes: [LanguagePart] = [
    LanguagePart(
        "Data",
        [
            answers(
                "workflow `input.from`", "input: { from: .deep }\n" + one("set: '${ . }'"), "1", from: #"{"deep":1}"#),
            faults(
                "workflow `input.schema`", "input: { schema: \(schema) }\n" + one("set: { n: 1 }"), "validation", 400),
            answers("workflow `output.as`", "output: { as: { m: '${ .n }' } }\n" + one("set: { n: 1 }"), #"{"m":1}"#),
            faults(
                "workflow `output.schema`", "output: { schema: \(schema) }\n" + one("set: { m: 1 }"), "validation", 400),
            faults("workflow `timeout.after`", "timeout: { after: PT0.01S }\n" + one("wait: PT9S"), "timeout", 408),
            refused(
                "`schema.resource`",
                "input: { schema: { resource: { endpoint: 'https://x.vn' } } }\n" + one("set: { n: 1 }"),
                "not fetched"),
            refused(
                "`schema.format` other than json",
                "input: { schema: { format: avro, document: {} } }\n" + one("set: { n: 1 }"),
                "are not read"),
            answers(
                "`if`: false; the input becomes the output", one("if: .go, set: { n: 2 }"), #"{"go":false}"#,
                from: #"{"go":false}"#),
            answers("`input.from`", one("input: { from: .x }, set: '${ . + 1 }'"), "2", from: #"{"x":1}"#),
            answers(
                "`input.from` as a mapping", one("input: { from: { y: '${ .x }' } }, set: '${ .y }'"), "1",
                from: #"{"x":1}"#),
            faults("`input.schema`", one("input: { schema: \(schema) }, set: { n: 1 }"), "validation", 400),
            answers(
                "`output.as`", one("set: { n: 1 }, output: { as: '$input + { n }' }"), #"{"x":1,"n":1}"#,
                from: #"{"x":1}"#),
            faults("`output.schema`", one("set: { m: 1 }, output: { schema: \(schema) }"), "validation", 400),
            answers(
                "`export.as`, on the transformed output; replaces `$context`",
                "do: [{ a: { set: { n: 1 }, output: { as: .n }, export: { as: '{ kept: . }' } } }, { b: { set: '${ $context }' } }]",
                #"{"kept":1}"#),
            faults("`export.schema`", one("set: { m: 1 }, export: { as: ., schema: \(schema) }"), "validation", 400),
            faults("`timeout.after`", one("wait: PT9S, timeout: { after: PT0.01S }"), "timeout", 408),
            answers("`metadata`", one("metadata: { x: 1 }, set: '${ $task.definition.metadata }'"), #"{"x":1}"#),
            refused("unknown properties of a task", one("set: { n: 1 }, retries: 3"), "no property"),
        ]),
    LanguagePart(
        "What expressions see",
        [
            answers("`$context`, empty at first", one("set: '${ $context }'"), "{}"),
            answers("`$input`", one("set: { n: 2 }, output: { as: '$input.n + .n' }"), "3", from: #"{"n":1}"#),
            answers(
                "`$output`, in `export.as`",
                "do: [{ a: { set: { n: 2 }, export: { as: '$output' } } }, { b: { set: '${ $context }' } }]",
                #"{"n":2}"#),
            answers(
                "`$secrets`", "use: { secrets: [s] }\n" + one("set: '${ $secrets.s.user }'"), #""an""#,
                secrets: ["DONDOC_SECRET_S": #"{"user":"an"}"#]),
            answers(
                "`$task`: `name`, `reference`, `definition`, `input`, `startedAt`",
                one(
                    "set: '${ [$task.name, $task.reference, ($task.definition | keys[0]), $task.input, ($task.startedAt | keys)] }'"
                ),
                #"["a","/do/0/a","set",1,["epoch","iso8601"]]"#, from: "1"),
            answers(
                "`$task.output`, in `output.as`", one("set: { n: 1 }, output: { as: '$task.output' }"), #"{"n":1}"#),
            answers(
                "`$workflow`: `id`, `definition`, `input`, `startedAt`",
                one(
                    "set: '${ $workflow | [(.id | type), .definition.document.name, .input, (.startedAt.epoch | keys)] }'"
                ),
                #"["string","main",1,["milliseconds","seconds"]]"#, from: "1"),
            answers(
                "`$runtime`: `name`, `version`, `metadata`",
                one("set: '${ [$runtime.name, ($runtime.version | type), ($runtime.metadata | type)] }'"),
                #"["dondoc","string","object"]"#),
            answers(
                "`$authorization`: scheme and parameter of a call's authentication",
                one(
                    "call: http, with: { method: get, endpoint: { uri: 'SERVER/echo', authentication: { bearer: { token: t } } } }, "
                        + "output: { as: '${ $authorization }' }"), #"{"scheme":"Bearer","parameter":"t"}"#),
            refused("other variables", one("set: '${ $nobody }'"), "there is no variable"),
            refused("what is no jq", one("set: '${ .a + }'"), "the expression ends"),
            answers(
                "`${ }` inside a longer text stays text", one("set: { n: 'x ${ .n }' }"), #"{"n":"x ${ .n }"}"#,
                from: #"{"n":1}"#),
            answers(
                "`${ }` that comes from data stays text", one("set: { n: '${ .n }' }"), #"{"n":"${ 1 }"}"#,
                from: #"{"n":"${ 1 }"}"#),
            faults("an expression that fails", one("set: '${ {} + 1 }'"), "expression", 400),
        ]),
]
