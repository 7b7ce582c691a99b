import Interpreter
import Notation
import Testing

struct CallTests {
    @Test func `a call asks with its arguments and waits for the answer`() throws {
        var life = try Life.of(
            "do: [{ c: { call: 'fetch:1.0.0@default', with: { from: '${ .unit }', n: 2 } } }]", input: ["unit": "a"])
        let request = try #require(life.calls.first?.request)
        #expect(request.function == "fetch", "the name and version of the default catalog mean the short name")
        #expect(request.arguments == ["from": "a", "n": 2])
        #expect(request.position.text == "/do/0/c")
        #expect(request.attempt == 1)
        #expect(life.execution.phase == .running)
        try life.answer(["got": 2])
        #expect(life.output == ["got": 2])
    }

    @Test func `a protocol is a call like any other`() throws {
        let life = try Life.of("do: [{ c: { call: http, with: { method: get, endpoint: 'https://example.org/' } } }]")
        #expect(life.calls.map(\.request.function) == ["http"])
    }

    @Test func `a protocol sees the task's input, for the variables of its address`() throws {
        let with = "method: get, endpoint: 'https://example.org/{a}'"
        let life = try Life.of(
            "do: [{ c: { input: { from: '${ .x }' }, call: http, with: { \(with) } } }]", input: ["x": ["a": 1]])
        #expect(life.calls.first?.request.input == ["a": 1])
        #expect(try Life.of("do: [{ c: { call: fetch } }]", input: ["a": 1]).calls.first?.request.input == .null)
    }

    @Test func `a call that fails faults the workflow at the task`() throws {
        var life = try Life.of("do: [{ c: { call: fetch } }]")
        try life.fail(.authentication)
        #expect(life.fault == WorkflowFault(.authentication, "it broke", at: "/do/0/c"))
        #expect(life.execution.phase == .faulted)
    }

    @Test func `an answer counts once`() throws {
        var life = try Life.of("do: [{ a: { call: fetch } }, { b: { call: tell } }]")
        let first = life.calls[0].token
        try life.answer("one")
        #expect(life.take(.answered(first, .output("again"))) == [])
        #expect(life.calls.count == 2)
        #expect(life.output == nil)
    }

    private static let inline = """
        use:
          functions:
            double:
              input: { schema: { document: { type: object, required: [n] } } }
              set: '${ { twice: (.n * 2) } }'
            slow: { call: fetch, with: '${ . }' }
        do: [{ c: { call: NAME, with: { n: '${ .x }' } } }]
        """.replacing("with: '${ . }'", with: "with: { n: '${ .n }' }")

    @Test func `a function of the document runs as a task with the arguments as its input`() throws {
        #expect(try Life.of(CallTests.inline.replacing("NAME", with: "double"), input: ["x": 4]).output == ["twice": 8])
    }

    @Test func `a function of the document may call and wait`() throws {
        var life = try Life.of(CallTests.inline.replacing("NAME", with: "slow"), input: ["x": 4])
        #expect(life.calls.first?.request.arguments == ["n": 4])
        #expect(life.calls.first?.request.position.text == "/use/functions/slow")
        try life.answer("ready")
        #expect(life.output == "ready")
    }
}

/// Who a call says it is.
struct CallAuthenticationTests {
    private static let document = """
        use:
          secrets: [mail, unset]
          authentications:
            computed: { bearer: { token: '${ .token }' } }
            secret: { basic: { use: mail } }
            missing: { basic: { use: unset } }
        do: [{ c: { call: FUNCTION, with: { WITH } } }]
        """

    private func life(_ with: String, calling function: String = "http", input: JSON = ["token": "t"]) throws -> Life {
        let text = CallAuthenticationTests.document.replacing("FUNCTION", with: function).replacing("WITH", with: with)
        var life = try Life(text)
        life.surroundings.secrets = ["mail": ["username": "u", "password": "p"], "other": ["username": "x"]]
        life.take(.started(input: input))
        return life
    }

    private func http(_ authentication: String) -> String {
        "method: get, endpoint: { uri: 'https://example.org/', authentication: \(authentication) }"
    }

    @Test(
        arguments: [
            ("{ use: computed }", ["bearer": ["token": "t"]]),
            ("{ use: secret }", ["basic": ["username": "u", "password": "p"]]),
            ("{ digest: { use: mail } }", ["digest": ["username": "u", "password": "p"]]),
            ("{ bearer: { token: '${ .token }' } }", ["bearer": ["token": "t"]]),
        ] as [(String, JSON)])
    func `a name stands for its policy or its secret`(written: String, policy: JSON) throws {
        let arguments = try life(http(written)).calls.first?.request.arguments
        #expect(arguments?["endpoint"] == ["uri": "https://example.org/", "authentication": policy])
        let document = "endpoint: { uri: 'a.yaml', authentication: \(written) }"
        let with = "document: { \(document) }, operationId: a, authentication: \(written)"
        let openAPI = try life(with, calling: "openapi").calls.first?.request.arguments
        #expect(openAPI?["authentication"] == policy)
        #expect(openAPI?["document"]["endpoint"]["authentication"] == policy)
        #expect(openAPI?["operationId"] == "a")
    }

    @Test func `a secret that is not there is an authorization fault`() throws {
        #expect(try life(http("{ use: missing }")).fault?.type == FaultKind.authorization.type)
        #expect(try life(http("{ bearer: { use: unset } }")).fault?.status == 403)
    }

    @Test func `a name that comes with the data stays a name`() throws {
        let with = "method: get, endpoint: '${ .endpoint }'"
        let endpoint: JSON = ["uri": "https://evil.example/", "authentication": ["basic": ["use": "mail"]]]
        #expect(try life(with, input: ["endpoint": endpoint]).calls.first?.request.arguments["endpoint"] == endpoint)
    }
}

struct RunTests {
    private static func run(_ more: String) -> String {
        "do: [{ r: { run: { workflow: { namespace: n, name: '${ .which }', version: '1.0.0', input: { a: '${ .a }' } }\(more) } } }]"
    }

    @Test func `a child workflow is started and awaited`() throws {
        var life = try Life.of(RunTests.run(""), input: ["which": "child", "a": 1])
        guard case .startWorkflow(let token?, let request)? = life.effects.last else {
            Issue.record("\(life.effects)")
            return
        }
        #expect(request == ChildRequest(namespace: "n", name: "child", version: "1.0.0", input: ["a": 1]))
        life.take(.answered(token, .output("grown")))
        #expect(life.output == "grown")
    }

    @Test func `the fault of a child is the task's, at the task's own place`() throws {
        var life = try Life.of(RunTests.run(""), input: ["which": "child"])
        guard case .startWorkflow(let token?, _)? = life.effects.last else { return }
        life.take(.answered(token, .failed(WorkflowFault(.validation, "bad", at: "/do/4/elsewhere"))))
        #expect(life.fault?.instance == "/do/0/r")
        #expect(life.fault?.detail == "bad")
    }

    @Test func `a child that is not awaited is started and left alone`() throws {
        let life = try Life.of(RunTests.run(", await: false"), input: ["which": "child", "a": 2])
        guard case .startWorkflow(nil, _) = life.effects[0] else {
            Issue.record("\(life.effects)")
            return
        }
        #expect(life.output == ["which": "child", "a": 2])
    }

    @Test(arguments: ["shell: { command: ls }", "script: { language: js, code: x }", "container: { image: hello }"])
    func `a process is a call of its kind`(process: String) throws {
        let life = try Life.of("do: [{ r: { run: { \(process), return: code } } }]")
        let request = try #require(life.calls.first?.request)
        #expect(request.function == "run:" + process.prefix { $0 != ":" })
        #expect(request.arguments["return"] == "code")
        #expect(request.arguments["await"] == true)
    }

    @Test func `a process that is not awaited leaves the data as it was`() throws {
        let life = try Life.of("do: [{ r: { run: { shell: { command: ls }, await: false } } }]", input: [1])
        #expect(life.output == [1])
        #expect(life.calls[0].request.arguments["await"] == false)
    }
}
