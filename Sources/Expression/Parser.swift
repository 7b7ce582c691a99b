import Notation

/// Reads tokens into a tree, by the precedence of jq 1.7.
struct Parser {
    private let tokens: [Token]
    private var at = 0
    /// How many brackets, blocks and prefixes are open: the parser recurses on each, and a thread of Dispatch has
    /// 512 KiB. For the same reason what recurses here is cut into small functions, whose frames are small.
    private var open = 0
    static let deepest = 48

    init(_ text: String) throws(ExpressionSyntaxError) { tokens = try Lexer.tokens(of: text) }

    static func syntax(of text: String) throws(ExpressionSyntaxError) -> Syntax {
        var parser = try Parser(text)
        if parser.next.kind == .end { return try Syntax(.identity, at: parser.next.place) }
        let whole = try parser.pipe()
        guard parser.next.kind == .end else { throw parser.unexpected() }
        return whole
    }

    /// Reads definitions with nothing after them.
    static func definitions(of text: String) throws(ExpressionSyntaxError) -> [Syntax.Definition] {
        var parser = try Parser(text)
        var definitions: [Syntax.Definition] = []
        while parser.takeName("def") { definitions.append(try parser.definition()) }
        guard parser.next.kind == .end else { throw parser.unexpected() }
        return definitions
    }

    var next: Token { tokens[at] }
    var place: Place { tokens[at].place }

    mutating func advance() { if at + 1 < tokens.count { at += 1 } }

    func isSymbol(_ symbol: String) -> Bool { if case .symbol(symbol) = next.kind { true } else { false } }
    func isName(_ name: String) -> Bool { if case .name(name) = next.kind { true } else { false } }

    /// Whether the token after this one is that symbol.
    func isFollowed(by symbol: String) -> Bool {
        if at + 1 < tokens.count, case .symbol(symbol) = tokens[at + 1].kind { true } else { false }
    }

    var isQuote: Bool { next.kind == .quoteOpens }
    var isAnyName: Bool { if case .name = next.kind { true } else { false } }
    var isFollowedByQuote: Bool { at + 1 < tokens.count && tokens[at + 1].kind == .quoteOpens }

    mutating func take(_ symbol: String) -> Bool {
        guard isSymbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func takeName(_ name: String) -> Bool {
        guard isName(name) else { return false }
        advance()
        return true
    }

    mutating func expect(_ symbol: String) throws(ExpressionSyntaxError) {
        guard take(symbol) else { throw unexpected(wanted: "\"\(symbol)\"") }
    }

    mutating func expectName(_ name: String) throws(ExpressionSyntaxError) {
        guard takeName(name) else { throw unexpected(wanted: "\"\(name)\"") }
    }

    mutating func expectVariable() throws(ExpressionSyntaxError) -> String {
        guard case .variable(let name) = next.kind else { throw unexpected(wanted: "a variable such as $x") }
        advance()
        return name
    }

    func unexpected(wanted: String? = nil) -> ExpressionSyntaxError {
        let found =
            switch next.kind {
            case .end: "the expression ends"
            case .name(let name): "\"\(name)\" stands"
            case .field(let name): "\".\(name)\" stands"
            case .variable(let name): "\"$\(name)\" stands"
            case .format(let name): "\"\(name)\" stands"
            case .number(let text): "\"\(text)\" stands"
            case .symbol(let symbol): "\"\(symbol)\" stands"
            case .quoteOpens: "a string stands"
            case .interpolationCloses: "\")\" stands"
            case .piece, .interpolationOpens, .quoteCloses: "text stands"
            }
        return place.problem(
            wanted.map { "\(found) where \($0) should be" } ?? "\(found) where it has no meaning")
    }

    /// Goes one level deeper. What goes deeper must come back by `leave`, unless it throws.
    mutating func enter() throws(ExpressionSyntaxError) {
        open += 1
        if open > Parser.deepest { throw tooDeep }
    }

    mutating func leave() { open -= 1 }

    private var tooDeep: ExpressionSyntaxError {
        place.problem("the expression nests deeper than \(Parser.deepest) levels")
    }

    mutating func pipe() throws(ExpressionSyntaxError) -> Syntax { try expression(from: 0) }

    private enum Join { case pipe, comma, alternative, assignment(Assignment), or, and, binary(BinaryOperator) }

    /// The operator here, how tightly it binds, and how tightly its right side must bind.
    private func join() -> (Join, level: Int, right: Int)? {
        switch next.kind {
        case .symbol("|"): (.pipe, 0, 0)
        case .symbol(","): (.comma, 1, 2)
        case .symbol("//"), .symbol("?//"): (.alternative, 2, 2)
        case .symbol("="): (.assignment(.set), 3, 4)
        case .symbol("|="): (.assignment(.update), 3, 4)
        case .symbol("//="): (.assignment(.alternative), 3, 4)
        case .symbol(let symbol) where symbol.utf8.count == 2 && symbol.utf8.last == UInt8(ascii: "="):
            comparison(symbol)
                ?? BinaryOperator(rawValue: String(symbol.prefix(1))).map { (.assignment(.arithmetic($0)), 3, 4) }
        case .symbol("<"), .symbol(">"): comparison(symbolText)
        case .name("or"): (.or, 4, 5)
        case .name("and"): (.and, 5, 6)
        case .symbol("+"): (.binary(.add), 7, 8)
        case .symbol("-"): (.binary(.subtract), 7, 8)
        case .symbol("*"): (.binary(.multiply), 8, 9)
        case .symbol("/"): (.binary(.divide), 8, 9)
        case .symbol("%"): (.binary(.remainder), 8, 9)
        default: nil
        }
    }

    private var symbolText: String { if case .symbol(let text) = next.kind { text } else { "" } }

    private func comparison(_ symbol: String) -> (Join, level: Int, right: Int)? {
        switch symbol {
        case "==", "!=", "<", ">", "<=", ">=": BinaryOperator(rawValue: symbol).map { (.binary($0), 6, 7) }
        default: nil
        }
    }

    /// An expression whose operators all bind at least as tightly as `lowest`.
    mutating func expression(from lowest: Int) throws(ExpressionSyntaxError) -> Syntax {
        try enter()
        var left = try operand()
        // Assignments and comparisons do not chain: `a == b == c` has no meaning.
        var ceiling = Int.max
        while let next = joinLevel(), next >= lowest {
            left = try joined(left, below: ceiling)
            ceiling = next == 3 || next == 6 ? next : Int.max
        }
        leave()
        return left
    }

    private func joinLevel() -> Int? { join()?.level }

    private mutating func joined(_ left: Syntax, below ceiling: Int) throws(ExpressionSyntaxError) -> Syntax {
        guard let (join, level, right) = join(), level < ceiling else { throw unexpected() }
        let place = place
        advance()
        return try joined(left, join, at: place, right: right)
    }

    private mutating func joined(
        _ left: Syntax, _ join: Join, at place: Place, right level: Int
    ) throws(ExpressionSyntaxError) -> Syntax {
        switch join {
        case .pipe: return try chain(left, at: place, level: 1, symbol: "|") { .pipe($0) }
        case .comma: return try chain(left, at: place, level: 2, symbol: ",") { .comma($0) }
        default: break
        }
        return try pair(left, join, try expression(from: level), at: place)
    }

    private func pair(
        _ left: Syntax, _ join: Join, _ right: Syntax, at place: Place
    ) throws(ExpressionSyntaxError) -> Syntax {
        let form: Syntax.Form =
            switch join {
            case .alternative: .alternative(left, right)
            case .assignment(let assignment): .assignment(assignment, left, right)
            case .or: .or(left, right)
            case .and: .and(left, right)
            case .binary(let sign): .binary(sign, left, right)
            case .pipe, .comma: .identity
            }
        return try Syntax(form, at: place, over: [left, right])
    }

    /// `a | b | c` is one node, however long: generated expressions are long, not deep.
    private mutating func chain(
        _ first: Syntax, at place: Place, level: Int, symbol: String, _ form: ([Syntax]) -> Syntax.Form
    ) throws(ExpressionSyntaxError) -> Syntax {
        var parts = [first, try expression(from: level)]
        while take(symbol) { parts.append(try expression(from: level)) }
        return try Syntax(form(parts), at: place, over: parts)
    }

    private mutating func operand() throws(ExpressionSyntaxError) -> Syntax {
        if isSymbol("-") { return try negation() }
        if isName("def") { return try definitionAndBody() }
        if isName("label") { return try label() }
        let term = try postfix()
        return isName("as") ? try binding(of: term) : term
    }

    private mutating func negation() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        let value = try expression(from: 8)
        return try Syntax(.negation(value), at: start, over: [value])
    }

    private mutating func definitionAndBody() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        let definition = try definition()
        let body = try pipe()
        return try Syntax(.definition(definition, body: body), at: start, over: [definition.body, body])
    }

    private mutating func label() throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        let name = try expectVariable()
        try expect("|")
        let body = try pipe()
        return try Syntax(.label(name, body: body), at: start, over: [body])
    }

    private mutating func binding(of term: Syntax) throws(ExpressionSyntaxError) -> Syntax {
        let start = place
        advance()
        let patterns = try patterns()
        try expect("|")
        let body = try pipe()
        return try Syntax(.binding(term, patterns.forms, body: body), at: start, over: [term, body] + patterns.keys)
    }

    /// After `def`.
    mutating func definition() throws(ExpressionSyntaxError) -> Syntax.Definition {
        let start = place
        guard case .name(let name) = next.kind else { throw unexpected(wanted: "a function's name") }
        advance()
        let parameters = try parameters()
        try expect(":")
        let body = try pipe()
        try expect(";")
        return .init(name: name, parameters: parameters, body: body, place: start)
    }

    private mutating func parameters() throws(ExpressionSyntaxError) -> [Syntax.Parameter] {
        guard take("(") else { return [] }
        var parameters: [Syntax.Parameter] = []
        repeat {
            switch next.kind {
            case .name(let name): parameters.append(.init(name: name, isValue: false))
            case .variable(let name): parameters.append(.init(name: name, isValue: true))
            default: throw unexpected(wanted: "a parameter's name")
            }
            advance()
        } while take(";")
        try expect(")")
        return parameters
    }
}
