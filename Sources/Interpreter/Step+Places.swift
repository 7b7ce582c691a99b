import Definition
import Notation

/// The definition of one frame: its task, and the list that it runs. The first frame of a strand has no task.
struct Place {
    let task: WorkflowTask?
    var list: [WorkflowTask]
}

extension Step {
    /// Makes a strand the current one; false when it has ended in the meantime.
    mutating func focus(on id: Int) -> Bool {
        guard let index = execution.strands.firstIndex(where: { $0.id == id }), execution.strands[index].result == nil
        else { return false }
        current = index
        places = definitions(of: execution.strands[index])
        return true
    }

    /// Finds the definitions again by walking from the root: as many steps as the stack is deep.
    ///
    /// - Precondition: the workflow is the one with which the execution began.
    private func definitions(of strand: Strand) -> [Place] {
        var found: [Place] = []
        var task: WorkflowTask?
        for (depth, frame) in strand.frames.enumerated() {
            if depth > 0, let body = strand.frames[depth - 1].body { task = found[depth - 1].list[body.index] }
            var list: [WorkflowTask] = []
            if depth == 0, let origin = strand.origin {
                list = branches(of: origin.strand)[origin.branch...origin.branch].map { $0 }
            } else if let body = frame.body {
                list = tasks(body.list, of: task, extensions: frame.extensions)
            }
            found.append(Place(task: task, list: list))
        }
        return found
    }

    private func branches(of id: Int) -> [WorkflowTask] {
        guard let parent = execution.strands.first(where: { $0.id == id }),
            case .fork(let fork) = definitions(of: parent).last?.task?.kind
        else { return [] }
        return fork.branches
    }

    /// The tasks of a list inside `task`, or of the workflow itself.
    func tasks(_ list: Body.List, of task: WorkflowTask?, extensions: [Int]) -> [WorkflowTask] {
        switch list {
        case .before(let place): return workflow.shared.extensions[extensions[place]].before
        case .after(let place): return workflow.shared.extensions[extensions[place]].after
        case .handler:
            if case .try(let attempt) = task?.kind { return attempt.handler ?? [] }
            return []
        case .main: break
        }
        return switch task?.kind {
        case nil: workflow.tasks
        case .do(let tasks): tasks
        case .for(let loop): loop.body
        case .listen(let listen): listen.each?.body ?? []
        case .try(let attempt): attempt.body
        case .call(let call): workflow.shared.functions[call.function].map { [$0] } ?? []
        case .emit, .fork, .raise, .run, .set, .switch, .wait: []
        }
    }

    /// Begins a list inside the innermost task.
    mutating func open(_ list: Body.List, with value: JSON) -> Motion {
        places[topDepth].list = tasks(list, of: places[topDepth].task, extensions: top.extensions)
        top.body = Body(list: list, index: 0, value: value)
        return .advance
    }

    /// Runs the list that is already open once more from its first task.
    mutating func reopen(with value: JSON) -> Motion {
        guard top.body?.list == .main else { return open(.main, with: value) }
        top.body = Body(list: .main, index: 0, value: value)
        return .advance
    }
}
