private func shell(_ shell: String, _ more: String = "") -> String {
    one("run: { shell: { \(shell) }\(more) }")
}

private func child(_ more: String) -> String {
    one("run: { workflow: { namespace: test, name: child\(more), input: { n: '${ . }' } } }")
}

let processProbes: [LanguagePart] = [
    LanguagePart(
        "`run`",
        [
            answers("`shell.command`", shell("command: 'printf abc'"), #""abc""#),
            answers("`shell.stdin`", shell("command: cat, stdin: '${ .x }'"), #""a""#, from: #"{"x":"a"}"#),
            answers(
                "`shell.arguments`, a list", shell("command: 'printf \"$1\"', arguments: ['${ .x }']"), #""a""#,
                from: #"{"x":"a"}"#),
            answers(
                "`shell.environment`", shell("command: 'printf \"$A\"', environment: { A: '${ .x }' }"), #""a""#,
                from: #"{"x":"a"}"#),
            refused("`arguments` as a mapping", shell("command: ls, arguments: { a: b }"), "must be a list"),
            answers(
                "`script.language`: sh, `code`", one("run: { script: { language: sh, code: 'printf abc' } }"), #""abc""#
            ),
            answers(
                "`script.language`: python, `stdin`, `arguments`, `environment`",
                one(
                    "run: { script: { language: python, code: 'import os, sys; print(sys.stdin.read() + sys.argv[1] + os.environ[\"A\"], end=\"\")', stdin: a, arguments: [b], environment: { A: c } } }"
                ), #""abc""#),
            isRead("`script.language`: js", one("run: { script: { language: js, code: 'console.log(1)' } }")),
            faults(
                "`script.language`: others", one("run: { script: { language: cobol, code: x } }"), "configuration", 400),
            answers(
                "`script.source`: a file", one("run: { script: { language: sh, source: { endpoint: script.sh } } }"),
                #""abc""#),
            faults(
                "`script.source`: an address",
                one("run: { script: { language: sh, source: { endpoint: 'SERVER/echo' } } }"), "configuration", 400),
            isRead(
                "`container`: `image`, `name`, `command`, `ports`, `volumes`, `environment`, `stdin`, `arguments`, `lifetime`, `pullPolicy`",
                one(
                    "run: { container: { image: a, name: b, command: c, ports: { 80: 80 }, volumes: { a: b }, environment: { A: b }, stdin: x, arguments: [y], lifetime: { cleanup: eventually, after: PT1S }, pullPolicy: never } }"
                )),
            answers("`workflow`: `namespace`, `name`, `input`", child(""), #"{"doubled":4}"#, from: "2"),
            answers(
                "`workflow.version`: a version, `latest`", child(", version: '1.2.0'"), #"{"doubled":4}"#, from: "2"),
            faults("`workflow.version`: one that is not there", child(", version: '9.0.0'"), "configuration", 400),
            answers(
                "`workflow.name`: an expression",
                one("run: { workflow: { namespace: test, name: '${ \"chi\" + \"ld\" }', input: { n: 2 } } }"),
                #"{"doubled":4}"#),
            answers(
                "`await`: false; the input is the output", shell("command: 'printf abc'", ", await: false"), "7",
                from: "7"),
            refused("`await`: an expression", shell("command: ls", ", await: '${ true }'"), "true or false"),
            answers("`return`: stdout", shell("command: 'printf abc', stdin: x", ", return: stdout"), #""abc""#),
            answers("`return`: stderr", shell("command: 'printf abc >&2'", ", return: stderr"), #""abc""#),
            answers("`return`: code; no code is an error", shell("command: 'exit 3'", ", return: code"), "3"),
            answers(
                "`return`: all", shell("command: 'printf abc; exit 3'", ", return: all"),
                #"{"code":3,"stdout":"abc","stderr":""}"#),
            answers("`return`: none", shell("command: 'printf abc'", ", return: none"), "null"),
            faults("a code other than 0", shell("command: 'exit 3'"), "runtime", 500),
        ])
]
