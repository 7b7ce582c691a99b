import Almanac
import Engine
import Interpreter
import Notation
import Storage
import Testing

@Suite struct `coming back after a stop` {
    private static let start = "2021-01-01T00:00:00+07:00"

    private func bench(_ outlet: FlakyOutlet, _ rings: (count: Int, after: Int)...) throws -> Workbench {
        let documents = rings.map { Bells.document($0) }
        let bench = try Workbench(documents[0], functions: [Bells()], outlet: outlet)
        try bench.start("bells")
        return bench
    }

    private func command(_ id: String, discard: Bool = false) -> Arrival {
        .event(
            CloudEvent(
                id: id, source: "/test", type: Desk.approval, subject: "notices", data: ["discard": .bool(discard)]))
    }

    private func state(_ bench: Workbench, _ state: OutgoingRow.State) throws -> [String] {
        try bench.store.outgoing(state: state, atMost: 100).map(\.key)
    }

    private func trail(_ bench: Workbench) throws -> [String] {
        var trail: [String] = []
        try bench.store.eachAudit { trail.append("\($0.actor): \($0.action): \($0.result)") }
        return trail
    }

    @Test(arguments: [
        // Due at 01:00: not late enough; late, and more than the limit; late, and no more than the limit.
        ("2021-01-01T01:14:00+07:00", 5, false), ("2021-01-01T01:16:00+07:00", 5, true),
        ("2021-01-01T01:16:00+07:00", 3, false), ("2021-01-03T00:00:00+07:00", 4, true),
    ])
    func `holds what would leave at once above the limit`(at instant: String, count: Int, isHeld: Bool) throws {
        let outlet = FlakyOutlet()
        let bench = try bench(outlet, (count, 60))
        try bench.reopen(at: instant, catchUp: CatchUpPolicy(mostNotices: 3))
        try bench.play(until: "2021-01-03T00:00:01+07:00")
        #expect(outlet.keys.count == (isHeld ? 0 : count))
        #expect(try state(bench, .queued).count == (isHeld ? count : 0))
        #expect(try Hold.inForce(in: bench.store)?.notices == (isHeld ? count : nil))
        #expect(
            try trail(bench) == (isHeld ? ["dondoc: hold: \(count) notices wait for approval"] : []))
    }

    @Test func `lets go of what is held in its order, once`() throws {
        let outlet = FlakyOutlet()
        let bench = try bench(outlet, (5, 60))
        try bench.reopen(at: "2021-01-01T03:00:00+07:00", catchUp: CatchUpPolicy(mostNotices: 3))
        try bench.play(until: "2021-01-01T03:01:00+07:00")
        #expect(try bench.receive(command("a"))["a"] == .done(["did": "approve", "notices": 5]))
        #expect(outlet.keys == (1...5).map { "bell/60/\($0)" })
        #expect(try state(bench, .sent).count == 5)
        #expect(try bench.receive(command("b"))["b"] == .refused("nothing is held"))
        try bench.reopen(at: "2021-01-01T04:00:00+07:00", catchUp: CatchUpPolicy(mostNotices: 3))
        try bench.play(until: "2021-01-01T05:00:00+07:00")
        #expect(outlet.keys.count == 5)
    }

    @Test func `gives up what is held where a person says so, and says who`() throws {
        let outlet = FlakyOutlet()
        let bench = try bench(outlet, (5, 60))
        try bench.reopen(at: "2021-01-01T03:00:00+07:00", catchUp: CatchUpPolicy(mostNotices: 3))
        try bench.play(until: "2021-01-01T03:01:00+07:00")
        #expect(try bench.receive(command("a", discard: true))["a"] == .done(["did": "discard", "notices": 5]))
        #expect(outlet.keys.isEmpty)
        #expect(
            try bench.store.outgoing(state: .failed, atMost: 10).map(\.note)
                == Array(repeating: "discarded by /test", count: 5))
        #expect(try trail(bench).last == "/test: approve, discard: done")
    }

    @Test func `queues what is new behind what is held, and goes on with everything else`() throws {
        let outlet = FlakyOutlet()
        let text = Workbench.document(
            "bells",
            """
            do:
              - first: { call: ring, with: { count: 4, after: 60 } }
              - second: { call: ring, with: { count: 1, after: 300 } }
              - rest: { wait: PT2H }
              - ask: { call: http, with: { method: get, endpoint: 'http://localhost:9' } }
            """)
        let bench = try Workbench(text, functions: [Bells()], outlet: outlet)
        try bench.start("bells")
        try bench.reopen(at: "2021-01-01T04:00:00+07:00", catchUp: CatchUpPolicy(mostNotices: 3))
        try bench.play(until: "2021-01-01T06:00:00+07:00")
        #expect(outlet.keys.allSatisfy { $0.hasPrefix("call/") } && !outlet.keys.isEmpty)
        try bench.reopen(at: "2021-01-01T06:01:00+07:00", catchUp: CatchUpPolicy(mostNotices: 3))
        try bench.play(until: "2021-01-01T06:02:00+07:00")
        try bench.receive(command("a"))
        #expect(
            outlet.keys.filter { $0.hasPrefix("bell") } == (1...4).map { "bell/60/\($0)" } + ["bell/300/1"])
    }

    @Test func `what was made up for at night is held in the morning, and only that`() throws {
        let outlet = FlakyOutlet()
        let text = Workbench.document(
            "bells",
            """
            do:
              - night: { call: ring, with: { count: 4, after: 60, defers: 300 } }
              - later: { call: ring, with: { count: 5, after: 2000 } }
            """)
        let bench = try Workbench(text, functions: [Bells()], outlet: outlet)
        try bench.start("bells")
        let policy = CatchUpPolicy(mostNotices: 3)
        let now = try #require(Instant(rfc3339: "2021-01-01T03:00:00+07:00"))
        #expect(try bench.desk(catchUp: policy).outlook(at: now).map(\.notices) == [0, 4])
        try bench.reopen(at: "2021-01-01T03:00:00+07:00", catchUp: policy)
        try bench.play(until: "2021-01-01T07:59:00+07:00")
        #expect(try Hold.inForce(in: bench.store) == nil)
        try bench.play(until: "2021-01-01T08:30:00+07:00")
        #expect(try Hold.inForce(in: bench.store)?.notices == 4)
        try bench.receive(command("a"))
        try bench.play(until: "2021-01-04T00:00:00+07:00")
        #expect(outlet.keys.count == 9)
    }

    @Test func `a desk that sleeps because nothing is due is not away`() throws {
        let outlet = FlakyOutlet()
        let text = Bells.document((5, 2880))
        let bench = try Workbench(
            text, functions: [Bells()], outlet: outlet, catchUp: CatchUpPolicy(mostNotices: 3))
        try bench.start("bells")
        try bench.play(until: "2021-01-04T00:00:00+07:00")
        #expect(outlet.keys.count == 5)
        #expect(try Hold.inForce(in: bench.store) == nil)
    }

    @Test func `holds whatever the number on a store that was restored, and says so once`() throws {
        let outlet = FlakyOutlet()
        let bench = try bench(outlet, (1, 60))
        try bench.reopen(at: "2021-01-01T00:30:00+07:00", catchUp: CatchUpPolicy(mostNotices: 3, knownTurns: 40))
        try bench.play(until: "2021-01-01T02:00:00+07:00")
        #expect(outlet.keys.isEmpty)
        #expect(try Hold.inForce(in: bench.store)?.reason == .restored)
        #expect(try trail(bench).map { $0.prefix(22) } == ["dondoc: store restored", "dondoc: hold: 0 notice"])
        try bench.receive(command("a"))
        #expect(outlet.keys == ["bell/60/1"])
        try bench.reopen(at: "2021-01-01T03:00:00+07:00", catchUp: CatchUpPolicy(mostNotices: 3, knownTurns: 41))
        try bench.play(until: "2021-01-01T04:00:00+07:00")
        #expect(try Hold.inForce(in: bench.store) == nil)
    }

    @Test
    func `holds on a store that came out of a backup, where nothing beside it knows of its turns, and says so once`()
        throws
    {
        let outlet = FlakyOutlet()
        let bench = try bench(outlet, (1, 60))
        try bench.store.set(fact: BroughtBack.fact, to: "2021-01-01T00:00:00+07:00")
        let now = try #require(Instant(rfc3339: "2021-01-01T01:00:00+07:00"))
        #expect(try bench.desk().isIrregular(at: now))
        let outlook = try bench.desk().outlook(at: now)
        #expect(outlook.first?.irregularities.first == .broughtBack(backup: "2021-01-01T00:00:00+07:00"))
        #expect(outlook.last?.hold?.reason == .restored)
        try bench.reopen(at: "2021-01-01T00:30:00+07:00")
        try bench.play(until: "2021-01-01T02:00:00+07:00")
        #expect(outlet.keys.isEmpty)
        #expect(
            try trail(bench).first == "dondoc: store restored: from the backup of 2021-01-01T00:00:00+07:00")
        try bench.receive(command("a"))
        #expect(outlet.keys == ["bell/60/1"])
        try bench.reopen(at: "2021-01-01T03:00:00+07:00")
        try bench.play(until: "2021-01-01T04:00:00+07:00")
        #expect(try Hold.inForce(in: bench.store) == nil)
    }

    @Test func `nobody approves what was not there to be seen`() throws {
        let bench = try bench(FlakyOutlet(), (1, 60))
        try bench.reopen(at: "2021-01-01T00:30:00+07:00", catchUp: CatchUpPolicy(knownTurns: 40))
        guard case .refused(let sentence) = try bench.receive(command("a"))["a"] else {
            Issue.record("it was approved")
            return
        }
        #expect(sentence.contains("look at dondoc status first"))
        #expect(try Hold.inForce(in: bench.store) != nil)
    }

    @Test func `the outlook tells what a start would do, and leaves nothing of it`() throws {
        let outlet = FlakyOutlet()
        let bench = try bench(outlet, (5, 60))
        let now = try #require(Instant(rfc3339: "2021-01-01T03:00:00+07:00"))
        let desk = bench.desk(catchUp: CatchUpPolicy(mostNotices: 3))
        #expect(try desk.isIrregular(at: now))
        let outlook = try #require(try desk.outlook(at: now).first)
        #expect(outlook.notices == 5)
        #expect(outlook.lateness == Array(repeating: 2 * 3_600_000, count: 5))
        #expect(outlook.hold?.notices == 5)
        #expect(outlook.irregularities.first == .absent(since: Instant(rfc3339: "2021-01-01T01:00:00+07:00")!))
        #expect(try Hold.inForce(in: bench.store) == nil)
        #expect(try trail(bench).isEmpty)
        #expect(try state(bench, .queued).isEmpty)
        try bench.reopen(at: "2021-01-01T03:00:00+07:00")
        try bench.play(until: "2021-01-01T03:01:00+07:00")
        #expect(outlet.keys.count == 5)
    }

    @Test(arguments: ["2020-12-31T00:00:00+07:00", "2021-01-01T01:30:00+07:00", "2020-01-01T00:00:00+07:00"])
    func `a clock that goes back sends nothing twice, leaves nothing out and is noted once`(back: String) throws {
        let outlet = FlakyOutlet()
        let text = Workbench.document(
            "bells",
            """
            schedule: { every: PT1H }
            do: [{ ring: { call: ring, with: { count: 1, after: 30 } } }]
            """)
        let bench = try Workbench(text, functions: [Bells()], outlet: outlet)
        try bench.play(until: "2021-01-01T03:10:00+07:00")
        try bench.reopen(at: back)
        try bench.play(until: "2021-01-01T06:10:00+07:00")
        let undisturbed = try Workbench(text, functions: [Bells()])
        try undisturbed.play(until: "2021-01-01T06:10:00+07:00")
        #expect(try bench.subjects("bells") == undisturbed.subjects("bells"))
        #expect(try trail(bench).count { $0.hasPrefix("dondoc: clock went back: from 2021-01-01T03:") } == 1)
    }
}
