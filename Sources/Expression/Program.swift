package import Almanac
package import Notation

/// An expression that cannot be read.
package struct ExpressionSyntaxError: Error, Equatable, Sendable {
    /// One sentence without a full stop.
    package let message: String
    /// Where in the expression's text, in Unicode scalars from 0.
    package let offset: Int
    package let width: Int

    package init(message: String, offset: Int, width: Int) {
        self.message = message
        self.offset = offset
        self.width = width
    }
}

/// A jq `error(value)`, or one that the language raises itself.
package struct ExpressionError: Error, Equatable, Sendable {
    /// The value that `catch` sees; a string for the language's own errors.
    package let value: JSON
    /// True when the budget ran out: `try` does not catch this.
    package let isOverBudget: Bool

    package init(value: JSON, isOverBudget: Bool) {
        self.value = value
        self.isOverBudget = isOverBudget
    }

    /// What it says to people.
    package var message: String { value.asString ?? value.text }
}

/// What an expression may cost before it is stopped.
package struct Budget: Sendable {
    package var steps: Int
    package var bytes: Int
    package static let standard = Budget(steps: 10_000_000, bytes: 256 << 20)

    package init(steps: Int, bytes: Int) {
        self.steps = steps
        self.bytes = bytes
    }
}

/// One jq program, compiled once: pure, with no access to anything but its input, its arguments and the instant.
package struct Program: Sendable {
    package let text: String
    private let filter: any Filter
    private let functions: [any Filter]
    private let names: [String]

    /// - Parameter arguments: the names of the variables that will be given, without `$`; an unknown
    ///   `$name` is a syntax error.
    package init(parsing text: String, arguments: Set<String> = []) throws(ExpressionSyntaxError) {
        let syntax = try Parser.syntax(of: text)
        var resolver = Resolver(arguments: arguments.sorted())
        filter = try resolver.filter(syntax, nil, 0)
        functions = resolver.functions
        names = resolver.arguments
        self.text = text
    }

    /// Every result, handed to `emit` one by one; `emit` answers false to stop.
    package func run(
        on input: JSON, arguments: [String: JSON] = [:], at now: Instant, budget: Budget = .standard,
        emit: (JSON) -> Bool
    ) throws(ExpressionError) {
        var machine = machine(on: input, arguments, at: now, budget)
        while let result = try next(&machine) {
            guard emit(result) else { return }
        }
    }

    /// The first result, or nil when there is none.
    package func first(
        on input: JSON, arguments: [String: JSON] = [:], at now: Instant, budget: Budget = .standard
    ) throws(ExpressionError) -> JSON? {
        var machine = machine(on: input, arguments, at: now, budget)
        return try next(&machine, isOnly: true)
    }

    /// Neither a result nor an error leaves that could not be gone over.
    private func next(_ machine: inout Machine, isOnly: Bool = false) throws(ExpressionError) -> JSON? {
        do throws(ExpressionError) {
            let isDirect = isOnly && filter.onceDepth != nil
            let result = isDirect ? try filter.once(machine.value.take(), nil, &machine) : try machine.next()
            return try result.map { result throws(ExpressionError) in try machine.handOut(result.json) }
        } catch {
            _ = try machine.handOut(error.value)
            throw error
        }
    }

    /// All results.
    package func evaluate(
        on input: JSON, arguments: [String: JSON] = [:], at now: Instant, budget: Budget = .standard
    ) throws(ExpressionError) -> [JSON] {
        var results: [JSON] = []
        try run(on: input, arguments: arguments, at: now, budget: budget) {
            results.append($0)
            return true
        }
        return results
    }

    private func machine(on input: JSON, _ arguments: [String: JSON], at now: Instant, _ budget: Budget) -> Machine {
        Machine(
            filter, functions: functions, input: input, arguments: names.map { Measured(arguments[$0] ?? .null) },
            now: now,
            budget: budget)
    }
}
