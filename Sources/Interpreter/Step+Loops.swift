import Definition
import Notation

/// `for` and `fork`.
extension Step {
    mutating func loop(_ loop: Loop) throws(WorkflowFault) -> Motion {
        let collection = try value(of: loop.collection, on: top.input)
        guard let elements = collection.asArray else {
            throw WorkflowFault(.expression, "for.in yields \(collection.typeName), not an array")
        }
        top.work = .looping(Looping(collection: elements, index: -1))
        return try nextIteration(after: top.input)
    }

    /// The output of one iteration is the input of the next; `while` is asked before each.
    mutating func nextIteration(after value: JSON) throws(WorkflowFault) -> Motion {
        guard case .looping(var looping) = top.work, case .for(let loop) = places[topDepth].task?.kind else {
            preconditionFailure("only a loop iterates")
        }
        looping.index += 1
        top.work = .looping(looping)
        guard looping.index < looping.collection.count else { return leaveLoop(with: value) }
        top.variables.bind(loop.each, to: looping.collection[looping.index])
        top.variables.bind(loop.at, to: .integer(looping.index))
        if let condition = loop.condition, !(try isTrue(condition, on: value)) { return leaveLoop(with: value) }
        return reopen(with: value)
    }

    private mutating func leaveLoop(with value: JSON) -> Motion {
        top.variables = []
        top.body = nil
        return .completed(value, then: nil)
    }

    /// Every branch becomes a strand with a snapshot of the context.
    mutating func fork(_ fork: Fork) -> Motion {
        guard !fork.branches.isEmpty else { return .completed([], then: nil) }
        let input = top.input
        let parent = strand.id
        var branches: [Int] = []
        for index in fork.branches.indices {
            execution.lastStrand += 1
            var root = Frame(
                position: top.position, rawInput: input, input: input, startedAt: now,
                isWithinExtension: top.isWithinExtension)
            root.work = .branch
            root.body = Body(list: .main, index: 0, value: input)
            execution.strands.append(
                Strand(
                    id: execution.lastStrand, origin: .init(strand: parent, branch: index), frames: [root],
                    context: strand.context, result: nil))
            branches.append(execution.lastStrand)
        }
        top.work = .forking(branches)
        ready += branches
        return .blocked
    }

    /// The first branch to end wins where they compete; else the last one to end joins them all.
    mutating func branchEnded(with value: JSON) -> Motion {
        strand.result = value
        guard let parent = strand.origin?.strand else { return .blocked }
        let ended = strand
        _ = focus(on: parent)
        guard case .forking(let branches) = top.work, case .fork(let fork) = places[topDepth].task?.kind else {
            preconditionFailure("a branch belongs to a fork")
        }
        if fork.competes {
            drop(branches, isCancelled: true)
            strand.context = ended.context
            return .completed(value, then: nil)
        }
        let strands = branches.compactMap { id in execution.strands.first { $0.id == id } }
        let outputs = strands.compactMap(\.result)
        guard outputs.count == branches.count else { return .blocked }
        strand.context = strands.reduce(strand.context) { merged, branch in
            merge(branch.context, into: merged, since: strand.context)
        }
        drop(branches, isCancelled: false)
        return .completed(.array(outputs), then: nil)
    }
}

/// What a branch did to the context since the fork, done to `merged` as well: members that it set or took away;
/// a context that is no object replaces the whole.
private func merge(_ branch: JSON, into merged: JSON, since snapshot: JSON) -> JSON {
    guard branch != snapshot else { return merged }
    guard case .object(let after) = branch, case .object(let before) = snapshot, case .object(var members) = merged
    else {
        return branch
    }
    for (key, value) in after where before[key] != value { members[key] = value }
    for key in before.keys where after[key] == nil { members[key] = nil }
    return .object(members)
}
