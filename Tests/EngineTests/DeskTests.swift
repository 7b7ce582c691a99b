import Almanac
import Engine
import Interpreter
import Notation
import Storage
import Testing

@Suite struct `the desk` {
    private func event(_ id: String, _ type: String, _ data: JSON = .null) -> Arrival {
        .event(CloudEvent(id: id, source: "/test", type: type, data: data))
    }

    @Test func `an event starts the workflows that begin with it, once, however often it arrives`() throws {
        let bench = try Workbench(
            Workbench.document(
                "greet", "schedule: { on: { one: { with: { type: hello } } } }\ndo: [{ keep: { set: '${ .[0] }' } }]"))
        try bench.receive(event("1", "hello", ["a": 1]))
        try bench.receive(event("1", "hello", ["a": 1]), event("2", "other"))
        #expect(try bench.results("greet") == [#"{"a":1}"#])
    }

    @Test func `an event whose name no index could hold is refused, and the others are taken`() throws {
        let bench = try Workbench(
            Workbench.document(
                "greet", "schedule: { on: { one: { with: { type: hello } } } }\ndo: [{ keep: { set: '${ .[0] }' } }]"))
        let long = String(repeating: "a", count: 991)
        let replies = try bench.receive(event(long, "hello", ["a": 1]), event("2", "hello", ["a": 2]))
        let sentence = "an event's source, id and type may have 1000 bytes together; this one's have 1001"
        #expect(replies[long] == .refused(sentence))
        #expect(try bench.results("greet") == [#"{"a":2}"#])
        #expect(try bench.store.ledger(subject: "event/*").map(\.result) == [.skipped])
    }

    @Test func `an event wakes every execution that listens for it`() throws {
        let listening = "do: [{ hear: { listen: { to: { one: { with: { type: hello } } } } } }]"
        let bench = try Workbench(Workbench.document("first", listening), Workbench.document("second", listening))
        try bench.start("first")
        try bench.start("second")
        try bench.receive(event("1", "hello", ["a": 1]))
        #expect(try bench.results("first") == [#"[{"a":1}]"#])
        #expect(try bench.results("second") == [#"[{"a":1}]"#])
    }

    @Test func `a wait is slept through a restart and wakes at its own instant`() throws {
        let bench = try Workbench(
            Workbench.document("nap", "do: [{ rest: { wait: P3D } }, { tell: { set: { now: '${ now }' } } }]"))
        try bench.start("nap")
        try bench.reopen(at: "2021-01-02T00:00:00+07:00")
        try bench.play(until: "2021-01-03T23:00:00+07:00")
        #expect(try bench.results("nap") == ["waiting"])
        try bench.play(until: "2021-01-05T00:00:00+07:00")
        #expect(try bench.results("nap") == [#"{"now":1609693200}"#])
    }

    @Test func `a child workflow answers its parent`() throws {
        let bench = try Workbench(
            Workbench.document(
                "parent",
                "do: [{ ask: { run: { workflow: { namespace: test, name: child, version: latest, input: { n: 2 } } } } }]"
            ),
            Workbench.document("child", "do: [{ wait: { wait: PT1H } }, { double: { set: { n: '${ .n * 2 }' } } }]"))
        try bench.start("parent")
        try bench.play(until: "2021-01-01T02:00:00+07:00")
        #expect(try bench.results("parent") == [#"{"n":4}"#])
    }

    @Test func `a child that does not exist faults its parent`() throws {
        let bench = try Workbench(
            Workbench.document(
                "parent", "do: [{ ask: { run: { workflow: { namespace: test, name: nobody, version: latest } } } }]"))
        try bench.start("parent")
        #expect(try bench.store.instances(phase: "faulted", atMost: 10).map(\.name) == ["parent"])
    }

    @Test func `a failed call is tried again under another key`() throws {
        let outlet = FlakyOutlet()
        let text = """
            do:
              - attempt:
                  try: [{ ask: { call: http, with: { method: get, endpoint: 'http://localhost:9' } } }]
                  catch: { errors: { with: { status: 500 } }, retry: { delay: PT1M, limit: { attempt: { count: 3 } } } }
            """
        let bench = try Workbench(Workbench.document("asking", text), outlet: outlet)
        try bench.start("asking")
        try bench.play(until: "2021-01-01T01:00:00+07:00")
        #expect(try bench.results("asking") == [#"{"count":2}"#])
        #expect(Set(outlet.keys).count == 2)
    }

    @Test func `every journal leads to the state that is stored`() throws {
        let text = """
            do:
              - count: { for: { each: n, in: '${ [1,2,3] }' }, do: [{ rest: { wait: PT1H } }, { keep: { set: '${ {sum: ((.sum // 0) + $n)} }' } }] }
              - hear: { listen: { to: { any: [{ with: { type: go } }] } } }
            """
        let bench = try Workbench(Workbench.document("long", text))
        try bench.start("long")
        for hour in 1...3 { try bench.play(until: "2021-01-01T0\(hour):30:00+07:00") }
        for row in try bench.store.instances(phase: nil, atMost: 10) {
            #expect(try Replay(of: row, in: bench.store, functions: []).reachesTheSameState)
        }
        try bench.receive(event("1", "go", 7))
        #expect(try bench.results("long") == ["[7]"])
        for row in try bench.store.instances(phase: nil, atMost: 10) {
            #expect(try Replay(of: row, in: bench.store, functions: []).reachesTheSameState)
        }
    }

    @Test func `what came after an instance had begun is heard, also when the clock was set back between`() throws {
        let bench = try Workbench(
            Workbench.document(
                "late", "do: [{ rest: { wait: PT2H } }, { hear: { listen: { to: { one: { with: { type: go } } } } } }]")
        )
        try bench.receive(event("before", "go", 1))
        try bench.play(until: "2021-01-01T06:00:00+07:00")
        try bench.start("late")
        try bench.reopen(at: "2021-01-01T01:00:00+07:00")
        try bench.receive(event("after", "go", 2))
        try bench.play(until: "2021-01-01T09:00:00+07:00")
        #expect(try bench.results("late") == ["[2]"])
    }

    @Test func `people suspend, resume, cancel and retry by events that are kept`() throws {
        let bench = try Workbench(Workbench.document("nap", "do: [{ rest: { wait: PT1H } }]"))
        try bench.start("nap")
        func say(_ verb: String, _ id: Int, _ event: String) throws -> Reply? {
            try bench.receive(self.event(event, "dondoc.command.\(verb).v1", ["id": .integer(id)]))[event]
        }
        _ = try say("suspend", 1, "a")
        try bench.play(until: "2021-01-01T02:00:00+07:00")
        #expect(try bench.results("nap") == ["suspended"])
        _ = try say("resume", 1, "b")
        #expect(try bench.store.instances(phase: "completed", atMost: 5).count == 1)
        #expect(try say("cancel", 1, "c") == .refused("instance 1 has ended: it is completed"))
        #expect(try say("cancel", 7, "d") == .refused("there is no instance 7"))
    }

    @Test func `what was queued when the process died is released when the next one opens`() throws {
        let outlet = FlakyOutlet()
        let bench = try Workbench(
            Workbench.document(
                "asking", "do: [{ ask: { call: http, with: { method: get, endpoint: 'http://localhost:9' } } }]"),
            outlet: outlet)
        try bench.store.begin()
        try bench.store.queue(.init(key: "notice/1", kind: "notice", body: "{}", queuedAt: Instant(milliseconds: 0)))
        try bench.store.commit()
        try bench.reopen(at: "2021-01-02T00:00:00+07:00")
        try bench.play(until: "2021-01-02T00:01:00+07:00")
        #expect(outlet.keys == ["notice/1"])
    }

    @Test func `what is under way is not released again by a reload, only by the next process`() throws {
        let text = "do: [{ ask: { call: http, with: { method: get, endpoint: 'http://localhost:9' } } }]"
        let bench = try Workbench(Workbench.document("asking", text))
        let now = bench.rehearsal.now
        func desk() throws -> Desk {
            Desk(store: bench.store, library: bench.library, functions: [], zone: .vietnam)
        }
        let first = try desk()
        let start = Arrival.start(reply: "a", namespace: nil, name: "asking", version: "latest", input: .null)
        #expect(try first.turn(at: now, arrivals: [start]).released.map(\.key) == ["call/1/1"])
        let second = first.renewed(library: bench.library, functions: [])
        #expect(try second.turn(at: now).released.isEmpty)
        #expect(try second.renewed(library: bench.library, functions: []).turn(at: now).released.isEmpty)
        #expect(try desk().turn(at: now).released.map(\.key) == ["call/1/1"])
    }

    @Test func `events that lead to one another without end are cut off`() throws {
        let bench = try Workbench(
            Workbench.document(
                "echo",
                "schedule: { on: { one: { with: { type: ping } } } }\ndo: [{ again: { emit: { event: { with: { type: ping, source: '/x' } } } } }]"
            ))
        try bench.receive(event("1", "ping"))
        let count = try bench.store.instances(phase: nil, atMost: 10_000).count
        #expect(count > 10 && count <= 1001)
        #expect(try bench.store.ledger(subject: "event/*").map(\.result) == [.skipped])
    }
}
