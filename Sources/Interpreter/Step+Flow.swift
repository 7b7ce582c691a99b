import Almanac
import Definition
import Notation

/// From task to task: entering, leaving, and where the flow goes after.
extension Step {
    /// Enters the next task of the innermost list, or ends the list.
    mutating func advance() throws(WorkflowFault) -> Motion {
        guard let body = top.body else { preconditionFailure("a frame without a list of tasks cannot advance") }
        let list = places[topDepth].list
        guard body.index < list.count else { return .listEnded(body.value, isExit: false) }
        tasksBegun += 1
        guard tasksBegun <= surroundings.mostTasks else {
            return .overrun(
                WorkflowFault(.runtime, "more than \(surroundings.mostTasks) tasks began without one that waits"))
        }
        guard strand.frames.count < Step.deepest else {
            return .overrun(WorkflowFault(.runtime, "tasks are nested more than \(Step.deepest) deep"))
        }
        return try enter(list[body.index], with: body.value)
    }

    /// The first half of a task's data flow: `if`, validation of the raw input, `input.from`.
    private mutating func enter(_ task: WorkflowTask, with rawInput: JSON) throws(WorkflowFault) -> Motion {
        let isWithinExtension =
            switch top.body?.list {
            case .before, .after: true
            case .main, .handler, nil: top.isWithinExtension
            }
        let frame = Frame(
            position: task.position, rawInput: rawInput, input: rawInput, startedAt: now,
            isWithinExtension: isWithinExtension)
        strand.frames.append(frame)
        places.append(Place(task: task, list: []))
        if let condition = task.condition, !(try isTrue(condition, on: rawInput)) {
            dropTop()
            top.body?.index += 1
            return .advance
        }
        announce(task: task.position, .created)
        try validate(rawInput, against: task.input.schema, of: "the input")
        top.input = try transformed(rawInput, by: task.input)
        announce(task: task.position, .started)
        if let until = try deadline(of: task.timeout) { top.deadline = sleep(until: until) }
        top.extensions = try extensions(of: task)
        return try openExtension(before: 0)
    }

    mutating func begin() throws(WorkflowFault) -> Motion {
        guard let task = places[topDepth].task else { preconditionFailure("only a task begins") }
        switch task.kind {
        case .call(let call): return try self.call(call)
        case .do:
            top.work = .composing
            return open(.main, with: top.input)
        case .emit(let event): return .completed(try emit(event), then: nil)
        case .for(let loop): return try self.loop(loop)
        case .fork(let fork): return self.fork(fork)
        case .listen(let listen): return listenTo(listen)
        case .raise(let error): throw try raised(error)
        case .run(let run): return try self.run(run)
        case .set(let formula): return .completed(try value(of: formula, on: top.input), then: nil)
        case .switch(let cases): return try choose(cases)
        case .try(let attempt): return try self.attempt(attempt)
        case .wait(let delay): return try wait(delay)
        }
    }

    private mutating func choose(_ cases: [SwitchCase]) throws(WorkflowFault) -> Motion {
        for choice in cases {
            if let when = choice.when, try isTrue(when, on: top.input) {
                return .completed(top.input, then: choice.then)
            }
        }
        return .completed(top.input, then: cases.first { $0.when == nil }?.then)
    }

    /// The innermost task has its raw output: extensions after it come first.
    mutating func completed(_ output: JSON, then directive: FlowDirective?) throws(WorkflowFault) -> Motion {
        if top.extensions.isEmpty { return try settle(output, then: directive) }
        top.work = .closing(output: output, then: directive)
        return try openExtension(after: 0)
    }

    /// The second half of a task's data flow: `output.as`, validation, `export.as`, validation; then on to the next.
    private mutating func settle(_ output: JSON, then directive: FlowDirective?) throws(WorkflowFault) -> Motion {
        guard let task = places[topDepth].task else { preconditionFailure("only a task settles") }
        let directive = directive ?? task.then ?? .continue
        let settled = try transformed(output, by: task.output, rawOutput: output)
        try validate(settled, against: task.output.schema, of: "the output")
        try export(settled, rawOutput: output, by: task.export)
        let target = try index(of: directive)
        forget(top.deadline)
        announce(task: task.position, .completed, with: [("output", settled)])
        dropTop()
        top.body?.value = settled
        switch directive {
        case .exit: return .listEnded(settled, isExit: true)
        case .end: return endWorkflow(with: settled)
        case .continue, .task:
            top.body?.index = target
            return .advance
        }
    }

    /// Replaces `$context` where the task says so.
    mutating func export(_ output: JSON, rawOutput: JSON, by stage: DataStage) throws(WorkflowFault) {
        guard stage.transform != nil || stage.schema != nil else { return }
        var context = strand.context
        if let transform = stage.transform {
            context = try value(of: transform, on: output, output: output, rawOutput: rawOutput)
        }
        try validate(context, against: stage.schema, of: "the exported context")
        strand.context = context
    }

    /// Which task of the list that contains the innermost one comes next.
    private func index(of directive: FlowDirective) throws(WorkflowFault) -> Int {
        let outer = topDepth - 1
        let next = (strand.frames[outer].body?.index ?? 0) + 1
        guard case .task(let name) = directive else { return next }
        guard let index = places[outer].list.firstIndex(where: { $0.name == name }) else {
            throw WorkflowFault(.configuration, "there is no task \"\(name)\" in the same list")
        }
        return index
    }

    /// The innermost list has ended: what that means to the task that it belongs to.
    mutating func listEnded(_ value: JSON, isExit: Bool) throws(WorkflowFault) -> Motion {
        switch top.body?.list {
        case .before(let place):
            // `exit` in an extension skips the task that it extends.
            if isExit {
                top.body = nil
                return try settle(value, then: nil)
            }
            return try openExtension(before: place + 1)
        case .after(let place): return try openExtension(after: place + 1)
        case .main, .handler, nil: break
        }
        switch top.work {
        case .workflow: return try finish(with: value)
        case .branch: return branchEnded(with: value)
        case .looping: return try nextIteration(after: value)
        case .listening: return try iterationEnded(with: value)
        case .trying(var trying):
            forget(trying.attemptLimit)
            trying.attemptLimit = nil
            top.work = .trying(trying)
            guard top.body?.list == .handler, case .try(let attempt) = places[topDepth].task?.kind else {
                return .completed(value, then: nil)
            }
            return .completed(value, then: attempt.then)
        case .composing, .applying, .calling, .closing, .forking, .waiting, nil: return .completed(value, then: nil)
        }
    }

    mutating func dropTop() {
        strand.frames.removeLast()
        places.removeLast()
    }
}

/// Extensions: lists of tasks before and after every task of a kind.
extension Step {
    private func extensions(of task: WorkflowTask) throws(WorkflowFault) -> [Int] {
        guard !workflow.shared.extensions.isEmpty, !top.isWithinExtension else { return [] }
        var chosen: [Int] = []
        for (index, candidate) in workflow.shared.extensions.enumerated() where candidate.covers(task.kind) {
            if let when = candidate.when, !(try isTrue(when, on: top.input, tellsDefinition: true)) { continue }
            chosen.append(index)
        }
        return chosen
    }

    /// The output of an extension's tasks does not reach the task: only `exit` puts it in the place of the task's own.
    private mutating func openExtension(before place: Int) throws(WorkflowFault) -> Motion {
        guard top.extensions.indices.contains(place) else {
            top.body = nil
            return try begin()
        }
        return open(.before(place), with: top.input)
    }

    private mutating func openExtension(after place: Int) throws(WorkflowFault) -> Motion {
        guard case .closing(let output, let directive) = top.work else { return try openExtension(before: place) }
        guard top.extensions.indices.contains(place) else { return try settle(output, then: directive) }
        return open(.after(place), with: output)
    }
}

extension TaskExtension {
    /// `composite` is the schema's word for tasks that are made of others.
    fileprivate func covers(_ kind: TaskKind) -> Bool {
        switch (extends, kind) {
        case ("all", _), ("composite", .do), ("composite", .fork): true
        default: extends == kind.keyword
        }
    }
}
