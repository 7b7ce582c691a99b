import Almanac
import Interpreter
import Notation
import Testing

struct OpenTaskTests {
    @Test func `an execution tells in which tasks it stands still, and for what`() throws {
        var life = try Life.of(
            """
            do:
              - f:
                  fork:
                    branches:
                      - a: { wait: PT1H }
                      - b: { do: [{ c: { call: fetch } }] }
                      - d: { listen: { to: { any: [], until: '. | length == 2' } } }
                      - e: { try: [{ g: { call: tell } }], catch: { retry: { delay: PT5M } } }
            """)
        try life.hear("x", 1)
        life.take(.answered(try #require(life.calls.last).token, .failed(WorkflowFault(.runtime, "no"))), after: 60)
        let branches = "/do/0/f/fork/branches/"
        #expect(
            life.execution.openTasks == [
                OpenTask(
                    position: JSONPointer(text: branches + "0/a"), startedAt: Life.start,
                    wait: .time(until: Life.start.advanced(by: .seconds(3600)))),
                OpenTask(position: JSONPointer(text: branches + "1/b/do/0/c"), startedAt: Life.start, wait: .answer),
                OpenTask(
                    position: JSONPointer(text: branches + "2/d"), startedAt: Life.start, wait: .events(consumed: 1)),
                OpenTask(
                    position: JSONPointer(text: branches + "3/e"), startedAt: Life.start,
                    wait: .attempt(2, at: Life.start.advanced(by: .seconds(360)))),
            ])
        #expect(life.execution.openTokens == life.outstanding)
    }

    @Test func `an execution that has faulted stands at the task that failed`() throws {
        var life = try Life.of("do: [{ a: { do: [{ b: { call: fetch } }] } }]")
        try life.fail()
        #expect(life.execution.openTasks.map(\.position.text) == ["/do/0/a/do/0/b"])
        #expect(life.execution.openTasks.map(\.wait) == [.nothing])
        #expect(life.execution.openTokens == [])
    }
}

struct FaultKindTests {
    @Test(arguments: FaultKind.allCases)
    func `a standard error is known in every spelling`(kind: FaultKind) {
        for domain in ["open-workflow-specification.org", "serverlessworkflow.io"] {
            for path in ["spec/1.0.0/errors", "dsl/errors/types"] {
                #expect(FaultKind(type: "https://\(domain)/\(path)/\(kind.rawValue)") == kind)
            }
        }
        #expect(kind.type == "https://open-workflow-specification.org/spec/1.0.0/errors/\(kind.rawValue)")
    }

    @Test func `types of an author's own are equal only when they are spelt alike`() {
        #expect(FaultKind.areSame("https://a.b/timeout", "https://a.b/timeout"))
        #expect(!FaultKind.areSame("https://a.b/timeout", FaultKind.timeout.type))
        #expect(
            !FaultKind.areSame(
                "https://serverlessworkflow.io/spec/1.0.0/errors/late",
                "https://serverlessworkflow.io/dsl/errors/types/late"))
    }
}
