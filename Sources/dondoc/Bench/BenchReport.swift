import Foundation
import Notation
import Storage

/// What a workload came to: a table for people, one object for programs. It tells and never judges.
struct BenchReport {
    private let workload: String
    private var facts: [(name: String, value: JSON)]
    private var spreads: [(name: String, values: [Double])] = []
    private var settings: [(String, JSON)]

    init(_ workload: String, _ facts: [(String, JSON)] = [], store: String = BenchReport.ownStore) {
        self.workload = workload
        self.facts = facts.map { ($0.0, $0.1) }
        settings = [
            ("dondoc", .string(CommandTable.version)), ("sqlite", .string(SQLiteStore.libraryVersion)),
            ("store", .string(store)), ("cores", .integer(ProcessInfo.processInfo.activeProcessorCount)),
            ("system", .string(ProcessInfo.processInfo.operatingSystemVersionString)),
        ]
    }

    static let ownStore = "SQLite, WAL, synchronous=FULL"

    mutating func add(_ name: String, _ value: JSON) { facts.append((name, value)) }

    /// What was measured several times: the median stands for it, beside the least and the most.
    mutating func add(_ name: String, _ values: [Double]) {
        let sorted = values.sorted()
        facts.append((name, BenchReport.number(BenchReport.median(sorted))))
        spreads.append((name, sorted))
    }

    mutating func add(setting name: String, _ value: JSON) { settings.append((name, value)) }

    static func median(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.sorted()[values.count / 2] }

    func put(_ arguments: Arguments) throws(CommandError) -> ExitCode {
        Terminal.put(try arguments.wantsJSON ? json.text : table)
        return .done
    }

    private var json: JSON {
        let spreads = spreads.map { ($0.name, JSON.array(BenchReport.ends(of: $0.values).map(BenchReport.number))) }
        return .object(
            Members(
                [("workload", .string(workload))] + facts.map { ($0.name, $0.value) } + [
                    ("spread", .object(Members(spreads))), ("settings", .object(Members(settings))),
                ]))
    }

    private var table: String {
        let rows = facts.map { fact in
            let spread = spreads.first { $0.name == fact.name }.map { BenchReport.ends(of: $0.values) } ?? []
            return [BenchReport.words(for: fact.name), BenchReport.text(fact.value)]
                + spread.map { BenchReport.text(BenchReport.number($0)) }
        }
        let settings = settings.map { "\($0.0) \($0.1.asString ?? $0.1.text)" }.joined(separator: " · ")
        return TextTable([[workload, "median", "least", "most"]] + rows).text + "\n\n" + settings
    }

    private static func ends(of values: [Double]) -> [Double] { [values.first ?? 0, values.last ?? 0] }

    private static func text(_ value: JSON) -> String { value.asString ?? value.text }

    /// Three digits that count are enough for what differs from run to run.
    private static func number(_ value: Double) -> JSON {
        abs(value) >= 100 ? .integer(Int(value.rounded())) : .number((value * 1000).rounded() / 1000)
    }

    /// `bytesOnDiskEach`: "bytes on disk each"; `residentMB`: "resident MB".
    private static func words(for name: String) -> String {
        let stem = name.hasSuffix("MB") ? String(name.dropLast(2)) : name
        let words = stem.reduce(into: "") { text, character in
            text += character.isUppercase ? " \(character.lowercased())" : String(character)
        }
        return stem == name ? words : words + " MB"
    }
}

/// A stopwatch on the clock that is never set.
struct Stopwatch {
    private let clock = ContinuousClock()
    private let begin: ContinuousClock.Instant

    init() { begin = clock.now }

    var seconds: Double {
        let spent = begin.duration(to: clock.now).components
        return Double(spent.seconds) + Double(spent.attoseconds) / 1e18
    }

    static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let watch = Stopwatch()
        try work()
        return watch.seconds
    }
}
