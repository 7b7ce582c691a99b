import Notation

/// `reduce source as $x (start; update)`. Null stands for the state where an update gave nothing; of several, the last
/// counts.
final class Reduction: Filter {
    let source: any Filter
    let first: any Filter
    let update: any Filter
    let onceDepth: Int?

    init(_ source: any Filter, start: any Filter, update: any Filter) {
        self.source = source
        self.first = start
        self.update = update
        onceDepth = nestedDepth([source.eachDepth, callDepth(first.onceDepth, update.onceDepth)])
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if machine.trail == nil, onceDepth != nil { return try startOnce(&machine) }
        try machine.push(Frame(filter: self, scope: machine.scope, value: machine.value))
        return .run(first)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        switch frame.part {
        case 0:
            let cell = Cell(machine.value.take(), trail: machine.trail)
            try machine.push(Choice(filter: self, scope: nil, cell: cell))
            try machine.push(Frame(filter: self, part: 1, scope: frame.scope, cell: cell))
            machine.value = frame.value
            machine.trail = nil
            machine.scope = frame.scope
            return .run(source)
        case 1:
            guard let cell = frame.cell else { return .backtrack }
            machine.scope = Scope(machine.value, in: frame.scope)
            machine.value = cell.value.take()
            machine.trail = cell.trail
            cell.trail = machine.trail.map { _ in Trail.lost() }
            try machine.push(Frame(filter: self, part: 2, scope: nil, cell: cell))
            return .run(update)
        default:
            frame.cell?.trail = machine.trail
            frame.cell?.value = machine.value.take()
            return .backtrack
        }
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.trail = choice.cell?.trail
        machine.value = choice.cell?.value.take() ?? .null
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard var state = try first.once(copy input, scope, &machine) else { return nil }
        _ = try source.each(input, scope, &machine) {
            (item: consuming Measured, machine: inout Machine) throws(ExpressionError) -> Bool in
            state = try self.update.once(state.take(), Scope(item, in: scope), &machine) ?? .null
            return true
        }
        return state
    }
}

/// `foreach source as $x (start; update; extract)`
final class Foreach: Filter {
    let source: any Filter
    let first: any Filter
    let update: any Filter
    let extract: any Filter
    var onceDepth: Int? { nil }
    let eachDepth: Int?

    init(_ source: any Filter, start: any Filter, update: any Filter, extract: any Filter) {
        self.source = source
        self.first = start
        self.update = update
        self.extract = extract
        eachDepth = nestedDepth([source.eachDepth, callDepth(first.onceDepth, update.onceDepth), extract.eachDepth])
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        try machine.push(Frame(filter: self, scope: machine.scope, value: machine.value))
        return .run(first)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        switch frame.part {
        case 0:
            let cell = Cell(machine.value.take(), trail: machine.trail)
            try machine.push(Frame(filter: self, part: 1, scope: frame.scope, cell: cell))
            machine.value = frame.value
            machine.trail = nil
            machine.scope = frame.scope
            return .run(source)
        case 1:
            guard let cell = frame.cell else { return .backtrack }
            let scope = Scope(machine.value, in: frame.scope)
            machine.scope = scope
            machine.value = cell.value.take()
            machine.trail = cell.trail
            try machine.push(Frame(filter: self, part: 2, scope: scope, cell: cell))
            return .run(update)
        default:
            frame.cell?.value = machine.value
            frame.cell?.trail = machine.trail
            machine.scope = frame.scope
            return .run(extract)
        }
    }

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        guard var state = try first.once(copy input, scope, &machine) else { return true }
        return try source.each(input, scope, &machine) {
            (item: consuming Measured, machine: inout Machine) throws(ExpressionError) -> Bool in
            let inner = Scope(item, in: scope)
            guard let next = try self.update.once(state.take(), inner, &machine) else { return true }
            state = next
            return try self.extract.each(state, inner, &machine, body)
        }
    }
}

/// `range(from; to; by)`: the start is the outer loop.
final class Progression: Filter {
    let bounds: [any Filter]
    var onceDepth: Int? { nil }
    let eachDepth: Int?

    init(from start: any Filter, to end: any Filter, by step: any Filter) {
        bounds = [start, end, step]
        eachDepth = callDepth(bounds.map(\.onceDepth))
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let cell = Cell(machine.value, trail: machine.trail)
        machine.trail = nil
        try machine.push(Frame(filter: self, scope: machine.scope, value: Measured(.array([])), cell: cell))
        return .run(bounds[0])
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = frame.cell, case .array(var known) = frame.value.json else { return .backtrack }
        guard machine.value.json.asDouble != nil else { throw Progression.refusal }
        known.append(machine.value.json)
        if known.count < 3 {
            machine.value = cell.value
            machine.scope = frame.scope
            try machine.push(
                Frame(filter: self, part: known.count, scope: frame.scope, value: Measured(.array(known)), cell: cell))
            return .run(bounds[known.count])
        }
        return try take(known[0], of: Measured(.array(known)), cell.trail, &machine)
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let at = choice.cell?.value.json else { return .backtrack }
        return try take(at, of: choice.value, choice.trail, &machine)
    }

    private func take(
        _ at: JSON, of bounds: Measured, _ trail: Trail?, _ machine: inout Machine
    ) throws(ExpressionError) -> Move {
        let step = bounds.json[2]
        guard Progression.isInside(at, bounds.json[1], step) else { return .backtrack }
        try machine.push(
            Choice(
                filter: self, scope: nil, value: bounds, trail: trail, cell: Cell(Measured(Progression.sum(at, step)))))
        machine.value = Measured(at)
        machine.loseTrail(of: trail)
        return .deliver
    }

    private static func isInside(_ at: JSON, _ end: JSON, _ step: JSON) -> Bool {
        let sign = step.asDouble ?? 0
        return sign < 0 ? at.scalarOrder(to: end) > 0 : at.scalarOrder(to: end) < 0
    }

    private static func sum(_ a: JSON, _ b: JSON) -> JSON {
        if case .integer(let a) = a, case .integer(let b) = b {
            let (sum, overflows) = a.addingReportingOverflow(b)
            if !overflows { return .integer(sum) }
        }
        return .number((a.asDouble ?? 0) + (b.asDouble ?? 0))
    }

    private static let refusal = ExpressionError("Range bounds must be numeric")

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        guard let start = try bounds[0].once(copy input, scope, &machine),
            let end = try bounds[1].once(copy input, scope, &machine),
            let step = try bounds[2].once(input, scope, &machine)
        else { return true }
        guard start.json.asDouble != nil, end.json.asDouble != nil, step.json.asDouble != nil else {
            throw Progression.refusal
        }
        var at = start.json
        while Progression.isInside(at, end.json, step.json) {
            try machine.charge(steps: 1)
            guard try body(Measured(at), &machine) else { return false }
            at = Progression.sum(at, step.json)
        }
        return true
    }
}

/// `first(a)`, `limit(n; a)` and `skip(n; a)` with the count known: results from one place to before another.
final class Excerpt: Filter {
    enum Part { case first, limit, skip }
    let part: Part
    let body: any Filter
    /// The count was bound just outside.
    let count: Variable?
    let onceDepth: Int?
    let eachDepth: Int?

    init(_ part: Part, of body: any Filter, count: Variable?) {
        self.part = part
        self.body = body
        self.count = count
        onceDepth = part == .first ? callDepth(body.eachDepth) : nil
        eachDepth = callDepth(body.eachDepth)
    }

    private func number(_ scope: Scope?) throws(ExpressionError) -> Int {
        guard let count else { return 1 }
        let json = scope.binding(count.hops).value.json
        guard let number = json.asDouble else { throw ExpressionError("\(json.described) cannot be a count") }
        // What is not a number, or below zero, sets no limit, as in jq 1.7.
        return number.isNaN || number < 0 ? -1 : number >= 1e15 ? Int(1e15) : Int(number.rounded(.up))
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let number = try number(machine.scope)
        if part == .limit, number == 0 { return .backtrack }
        if number < 0 || (part == .skip && number == 0) { return .run(body) }
        let cell = Cell()
        cell.count = number
        try machine.push(Frame(filter: self, scope: nil, cell: cell, mark: machine.choices.count))
        return .run(body)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = frame.cell else { return .backtrack }
        cell.count -= 1
        switch part {
        case .first, .limit:
            if cell.count == 0 { machine.cut(to: frame.mark) }
            return .deliver
        case .skip: return cell.count >= 0 ? .backtrack : .deliver
        }
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        var found: Measured?
        _ = try body.each(input, scope, &machine) {
            (item: consuming Measured, machine: inout Machine) throws(ExpressionError) -> Bool in
            found = item
            return false
        }
        return found
    }

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        var left = try number(scope)
        if part == .limit, left == 0 { return true }
        if left < 0 { return try self.body.each(input, scope, &machine, body) }
        var goesOn = true
        _ = try self.body.each(input, scope, &machine) {
            (item: consuming Measured, machine: inout Machine) throws(ExpressionError) -> Bool in
            left -= 1
            if part == .skip {
                if left < 0 { goesOn = try body(item, &machine) }
                return goesOn
            }
            goesOn = try body(item, &machine)
            return goesOn && left > 0
        }
        return goesOn
    }
}

/// `isempty(a)`
final class Emptiness: Filter {
    let body: any Filter
    let onceDepth: Int?

    init(of body: any Filter) {
        self.body = body
        onceDepth = callDepth(body.eachDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if onceDepth != nil { return try startOnce(&machine) }
        let mark = machine.choices.count
        try machine.push(Choice(filter: self, scope: nil, trail: machine.trail))
        try machine.push(Frame(filter: self, scope: nil, trail: machine.trail, mark: mark))
        machine.trail = nil
        return .run(body)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.cut(to: frame.mark)
        machine.value = Measured(.bool(false))
        machine.loseTrail(of: frame.trail)
        return .deliver
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.value = Measured(.bool(true))
        machine.loseTrail(of: choice.trail)
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        let isEmpty = try body.each(input, scope, &machine) {
            (_: consuming Measured, _: inout Machine) throws(ExpressionError) -> Bool in false
        }
        return Measured(.bool(isEmpty))
    }
}
