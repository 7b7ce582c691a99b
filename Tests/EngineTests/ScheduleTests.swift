import Almanac
import Definition
import Engine
import Notation
import Storage
import Testing

@Suite struct schedules {
    private let monthly = Workbench.document(
        "monthly", "schedule: { cron: 0 8 1 * * }\ndo: [{ keep: { set: { at: '${ .scheduledAt }' } } }]")

    @Test func `a cron schedule runs at each nominal instant in the site's zone`() throws {
        let bench = try Workbench(monthly)
        try bench.play(until: "2021-04-01T09:00:00+07:00")
        #expect(
            try bench.subjects("monthly") == [
                "2021-01-01T08:00:00+07:00", "2021-02-01T08:00:00+07:00", "2021-03-01T08:00:00+07:00",
                "2021-04-01T08:00:00+07:00",
            ])
        #expect(try bench.results("monthly").first == #"{"at":"2021-01-01T08:00:00+07:00"}"#)
    }

    @Test(arguments: [
        (MissedRuns.latest, ["2021-01-01T08:00:00+07:00", "2021-03-01T08:00:00+07:00"]),
        (MissedRuns.all, ["2021-01-01T08:00:00+07:00", "2021-02-01T08:00:00+07:00", "2021-03-01T08:00:00+07:00"]),
        (MissedRuns.skip, ["2021-01-01T08:00:00+07:00"]),
    ])
    func `instants that were missed go by the policy`(policy: MissedRuns, subjects: [String]) throws {
        let bench = try Workbench(monthly)
        try bench.play(until: "2021-01-15T00:00:00+07:00")
        try bench.reopen(at: "2021-03-20T10:00:00+07:00", missedRuns: policy)
        try bench.play(until: "2021-03-20T11:00:00+07:00")
        #expect(try bench.subjects("monthly") == subjects)
        #expect(try bench.store.ledger(subject: "schedule/test.monthly").count == 3)
        try bench.play(until: "2021-04-02T00:00:00+07:00")
        #expect(try bench.subjects("monthly").last == "2021-04-01T08:00:00+07:00")
    }

    @Test func `a nominal instant runs once, also when a desk opens again before the next`() throws {
        let bench = try Workbench(monthly)
        try bench.play(until: "2021-01-01T08:00:01+07:00")
        for _ in 1...3 {
            try bench.reopen(at: "2021-01-01T08:00:30+07:00")
            try bench.play(until: "2021-01-02T00:00:00+07:00")
        }
        #expect(try bench.subjects("monthly").count == 1)
    }

    @Test func `every follows from the last nominal instant, not from the clock`() throws {
        let bench = try Workbench(
            Workbench.document("often", "schedule: { every: PT10M }\ndo: [{ keep: { set: { a: 1 } } }]"),
            from: "2021-01-01T00:00:00+07:00")
        try bench.play(until: "2021-01-01T00:15:00+07:00")
        try bench.reopen(at: "2021-01-01T00:27:00+07:00")
        try bench.play(until: "2021-01-01T00:35:00+07:00")
        #expect(
            try bench.subjects("often") == [
                "2021-01-01T00:10:00+07:00", "2021-01-01T00:20:00+07:00", "2021-01-01T00:30:00+07:00",
            ])
    }

    @Test func `a restart before the first run does not begin the count anew`() throws {
        let bench = try Workbench(
            Workbench.document("daily", "schedule: { every: P1D }\ndo: [{ keep: { set: { a: 1 } } }]"))
        try bench.play(until: "2021-01-01T12:00:00+07:00")
        try bench.reopen(at: "2021-01-01T20:00:00+07:00")
        try bench.play(until: "2021-01-02T01:00:00+07:00")
        #expect(try bench.subjects("daily") == ["2021-01-02T00:00:00+07:00"])
    }

    @Test func `after runs again when the last run has ended`() throws {
        let bench = try Workbench(
            Workbench.document("again", "schedule: { after: PT1H }\ndo: [{ rest: { wait: PT30M } }]"))
        try bench.play(until: "2021-01-01T04:10:00+07:00")
        #expect(
            try bench.subjects("again") == [
                "2021-01-01T00:00:00+07:00", "2021-01-01T01:30:00+07:00", "2021-01-01T03:00:00+07:00",
            ])
    }

    @Test func `after is run late where missed runs are skipped, and so goes on`() throws {
        let text = Workbench.document("again", "schedule: { after: PT1H }\ndo: [{ rest: { wait: PT30M } }]")
        let bench = try Workbench(text, missedRuns: .skip)
        try bench.play(until: "2021-01-01T00:40:00+07:00")
        try bench.reopen(at: "2021-01-02T00:00:00+07:00", missedRuns: .skip)
        try bench.play(until: "2021-01-02T01:40:00+07:00")
        #expect(
            try bench.subjects("again") == [
                "2021-01-01T00:00:00+07:00", "2021-01-01T01:30:00+07:00", "2021-01-02T01:30:00+07:00",
            ])
    }

    @Test func `all begins when each of its events has come, in whatever order, also through a restart`() throws {
        let text = """
            schedule: { on: { all: [{ with: { type: paid } }, { with: { type: packed } }] } }
            do: [{ keep: { set: '${ . }' } }]
            """
        let bench = try Workbench(Workbench.document("ship", text))
        func event(_ id: String, _ type: String) -> Arrival {
            .event(CloudEvent(id: id, source: "/test", type: type, data: .string(id)))
        }
        try bench.receive(event("1", "packed"), event("2", "packed"))
        try bench.reopen(at: "2021-01-02T00:00:00+07:00")
        #expect(try bench.results("ship").isEmpty)
        try bench.receive(event("3", "paid"))
        #expect(try bench.results("ship") == [#"["1","3"]"#])
        // What came a second time waits for a second round.
        try bench.receive(event("4", "paid"))
        #expect(try bench.results("ship") == [#"["1","3"]"#, #"["2","4"]"#])
    }

    @Test func `all keeps apart what is correlated with different things`() throws {
        let text = """
            schedule:
              on:
                all:
                  - { with: { type: paid }, correlate: { order: { from: .data.order } } }
                  - { with: { type: packed }, correlate: { order: { from: .data.order } } }
            do: [{ keep: { set: '${ map(.n) }' } }]
            """
        let bench = try Workbench(Workbench.document("ship", text))
        for (n, type, order) in [(1, "paid", "A"), (2, "packed", "B"), (3, "paid", "B"), (4, "packed", "A")] {
            let data: JSON = ["order": .string(order), "n": .integer(n)]
            try bench.receive(.event(CloudEvent(id: "\(n)", source: "/test", type: type, data: data)))
        }
        #expect(try bench.results("ship") == ["[2,3]", "[1,4]"])
    }

    @Test(arguments: [("'${ length >= 3 }'", "[1,2,3]"), ("{ one: { with: { type: closed } } }", "[1,2,3,4]")])
    func `any with until begins with all that has come by then`(until: String, result: String) throws {
        let text = """
            schedule: { on: { any: [{ with: { type: paid } }], until: \(until) } }
            do: [{ keep: { set: '${ . }' } }]
            """
        let bench = try Workbench(Workbench.document("sum", text))
        for n in 1...4 {
            try bench.receive(.event(CloudEvent(id: "\(n)", source: "/test", type: "paid", data: .integer(n))))
        }
        try bench.receive(.event(CloudEvent(id: "5", source: "/test", type: "closed", data: 5)))
        #expect(try bench.results("sum") == [result])
    }

    @Test(arguments: [("data", #"[{"a":1}]"#), ("envelope", "specversion")])
    func `read says how the event reaches the input`(reading: String, words: String) throws {
        let text =
            "schedule: { on: { one: { with: { type: hello } } }, read: \(reading) }\ndo: [{ keep: { set: '${ . }' } }]"
        let bench = try Workbench(Workbench.document("greet", text))
        try bench.receive(.event(CloudEvent(id: "1", source: "/test", type: "hello", data: ["a": 1])))
        #expect(try bench.results("greet").first?.contains(words) == true)
    }

    @Test func `a zone of the document or of its cron prefix goes before the site's`() throws {
        let head =
            "document: { dsl: '1.0.3', namespace: test, name: noon, version: '1.0.0', metadata: { timezone: UTC } }\n"
        let bench = try Workbench(
            head + "schedule: { cron: 0 12 * * * }\ndo: [{ keep: { set: { a: 1 } } }]\n",
            Workbench.document(
                "york", "schedule: { cron: 'CRON_TZ=America/New_York 0 12 * * *' }\ndo: [{ keep: { set: { a: 1 } } }]"))
        try bench.play(until: "2021-01-02T00:30:00+07:00")
        #expect(try bench.subjects("noon") == ["2021-01-01T12:00:00Z"])
        #expect(
            try bench.store.ledger(subject: "schedule/test.york").map(\.nominal) == [
                Instant(rfc3339: "2021-01-02T00:00:00+07:00")!
            ])
    }
}
