import Almanac
import Definition
import Engine
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
}
