import Notation

/// Turns the tree of an expression into filters: variables into places, calls into functions, shorthand into the few
/// forms that run.
struct Resolver {
    let arguments: [String]
    private(set) var functions: [any Filter] = []
    /// Definitions of the language's own that are functions of this program.
    var shared: [String: Function] = [:]
    /// Definitions put in place of their calls; bounded, since one may stand inside another's arguments.
    var replaced = 0
    private var depth = 0
    private static let deepest = 100
    static let mostReplaced = 4000

    init(arguments: [String]) { self.arguments = arguments }

    /// Goes one level deeper. What recurses here is cut into small functions, whose frames are small.
    mutating func filter(_ syntax: Syntax, _ names: Names?, _ level: Int) throws(ExpressionSyntaxError) -> any Filter {
        depth += 1
        guard depth <= Resolver.deepest else {
            throw syntax.place.problem("the expression nests deeper than it can be followed")
        }
        let filter = try resolved(syntax, names, level)
        depth -= 1
        return filter
    }

    private mutating func resolved(
        _ syntax: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        if let plain = try plain(syntax, names, level) { return plain }
        if syntax.isCall { return try call(syntax, names, level) }
        if syntax.isOperator { return try operation(syntax, names, level) }
        if syntax.isBlock { return try block(syntax, names, level) }
        return try place(syntax, names, level)
    }

    /// What has nothing inside it.
    private func plain(
        _ syntax: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> (any Filter)? {
        switch syntax.form {
        case .identity: return Identity()
        case .descent: return Descent()
        case .literal(let json): return Literal(json)
        case .format(let name): return NativeCall(try native(name, at: syntax.place), [])
        case .location: return Literal(["file": "<top-level>", "line": .integer(syntax.place.line)])
        case .variable(let name): return try variable(name, at: syntax.place, names, level)
        case .collection(nil): return Literal(.array([]))
        case .exit(let name):
            guard let label = names.label(name) else { throw syntax.place.problem("$*label-\(name) is not defined") }
            return Exit(hops: level - 1 - label.level)
        default: return nil
        }
    }

    private mutating func place(
        _ syntax: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        switch syntax.form {
        case .index(let target, let key): try index(target, key, names, level)
        case .slice(let target, let start, let end): try slice(target, start, end, names, level)
        case .iterate(let target): pipe([try filter(target, names, level), Iteration()])
        case .collection(let body?): Gathering(try filter(body, names, level))
        case .object(let entries): try object(entries, names, level)
        case .text(let format, let pieces): try text(format, pieces, at: syntax.place, names, level)
        default: Identity()
        }
    }

    private mutating func operation(
        _ syntax: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        switch syntax.form {
        case .pipe(let parts): pipe(try filters(parts, names, level))
        case .comma(let parts): Comma(try filters(parts, names, level))
        case .binary(let sign, let left, let right): try calculation(sign, left, right, names, level)
        case .and(let left, let right): try junction(left, right, decision: false, names, level)
        case .or(let left, let right): try junction(left, right, decision: true, names, level)
        case .alternative(let first, let second): try alternative(first, second, names, level)
        case .assignment(let assignment, let left, let right): try change(assignment, left, right, names, level)
        case .negation(let operand): try negation(operand, names, level)
        default: Identity()
        }
    }

    private mutating func block(
        _ syntax: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        switch syntax.form {
        case .condition(let test, let then, let otherwise): try condition(test, then, otherwise, names, level)
        case .attempt(let body, let handler):
            Attempt(try filter(body, names, level), handler: try optional(handler, names, level))
        case .reduction(let source, let patterns, let start, let update):
            try reduction(source, patterns, start, update, names, level)
        case .foreach(let source, let patterns, let start, let update, let extract):
            try foreach(source, patterns, start, update, extract, names, level)
        case .binding(let source, let patterns, let body): try binding(source, patterns, body, names, level)
        case .label(let name, let body):
            Label(try filter(body, Names(name, .label, level: level, in: names), level + 1))
        case .definition(let definition, let body): try self.definition(definition, body, names, level)
        default: Identity()
        }
    }

    private mutating func call(
        _ syntax: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        guard case .call(let name, let arguments) = syntax.form else { return Identity() }
        return try call(name, arguments, at: syntax.place, names, level)
    }

    private mutating func definition(
        _ definition: Syntax.Definition, _ body: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        let function = try define(definition, names, level)
        return try filter(body, Names(definition.name, .function(function), level: level, in: names), level)
    }

    private mutating func binding(
        _ source: Syntax, _ patterns: [Syntax.Pattern], _ body: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        Binding(try filter(source, names, level), body: try looped(patterns, names, level, over: body))
    }

    private mutating func condition(
        _ test: Syntax, _ then: Syntax, _ otherwise: Syntax?, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        Condition(
            try filter(test, names, level), then: try filter(then, names, level),
            otherwise: try optional(otherwise, names, level) ?? Identity())
    }

    private mutating func slice(
        _ target: Syntax, _ start: Syntax?, _ end: Syntax?, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        SliceLookup(
            try filter(target, names, level), from: try optional(start, names, level) ?? Literal(.null),
            to: try optional(end, names, level) ?? Literal(.null))
    }

    private mutating func calculation(
        _ sign: BinaryOperator, _ left: Syntax, _ right: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        Calculation(sign, try filter(left, names, level), try filter(right, names, level))
    }

    private mutating func junction(
        _ left: Syntax, _ right: Syntax, decision: Bool, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        Junction(try filter(left, names, level), try filter(right, names, level), decision: decision)
    }

    private mutating func alternative(
        _ first: Syntax, _ second: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        Alternative(try filter(first, names, level), try filter(second, names, level))
    }

    mutating func filters(
        _ parts: [Syntax], _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> [any Filter] {
        var filters: [any Filter] = []
        for part in parts { filters.append(try filter(part, names, level)) }
        return filters
    }

    private mutating func optional(
        _ syntax: Syntax?, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> (any Filter)? {
        guard let syntax else { return nil }
        return try filter(syntax, names, level)
    }

    /// Pipes within pipes are one; what gives its input is left out.
    func pipe(_ filters: [any Filter]) -> any Filter {
        var flat: [any Filter] = []
        for filter in filters where !(filter is Identity) {
            if let inner = filter as? Pipeline { flat += inner.filters } else { flat.append(filter) }
        }
        return flat.isEmpty ? Identity() : flat.count == 1 ? flat[0] : Pipeline(flat)
    }

    private mutating func index(
        _ target: Syntax, _ key: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        let target = try filter(target, names, level)
        if case .literal(.string(let name)) = key.form { return pipe([target, Field(name)]) }
        return Lookup(target, by: try filter(key, names, level))
    }

    private mutating func negation(
        _ operand: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        if case .literal(let json) = operand.form, let negative = try? Arithmetic.negative(json) {
            return Literal(negative)
        }
        return Negation(try filter(operand, names, level))
    }

    private mutating func object(
        _ entries: [Syntax.Entry], _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        if entries.isEmpty { return Literal(.object(Members())) }
        return Construction(
            keys: try filters(entries.map(\.key), names, level), values: try filters(entries.map(\.value), names, level)
        )
    }

    private mutating func text(
        _ format: String?, _ pieces: [Syntax.Piece], at place: Place, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        guard let format = format.map({ Format(rawValue: String($0.dropFirst())) }) ?? .text else {
            throw place.problem("\((format ?? "").dropFirst()) is not a valid format")
        }
        var filters: [Interpolation.Piece] = []
        for piece in pieces {
            switch piece {
            case .text(let text): filters.append(.text(text))
            case .value(let syntax): filters.append(.value(try filter(syntax, names, level)))
            }
        }
        return Interpolation(filters, format: format)
    }

    /// Changes to what stands at places. The right side is found first, on the input, and each of its
    /// results gives one.
    private mutating func change(
        _ assignment: Assignment, _ left: Syntax, _ right: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        if case .update = assignment {
            return Update(try filter(left, names, level), by: try filter(right, names, level))
        }
        let value = try filter(right, names, level)
        let places = try filter(left, names, level + 1)
        let bound = Variable(hops: 0)
        let body: any Filter =
            switch assignment {
            case .set, .update: Placement(places, to: bound)
            case .arithmetic(let sign): Update(places, by: Calculation(sign, Identity(), bound))
            case .alternative: Update(places, by: Alternative(Identity(), bound))
            }
        return Binding(value, body: body)
    }

    /// A place in the table for a function whose body is not known yet.
    mutating func reserve() -> Int {
        functions.append(Nothing())
        return functions.count - 1
    }

    mutating func fill(_ function: Function, with body: any Filter) {
        functions[function.index] = body
        function.body = body
    }

    private func native(_ name: String, at place: Place) throws(ExpressionSyntaxError) -> Native {
        guard let native = Native.table[name] else { throw place.problem("\(name.dropFirst()) is not a valid format") }
        return native
    }

    private func variable(
        _ name: String, at place: Place, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        if let variable = names.variable(name) { return Variable(hops: level - 1 - variable.level) }
        if let index = arguments.firstIndex(of: name) { return Argument(index) }
        if name == "ENV" { return Literal(.object(Members())) }
        throw place.problem("$\(name) is not defined")
    }

}
