import Almanac
import Interpreter
import Notation
import Testing

struct RaiseTests {
    @Test func `raise faults with what it says, at its own place`() throws {
        let life = try Life.of(
            "do: [{ r: { raise: { error: { type: 'https://a.b/c', status: 418, title: '${ .t }', detail: plain } } } }]",
            input: ["t": "Tea"])
        #expect(
            life.fault
                == WorkflowFault(type: "https://a.b/c", status: 418, title: "Tea", detail: "plain", instance: "/do/0/r")
        )
    }

    @Test func `errors are declared once and raised by name`() throws {
        let life = try Life.of(
            "use: { errors: { late: { type: 'https://a.b/late', status: 500 } } }\ndo: [{ r: { raise: { error: late } } }]"
        )
        #expect(life.fault?.type == "https://a.b/late")
    }

    @Test func `an expression that fails is an error of its task`() throws {
        let life = try Life.of("do: [{ d: { do: [{ s: { set: '${ .a + 1 }' } }] } }]", input: ["a": "x"])
        #expect(life.fault?.type == FaultKind.expression.type)
        #expect(life.fault?.status == 400)
        #expect(life.fault?.instance == "/do/0/d/do/0/s")
    }
}

struct CatchTests {
    private static func guarded(
        _ clause: String, raise: String = "{ type: \(FaultKind.communication.type), status: 503 }"
    ) -> String {
        """
        do:
          - t:
              try:
                - r: { raise: { error: \(raise) } }
              catch: \(clause)
          - after: { set: '${ [., "after"] }' }
          - far: { set: '${ [., "far"] }' }
        """
    }

    @Test(
        arguments: [
            "{ type: \(FaultKind.communication.type) }", "{ status: 503 }",
            "{ type: 'https://serverlessworkflow.io/dsl/errors/types/communication', status: 503 }",
            "{ type: 'https://open-workflow-specification.org/dsl/errors/types/communication' }",
            "{ type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication' }",
            "{ instance: /do/0/t/try/0/r }",
        ])
    func `an error is caught when every member of the filter matches, in any spelling of its type`(
        filter: String
    ) throws {
        let life = try Life.of(
            CatchTests.guarded("{ errors: { with: \(filter) }, do: [{ c: { set: '$error.status' } }] }"))
        #expect(life.output == [[503, "after"], "far"])
    }

    @Test(
        arguments: [
            "errors: { with: { status: 404 } }", "errors: { with: { type: 'https://a.b/communication', status: 503 } }",
            "errors: { with: { type: \(FaultKind.communication.type), status: 500 } }", "when: $error.status == 404",
            "exceptWhen: $error.status > 500", "when: .input == 1",
        ])
    func `what does not match goes on up`(clause: String) throws {
        let life = try Life.of(CatchTests.guarded("{ \(clause), do: [{ c: { set: { x: 1 } } }] }"), input: ["input": 2])
        #expect(life.fault?.status == 503)
        #expect(life.fault?.instance == "/do/0/t/try/0/r")
    }

    @Test func `a catch without do answers the input of the try`() throws {
        #expect(try Life.of(CatchTests.guarded("{}"), input: ["x": 1]).output == [[["x": 1], "after"], "far"])
    }

    @Test func `then of a catch directs only the path of the error`() throws {
        #expect(try Life.of(CatchTests.guarded("{ then: far }"), input: 1).output == [1, "far"])
        let fine = CatchTests.guarded("{ then: far }").replacing(
            "raise: { error: { type: \(FaultKind.communication.type), status: 503 } }", with: "set: '2'")
        #expect(try Life.of(fine, input: 1).output == [[2, "after"], "far"])
    }

    @Test func `the error's variable may have another name, and is gone after the catch`() throws {
        let life = try Life.of(CatchTests.guarded("{ as: problem, do: [{ c: { set: '$problem.status' } }] }"))
        #expect(life.output == [[503, "after"], "far"])
    }

    @Test func `an error in the handler is not caught by the same try`() throws {
        let life = try Life.of(
            CatchTests.guarded("{ do: [{ c: { raise: { error: { type: 'https://a.b/second', status: 501 } } } }] }"))
        #expect(life.fault?.type == "https://a.b/second")
        #expect(life.fault?.instance == "/do/0/t/catch/do/0/c")
    }

    @Test func `an inner try that does not match leaves the error to the outer one`() throws {
        let life = try Life.of(
            """
            do:
              - outer:
                  try:
                    - inner:
                        try: [{ r: { raise: { error: { type: 'https://a.b/c', status: 509 } } } }]
                        catch: { errors: { with: { status: 501 } }, do: [{ no: { set: '"inner"' } }] }
                  catch: { do: [{ yes: { set: '"outer"' } }] }
            """)
        #expect(life.output == "outer")
    }

    @Test func `an error in a catch's own expression takes the place of the first`() throws {
        let life = try Life.of(CatchTests.guarded("{ when: '1 + \"x\"' }"))
        #expect(life.fault?.type == FaultKind.expression.type)
        #expect(life.fault?.instance == "/do/0/t")
    }
}

struct RetryTests {
    private static func retried(_ policy: String, handler: String = "") -> String {
        """
        use: { retries: { gently: { delay: PT1M, limit: { attempt: { count: 1 } } } } }
        do:
          - t:
              try: [{ c: { call: fetch } }]
              catch: { retry: \(policy)\(handler) }
        """
    }
    private static let handler = ", do: [{ h: { set: '\"given up\"' } }]"

    @Test(
        arguments: [
            ("{ delay: PT10S, backoff: { constant: {} }, limit: { attempt: { count: 3 } } }", [10, 20, 30]),
            ("{ delay: PT10S, backoff: { linear: {} }, limit: { attempt: { count: 3 } } }", [10, 30, 60]),
            ("{ delay: PT10S, backoff: { exponential: {} }, limit: { attempt: { count: 4 } } }", [10, 30, 70, 150]),
            ("{ delay: PT10S, limit: { duration: PT35S } }", [10, 20, 30]), ("gently", [60]),
        ])
    func `a policy tries again after its delays until a limit, then the handler runs once`(
        policy: String, pauses: [Int]
    ) throws {
        var life = try Life.of(RetryTests.retried(policy, handler: RetryTests.handler))
        for _ in pauses {
            try life.fail()
            try life.wake()
        }
        #expect(life.sleeps == pauses)
        #expect(life.calls.map(\.request.attempt) == Array(1...pauses.count + 1))
        try life.fail()
        #expect(life.output == "given up")
    }

    @Test func `an attempt that succeeds ends the trying`() throws {
        var life = try Life.of(RetryTests.retried("gently", handler: RetryTests.handler))
        try life.fail()
        try life.wake()
        try life.answer("good")
        #expect(life.output == "good")
    }

    @Test func `a policy that gives up without a handler has not dealt with the error`() throws {
        var life = try Life.of(RetryTests.retried("gently"))
        try life.fail()
        try life.wake()
        try life.fail()
        #expect(life.fault?.type == FaultKind.communication.type)
    }

    @Test(arguments: [
        ("when: $error.status == 500", true), ("when: .never", false), ("exceptWhen: $error.status == 500", false),
    ])
    func `a policy may look at the error`(condition: String, isRetried: Bool) throws {
        var life = try Life.of(RetryTests.retried("{ \(condition), delay: PT1S }", handler: RetryTests.handler))
        try life.fail()
        #expect(life.sleeps == (isRetried ? [1] : []))
        #expect((life.output == "given up") == !isRetried)
    }

    @Test func `without a delay it tries again at once`() throws {
        var life = try Life.of(RetryTests.retried("{ limit: { attempt: { count: 2 } } }"))
        try life.fail()
        #expect(life.calls.count == 2)
        #expect(life.sleeps == [])
    }

    @Test func `an attempt that takes too long is given up and tried again`() throws {
        var life = try Life.of(
            RetryTests.retried(
                "{ delay: PT5S, limit: { attempt: { count: 1, duration: PT30S } } }", handler: RetryTests.handler))
        #expect(life.sleeps == [30])
        try life.wake()
        #expect(life.openCalls.isEmpty)
        try life.wake()
        #expect(life.calls.count == 2)
        try life.wake()
        #expect(life.output == "given up")
        #expect(life.openAlarms.isEmpty)
    }

    @Test func `jitter stays within its bounds, differs between attempts, and is drawn alike in a replay`() throws {
        func pauses(_ id: Int64) throws -> [Int64] {
            var life = try Life(
                RetryTests.retried(
                    "{ delay: PT60S, jitter: { from: PT1S, to: PT20S }, limit: { attempt: { count: 6 } } }"), id: id)
            life.take(.started(input: [:]))
            var spans: [Int64] = []
            for _ in 1...6 {
                try life.fail()
                let from = life.now
                spans.append(try #require(life.openAlarms.last).until.milliseconds(since: from))
                try life.wake()
            }
            return spans
        }
        let spans = try pauses(7)
        #expect(spans.allSatisfy { (61_000...80_000).contains($0) })
        #expect(Set(spans).count == 6)
        #expect(try pauses(7) == spans)
        #expect(try pauses(8) != spans)
    }

    @Test func `a doubled delay does not leave the calendar`() throws {
        var life = try Life.of(
            RetryTests.retried("{ delay: P900Y, backoff: { exponential: {} }, limit: { attempt: { count: 3 } } }"))
        try life.fail()
        try life.wake()
        try life.fail()
        #expect(try #require(life.openAlarms.last).until.milliseconds(since: life.now) <= 1001 * 366 * 86_400_000)
    }
}
