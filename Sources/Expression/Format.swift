import Foundation
import Notation

/// `@base64` and its like: how a value is written as text.
enum Format: String, Sendable, CaseIterable {
    case text, json, csv, tsv, html, uri, urid, sh, base64, base64d, base32, base32d

    /// What makes the text of a value charges for it; what becomes of that text is charged for by whoever keeps it.
    func written(_ value: JSON, _ machine: inout Machine) throws(ExpressionError) -> String {
        switch self {
        case .csv, .tsv, .sh: return try cells(value, &machine)
        case .json: return try machine.text(of: value)
        default: return try encoded(try machine.plainText(of: value), of: value)
        }
    }

    private func cells(_ value: JSON, _ machine: inout Machine) throws(ExpressionError) -> String {
        switch self {
        case .csv:
            return try Format.row(value, "csv", between: ",", &machine) { text in
                "\"" + text.replacing("\"", with: "\"\"") + "\""
            }
        case .tsv:
            return try Format.row(value, "tsv", between: "\t", &machine) { text in
                text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\n", with: "\\n")
                    .replacing("\r", with: "\\r")
            }
        default: return try Format.shell(value, &machine)
        }
    }

    private func encoded(_ text: String, of value: JSON) throws(ExpressionError) -> String {
        switch self {
        case .html: return Format.html(text)
        case .uri: return Format.percentEncoded(text)
        case .urid: return try Format.percentDecoded(text, of: value)
        case .base64: return Data(text.utf8).base64EncodedString()
        case .base64d: return try Format.base64Decoded(text, of: value)
        case .base32: return Base32.encoded(Array(text.utf8))
        case .base32d:
            guard let bytes = Base32.decoded(text) else {
                throw ExpressionError("\(value.described) is not valid base32 data")
            }
            return String(decoding: bytes, as: UTF8.self)
        default: return text
        }
    }

    private static func row(
        _ value: JSON, _ name: String, between: String, _ machine: inout Machine, _ quoted: (String) -> String
    ) throws(ExpressionError) -> String {
        guard case .array(let cells) = value else {
            throw ExpressionError("\(value.described) cannot be \(name)-formatted, only array")
        }
        var parts: [String] = []
        for cell in cells {
            switch cell {
            case .null: parts.append("")
            case .bool, .integer, .number: parts.append(cell.text)
            case .string(let text): parts.append(quoted(text))
            case .array, .object: throw ExpressionError("\(cell.described) is not valid in a \(name) row")
            }
            try machine.charge(bytes: parts[parts.count - 1].utf8.count)
        }
        return parts.joined(separator: between)
    }

    private static func html(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "'": escaped += "&#39;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Everything but the unreserved characters of RFC 3986.
    private static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func percentDecoded(_ text: String, of value: JSON) throws(ExpressionError) -> String {
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x25 {
                guard at + 2 < bytes.count,
                    let byte = UInt8(String(decoding: bytes[at + 1...at + 2], as: UTF8.self), radix: 16)
                else { throw ExpressionError("\(value.described) is not a valid uri encoding") }
                decoded.append(byte)
                at += 3
            } else {
                decoded.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func shell(_ value: JSON, _ machine: inout Machine) throws(ExpressionError) -> String {
        let words: [JSON] = value.asArray ?? [value]
        var parts: [String] = []
        for word in words {
            switch word {
            case .string(let text): parts.append("'" + text.replacing("'", with: "'\\''") + "'")
            case .array, .object: throw ExpressionError("\(word.described) can not be escaped for shell")
            default: parts.append(word.text)
            }
            try machine.charge(bytes: parts[parts.count - 1].utf8.count)
        }
        return parts.joined(separator: " ")
    }

    /// Padding may be missing; what is not UTF-8 becomes replacement characters.
    private static func base64Decoded(_ text: String, of value: JSON) throws(ExpressionError) -> String {
        var letters = text.utf8.filter { $0 != UInt8(ascii: "=") }
        if letters.count % 4 == 1 { letters.removeLast() }
        let isEmptied = letters.isEmpty && !text.isEmpty
        while letters.count % 4 != 0 { letters.append(UInt8(ascii: "=")) }
        guard !isEmptied, let data = Data(base64Encoded: Data(letters)) else {
            throw ExpressionError("\(value.described) is not valid base64 data")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// RFC 4648, with padding.
enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(letters[Int(bits >> UInt(count) & 31)])
            }
            bits &= 31
        }
        if count > 0 { text.append(letters[Int(bits << UInt(5 - count) & 31)]) }
        while text.count % 8 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    static func decoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt = 0
        var count = 0
        for letter in text.utf8 where letter != UInt8(ascii: "=") {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            bits = (bits << 5 | UInt(value)) & 0xFFFF
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(bits >> UInt(count) & 255))
            }
        }
        return bytes
    }
}

extension Native {
    static let formats: [String: Native] = {
        var table: [String: Native] = [:]
        for format in Format.allCases {
            table["@" + format.rawValue] = .zero { input, machine throws(ExpressionError) in
                .string(try format.written(input, &machine))
            }
        }
        table["format/1"] = .one { input, name, machine throws(ExpressionError) in
            guard case .string(let name) = name, let format = Format(rawValue: name) else {
                throw ExpressionError("\((name.asString ?? name.opening(200)).shown) is not a valid format")
            }
            return .string(try format.written(input, &machine))
        }
        return table
    }()
}
