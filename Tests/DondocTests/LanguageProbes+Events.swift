private func emit(_ with: String, then more: String = "") -> String {
    "emit: { event: { with: { \(with) } } }\(more.isEmpty ? "" : ", " + more)"
}

/// Listens while another branch emits these events, one after another; answers what was heard.
private func heard(_ listen: String, _ events: [String], foreach: String = "") -> String {
    let mouths = events.enumerated().map { "{ e\($0): { \(emit("source: 'https://x.vn', " + $1)) } }" }
    let mouth = "[{ w: { wait: PT0.05S } }, \(mouths.joined(separator: ", "))]"
    let each = foreach.isEmpty ? "" : ", foreach: \(foreach)"
    return one(
        "fork: { branches: [{ ear: { listen: { \(listen) }\(each) } }, { mouth: { do: \(mouth) } }] }, output: { as: '.[0]' }"
    )
}

private let toFirst = "{ to: { one: { with: { type: vn.a } } } }"
private let (first, second) = ("type: vn.a, data: { n: 1 }", "type: vn.b, data: { n: 2 }")

let eventProbes: [LanguagePart] = [
    LanguagePart(
        "`emit`",
        [
            answers(
                "`type`, `source`, `id`, `subject`, `data`; the event is the output",
                one(
                    emit(
                        "type: vn.a, source: 'https://x.vn', id: '7', subject: s, data: { n: '${ .n }' }",
                        then: "output: { as: '[.type, .source, .id, .subject, .data.n]' }")),
                #"["vn.a","https://x.vn","7","s",1]"#, from: #"{"n":1}"#),
            answers(
                "`time`, told in UTC; `datacontenttype`, `dataschema`",
                one(
                    emit(
                        "type: vn.a, time: '2021-03-24T08:00:00+07:00', datacontenttype: application/json, dataschema: 'https://x.vn/s'",
                        then: "output: { as: '[.time, .datacontenttype, .dataschema]' }")),
                #"["2021-03-24T01:00:00Z","application/json","https://x.vn/s"]"#),
            answers(
                "extension attributes", one(emit("type: vn.a, unit: bao", then: "output: { as: .unit }")), #""bao""#),
            answers(
                "`id`, `source` and `time` are made where they are missing",
                one(emit("type: vn.a", then: "output: { as: '[.id, .source, .time | type]' }")),
                #"["string","string","string"]"#),
            refused("without `type`", one(emit("source: 'https://x.vn'")), "lacks"),
            refused("`time` that is none", one(emit("type: vn.a, time: tomorrow")), "is no instant"),
        ]),
    LanguagePart(
        "`listen`",
        [
            answers("`to.one`", heard("to: { one: { with: { type: vn.a } } }", [second, first]), #"[{"n":1}]"#),
            answers(
                "`to.any`: the first of them",
                heard("to: { any: [{ with: { type: vn.a } }, { with: { type: vn.b } }] }", [second, first]),
                #"[{"n":2}]"#),
            answers("`to.any`: an empty list takes any event", heard("to: { any: [] }", [second]), #"[{"n":2}]"#),
            answers(
                "`to.all`, in the order in which they come",
                heard("to: { all: [{ with: { type: vn.a } }, { with: { type: vn.b } }] }", [second, first]),
                #"[{"n":2},{"n":1}]"#),
            answers(
                "`until`: an expression",
                heard("to: { any: [{ with: { type: vn.a } }], until: 'length > 1' }", [first, second, first]),
                #"[{"n":1},{"n":1}]"#),
            answers(
                "`until`: events, which are not in the output",
                heard(
                    "to: { any: [{ with: { type: vn.a } }], until: { one: { with: { type: vn.b } } } }",
                    [first, first, second]), #"[{"n":1},{"n":1}]"#),
            refused(
                "`until` with `all`", one("listen: { to: { all: [{ with: { type: a } }], until: .x } }"), "goes with"),
            answers(
                "`with`: a pattern `/…/`", heard("to: { one: { with: { type: '/b$/' } } }", [first, second]),
                #"[{"n":2}]"#),
            answers(
                "`with`: a type with dots is compared, not matched",
                heard("to: { one: { with: { type: vn.a } } }", ["type: vnxa, data: { n: 9 }", first]), #"[{"n":1}]"#),
            answers(
                "`with.data`: an expression on the data",
                heard("to: { one: { with: { data: '${ .n == 2 }' } } }", [first, second]), #"[{"n":2}]"#),
            answers(
                "`correlate`: `from` on the envelope, `expect` on the task's input",
                heard(
                    "to: { one: { with: { type: vn.a }, correlate: { c: { from: .data.n, expect: '${ .want }' } } } }",
                    [first, "type: vn.a, data: { n: 5 }"]), #"[{"n":5}]"#, from: #"{"want":5}"#),
            answers(
                "`correlate` without `expect`: what the first event had",
                heard(
                    "to: { any: [{ with: { type: vn.a }, correlate: { c: { from: .data.n } } }], until: 'length > 1' }",
                    [first, "type: vn.a, data: { n: 5 }", first]), #"[{"n":1},{"n":1}]"#),
            answers("`read`: data", heard("to: { any: [] }, read: data", [first]), #"[{"n":1}]"#),
            answers(
                "`read`: envelope",
                heard("to: { any: [] }, read: envelope", [first]).replacing("as: '.[0]'", with: "as: '.[0][0].type'"),
                #""vn.a""#),
            answers(
                "`read`: raw",
                heard("to: { any: [] }, read: raw", [first]).replacing("as: '.[0]'", with: "as: '.[0] | length'"), "1"),
            answers(
                "`foreach`: `item`, `at`, `do`, `output`",
                heard(
                    "to: { any: [{ with: { type: vn.a } }], until: 'length > 1' }", [first, first],
                    foreach:
                        "{ item: e, at: i, do: [{ x: { set: { i: '${ $i }', n: '${ $e.n }' } } }], output: { as: '[.i, .n]' } }"
                ), "[[0,1],[1,1]]"),
            answers(
                "`foreach.export`",
                heard(
                    "to: { one: { with: { type: vn.a } } }", [first],
                    foreach: "{ do: [{ x: { set: { k: 1 } } }], export: { as: '$context + .' } }"
                ).replacing("as: '.[0]'", with: "as: '$context'"), #"{"k":1}"#),
            answers(
                "every listener hears an event",
                one(
                    "fork: { branches: [{ x: { listen: \(toFirst) } }, { y: { listen: \(toFirst) } }, "
                        + "{ z: { \(emit("source: 'https://x.vn', \(first)")) } }] }, output: { as: '.[:2]' }"),
                #"[[{"n":1}],[{"n":1}]]"#),
            answers(
                "an event that the workflow itself told just before",
                "do: [{ a: { \(emit(first)) } }, { b: { listen: \(toFirst) } }]", #"[{"n":1}]"#),
            answers(
                "an event that came before the `listen`, but after the start",
                "do: [{ a: { \(emit(first)) } }, { w: { wait: PT0.02S } }, "
                    + "{ b: { listen: \(toFirst), timeout: { after: PT5S } } }]", #"[{"n":1}]"#),
            faults(
                "an event that an earlier `listen` has taken is not heard again",
                "do: [{ a: { \(emit(first)) } }, { b: { listen: \(toFirst) } }, "
                    + "{ c: { listen: \(toFirst), timeout: { after: PT0.1S } } }]", "timeout", 408),
            answers(
                "lifecycle events, only by their type",
                heard("to: { one: { with: { type: io.serverlessworkflow.task.completed.v1 } } }", [first]).replacing(
                    "as: '.[0]'", with: "as: '.[0][0] | has(\"completedAt\")'"), "true"),
        ]),
    LanguagePart(
        "Lifecycle events",
        lifecycle("workflow.started", one("set: { n: 1 }")) + lifecycle("workflow.completed", one("set: { n: 1 }"))
            + lifecycle("workflow.faulted", one("raise: \(error)"))
            + lifecycle("workflow.correlation-started", correlating)
            + lifecycle("workflow.correlation-completed", correlating)
            + lifecycle("task.created", one("set: { n: 1 }")) + lifecycle("task.started", one("set: { n: 1 }"))
            + lifecycle("task.completed", one("set: { n: 1 }")) + lifecycle("task.faulted", one("raise: \(error)"))
            + lifecycle(
                "task.retried",
                one("try: [{ b: { raise: \(error) } }], catch: { retry: { limit: { attempt: { count: 1 } } } }"))
            + lifecycle(
                "task.cancelled",
                one("fork: { compete: true, branches: [{ b: { wait: P1D } }, { c: { set: { n: 1 } } }] }"))
    ),
]

private let correlating = heard("to: { one: { with: { type: vn.a }, correlate: { c: { from: .data.n } } } }", [first])

private func lifecycle(_ change: String, _ document: String) -> [LanguageProbe] {
    let type = "io.serverlessworkflow.\(change).v1"
    return [LanguageProbe(property: "`\(type)`", document: document, outcome: .tells(type))]
}
