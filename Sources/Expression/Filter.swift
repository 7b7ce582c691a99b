import Notation

/// One piece of a program, ready to run.
///
/// A filter can be run in three ways. The machine runs any filter, keeping what is to be done next on its own stacks,
/// so that neither recursion nor long streams use the thread's. Filters that give at most one result may be asked for
/// it directly (`once`), and those that give a plain stream may be made to hand it out (`each`); both nest on the
/// thread's stack, no deeper than their text does, and are what makes ordinary expressions cost nanoseconds.
protocol Filter: AnyObject, Sendable {
    /// How many calls `once` nests; nil where the filter may give several results or must run on the machine.
    var onceDepth: Int? { get }
    /// The same for `each`.
    var eachDepth: Int? { get }

    /// Begins with the machine's value, scope and trail.
    func start(_ machine: inout Machine) throws(ExpressionError) -> Move
    /// Goes on with what a filter gave that was started with this frame above it.
    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move
    /// Goes another way, after everything else that follows from an earlier result is done.
    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move
    /// Hears of an error, having left a guarding choice.
    func rescue(_ choice: Choice, from error: ExpressionError, _ machine: inout Machine) throws(ExpressionError) -> Move

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured?
    /// Hands each result to `body` until that answers false; answers whether it went to the end.
    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool
}

/// What the machine does next.
enum Move {
    case run(any Filter)
    /// Hand the value to the frame on top.
    case deliver
    case backtrack
}

extension Filter {
    var eachDepth: Int? { onceDepth }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move { try startOnce(&machine) }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        preconditionFailure("this filter waits for nothing")
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        preconditionFailure("this filter has no second way")
    }

    func rescue(_ choice: Choice, from error: ExpressionError, _ machine: inout Machine) throws(ExpressionError) -> Move
    {
        preconditionFailure("this filter guards nothing")
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        preconditionFailure("this filter runs on the machine")
    }

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        guard let only = try once(input, scope, &machine) else { return true }
        return try body(only, &machine)
    }

    /// Runs `once` where the machine is asked to run this filter. The result has no place of its own.
    func startOnce(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let scope = machine.scope
        guard let result = try once(machine.value.take(), scope, &machine) else { return .backtrack }
        machine.value = result
        machine.loseTrail()
        return .deliver
    }
}

/// Deeper nests of direct calls are left to the machine: a thread of Dispatch has 512 KiB, and
/// debug builds have large frames.
let deepestDirectCall = 48

/// One call more than the deepest of these, or nil where one of them or the sum cannot be called directly.
func callDepth(_ depths: Int?...) -> Int? {
    var deepest = 0
    for depth in depths {
        guard let depth else { return nil }
        deepest = max(deepest, depth)
    }
    return deepest < deepestDirectCall ? deepest + 1 : nil
}

func callDepth(_ depths: [Int?]) -> Int? {
    var deepest = 0
    for depth in depths {
        guard let depth else { return nil }
        deepest = max(deepest, depth)
    }
    return deepest < deepestDirectCall ? deepest + 1 : nil
}

/// For filters that call one another from within: the sum, or nil where it is too deep.
func nestedDepth(_ depths: [Int?]) -> Int? {
    var sum = 1
    for depth in depths {
        guard let depth else { return nil }
        sum += depth
    }
    return sum <= deepestDirectCall ? sum : nil
}
