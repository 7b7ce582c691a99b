import Almanac
import Engine
import Foundation
import Notation
import Storage

/// Many workflows that sleep: what each costs to begin and to keep, how soon a service is ready that has them all, and
/// how long it takes until those that are due at one instant have gone on, on disk.
struct SleeperBench {
    let count: Int
    let runs: Int
    private static let batch = 1000

    /// So many are due at one instant, once for each run and once to warm up; the others sleep on.
    private var atOnce: Int { max(1, min(10_000, count / (runs + 2))) }

    private static let files = [
        ("soon.yaml", document("soon", "PT1H")), ("later.yaml", document("later", "P365D")),
    ]

    private static func document(_ name: String, _ rest: String) -> String {
        """
        document: { dsl: '1.0.3', namespace: bench, name: \(name), version: '1.0.0' }
        do: [{ rest: { wait: \(rest) } }, { tell: { set: { awake: true } } }]

        """
    }

    func report() throws -> BenchReport {
        try BenchSite.with(SleeperBench.files) { site in
            // Long enough ago for the service to find its last turn behind it, and all sleep when it comes.
            let begin = WallClock.now.advanced(by: .seconds(-1800))
            var report = BenchReport("sleepers", [("n", .integer(count)), ("atOneInstant", .integer(atOnce))])
            report.add("createdPerSecond", try create(in: site, from: begin))
            report.add("bytesOnDiskEach", .integer(site.storeBytes / count))
            report.add("creatorPeakResidentMB", .integer(Terminal.peakResidentMegabytes))
            try restart(site, into: &report)
            try wake(in: site, after: begin, into: &report)
            return report
        }
    }

    /// - Returns: how many a second, in as many equal parts as there are runs.
    private func create(in site: BenchSite, from begin: Instant) throws -> [Double] {
        let open = try OpenSite(path: site.path)
        let desk = open.plan.desk(on: try SQLiteStore(path: site.storeFile))
        for group in 0...runs {
            try start("soon", atOnce, at: begin.advanced(by: .seconds(group * 60)), on: desk)
        }
        let rest = max(0, count - atOnce * (runs + 1))
        let end = begin.advanced(by: .seconds((runs + 1) * 60))
        return try (0..<runs).compactMap { part in
            let size = rest * (part + 1) / runs - rest * part / runs
            guard size > 0 else { return nil }
            return Double(size) / (try Stopwatch.seconds { try start("later", size, at: end, on: desk) })
        }
    }

    private func start(_ name: String, _ count: Int, at now: Instant, on desk: Desk) throws {
        let sleeper = Arrival.start(reply: "", namespace: nil, name: name, version: "latest", input: .null)
        for from in stride(from: 0, to: count, by: SleeperBench.batch) {
            let arrivals = Array(repeating: sleeper, count: min(SleeperBench.batch, count - from))
            _ = try desk.turn(at: now, arrivals: arrivals, atMost: 0)
        }
    }

    private func restart(_ site: BenchSite, into report: inout BenchReport) throws {
        let starts = try (0...runs).map { _ in
            try site.run { (ready: $0.secondsToReady, resident: $0.resident) }
        }.dropFirst()
        report.add("secondsToReady", starts.map(\.ready))
        report.add("residentMB", starts.map(\.resident.now))
        report.add("peakResidentMB", starts.map(\.resident.peak))
    }

    private func wake(in site: BenchSite, after begin: Instant, into report: inout BenchReport) throws {
        let open = try OpenSite(path: site.path)
        // As after a restart: nothing is in memory.
        let desk = open.plan.desk(on: try SQLiteStore(path: site.storeFile))
        var results: [(seconds: Double, lateness: [Double])] = []
        for group in 0...runs {
            let result = try wake(desk, at: begin.advanced(by: .seconds(3600 + group * 60)))
            if group > 0 { results.append(result) }
        }
        report.add("wokenPerSecond", results.map { Double(atOnce) / $0.seconds })
        for (name, share) in [("p50", 50), ("p99", 99)] {
            report.add("\(name)LatenessMilliseconds", results.map { $0.lateness[(atOnce - 1) * share / 100] })
        }
        report.add("worstLatenessMilliseconds", results.map { $0.lateness[atOnce - 1] })
    }

    /// From the instant to the commit of the turn that woke it, in milliseconds, the least first.
    private func wake(_ desk: Desk, at due: Instant) throws -> (seconds: Double, lateness: [Double]) {
        let watch = Stopwatch()
        var lateness: [Double] = []
        while lateness.count < atOnce {
            let turn = try desk.turn(at: due)
            guard !turn.lateness.isEmpty else { throw CommandError.environment("some never woke") }
            lateness += Array(repeating: watch.seconds * 1000, count: turn.lateness.count)
        }
        return (watch.seconds, lateness)
    }
}
