import Definition
import Foundation
import Interpreter
import Notation
import TestKit
import Testing

/// Runs a document that stands in a folder of its own, as a user would. What runs must fit the printed schema as well.
func exec(
    _ document: String, input: String? = nil, beside files: [String: String] = [:], arguments: [String] = [],
    environment: [String: String] = [:]
) throws -> DondocProcess.Result {
    let folder = try TemporaryFolder()
    let heading = "document: { dsl: '1.0.3', namespace: test, name: main, version: '0.1.0' }\n"
    try folder.write(heading + document, to: "main.yaml")
    for (name, text) in files { try folder.write(text, to: name) }
    let extra = input == nil ? [] : ["--input", "-"]
    if let workflow = WorkflowFile.read(SourceText(file: "main.yaml", text: heading + document), functions: []).workflow
    {
        #expect(SchemaValidation(of: WorkflowSchema.json).violations(of: workflow.definition) == [], "\(document)")
    }
    return try withExtendedLifetime(folder) {
        try DondocProcess.run(
            ["exec", "\(folder.path)/main.yaml"] + extra + arguments, environment: environment, in: folder.path,
            input: input)
    }
}

@Suite struct `exec of a sound document` {
    @Test(
        arguments: [
            ("set", "do: [{ a: { set: { sum: '${ .x + 1 }' } } }]", #"{"x":1}"#, #"{"sum":2}"#),
            ("set by an expression", "do: [{ a: { set: '${ .list | map(. * 2) }' } }]", #"{"list":[1,2]}"#, "[2,4]"),
            ("no input", "do: [{ a: { set: { was: '${ . }' } } }]", nil, #"{"was":null}"#),
            (
                "a step that is skipped", "do: [{ a: { if: .go, set: { gone: true } } }]", #"{"go":false}"#,
                #"{"go":false}"#
            ),
            ("wait", "do: [{ a: { wait: { milliseconds: 20 } } }]", #"{"kept":1}"#, #"{"kept":1}"#),
            (
                "do", "do: [{ a: { do: [{ b: { set: { n: 1 } } }, { c: { set: { n: '${ .n + 1 }' } } }] } }]", nil,
                #"{"n":2}"#
            ),
            (
                "for",
                "do: [{ a: { for: { each: w, in: .words, at: i }, do: [{ b: { set: '${ . + {($w): $i} }' } }] } }]",
                #"{"words":["a","b"]}"#, #"{"words":["a","b"],"a":0,"b":1}"#
            ),
            (
                "switch",
                "do: [{ a: { switch: [{ big: { when: '.n > 5', then: large } }, { other: { then: end } }] } }, "
                    + "{ b: { set: { wrong: true } } }, { large: { set: { is: large } } }]",
                #"{"n":6}"#, #"{"is":"large"}"#
            ),
            (
                "fork",
                "do: [{ a: { fork: { branches: [{ l: { wait: PT0.05S, output: { as: '\"l\"' } } }, { r: { set: 'r' } }] } } }]"
                    .replacing("set: 'r'", with: "set: { v: r }"),
                nil, #"["l",{"v":"r"}]"#
            ),
            (
                "fork that competes",
                "do: [{ a: { fork: { compete: true, branches: [{ slow: { wait: PT60S } }, { fast: { set: { won: fast } } }] } } }]",
                nil, #"{"won":"fast"}"#
            ),
            (
                "try",
                "do: [{ a: { try: [{ b: { raise: { error: { type: 'https://x.vn/e', status: 418, title: trà } } } }], "
                    + "catch: { as: e, do: [{ c: { set: { caught: '${ $e.status }', at: '${ $e.instance }' } } }] } } }]",
                nil, #"{"caught":418,"at":"/do/0/a/try/0/b"}"#
            ),
            (
                "emit",
                "do: [{ a: { emit: { event: { with: { source: 'https://x.vn', type: vn.x.e, id: '7', data: { n: 1 } } } }, "
                    + "output: { as: '{ id, type, data }' } } }]",
                nil, #"{"id":"7","type":"vn.x.e","data":{"n":1}}"#
            ),
            (
                "listen, to what another branch emits",
                "do: [{ a: { fork: { branches: [{ ear: { listen: { to: { one: { with: { type: vn.x.e } } } } } }, { mouth: { do: "
                    + "[{ w: { wait: PT0.05S } }, { e: { emit: { event: { with: { source: 'https://x.vn', type: vn.x.e, "
                    + "data: { n: 1 } } } } } }] } }] } , output: { as: '.[0]' } }}]",
                nil, #"[{"n":1}]"#
            ),
            (
                "a function of the document's own",
                "use: { functions: { twice: { set: { n: '${ .n * 2 }' } } } }\ndo: [{ a: { call: twice, with: { n: 21 } } }]",
                nil, #"{"n":42}"#
            ),
            (
                "export and the context",
                "do: [{ a: { set: { n: 1 }, export: { as: '{ kept: .n }' } } }, { b: { set: { m: 2 } } }, "
                    + "{ c: { set: '${ $context }' } }]",
                nil, #"{"kept":1}"#
            ),
            (
                "the stages of data",
                "input: { from: .deep }\noutput: { as: '{ out: . }' }\n"
                    + "do: [{ a: { input: { from: .x }, set: { v: '${ . }' }, output: { as: .v } } }]",
                #"{"deep":{"x":5}}"#, #"{"out":5}"#
            ),
            (
                "run shell", "do: [{ a: { run: { shell: { command: 'echo \"$1\"', arguments: ['${ .t }'] } } } }]",
                #"{"t":"ý"}"#, #""ý\n""#
            ),
            (
                "run script",
                "do: [{ a: { run: { script: { language: sh, code: 'cat; exit 3', stdin: '${ . }' }, return: all } } }]",
                #"{"n":1}"#, #"{"code":3,"stdout":"{\"n\":1}","stderr":""}"#
            ),
            (
                "run without waiting", "do: [{ a: { run: { shell: { command: 'echo lost' }, await: false } } }]", "[1]",
                "[1]"
            ),
            (
                "calls side by side",
                "do: [{ a: { fork: { compete: true, branches: [{ slow: { run: { shell: { command: sleep 60 } } } }, "
                    + "{ fast: { run: { shell: { command: 'printf fast' } } } }] } } }]",
                nil, #""fast""#
            ),
            ("an early end", "do: [{ a: { set: { n: 1 }, then: end } }, { b: { set: { n: 2 } } }]", nil, #"{"n":1}"#),
        ] as [(String, String, String?, String)])
    func `prints a document's output`(name: String, document: String, input: String?, output: String) throws {
        let result = try exec(document, input: input)
        #expect(result.code == 0, "\(result.out)\(result.error)")
        #expect(result.error == "")
        #expect(result.out.hasSuffix("\n") && result.out.count { $0 == "\n" } == 1)
        #expect(try JSON(parsing: result.out) == JSON(parsing: output))
    }

    @Test func `finds the workflows that stand beside the document`() throws {
        let child = """
            document: { dsl: '1.0.3', namespace: test, name: child, version: '1.2.0' }
            schedule: { every: PT0.01S }
            do: [{ a: { set: { doubled: '${ .n * 2 }' } } }]
            """
        let document =
            "do: [{ a: { run: { workflow: { namespace: test, name: child, version: '1.2.0', input: { n: '${ .n }' } } } } }]"
        let result = try exec(document, input: #"{"n":4}"#, beside: ["child.yaml": child])
        #expect(result.code == 0)
        #expect(try JSON(parsing: result.out) == ["doubled": 8])
    }

    @Test func `reads its input from a file as well`() throws {
        let result = try exec(
            "do: [{ a: { set: '${ .n }' } }]", beside: ["in.json": #"{"n":9}"#], arguments: ["--input", "in.json"])
        #expect(result.out == "9\n")
    }

    @Test func `lets what it does not wait for come to its end`() throws {
        let folder = try TemporaryFolder()
        let line = "sleep 0.3; echo done >\(folder.path)/said"
        let result = try exec("do: [{ a: { run: { shell: { command: '\(line)' }, await: false } } }]")
        #expect(result.code == 0)
        #expect(try folder.text(of: "said") == "done\n")
    }
}

@Suite struct `exec of a document that faults` {
    @Test(
        arguments: [
            (
                "do: [{ a: { raise: { error: { type: 'https://x.vn/e', status: 402, title: Thiếu } } } }]",
                "https://x.vn/e", 402, "/do/0/a"
            ),
            ("do: [{ a: { set: { n: '${ 1 + {} }' } } }]", "expression", 400, "/do/0/a"),
            ("do: [{ a: { do: [{ b: { set: { n: '${ error(\"x\") }' } } }] } }]", "expression", 400, "/do/0/a/do/0/b"),
            ("do: [{ a: { wait: PT60S, timeout: { after: PT0.02S } } }]", "timeout", 408, "/do/0/a"),
            ("timeout: { after: PT0.02S }\ndo: [{ a: { wait: PT60S } }]", "timeout", 408, nil),
            (
                "do: [{ a: { run: { shell: { command: sleep 60 } }, timeout: { after: PT0.05S } } }]", "timeout", 408,
                "/do/0/a"
            ),
            ("do: [{ a: { run: { shell: { command: 'exit 9' } } } }]", "runtime", 500, "/do/0/a"),
            (
                "do: [{ a: { set: {n: 1} } }, { b: { run: { container: { image: alpine } } } }]", "configuration", 400,
                "/do/1/b"
            ),
            (
                "do: [{ a: { run: { workflow: { namespace: test, name: nobody, version: latest } } } }]",
                "configuration", 400, "/do/0/a"
            ),
            (
                "input: { schema: { document: { type: object, required: [n] } } }\ndo: [{ a: { set: { n: 1 } } }]",
                "validation", 400, nil
            ),
            (
                "do: [{ a: { input: { schema: { document: { type: string } } }, set: { n: 1 } } }]", "validation", 400,
                "/do/0/a"
            ),
            (
                "do: [{ a: { fork: { branches: [{ l: { set: { n: '${ {} + 1 }' } } }, { r: { wait: PT60S } }] } } }]",
                "expression", 400,
                "/do/0/a/fork/branches/0/l"
            ),
        ] as [(String, String, Int, String?)])
    func `tells the error with its place`(document: String, type: String, status: Int, instance: String?) throws {
        let result = try exec(document, environment: ["PATH": "/usr/bin:/bin"])
        #expect(result.code == 1)
        let error = try JSON(parsing: result.out)
        #expect(error["type"].asString?.hasSuffix(type) == true, "\(error)")
        #expect(error["status"] == .integer(status))
        if let instance { #expect(error["instance"] == .string(instance), "\(error)") }
    }

    @Test func `ends with an error when it is interrupted, and takes its processes along`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "document: { dsl: '1.0.3', namespace: test, name: main, version: '0.1.0' }\n"
                + "do: [{ a: { run: { shell: { command: 'echo $$ >\(folder.path)/pid; exec sleep 60' } } } }]",
            to: "main.yaml")
        let process = try DondocProcess(["exec", "\(folder.path)/main.yaml"])
        var child: Int32?
        for _ in 1...200 where child == nil {
            usleep(50_000)
            child = (try? folder.text(of: "pid")).flatMap { Int32($0.trimmingCharacters(in: .newlines)) }
        }
        process.send(signal: SIGINT)
        let result = process.result()
        #expect(result.code == 1)
        #expect(try JSON(parsing: result.out)["detail"] == "the workflow was interrupted")
        let number = try #require(child)
        let command = (try? String(contentsOfFile: "/proc/\(number)/cmdline", encoding: .utf8)) ?? ""
        #expect(!command.contains("sleep"))
    }

    @Test func `ends the process of a call that nobody waits for any more`() throws {
        let folder = try TemporaryFolder()
        let isGone = "for i in $(seq 100); do kill -0 $(cat \(folder.path)/pid) 2>&- || exit 0; sleep 0.1; done; exit 1"
        let document = """
            do:
              - slow:
                  try:
                    - a:
                        run: { shell: { command: 'echo $$ >\(folder.path)/pid; exec sleep 60' } }
                        timeout: { after: PT1S }
                  catch: { errors: { with: { status: 408 } } }
              - look: { run: { shell: { command: '\(isGone)' }, return: code } }
            """
        let result = try exec(document)
        #expect(result.out == "0\n", "\(result.out)\(result.error)")
    }
}

@Suite struct `exec of what cannot be run` {
    @Test(arguments: [
        ("do: [{ a: { sett: { n: 1 } } }]", "main.yaml:2:"), ("do: []", "main.yaml:2:"),
        ("do: [{ a: { set: '${ .x + }' } }]", "main.yaml:2:"),
        ("do: [{ a: { call: grpc, with: {} } }]", "does not speak"), ("do: [", "main.yaml:"),
    ])
    func `is refused with the place of the mistake`(document: String, sentence: String) throws {
        let result = try exec(document)
        #expect(result.code == 2)
        #expect(result.out == "")
        #expect(result.error.contains(sentence) && result.error.contains("error:"), "\(result.error)")
    }

    @Test(arguments: [
        ["exec"], ["exec", "/no/such/file.yaml"], ["exec", "--nonsense", "a.yaml"], ["exec", "a.yaml", "b.yaml"],
    ])
    func `is wrong usage`(arguments: [String]) throws {
        let result = try DondocProcess.run(arguments)
        #expect(result.code == 2)
        #expect(result.out == "")
        #expect(!result.error.isEmpty)
    }

    @Test func `is wrong usage, when the input is no JSON`() throws {
        let result = try exec("do: [{ a: { set: { n: 1 } } }]", input: "{n: 1}")
        #expect(result.code == 2)
        #expect(result.out == "")
        #expect(result.error.contains("not JSON"))
    }
}
