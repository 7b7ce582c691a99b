import Interpreter
import Notation
import Testing

struct ExtensionTests {
    private static func extended(_ definition: String) -> String {
        """
        use: { extensions: [{ e: { \(definition) } }] }
        do:
          - first: { set: { n: 1 } }
          - second: { call: fetch, with: { n: '${ .n }' } }
        """
    }
    private static let note = "emit: { event: { with: { type: noted, data: '${ . }' } } }"

    @Test func `tasks before and after do not change what the task gets and gives`() throws {
        var life = try Life.of(
            ExtensionTests.extended(
                "extend: call, before: [{ b: { \(ExtensionTests.note) } }], after: [{ a: { \(ExtensionTests.note) } }]")
        )
        #expect(life.calls.first?.request.arguments == ["n": 1])
        try life.answer("answer")
        #expect(life.output == "answer")
        #expect(life.emitted.map(\.data) == [["n": 1], "answer"])
    }

    @Test func `exit before a task puts the extension's output in its place`() throws {
        let life = try Life.of(
            ExtensionTests.extended("extend: call, before: [{ b: { set: { mocked: true }, then: exit } }]"))
        #expect(life.output == ["mocked": true])
        #expect(life.calls.isEmpty)
    }

    @Test(arguments: [
        ("$task.with.n == 1", 0), ("$task.call == \"fetch\"", 1), ("$task.name == \"first\"", 0), (".n == 1", 1),
    ])
    func `an extension applies where its condition holds`(condition: String, count: Int) throws {
        let life = try Life.of(
            ExtensionTests.extended("extend: call, when: '\(condition)', before: [{ b: { \(ExtensionTests.note) } }]"))
        #expect(life.emitted.count == count)
    }

    @Test func `all means every task but those of extensions`() throws {
        var life = try Life.of(
            ExtensionTests.extended("extend: all, before: [{ b: { do: [{ c: { \(ExtensionTests.note) } }] } }]"))
        #expect(life.emitted.count == 2)
        try life.answer("x")
        #expect(life.emitted.count == 2)
    }

    @Test func `a task of an extension may wait`() throws {
        var life = try Life.of(ExtensionTests.extended("extend: call, after: [{ w: { wait: PT1S } }]"))
        try life.answer("kept")
        #expect(life.output == nil)
        try life.wake()
        #expect(life.output == "kept")
    }
}
