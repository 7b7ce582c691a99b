import Almanac
import Definition
import Engine
import Foundation
import Notation
import Storage

/// Many workflows that sleep until one instant: how long it takes until the last of them has gone on, on disk.
struct WakeBench {
    struct Result {
        let creation: Double
        let seconds: Double
        /// From the instant to the commit of the turn that woke it, in milliseconds, the least first.
        let lateness: [Int]
    }

    let count: Int
    private let library: Library
    private static let batch = 1000

    init(count: Int) throws {
        self.count = count
        let text = """
            document: { dsl: '1.0.3', namespace: bench, name: sleeper, version: '1.0.0' }
            do: [{ rest: { wait: PT1H } }, { tell: { set: { awake: true } } }]

            """
        let (workflow, diagnostics) = WorkflowFile.read(SourceText(file: "sleeper.yaml", text: text), functions: [])
        guard let workflow else { throw CommandError.environment(diagnostics.map(\.line).joined(separator: "\n")) }
        library = Library([workflow])
    }

    func run() throws -> Result {
        try BenchStore.inFolder { store in
            let begin = Instant(milliseconds: 0)
            let sleeper = Arrival.start(reply: "", namespace: nil, name: "sleeper", version: "latest", input: .null)
            let creation = try ContinuousClock().measure {
                let desk = self.desk(over: store)
                for from in stride(from: 0, to: count, by: WakeBench.batch) {
                    let arrivals = Array(repeating: sleeper, count: min(WakeBench.batch, count - from))
                    _ = try desk.turn(at: begin, arrivals: arrivals)
                }
            }
            // Another desk, as after a restart: nothing is in memory.
            let desk = self.desk(over: store)
            let due = begin.advanced(by: .seconds(3600))
            var lateness: [Int] = []
            let clock = ContinuousClock()
            let started = clock.now
            while lateness.count < count {
                let turn = try desk.turn(at: due)
                guard !turn.lateness.isEmpty else { throw CommandError.environment("some never woke") }
                let elapsed = Int(WakeBench.seconds(started.duration(to: clock.now)) * 1000)
                lateness += Array(repeating: elapsed, count: turn.lateness.count)
            }
            return Result(
                creation: WakeBench.seconds(creation), seconds: WakeBench.seconds(started.duration(to: clock.now)),
                lateness: lateness)
        }
    }

    private func desk(over store: SQLiteStore) -> Desk {
        Desk(store: store, library: library, functions: [], zone: .vietnam, announces: true)
    }

    private static func seconds(_ spent: Swift.Duration) -> Double {
        Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
    }
}

/// A store on disk for one run, in a folder that is removed after it.
enum BenchStore {
    static func inFolder<Value>(_ work: (SQLiteStore) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-bench-\(Commanding.newID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try work(try SQLiteStore(path: folder.appending(path: "bench.db").path))
    }
}
