import Interpreter
import Notation
import Testing

struct FlowTests {
    @Test func `set replaces the data, it does not add to it`() throws {
        let life = try Life.of(
            "do: [{ a: { set: { x: 1 } } }, { b: { set: { y: '${ .x + 1 }' } } }]", input: ["old": true])
        #expect(life.output == ["y": 2])
        #expect(life.execution.phase == .completed)
    }

    @Test func `set may be one expression`() throws {
        #expect(try Life.of("do: [{ a: { set: '${ .n | tostring }' } }]", input: ["n": 4]).output == "4")
    }

    @Test func `a do answers what its last task answers`() throws {
        let life = try Life.of(
            """
            do:
              - outer:
                  do:
                    - one: { set: { x: 1 } }
                    - two: { set: '${ . + { y: 2 } }' }
            """)
        #expect(life.output == ["x": 1, "y": 2])
    }

    @Test func `a task whose condition is false is skipped, and its raw input goes on`() throws {
        let life = try Life.of(
            """
            do:
              - first: { if: '${ .n > 5 }', set: { big: true }, then: end }
              - second: { if: .n <= 5, set: '${ . + { small: true } }' }
            """, input: ["n": 3])
        #expect(life.output == ["n": 3, "small": true])
    }

    @Test(
        arguments: [
            ("continue", ["a", "b", "c"]), ("exit", ["a"]), ("end", ["a"]), ("c", ["a", "c"]),
        ])
    func `then goes where it says`(directive: String, passed: [String]) throws {
        let life = try Life.of(
            """
            do:
              - a: { set: '${ . + ["a"] }', then: \(directive) }
              - b: { set: '${ . + ["b"] }' }
              - c: { set: '${ . + ["c"] }' }
            """, input: [])
        #expect(life.output == .array(passed.map { .string($0) }))
    }

    @Test(arguments: [("exit", 2), ("end", 1)])
    func `exit leaves the list that it stands in, end the workflow`(directive: String, length: Int) throws {
        let life = try Life.of(
            """
            do:
              - inner:
                  do:
                    - a: { set: '${ . + [1] }', then: \(directive) }
                    - b: { set: '${ . + [99] }' }
              - after: { set: '${ . + [2] }' }
            """, input: [])
        #expect(life.output?.asArray?.count == length)
        #expect(life.output?[0] == 1)
    }

    @Test func `then may go backwards, which makes a loop`() throws {
        let life = try Life.of(
            """
            do:
              - count: { set: '${ { n: (.n + 1) } }' }
              - again: { switch: [{ more: { when: .n < 5, then: count } }, { enough: { then: continue } }] }
            """, input: ["n": 0])
        #expect(life.output == ["n": 5])
    }

    @Test(arguments: [("electronic", "mail"), ("physical", "post"), ("other", "ask")])
    func `a switch goes to the first case that holds, else to the default wherever it stands`(
        kind: String, end: String
    ) throws {
        let life = try Life.of(
            """
            do:
              - choose:
                  switch:
                    - default: { then: ask }
                    - electronic: { when: '.kind == "electronic"', then: mail }
                    - physical: { when: '.kind == "physical"', then: post }
              - mail: { set: '"mail"', then: end }
              - post: { set: '"post"', then: end }
              - ask: { set: '"ask"' }
            """, input: ["kind": .string(kind)])
        #expect(life.output == .string(end))
    }

    @Test func `a switch without a match passes its input on to the next task`() throws {
        let life = try Life.of(
            "do: [{ s: { switch: [{ no: { when: .x, then: end } }] } }, { last: { set: '${ . + { went: 1 } }' } }]",
            input: ["x": false])
        #expect(life.output == ["x": false, "went": 1])
    }

    @Test func `a loop that never waits is stopped, past every catch`() throws {
        var life = try Life(
            "do: [{ t: { try: [{ a: { set: { x: 1 }, then: a } }], catch: { do: [{ c: { set: { caught: true } } }] } } }]"
        )
        life.surroundings.mostTasks = 1000
        life.take(.started(input: [:]))
        #expect(life.fault?.type == FaultKind.runtime.type)
        #expect(life.fault?.detail?.contains("1000") == true)
    }

    @Test func `a hundred thousand iterations leave no trace in the state`() throws {
        var life = try Life(
            """
            do:
              - count: { set: '${ . + 1 }' }
              - more: { switch: [{ again: { when: . < 100000, then: count } }] }
              - rest: { wait: { seconds: 1 } }
            """)
        life.take(.started(input: 0))
        #expect(life.execution.phase == .waiting)
        #expect(try encoded(life.execution).utf8.count < 2000)
        try life.wake()
        #expect(life.output == 100000)
    }

    @Test func `functions that call themselves without end are stopped`() throws {
        let life = try Life.of("use: { functions: { again: { call: again } } }\ndo: [{ a: { call: again } }]")
        #expect(life.fault?.type == FaultKind.runtime.type)
    }
}
