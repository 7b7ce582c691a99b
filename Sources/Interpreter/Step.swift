import Almanac
import Definition
import Notation

/// One stimulus being taken: the state, what it is taken under, and what has been asked for so far.
struct Step {
    var execution: Execution
    let workflow: Workflow
    let surroundings: Surroundings
    let zone: Zone
    let now: Instant
    var effects: [Effect] = []
    /// The strand that is being run, as a place in `execution.strands`.
    var current = 0
    /// The definitions of the current strand's frames.
    var places: [Place] = []
    /// Strands that can go on, by id.
    var ready: [Int] = []
    var tasksBegun = 0
    /// The task that raised the last error: it is announced as faulted, not as cancelled.
    var faultedPosition: JSONPointer?

    static let deepest = 250

    init(of execution: Execution, in workflow: Workflow, with surroundings: Surroundings, at now: Instant) {
        self.execution = execution
        self.workflow = workflow
        self.surroundings = surroundings
        self.now = now
        zone = workflow.metadata["timezone"].asString.flatMap { Zone(identifier: $0) } ?? surroundings.zone
    }
}

/// What a strand does next.
enum Motion {
    /// Enter the next task of the innermost list, or end the list.
    case advance
    /// The innermost task has its raw output.
    case completed(JSON, then: FlowDirective?)
    /// The innermost list has ended, or was left by `exit`.
    case listEnded(JSON, isExit: Bool)
    case failed(WorkflowFault, depth: Int)
    /// Fault at once, past every `catch`: what would otherwise go on for ever.
    case overrun(WorkflowFault)
    case blocked
    /// The execution has ended.
    case ended
}

extension Step {
    var strand: Strand {
        get { execution.strands[current] }
        _modify { yield &execution.strands[current] }
    }

    /// The innermost frame.
    var top: Frame {
        get { execution.strands[current].frames[topDepth] }
        _modify { yield &execution.strands[current].frames[topDepth] }
    }

    var topDepth: Int { execution.strands[current].frames.count - 1 }

    mutating func take(_ stimulus: Stimulus) {
        switch (execution.phase, stimulus) {
        case (.completed, _), (.cancelled, _), (_, .migrated): return
        case (.faulted, .retried): restart()
        case (.faulted, _): return
        case (_, .cancelled(let reason)): end(.cancelled(reason: reason))
        case (.suspended, .resumed): resume()
        case (.suspended, .suspended), (.suspended, .retried): return
        case (.suspended, _): execution.remembered.append(stimulus)
        case (_, .suspended): suspend()
        case (.pending, .started(let input)): drive(started(input))
        case (.pending, _): return
        case (_, .woke(let token)): drive(woke(token))
        case (_, .heard(let event, let token)): drive(heard(event, token))
        case (_, .answered(let token, let answer)): drive(answered(token, answer))
        case (_, .started), (_, .resumed), (_, .retried): return
        }
        settlePhase()
    }

    /// Runs until every strand is blocked or the execution has ended.
    mutating func drive(_ first: Motion) {
        var motion = first
        while true {
            switch motion {
            case .ended:
                ready = []
                return
            case .blocked:
                guard !ready.isEmpty else { return }
                if focus(on: ready.removeFirst()) { motion = .advance }
            case .overrun(let fault):
                motion = faulted(fault, depth: topDepth)
            case .failed(let fault, let depth):
                motion = failed(fault, depth: depth)
            case .advance, .completed, .listEnded:
                do throws(WorkflowFault) {
                    motion = try moved(motion)
                } catch {
                    motion = .failed(error, depth: topDepth)
                }
            }
        }
    }

    private mutating func moved(_ motion: Motion) throws(WorkflowFault) -> Motion {
        switch motion {
        case .advance: try advance()
        case .completed(let output, let directive): try completed(output, then: directive)
        case .listEnded(let value, let isExit): try listEnded(value, isExit: isExit)
        case .failed, .overrun, .blocked, .ended: motion
        }
    }

    mutating func newToken() -> WaitToken {
        execution.lastToken += 1
        return WaitToken(execution.lastToken)
    }

    mutating func sleep(until instant: Instant) -> Alarm {
        let alarm = Alarm(token: newToken(), until: instant)
        effects.append(.sleep(alarm.token, until: instant))
        return alarm
    }

    mutating func forget(_ alarm: Alarm?) {
        if let alarm { effects.append(.forget(alarm.token)) }
    }

    /// `waiting` when nothing but time or events can move the execution, `running` while an answer is outstanding.
    private mutating func settlePhase() {
        guard execution.phase == .running || execution.phase == .waiting else { return }
        let isAnswered = execution.strands.contains { strand in
            if case .calling = strand.frames.last?.work { true } else { false }
        }
        execution.phase = isAnswered ? .running : .waiting
    }
}
