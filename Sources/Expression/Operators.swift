import Notation

/// `a + b`, `a == b`, …: the right side is the outer loop.
final class Calculation: Filter {
    let sign: BinaryOperator
    let left: any Filter
    let right: any Filter
    let onceDepth: Int?

    init(_ sign: BinaryOperator, _ left: any Filter, _ right: any Filter) {
        self.sign = sign
        self.left = left
        self.right = right
        onceDepth = callDepth(left.onceDepth, right.onceDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if onceDepth != nil { return try startOnce(&machine) }
        try machine.push(Frame(filter: self, scope: machine.scope, value: machine.value, trail: machine.trail))
        machine.trail = nil
        return .run(right)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        if frame.part == 0 {
            let result = machine.value
            machine.value = frame.value
            machine.scope = frame.scope
            try machine.push(Frame(filter: self, part: 1, scope: nil, value: result, trail: frame.trail))
            return .run(left)
        }
        machine.value = try sign.apply(machine.value.take(), frame.value, &machine)
        machine.loseTrail(of: frame.trail)
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let right = try right.once(copy input, scope, &machine), var left = try left.once(input, scope, &machine)
        else { return nil }
        return try sign.apply(left.take(), right, &machine)
    }
}

/// `-a`
final class Negation: Filter {
    let operand: any Filter
    let onceDepth: Int?

    init(_ operand: any Filter) {
        self.operand = operand
        onceDepth = callDepth(operand.onceDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if onceDepth != nil { return try startOnce(&machine) }
        try machine.push(Frame(filter: self, scope: nil, trail: machine.trail))
        machine.trail = nil
        return .run(operand)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.value = Measured(try Arithmetic.negative(machine.value.json))
        machine.loseTrail(of: frame.trail)
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let value = try operand.once(input, scope, &machine) else { return nil }
        return Measured(try Arithmetic.negative(value.json))
    }
}

/// `a and b`, `a or b`: the left side is the outer loop, and the right is not looked at when the left decides.
final class Junction: Filter {
    let left: any Filter
    let right: any Filter
    /// What the left side says when it decides: true for `or`.
    let decision: Bool
    let onceDepth: Int?

    init(_ left: any Filter, _ right: any Filter, decision: Bool) {
        self.left = left
        self.right = right
        self.decision = decision
        onceDepth = callDepth(left.onceDepth, right.onceDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if onceDepth != nil { return try startOnce(&machine) }
        try machine.push(Frame(filter: self, scope: machine.scope, value: machine.value, trail: machine.trail))
        machine.trail = nil
        return .run(left)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        let answer = machine.value.isTruthy
        if frame.part == 0, answer != decision {
            machine.value = frame.value
            machine.scope = frame.scope
            try machine.push(Frame(filter: self, part: 1, scope: nil, trail: frame.trail))
            return .run(right)
        }
        machine.value = Measured(.bool(answer))
        machine.loseTrail(of: frame.trail)
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let first = try left.once(copy input, scope, &machine) else { return nil }
        if first.isTruthy == decision { return Measured(.bool(decision)) }
        guard let second = try right.once(input, scope, &machine) else { return nil }
        return Measured(.bool(second.isTruthy))
    }
}

/// `a // b`: what is neither null nor false from `a`, or else, where there is no such, `b`.
final class Alternative: Filter {
    let first: any Filter
    let second: any Filter
    let onceDepth: Int?

    init(_ first: any Filter, _ second: any Filter) {
        self.first = first
        self.second = second
        onceDepth = callDepth(first.onceDepth, second.onceDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if machine.trail == nil, onceDepth != nil { return try startOnce(&machine) }
        let cell = Cell()
        try machine.push(
            Choice(filter: self, scope: machine.scope, value: machine.value, trail: machine.trail, cell: cell))
        try machine.push(Frame(filter: self, scope: nil, cell: cell))
        return .run(first)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard machine.value.isTruthy else { return .backtrack }
        frame.cell?.hasResult = true
        return .deliver
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        if choice.cell?.hasResult == true { return .backtrack }
        machine.value = choice.value
        machine.trail = choice.trail
        return .run(second)
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        if let value = try first.once(copy input, scope, &machine), value.isTruthy { return value }
        return try second.once(input, scope, &machine)
    }
}

/// `try a catch b`, and `a?` where there is no handler.
final class Attempt: Filter {
    let body: any Filter
    let handler: (any Filter)?
    /// For `?//`: the next pattern takes the original input, not the error.
    let keepsInput: Bool
    let onceDepth: Int?

    init(_ body: any Filter, handler: (any Filter)?, keepsInput: Bool = false) {
        self.body = body
        self.handler = handler
        self.keepsInput = keepsInput
        if let handler {
            onceDepth = callDepth(body.onceDepth, handler.onceDepth)
        } else {
            onceDepth = callDepth(body.onceDepth)
        }
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if machine.trail == nil, onceDepth != nil { return try startOnce(&machine) }
        let guardian = machine.choices.count
        try machine.push(
            Choice(
                kind: .guardian, filter: self, scope: machine.scope, value: keepsInput ? machine.value : .null,
                trail: machine.trail))
        try machine.push(Frame(filter: self, scope: nil, mark: guardian))
        return .run(body)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        try machine.pass(guardian: frame.mark, of: self)
        return .deliver
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move { .backtrack }

    func rescue(_ choice: Choice, from error: ExpressionError, _ machine: inout Machine) throws(ExpressionError) -> Move
    {
        guard let handler else { return .backtrack }
        try machine.charge(bytes: error.value.shallowBytes)
        if keepsInput {
            machine.value = choice.value
            machine.trail = choice.trail
        } else {
            machine.value = Measured(error.value)
            machine.loseTrail(of: choice.trail)
        }
        return .run(handler)
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        do throws(ExpressionError) {
            return try body.once(copy input, scope, &machine)
        } catch  where error.isOverBudget {
            throw error
        } catch {
            try machine.charge(bytes: error.value.shallowBytes)
            return try handler?.once(keepsInput ? input : Measured(error.value), scope, &machine)
        }
    }
}
