import Notation

/// The core schema of YAML 1.2 (chapter 10.3): what a plain scalar means.
///
/// Unlike YAML 1.1 it has no `yes`, `no`, `on`, `off`, no dates and no numbers to base 60.
enum CoreSchema {
    static func value(ofPlain text: String) -> JSON {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        case ".nan", ".NaN", ".NAN": return .number(.nan)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
        default: return number(text) ?? .string(text)
        }
    }

    /// The value of a number as the schema writes it; nil for all else.
    private static func number(_ text: String) -> JSON? {
        guard let first = text.utf8.first, text.utf8.count < 400, "+-.0123456789".utf8.contains(first) else {
            return nil
        }
        for (prefix, radix) in [("0o", 8), ("0x", 16)] where text.hasPrefix(prefix) {
            let digits = text.dropFirst(2)
            guard let sign = digits.utf8.first, sign != UInt8(ascii: "+"), sign != UInt8(ascii: "-") else { return nil }
            return Int(digits, radix: radix).map { .integer($0) }
        }
        guard isDecimal(Array(text.utf8)) else { return nil }
        if let integer = Int(text) { return .integer(integer) }
        return Double(text).map { .number($0) }
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
    private static func isDecimal(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        func digits() -> Int {
            let run = rest.prefix { (48...57).contains($0) }
            rest = rest.dropFirst(run.count)
            return run.count
        }
        func skip(_ characters: String) -> Bool {
            guard let first = rest.first, characters.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        _ = skip("+-")
        let whole = digits()
        let fraction = skip(".") ? digits() : 0
        guard whole + fraction > 0 else { return false }
        if skip("eE") {
            _ = skip("+-")
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
