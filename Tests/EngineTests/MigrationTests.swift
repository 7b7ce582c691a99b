import Almanac
import Engine
import Interpreter
import Notation
import Storage
import Testing

@Suite struct `running instances that go over to another version` {
    /// Version 1: a rest, a bell, then what follows.
    private static func document(_ version: String, _ tasks: String) -> String {
        "document: { dsl: '1.0.3', namespace: test, name: flow, version: '\(version)' }\ndo:\n\(tasks)\n"
    }

    private static let rest = "  - rest: { wait: P1D }\n"
    private static let first = document("1.0.0", rest + "  - tell: { set: { text: old } }")

    private func order(_ version: String, id: Int? = nil) -> Arrival {
        let data: JSON = ["workflow": "flow", "version": .string(version), "id": id.map { .integer($0) } ?? .null]
        return .event(
            CloudEvent(
                id: "order-\(version)", source: "/test", type: Desk.migration, subject: "flow", data: data,
                extensions: Members([("actor", "lan")])))
    }

    /// Version 1 started and asleep, with another version beside it.
    private func bench(_ second: String, outlet: FlakyOutlet = FlakyOutlet()) throws -> Workbench {
        let bench = try Workbench(Self.first, second, functions: [Bells()], outlet: outlet)
        try bench.receive(.start(reply: "a", namespace: nil, name: "flow", version: "1.0.0", input: .null))
        try bench.play(until: "2021-01-01T12:00:00+07:00")
        return bench
    }

    @Test func `go on with what follows there, and their journals still lead to the same state`() throws {
        let bench = try bench(Self.document("2.0.0", Self.rest + "  - tell: { set: { text: new } }"))
        let reply = try bench.receive(order("2.0.0"))["order-2.0.0"]
        #expect(reply == .done(["did": "migrate", "version": "2.0.0", "migrated": [1], "refused": []]))
        let row = try #require(try bench.store.instance(1))
        #expect(row.version == "2.0.0")
        #expect(try Replay(of: row, in: bench.store, functions: []).reachesTheSameState)
        try bench.reopen(at: "2021-01-01T18:00:00+07:00")
        try bench.play(until: "2021-01-03T00:00:00+07:00")
        #expect(try bench.results("flow") == [#"{"text":"new"}"#])
        let ended = try #require(try bench.store.instance(1))
        #expect(try Replay(of: ended, in: bench.store, functions: []).reachesTheSameState)
        var trail: [String] = []
        try bench.store.eachAudit { trail.append("\($0.actor) \($0.action) \($0.subject) \($0.result)") }
        #expect(trail == ["lan migrate, version 2.0.0 flow done"])
    }

    @Test func `may have more done before they wait, as long as they wait for the same`() throws {
        let bench = try bench(
            Self.document(
                "2.0.0",
                "  - note: { set: { who: Lan } }\n" + Self.rest + "  - tell: { set: { text: '${ .who }' } }"))
        try bench.receive(order("2.0.0"))
        try bench.play(until: "2021-01-03T00:00:00+07:00")
        #expect(try bench.results("flow") == [#"{"text":"Lan"}"#])
    }

    @Test(arguments: [
        // What they wait for, and what they would wait for, is told.
        (
            "  - rest: { wait: P2D }\n  - tell: { set: { text: new } }",
            "it waits until 2021-01-01T17:00:00Z, under 2.0.0 it would wait until 2021-01-02T17:00:00Z"
        ),
        (
            "  - hear: { listen: { to: { one: { with: { type: go } } } } }\n" + rest,
            "it waits until 2021-01-01T17:00:00Z, under 2.0.0 it would wait for go"
        ),
        ("  - tell: { set: { text: new } }", "under 2.0.0 it would have completed"),
        (
            "  - ask: { call: http, with: { method: get, endpoint: 'http://localhost:9' } }\n" + rest,
            "it is waiting, under 2.0.0 it would be running"
        ),
    ])
    func `are refused where they would wait for something else`(tasks: String, reason: String) throws {
        let bench = try bench(Self.document("2.0.0", tasks))
        let reply = try bench.receive(order("2.0.0"))["order-2.0.0"]
        #expect(reply == .refused("instance 1 does not fit: \(reason)"))
        #expect(try bench.store.instance(1)?.version == "1.0.0")
        #expect(try bench.store.journal(of: 1).count == 1)
        try bench.play(until: "2021-01-03T00:00:00+07:00")
        #expect(try bench.results("flow") == [#"{"text":"old"}"#])
    }

    @Test func `may go over more than once, and listeners and calls find them afterwards`() throws {
        let outlet = FlakyOutlet()
        let tail = """
              - hear: { listen: { to: { one: { with: { type: go } } } } }
              - ask: { call: http, with: { method: get, endpoint: 'http://localhost:9' } }
            """
        let second = Self.document("2.0.0", Self.rest + tail)
        let third = Self.document(
            "3.0.0", Self.rest + tail.replacing("method: get", with: "method: post").replacing("- ask", with: "- put"))
        let bench = try Workbench(Self.first, second, third, functions: [Bells()], outlet: outlet)
        try bench.receive(.start(reply: "a", namespace: nil, name: "flow", version: "1.0.0", input: .null))
        try bench.receive(order("2.0.0", id: 1))
        try bench.play(until: "2021-01-02T12:00:00+07:00")
        try bench.receive(order("3.0.0", id: 1))
        let row = try #require(try bench.store.instance(1))
        #expect(row.version == "3.0.0" && row.phase == "waiting")
        #expect(try Replay(of: row, in: bench.store, functions: []).reachesTheSameState)
        try bench.receive(.event(CloudEvent(id: "e", source: "/test", type: "go", data: 1)))
        #expect(outlet.keys.count == 1)
        let ended = try #require(try bench.store.instance(1))
        #expect(ended.phase == "faulted", "the line is down for the first call")
        #expect(try Replay(of: ended, in: bench.store, functions: []).reachesTheSameState)
    }

    @Test(arguments: [
        ("4.0.0", nil, "there is no workflow \"flow\" of version 4.0.0; a running daemon reads new files on SIGHUP"),
        ("1.0.0", nil, "no running instance of flow has another version than 1.0.0"),
        ("2.0.0", 7, "instance 7 is not a running one of another version of flow"),
    ])
    func `are told where there is nothing to go over`(version: String, id: Int?, sentence: String) throws {
        let bench = try bench(Self.document("2.0.0", Self.rest))
        #expect(try bench.receive(order(version, id: id))["order-\(version)"] == .refused(sentence))
    }
}
