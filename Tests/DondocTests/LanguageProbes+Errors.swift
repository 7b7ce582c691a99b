private func caught(_ how: String, _ raised: String = "raise: \(error)") -> String {
    one("try: [{ b: { \(raised) } }], catch: { \(how) }")
}

private let mended = "do: [{ c: { set: { n: 1 } } }]"

/// Tries a thing that fails each time, and counts by adding a line to a file; answers how many there were.
private func counted(_ retry: String) -> String {
    "do: [{ a: { try: [{ b: { run: { shell: { command: 'echo >>FOLDER/tries; exit 1' } } } }], catch: { retry: { \(retry) }, "
        + "do: [{ c: { run: { shell: { command: 'wc -l <FOLDER/tries' } } } }] }, output: { as: fromjson } } }]"
}

let errorProbes: [LanguagePart] = [
    LanguagePart(
        "`raise`",
        [
            answers(
                "`type`, `status`, `title`", caught("do: [{ c: { set: '${ $error | [.status, .title] }' } }]"),
                #"[418,"trà"]"#),
            answers(
                "`title`, `detail`: expressions",
                caught(
                    "do: [{ c: { set: '${ $error | [.title, .detail] }' } }]",
                    "raise: { error: { type: 'https://x.vn/e', status: 400, title: '${ .t }', detail: '${ .t }' } }"),
                #"["x","x"]"#, from: #"{"t":"x"}"#),
            answers(
                "`instance`: where it happened, by default the task",
                caught("do: [{ c: { set: '${ $error.instance }' } }]"), #""/do/0/a/try/0/b""#),
            answers(
                "`instance`, written out",
                caught(
                    "do: [{ c: { set: '${ $error.instance }' } }]",
                    "raise: { error: { type: 'https://x.vn/e', status: 400, instance: /here } }"), #""/here""#),
            refused(
                "`status`: an expression", one("raise: { error: { type: 'https://x.vn/e', status: '${ 400 }' } }"),
                "whole number"),
        ]),
    LanguagePart(
        "`try` and `catch`",
        [
            answers("nothing fails", one("try: [{ b: { set: { n: 2 } } }], catch: {}"), #"{"n":2}"#),
            answers("`catch: {}`; the input of the `try` becomes the output", caught(""), "7", from: "7"),
            answers("`do`", caught(mended), #"{"n":1}"#),
            answers("`as`", caught("as: e, do: [{ c: { set: '${ $e.status }' } }]"), "418"),
            answers(
                "`errors.with`: `type`, `status`, `title`",
                caught("errors: { with: { type: 'https://x.vn/e', status: 418, title: trà } }, \(mended)"), #"{"n":1}"#),
            answers(
                "`errors.with`: `detail`, `instance`",
                caught(
                    "errors: { with: { detail: d, instance: /do/0/a/try/0/b } }, \(mended)",
                    "raise: { error: { type: 'https://x.vn/e', status: 400, detail: d } }"), #"{"n":1}"#),
            answers(
                "`errors.with.type`: any spelling of a standard type",
                caught(
                    "errors: { with: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/expression' } }, \(mended)",
                    "set: '${ {} + 1 }'"), #"{"n":1}"#),
            faults(
                "`errors.with`: another error goes further up", caught("errors: { with: { status: 404 } }, \(mended)"),
                "e", 418),
            refused(
                "`errors.with.status`: an expression", caught("errors: { with: { status: '${ 404 }' } }"),
                "whole number"),
            answers("`when`", caught("when: '$error.status == 418', \(mended)"), #"{"n":1}"#),
            faults("`exceptWhen`", caught("exceptWhen: '$error.status == 418', \(mended)"), "e", 418),
            answers(
                "`then`",
                "do: [{ a: { try: [{ b: { raise: \(error) } }], catch: { then: end } } }, { z: { set: { n: 9 } } }]",
                "7", from: "7"),
            refused("without `catch`", one("try: [{ b: { wait: PT0S } }]"), "lacks"),
        ]),
    LanguagePart(
        "`retry`",
        [
            answers(
                "`limit.attempt.count`: so many times more, then `do` once",
                counted("limit: { attempt: { count: 2 } }"), "3"),
            answers("`when`", counted("when: false"), "1"),
            answers("`exceptWhen`", counted("exceptWhen: true"), "1"),
            answers("`delay`, `limit.duration`", counted("delay: PT9S, limit: { duration: PT1S }"), "1"),
            answers(
                "`limit.attempt.duration`",
                one(
                    "try: [{ b: { wait: P1D } }], catch: { retry: { limit: { attempt: { count: 1, duration: PT0.02S } } }, do: [{ c: { set: '${ $error.status }' } }] }"
                ), "408"),
            answers(
                "`backoff`: constant",
                counted("delay: PT0.01S, backoff: { constant: {} }, limit: { attempt: { count: 2 } }"), "3"),
            answers(
                "`backoff`: linear",
                counted("delay: PT0.01S, backoff: { linear: {} }, limit: { attempt: { count: 2 } }"), "3"
            ),
            answers(
                "`backoff`: exponential, doubling",
                counted("delay: PT0.01S, backoff: { exponential: {} }, limit: { attempt: { count: 2 } }"), "3"),
            answers(
                "`jitter`: `from`, `to`",
                counted("jitter: { from: PT0.01S, to: PT0.02S }, limit: { attempt: { count: 1 } }"), "2"),
            faults("given up without a `do`", caught("retry: { limit: { attempt: { count: 1 } } }"), "e", 418),
            refused(
                "`count`: an expression", caught("retry: { limit: { attempt: { count: '${ 1 }' } } }"), "whole number"),
            refused("two kinds of `backoff`", caught("retry: { backoff: { linear: {}, constant: {} } }"), "not 2"),
        ]),
    LanguagePart(
        "Standard errors",
        [
            faults("configuration", one("run: { workflow: { namespace: test, name: nobody } }"), "configuration", 400),
            faults("validation", "input: { schema: { document: false } }\n" + one("set: { n: 1 }"), "validation", 400),
            faults("expression", one("set: '${ error(\"x\") }'"), "expression", 400),
            faults("authorization", "use: { secrets: [s] }\n" + one("set: '${ $secrets.s }'"), "authorization", 403),
            faults("timeout", one("wait: P1D, timeout: { after: PT0.01S }"), "timeout", 408),
            faults(
                "communication", one("call: http, with: { method: get, endpoint: 'http://127.0.0.1:9/' }"),
                "communication", 500),
            faults(
                "communication, with the status of the answer",
                one("call: http, with: { method: get, endpoint: 'SERVER/bearer/t1' }"), "communication", 401),
            faults("runtime", one("run: { shell: { command: 'exit 9' } }"), "runtime", 500),
        ]),
]
