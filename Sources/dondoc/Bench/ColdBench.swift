import Foundation
import Notation
import Storage

/// A service that starts where nothing is yet: how soon its first workflow has ended, on disk, and what it needs when
/// there is nothing to do.
struct ColdBench {
    let runs: Int
    /// How long it is watched doing nothing.
    let idleSeconds: Int

    private static let document = """
        document: { dsl: '1.0.3', namespace: bench, name: first, version: '1.0.0' }
        schedule: { after: P365D }
        do: [{ greet: { set: { said: hello } } }]

        """

    func report() throws -> BenchReport {
        var report = BenchReport("cold")
        _ = try measure(idle: 0)
        let results = try (1...runs).map { try measure(idle: $0 == 1 ? idleSeconds : 0) }
        report.add("firstCompletedMilliseconds", results.map { $0.seconds * 1000 })
        report.add("residentMB", results.map(\.resident.now))
        report.add("residentWithoutFilesMB", results.map(\.resident.own))
        report.add("idleSeconds", .integer(idleSeconds))
        report.add("idleProcessorMilliseconds", .integer(Int(results[0].processor)))
        return report
    }

    private func measure(
        idle seconds: Int
    ) throws -> (
        seconds: Double, resident: RunningSite.Resident, processor: Double
    ) {
        try BenchSite.with([("first.yaml", ColdBench.document)]) { site in
            let result = try site.run { service in
                let used = service.processorMilliseconds
                if seconds > 0 { Thread.sleep(forTimeInterval: TimeInterval(seconds)) }
                return (service.secondsToReady, service.resident, service.processorMilliseconds - used)
            }
            let first = try SQLiteStore(readOnly: site.storeFile).instances(phase: "completed", atMost: 1).first
            guard first?.result == #"{"said":"hello"}"# else {
                throw CommandError.environment("the first workflow did not end before the service was ready")
            }
            return result
        }
    }
}
