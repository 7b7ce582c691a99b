import Notation

/// `.`
final class Identity: Filter {
    var onceDepth: Int? { 1 }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move { .deliver }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        input
    }
}

/// A value that is written out.
final class Literal: Filter {
    let value: Measured
    var onceDepth: Int? { 1 }

    init(_ json: JSON) { value = Measured(json) }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        // As in jq, `null | path(null)` is the path of the input: a scalar cannot be told from itself.
        if machine.trail != nil, value.json.isContainer || value.json != machine.value.json { machine.loseTrail() }
        machine.value = value
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        value
    }
}

/// `empty`
final class Nothing: Filter {
    var onceDepth: Int? { 1 }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        nil
    }
}

/// `a | b | c`
final class Pipeline: Filter {
    let filters: [any Filter]
    let onceDepth: Int?
    let eachDepth: Int?

    init(_ filters: [any Filter]) {
        self.filters = filters
        onceDepth = callDepth(filters.map(\.onceDepth))
        eachDepth = nestedDepth(filters.map(\.eachDepth))
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move { try advance(from: 0, &machine) }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.scope = frame.scope
        return try advance(from: frame.part, &machine)
    }

    private func advance(from first: Int, _ machine: inout Machine) throws(ExpressionError) -> Move {
        var index = first
        let scope = machine.scope
        if machine.trail == nil {
            while index < filters.count - 1, filters[index].onceDepth != nil {
                guard let value = try filters[index].once(machine.value.take(), scope, &machine) else {
                    return .backtrack
                }
                machine.value = value
                index += 1
            }
        }
        if index < filters.count - 1 { try machine.push(Frame(filter: self, part: index + 1, scope: scope)) }
        return .run(filters[index])
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        var value = input
        for filter in filters {
            guard let next = try filter.once(value.take(), scope, &machine) else { return nil }
            value = next
        }
        return value
    }

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool { try each(input, from: 0, scope, &machine, body) }

    private func each(
        _ input: consuming Measured, from first: Int, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        var value = input
        var index = first
        while index < filters.count - 1, filters[index].onceDepth != nil {
            guard let next = try filters[index].once(value.take(), scope, &machine) else { return true }
            value = next
            index += 1
        }
        if index == filters.count - 1 { return try filters[index].each(value.take(), scope, &machine, body) }
        return try filters[index].each(value.take(), scope, &machine) {
            (item: consuming Measured, machine: inout Machine) throws(ExpressionError) -> Bool in
            try self.each(item, from: index + 1, scope, &machine, body)
        }
    }
}

/// `a, b, c`
final class Comma: Filter {
    let filters: [any Filter]
    var onceDepth: Int? { nil }
    let eachDepth: Int?

    init(_ filters: [any Filter]) {
        self.filters = filters
        eachDepth = callDepth(filters.map(\.eachDepth))
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move { try take(0, &machine) }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.value = choice.value
        machine.trail = choice.trail
        return try take(choice.part, &machine)
    }

    private func take(_ index: Int, _ machine: inout Machine) throws(ExpressionError) -> Move {
        if index < filters.count - 1 {
            try machine.push(
                Choice(filter: self, part: index + 1, scope: machine.scope, value: machine.value, trail: machine.trail))
        }
        return .run(filters[index])
    }

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        for filter in filters where try !filter.each(copy input, scope, &machine, body) { return false }
        return true
    }
}

/// `if … then … else … end`
final class Condition: Filter {
    let test: any Filter
    let then: any Filter
    let otherwise: any Filter
    let onceDepth: Int?
    let eachDepth: Int?

    init(_ test: any Filter, then: any Filter, otherwise: any Filter) {
        self.test = test
        self.then = then
        self.otherwise = otherwise
        onceDepth = callDepth(test.onceDepth, then.onceDepth, otherwise.onceDepth)
        eachDepth = callDepth(test.onceDepth, then.eachDepth, otherwise.eachDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let scope = machine.scope
        if test.onceDepth != nil {
            guard let answer = try test.once(machine.value, scope, &machine) else { return .backtrack }
            return .run(answer.isTruthy ? then : otherwise)
        }
        try machine.push(Frame(filter: self, scope: scope, value: machine.value, trail: machine.trail))
        machine.trail = nil
        return .run(test)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        let answer = machine.value.isTruthy
        machine.value = frame.value
        machine.trail = frame.trail
        machine.scope = frame.scope
        return .run(answer ? then : otherwise)
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let answer = try test.once(copy input, scope, &machine) else { return nil }
        return try (answer.isTruthy ? then : otherwise).once(input, scope, &machine)
    }

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        guard let answer = try test.once(copy input, scope, &machine) else { return true }
        return try (answer.isTruthy ? then : otherwise).each(input, scope, &machine, body)
    }
}
