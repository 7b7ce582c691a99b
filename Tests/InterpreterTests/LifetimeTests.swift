import Almanac
import Interpreter
import Notation
import Testing

struct SuspensionTests {
    @Test func `what arrives while suspended is taken at the resumption, in order`() throws {
        var life = try Life.of(
            "do: [{ l: { listen: { to: { any: [{ with: { type: a } }], until: '. | length == 2' } } } }, { w: { wait: PT1H } }]"
        )
        life.take(.suspended)
        #expect(life.execution.phase == .suspended)
        #expect(try life.hear("a", 1) == [])
        #expect(try life.hear("a", 2) == [])
        life.take(.resumed, after: 600)
        #expect(life.execution.phase == .waiting)
        #expect(life.sleeps == [4200])
    }

    @Test func `a suspended execution can be cancelled`() throws {
        var life = try Life.of("do: [{ w: { wait: PT1H } }]")
        let token = try #require(life.openAlarms.first).token
        life.take(.suspended)
        #expect(life.take(.cancelled(reason: "no more")) == [.forget(token), .finish(.cancelled(reason: "no more"))])
    }

    @Test func `an execution suspended before its start starts at the resumption`() throws {
        var life = try Life("do: [{ a: { set: { x: 1 } } }]")
        life.take(.suspended)
        #expect(life.take(.started(input: [:])) == [])
        life.take(.resumed, after: 5)
        #expect(life.output == ["x": 1])
    }
}

struct CancellationTests {
    @Test func `everything that was waited for is forgotten`() throws {
        var life = try Life.of(
            """
            timeout: { after: PT9H }
            do:
              - f:
                  fork:
                    branches:
                      - a: { call: fetch, timeout: { after: PT1H } }
                      - b: { listen: { to: { any: [] } } }
                      - c: { try: [{ w: { wait: PT1H } }], catch: { retry: { limit: { attempt: { count: 1, duration: PT2H } } } } }
            """)
        let asked = life.take(.cancelled(reason: nil))
        #expect(asked.count { if case .forget = $0 { true } else { false } } == 6)
        #expect(asked.last == .finish(.cancelled(reason: nil)))
        #expect(life.execution.phase == .cancelled)
    }

    @Test(arguments: [
        Stimulus.started(input: 1), .woke(WaitToken(1)), .suspended, .resumed, .cancelled(reason: nil), .retried,
    ])
    func `after the end nothing has an effect`(stimulus: Stimulus) throws {
        var life = try Life.of("do: [{ a: { set: { x: 1 } } }]")
        let before = life.execution
        #expect(life.take(stimulus) == [])
        #expect(life.execution == before)
    }

    @Test(arguments: [Stimulus.woke(WaitToken(1)), .answered(WaitToken(1), .output(1)), .resumed, .retried])
    func `before the start nothing has an effect`(stimulus: Stimulus) throws {
        var life = try Life("do: [{ a: { set: { x: 1 } } }]")
        #expect(life.take(stimulus) == [])
        #expect(life.execution == Execution(id: ExecutionID(7)))
    }
}

struct RestartTests {
    @Test func `a failed task is entered again with the input that it had, as another attempt`() throws {
        var life = try Life.of(
            "do: [{ a: { set: { n: 1 } } }, { b: { do: [{ c: { call: fetch, with: { n: '${ .n }' } } }] } }]")
        try life.fail()
        #expect(life.fault != nil)
        life.take(.retried, after: 60)
        #expect(life.execution.phase == .running)
        #expect(life.calls.map(\.request.arguments) == [["n": 1], ["n": 1]])
        #expect(life.calls.map(\.request.attempt) == [1, 2])
        try life.answer("good")
        #expect(life.output == "good")
    }

    @Test func `the other branches go on with what they had`() throws {
        var life = try Life.of(
            """
            do:
              - f:
                  fork:
                    branches:
                      - a: { call: fetch }
                      - b: { wait: PT1H }
                      - c: { call: tell }
                      - d: { listen: { to: { all: [{ with: { type: x } }, { with: { type: y } }] } } }
            """)
        try life.hear("x", 1)
        life.take(.answered(life.calls[0].token, .failed(WorkflowFault(.runtime, "no"))))
        life.take(.retried, after: 60)
        #expect(life.calls.map(\.request.function) == ["fetch", "tell", "fetch", "tell"])
        #expect(life.openAlarms.map { Int($0.until.milliseconds(since: Life.start) / 1000) } == [3600])
        try life.hear("y", 2)
        life.take(.answered(life.calls[2].token, .output("a")))
        life.take(.answered(life.calls[3].token, .output("c")))
        try life.wake()
        #expect(life.output == ["a", [:], "c", [1, 2]])
    }

    @Test func `a timeout begins anew`() throws {
        var life = try Life.of("do: [{ d: { timeout: { after: PT1H }, do: [{ c: { call: fetch } }] } }]")
        try life.wake()
        #expect(life.fault?.status == 408)
        life.take(.retried, after: 100)
        #expect(life.sleeps == [3600, 7300])
        try life.answer(1)
        #expect(life.output == 1)
    }

    @Test func `branches inside a task that timed out begin anew with it`() throws {
        var life = try Life.of(
            "do: [{ d: { timeout: { after: PT1H }, do: [{ f: { fork: { branches: [{ a: { call: fetch } }, { b: { call: tell } }] } } }] } }]"
        )
        try life.wake()
        life.take(.retried)
        #expect(life.calls.map(\.request.function) == ["fetch", "tell", "fetch", "tell"])
        life.take(.answered(life.calls[2].token, .output(1)))
        life.take(.answered(life.calls[3].token, .output(2)))
        #expect(life.output == [1, 2])
    }

    @Test func `a wish to try again that comes while suspended is not remembered`() throws {
        var life = try Life.of("do: [{ c: { call: fetch } }]")
        life.take(.suspended)
        try life.fail()
        life.take(.retried)
        #expect(life.take(.resumed).count == 1)
        #expect(life.fault != nil)
    }

    @Test func `the workflow's timeout begins anew, and its tasks go on`() throws {
        var life = try Life.of("timeout: { after: PT1H }\ndo: [{ c: { call: fetch } }]")
        try life.wake()
        life.take(.retried)
        #expect(life.sleeps == [3600, 7200])
        #expect(life.calls.count == 2)
        try life.answer(1)
        #expect(life.output == 1)
    }

    @Test func `a fault in the workflow's own output does not run the tasks again`() throws {
        var life = try Life(
            "use: { secrets: [s] }\noutput: { as: '{ s: $secrets.s, n: . }' }\ndo: [{ a: { set: '1', then: end } }, { b: { call: fetch } }]"
        )
        life.take(.started(input: [:]))
        #expect(life.fault?.type == FaultKind.authorization.type)
        life.surroundings.secrets = ["s": "known now"]
        life.take(.retried)
        #expect(life.output == ["s": "known now", "n": 1])
        #expect(life.calls.isEmpty)
    }

    @Test func `a fault in the workflow's own input starts it over`() throws {
        var life = try Life("use: { secrets: [s] }\ninput: { from: $secrets.s }\ndo: [{ a: { set: '[.]' } }]")
        life.take(.started(input: [:]))
        #expect(life.execution.phase == .faulted)
        life.surroundings.secrets = ["s": 5]
        life.take(.retried)
        #expect(life.output == [5])
    }
}

struct LifecycleTests {
    private static func announced(_ text: String, _ stimuli: [Stimulus] = []) throws -> Life {
        var life = try Life(text)
        life.surroundings.announces = true
        life.take(.started(input: [:]))
        for stimulus in stimuli { life.take(stimulus) }
        return life
    }

    private static func types(_ life: Life) -> [String] {
        life.lifecycle.map { $0.type.replacing("io.serverlessworkflow.", with: "").replacing(".v1", with: "") }
    }

    @Test func `nothing is announced unless it is asked for`() throws {
        #expect(try Life.of("do: [{ a: { set: { x: 1 } } }]").lifecycle.isEmpty)
    }

    @Test func `the life of a workflow and its tasks is told in the standard's words`() throws {
        let life = try LifecycleTests.announced("do: [{ a: { set: { x: 1 } } }, { b: { if: .no, set: { y: 1 } } }]")
        #expect(
            LifecycleTests.types(life) == [
                "workflow.started", "task.created", "task.started", "task.completed", "workflow.completed",
            ])
        #expect(
            life.lifecycle[0].data == [
                "name": "example-7.test", "definition": ["name": "example", "namespace": "test", "version": "1.0.0"],
                "startedAt": "2021-03-01T08:00:00+07:00",
            ])
        #expect(life.lifecycle[3].data?["task"] == "/do/0/a")
        #expect(life.lifecycle[3].data?["output"] == ["x": 1])
        #expect(Set(life.lifecycle.map(\.id)).count == 5)
        #expect(life.effects.last == .finish(.completed(output: ["x": 1])))
    }

    @Test func `a fault is told of the task and the workflow`() throws {
        let life = try LifecycleTests.announced(
            "do: [{ a: { raise: { error: { type: 'https://a.b/c', status: 501 } } } }]")
        #expect(LifecycleTests.types(life).suffix(2) == ["task.faulted", "workflow.faulted"])
        #expect(life.lifecycle.last?.data?["error"]["instance"] == "/do/0/a")
    }

    @Test func `suspension, resumption and cancellation are told of the waiting tasks and the workflow`() throws {
        let life = try LifecycleTests.announced(
            "do: [{ w: { wait: PT1H } }]", [.suspended, .resumed, .cancelled(reason: nil)])
        #expect(
            LifecycleTests.types(life).dropFirst(3) == [
                "task.suspended", "workflow.suspended", "workflow.resumed", "task.resumed", "task.cancelled",
                "workflow.cancelled",
            ])
    }

    @Test func `a retry is told of the task`() throws {
        let life = try LifecycleTests.announced(
            "do: [{ t: { try: [{ r: { raise: { error: { type: 'https://a.b/c', status: 501 } } } }], catch: { retry: { limit: { attempt: { count: 1 } } }, do: [{ h: { set: { x: 1 } } }] } } }]"
        )
        #expect(LifecycleTests.types(life).count { $0 == "task.retried" } == 1)
        #expect(LifecycleTests.types(life).count { $0 == "task.faulted" } == 2)
        #expect(!LifecycleTests.types(life).contains("task.cancelled"))
    }

    @Test func `correlation is told with its keys`() throws {
        var life = try LifecycleTests.announced(
            "do: [{ l: { listen: { to: { one: { with: { type: a }, correlate: { room: { from: .data } } } } } } }]")
        try life.hear("a", 12)
        #expect(LifecycleTests.types(life).contains("workflow.correlation-started"))
        let completed = life.lifecycle.first { $0.type.contains("correlation-completed") }
        #expect(completed?.data?["correlationKeys"] == ["room": 12])
    }
}
