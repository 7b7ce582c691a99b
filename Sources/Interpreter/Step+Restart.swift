import Definition
import Notation

/// Starting again after a fault, at a person's word.
extension Step {
    /// The failed task is entered once more with the input that it had. What else was under way goes on: waits keep
    /// their wake instant, listeners what they have heard, calls are made again, timeouts begin anew.
    mutating func restart() {
        guard let failure = execution.failure else { return }
        execution.failure = nil
        execution.phase = .running
        execution.restarts += 1
        var motion = Motion.blocked
        for id in execution.strands.map(\.id) where focus(on: id) {
            if id == failure.strand, failure.depth > 0 {
                while strand.frames.count > failure.depth {
                    if case .forking(let branches) = top.work { discard(branches) }
                    dropTop()
                }
            }
            if case .calling = top.work { dropTop() }
            for depth in strand.frames.indices {
                do throws(WorkflowFault) {
                    try rearm(depth)
                } catch {
                    motion = .failed(error, depth: depth)
                }
            }
            if let body = top.body {
                // Past the last task it is the workflow's own output that failed.
                let list = places[topDepth].list
                if list.indices.contains(body.index) { announce(task: list[body.index].position, .retried) }
                ready.append(id)
            }
        }
        if case .blocked = motion, let root = execution.strands.first, root.frames.count == 1,
            root.frames[0].body == nil
        {
            motion = began()
        }
        drive(motion)
    }

    /// Removes the branches of a fork that begins anew; what they waited for was forgotten at the fault.
    private mutating func discard(_ branches: [Int]) {
        for branch in execution.strands.filter({ branches.contains($0.id) }) {
            for frame in branch.frames {
                if case .forking(let inner) = frame.work { discard(inner) }
            }
        }
        let id = strand.id
        execution.strands.removeAll { branches.contains($0.id) }
        current = execution.strands.firstIndex { $0.id == id } ?? current
    }

    /// Asks again for what one frame waited for; the tokens from before the fault are forgotten.
    private mutating func rearm(_ depth: Int) throws(WorkflowFault) {
        let isRoot = depth == 0 && strand.origin == nil
        if let until = try deadline(of: isRoot ? workflow.timeout : places[depth].task?.timeout, at: depth) {
            strand.frames[depth].deadline = sleep(until: until)
        }
        switch strand.frames[depth].work {
        case .waiting(let alarm): strand.frames[depth].work = .waiting(sleep(until: alarm.until))
        case .listening(var listening) where listening.isOpen:
            guard case .listen(let listen) = places[depth].task?.kind else { return }
            listening.token = newToken()
            effects.append(.subscribe(listening.token, types: listen.to.types))
            strand.frames[depth].work = .listening(listening)
        case .trying(var trying):
            if let pause = trying.pause { trying.pause = sleep(until: pause.until) }
            if let limit = trying.attemptLimit { trying.attemptLimit = sleep(until: limit.until) }
            strand.frames[depth].work = .trying(trying)
        default: break
        }
    }
}
