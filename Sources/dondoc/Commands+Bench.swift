import Almanac
import Definition
import Engine
import Foundation
import Notation
import Storage

extension CommandTable {
    static let benchCommands = [bench]

    private static let bench = Command(
        name: "bench", synopsis: "steps|nation [--n N]",
        summary: "measures durable steps against what the store alone can write; plays the year of a whole country",
        options: [
            .init("communes", "N", "of nation; 10599"), .init("months", "N", "of nation; 12"),
            .init("n", "N", "how many workflows of five steps; 2000"), .init("repeat", "N", "how many runs; 5"),
            .init("store", "URL", "of steps: a PostgreSQL database, made empty for it and thrown away afterwards"),
            Arguments.format,
        ]
    ) { arguments in
        switch try arguments.only("the workload") {
        case "steps": break
        case "nation": return try nation(arguments)
        default: throw CommandError.usage("the workloads are steps and nation")
        }
        let count = arguments.value("n").flatMap { Int($0) } ?? 2000
        let runs = arguments.value("repeat").flatMap { Int($0) } ?? 5
        guard (1...10_000_000).contains(count), (1...100).contains(runs) else {
            throw CommandError.usage("--n and --repeat are positive numbers")
        }
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
        if let address {
            let scratch = try PostgresScratch(in: address)
            defer { scratch.remove() }
            return try work(try scratch.makeStore())
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-bench-\(Commanding.newID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try work(try SQLiteStore(path: folder.appending(path: "bench.db").path))
    }

    /// A step that does nothing.
    private struct Pass: StepFunction {
        var name: String? { "pass" }
    }
}
