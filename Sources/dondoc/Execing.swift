import Almanac
import Casework
import Definition
import Engine
import Errands
import Foundation
import Interpreter
import Notation
import Storage
import Synchronization

/// Runs one document in the foreground: the desk and the daemon as ever, over a store in memory.
struct Execing {
    private let workflow: Workflow
    private let library: Library
    private let events: EventFile?
    private let errands: Errands
    private let secrets: Secrets

    init(file: String, events path: String?, secrets secretsFile: String?) throws {
        let (source, unreadable) = SourceText.reading(bytes: try CommandTable.readBytes(file), file: file)
        guard let source else {
            Terminal.put(unreadable, sources: [:], toError: true)
            throw CommandError.usage("\(file) cannot be run")
        }
        let readSecrets = { @Sendable () throws(SecretsError) in
            try Secrets(environment: ProcessInfo.processInfo.environment, file: secretsFile.map { URL(filePath: $0) })
        }
        let folder = URL(filePath: file).deletingLastPathComponent()
        let catalog = FunctionSource(folder: folder, at: WallClock.now, secrets: readSecrets).catalog
        let (workflow, diagnostics) = WorkflowFile.read(source, functions: [], catalog: catalog)
        Terminal.put(diagnostics, sources: [file: source], toError: true)
        guard let workflow else { throw CommandError.usage("\(file) cannot be run") }
        self.workflow = workflow
        // Schedules begin nothing here: the document runs once, and its neighbours when they are asked for.
        let never = Instant(milliseconds: 0)..<Instant(milliseconds: 0)
        library = Library([workflow] + Neighbours(of: file, catalog).reached(from: workflow)) { _ in never }
        do throws(SecretsError) {
            secrets = try readSecrets()
        } catch {
            throw CommandError.usage(error.sentence)
        }
        errands = Errands(folder: folder, secrets: secrets)
        events = try path.map { [secrets] path in try EventFile(path: path, hiding: secrets) }
    }

    func run(input: JSON) throws -> ExitCode {
        let end = Mutex<Ending>(.running)
        let done = DispatchSemaphore(value: 0)
        let desk = Desk(
            store: try SQLiteStore(path: ":memory:"), library: library, functions: [], zone: .vietnam,
            announces: events != nil, keepsJournal: false,
            secrets: secrets.values(for: library.entries.flatMap(\.workflow.shared.secrets)))
        let outlet = ErrandOutlet(errands)
        let daemon = Daemon(desk: desk, outlet: outlet) { [events] turn in
            events?.append(turn.events)
            outlet.expect(turn.released)
            // The document's own instance is the first of the store.
            guard let first = turn.ended.first(where: { $0.id == ExecutionID(1) }) else { return }
            end.withLock { $0 = $0.isOpen ? .ended(first.outcome) : $0 }
            done.signal()
        } failed: { error in
            end.withLock { $0 = $0.isOpen ? .broken("\(error)") : $0 }
            done.signal()
        }
        let signals = [SIGINT, SIGTERM].map { number in
            Running.on(number) {
                end.withLock { $0 = .ended(.cancelled(reason: "the workflow was interrupted")) }
                done.signal()
            }
        }
        let start = Arrival.start(
            reply: "exec", namespace: workflow.name.namespace, name: workflow.name.name, version: workflow.name.version,
            input: input)
        Task {
            await daemon.start()
            await daemon.receive(start)
        }
        done.wait()
        defer {
            errands.stop()
            withExtendedLifetime(signals) {}
        }
        let code = try told(end.withLock { $0 })
        if code == .done { outlet.waitForUnawaited() }
        return code
    }

    private func told(_ ending: Ending) throws -> ExitCode {
        switch ending {
        case .ended(.completed(let output)):
            Terminal.put(output.text)
            return .done
        case .ended(.faulted(let fault)):
            Terminal.put(secrets.hidden(in: fault.json).text)
            return .failed
        case .ended(.cancelled(let reason)):
            Terminal.put(WorkflowFault(.runtime, reason ?? "the workflow was cancelled").json.text)
            return .failed
        case .broken(let sentence): throw CommandError.environment(sentence)
        case .running: throw CommandError.environment("the workflow has not ended")
        }
    }

    private enum Ending {
        case running
        case ended(Outcome)
        case broken(String)

        var isOpen: Bool { if case .running = self { true } else { false } }
    }
}

/// Carries out calls; a document that runs by itself has nothing else that could leave.
private final class ErrandOutlet: Outlet {
    private let errands: Errands
    private let unawaited = DispatchGroup()

    init(_ errands: Errands) { self.errands = errands }

    /// Counts the calls that nobody awaits, before they are on their way.
    func expect(_ releases: [Release]) {
        for release in releases where isUnawaited(try? OutsideCall(release)) { unawaited.enter() }
    }

    func deliver(_ release: Release, unless abandonment: Abandonment) -> Report {
        do {
            guard let call = try OutsideCall(release) else { return .failed("nothing can be sent from here") }
            defer { if isUnawaited(call) { unawaited.leave() } }
            return .answered(errands.carryOut(call.request, at: WallClock.now, unless: abandonment))
        } catch {
            return .failed("\(error)")
        }
    }

    private func isUnawaited(_ call: OutsideCall?) -> Bool { call?.request.arguments["await"] == false }

    /// What was started with `await: false` is let go to its end, for as long as its own limit allows.
    func waitForUnawaited() { unawaited.wait() }
}

/// Appends events as they are committed, one JSON object a line.
private final class EventFile: Sendable {
    private let file: FileHandle
    private let secrets: Secrets

    init(path: String, hiding secrets: Secrets) throws(CommandError) {
        let isThere =
            FileManager.default.fileExists(atPath: path) || FileManager.default.createFile(atPath: path, contents: nil)
        guard isThere, let file = FileHandle(forWritingAtPath: path), (try? file.seekToEnd()) != nil else {
            throw .environment("\(path) cannot be written")
        }
        self.file = file
        self.secrets = secrets
    }

    func append(_ events: [CloudEvent]) {
        file.write(Data(events.map(line(of:)).joined().utf8))
    }

    private func line(of event: CloudEvent) -> String {
        var event = event.json
        if event["data"] != .null { event["data"] = secrets.hidden(in: event["data"]) }
        return event.text + "\n"
    }
}
