import Notation

/// An expression as it is written: a tree with places, names not yet looked up.
final class Syntax: Sendable {
    let form: Form
    let place: Place
    /// How deep the tree is from here; bounded, because everything that walks it recurses.
    let depth: Int

    /// Deeper trees are refused. Chains of one operator nest to the left and count.
    static let deepest = 96

    /// - Throws: when the tree would be deeper than `deepest`.
    init(_ form: Form, at place: Place, over children: [Syntax] = []) throws(ExpressionSyntaxError) {
        var below = 0
        for child in children { below = max(below, child.depth) }
        guard below < Syntax.deepest else {
            throw place.problem("the expression nests deeper than \(Syntax.deepest) levels")
        }
        self.form = form
        self.place = place
        self.depth = below + 1
    }

    var isCall: Bool { if case .call = form { true } else { false } }
    var isOperator: Bool {
        switch form {
        case .pipe, .comma, .binary, .and, .or, .alternative, .assignment, .negation: true
        default: false
        }
    }
    var isBlock: Bool {
        switch form {
        case .condition, .attempt, .reduction, .foreach, .binding, .label, .definition: true
        default: false
        }
    }
    var isAttempt: Bool { if case .attempt = form { true } else { false } }

    indirect enum Form: Sendable {
        case identity
        /// `..`
        case descent
        case literal(JSON)
        case text(format: String?, [Piece])
        case format(String)
        /// The key is looked up on the filter's own input, the target comes second.
        case index(Syntax, Syntax)
        case slice(Syntax, Syntax?, Syntax?)
        case iterate(Syntax)
        case collection(Syntax?)
        case object([Entry])
        case negation(Syntax)
        case pipe([Syntax])
        case comma([Syntax])
        case binary(BinaryOperator, Syntax, Syntax)
        case and(Syntax, Syntax)
        case or(Syntax, Syntax)
        case alternative(Syntax, Syntax)
        case assignment(Assignment, Syntax, Syntax)
        case condition(Syntax, then: Syntax, otherwise: Syntax?)
        case attempt(Syntax, handler: Syntax?)
        case reduction(Syntax, [Pattern], start: Syntax, update: Syntax)
        case foreach(Syntax, [Pattern], start: Syntax, update: Syntax, extract: Syntax?)
        case binding(Syntax, [Pattern], body: Syntax)
        case label(String, body: Syntax)
        case exit(String)
        case definition(Definition, body: Syntax)
        case call(String, [Syntax])
        case variable(String)
        case location
    }

    enum Piece: Sendable {
        case text(String)
        case value(Syntax)
    }

    struct Entry: Sendable {
        let key: Syntax
        let value: Syntax
    }

    struct Definition: Sendable {
        let name: String
        let parameters: [Parameter]
        let body: Syntax
        let place: Place
    }

    /// `$name` is given as a value, `name` as a filter.
    struct Parameter: Sendable {
        let name: String
        let isValue: Bool
    }

    indirect enum Pattern: Sendable {
        case variable(String)
        case array([Pattern])
        case object([PatternEntry])
    }

    struct PatternEntry: Sendable {
        /// `{$name}` and `{$name: …}` bind the member itself.
        let variable: String?
        let key: Syntax
        let pattern: Pattern?
    }
}

enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

enum Assignment: Sendable {
    /// `=`
    case set
    /// `|=`
    case update
    /// `+=` and its like
    case arithmetic(BinaryOperator)
    /// `//=`
    case alternative
}

extension Syntax.Pattern {
    /// Every variable that the pattern binds, each once, in order.
    var variables: [String] {
        var found: [String] = []
        collect(into: &found)
        return found
    }

    private func collect(into found: inout [String]) {
        func add(_ name: String) { if !found.contains(name) { found.append(name) } }
        switch self {
        case .variable(let name): add(name)
        case .array(let patterns): for pattern in patterns { pattern.collect(into: &found) }
        case .object(let entries):
            for entry in entries {
                if let name = entry.variable { add(name) }
                entry.pattern?.collect(into: &found)
            }
        }
    }
}
