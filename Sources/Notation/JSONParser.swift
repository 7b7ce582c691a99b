/// Why a text is not JSON, and where: `line` and `column` count from 1, columns in characters.
package struct JSONSyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
    package let message: String
    package let line: Int
    package let column: Int

    package var description: String { "\(message) (line \(line), column \(column))" }
}

extension JSON {
    /// Nesting deeper than this is refused: whatever walks a value recurses, on threads with 512 KiB of stack.
    package static let deepest = 128

    /// Reads one JSON value (RFC 8259).
    ///
    /// - Throws: `JSONSyntaxError` with the place.
    package init(parsing text: String) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.utf8))
    }

    package init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }

    /// Reads values that follow one another, separated by white space, as `jq` reads its input.
    package static func sequence(parsing bytes: [UInt8]) throws(JSONSyntaxError) -> [JSON] {
        var parser = JSONParser(bytes: bytes)
        return try parser.sequence()
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    mutating func document() throws(JSONSyntaxError) -> JSON {
        skipSpace()
        let value = try value(depth: 0)
        skipSpace()
        guard at == bytes.count else { throw error("something follows the end of the value") }
        return value
    }

    mutating func sequence() throws(JSONSyntaxError) -> [JSON] {
        var values: [JSON] = []
        skipSpace()
        while at < bytes.count {
            values.append(try value(depth: 0))
            skipSpace()
        }
        return values
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSON {
        guard depth < JSON.deepest else { throw error("nested deeper than \(JSON.deepest) levels") }
        guard at < bytes.count else { throw error("the text ends where a value should be") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw error("no value begins with this character")
        }
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSON {
        var members = Members()
        at += 1
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
                throw error("a member's name in quotes should be here")
            }
            let key = try string()
            skipSpace()
            guard take(":") else {
                throw error("a colon should follow the name \"\(String(key.unicodeScalars.prefix(60)))\"")
            }
            skipSpace()
            members[key] = try value(depth: depth + 1)
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw error("a comma or a closing brace should be here") }
        }
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSON {
        var values: [JSON] = []
        at += 1
        skipSpace()
        if take("]") { return .array(values) }
        while true {
            skipSpace()
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(values) }
            guard take(",") else { throw error("a comma or a closing bracket should be here") }
        }
    }

    private mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = at
        var isWhole = true
        _ = take("-")
        let leading = at
        skipDigits()
        guard at > leading, bytes[leading] != UInt8(ascii: "0") || at == leading + 1 else {
            throw error("a number is written wrongly")
        }
        if take(".") {
            isWhole = false
            let fraction = at
            skipDigits()
            guard at > fraction else { throw error("digits should follow the point") }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            let exponent = at
            skipDigits()
            guard at > exponent else { throw error("digits should follow the exponent sign") }
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if isWhole, text != "-0", let whole = Int(text) { return .integer(whole) }
        // What is beyond the doubles is the largest of them, which is how it is written.
        let number = Double(text) ?? 0
        return .number(min(max(number, -.greatestFiniteMagnitude), .greatestFiniteMagnitude))
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        at += 1
        let start = at
        skipPlainText()
        if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
            at += 1
            return try checked(bytes[start..<at - 1])
        }
        var text = Array(bytes[start..<at])
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return try checked(text[...])
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw error("a control character must be escaped inside a string")
            default:
                text.append(byte)
                at += 1
            }
        }
        throw error("the closing quote is missing")
    }

    /// Up to what ends a string or has to be looked at.
    private mutating func skipPlainText() {
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20: return
            default: at += 1
            }
        }
    }

    private func checked(_ text: ArraySlice<UInt8>) throws(JSONSyntaxError) -> String {
        guard let string = String(validating: text, as: UTF8.self) else { throw error("the text is not UTF-8") }
        return string
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        at += 1
        guard at < bytes.count else { throw error("the closing quote is missing") }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
                bytes[at + 1] == UInt8(ascii: "u")
            {
                let before = at
                at += 2
                let low = try hexadecimal()
                if (0xDC00..<0xE000).contains(low) {
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    at = before
                }
            }
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            text.append(contentsOf: String(scalar).utf8)
        default: throw error("no such escape in a string")
        }
    }

    private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
        guard at + 4 <= bytes.count, bytes[at..<at + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits should follow \\u") }
        at += 4
        return code
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        guard bytes[at...].starts(with: word.utf8) else {
            throw error("no value begins like this; did you mean \"\(word)\"")
        }
        at += word.utf8.count
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func skipDigits() {
        while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
    }

    private mutating func skipSpace() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }

    private func error(_ message: String) -> JSONSyntaxError {
        let before = bytes[..<min(at, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
        return JSONSyntaxError(message: message, line: line, column: column)
    }
}
