import Interpreter
import Notation
import Testing

struct ForkTests {
    private static func fork(compete: Bool, _ branches: String) -> String {
        "do:\n  - race:\n      fork:\n        compete: \(compete)\n        branches: [\(branches)]\n"
    }
    private static let two = "{ slow: { call: tell, with: { n: 1 } } }, { fast: { call: fetch, with: { n: 2 } } }"

    @Test func `all branches begin with the fork's input, and answer in the order of declaration`() throws {
        var life = try Life.of(ForkTests.fork(compete: false, ForkTests.two))
        #expect(life.calls.map(\.request.function) == ["tell", "fetch"])
        #expect(life.calls[1].request.position.text == "/do/0/race/fork/branches/1/fast")
        life.take(.answered(life.calls[1].token, .output("second")))
        #expect(life.output == nil)
        life.take(.answered(life.calls[0].token, .output("first")))
        #expect(life.output == ["first", "second"])
    }

    @Test func `where branches compete the first to answer wins and the others are given up`() throws {
        var life = try Life.of(ForkTests.fork(compete: true, ForkTests.two))
        let asked = life.take(.answered(life.calls[1].token, .output("second")))
        #expect(asked == [.forget(life.calls[0].token), .finish(.completed(output: "second"))])
    }

    @Test func `a competitor that is done at once wins before the next begins`() throws {
        let life = try Life.of(ForkTests.fork(compete: true, "{ a: { set: { won: a } } }, { b: { call: tell } }"))
        #expect(life.output == ["won": "a"])
        #expect(life.calls.isEmpty)
    }

    @Test func `an answer that comes after the race changes nothing`() throws {
        var life = try Life.of(
            ForkTests.fork(compete: true, ForkTests.two) + "  - rest: { wait: { hours: 1 } }\n")
        life.take(.answered(life.calls[0].token, .output("first")))
        let before = life.execution
        #expect(life.take(.answered(life.calls[1].token, .output("late"))) == [])
        #expect(life.execution == before)
    }

    @Test func `each branch has its own context, and the join merges what they did in the order of declaration`() throws
    {
        let life = try Life.of(
            """
            do:
              - before: { set: { n: 0 }, export: { as: '{ kept: 1, both: "old", gone: true }' } }
              - split:
                  fork:
                    branches:
                      - one: { set: '"one"', export: { as: '$context + { one: 1, both: "one" } | del(.gone)' } }
                      - two: { set: '$context', export: { as: '$context + { two: 2, both: "two" }' } }
              - after: { set: '${ [$context, .[1]] }' }
            """)
        #expect(life.output?[0] == ["kept": 1, "both": "two", "one": 1, "two": 2])
        #expect(life.output?[1] == ["kept": 1, "both": "old", "gone": true])
    }

    @Test func `only the winner's context is kept`() throws {
        let life = try Life.of(
            """
            do:
              - split:
                  fork:
                    compete: true
                    branches:
                      - slow: { do: [{ mark: { set: '{}', export: { as: '{ slow: true }' } } }, { w: { wait: PT1H } }] }
                      - fast: { set: '{}', export: { as: '{ fast: true }' } }
              - after: { set: '$context' }
            """)
        #expect(life.output == ["fast": true])
    }

    @Test func `a branch that fails brings the fork down, where it can be caught`() throws {
        var life = try Life.of(
            """
            do:
              - guard:
                  try:
                    - split: { fork: { branches: [{ a: { call: tell } }, { b: { call: fetch } }, { w: { wait: PT1H } }] } }
                  catch: { do: [{ say: { set: '${ $error.instance }' } }] }
            """)
        let asked = life.take(.answered(life.calls[1].token, .failed(WorkflowFault(.communication, "no line"))))
        #expect(life.output == "/do/0/guard/try/0/split/fork/branches/1/b")
        #expect(asked.count { if case .forget = $0 { true } else { false } } == 2)
    }

    @Test func `end in a branch ends the workflow`() throws {
        let life = try Life.of(
            ForkTests.fork(
                compete: false, "{ a: { call: tell } }, { b: { do: [{ c: { set: { done: 1 }, then: end } }] } }")
                + "  - never: { set: { x: 1 } }\n")
        #expect(life.output == ["done": 1])
        #expect(life.openCalls.isEmpty)
    }

    @Test func `forks nest`() throws {
        let life = try Life.of(
            ForkTests.fork(
                compete: false,
                "{ a: { fork: { branches: [{ b: { set: '1' } }, { c: { set: '2' } }] } } }, { d: { set: '3' } }"))
        #expect(life.output == [[1, 2], 3])
    }

    @Test func `variables of a loop reach into the branches`() throws {
        let life = try Life.of(
            """
            do:
              - l:
                  for: { in: '[7]' }
                  do: [{ f: { fork: { branches: [{ a: { set: '$item' } }, { b: { do: [{ c: { set: '$item + 1' } }] } }] } } }]
            """)
        #expect(life.output == [7, 8])
    }
}
