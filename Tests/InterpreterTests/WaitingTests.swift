import Almanac
import Interpreter
import Notation
import Testing

struct WaitingTests {
    @Test(
        arguments: [
            ("{ minutes: 2, seconds: 5 }", "2021-03-01T08:02:05+07:00"), ("PT36H", "2021-03-02T20:00:00+07:00"),
            ("P1M", "2021-04-01T08:00:00+07:00"),
            ("'${ \"P\" + (.days | tostring) + \"D\" }'", "2021-03-04T08:00:00+07:00"),
        ])
    func `a wait ends at one instant, on the calendar of the zone`(span: String, until: String) throws {
        var life = try Life.of("do: [{ w: { wait: \(span) } }]", input: ["days": 3])
        #expect(life.execution.phase == .waiting)
        #expect(life.openAlarms.map(\.until) == [Instant(rfc3339: until)])
        try life.wake()
        #expect(life.output == ["days": 3])
    }

    @Test func `no time at all is not waited for`() throws {
        #expect(try Life.of("do: [{ w: { wait: PT0S } }]").sleeps == [])
    }

    @Test func `a span that is no duration is an error of the expression`() throws {
        let fault = try Life.of("do: [{ w: { wait: '${ \"soon\" }' } }]").fault
        #expect(fault?.type == FaultKind.expression.type)
        #expect(fault?.detail == "\"soon\" is not an ISO 8601 duration")
    }

    @Test func `a wake-up that nobody waits for changes nothing`() throws {
        var life = try Life.of("do: [{ w: { wait: PT1H } }]")
        let before = life.execution
        #expect(life.take(.woke(WaitToken(99))) == [])
        #expect(life.execution == before)
    }
}

struct TimeoutTests {
    @Test func `a task that takes longer than its timeout is abandoned with what it waits for`() throws {
        var life = try Life.of("do: [{ c: { call: fetch, timeout: { after: { hours: 1 } } } }]")
        let call = try #require(life.calls.first)
        let asked = try life.wake()
        #expect(asked.contains(.forget(call.token)))
        #expect(life.fault?.type == FaultKind.timeout.type)
        #expect(life.fault?.status == 408)
        #expect(life.fault?.instance == "/do/0/c")
    }

    @Test func `a task that is done in time gives its timeout up`() throws {
        var life = try Life.of("do: [{ c: { call: fetch, timeout: { after: PT1H } } }]")
        let asked = try life.answer("done", after: 60)
        #expect(asked.first == .forget(life.openAlarmsEver[0]))
        #expect(life.output == "done")
    }

    @Test func `the timeout of a list covers all that is inside, branches included`() throws {
        var life = try Life.of(
            """
            use: { timeouts: { short: { after: PT1M } } }
            do:
              - guard:
                  try:
                    - all:
                        timeout: short
                        do: [{ f: { fork: { branches: [{ a: { call: tell } }, { b: { wait: PT2M } }] } } }]
                  catch:
                    errors: { with: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/timeout' } }
                    do: [{ late: { set: '${ $error.instance }' } }]
            """)
        try life.wake()
        #expect(life.output == "/do/0/guard/try/0/all")
        #expect(life.openCalls.isEmpty)
        #expect(life.openAlarms.isEmpty)
    }

    @Test func `a try does not catch its own timeout`() throws {
        var life = try Life.of("do: [{ t: { timeout: { after: PT1M }, try: [{ w: { wait: PT2M } }], catch: {} } }]")
        try life.wake()
        #expect(life.fault?.status == 408)
    }

    @Test func `the workflow's timeout cannot be caught`() throws {
        var life = try Life.of("timeout: { after: PT1M }\ndo: [{ t: { try: [{ w: { wait: PT2M } }], catch: {} } }]")
        try life.wake()
        #expect(life.fault?.detail == "the workflow took longer than its timeout allows")
        #expect(life.openAlarms.isEmpty)
    }
}

extension Life {
    fileprivate var openAlarmsEver: [WaitToken] {
        effects.compactMap { if case .sleep(let token, _) = $0 { token } else { nil } }
    }
}
