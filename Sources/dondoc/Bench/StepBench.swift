import Almanac
import Definition
import Engine
import Foundation
import Notation
import Storage

/// Workflows of five steps through the whole desk, and the rows that they leave through the store's database alone.
struct StepBench {
    let count: Int
    let runs: Int
    private let library: Library
    private let address: PostgresAddress?
    /// Rows of a transaction of the limit, and workflows of a turn.
    private static let batch = 100

    init(count: Int, runs: Int, store: String?) throws {
        self.count = count
        self.runs = runs
        address = try store.map { try PostgresAddress($0) }
        let steps = (1...5).map { "  - step\($0): { call: pass, with: { step: \($0) } }" }.joined(separator: "\n")
        let text = "document: { dsl: '1.0.3', namespace: bench, name: steps, version: '1.0.0' }\ndo:\n\(steps)\n"
        let (workflow, diagnostics) = WorkflowFile.read(SourceText(file: "steps.yaml", text: text), functions: ["pass"])
        guard let workflow else { throw CommandError.environment(diagnostics.map(\.line).joined(separator: "\n")) }
        library = Library([workflow])
    }

    func steps() throws -> BenchReport {
        var report = BenchReport("steps", [("n", .integer(count))], store: storeName)
        _ = try stepsPerSecond()
        // Side by side, so that a disk that becomes slower does so for both.
        var (steps, limits, singles, commits): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        for _ in 1...runs {
            steps.append(try stepsPerSecond())
            limits.append(try limit(perTransaction: StepBench.batch))
            singles.append(try single())
            commits.append(1000 / (try limit(perTransaction: 1)))
        }
        report.add("stepsPerSecond", steps)
        report.add("limitRowsPerSecond", limits)
        report.add("ratio", .number((BenchReport.median(steps) / BenchReport.median(limits) * 1000).rounded() / 1000))
        report.add("singleWorkflowMilliseconds", singles)
        report.add("syncedCommitMilliseconds", commits)
        report.add(setting: "rowsPerTransaction", .integer(StepBench.batch))
        return report
    }

    func limit() throws -> BenchReport {
        var report = BenchReport("limit", [("n", .integer(count * 5))], store: storeName)
        _ = try limit(perTransaction: StepBench.batch)
        for rows in [1, StepBench.batch] {
            report.add("rowsPerSecondBy\(rows)", try (1...runs).map { _ in try limit(perTransaction: rows) })
        }
        return report
    }

    private var storeName: String {
        address == nil ? BenchReport.ownStore : "PostgreSQL, synchronous_commit=on"
    }

    /// Everything acknowledged being on disk.
    private func stepsPerSecond() throws -> Double {
        try inStore { store in
            let desk = self.desk(on: store)
            return Double(count * 5)
                / (try Stopwatch.seconds {
                    for from in stride(from: 0, to: count, by: StepBench.batch) {
                        let arrivals = Array(repeating: start, count: min(StepBench.batch, count - from))
                        _ = try desk.turn(at: Instant(milliseconds: Int64(from)), arrivals: arrivals)
                    }
                })
        }
    }

    /// The median time from the arrival of one workflow alone to its end on disk.
    private func single() throws -> Double {
        try inStore { store in
            let desk = self.desk(on: store)
            let times = try (0..<51).map { number in
                try Stopwatch.seconds {
                    _ = try desk.turn(at: Instant(milliseconds: Int64(number)), arrivals: [start])
                }
            }
            return BenchReport.median(times) * 1000
        }
    }

    private let start = Arrival.start(reply: "", namespace: "bench", name: "steps", version: "latest", input: .null)

    private func desk(on store: any Store) -> Desk {
        Desk(store: store, library: library, functions: [Pass()], zone: .vietnam)
    }

    /// Rows a second.
    private func limit(perTransaction batch: Int) throws -> Double {
        // A synced commit for each row takes its time: a part of them tells as much.
        let rows = batch == 1 ? min(count, 200) : count * 5
        guard let address else {
            return try BenchStore.inFolder { folder in
                let limit = try WriteLimit(path: "\(folder)/limit.db")
                return Double(rows) / (try Stopwatch.seconds { try limit.write(rows, perTransaction: batch) })
            }
        }
        let scratch = try PostgresScratch(in: address)
        defer { scratch.remove() }
        let store = try scratch.makeStore()
        return Double(rows)
            / (try Stopwatch.seconds {
                for from in stride(from: 0, to: rows, by: batch) {
                    try store.begin()
                    for row in from..<min(from + batch, rows) {
                        try store.put(RecordRow(kind: "bench", key: String(row), body: WriteLimit.text))
                    }
                    try store.commit()
                }
            })
    }

    /// Each run has a store of its own.
    private func inStore<Value>(_ work: (any Store) throws -> Value) throws -> Value {
        guard let address else {
            return try BenchStore.inFolder { try work(try SQLiteStore(path: "\($0)/bench.db")) }
        }
        let scratch = try PostgresScratch(in: address)
        defer { scratch.remove() }
        return try work(try scratch.makeStore())
    }

    /// A step that does nothing.
    private struct Pass: StepFunction {
        var name: String? { "pass" }
    }
}

/// A folder on disk for one run, removed after it.
enum BenchStore {
    static func inFolder<Value>(_ work: (String) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-bench-\(Commanding.newID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try work(folder.path)
    }
}
