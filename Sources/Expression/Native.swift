import Notation

/// A function that is written in Swift: a value in, a value out.
enum Native: Sendable {
    typealias Zero = @Sendable (JSON, inout Machine) throws(ExpressionError) -> JSON
    typealias One = @Sendable (JSON, JSON, inout Machine) throws(ExpressionError) -> JSON
    typealias Two = @Sendable (JSON, JSON, JSON, inout Machine) throws(ExpressionError) -> JSON
    typealias Three = @Sendable (JSON, JSON, JSON, JSON, inout Machine) throws(ExpressionError) -> JSON

    case zero(Zero)
    case one(One)
    case two(Two)
    case three(Three)

    /// By name and number of arguments: `split/2`.
    static let table: [String: Native] = {
        var table: [String: Native] = [:]
        for family in [
            values, numbers, strings, collections, formats, regularExpressions, dates, mathematics,
        ] { table.merge(family) { _, later in later } }
        return table
    }()
}

/// A call of such a function; the last argument is the outer loop.
final class NativeCall: Filter {
    let native: Native
    let arguments: [any Filter]
    let onceDepth: Int?

    init(_ native: Native, _ arguments: [any Filter]) {
        self.native = native
        self.arguments = arguments
        onceDepth = callDepth(arguments.map(\.onceDepth))
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if onceDepth != nil { return try startOnce(&machine) }
        let cell = Cell(machine.value, trail: machine.trail)
        machine.trail = nil
        try machine.push(
            Frame(
                filter: self, part: arguments.count - 1, scope: machine.scope, value: Measured(.array([])), cell: cell))
        return .run(arguments[arguments.count - 1])
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = frame.cell, case .array(let known) = frame.value.json else { return .backtrack }
        let values = [machine.value.json] + known
        let growth = max(frame.value.growth, machine.value.growth)
        machine.value = cell.value
        if frame.part == 0 {
            machine.value = try result(cell.value, values, growth, &machine)
            machine.loseTrail(of: cell.trail)
            return .deliver
        }
        machine.scope = frame.scope
        try machine.push(
            Frame(
                filter: self, part: frame.part - 1, scope: frame.scope,
                value: Measured(.array(values), growth: growth), cell: cell))
        return .run(arguments[frame.part - 1])
    }

    private func result(
        _ input: Measured, _ values: [JSON], _ growth: Int32, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured {
        try charge(for: input.json, &machine)
        for value in values { try charge(for: value, &machine) }
        let json: JSON =
            switch native {
            case .zero(let body): try body(input.json, &machine)
            case .one(let body): try body(input.json, values[0], &machine)
            case .two(let body): try body(input.json, values[0], values[1], &machine)
            case .three(let body): try body(input.json, values[0], values[1], values[2], &machine)
            }
        return try measured(json, max(input.growth, growth), &machine)
    }

    /// No function nests its input or its arguments more than two levels deeper. Strings are charged for here, other
    /// data where it is made.
    private func measured(_ json: JSON, _ growth: Int32, _ machine: inout Machine) throws(ExpressionError) -> Measured {
        if case .string(let text) = json { try machine.charge(bytes: text.utf8.count) }
        return json.isContainer ? try machine.wrapped(json, growth: growth + 2) : Measured(json)
    }

    /// Whatever is done with a string goes through it.
    private func charge(for json: JSON, _ machine: inout Machine) throws(ExpressionError) {
        if case .string(let text) = json { try machine.charge(work: text.utf8.count / 4) }
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        switch native {
        case .zero(let body):
            try charge(for: input.json, &machine)
            return try measured(body(input.json, &machine), input.growth, &machine)
        case .one(let body):
            guard let first = try arguments[0].once(copy input, scope, &machine) else { return nil }
            try charge(for: input.json, &machine)
            try charge(for: first.json, &machine)
            return try measured(
                body(input.json, first.json, &machine), max(input.growth, first.growth), &machine)
        default:
            var values: [JSON] = []
            var growth: Int32 = 0
            for argument in arguments {
                guard let value = try argument.once(copy input, scope, &machine) else { return nil }
                values.append(value.json)
                growth = max(growth, value.growth)
            }
            return try result(input, values, growth, &machine)
        }
    }
}
