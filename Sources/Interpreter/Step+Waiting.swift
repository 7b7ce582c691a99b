import Almanac
import Definition
import Notation

/// Time, calls and child workflows: what is asked for, and what comes back.
extension Step {
    /// The wake instant is decided here, once; a restart of the process does not begin the wait anew.
    mutating func wait(_ delay: Delay) throws(WorkflowFault) -> Motion {
        let until = try instant(after: delay)
        guard until > now else { return .completed(top.input, then: nil) }
        top.work = .waiting(sleep(until: until))
        return .blocked
    }

    mutating func call(_ call: FunctionCall) throws(WorkflowFault) -> Motion {
        if FunctionCall.protocols.contains(call.function) { top.authorization = try authorization(of: call) }
        let arguments = try value(of: call.arguments, on: top.input)
        if !FunctionCall.protocols.contains(call.function), workflow.shared.functions[call.function] != nil {
            top.work = .applying
            return open(.main, with: arguments)
        }
        guard FunctionCall.protocols.contains(call.function) else { return ask(call.function, with: arguments) }
        let authenticated = try authenticated(arguments, as: call)
        return ask(call.function, with: authenticated, input: top.input)
    }

    mutating func run(_ run: Run) throws(WorkflowFault) -> Motion {
        switch run.target {
        case .workflow(let namespace, let name, let version, let input):
            let wanted = try value(of: name, on: top.input)
            guard let wanted = wanted.asString else {
                throw WorkflowFault(
                    .configuration, "the name of the workflow to run is \(wanted.typeName), not a string")
            }
            var child: JSON = .object(Members())
            if let input { child = try value(of: input, on: top.input) }
            let request = ChildRequest(namespace: namespace, name: wanted, version: version, input: child)
            guard run.isAwaited else {
                effects.append(.startWorkflow(nil, request))
                return .completed(top.input, then: nil)
            }
            let token = newToken()
            effects.append(.startWorkflow(token, request))
            top.work = .calling(token)
            return .blocked
        case .script(let formula): return try process("run:script", formula, run)
        case .shell(let formula): return try process("run:shell", formula, run)
        case .container(let formula): return try process("run:container", formula, run)
        }
    }

    private mutating func process(_ function: String, _ formula: Formula, _ run: Run) throws(WorkflowFault) -> Motion {
        var arguments = try value(of: formula, on: top.input)
        arguments["return"] = .string(run.returns.rawValue)
        arguments["await"] = .bool(run.isAwaited)
        let motion = ask(function, with: arguments)
        guard !run.isAwaited else { return motion }
        // The answer of a process that is not awaited finds nobody waiting.
        top.work = nil
        return .completed(top.input, then: nil)
    }

    private mutating func ask(_ function: String, with arguments: JSON, input: JSON = .null) -> Motion {
        let token = newToken()
        let request = CallRequest(
            function: function, arguments: arguments, position: top.position,
            taskName: places[topDepth].task?.name ?? "",
            attempt: attempt, input: input)
        effects.append(.call(token, request))
        top.work = .calling(token)
        return .blocked
    }

    /// From 1: how often what surrounds the innermost task was tried again, by `retry` or by a person.
    private var attempt: Int {
        var attempt = 1 + execution.restarts
        var next: Strand? = strand
        while let strand = next {
            for frame in strand.frames {
                if case .trying(let trying) = frame.work { attempt += trying.retries }
            }
            next = strand.origin.flatMap { origin in execution.strands.first { $0.id == origin.strand } }
        }
        return attempt
    }
}

/// What comes back. A token that nobody waits for any more changes nothing.
extension Step {
    mutating func woke(_ token: WaitToken) -> Motion {
        guard let depth = focus(onOwnerOf: token) else { return .blocked }
        let frame = strand.frames[depth]
        if frame.deadline?.token == token {
            strand.frames[depth].deadline = nil
            let subject = depth == 0 ? "the workflow" : "the task"
            return interrupted(depth, because: "\(subject) took longer than its timeout allows")
        }
        switch frame.work {
        case .waiting:
            top.work = nil
            return .completed(top.input, then: nil)
        case .trying(let trying) where trying.pause?.token == token: return tryAgain(trying)
        case .trying(var trying) where trying.attemptLimit?.token == token:
            trying.attemptLimit = nil
            strand.frames[depth].work = .trying(trying)
            return interrupted(depth + 1, because: "the attempt took longer than the retry policy allows")
        default: return .blocked
        }
    }

    /// Abandons what runs inside a task, and raises the timeout there.
    private mutating func interrupted(_ depth: Int, because detail: String) -> Motion {
        .failed(WorkflowFault(.timeout, detail), depth: depth)
    }

    mutating func answered(_ token: WaitToken, _ answer: Answer) -> Motion {
        guard let depth = focus(onOwnerOf: token), case .calling(token) = strand.frames[depth].work else {
            return .blocked
        }
        top.work = nil
        switch answer {
        case .output(let output): return .completed(output, then: nil)
        case .failed(var fault):
            // A child's pointers lead into the child's own definition.
            if case .run = places[depth].task?.kind { fault.instance = nil }
            return .failed(fault, depth: depth)
        }
    }

    /// Makes the strand current in which a frame waits for the token; answers the frame's depth.
    mutating func focus(onOwnerOf token: WaitToken) -> Int? {
        for strand in execution.strands where strand.result == nil {
            for (depth, frame) in strand.frames.enumerated() where frame.openTokens.contains(token) {
                return focus(on: strand.id) ? depth : nil
            }
        }
        return nil
    }
}

/// Spans, measured from now; `depth` is the frame whose input a computed one sees.
extension Step {
    func instant(after delay: Delay, at depth: Int? = nil) throws(WorkflowFault) -> Instant {
        try duration(of: delay, at: depth).after(now, in: zone)
    }

    func duration(of delay: Delay, at depth: Int? = nil) throws(WorkflowFault) -> CivilDuration {
        switch delay {
        case .fixed(let duration): return duration
        case .computed(let program):
            let depth = depth ?? topDepth
            let written = try value(of: program, on: strand.frames[depth].input, at: depth)
            guard let text = written.asString, let duration = CivilDuration(iso8601: text) else {
                throw WorkflowFault(.expression, "\(written.text) is not an ISO 8601 duration")
            }
            return duration
        }
    }

    func deadline(of timeout: Timeout?, at depth: Int? = nil) throws(WorkflowFault) -> Instant? {
        switch timeout {
        case nil: return nil
        case .after(let delay): return try instant(after: delay, at: depth)
        case .named(let name):
            guard let delay = workflow.shared.timeouts[name] else {
                throw WorkflowFault(.configuration, "there is no timeout \"\(name)\" under use.timeouts")
            }
            return try instant(after: delay, at: depth)
        }
    }
}
