import Almanac
import Definition
import Engine
import Foundation
import Interpreter
import Notation
import Storage
import TestKit
import Testing

@Suite struct UpkeepTests {
    private static let nap = Workbench.document("nap", "do: [{ rest: { wait: P1D } }, { tell: { set: { a: 1 } } }]")

    private func upkeep(_ folder: TemporaryFolder, instances: String = "P1Y", events: String = "P1Y") -> Upkeep {
        var spans = KeptSpans()
        spans.instances = CivilDuration(iso8601: instances)!
        spans.events = CivilDuration(iso8601: events)!
        spans.outgoing = spans.events
        return Upkeep(spans: spans, archive: Archive(folder: folder.path + "/archive"))
    }

    private func hello(_ id: String) -> Arrival {
        .event(CloudEvent(id: id, source: "/test", type: "hello", data: ["n": .string(id)]))
    }

    @Test func `what ended longer ago than the site keeps it leaves at night, and lies whole in the archive`() throws {
        let folder = try TemporaryFolder()
        let bench = try Workbench(Self.nap, upkeep: upkeep(folder))
        try bench.start("nap")
        try bench.play(until: "2022-01-02T02:00:00+07:00")
        let row = try #require(try bench.store.instance(1))
        let journal = try bench.store.journal(of: 1)
        try bench.play(until: "2022-01-03T03:00:00+07:00")
        #expect(try bench.store.instance(1) == nil)
        let kept = try #require(try Archive(folder: folder.path + "/archive").instance(1))
        #expect(kept.row == row)
        #expect(kept.journal == journal && journal.count == 2)
        #expect(try Replay(of: kept.row, journal: kept.journal, in: bench.store, functions: []).reachesTheSameState)
        #expect(try Archive(folder: folder.path + "/archive").instance(2) == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/archive") == ["2021-01.jsonl"])
        let notes = try bench.store.ledger(subject: "upkeep/*").map(\.note)
        #expect(notes.contains("archived 1 instances"))
    }

    @Test func `a site in which nothing is old enough is not woken for it`() throws {
        let bench = try Workbench(Self.nap, upkeep: upkeep(try TemporaryFolder()))
        try bench.start("nap")
        try bench.play(until: "2021-12-31T00:00:00+07:00")
        #expect(try bench.store.ledger(subject: "upkeep/*").isEmpty)
        #expect(try bench.store.nextWakeUp() == Instant(rfc3339: "2022-01-01T02:30:00+07:00"))
    }

    @Test func `a number that has left is not given again, and what is told to it is told to nobody`() throws {
        let bench = try Workbench(Self.nap, upkeep: upkeep(try TemporaryFolder()))
        try bench.start("nap")
        try bench.play(until: "2022-02-01T00:00:00+07:00")
        try bench.receive(.stimulus(reply: "late", ExecutionID(1), .retried))
        try bench.start("nap")
        #expect(try bench.store.instances(phase: nil, atMost: 10).map(\.id) == [2])
    }

    @Test func `a turn takes a piece, and the next minute the next`() throws {
        let bench = try Workbench(
            Workbench.document("brief", "do: [{ a: { set: { x: 1 } } }]"), upkeep: upkeep(try TemporaryFolder()))
        for _ in 1...1100 { try bench.start("brief") }
        var left: [Int] = []
        for minute in ["02:30", "02:31", "02:32"] {
            try bench.play(until: "2022-01-01T\(minute):30+07:00")
            left.append(try bench.store.instances(phase: nil, atMost: 2000).count)
        }
        #expect(left == [600, 100, 0])
    }

    @Test func `an event stays as long as an instance may be offered it`() throws {
        let late = Workbench.document(
            "late", "do: [{ rest: { wait: P600D } }, { hear: { listen: { to: { one: { with: { type: hello } } } } } }]")
        let bench = try Workbench(late, Self.nap, upkeep: upkeep(try TemporaryFolder()))
        func kept() throws -> [String] {
            try bench.store.events(type: nil, since: .init(milliseconds: 0), atMost: 10).map(\.id)
        }
        try bench.receive(hello("before"))
        try bench.play(until: "2021-01-01T01:00:00+07:00")
        try bench.start("late")
        try bench.play(until: "2021-01-01T02:00:00+07:00")
        try bench.receive(hello("meant"), .event(CloudEvent(id: "other", source: "/test", type: "bye")))
        try bench.play(until: "2022-03-01T00:00:00+07:00")
        #expect(try kept() == ["meant", "other"], "the last one stays, so that its place is not given again")
        try bench.play(until: "2023-01-01T00:00:00+07:00")
        #expect(try bench.results("late") == [#"[{"n":"meant"}]"#])
        #expect(try kept() == ["other"])
    }

    @Test func `a parent that has ended waits for its children`() throws {
        let parent = Workbench.document(
            "parent",
            "do: [{ ask: { timeout: { after: PT1H }, run: { workflow: { namespace: test, name: child, version: latest } } } }]"
        )
        let child = Workbench.document("child", "do: [{ rest: { wait: P700D } }]")
        let bench = try Workbench(parent, child, upkeep: upkeep(try TemporaryFolder()))
        try bench.start("parent")
        try bench.play(until: "2022-06-01T00:00:00+07:00")
        #expect(try bench.store.instances(phase: nil, atMost: 10).map(\.id) == [2, 1])
        try bench.play(until: "2024-02-01T00:00:00+07:00")
        #expect(try bench.store.instances(phase: nil, atMost: 10).isEmpty)
    }

    @Test func `an upkeep that was missed is no absence`() throws {
        let folder = try TemporaryFolder()
        let bench = try Workbench(Self.nap, upkeep: upkeep(folder))
        try bench.start("nap")
        try bench.play(until: "2021-06-01T00:00:00+07:00")
        let desk = bench.desk(upkeep: upkeep(folder))
        #expect(try !desk.isIrregular(at: Instant(rfc3339: "2022-01-05T10:00:00+07:00")!))
        let turn = try desk.turn(at: Instant(rfc3339: "2022-01-05T10:00:00+07:00")!)
        #expect(turn.irregularities.isEmpty && turn.lateness.isEmpty)
    }

    @Test func `looking ahead puts nothing into the archive`() throws {
        let folder = try TemporaryFolder()
        let bench = try Workbench(Self.nap, upkeep: upkeep(folder))
        try bench.start("nap")
        try bench.play(until: "2021-06-01T00:00:00+07:00")
        _ = try bench.desk(upkeep: upkeep(folder)).outlook(at: Instant(rfc3339: "2022-02-01T00:00:00+07:00")!)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/archive"))
    }
}
