package import Almanac
package import Definition
package import Notation

/// The live state of one workflow instance: a value. `take` is the whole of its behaviour.
///
/// It may be stored between any two stimuli and go on in another process; it holds no secrets.
package struct Execution: Sendable, Codable, Equatable {
    package enum Phase: String, Sendable, Codable {
        case pending, running, waiting, suspended, cancelled, faulted, completed
    }

    package let id: ExecutionID
    package internal(set) var phase: Phase = .pending
    package internal(set) var startedAt: Instant?
    /// The workflow's raw input, `$workflow.input`.
    package internal(set) var input: JSON = .null
    /// Where and why it faulted; kept for `retried`.
    var failure: Failure?
    var strands: [Strand] = []
    /// What arrived while the execution was suspended, in order.
    var remembered: [Stimulus] = []
    var lastToken = 0
    var lastStrand = 0
    var emitted = 0
    var announced = 0
    /// How often a person had the failed task run again.
    var restarts = 0

    struct Failure: Sendable, Codable, Equatable {
        let fault: WorkflowFault
        let strand: Int
        /// The frame at which the error was raised.
        let depth: Int
    }

    package init(id: ExecutionID) { self.id = id }

    package var isEnded: Bool { phase == .completed || phase == .faulted || phase == .cancelled }

    /// The error with which it ended.
    package var fault: WorkflowFault? { failure?.fault }

    /// The same state with counters that are nowhere behind another's: what was named by them there is not named again.
    package func counting(on other: Execution) -> Execution {
        var next = self
        next.lastToken = max(lastToken, other.lastToken)
        next.lastStrand = max(lastStrand, other.lastStrand)
        next.emitted = max(emitted, other.emitted)
        next.announced = max(announced, other.announced)
        return next
    }

    /// One stimulus, at the instant that the journal records, under the definition with which the execution began.
    /// Pure: the same stimuli in the same order make the same state and the same effects, in order;
    /// when the execution ends, `finish` is the last of them.
    package mutating func take(
        _ stimulus: Stimulus, at now: Instant, in workflow: Workflow, with surroundings: Surroundings = Surroundings()
    ) -> [Effect] {
        var step = Step(of: self, in: workflow, with: surroundings, at: now)
        // The step becomes the only owner of the state, so that it is changed in place.
        self = Execution(id: id)
        step.take(stimulus)
        self = step.execution
        return step.effects
    }
}
