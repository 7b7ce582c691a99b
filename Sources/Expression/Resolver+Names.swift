import Notation

/// Functions, patterns and loops: whatever brings names.
extension Resolver {
    typealias Body = (inout Resolver, Names?, Int) throws(ExpressionSyntaxError) -> any Filter

    mutating func define(
        _ definition: Syntax.Definition, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> Function {
        let function = Function(definition, index: reserve())
        var inner: Names? = Names(definition.name, .function(function), level: level, in: names)
        var depth = level
        for parameter in definition.parameters {
            inner = Names(parameter.name, parameter.isValue ? .parameter : .filter, level: depth, in: inner)
            depth += 1
        }
        let body = try filter(definition.body, inner, depth)
        fill(function, with: body)
        return function
    }

    mutating func call(
        _ name: String, _ arguments: [Syntax], at place: Place, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        if let found = names.function(name, arguments.count) {
            switch found.meaning {
            // `def f($x)` also defines `x`.
            case .parameter: return Variable(hops: level - 1 - found.level)
            case .filter: return Given(hops: level - 1 - found.level)
            case .replacement(let syntax, let outer): return try filter(syntax, outer, level)
            case .function(let function):
                return try call(function, definedAt: found.level, arguments, names, level)
            case .variable, .label: break
            }
        }
        return try builtIn(name, arguments, at: place, names, level)
    }

    mutating func call(
        _ function: Function, definedAt home: Int, _ arguments: [Syntax], _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        var parameters: [Call.Parameter] = []
        for (parameter, argument) in zip(function.definition.parameters, arguments) {
            let filter = try filter(argument, names, level)
            if parameter.isValue {
                parameters.append(.value(filter))
            } else if let given = filter as? Given {
                parameters.append(.given(hops: given.hops))
            } else {
                parameters.append(.filter(filter))
            }
        }
        return Call(function.index, hops: level - home, parameters: parameters, body: function.body)
    }

    private mutating func builtIn(
        _ name: String, _ arguments: [Syntax], at place: Place, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        let signature = "\(name)/\(arguments.count)"
        if let native = Native.table[signature] { return NativeCall(native, try filters(arguments, names, level)) }
        if let definition = BuiltIns.definitions[signature], signature != "combinations/0" {
            return try substituted(definition, arguments, at: place, names, level)
        }
        if let special = try special(signature, arguments, names, level) { return special }
        throw Place(offset: place.offset, width: name.unicodeScalars.count, line: place.line)
            .problem("\(signature) is not defined")
    }

    /// What is neither Swift's nor the language's own.
    private mutating func special(
        _ signature: String, _ arguments: [Syntax], _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> (any Filter)? {
        switch signature {
        case "empty/0": return Nothing()
        case "null/0": return Literal(.null)
        case "true/0": return Literal(.bool(true))
        case "false/0": return Literal(.bool(false))
        case "combinations/0": return try call(try sharedFunction(signature), definedAt: 0, arguments, names, level)
        default: break
        }
        guard BuiltIns.special.contains(signature) else { return nil }
        let filters = try filters(arguments, names, level)
        return switch signature {
        case "path/1": PathsOf(filters[0])
        case "getpath/1": PathLookup(filters[0])
        case "del/1": Deletion(filters[0])
        case "first/1": Excerpt(.first, of: filters[0], count: nil)
        case "isempty/1": Emptiness(of: filters[0])
        case "range/3": Progression(from: filters[0], to: filters[1], by: filters[2])
        case "_limit/2": Excerpt(.limit, of: filters[1], count: filters[0] as? Variable)
        case "_skip/2": Excerpt(.skip, of: filters[1], count: filters[0] as? Variable)
        default: nil
        }
    }

    /// The body of a definition of the language's own, in place of its call.
    private mutating func substituted(
        _ definition: Syntax.Definition, _ arguments: [Syntax], at place: Place, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        replaced += 1
        guard replaced < Resolver.mostReplaced else { throw place.problem("the expression is too large") }
        var inner: Names?
        var depth = level
        var sources: [any Filter] = []
        for (parameter, argument) in zip(definition.parameters, arguments) {
            if parameter.isValue {
                sources.append(try filter(argument, names, depth))
                inner = Names(parameter.name, .variable, level: depth, in: inner)
                depth += 1
            } else {
                inner = Names(parameter.name, .replacement(argument, names), level: level, in: inner)
            }
        }
        var body = try filter(definition.body, inner, depth)
        for source in sources.reversed() { body = Binding(source, body: body) }
        return body
    }

    /// A definition of the language's own that calls itself: one function for the whole program.
    private mutating func sharedFunction(_ signature: String) throws(ExpressionSyntaxError) -> Function {
        if let known = shared[signature] { return known }
        guard let definition = BuiltIns.definitions[signature] else {
            preconditionFailure("the prelude lacks \(signature)")
        }
        let function = try define(definition, nil, 0)
        shared[signature] = function
        return function
    }

    mutating func reduction(
        _ source: Syntax, _ patterns: [Syntax.Pattern], _ start: Syntax, _ update: Syntax, _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        Reduction(
            try filter(source, names, level), start: try filter(start, names, level),
            update: try looped(patterns, names, level, over: update))
    }

    mutating func foreach(
        _ source: Syntax, _ patterns: [Syntax.Pattern], _ start: Syntax, _ update: Syntax, _ extract: Syntax?,
        _ names: Names?, _ level: Int
    ) throws(ExpressionSyntaxError) -> any Filter {
        let items = try filter(source, names, level)
        let first = try filter(start, names, level)
        let next = try looped(patterns, names, level, over: update)
        guard let extract else { return Foreach(items, start: first, update: next, extract: Identity()) }
        return Foreach(items, start: first, update: next, extract: try looped(patterns, names, level, over: extract))
    }

    /// The loop binds the item; a pattern takes it apart from there.
    mutating func looped(
        _ patterns: [Syntax.Pattern], _ names: Names?, _ level: Int, over body: Syntax
    ) throws(ExpressionSyntaxError) -> any Filter {
        if case .variable(let name) = patterns[0], patterns.count == 1 {
            return try filter(body, Names(name, .variable, level: level, in: names), level + 1)
        }
        return try destructured(patterns, from: level, names, level + 1) {
            (resolver: inout Resolver, names: Names?, level: Int) throws(ExpressionSyntaxError) -> any Filter in
            try resolver.filter(body, names, level)
        }
    }

    /// Takes apart the value that is bound at `source`. Of several patterns the first is taken that, together with the
    /// body, raises no error; variables that only others bind are null.
    mutating func destructured(
        _ patterns: [Syntax.Pattern], from source: Int, _ names: Names?, _ level: Int, _ body: Body
    ) throws(ExpressionSyntaxError) -> any Filter {
        var all: [String] = []
        for pattern in patterns { for name in pattern.variables where !all.contains(name) { all.append(name) } }
        var whole: (any Filter)?
        for pattern in patterns.reversed() {
            let bound = pattern.variables
            var inner = names
            var depth = level
            var missing = 0
            for name in all where !bound.contains(name) {
                inner = Names(name, .variable, level: depth, in: inner)
                depth += 1
                missing += 1
            }
            var taken = try destructured([(pattern, source, 0)], inner, depth, body)
            for _ in 0..<missing { taken = Binding(Literal(.null), body: taken) }
            whole = whole.map { Attempt(taken, handler: $0, keepsInput: true) } ?? taken
        }
        return whole ?? Identity()
    }

    /// A pattern, the level at which the value for it is bound, and how many of its parts are taken already.
    private typealias Pending = (pattern: Syntax.Pattern, source: Int, taken: Int)

    /// Binds what is left of the patterns, part by part, then goes on with the body.
    private mutating func destructured(
        _ pending: [Pending], _ names: Names?, _ level: Int, _ body: Body
    ) throws(ExpressionSyntaxError) -> any Filter {
        guard let first = pending.first else { return try body(&self, names, level) }
        let value = Variable(hops: level - 1 - first.source)
        let rest = Array(pending.dropFirst())
        let others = [(first.pattern, first.source, first.taken + 1)] + rest
        switch first.pattern {
        case .variable(let name):
            let inner = Names(name, .variable, level: level, in: names)
            return Binding(value, body: try destructured(rest, inner, level + 1, body))
        case .array(let elements):
            guard first.taken < elements.count else { return try destructured(rest, names, level, body) }
            let lookup = Lookup(value, by: Literal(.integer(first.taken)))
            return Binding(
                lookup, body: try destructured([(elements[first.taken], level, 0)] + others, names, level + 1, body))
        case .object(let entries):
            guard first.taken < entries.count else { return try destructured(rest, names, level, body) }
            let entry = entries[first.taken]
            // The key is found with the value that is taken apart as its input.
            let lookup = pipe([value, Lookup(Identity(), by: try filter(entry.key, names, level))])
            let inner = entry.variable.map { Names($0, .variable, level: level, in: names) } ?? names
            let part = entry.pattern.map { [($0, level, 0)] } ?? []
            return Binding(lookup, body: try destructured(part + others, inner, level + 1, body))
        }
    }
}
