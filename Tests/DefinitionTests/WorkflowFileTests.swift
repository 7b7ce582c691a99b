import Almanac
import Definition
import Expression
import Foundation
import Notation
import Testing

/// The task of a workflow of one task; the test fails where there is none.
private func task(_ body: String) throws -> WorkflowTask {
    let (workflow, diagnostics) = read(task: body)
    #expect(diagnostics.map(\.brief) == [])
    return try #require(workflow?.tasks.first)
}

@Suite struct DocumentTests {
    private static let whole = """
        document:
          dsl: '1.0.3'
          namespace: an-giang
          name: monthly-articles
          version: '1.2.0-rc.1'
          title: Bài viết hằng tháng
          summary: '**Mỗi tháng**'
          tags: { a: b }
          metadata: { plan: an-giang-2021, timezone: Asia/Ho_Chi_Minh, missedRuns: all, quote: trước ngày 25 }
        input: { schema: { format: json, document: { type: object } }, from: .order }
        output: { as: { total: '${ .sum }', unit: VND } }
        timeout: { after: P1D }
        schedule: { cron: 0 8 1 * * }
        evaluate: { language: jq, mode: strict }
        x-owner: me
        use:
          secrets: [token]
          timeouts: { slow: { after: { hours: 1, minutes: 30 } } }
          errors: { gone: { type: https://x.vn/gone, status: 410, title: '${ .title }' } }
          retries:
              often: { delay: PT3S, backoff: { exponential: {} }, limit: { attempt: { count: 5 }, duration: PT1H } }
          authentications: { site: { bearer: { use: token } } }
          catalogs: { mine: { endpoint: https://x.vn/catalog } }
          functions: { log: { call: http, with: { method: GET, endpoint: https://x.vn } } }
          extensions:
            - mock: { extend: call, when: '$task.name == "a"', before: [ { m: { set: { a: 1 }, then: exit } } ] }
        do:
          - first: { call: log }
          - second: { call: 'collect:1.0.0@default', with: { obligation: articles }, timeout: slow }
          - third: { call: 'log:1.0.0@mine' }
        """

    private static let catalog = FunctionCatalog(keeping: [
        "https://x.vn/catalog/functions/log/1.0.0/function.yaml": "wait: PT1S"
    ])

    @Test func `a whole document is read`() throws {
        let source = SourceText(file: "a.yaml", text: Self.whole)
        let (read, diagnostics) = WorkflowFile.read(source, functions: ourFunctions, catalog: Self.catalog)
        #expect(diagnostics == [])
        let workflow = try #require(read)
        #expect(workflow.name.description == "an-giang.monthly-articles:1.2.0-rc.1")
        #expect(workflow.title == "Bài viết hằng tháng")
        #expect(workflow.metadata["plan"] == "an-giang-2021")
        #expect(workflow.input.schema == ["type": "object"])
        #expect(workflow.isStrict)
        #expect(workflow.tasks.map(\.name) == ["first", "second", "third"])
        #expect(workflow.tasks.map(\.position.text) == ["/do/0/first", "/do/1/second", "/do/2/third"])
        #expect(workflow.tasks[0].mark.line == 28)
        #expect(workflow.definition["document"]["version"] == "1.2.0-rc.1")
        #expect(workflow.schedule?.cron?.text == "0 8 1 * *")
    }

    @Test func `what use declares is read`() throws {
        let source = SourceText(file: "a.yaml", text: Self.whole)
        let shared = try #require(WorkflowFile.read(source, functions: ourFunctions, catalog: Self.catalog).workflow)
            .shared
        #expect(shared.secrets == ["token"])
        guard case .fixed(let slow)? = shared.timeouts["slow"] else { throw Missing() }
        #expect(slow == CivilDuration(milliseconds: 5_400_000))
        #expect(shared.errors["gone"]?.status == 410)
        #expect(shared.retries["often"]?.attempts == 5)
        #expect(shared.retries["often"]?.backoff == .exponential)
        #expect(shared.functions["log"]?.position.text == "/use/functions/log")
        #expect(shared.extensions.first?.before.first?.position.text == "/use/extensions/0/mock/before/0/m")
        #expect(shared.extensions.first?.when?.program.text == #"$task.name == "a""#)
    }

    @Test(arguments: [
        ("1.0.3", true), ("1.0.0", true), ("1.0.3-beta.2", true), ("1.0.3+build.7", true), ("1.1.0", false),
        ("0.8.0", false),
        ("1.0", false), ("01.0.3", false), ("1.0.3-", false), ("1.0.3-01", false), ("v1.0.3", false),
    ])
    func `versions 1.0.x of the language are read`(version: String, isRead: Bool) {
        let text =
            "document: { dsl: '\(version)', namespace: a, name: b, version: '1.0.0' }\ndo: [ { a: { wait: PT1S } } ]\n"
        #expect((WorkflowFile.read(SourceText(file: "a.yaml", text: text), functions: []).workflow != nil) == isRead)
    }

    @Test func `a plan's collection and its report are read as an administrator writes them`() throws {
        let (read, diagnostics) = read(
            """
            schedule: { cron: 0 8 1 * * }
            do:
              - collectArticles:
                  call: collect
                  with:
                    from: { units: [bao-an-giang, dai-pt-th] }
                    to: so-noi-vu
                    items:
                      - { kind: article, min: 2 }
                      - { kind: video, min: 1, units: [dai-pt-th] }
                    due: trước ngày 25 hàng tháng
                    remind: [5, 3, 1]                    # working days before
                    escalate:
                      - { after: 1, to: [contact, head] }
                      - { after: 3, to: superior }
                      - { after: 5, to: collector, draft: cong-van-don-doc }
              - package:
                  call: rollup
                  with: { of: "${ $context.collection }", template: tong-hop-thang, to: ubnd-tinh }

            """)
        #expect(diagnostics == [])
        guard case .call(let call)? = read?.tasks.first?.kind, case .literal(let arguments) = call.arguments else {
            throw Missing()
        }
        let rule = try #require(ObligationRule.read(json: arguments, code: "monthly-articles/collectArticles").rule)
        #expect(rule.due == .monthly(days: [25], boundary: .before))
        #expect(rule.items.map(\.min) == [2, 1])
        #expect(call.mark == SourceMark(line: 5, column: 13, width: 7))
    }

    @Test func `JSON is YAML too`() {
        let text = """
            {"document": {"dsl": "1.0.3", "namespace": "a", "name": "b", "version": "1.0.0"},
            "do": [{"a": {"wait": {"seconds": 1}}}]}
            """
        #expect(WorkflowFile.read(SourceText(file: "a.json", text: text), functions: []).workflow != nil)
    }

    @Test func `a document with only warnings is read`() {
        let (workflow, diagnostics) = read("extra: 1\ndo: [ { a: { wait: PT1S } } ]\n")
        #expect(workflow != nil)
        #expect(diagnostics.map(\.brief) == ["2:1: unknown-property?"])
    }

    @Test func `all problems are told at once, in the order of the file`() {
        let told = read("do:\n  - a: { wait: 5, iff: x }\n  - a: { call: nothing }\n  - b: { then: end }\n").diagnostics
            .map(\.brief)
        #expect(
            told == [
                "3:16: wrong-type", "3:19: unknown-property", "4:5: duplicate-name", "4:16: unknown-function",
                "5:5: unknown-kind",
            ])
    }
}

@Suite struct TaskTests {
    @Test func `what all tasks share is read`() throws {
        let task = try task(
            """
            wait: PT1S
            if: .a > 1
            input: { schema: { document: { type: object } }, from: '${ .b }' }
            output: { as: .c }
            export: { as: '$context + { d: . }' }
            timeout: { after: '${ .e }' }
            then: end
            metadata: { note: x }
            """)
        #expect(task.condition?.program.text == ".a > 1")
        guard case .program(let from)? = task.input.transform else { throw Missing() }
        #expect(from.program.text == " .b ")
        #expect(from.mark == SourceMark(line: 6, column: 65))
        #expect(task.then == .end)
        #expect(task.metadata == ["note": "x"])
        #expect(task.definition["timeout"] == ["after": "${ .e }"])
        guard case .after(.computed)? = task.timeout else { throw Missing() }
    }

    @Test(arguments: [
        """
        call: http
        with: { method: get, endpoint: 'https://x.vn/{id}', query: { a: '${ .b }' }, output: response, redirect: true }
        """,
        """
        call: http
        with:
          method: '${ .m }'
          endpoint: { uri: '${ .u }', authentication: { basic: { username: a, password: b } } }
          headers: '${ .h }'
        """,
        "call: openapi\nwith: { document: { endpoint: https://x.vn/api.json }, operationId: a, parameters: { b: 1 } }",
        "call: notify\nwith: { to: recipients, template: a, fields: { b: '${ .c }' }, kind: letter }",
        "call: notify\nwith: { to: '${ .units }', template: '${ .template }' }",
        "call: escalate\nwith: { to: [head, superior], about: '${ $context.late }', draft: cong-van }",
        "call: rollup\nwith: { of: '${ . }', template: tong-hop, to: ubnd-tinh, letter: a, forward: { kind: press } }",
        """
        call: collect
        with: { from: '${ .units }', to: '${ .collector }', due: '${ .due }', items: '${ .items }', remind: '${ .r }' }
        """,
        "do:\n  - a: { wait: PT1S, then: c }\n  - b: { wait: PT1S, then: exit }\n  - c: { wait: PT1S, then: b }",
        "emit: { event: { with: { type: a, source: '${ .s }', time: '2021-03-24T08:00:00+07:00', data: [1] } } }",
        "for: { in: [ { a: 1 }, { a: 2 } ] }\ndo: [ { a: { set: { b: '${ $item.a + $index }' } } } ]",
        "for: { each: unit, in: .units, at: i }\nwhile: $unit != null\ndo: [ { a: { set: { b: '${ $i }' } } } ]",
        "fork: { compete: true, branches: [ { a: { wait: PT1S } }, { b: { wait: PT1S } } ] }",
        "listen: { to: { any: [] }, read: raw }",
        """
        listen: { to: { any: [ { with: { type: a } } ], until: { one: { with: { type: b } } } } }
        foreach: { item: e, at: i, do: [ { a: { set: { b: '${ $e }' } } } ], output: { as: $e }, export: { as: . } }
        """,
        "raise: { error: { type: '${ .t }', status: 400, title: a, detail: '${ .d }', instance: /do/0 } }",
        "run: { workflow: { namespace: a, name: '${ .n }', version: latest, input: { a: .b } }, await: false }",
        """
        run:
          script: { language: python, code: print(1), arguments: ['${ .b }'], environment: { c: d }, stdin: '${ . }' }
          return: all
        """,
        "run: { shell: { command: ls } }",
        """
        run:
          container: { image: alpine, lifetime: { cleanup: eventually, after: PT1M }, pullPolicy: always }
        """,
        "set: '${ .a }'", "set: .a", "set: { a: .b, c: '${ .d }', e: [1, null] }",
        "switch: [ { a: { when: .x, then: exit } }, { default: { then: end } } ]",
        """
        try: [ { a: { wait: PT1S } } ]
        catch:
          errors: { with: { type: x, status: 503 } }
          as: e
          when: $e.status > 1
          retry: { delay: PT1S, jitter: { from: PT0S, to: PT1S } }
          do: [ { b: { set: { c: '${ $e }' } } } ]
          then: end
        """,
        "try: [ { a: { wait: PT1S } } ]\ncatch: {}", "wait: '${ \"PT5S\" }'", "wait: { days: 1, milliseconds: 5 }",
        "wait: P1Y2M3W4DT5H6M7.5S",
    ])
    func `tasks of every kind are read without a word`(body: String) throws {
        _ = try task(body)
    }

    @Test func `nested tasks know their places`() throws {
        let kind = try task(
            """
            try: [ { a: { fork: { branches: [ { b: { for: { in: .x }, do: [ { c: { wait: PT1S } } ] } } ] } } } ]
            catch: { do: [ { d: { listen: { to: { any: [] } }, foreach: { do: [ { e: { wait: PT1S } } ] } } } ] }
            """
        ).kind
        guard case .try(let attempt) = kind, case .fork(let fork)? = attempt.body.first?.kind,
            case .for(let loop)? = fork.branches.first?.kind, case .listen(let listen)? = attempt.handler?.first?.kind
        else { throw Missing() }
        #expect(loop.body.first?.position.text == "/do/0/first/try/0/a/fork/branches/0/b/do/0/c")
        #expect(listen.each?.body.first?.position.text == "/do/0/first/catch/do/0/d/foreach/do/0/e")
    }

    @Test func `what a task leaves out has its default`() throws {
        guard case .for(let loop) = try task("for: { in: .x }\ndo: [ { a: { wait: PT1S } } ]").kind,
            case .try(let attempt) = try task("try: [ { a: { wait: PT1S } } ]\ncatch: {}").kind,
            case .run(let run) = try task("run: { workflow: { namespace: a, name: b } }").kind,
            case .workflow(_, _, let version, let input) = run.target
        else { throw Missing() }
        #expect((loop.each, loop.at) == ("item", "index"))
        #expect(attempt.variable == "error")
        #expect(attempt.handler == nil)
        #expect(run.isAwaited)
        #expect(run.returns == .stdout)
        #expect(version == "latest")
        #expect(input == nil)
    }

    @Test func `bare text is an expression only where nothing else can stand`() throws {
        guard case .set(.object(let members)) = try task("set: { a: .b, c: '${ .d }' }").kind else { throw Missing() }
        guard case .literal(".b") = members[0].value, case .program(let program) = members[1].value else {
            throw Missing()
        }
        #expect(program.program.text == " .d ")
        guard case .set(.program) = try task("set: .b").kind else { throw Missing() }
    }

    @Test func `in loose mode a text is an expression where it can be one`() throws {
        let (workflow, _) = read("evaluate: { mode: loose }\ndo: [ { a: { set: { b: .c, d: a ) b } } } ]\n")
        #expect(workflow?.isStrict == false)
        guard case .set(.object(let members))? = workflow?.tasks.first?.kind, case .program = members[0].value,
            case .literal("a ) b") = members[1].value
        else { throw Missing() }
    }
}

@Suite struct ExampleTests {

    /// The official examples lie beside the checkout, not in it: where they are not there, nothing is tried.
    private static let examples: [URL] = {
        let folder = Places.shared.appending(path: "dsl/examples")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        if files.isEmpty { print("ExampleTests: no examples at \(folder.path); nothing tried") }
        return files.filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
    }()

    /// The one that an example calls.
    private static let function =
        "https://raw.githubusercontent.com/serverlessworkflow/catalog/main/functions/log/1.0.0/function.yaml"

    @Test(arguments: examples) func `an official example has no error but a protocol that we do not speak`(
        file: URL
    ) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        let (workflow, diagnostics) = WorkflowFile.read(
            SourceText(file: file.lastPathComponent, text: text), functions: ourFunctions,
            catalog: FunctionCatalog(keeping: [Self.function: "wait: PT1S"]))
        let errors = diagnostics.filter { $0.severity == .error && $0.code != "unsupported-protocol" }
        #expect(errors.map(\.line) == [])
        let names = ["call: grpc", "call: asyncapi", "call: mcp", "call: a2a"]
        #expect((workflow == nil) == names.contains { text.contains($0) })
    }
}

@Suite struct FunctionShapeTests {
    @Test(arguments: FunctionShape.all.map(\.name)) func `every function has a schema that names its parameters`(
        name: String
    ) throws {
        let shape = try #require(FunctionShape.named(name))
        #expect(shape.schema["properties"].asObject?.keys == shape.parameters.map(\.name))
        #expect(shape.schema["additionalProperties"] == false)
        #expect(shape.parameters.allSatisfy { !$0.meaning.hasSuffix(".") })
    }
}

/// The task is of another kind than the test expects.
private struct Missing: Error {}
