import Almanac
import Engine
import Testing

@Suite struct lateness {
    @Test func `each wake-up is counted in the class that it does not exceed`() {
        let late = Lateness([0, 10, 11, 100, 1000, 1001, 60_000, 3_600_000, 86_400_000, 86_400_001])
        #expect(late.counts == [2, 2, 1, 1, 1, 0, 1, 1, 1])
        #expect(late.count == 10)
        #expect(late.worst == 86_400_001)
    }

    @Test(arguments: [(0.5, 10), (0.99, 10), (0.991, 777), (1.0, 777)])
    func `a share is told by the end of its class, never beyond the worst`(share: Double, milliseconds: Int64) {
        #expect(Lateness(Array(repeating: 3, count: 99) + [777]).most(of: share) == milliseconds)
    }

    @Test func `nothing handled is nothing late`() { #expect(Lateness().most(of: 0.99) == 0) }

    @Test func `a turn tells how late each wake-up was handled, measured from its own instant`() throws {
        let bench = try Workbench(Bells.document((3, 60)), functions: [Bells()])
        try bench.start("bells")
        let turn = try bench.desk().turn(at: Instant(rfc3339: "2021-01-01T01:00:02.500+07:00")!)
        #expect(turn.lateness == [2500, 2500, 2500])
    }
}
