import Notation

/// `$x`
final class Variable: Filter {
    let hops: Int
    var onceDepth: Int? { 1 }

    init(hops: Int) { self.hops = hops }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        scope.binding(hops).value
    }
}

/// A variable that the caller of the program gives.
final class Argument: Filter {
    let index: Int
    var onceDepth: Int? { 1 }

    init(_ index: Int) { self.index = index }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        machine.arguments[index]
    }
}

/// `source as $x | body`; patterns are several of these.
final class Binding: Filter {
    let source: any Filter
    let body: any Filter
    let onceDepth: Int?
    let eachDepth: Int?

    init(_ source: any Filter, body: any Filter) {
        self.source = source
        self.body = body
        onceDepth = callDepth(source.onceDepth, body.onceDepth)
        eachDepth = nestedDepth([source.eachDepth, body.eachDepth])
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let scope = machine.scope
        if source.onceDepth != nil {
            guard let value = try source.once(machine.value, scope, &machine) else { return .backtrack }
            machine.scope = Scope(value, in: scope)
            return .run(body)
        }
        try machine.push(Frame(filter: self, scope: scope, value: machine.value, trail: machine.trail))
        machine.trail = nil
        return .run(source)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.scope = Scope(machine.value, in: frame.scope)
        machine.value = frame.value
        machine.trail = frame.trail
        return .run(body)
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let value = try source.once(copy input, scope, &machine) else { return nil }
        return try body.once(input, Scope(value, in: scope), &machine)
    }

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        let input = input
        return try source.each(copy input, scope, &machine) {
            (value: consuming Measured, machine: inout Machine) throws(ExpressionError) -> Bool in
            try self.body.each(input, Scope(value, in: scope), &machine, body)
        }
    }
}

/// A call of a function: its body runs where it was defined, with its arguments bound. The machine keeps nothing for
/// the way back, so that a call that comes last costs no memory however often it recurses.
final class Call: Filter {
    enum Parameter: Sendable {
        case value(any Filter)
        case filter(any Filter)
        /// A filter that was given to the caller and is given on as it is; wrapping it each time would make a chain.
        case given(hops: Int)
    }
    let function: Int
    /// How far out the function was defined.
    let hops: Int
    let parameters: [Parameter]
    let onceDepth: Int?
    let eachDepth: Int?

    /// - Parameter body: the function's body where it is already known, that is, where this is no recursion.
    init(_ function: Int, hops: Int, parameters: [Parameter], body: (any Filter)?) {
        self.function = function
        self.hops = hops
        self.parameters = parameters
        var depths: [Int?] = []
        for case .value(let filter) in parameters { depths.append(filter.onceDepth) }
        onceDepth = callDepth(depths + [body?.onceDepth])
        eachDepth = callDepth(depths + [body?.eachDepth])
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let caller = machine.scope
        return try bind(from: 0, in: caller.outward(hops), caller: caller, &machine)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let call = frame.cell as? PendingCall else { return .backtrack }
        let scope = Scope(machine.value, in: call.scope)
        machine.value = frame.value
        machine.trail = frame.trail
        return try bind(from: frame.part + 1, in: scope, caller: frame.scope, &machine)
    }

    private func bind(
        from first: Int, in scope: Scope?, caller: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Move {
        var scope = scope
        for index in first..<parameters.count {
            if case .value(let filter) = parameters[index], filter.onceDepth == nil {
                machine.scope = caller
                try machine.push(
                    Frame(
                        filter: self, part: index, scope: caller, value: machine.value, trail: machine.trail,
                        cell: PendingCall(scope)))
                machine.trail = nil
                return .run(filter)
            }
            guard let next = try bound(parameters[index], machine.value, scope, caller, &machine) else {
                return .backtrack
            }
            scope = next
        }
        machine.scope = scope
        return .run(machine.functions[function])
    }

    private func bound(
        _ parameter: Parameter, _ input: Measured, _ scope: Scope?, _ caller: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Scope? {
        switch parameter {
        case .value(let filter):
            guard let value = try filter.once(input, caller, &machine) else { return nil }
            return Scope(value, in: scope)
        case .filter(let filter): return try Scope(filter, from: caller, in: scope)
        case .given(let hops):
            let given = caller.binding(hops)
            guard let filter = given.filter else { preconditionFailure("a parameter that is no filter") }
            return try Scope(filter, from: given.home, in: scope)
        }
    }

    private func scope(_ input: Measured, _ caller: Scope?, _ machine: inout Machine) throws(ExpressionError) -> Scope??
    {
        var scope = caller.outward(hops)
        for parameter in parameters {
            guard let next = try bound(parameter, input, scope, caller, &machine) else { return nil }
            scope = next
        }
        return .some(scope)
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let inner = try self.scope(copy input, scope, &machine) else { return nil }
        return try machine.functions[function].once(input, inner, &machine)
    }

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        guard let inner = try self.scope(copy input, scope, &machine) else { return true }
        return try machine.functions[function].each(input, inner, &machine, body)
    }
}

/// The arguments that are bound so far, while one that gives several values is asked for them.
final class PendingCall: Cell {
    let scope: Scope?

    init(_ scope: Scope?) {
        self.scope = scope
        super.init()
    }
}

/// The use of a filter that was given as an argument: it runs where it was written.
final class Given: Filter {
    let hops: Int
    var onceDepth: Int? { nil }

    init(hops: Int) { self.hops = hops }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let binding = machine.scope.binding(hops)
        guard let filter = binding.filter else { preconditionFailure("a parameter that is no filter") }
        machine.scope = binding.home
        return .run(filter)
    }
}

/// `label $x | body`
final class Label: Filter {
    let body: any Filter
    var onceDepth: Int? { nil }

    init(_ body: any Filter) { self.body = body }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let mark = machine.choices.count
        machine.scope = Scope(Measured(.integer(mark)), in: machine.scope)
        return .run(body)
    }
}

/// `break $x`: whatever was left to try since the label is forgotten.
final class Exit: Filter {
    let hops: Int
    var onceDepth: Int? { nil }

    init(hops: Int) { self.hops = hops }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.cut(to: machine.scope.binding(hops).value.json.asInteger ?? 0)
        return .backtrack
    }
}
