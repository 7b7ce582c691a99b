import Almanac
import Definition
import Notation

/// The workflow as a whole: how it starts, pauses, ends, and starts again after a fault.
extension Step {
    mutating func started(_ input: JSON) -> Motion {
        execution.phase = .running
        execution.startedAt = now
        execution.input = input
        execution.lastStrand = 1
        var root = Frame(position: .root, rawInput: input, input: input, startedAt: now, isWithinExtension: false)
        root.work = .workflow
        execution.strands = [Strand(id: 1, origin: nil, frames: [root], context: .object(Members()), result: nil)]
        announceStart()
        return began()
    }

    /// The workflow's own data flow before its first task.
    mutating func began() -> Motion {
        _ = focus(on: 1)
        do throws(WorkflowFault) {
            try validate(execution.input, against: workflow.input.schema, of: "the input")
            top.input = try transformed(execution.input, by: workflow.input)
            if let until = try deadline(of: workflow.timeout) { top.deadline = sleep(until: until) }
            return open(.main, with: top.input)
        } catch {
            return .failed(error, depth: 0)
        }
    }

    /// The last task is done: the workflow's own data flow after it.
    mutating func finish(with value: JSON) throws(WorkflowFault) -> Motion {
        // A restart after a fault in here must not run the tasks again.
        top.body = Body(list: .main, index: places[0].list.count, value: value)
        let output = try transformed(value, by: workflow.output)
        try validate(output, against: workflow.output.schema, of: "the output")
        end(.completed(output: output))
        return .ended
    }

    /// `then: end`, from wherever it stands.
    mutating func endWorkflow(with value: JSON) -> Motion {
        let context = strand.context
        _ = focus(on: 1)
        abandon(framesFrom: 1)
        ready = []
        strand.context = context
        return .listEnded(value, isExit: true)
    }

    mutating func end(_ outcome: Outcome) {
        let wasStarted = execution.startedAt != nil
        execution.remembered = []
        if wasStarted, focus(on: 1) { abandon(framesFrom: 0) }
        execution.strands = []
        switch outcome {
        case .completed(let output):
            execution.phase = .completed
            announce(.completed, with: [("output", output)])
        case .cancelled:
            execution.phase = .cancelled
            if wasStarted { announce(.cancelled) }
        case .faulted(let fault):
            execution.phase = .faulted
            announce(.faulted, with: [("error", fault.json)])
        }
        effects.append(.finish(outcome))
    }

    /// Nobody catches: the execution stops here. The frames stay, so that it can be started again.
    mutating func faulted(_ fault: WorkflowFault, depth: Int) -> Motion {
        var fault = fault
        if fault.instance == nil { fault.instance = strand.frames[depth].position.text }
        execution.failure = Execution.Failure(fault: fault, strand: strand.id, depth: depth)
        execution.phase = .faulted
        for strand in execution.strands {
            for frame in strand.frames { forgetTokens(of: frame) }
        }
        announce(.faulted, with: [("error", fault.json)])
        effects.append(.finish(.faulted(fault)))
        return .ended
    }

    /// Lets go of the current strand's frames from `depth` on, with everything that they wait for.
    mutating func abandon(framesFrom depth: Int) {
        while strand.frames.count > depth {
            let frame = strand.frames.removeLast()
            places.removeLast()
            abandon(frame)
        }
    }

    private mutating func forgetTokens(of frame: Frame) {
        for token in frame.openTokens { effects.append(.forget(token)) }
    }

    /// Lets go of everything that one frame waits for, its branches included.
    private mutating func abandon(_ frame: Frame) {
        if case .forking(let branches) = frame.work { drop(branches, isCancelled: true) }
        forgetTokens(of: frame)
        if frame.work != .workflow, frame.work != .branch, frame.position != faultedPosition {
            announce(task: frame.position, .cancelled)
        }
    }

    /// Removes branches. The current strand is never among them.
    mutating func drop(_ branches: [Int], isCancelled: Bool) {
        let id = strand.id
        for branch in branches {
            guard let index = execution.strands.firstIndex(where: { $0.id == branch }) else { continue }
            let dropped = execution.strands.remove(at: index)
            current = execution.strands.firstIndex { $0.id == id } ?? current
            guard isCancelled, dropped.result == nil else { continue }
            for frame in dropped.frames.reversed() { abandon(frame) }
        }
    }
}

/// Pauses.
extension Step {
    mutating func suspend() {
        execution.phase = .suspended
        announceLeaves(.suspended)
        announce(.suspended)
    }

    /// Takes what arrived meanwhile, in the order in which it came, at the instant of the resumption.
    mutating func resume() {
        execution.phase = execution.startedAt == nil ? .pending : .waiting
        let remembered = execution.remembered
        execution.remembered = []
        announce(.resumed)
        announceLeaves(.resumed)
        for stimulus in remembered { take(stimulus) }
    }
}
