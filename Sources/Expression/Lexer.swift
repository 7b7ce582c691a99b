/// One word of an expression. Offsets and widths count Unicode scalars.
struct Token: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case name(String)
        /// `.name`, with no space between.
        case field(String)
        /// `$name`.
        case variable(String)
        /// `@name`, kept with its sign.
        case format(String)
        case number(String)
        case symbol(String)
        case quoteOpens
        /// Literal text inside quotes, escapes already resolved.
        case piece(String)
        case interpolationOpens
        case interpolationCloses
        case quoteCloses
        case end
    }
    let kind: Kind
    let place: Place
}

/// Where something stands in an expression's text, in Unicode scalars from 0.
struct Place: Equatable, Sendable {
    let offset: Int
    let width: Int
    /// Counted from 1, for `$__loc__`.
    let line: Int

    func problem(_ message: String) -> ExpressionSyntaxError {
        ExpressionSyntaxError(message: message, offset: offset, width: max(1, width))
    }
}

/// Cuts an expression into tokens, strings with their interpolations into a flat run of tokens.
struct Lexer {
    /// Longer expressions are refused.
    static let longest = 1 << 16

    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var line = 1
    private var tokens: [Token] = []
    /// For each open interpolation, how many parentheses are open inside it.
    private var interpolations: [Int] = []

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    static func tokens(of text: String) throws(ExpressionSyntaxError) -> [Token] {
        var lexer = Lexer(text)
        guard lexer.scalars.count <= longest else {
            throw ExpressionSyntaxError(
                message: "the expression is longer than \(longest) characters", offset: longest, width: 1)
        }
        while try lexer.scan() {}
        return lexer.tokens
    }

    private static let symbols: [String] = [
        "?//=", "?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//", "..", "|", ",", "=",
        "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ":", ";", ".", "?", "$",
    ]
    private static let spelled = symbols.map { Array($0.unicodeScalars) }

    private func scalar(_ ahead: Int = 0) -> Unicode.Scalar? {
        at + ahead < scalars.count ? scalars[at + ahead] : nil
    }

    private func place(from start: Int) -> Place { Place(offset: start, width: at - start, line: line) }

    private mutating func add(_ kind: Token.Kind, from start: Int) {
        tokens.append(Token(kind: kind, place: place(from: start)))
    }

    /// Reads one token; false when the text is over.
    private mutating func scan() throws(ExpressionSyntaxError) -> Bool {
        skipSpace()
        let start = at
        guard let first = scalar() else {
            guard interpolations.isEmpty else {
                throw place(from: start).problem("the interpolation \\( is not closed")
            }
            add(.end, from: start)
            return false
        }
        if first == "\"" {
            at += 1
            add(.quoteOpens, from: start)
            try scanText()
        } else if first.isDigit || (first == "." && scalar(1)?.isDigit == true) {
            try scanNumber()
        } else if first == ".", scalar(1)?.beginsName == true {
            at += 1
            add(.field(name()), from: start)
        } else if first == "$", scalar(1)?.beginsName == true {
            at += 1
            add(.variable(qualifiedName()), from: start)
        } else if first == "@", scalar(1)?.continuesName == true {
            at += 1
            add(.format("@" + name()), from: start)
        } else if first.beginsName {
            add(.name(qualifiedName()), from: start)
        } else {
            try scanSymbol()
        }
        return true
    }

    private mutating func scanSymbol() throws(ExpressionSyntaxError) {
        let start = at
        guard let index = Lexer.spelled.firstIndex(where: { scalars[at...].starts(with: $0) }) else {
            at += 1
            throw place(from: start).problem("the character \"\(scalars[start])\" has no meaning here")
        }
        // `?//=` is not one operator: it is `?` followed by `//=`.
        let symbol = Lexer.symbols[index] == "?//=" ? "?" : Lexer.symbols[index]
        at += symbol.unicodeScalars.count
        if let depth = interpolations.last {
            if symbol == "(" { interpolations[interpolations.count - 1] = depth + 1 }
            if symbol == ")" {
                if depth == 0 {
                    interpolations.removeLast()
                    add(.interpolationCloses, from: start)
                    return try scanText()
                }
                interpolations[interpolations.count - 1] = depth - 1
            }
        }
        add(.symbol(symbol), from: start)
    }

    private mutating func name() -> String {
        var text = String.UnicodeScalarView()
        while let next = scalar(), next.continuesName {
            text.append(next)
            at += 1
        }
        return String(text)
    }

    /// A name, or several joined by `::`.
    private mutating func qualifiedName() -> String {
        var text = name()
        while scalar() == ":", scalar(1) == ":", scalar(2)?.beginsName == true {
            at += 2
            text += "::" + name()
        }
        return text
    }

    private mutating func scanNumber() throws(ExpressionSyntaxError) {
        let start = at
        while scalar()?.isDigit == true { at += 1 }
        if scalar() == "." {
            at += 1
            while scalar()?.isDigit == true { at += 1 }
        }
        if scalar() == "e" || scalar() == "E" {
            let sign = scalar(1) == "+" || scalar(1) == "-" ? 2 : 1
            if scalar(sign)?.isDigit == true {
                at += sign
                while scalar()?.isDigit == true { at += 1 }
            }
        }
        add(.number(String(String.UnicodeScalarView(scalars[start..<at]))), from: start)
    }

    /// Reads on inside quotes, up to the closing quote or the next interpolation.
    private mutating func scanText() throws(ExpressionSyntaxError) {
        var text = String.UnicodeScalarView()
        let start = at
        func finished(_ lexer: inout Lexer) {
            if !text.isEmpty { lexer.add(.piece(String(text)), from: start) }
        }
        while let next = scalar() {
            switch next {
            case "\"":
                finished(&self)
                at += 1
                return add(.quoteCloses, from: at - 1)
            case "\\" where scalar(1) == "(":
                finished(&self)
                at += 2
                interpolations.append(0)
                return add(.interpolationOpens, from: at - 2)
            case "\\": text.append(try escape())
            default:
                if next == "\n" { line += 1 }
                text.append(next)
                at += 1
            }
        }
        throw place(from: max(0, start - 1)).problem("the closing quote is missing")
    }

    private mutating func escape() throws(ExpressionSyntaxError) -> Unicode.Scalar {
        let start = at
        at += 2
        switch start + 1 < scalars.count ? scalars[start + 1] : " " {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            guard let high = hexadecimal() else {
                throw place(from: start).problem("four hexadecimal digits should follow \\u")
            }
            guard (0xD800..<0xDC00).contains(high), scalar() == "\\", scalar(1) == "u" else {
                return Unicode.Scalar(high) ?? "\u{FFFD}"
            }
            let before = at
            at += 2
            if let low = hexadecimal(), (0xDC00..<0xE000).contains(low) {
                return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
            }
            at = before
            return "\u{FFFD}"
        default:
            at = min(at, scalars.count)
            throw place(from: start).problem("there is no such escape in a string")
        }
    }

    private mutating func hexadecimal() -> UInt32? {
        guard at + 4 <= scalars.count else { return nil }
        let digits = String(String.UnicodeScalarView(scalars[at..<at + 4]))
        guard digits.unicodeScalars.allSatisfy({ $0.properties.isASCIIHexDigit }), let code = UInt32(digits, radix: 16)
        else { return nil }
        at += 4
        return code
    }

    private mutating func skipSpace() {
        while let next = scalar() {
            if next == "#" {
                while let inside = scalar(), inside != "\n" { at += 1 }
            } else if next == "\n" {
                line += 1
                at += 1
            } else if next == " " || next == "\t" || next == "\r" {
                at += 1
            } else {
                return
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
    fileprivate var beginsName: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" }
    fileprivate var continuesName: Bool { beginsName || isDigit }
}
