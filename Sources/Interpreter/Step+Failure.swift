import Almanac
import Definition
import Notation

/// Errors: raising, catching, trying again, starting again.
extension Step {
    func raised(_ error: RaisedError) throws(WorkflowFault) -> WorkflowFault {
        let formula: ErrorFormula
        switch error {
        case .inline(let inline): formula = inline
        case .named(let name):
            guard let known = workflow.shared.errors[name] else {
                throw WorkflowFault(.configuration, "there is no error \"\(name)\" under use.errors")
            }
            formula = known
        }
        func text(_ formula: Formula?) throws(WorkflowFault) -> String? {
            guard let formula else { return nil }
            let value = try value(of: formula, on: top.input)
            return value.isNull ? nil : value.asString ?? value.text
        }
        return WorkflowFault(
            type: try text(formula.type) ?? FaultKind.runtime.type, status: formula.status,
            title: try text(formula.title),
            detail: try text(formula.detail), instance: try text(formula.instance))
    }

    /// Something went wrong in a frame of the current strand: the nearest `try` around it that catches it goes on.
    mutating func failed(_ fault: WorkflowFault, depth: Int) -> Motion {
        let origin = strand.id
        var fault = fault
        if fault.instance == nil {
            fault.instance = (strand.frames.indices.contains(depth) ? strand.frames[depth] : top).position.text
        }
        let raisedDepth = min(depth, topDepth)
        if raisedDepth > 0 {
            faultedPosition = strand.frames[raisedDepth].position
            announce(task: strand.frames[raisedDepth].position, .faulted, with: [("error", fault.json)])
        }
        var below = depth
        while true {
            for index in (0..<below).reversed() {
                guard case .trying = strand.frames[index].work, strand.frames[index].body?.list == .main,
                    case .try(let attempt) = places[index].task?.kind
                else { continue }
                do throws(WorkflowFault) {
                    guard try catches(fault, attempt, at: index) else { continue }
                    return try caught(fault, by: attempt, at: index)
                } catch {
                    // The error goes further up: not dealt with, or replaced by one in the handling itself.
                    fault = error
                    if fault.instance == nil { fault.instance = strand.frames[index].position.text }
                }
            }
            guard let parent = strand.origin?.strand, focus(on: parent) else { break }
            below = topDepth
        }
        _ = focus(on: origin)
        return faulted(fault, depth: raisedDepth)
    }

    private mutating func catches(_ fault: WorkflowFault, _ attempt: Try, at depth: Int) throws(WorkflowFault) -> Bool {
        guard attempt.filter.matches(fault) else { return false }
        strand.frames[depth].variables.bind(attempt.variable, to: fault.json)
        return try holds(when: attempt.when, exceptWhen: attempt.exceptWhen, at: depth)
    }

    private func holds(when: LocatedProgram?, exceptWhen: LocatedProgram?, at depth: Int) throws(WorkflowFault) -> Bool
    {
        let input = strand.frames[depth].input
        if let when, !(try isTrue(when, on: input, at: depth)) { return false }
        if let exceptWhen, try isTrue(exceptWhen, on: input, at: depth) { return false }
        return true
    }

    /// Retry first; `catch.do` once there is nothing more to retry. A retry policy that gives up without a `do` or a
    /// `then` has not dealt with the error, which goes on up.
    private mutating func caught(_ fault: WorkflowFault, by attempt: Try, at depth: Int) throws(WorkflowFault) -> Motion
    {
        guard case .trying(var trying) = strand.frames[depth].work else { preconditionFailure("only a try catches") }
        let again = try attempt.retry.map { reference throws(WorkflowFault) in
            try nextAttempt(trying, under: policy(reference), at: depth)
        }
        if let again, let until = again {
            abandon(framesFrom: depth + 1)
            forget(trying.attemptLimit)
            trying.attemptLimit = nil
            top.body = nil
            trying.retries += 1
            guard until > now else { return tryAgain(trying) }
            trying.pause = sleep(until: until)
            top.work = .trying(trying)
            return .blocked
        }
        if attempt.retry != nil, attempt.handler == nil, attempt.then == nil { throw fault }
        abandon(framesFrom: depth + 1)
        forget(trying.attemptLimit)
        trying.attemptLimit = nil
        top.work = .trying(trying)
        if attempt.handler != nil { return open(.handler, with: top.input) }
        top.body = nil
        return .completed(top.input, then: attempt.then)
    }

    private func policy(_ reference: RetryReference) throws(WorkflowFault) -> RetryPolicy {
        switch reference {
        case .inline(let policy): return policy
        case .named(let name):
            guard let policy = workflow.shared.retries[name] else {
                throw WorkflowFault(.configuration, "there is no retry policy \"\(name)\" under use.retries")
            }
            return policy
        }
    }

    /// When to try again, or nil when the policy gives up.
    private func nextAttempt(
        _ trying: Trying, under policy: RetryPolicy, at depth: Int
    ) throws(WorkflowFault) -> Instant? {
        guard try holds(when: policy.when, exceptWhen: policy.exceptWhen, at: depth) else { return nil }
        if let attempts = policy.attempts, trying.retries >= attempts { return nil }
        var until = now
        if let delay = policy.delay {
            until = try duration(of: delay).grown(policy.backoff, retry: trying.retries + 1).after(now, in: zone)
        }
        if let jitter = policy.jitter {
            let least = try duration(of: jitter.from).after(now, in: zone).milliseconds(since: now)
            let most = try duration(of: jitter.to).after(now, in: zone).milliseconds(since: now)
            let seed = "\(execution.id.value) \(strand.frames[depth].position) \(trying.retries + 1)"
            until = until.advanced(by: .milliseconds(jitterBetween(least, most, seed: seed)))
        }
        if let limit = policy.duration, until > (try duration(of: limit).after(trying.firstStartedAt, in: zone)) {
            return nil
        }
        return until
    }

    mutating func attempt(_ attempt: Try) throws(WorkflowFault) -> Motion {
        try startAttempt(Trying(firstStartedAt: now), attempt)
    }

    mutating func tryAgain(_ trying: Trying) -> Motion {
        var trying = trying
        trying.pause = nil
        top.variables = []
        announce(task: top.position, .retried)
        guard case .try(let attempt) = places[topDepth].task?.kind else {
            preconditionFailure("only a try tries again")
        }
        do throws(WorkflowFault) {
            return try startAttempt(trying, attempt)
        } catch {
            return .failed(error, depth: topDepth)
        }
    }

    private mutating func startAttempt(_ trying: Trying, _ attempt: Try) throws(WorkflowFault) -> Motion {
        var trying = trying
        if let retry = attempt.retry, let limit = try policy(retry).attemptDuration {
            trying.attemptLimit = sleep(until: try instant(after: limit))
        }
        top.work = .trying(trying)
        return open(.main, with: top.input)
    }
}

extension ErrorFilter {
    func matches(_ fault: WorkflowFault) -> Bool {
        (type.map { FaultKind.areSame($0, fault.type) } ?? true) && (status.map { $0 == fault.status } ?? true)
            && (title.map { $0 == fault.title } ?? true) && (detail.map { $0 == fault.detail } ?? true)
            && (instance.map { $0 == fault.instance } ?? true)
    }
}
