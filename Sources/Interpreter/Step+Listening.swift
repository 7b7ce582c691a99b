import Almanac
package import Definition
package import Notation

/// `emit` and `listen`.
extension Step {
    /// Answers the event's JSON form, which is the task's output.
    mutating func emit(_ formula: EventFormula) throws(WorkflowFault) -> JSON {
        var members = Members()
        for (key, attribute) in formula.attributes { members[key] = try value(of: attribute, on: top.input) }
        execution.emitted += 1
        if members["id"] == nil { members["id"] = .string("\(execution.id.value)-\(execution.emitted)") }
        if members["source"] == nil { members["source"] = .string(execution.source) }
        if members["time"] == nil { members["time"] = .string(now.rfc3339(in: .utc)) }
        do throws(CloudEventError) {
            let event = try CloudEvent(json: .object(members))
            effects.append(.emit(event))
            return event.json
        } catch {
            throw WorkflowFault(.validation, error.description)
        }
    }

    mutating func listenTo(_ listen: Listen) -> Motion {
        if case .all(let filters) = listen.to, filters.isEmpty { return .completed([], then: nil) }
        let token = newToken()
        effects.append(.subscribe(token, types: listen.to.types))
        top.work = .listening(Listening(token: token))
        if listen.to.isCorrelating { announce(.correlationStarted) }
        return .blocked
    }

    mutating func heard(_ event: CloudEvent, _ token: WaitToken) -> Motion {
        guard let depth = focus(onOwnerOf: token), case .listening(var listening) = strand.frames[depth].work,
            case .listen(let listen) = places[depth].task?.kind
        else { return .blocked }
        let matching = EventMatching(input: strand.frames[depth].input, now: now, arguments: filterArguments(at: depth))
        if case .any(_, .events(let limit)?) = listen.to,
            matching.takes(event, by: limit, &listening.satisfiedLimits, &listening.correlations)
        {
            listening.isOpen = !limit.isSatisfied(listening.satisfiedLimits)
            effects.append(.consume(event))
        } else if matching.takes(event, by: listen.to, &listening.satisfied, &listening.correlations) {
            listening.queue.append(event.read(as: listen.read))
            effects.append(.consume(event))
            if listen.to.isClosedByEvent { listening.isOpen = !listen.to.isSatisfied(listening.satisfied) }
        }
        if !listening.isOpen { effects.append(.forget(token)) }
        strand.frames[depth].work = .listening(listening)
        // An iteration under way goes on first; the events wait for it in the order in which they came.
        guard depth == topDepth else { return .blocked }
        do throws(WorkflowFault) {
            return try nextEvent()
        } catch {
            return .failed(error, depth: depth)
        }
    }

    /// All that a filter may name; a secret that is missing is null there, so that the event does not match.
    private func filterArguments(at depth: Int) -> [String: JSON] {
        do throws(WorkflowFault) {
            return try arguments(Mentions(of: "$context $input $secrets $runtime $workflow $task"), at: depth)
        } catch {
            return [:]
        }
    }

    /// Works through the queue, then waits or completes.
    private mutating func nextEvent() throws(WorkflowFault) -> Motion {
        guard case .listen(let listen) = places[topDepth].task?.kind else { preconditionFailure("only a listen hears") }
        while case .listening(var listening) = top.work {
            guard !listening.queue.isEmpty else {
                guard !listening.isOpen else { return .blocked }
                return heardAll(listening, of: listen)
            }
            let item = listening.queue.removeFirst()
            listening.begun += 1
            top.work = nil
            guard let each = listen.each else {
                listening.consumed.append(item)
                top.work = .listening(listening)
                if try isLimitReached(listen) { return leaveListen(of: listen) }
                continue
            }
            top.work = .listening(listening)
            top.variables.bind(each.item, to: item)
            top.variables.bind(each.at, to: .integer(listening.begun - 1))
            return open(.main, with: item)
        }
        return .blocked
    }

    /// The body of `foreach` is done with one event.
    mutating func iterationEnded(with value: JSON) throws(WorkflowFault) -> Motion {
        guard case .listening(var listening) = top.work, case .listen(let listen) = places[topDepth].task?.kind,
            let each = listen.each
        else { preconditionFailure("only a listen iterates over events") }
        let output = try transformed(value, by: each.output, rawOutput: value)
        try validate(output, against: each.output.schema, of: "the output of foreach")
        try export(output, rawOutput: value, by: each.export)
        top.work = nil
        top.body = nil
        listening.consumed.append(output)
        top.work = .listening(listening)
        if try isLimitReached(listen) { return leaveListen(of: listen) }
        return try nextEvent()
    }

    /// `until` with a condition: asked of what has been consumed, after each event.
    private func isLimitReached(_ listen: Listen) throws(WorkflowFault) -> Bool {
        guard case .any(_, .condition(let condition)?) = listen.to, case .listening(let listening) = top.work else {
            return false
        }
        return try isTrue(condition, on: .array(listening.consumed))
    }

    private mutating func leaveListen(of listen: Listen) -> Motion {
        guard case .listening(var listening) = top.work else { return .blocked }
        if listening.isOpen { effects.append(.forget(listening.token)) }
        listening.isOpen = false
        return heardAll(listening, of: listen)
    }

    private mutating func heardAll(_ listening: Listening, of listen: Listen) -> Motion {
        top.variables = []
        top.body = nil
        top.work = nil
        if listen.to.isCorrelating {
            let keys = Members(listening.correlations.map { ($0.name, $0.value) })
            announce(.correlationCompleted, with: [("correlationKeys", .object(keys))])
        }
        return .completed(.array(listening.consumed), then: nil)
    }
}

extension CloudEvent {
    /// How `listen` hands an event on. `raw` is the data as text, as it came.
    package func read(as reading: EventReading) -> JSON {
        switch reading {
        case .data: data ?? .null
        case .envelope: json
        case .raw: data.map { $0.asString == nil ? .string($0.text) : $0 } ?? .null
        }
    }
}
