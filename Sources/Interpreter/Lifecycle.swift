import Almanac
import Definition
package import Notation

/// The lifecycle events of the specification, `io.serverlessworkflow.{workflow|task}.<change>.v1`.
enum Change: String {
    case created, started, suspended, resumed, retried, cancelled, faulted, completed
    case correlationStarted = "correlation-started"
    case correlationCompleted = "correlation-completed"

    /// The member that tells when.
    var instantName: String {
        switch self {
        case .correlationStarted: "startedAt"
        case .correlationCompleted: "completedAt"
        default: rawValue + "At"
        }
    }
}

extension CloudEvent {
    /// Whether it tells of an execution. Only a filter that names the type of such events is meant for them: a listener
    /// for all events would else hear itself listening, and answer that for ever.
    package var isLifecycle: Bool {
        type.hasPrefix("io.serverlessworkflow.workflow.") || type.hasPrefix("io.serverlessworkflow.task.")
    }
}

extension Execution {
    /// The source of its events, a URI.
    var source: String { "https://dondoc/executions/\(id.value)" }
}

extension Step {
    mutating func announce(_ change: Change, with more: @autoclosure () -> [(String, JSON)] = []) {
        guard isAnnounced() else { return }
        announce("workflow.\(change.rawValue)", [("name", .string(qualifiedName)), moment(change)] + more())
    }

    mutating func announceStart() {
        guard isAnnounced() else { return }
        let definition: JSON = [
            "name": .string(workflow.name.name), "namespace": .string(workflow.name.namespace),
            "version": .string(workflow.name.version),
        ]
        announce("workflow.started", [("name", .string(qualifiedName)), ("definition", definition), moment(.started)])
    }

    mutating func announce(
        task position: JSONPointer, _ change: Change, with more: @autoclosure () -> [(String, JSON)] = []
    ) {
        guard isAnnounced() else { return }
        let task: [(String, JSON)] = [("workflow", .string(qualifiedName)), ("task", .string(position.text))]
        announce("task.\(change.rawValue)", task + [moment(change)] + more())
    }

    /// Counted whether somebody hears it or not: the state does not depend on who listens.
    private mutating func isAnnounced() -> Bool {
        execution.announced += 1
        return surroundings.announces
    }

    /// Tells of every task that waits.
    mutating func announceLeaves(_ change: Change) {
        for strand in execution.strands where strand.result == nil {
            guard let leaf = strand.frames.last, leaf.body == nil, strand.frames.count > 1 else { continue }
            if case .forking = leaf.work { continue }
            announce(task: leaf.position, change)
        }
    }

    /// The workflow's name with what tells this execution from others, and its namespace: unique in one store.
    private var qualifiedName: String { "\(workflow.name.name)-\(execution.id.value).\(workflow.name.namespace)" }

    private func moment(_ change: Change) -> (String, JSON) { (change.instantName, .string(now.rfc3339(in: zone))) }

    private mutating func announce(_ type: String, _ data: [(String, JSON)]) {
        effects.append(
            .lifecycle(
                CloudEvent(
                    id: "\(execution.id.value)-lifecycle-\(execution.announced)", source: execution.source,
                    type: "io.serverlessworkflow.\(type).v1", time: now, dataContentType: "application/json",
                    data: .object(Members(data)))))
    }
}
