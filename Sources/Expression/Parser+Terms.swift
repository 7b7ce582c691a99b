import Foundation
import Notation

/// What stands between operators: values, paths, blocks.
extension Parser {
    static let keywords: Set<String> = [
        "def", "if", "then", "elif", "else", "end", "as", "reduce", "foreach", "try", "catch", "label", "import",
        "include", "and", "or", "__loc__",
    ]

    /// A term with everything that follows it directly: `.a`, `[…]`, `?`.
    mutating func postfix() throws(ExpressionSyntaxError) -> Syntax {
        var term = try term()
        while let longer = try suffixed(term) { term = longer }
        return term
    }

    private mutating func suffixed(_ term: Syntax) throws(ExpressionSyntaxError) -> Syntax? {
        if isSymbol("[") { return try bracket(after: term) }
        if isSymbol("."), isFollowed(by: "[") {
            advance()
            return try bracket(after: term)
        }
        if isSymbol("."), isFollowedByQuote { return try quotedMember(of: term) }
        return try plainSuffix(of: term)
    }

    private mutating func plainSuffix(of term: Syntax) throws(ExpressionSyntaxError) -> Syntax? {
        let start = place
        switch next.kind {
        case .field(let name):
            advance()
            return try member(name, of: term, at: start)
        case .symbol("?"):
            advance()
            return try Syntax(.attempt(term, handler: nil), at: start, over: [term])
        case .symbol("?//") where !term.isAttempt:
            // `.a?//b` outside patterns is `.a? // b`, though it reads as one word: what joins takes the rest.
            return try Syntax(.attempt(term, handler: nil), at: start, over: [term])
        default: return nil
        }
    }

    private mutating func quotedMember(of term: Syntax) throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        let key = try quoted()
        return try Syntax(.index(term, key), at: start, over: [term, key])
    }

    private func member(_ name: String, of term: Syntax, at place: Place) throws(ExpressionSyntaxError) -> Syntax {
        let key = try Syntax(.literal(.string(name)), at: place)
        return try Syntax(.index(term, key), at: place, over: [term, key])
    }

    /// At `[` behind a term.
    private mutating func bracket(after term: Syntax) throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        if take("]") { return try Syntax(.iterate(term), at: start, over: [term]) }
        let first = isSymbol(":") ? nil : try pipe()
        if take(":") { return try slice(of: term, from: first, at: start) }
        try expect("]")
        guard let first else { throw unexpected() }
        return try Syntax(.index(term, first), at: start, over: [term, first])
    }

    /// After the colon.
    private mutating func slice(
        of term: Syntax, from start: Syntax?, at place: Place
    ) throws(ExpressionSyntaxError) -> Syntax {
        let end = isSymbol("]") && start != nil ? nil : try pipe()
        try expect("]")
        return try Syntax(.slice(term, start, end), at: place, over: [term] + [start, end].compactMap { $0 })
    }

    private mutating func term() throws(ExpressionSyntaxError) -> Syntax {
        if isSymbol("(") { return try parenthesised() }
        if isSymbol("[") { return try array() }
        if isSymbol("{") { return try object() }
        if next.kind == .quoteOpens { return try quoted() }
        return isAnyName ? try nameTerm() : try plainTerm()
    }

    private mutating func plainTerm() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        switch next.kind {
        case .number(let text):
            advance()
            return try Syntax(.literal(Parser.number(text)), at: start)
        case .format(let name):
            advance()
            return isQuote ? try quoted(format: name, at: start) : try Syntax(.format(name), at: start)
        case .field(let name):
            advance()
            return try member(name, of: try Syntax(.identity, at: start), at: start)
        case .variable(let name):
            advance()
            return try Syntax(name == "__loc__" ? .location : .variable(name), at: start)
        case .symbol("."):
            let input = try Syntax(.identity, at: start)
            if isFollowedByQuote { return try quotedMember(of: input) }
            advance()
            return input
        case .symbol(".."):
            advance()
            return try Syntax(.descent, at: start)
        default: throw unexpected(wanted: "a value")
        }
    }

    private mutating func parenthesised() throws(ExpressionSyntaxError) -> Syntax {
        advance()
        let inside = try pipe()
        try expect(")")
        return inside
    }

    private mutating func array() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        if take("]") { return try Syntax(.collection(nil), at: start) }
        let inside = try pipe()
        try expect("]")
        return try Syntax(.collection(inside), at: start, over: [inside])
    }

    private static func number(_ text: String) -> JSON {
        if let whole = Int(text) { return .integer(whole) }
        let number = strtod(text, nil)
        // What is too large becomes the largest double, as it prints.
        return .number(number.isInfinite ? Double.greatestFiniteMagnitude : number)
    }

    private mutating func nameTerm() throws(ExpressionSyntaxError) -> Syntax {
        if isName("if") { return try condition() }
        if isName("try") { return try attempt() }
        if isName("reduce") { return try reduction() }
        if isName("foreach") { return try foreach() }
        if isName("def") || isName("label") { return try pipe() }
        let start = place
        guard case .name(let name) = next.kind else { throw unexpected(wanted: "a value") }
        switch name {
        case "break":
            advance()
            return try Syntax(.exit(try expectVariable()), at: start)
        case "import", "include", "module":
            throw start.problem("an expression cannot \(name == "module" ? "be a module" : name + " other files")")
        case _ where Parser.keywords.contains(name): throw unexpected(wanted: "a value")
        default:
            advance()
            return try call(name, at: start)
        }
    }

    private mutating func call(_ name: String, at start: Place) throws(ExpressionSyntaxError) -> Syntax {
        var arguments: [Syntax] = []
        if take("(") {
            repeat { arguments.append(try pipe()) } while take(";")
            try expect(")")
        }
        return try Syntax(.call(name, arguments), at: start, over: arguments)
    }

    /// At `if`. The branches are read in a row, so that a long row of `elif` does not recurse.
    private mutating func condition() throws(ExpressionSyntaxError) -> Syntax {
        var branches: [(place: Place, test: Syntax, then: Syntax)] = []
        repeat {
            let start = place
            advance()
            let test = try pipe()
            try expectName("then")
            branches.append((start, test, try pipe()))
        } while isName("elif")
        var otherwise = takeName("else") ? try pipe() : nil
        try expectName("end")
        for (start, test, then) in branches.reversed() {
            let parts = [test, then] + [otherwise].compactMap { $0 }
            otherwise = try Syntax(.condition(test, then: then, otherwise: otherwise), at: start, over: parts)
        }
        guard let whole = otherwise else { throw unexpected() }
        return whole
    }

    private mutating func attempt() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        let body = try attempted()
        guard takeName("catch") else { return try Syntax(.attempt(body, handler: nil), at: start, over: [body]) }
        let handler = try attempted()
        return try Syntax(.attempt(body, handler: handler), at: start, over: [body, handler])
    }

    /// What `try` and `catch` take: a term, or a negated one.
    private mutating func attempted() throws(ExpressionSyntaxError) -> Syntax {
        try enter()
        let start = place
        let isNegative = take("-")
        let value = try postfix()
        leave()
        return isNegative ? try Syntax(.negation(value), at: start, over: [value]) : value
    }

    private mutating func reduction() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        let source = try attempted()
        try expectName("as")
        let patterns = try patterns()
        try expect("(")
        let first = try pipe()
        try expect(";")
        let update = try pipe()
        try expect(")")
        return try Syntax(
            .reduction(source, patterns.forms, start: first, update: update), at: start,
            over: [source, first, update] + patterns.keys)
    }

    private mutating func foreach() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        let source = try attempted()
        try expectName("as")
        let patterns = try patterns()
        try expect("(")
        let first = try pipe()
        try expect(";")
        let update = try pipe()
        let extract = take(";") ? try pipe() : nil
        try expect(")")
        return try Syntax(
            .foreach(source, patterns.forms, start: first, update: update, extract: extract), at: start,
            over: [source, first, update] + (extract.map { [$0] } ?? []) + patterns.keys)
    }

    /// At an opening quote.
    mutating func quoted(format: String? = nil, at start: Place? = nil) throws(ExpressionSyntaxError) -> Syntax {
        let start = start ?? place
        advance()
        var pieces: [Syntax.Piece] = []
        var values: [Syntax] = []
        while true {
            switch next.kind {
            case .piece(let text):
                pieces.append(.text(text))
                advance()
            case .interpolationOpens:
                advance()
                let value = try pipe()
                guard case .interpolationCloses = next.kind else { throw unexpected(wanted: "\")\"") }
                advance()
                pieces.append(.value(value))
                values.append(value)
            default:
                guard case .quoteCloses = next.kind else { throw unexpected(wanted: "a closing quote") }
                advance()
                if values.isEmpty {
                    var whole = ""
                    for case .text(let text) in pieces { whole += text }
                    return try Syntax(.literal(.string(whole)), at: start)
                }
                return try Syntax(.text(format: format, pieces), at: start, over: values)
            }
        }
    }

}
