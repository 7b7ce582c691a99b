package import Almanac
import Definition
package import Notation

/// Everything that an execution can ask for. Asking is not doing: the desk commits first.
package enum Effect: Equatable, Sendable {
    case sleep(WaitToken, until: Instant)
    case subscribe(WaitToken, types: EventTypes)
    case call(WaitToken, CallRequest)
    /// A child workflow; its answer comes back under the token, unless the token is nil (`await: false`).
    case startWorkflow(WaitToken?, ChildRequest)
    /// What was asked for under this token is no longer waited for.
    case forget(WaitToken)
    case emit(CloudEvent)
    /// An event has been taken by a `listen`: no later one of this execution is to be offered it.
    case consume(CloudEvent)
    /// What happened to the workflow or to a task, for those who watch; made only on request (`Surroundings.announces`).
    case lifecycle(CloudEvent)
    case finish(Outcome)
}

/// Which event types can interest a subscription: a coarse index. The execution itself decides whether an event matches.
package enum EventTypes: Equatable, Sendable, Codable {
    case all
    case only(Set<String>)
}

package struct CallRequest: Equatable, Sendable, Codable {
    package let function: String
    package let arguments: JSON
    /// Where the task stands: `/do/0/collectArticles`; with the attempt it makes the idempotency key.
    package let position: JSONPointer
    package let taskName: String
    /// From 1; counts retries.
    package let attempt: Int
    /// The task's input, which the variables of URI templates are taken from; null for what knows no such templates.
    package let input: JSON

    package init(
        function: String, arguments: JSON, position: JSONPointer, taskName: String, attempt: Int, input: JSON = .null
    ) {
        self.function = function
        self.arguments = arguments
        self.position = position
        self.taskName = taskName
        self.attempt = attempt
        self.input = input
    }
}

package struct ChildRequest: Equatable, Sendable, Codable {
    package let namespace: String
    package let name: String
    /// A version or `latest`.
    package let version: String
    package let input: JSON

    package init(namespace: String, name: String, version: String, input: JSON) {
        self.namespace = namespace
        self.name = name
        self.version = version
        self.input = input
    }
}

/// How an execution ended.
package enum Outcome: Equatable, Sendable, Codable {
    case completed(output: JSON)
    case faulted(WorkflowFault)
    case cancelled(reason: String?)
}
