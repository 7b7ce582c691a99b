import Notation
import Almanac
import Definition
import Interpreter
import Storage

/// What a journal comes to: the state, and what it has asked for and still waits for.
struct JournalFold {
    private(set) var execution: Execution
    /// Each thing that was asked for under a token; those that are no longer waited for as well.
    private var asked: [WaitToken: Effect] = [:]

    init(_ id: ExecutionID) { execution = Execution(id: id) }

    /// - Parameter definition: by hash.
    static func of(
        _ row: InstanceRow, _ journal: [JournalRow], with surroundings: Surroundings,
        definition: (String) throws -> Workflow
    ) throws -> JournalFold {
        let journal = try journal.map { entry -> (at: Instant, stimulus: Stimulus) in
            (entry.at, try Stimulus(stored: JSON(parsing: entry.stimulus)))
        }
        var first = row.definition
        for (_, stimulus) in journal {
            guard case .migrated(let from, _) = stimulus else { continue }
            first = from
            break
        }
        var workflow = try definition(first)
        var fold = JournalFold(ExecutionID(row.id))
        for (place, entry) in journal.enumerated() {
            if case .migrated(_, let to) = entry.stimulus {
                workflow = try definition(to)
                fold = fold.anew(journal[..<place], in: workflow, with: surroundings)
            } else {
                fold.take(entry.stimulus, at: entry.at, in: workflow, with: surroundings)
            }
        }
        return fold
    }

    /// All that has happened, under another definition.
    func anew(
        _ journal: some Sequence<(at: Instant, stimulus: Stimulus)>, in workflow: Workflow,
        with surroundings: Surroundings
    ) -> JournalFold {
        var fold = JournalFold(execution.id)
        for entry in journal { fold.take(entry.stimulus, at: entry.at, in: workflow, with: surroundings) }
        fold.execution = fold.execution.counting(on: execution)
        return fold
    }

    private mutating func take(
        _ stimulus: Stimulus, at now: Instant, in workflow: Workflow, with surroundings: Surroundings
    ) {
        for effect in execution.take(stimulus, at: now, in: workflow, with: surroundings) {
            switch effect {
            case .sleep(let token, _), .subscribe(let token, _), .call(let token, _), .startWorkflow(let token?, _):
                asked[token] = effect
            case .startWorkflow(nil, _), .forget, .emit, .consume, .lifecycle, .finish: break
            }
        }
    }

    /// What it waits for.
    var waits: [WaitToken: Wait] {
        let open = execution.openTokens
        return asked.filter { open.contains($0.key) }.compactMapValues(Wait.init)
    }

    /// Something that is waited for, as far as who brings it is concerned.
    enum Wait: Equatable, CustomStringConvertible {
        case time(Instant)
        case events(EventTypes)
        case call(String, arguments: String)
        case workflow(String)

        init?(_ effect: Effect) {
            switch effect {
            case .sleep(_, let until): self = .time(until)
            case .subscribe(_, let types): self = .events(types)
            case .call(_, let request): self = .call(request.function, arguments: request.arguments.text)
            case .startWorkflow(_, let child): self = .workflow("\(child.namespace).\(child.name) \(child.input.text)")
            case .forget, .emit, .consume, .lifecycle, .finish: return nil
            }
        }

        var description: String {
            switch self {
            case .time(let until): "until \(until.rfc3339(in: .utc))"
            case .events(.all): "for any event"
            case .events(.only(let types)): "for \(types.sorted().joined(separator: " or "))"
            case .call(let function, _): "for the answer of \(function)"
            case .workflow(let name): "for the workflow \(name.prefix { $0 != " " })"
            }
        }
    }
}
