import Interpreter
import Notation
import Testing

struct LoopTests {
    private static let colours = """
        do:
          - colours:
              for: { each: colour, in: .colours, at: place }
              do:
                - mark: { set: '${ { colours, seen: (.seen + [$colour]), places: (.places + [$place]) } }' }
        """

    @Test func `the output of one iteration is the input of the next`() throws {
        let life = try Life.of(LoopTests.colours, input: ["colours": ["red", "green"]])
        #expect(life.output == ["colours": ["red", "green"], "seen": ["red", "green"], "places": [0, 1]])
    }

    @Test func `a loop over nothing answers its input`() throws {
        #expect(try Life.of(LoopTests.colours, input: ["colours": []]).output == ["colours": []])
    }

    @Test func `what is no list cannot be looped over`() throws {
        let fault = try Life.of(LoopTests.colours, input: ["colours": "red"]).fault
        #expect(fault?.type == FaultKind.expression.type)
        #expect(fault?.instance == "/do/0/colours")
    }

    @Test func `while is asked before each iteration, with the item at hand`() throws {
        let life = try Life.of(
            """
            do:
              - add:
                  for: { in: '[5, 4, 3, 2, 1]' }
                  while: $item > 2 and $index < 10
                  do: [{ one: { set: '${ . + [$item] }' } }]
            """, input: [])
        #expect(life.output == [5, 4, 3])
    }

    @Test func `exit in the body goes on with the next item`() throws {
        let life = try Life.of(
            """
            do:
              - each:
                  for: { in: '[1, 2, 3]' }
                  do:
                    - first: { set: '${ . + [$item] }', then: exit }
                    - never: { set: '"never"' }
            """, input: [])
        #expect(life.output == [1, 2, 3])
    }

    @Test func `inner loops see outer variables and hide those of the same name`() throws {
        let life = try Life.of(
            """
            do:
              - outer:
                  for: { each: a, in: '[1, 2]' }
                  do:
                    - inner:
                        for: { each: b, in: '[10, 20]' }
                        do: [{ add: { set: '${ . + [[$a, $b, $index]] }' } }]
            """, input: [])
        #expect(life.output == [[1, 10, 0], [1, 20, 1], [2, 10, 0], [2, 20, 1]])
    }

    @Test func `a written list may hold expressions`() throws {
        let life = try Life.of(
            "do: [{ l: { for: { in: [{ n: 1 }, { n: '${ $context | length }' }] }, do: [{ a: { set: '${ . + [$item.n] }' } }] } }]",
            input: [])
        #expect(life.output == [1, 0])
    }

    @Test func `a body may wait in every iteration`() throws {
        var life = try Life.of(
            "do: [{ l: { for: { in: '[1, 2]' }, do: [{ w: { wait: PT1M } }, { a: { set: '${ . + [$item] }' } }] } }]",
            input: [])
        try life.wake()
        #expect(life.output == nil)
        try life.wake()
        #expect(life.output == [1, 2])
        #expect(life.sleeps == [60, 120])
    }
}
