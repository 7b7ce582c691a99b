package import Almanac
package import Definition
import Notation

/// The live state of one workflow instance: a value. `take` is the whole of its behaviour.
package struct Execution: Sendable, Codable, Equatable {
    package enum Phase: String, Sendable, Codable { case pending, running, waiting, suspended, cancelled, faulted, completed }

    package let id: ExecutionID
    package private(set) var phase: Phase

    package init(id: ExecutionID) {
        self.id = id
        phase = .pending
    }

    /// One stimulus, at the instant that the journal records, under the definition with which the execution began.
    /// Pure: the same stimuli in the same order make the same state and the same effects.
    package mutating func take(_ stimulus: Stimulus, at now: Instant, in workflow: Workflow) -> [Effect] { fatalError("contract") }
}
