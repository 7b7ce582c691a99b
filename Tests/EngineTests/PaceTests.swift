import Almanac
import Engine
import Testing

@Suite struct `a pace` {
    private let start = Instant(rfc3339: "2021-03-17T08:00:00+07:00")!

    /// When each of so many goes that are all ready at the start.
    private func instants(_ pace: Pace, _ count: Int) -> [Int64] {
        var (meter, now, instants) = (PaceMeter(pace), start, [Int64]())
        while instants.count < count {
            now = meter.next(from: now)
            for _ in 0..<meter.free(at: now) where instants.count < count {
                meter.take(at: now)
                instants.append(now.milliseconds(since: start))
            }
        }
        return instants
    }

    @Test(arguments: [(50, 60, 1), (50, 60, 5), (60_000, 60, 1200), (7, 60, 3), (1, 60, 1), (20, 3600, 10), (3, 1, 3)])
    func `is never exceeded in any span, and all but reached over many`(limit: Int, seconds: Int, atOnce: Int) {
        let pace = Pace(limit, in: .seconds(seconds), atOnce: atOnce)
        let instants = instants(pace, limit * 4)
        let span = Int64(seconds) * 1000
        for (place, begin) in instants.enumerated() where place % max(1, limit / 50) == 0 {
            let within = instants[place...].prefix { $0 < begin + span }.count
            #expect(within <= limit, "\(within) within a span from \(begin)")
        }
        let expected = span * Int64(limit * 4 - atOnce) / Int64(limit - atOnce + 1)
        #expect(abs(instants[instants.count - 1] - expected) <= span / 10)
    }

    @Test func `lets fifty a minute go one by one`() {
        #expect(instants(Pace(50, in: .seconds(60)), 4) == [0, 1200, 2400, 3600])
    }

    @Test func `goes on where another meter stood`() {
        var first = PaceMeter(Pace(60, in: .seconds(60)))
        first.take(at: start)
        let second = PaceMeter(first.pace, from: first.mark)
        #expect(second.free(at: start) == 0)
        #expect(second.next(from: start).milliseconds(since: start) == 1000)
        #expect(second.isIdle(at: start.advanced(byMilliseconds: 1000)))
    }
}
