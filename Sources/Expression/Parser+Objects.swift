import Notation

/// Objects and patterns, whose keys are written alike.
extension Parser {
    /// At `{`.
    mutating func object() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        var entries: [Syntax.Entry] = []
        while !isSymbol("}") {
            entries.append(try entry())
            guard take(",") else { break }
        }
        try expect("}")
        return try Syntax(.object(entries), at: start, over: entries.map(\.key) + entries.map(\.value))
    }

    private mutating func entry() throws(ExpressionSyntaxError) -> Syntax.Entry {
        let (key, implied) = try keyWithImplied()
        return .init(key: key, value: take(":") ? try memberValue() : implied)
    }

    /// The key, and what the member is when no value is written.
    private mutating func keyWithImplied() throws(ExpressionSyntaxError) -> (Syntax, Syntax) {
        let start = place
        if case .variable(let name) = next.kind {
            advance()
            let implied = try Syntax(name == "__loc__" ? .location : .variable(name), at: start)
            let isKeyItself = isSymbol(":") && name != "__loc__"
            return (isKeyItself ? implied : try Syntax(.literal(.string(name)), at: start), implied)
        }
        if take("(") {
            let key = try pipe()
            try expect(")")
            guard isSymbol(":") else { throw unexpected(wanted: "\":\"") }
            return (key, key)
        }
        let key = try plainKey()
        let input = try Syntax(.identity, at: start)
        return (key, try Syntax(.index(input, key), at: start, over: [input, key]))
    }

    /// A name, a keyword, a string, or a string with a format before it.
    private mutating func plainKey() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        switch next.kind {
        case .name(let name):
            advance()
            return try Syntax(.literal(.string(name)), at: start)
        case .quoteOpens: return try quoted()
        case .format(let format):
            advance()
            if case .quoteOpens = next.kind { return try quoted(format: format, at: start) }
            return try Syntax(.format(format), at: start)
        case .number: throw start.problem("an object's key is a name, a string, a variable or in parentheses")
        default: throw unexpected(wanted: "an object's key")
        }
    }

    /// A member's value goes up to the next comma.
    private mutating func memberValue() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        var parts = [try expression(from: 2)]
        while take("|") { parts.append(try expression(from: 2)) }
        return parts.count == 1 ? parts[0] : try Syntax(.pipe(parts), at: start, over: parts)
    }

    /// One pattern or several with `?//` between; `keys` are the expressions inside, whose depth counts.
    mutating func patterns() throws(ExpressionSyntaxError) -> (forms: [Syntax.Pattern], keys: [Syntax]) {
        var keys: [Syntax] = []
        var forms = [try pattern(keys: &keys)]
        while take("?//") { forms.append(try pattern(keys: &keys)) }
        return (forms, keys)
    }

    private mutating func pattern(keys: inout [Syntax]) throws(ExpressionSyntaxError) -> Syntax.Pattern {
        switch next.kind {
        case .variable(let name):
            advance()
            return .variable(name)
        case .symbol("["):
            advance()
            var patterns: [Syntax.Pattern] = []
            repeat { patterns.append(try inner(&keys)) } while take(",")
            try expect("]")
            return .array(patterns)
        case .symbol("{"):
            advance()
            var entries: [Syntax.PatternEntry] = []
            repeat { entries.append(try patternEntry(keys: &keys)) } while take(",")
            try expect("}")
            return .object(entries)
        default: throw unexpected(wanted: "a variable or a pattern")
        }
    }

    private mutating func inner(_ keys: inout [Syntax]) throws(ExpressionSyntaxError) -> Syntax.Pattern {
        try enter()
        let inner = try pattern(keys: &keys)
        leave()
        return inner
    }

    private mutating func patternEntry(keys: inout [Syntax]) throws(ExpressionSyntaxError) -> Syntax.PatternEntry {
        let start = place
        if case .variable(let name) = next.kind {
            advance()
            let key = try Syntax(.literal(.string(name)), at: start)
            return .init(variable: name, key: key, pattern: take(":") ? try inner(&keys) : nil)
        }
        let key: Syntax
        if take("(") {
            key = try pipe()
            try expect(")")
        } else {
            key = try plainKey()
        }
        keys.append(key)
        try expect(":")
        return .init(variable: nil, key: key, pattern: try inner(&keys))
    }
}
