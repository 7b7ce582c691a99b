private func heading(
    _ more: String, dsl: String = "'1.0.3'", version: String = "'1.2.0'", namespace: String = "test"
)
    -> String
{
    "document: { dsl: \(dsl), namespace: \(namespace), name: main, version: \(version)\(more) }\n"
}

private let rest = one("wait: PT0S")

let documentProbes: [LanguagePart] = [
    LanguagePart(
        "The document",
        [
            answers("`dsl`: 1.0.0 to 1.0.x", heading("", dsl: "'1.0.0'") + one("set: { n: 1 }"), #"{"n":1}"#),
            refused("`dsl`: other versions", heading("", dsl: "'0.8.0'") + rest, "is not read here"),
            answers(
                "`namespace`, `name`, `version`",
                heading("") + one("set: '${ $workflow.definition.document | [.namespace, .name, .version] }'"),
                #"["test","main","1.2.0"]"#),
            refused("`namespace` with a dot", heading("", namespace: "vn.angiang") + rest, "letters, digits"),
            refused("`version` as a number", heading("", version: "1.0") + rest, "not text"),
            answers(
                "`title`, `summary`, `tags`",
                heading(", title: Bài viết, summary: '**x**', tags: { a: b }")
                    + one("set: '${ $workflow.definition.document.title }'"), #""Bài viết""#),
            answers(
                "`metadata`, open",
                heading(", metadata: { mine: 7 }") + one("set: '${ $workflow.definition.document.metadata }'"),
                #"{"mine":7}"#),
            answers(
                "`metadata.timezone`",
                heading(", metadata: { timezone: Asia/Tokyo }")
                    + one("set: '${ $workflow.startedAt.iso8601 | endswith(\"+09:00\") }'"), "true"),
            refused(
                "`metadata.timezone`: an unknown one", heading(", metadata: { timezone: Asia/Hanoi }") + rest,
                "is no time zone"),
            isRead("`metadata.missedRuns`: all, latest, skip", heading(", metadata: { missedRuns: all }") + rest),
            isRead(
                "`metadata.plan`, `metadata.quote`", heading(", metadata: { plan: p, quote: trước ngày 25 }") + rest),
            refused("unknown properties of `document`", heading(", owner: me") + rest, "no property"),
            answers("properties of your own at the root", "x-mine: 1\n" + one("set: { n: 1 }"), #"{"n":1}"#),
            answers(
                "`evaluate.language`: jq", "evaluate: { language: jq }\n" + one("set: { n: '${ 1 + 1 }' }"), #"{"n":2}"#
            ),
            refused("`evaluate.language`: others", "evaluate: { language: js }\n" + rest, "it may be"),
            answers(
                "`evaluate.mode`: strict", "evaluate: { mode: strict }\n" + one("set: { n: .x }"), #"{"n":".x"}"#,
                from: #"{"x":1}"#),
            answers(
                "`evaluate.mode`: loose", "evaluate: { mode: loose }\n" + one("set: { n: .x }"), #"{"n":1}"#,
                from: #"{"x":1}"#),
        ]),
    LanguagePart(
        "`use`",
        [
            answers(
                "`authentications`",
                "use: { authentications: { me: { bearer: { token: t1 } } } }\n"
                    + one(
                        "call: http, with: { method: get, endpoint: { uri: 'SERVER/bearer/t1', authentication: { use: me } } }, "
                            + "output: { as: .method }"), #""GET""#),
            answers(
                "`catalogs`",
                "use: { catalogs: { mine: { endpoint: 'file://FOLDER/catalog' } } }\n"
                    + one("call: 'f:1.0.0@mine', with: { n: 1 }"), #"{"n":2}"#),
            faults(
                "`errors`",
                "use: { errors: { gone: { type: 'https://x.vn/gone', status: 410 } } }\n"
                    + one("raise: { error: gone }"), "gone", 410),
            answers(
                "`extensions`: `extend`, `before`, `after`; they change neither input nor output",
                "use: { extensions: [{ e: { extend: set, before: \(exporting("b")), after: \(exporting("a")) } }] }\n"
                    + "output: { as: '[., $context]' }\n" + one("set: '${ . + 1 }'"), #"[2,{"b":1,"a":1}]"#, from: "1"),
            answers(
                "`extensions`: `when`",
                "use: { extensions: [{ e: { extend: all, when: '$task.name == \"b\"', before: \(exporting("x")) } }] }\n"
                    + "output: { as: '$context' }\ndo: [{ a: { set: '${ $context }' } }, { b: { set: '${ $context }' } }]",
                #"{"x":1}"#),
            answers(
                "`extensions`: `then: exit` in `before` skips the task",
                "use: { extensions: [{ e: { extend: wait, before: [{ x: { set: { mock: 1 }, then: exit } }] } }] }\n"
                    + one("wait: P1D"), #"{"mock":1}"#),
            refused(
                "`extensions`: of `do` and `fork`",
                "use: { extensions: [{ e: { extend: fork, before: \(tasks) } }] }\n" + rest,
                "it may be"),
            answers(
                "`functions`",
                "use: { functions: { twice: { set: { n: '${ .n * 2 }' } } } }\n"
                    + one("call: twice, with: { n: 21 }"), #"{"n":42}"#),
            answers(
                "`retries`",
                "use: { retries: { r: { limit: { attempt: { count: 1 } } } } }\n"
                    + one("try: [{ b: { raise: \(error) } }], catch: { retry: r, do: [{ c: { set: { n: 1 } } }] }"),
                #"{"n":1}"#),
            answers(
                "`secrets`", "use: { secrets: [token] }\n" + one("set: '${ $secrets.token | length }'"), "3",
                secrets: ["DONDOC_SECRET_TOKEN": "abc"]),
            faults(
                "`secrets`: a missing one", "use: { secrets: [token] }\n" + one("set: '${ $secrets.token }'"),
                "authorization", 403),
            faults(
                "`timeouts`", "use: { timeouts: { s: { after: PT0.01S } } }\n" + one("wait: PT9S, timeout: s"),
                "timeout", 408),
            refused("names that are not declared", one("raise: { error: nobody }"), "is not declared"),
            refused("unknown properties of `use`", "use: { calendars: {} }\n" + rest, "no property"),
        ]),
]

let error = "{ error: { type: 'https://x.vn/e', status: 418, title: trà } }"
private let tasks = "[{ b: { wait: PT0S } }]"

/// Adds a member to the context.
private func exporting(_ name: String) -> String {
    "[{ x: { wait: PT0S, export: { as: '$context + { \(name): 1 }' } } }]"
}
