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
        while true {
            let start = place
            switch next.kind {
            case .field(let name):
                advance()
                term = try member(name, of: term, at: start)
            case .symbol("?"):
                advance()
                term = try Syntax(.attempt(term, handler: nil), at: start, over: [term])
            // `.a?//b` outside patterns is `.a? // b`, though it reads as one word: what joins takes the rest.
            case .symbol("?//"): return try Syntax(.attempt(term, handler: nil), at: start, over: [term])
            case .symbol("["):
                advance()
                term = try bracket(after: term, at: start)
            case .symbol(".") where isFollowed(by: "["):
                advance()
                advance()
                term = try bracket(after: term, at: start)
            case .symbol(".") where isFollowedByQuote:
                advance()
                let key = try quoted(format: nil)
                term = try Syntax(.index(term, key), at: start, over: [term, key])
            default: return term
            }
        }
    }

    private func member(_ name: String, of term: Syntax, at place: Place) throws(ExpressionSyntaxError) -> Syntax {
        let key = try Syntax(.literal(.string(name)), at: place)
        return try Syntax(.index(term, key), at: place, over: [term, key])
    }

    /// After `[` behind a term.
    private mutating func bracket(after term: Syntax, at start: Place) throws(ExpressionSyntaxError) -> Syntax {
        if take("]") { return try Syntax(.iterate(term), at: start, over: [term]) }
        if take(":") {
            let end = try pipe()
            try expect("]")
            return try Syntax(.slice(term, nil, end), at: start, over: [term, end])
        }
        let first = try pipe()
        if take(":") {
            if take("]") { return try Syntax(.slice(term, first, nil), at: start, over: [term, first]) }
            let end = try pipe()
            try expect("]")
            return try Syntax(.slice(term, first, end), at: start, over: [term, first, end])
        }
        try expect("]")
        return try Syntax(.index(term, first), at: start, over: [term, first])
    }

    private mutating func term() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        switch next.kind {
        case .number(let text):
            advance()
            return try Syntax(.literal(Parser.number(text)), at: start)
        case .quoteOpens: return try quoted(format: nil)
        case .format(let name):
            advance()
            if case .quoteOpens = next.kind { return try quoted(format: name) }
            return try Syntax(.format(name), at: start)
        case .field(let name):
            advance()
            return try member(name, of: try Syntax(.identity, at: start), at: start)
        case .variable(let name):
            advance()
            return try Syntax(name == "__loc__" ? .location : .variable(name), at: start)
        case .symbol(let symbol): return try symbolTerm(symbol)
        case .name(let name): return try nameTerm(name)
        default: throw unexpected(wanted: "a value")
        }
    }

    private static func number(_ text: String) -> JSON {
        if let whole = Int(text) { return .integer(whole) }
        let number = strtod(text, nil)
        // What is too large becomes the largest double, as it prints.
        return .number(number.isInfinite ? Double.greatestFiniteMagnitude : number)
    }

    private mutating func symbolTerm(_ symbol: String) throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        switch symbol {
        case ".":
            advance()
            let input = try Syntax(.identity, at: start)
            guard case .quoteOpens = next.kind else { return input }
            let key = try quoted(format: nil)
            return try Syntax(.index(input, key), at: start, over: [input, key])
        case "..":
            advance()
            return try Syntax(.descent, at: start)
        case "(":
            advance()
            let inside = try pipe()
            try expect(")")
            return inside
        case "[":
            advance()
            if take("]") { return try Syntax(.collection(nil), at: start) }
            let inside = try pipe()
            try expect("]")
            return try Syntax(.collection(inside), at: start, over: [inside])
        case "{":
            advance()
            return try object(at: start)
        default: throw unexpected(wanted: "a value")
        }
    }

    private mutating func nameTerm(_ name: String) throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        switch name {
        case "if":
            advance()
            return try condition(at: start)
        case "try":
            advance()
            return try attempt(at: start)
        case "reduce":
            advance()
            return try reduction(at: start)
        case "foreach":
            advance()
            return try foreach(at: start)
        case "break":
            advance()
            return try Syntax(.exit(try expectVariable()), at: start)
        case "import", "include", "module":
            throw start.problem("an expression cannot \(name == "module" ? "be a module" : name + " other files")")
        case "def", "label":
            return try nested { parser throws(ExpressionSyntaxError) in try parser.expression(from: 0) }
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

    private mutating func condition(at start: Place) throws(ExpressionSyntaxError) -> Syntax {
        try nested { parser throws(ExpressionSyntaxError) in
            let test = try parser.pipe()
            try parser.expectName("then")
            let then = try parser.pipe()
            var otherwise: Syntax?
            let place = parser.place
            if parser.takeName("elif") {
                otherwise = try parser.condition(at: place)
            } else if parser.takeName("else") {
                otherwise = try parser.pipe()
                try parser.expectName("end")
            } else {
                try parser.expectName("end")
            }
            return try Syntax(
                .condition(test, then: then, otherwise: otherwise), at: start,
                over: [test, then] + (otherwise.map { [$0] } ?? []))
        }
    }

    private mutating func attempt(at start: Place) throws(ExpressionSyntaxError) -> Syntax {
        let body = try nested { parser throws(ExpressionSyntaxError) in try parser.attempted() }
        guard takeName("catch") else { return try Syntax(.attempt(body, handler: nil), at: start, over: [body]) }
        let handler = try nested { parser throws(ExpressionSyntaxError) in try parser.attempted() }
        return try Syntax(.attempt(body, handler: handler), at: start, over: [body, handler])
    }

    /// What `try` and `catch` take: a term, or a negated one.
    private mutating func attempted() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        guard take("-") else { return try postfix() }
        let value = try postfix()
        return try Syntax(.negation(value), at: start, over: [value])
    }

    private mutating func reduction(at start: Place) throws(ExpressionSyntaxError) -> Syntax {
        let source = try nested { parser throws(ExpressionSyntaxError) in try parser.postfix() }
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

    private mutating func foreach(at start: Place) throws(ExpressionSyntaxError) -> Syntax {
        let source = try nested { parser throws(ExpressionSyntaxError) in try parser.postfix() }
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
    mutating func quoted(format: String?) throws(ExpressionSyntaxError) -> Syntax {
        let start = place
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
