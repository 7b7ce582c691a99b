import Almanac
import Interpreter
import Notation
import Testing

struct EmitTests {
    @Test func `an event gets an identity that a replay makes again`() throws {
        let life = try Life.of(
            "do: [{ e: { emit: { event: { with: { type: a.b, data: { n: '${ .n }' } } } } } }]", input: ["n": 1])
        let event = try #require(life.emitted.first)
        #expect(event.id == "7-1")
        #expect(event.source == "https://dondoc/executions/7")
        #expect(event.time == Life.start)
        #expect(event.data == ["n": 1])
        #expect(life.output == event.json)
    }

    @Test func `what the author gives goes before what is made`() throws {
        let life = try Life.of(
            """
            do:
              - e:
                  emit:
                    event:
                      with: { id: mine, source: 'urn:x', type: a.b, time: '2020-01-01T00:00:00Z', subject: s, unit: '${ .u }' }
            """, input: ["u": "bao"])
        let event = try #require(life.emitted.first)
        #expect(event.id == "mine" && event.source == "urn:x" && event.subject == "s")
        #expect(event.time == Instant(rfc3339: "2020-01-01T00:00:00Z"))
        #expect(event.extensions["unit"] == "bao")
    }

    @Test func `what is no event is an error of validation`() throws {
        let fault = try Life.of("do: [{ e: { emit: { event: { with: { type: '${ 7 }' } } } } }]").fault
        #expect(fault?.type == FaultKind.validation.type)
    }

    @Test func `two events of one execution are told apart`() throws {
        let life = try Life.of(
            "do: [{ l: { for: { in: '[1, 2]' }, do: [{ e: { emit: { event: { with: { type: t } } } } }] } }]")
        #expect(life.emitted.map(\.id) == ["7-1", "7-2"])
    }
}

struct ListenTests {
    private static func listen(_ to: String, _ more: String = "") -> String {
        "do: [{ l: { listen: { to: \(to)\(more) } } }]"
    }

    @Test func `one waits for an event that matches and answers a list of it`() throws {
        var life = try Life.of(ListenTests.listen("{ one: { with: { type: a, data: '${ .n > 2 }' } } }"))
        #expect(life.openSubscriptions.map(\.types) == [.only(["a"])])
        #expect(life.execution.phase == .waiting)
        #expect(try life.hear("b", ["n": 9]) == [])
        #expect(try life.hear("a", ["n": 1]) == [])
        let token = try #require(life.openSubscriptions.first).token
        let effects = try life.hear("a", ["n": 3])
        guard case .consume(let event)? = effects.first else { return #expect(Bool(false), "\(effects)") }
        #expect(event.type == "a")
        #expect(effects.dropFirst() == [.forget(token), .finish(.completed(output: [["n": 3]]))])
    }

    @Test func `an event of a stranger's shape does not match, and does no harm`() throws {
        var life = try Life.of(ListenTests.listen("{ one: { with: { data: '${ .n.deep > 2 }' } } }"))
        #expect(try life.hear("a", "text") == [])
        #expect(life.openSubscriptions.map(\.types) == [.all])
        try life.hear("a", ["n": ["deep": 3]])
        #expect(life.output != nil)
    }

    @Test(
        arguments: [
            ("subject: late", true), ("subject: lat", false), ("subject: /^l.te$/", true), ("subject: /x/", false),
            ("subject: '${ $input.wanted }'", true), ("subject: '${ startswith(\"la\") }'", true),
            ("source: /example.org/", true),
            ("data: { unit: { code: a } }", true), ("data: { unit: { code: b } }", false),
            ("data: { other: 1 }", false),
            ("data: { list: ['${ . > 0 }', 2] }", true), ("data: { list: [1] }", false), ("unit: a", false),
        ])
    func `an attribute matches by equality, by members, by pattern or by expression`(
        filter: String, isMatch: Bool
    ) throws {
        var life = try Life.of(ListenTests.listen("{ one: { with: { \(filter) } } }"), input: ["wanted": "late"])
        try life.hear("a", ["unit": ["code": "a", "name": "A"], "list": [1, 2]], subject: "late")
        #expect((life.output != nil) == isMatch)
    }

    @Test func `any takes the first event of several kinds`() throws {
        var life = try Life.of(ListenTests.listen("{ any: [{ with: { type: a } }, { with: { type: b } }] }"))
        #expect(life.openSubscriptions.map(\.types) == [.only(["a", "b"])])
        try life.hear("b", 2)
        #expect(life.output == [2])
    }

    @Test func `any of nothing is any event at all`() throws {
        var life = try Life.of(ListenTests.listen("{ any: [] }"))
        #expect(life.openSubscriptions.map(\.types) == [.all])
        try life.hear("whatever", 1)
        #expect(life.output == [1])
    }

    @Test func `all waits for each, in whatever order they come, and takes each once`() throws {
        var life = try Life.of(ListenTests.listen("{ all: [{ with: { type: a } }, { with: { type: b } }] }"))
        try life.hear("b", 1)
        try life.hear("b", 2)
        #expect(life.output == nil)
        try life.hear("a", 3)
        #expect(life.output == [1, 3])
    }

    @Test func `until a condition holds of what has been consumed`() throws {
        var life = try Life.of(ListenTests.listen("{ any: [{ with: { type: a } }], until: '(. | length) == 2' }"))
        try life.hear("a", 1)
        try life.hear("b", 8)
        try life.hear("a", 2)
        #expect(life.output == [1, 2])
        #expect(life.openSubscriptions.isEmpty)
    }

    @Test func `until an event comes, which is no part of the output`() throws {
        var life = try Life.of(
            ListenTests.listen("{ any: [], until: { all: [{ with: { type: x } }, { with: { type: y } }] } }"))
        for type in ["a", "x", "b", "y"] { try life.hear(type, .string(type)) }
        #expect(life.output == ["a", "b"])
    }

    @Test(arguments: [("data", #"{"n":1}"#), ("raw", #""{\"n\":1}""#)])
    func `events are read as asked`(reading: String, output: String) throws {
        var life = try Life.of(ListenTests.listen("{ any: [] }", ", read: \(reading)"))
        try life.hear("a", ["n": 1])
        #expect(life.output?[0].text == output)
    }

    @Test func `an envelope has the event's attributes`() throws {
        var life = try Life.of(ListenTests.listen("{ any: [] }", ", read: envelope"))
        try life.hear("a", ["n": 1], subject: "s")
        #expect(life.output?[0]["type"] == "a")
        #expect(life.output?[0]["subject"] == "s")
        #expect(life.output?[0]["data"] == ["n": 1])
    }
}

struct CorrelationTests {
    @Test func `what is expected is compared with what the event says`() throws {
        var life = try Life.of(
            "do: [{ l: { listen: { to: { one: { with: { type: a }, correlate: { o: { from: .data.order, expect: '${ .order }' } } } } } } }]",
            input: ["order": 5])
        try life.hear("a", ["order": 4])
        try life.hear("a", "no order")
        #expect(life.output == nil)
        try life.hear("a", ["order": 5])
        #expect(life.output == [["order": 5]])
    }

    @Test func `an expectation outside an expression is a constant`() throws {
        var life = try Life.of(
            "do: [{ l: { listen: { to: { one: { with: { type: a }, correlate: { o: { from: .data, expect: .order } } } } } } }]"
        )
        try life.hear("a", "5")
        #expect(life.output == nil)
        try life.hear("a", ".order")
        #expect(life.output == [".order"])
    }

    @Test func `without an expectation the first event binds the others`() throws {
        let filter = { (type: String) in "{ with: { type: \(type) }, correlate: { room: { from: .data.room } } }" }
        var life = try Life.of("do: [{ l: { listen: { to: { all: [\(filter("t")), \(filter("h"))] } } } }]")
        try life.hear("t", ["room": 1])
        try life.hear("h", ["room": 2])
        #expect(life.output == nil)
        try life.hear("h", ["room": 1])
        #expect(life.output == [["room": 1], ["room": 1]])
    }
}

struct ForeachTests {
    private static let text = """
        do:
          - l:
              listen: { to: { any: [{ with: { type: a } }], until: '. | length == 3' } }
              foreach:
                item: event
                at: place
                do:
                  - ask: { call: fetch, with: { n: '${ $event.n }', place: '${ $place }' } }
                output: { as: '{ answer: . }' }
                export: { as: '$context + { last: .answer }' }
          - context: { set: '${ [., $context] }' }
        """

    @Test func `events wait for the iteration before them, in the order in which they came`() throws {
        var life = try Life.of(ForeachTests.text)
        for n in 1...3 { try life.hear("a", ["n": .integer(n)]) }
        #expect(life.calls.map(\.request.arguments) == [["n": 1, "place": 0]])
        try life.answer("one")
        #expect(life.calls.last?.request.arguments == ["n": 2, "place": 1])
        try life.answer("two")
        try life.answer("three")
        #expect(life.output == [[["answer": "one"], ["answer": "two"], ["answer": "three"]], ["last": "three"]])
    }

    @Test func `what is still queued when the condition holds is not consumed`() throws {
        var life = try Life.of(ForeachTests.text.replacing("length == 3", with: "length == 1"))
        for n in 1...3 { try life.hear("a", ["n": .integer(n)]) }
        let asked = try life.answer("one")
        #expect(life.output == [[["answer": "one"]], ["last": "one"]])
        #expect(asked.contains { if case .forget = $0 { true } else { false } })
    }

    @Test func `an iteration may do nothing but shape the output`() throws {
        var life = try Life.of(
            "do: [{ l: { listen: { to: { any: [], until: '. | length == 2' } }, foreach: { output: { as: '{ at: $index, got: $item }' } } } }]"
        )
        try life.hear("a", "x")
        try life.hear("b", "y")
        #expect(life.output == [["at": 0, "got": "x"], ["at": 1, "got": "y"]])
    }
}
