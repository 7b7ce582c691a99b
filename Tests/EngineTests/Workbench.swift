import Almanac
import Definition
import Engine
import Foundation
import Interpreter
import Notation
import Storage
import Synchronization

/// A desk with workflows given as text, on a store in memory, for tests.
final class Workbench {
    let store: SQLiteStore
    private let documents: [String]
    private(set) var library: Library
    private let functions: [any StepFunction]
    private let outlet: any Outlet
    private(set) var rehearsal: Rehearsal

    /// - Parameter store: of another bench, to go on with; nil: a new one.
    init(
        over store: SQLiteStore? = nil, _ documents: String..., functions: [any StepFunction] = [],
        outlet: any Outlet = NowhereOutlet(),
        catalog: FunctionCatalog = .none, missedRuns: MissedRuns = .latest, catchUp: CatchUpPolicy = CatchUpPolicy(),
        upkeep: Upkeep? = nil,
        from start: String = "2021-01-01T00:00:00+07:00"
    ) throws {
        self.documents = documents
        self.store = try store ?? SQLiteStore(path: SQLiteStore.memory)
        self.outlet = outlet
        self.functions = functions
        library = try Workbench.library(of: documents, functions, catalog)
        let desk = Desk(
            store: self.store, library: library, functions: self.functions, zone: .vietnam, missedRuns: missedRuns,
            catchUp: catchUp, upkeep: upkeep)
        rehearsal = Rehearsal(of: desk, outlet: outlet, from: Instant(rfc3339: start)!)
    }

    private static func library(
        of documents: [String], _ functions: [any StepFunction], _ catalog: FunctionCatalog
    ) throws -> Library {
        let names = Set(functions.compactMap(\.name))
        return Library(
            try documents.enumerated().map { index, text in
                let source = SourceText(file: "\(index).yaml", text: text)
                let (workflow, diagnostics) = WorkflowFile.read(source, functions: names, catalog: catalog)
                guard let workflow else { throw Unreadable(lines: diagnostics.map(\.line)) }
                return workflow
            })
    }

    struct Unreadable: Error { let lines: [String] }

    func play(until end: String) throws { try rehearsal.play(until: Instant(rfc3339: end)!) }

    /// The process was down until then.
    /// - Parameter catalog: what the functions are now; nil: as before.
    func reopen(
        at instant: String, catalog: FunctionCatalog? = nil, missedRuns: MissedRuns = .latest,
        catchUp: CatchUpPolicy = CatchUpPolicy()
    ) throws {
        if let catalog { library = try Workbench.library(of: documents, functions, catalog) }
        rehearsal = Rehearsal(
            of: desk(missedRuns: missedRuns, catchUp: catchUp), outlet: outlet, from: Instant(rfc3339: instant)!)
    }

    /// One more desk over the store, to be given up before the rehearsal goes on with its own.
    func desk(
        missedRuns: MissedRuns = .latest, catchUp: CatchUpPolicy = CatchUpPolicy(), upkeep: Upkeep? = nil
    ) -> Desk {
        Desk(
            store: store, library: library, functions: functions, zone: .vietnam, missedRuns: missedRuns,
            catchUp: catchUp, upkeep: upkeep)
    }

    @discardableResult
    func receive(_ arrivals: Arrival...) throws -> [String: Reply] { try rehearsal.receive(arrivals) }

    func start(_ name: String, _ input: JSON = .null) throws {
        try receive(.start(reply: "start", namespace: nil, name: name, version: "latest", input: input))
    }

    /// What the instances of that name were started for, oldest first.
    func subjects(_ name: String) throws -> [String] {
        try store.instances(phase: nil, atMost: 10_000).filter { $0.name == name }.reversed().map { $0.subject ?? "" }
    }

    func results(_ name: String) throws -> [String] {
        try store.instances(phase: nil, atMost: 10_000).filter { $0.name == name }.reversed().map {
            $0.result ?? $0.phase
        }
    }

    static func document(_ name: String, _ rest: String) -> String {
        "document: { dsl: '1.0.3', namespace: test, name: \(name), version: '1.0.0' }\n\(rest)\n"
    }
}

final class NowhereOutlet: Outlet {
    func deliver(_ release: Release, unless abandonment: Abandonment) -> Report { .sent(note: nil) }
}

/// Answers a call that leaves the process with what it was given, the first time it fails.
final class FlakyOutlet: Outlet {
    private let seen = Mutex<[String]>([])
    var keys: [String] { seen.withLock { $0 } }

    func deliver(_ release: Release, unless abandonment: Abandonment) -> Report {
        guard release.kind == "call" else {
            seen.withLock { $0.append(release.key) }
            return .sent(note: nil)
        }
        let count = seen.withLock { keys in
            keys.append(release.key)
            return keys.count
        }
        return count == 1
            ? .answered(.failed(WorkflowFault(.communication, "the line is down")))
            : .answered(.output(["count": .integer(count)]))
    }
}
