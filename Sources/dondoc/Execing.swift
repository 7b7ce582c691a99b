import Almanac
import Casework
import Definition
import Engine
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

    init(file: String, events path: String?) throws {
        let (source, unreadable) = SourceText.reading(bytes: try CommandTable.readBytes(file), file: file)
        guard let source else {
            Terminal.put(unreadable, sources: [:], toError: true)
            throw CommandError.usage("\(file) cannot be run")
        }
        let (workflow, diagnostics) = WorkflowFile.read(source, functions: [])
        Terminal.put(diagnostics, sources: [file: source], toError: true)
        guard let workflow else { throw CommandError.usage("\(file) cannot be run") }
        self.workflow = workflow
        library = Library([workflow] + Execing.neighbours(of: file))
        events = try path.map(EventFile.init)
    }

    func run(input: JSON) throws -> ExitCode {
        let end = Mutex<Ending>(.running)
        let done = DispatchSemaphore(value: 0)
        let desk = Desk(
            store: try SQLiteStore(path: ":memory:"), library: library, functions: [], zone: .vietnam, announces: true)
        let daemon = Daemon(desk: desk, outlet: RefusingOutlet()) { [events] turn in
            events?.append(turn.events)
            // The document's own instance is the first of the store.
            guard let first = turn.ended.first(where: { $0.id == ExecutionID(1) }) else { return }
            end.withLock { $0 = .ended(first.outcome) }
            done.signal()
        } failed: { error in
            end.withLock { $0 = .broken("\(error)") }
            done.signal()
        }
        let start = Arrival.start(
            reply: "exec", namespace: workflow.name.namespace, name: workflow.name.name, version: workflow.name.version,
            input: input)
        Task {
            await daemon.start()
            await daemon.receive(start)
        }
        done.wait()
        switch end.withLock({ $0 }) {
        case .ended(.completed(let output)):
            Terminal.put(output.text)
            return .done
        case .ended(.faulted(let fault)):
            Terminal.put(fault.json.text)
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
    }

    /// The workflows that `run.workflow` may name: the other documents of the folder.
    private static func neighbours(of file: String) -> [Workflow] {
        let folder = URL(filePath: file).deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { $0.hasSuffix(".yaml") && $0 != URL(filePath: file).lastPathComponent }.compactMap
        { name in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                let source = SourceText.reading(bytes: Array(data), file: name).text
            else { return nil }
            return WorkflowFile.read(source, functions: []).0
        }
    }
}

/// Nothing leaves a document that runs by itself: calls to the outside fail where they stand.
private final class RefusingOutlet: Outlet {
    func deliver(_ release: Release) -> Report {
        .answered(.failed(WorkflowFault(.configuration, "no function of this name can be called from here")))
    }
}

/// Appends events as they are committed, one JSON object a line.
private final class EventFile: Sendable {
    private let file: FileHandle

    init(path: String) throws(CommandError) {
        let isThere =
            FileManager.default.fileExists(atPath: path) || FileManager.default.createFile(atPath: path, contents: nil)
        guard isThere, let file = FileHandle(forWritingAtPath: path), (try? file.seekToEnd()) != nil else {
            throw .environment("\(path) cannot be written")
        }
        self.file = file
    }

    func append(_ events: [CloudEvent]) {
        file.write(Data(events.map { $0.json.text + "\n" }.joined().utf8))
    }
}
