import Almanac
import Definition
import Engine
import Foundation
import Notation
import Storage

extension CommandTable {
    static let benchCommands = [bench]

    private static let bench = Command(
        name: "bench", synopsis: "steps|wake|nation [--n N]",
        summary:
            "measures durable steps against what the store alone can write, and waking many at one instant; plays the year of a whole country",
        options: [
            .init("communes", "N", "of nation; 10599"), .init("months", "N", "of nation; 12"),
            .init("n", "N", "how many workflows: of five steps, 2000; asleep, 10000"),
            .init("repeat", "N", "how many runs; 5"),
            .init("store", "URL", "of steps: a PostgreSQL database, made empty for it and thrown away afterwards"),
            Arguments.format,
        ]
    ) { arguments in
        switch try arguments.only("the workload") {
        case "steps": break
        case "nation": return try nation(arguments)
        case "wake": return try wake(arguments)
        default: throw CommandError.usage("the workloads are steps, wake and nation")
        }
        let (count, runs) = try size(arguments, usually: 2000)
        let bench = try StepBench(count: count, store: arguments.value("store"))
        _ = try bench.steps()
        let steps = try (1...runs).map { _ in try bench.steps() }.sorted()
        let limits = try (1...runs).map { _ in try bench.limit() }.sorted()
        let median = (steps: steps[runs / 2], limit: limits[runs / 2])
        if try arguments.wantsJSON {
            let result: JSON = [
                "workload": "steps", "n": .integer(count), "stepsPerSecond": .integer(Int(median.steps)),
                "limitRowsPerSecond": .integer(Int(median.limit)),
                "ratio": .number((median.steps / median.limit * 1000).rounded() / 1000),
                "spread": [.integer(Int(steps[0])), .integer(Int(steps[runs - 1]))],
                "store": .string(bench.storeName),
                "rowsPerTransaction": .integer(StepBench.batch),
            ]
            Terminal.put(result.text)
        } else {
            Terminal.put(
                TextTable([
                    ["", "median/s", "least", "most"],
                    ["durable steps", String(Int(median.steps)), String(Int(steps[0])), String(Int(steps[runs - 1]))],
                    [
                        "rows, store alone", String(Int(median.limit)), String(Int(limits[0])),
                        String(Int(limits[runs - 1])),
                    ],
                ]).text)
        }
        return .done
    }
}

extension CommandTable {
    private static func size(
        _ arguments: Arguments, usually count: Int
    ) throws(CommandError) -> (count: Int, runs: Int) {
        let count = arguments.value("n").map { Int($0) ?? 0 } ?? count
        let runs = arguments.value("repeat").map { Int($0) ?? 0 } ?? 5
        guard (1...10_000_000).contains(count), (1...100).contains(runs) else {
            throw .usage("--n and --repeat are positive numbers")
        }
        return (count, runs)
    }

    private static func wake(_ arguments: Arguments) throws -> ExitCode {
        let (count, runs) = try size(arguments, usually: 10_000)
        let bench = try WakeBench(count: count)
        _ = try bench.run()
        let results = try (1...runs).map { _ in try bench.run() }.sorted { $0.seconds < $1.seconds }
        let median = results[runs / 2]
        let facts: [(String, JSON)] = [
            ("n", .integer(count)), ("wakeUpsPerSecond", .integer(Int(Double(count) / median.seconds))),
            ("p50Milliseconds", .integer(median.lateness[count / 2])),
            ("p99Milliseconds", .integer(median.lateness[count * 99 / 100])),
            ("worstMilliseconds", .integer(median.lateness[count - 1])),
            ("spreadMilliseconds", .array(results.map { .integer(Int($0.seconds * 1000)) })),
            ("createdPerSecond", .integer(Int(Double(count) / median.creation))),
            ("store", "SQLite, WAL, synchronous=FULL"),
        ]
        if try arguments.wantsJSON {
            Terminal.put(JSON.object(Members([("workload", "wake")] + facts)).text)
        } else {
            Terminal.put(TextTable(facts.map { [$0.0, $0.1.asString ?? $0.1.text] }).text)
        }
        return .done
    }

    private static func nation(_ arguments: Arguments) throws -> ExitCode {
        var size = NationBench.Size()
        if let communes = arguments.value("communes").flatMap({ Int($0) }) {
            guard (1...200_000).contains(communes) else { throw CommandError.usage("--communes is a positive number") }
            size.provinces = max(1, size.provinces * communes / size.communes)
            size.districts = max(1, size.districts * communes / size.communes)
            size.communes = communes
        }
        if let months = arguments.value("months").flatMap({ Int($0) }) {
            guard (1...12).contains(months) else { throw CommandError.usage("--months is between 1 and 12") }
            size.months = months
        }
        var bar = ProgressBar("cả nước")
        let result = try NationBench(size: size).play(showing: &bar)
        let facts: [(String, JSON)] = [
            ("units", .integer(result.units)), ("assignments", .integer(result.assignments)),
            ("notices", .integer(result.notices)), ("seconds", .number((result.seconds * 100).rounded() / 100)),
            ("noticesPerSecond", .integer(Int(Double(result.notices) / result.seconds))),
            ("peakResidentMB", .integer(Terminal.peakResidentMegabytes)),
        ]
        if try arguments.wantsJSON {
            Terminal.put(JSON.object(Members([("workload", "nation")] + facts)).text)
        } else {
            Terminal.put(TextTable(facts.map { [$0.0, $0.1.text] }).text)
        }
        return .done
    }
}

/// Workflows of five steps through the whole desk, and the same number of rows through the store alone.
private struct StepBench {
    let count: Int
    static let batch = 100
    private let library: Library
    private let address: PostgresAddress?

    var storeName: String { address == nil ? "SQLite, WAL, synchronous=FULL" : "PostgreSQL, synchronous_commit=on" }

    init(count: Int, store: String?) throws {
        self.count = count
        address = try store.map { try PostgresAddress($0) }
        let steps = (1...5).map { "  - step\($0): { call: pass, with: { step: \($0) } }" }.joined(separator: "\n")
        let text = "document: { dsl: '1.0.3', namespace: bench, name: steps, version: '1.0.0' }\ndo:\n\(steps)\n"
        let (workflow, diagnostics) = WorkflowFile.read(SourceText(file: "steps.yaml", text: text), functions: ["pass"])
        guard let workflow else { throw CommandError.environment(diagnostics.map(\.line).joined(separator: "\n")) }
        library = Library([workflow])
    }

    /// Steps a second, everything acknowledged being on disk.
    func steps() throws -> Double {
        try inStore { store in
            let desk = Desk(store: store, library: library, functions: [Pass()], zone: .vietnam)
            let start = Arrival.start(reply: "", namespace: "bench", name: "steps", version: "latest", input: .null)
            return try rate(of: count * 5) {
                for from in stride(from: 0, to: count, by: StepBench.batch) {
                    let arrivals = Array(repeating: start, count: min(StepBench.batch, count - from))
                    _ = try desk.turn(at: Instant(milliseconds: Int64(from)), arrivals: arrivals)
                }
            }
        }
    }

    func limit() throws -> Double {
        try inStore { store in
            let rows = count * 5
            return try rate(of: rows) {
                for from in stride(from: 0, to: rows, by: StepBench.batch) {
                    try store.begin()
                    for row in from..<min(from + StepBench.batch, rows) {
                        try store.put(RecordRow(kind: "bench", key: String(row), body: "{\"woke\":{\"_0\":1}}"))
                    }
                    try store.commit()
                }
            }
        }
    }

    private func rate(of amount: Int, _ work: () throws -> Void) rethrows -> Double {
        let spent = try ContinuousClock().measure(work)
        return Double(amount) / (Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18)
    }

    /// Each run has a store of its own.
    private func inStore<Value>(_ work: (any Store) throws -> Value) throws -> Value {
        guard let address else { return try BenchStore.inFolder { try work($0) } }
        let scratch = try PostgresScratch(in: address)
        defer { scratch.remove() }
        return try work(try scratch.makeStore())
    }

    /// A step that does nothing.
    private struct Pass: StepFunction {
        var name: String? { "pass" }
    }
}
