import Foundation
import Notation

extension Native {
    static let strings: [String: Native] = [
        "ascii_downcase/0": .zero { input, _ throws(ExpressionError) in
            try Strings.mapped(input, "ascii_downcase") { (65...90).contains($0) ? $0 + 32 : $0 }
        },
        "ascii_upcase/0": .zero { input, _ throws(ExpressionError) in
            try Strings.mapped(input, "ascii_upcase") { (97...122).contains($0) ? $0 - 32 : $0 }
        },
        "explode/0": .zero { input, machine throws(ExpressionError) in
            guard case .string(let text) = input else { throw ExpressionError("\(input.described) cannot be exploded") }
            try machine.charge(bytes: text.utf8.count * Machine.elementBytes)
            return .array(text.unicodeScalars.map { .integer(Int($0.value)) })
        },
        "implode/0": .zero { input, machine throws(ExpressionError) in
            try machine.charge(work: input.shallowBytes / 8)
            return try Strings.implode(input)
        },
        "startswith/1": .one { input, part, _ throws(ExpressionError) in
            guard case .string(let text) = input, case .string(let part) = part else {
                throw ExpressionError("startswith() requires string inputs")
            }
            return .bool(text.utf8.starts(with: part.utf8))
        },
        "endswith/1": .one { input, part, _ throws(ExpressionError) in
            guard case .string(let text) = input, case .string(let part) = part else {
                throw ExpressionError("endswith() requires string inputs")
            }
            return .bool(text.utf8.reversed().starts(with: part.utf8.reversed()))
        },
        "ltrimstr/1": .one { input, part, _ in
            guard case .string(let text) = input, case .string(let part) = part, text.utf8.starts(with: part.utf8)
            else { return input }
            return .string(String(decoding: text.utf8.dropFirst(part.utf8.count), as: UTF8.self))
        },
        "rtrimstr/1": .one { input, part, _ in Strings.trimmingEnd(input, part) },
        "trimstr/1": .one { input, part, _ in
            guard case .string(let text) = input, case .string(let part) = part else { return input }
            let left = text.utf8.starts(with: part.utf8) ? text.utf8.dropFirst(part.utf8.count) : text.utf8[...]
            return Strings.trimmingEnd(.string(String(decoding: left, as: UTF8.self)), .string(part))
        },
        "trim/0": .zero { input, _ throws(ExpressionError) in try Strings.trimmed(input, start: true, end: true) },
        "ltrim/0": .zero { input, _ throws(ExpressionError) in try Strings.trimmed(input, start: true, end: false) },
        "rtrim/0": .zero { input, _ throws(ExpressionError) in try Strings.trimmed(input, start: false, end: true) },
        "split/1": .one { input, separator, machine throws(ExpressionError) in
            guard case .string(let text) = input, case .string(let separator) = separator else {
                throw ExpressionError("split input and separator must be strings")
            }
            return .array(try Strings.split(text, separator, &machine))
        },
        "join/1": .one { input, separator, machine throws(ExpressionError) in
            try Strings.join(input, separator, &machine)
        },
        "tonumber/0": .zero { input, _ throws(ExpressionError) in
            switch input {
            case .integer, .number: return input
            case .string(let text):
                if let number = Strings.number(text) { return number }
                throw ExpressionError("\(input.described) cannot be parsed as a number")
            default: throw ExpressionError("\(input.described) cannot be parsed as a number")
            }
        },
        "_indices/1": .one { input, part, machine throws(ExpressionError) in
            switch (input, part) {
            case (.null, _): return .null
            case (.string(let text), .string(let part)):
                let found = Strings.indices(of: part, in: text, all: true)
                try machine.charge(bytes: found.count * Machine.elementBytes)
                return .array(found.map { .integer($0) })
            case (.array(let values), .array(let part)):
                return .array(try values.occurrences(of: part, &machine).map { .integer($0) })
            case (.array(let values), _):
                return .array(try values.occurrences(of: [part], &machine).map { .integer($0) })
            default: return try input.looking(up: part, &machine)
            }
        },
    ]
}

enum Strings {
    static func mapped(_ input: JSON, _ name: String, _ change: (UInt8) -> UInt8) throws(ExpressionError) -> JSON {
        guard case .string(let text) = input else { throw ExpressionError("\(name) input must be a string") }
        return .string(String(decoding: text.utf8.map(change), as: UTF8.self))
    }

    static func implode(_ input: JSON) throws(ExpressionError) -> JSON {
        guard case .array(let codes) = input else { throw ExpressionError("implode input must be an array") }
        var view = String.UnicodeScalarView()
        for code in codes {
            guard let number = code.asDouble else { throw ExpressionError("Unicode codepoint must be numeric") }
            view.append(UInt32(exactly: number.rounded(.towardZero)).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
        }
        return .string(String(view))
    }

    static func trimmingEnd(_ input: JSON, _ part: JSON) -> JSON {
        guard case .string(let text) = input, case .string(let part) = part,
            text.utf8.reversed().starts(with: part.utf8.reversed())
        else { return input }
        return .string(String(decoding: text.utf8.dropLast(part.utf8.count), as: UTF8.self))
    }

    static func trimmed(_ input: JSON, start: Bool, end: Bool) throws(ExpressionError) -> JSON {
        guard case .string(let text) = input else { throw ExpressionError("\(input.described) cannot be trimmed") }
        var view = text.unicodeScalars[...]
        if start { view = view.drop { $0.properties.isWhitespace } }
        if end { while let last = view.last, last.properties.isWhitespace { view.removeLast() } }
        return .string(String(view))
    }

    /// By the bytes of the separator; an empty one splits into code points. Of an empty text there are no parts.
    static func split(
        _ text: String, _ separator: String, _ machine: inout Machine
    ) throws(ExpressionError) -> [JSON] {
        if text.isEmpty { return [] }
        try machine.charge(work: text.utf8.count / 4)
        if separator.isEmpty {
            try machine.charge(bytes: text.utf8.count * Machine.elementBytes)
            return text.unicodeScalars.map { .string(String($0)) }
        }
        let bytes = Array(text.utf8)
        let length = separator.utf8.count
        let places = places(of: Array(separator.utf8), in: bytes)
        try machine.charge(bytes: text.utf8.count + (places.count + 1) * Machine.elementBytes)
        var parts: [JSON] = []
        var start = 0
        for place in places where place >= start {
            parts.append(.string(String(decoding: bytes[start..<place], as: UTF8.self)))
            start = place + length
        }
        parts.append(.string(String(decoding: bytes[start...], as: UTF8.self)))
        return parts
    }

    /// Byte offsets, overlapping ones too; in one pass, however often the part begins in vain (Knuth, Morris, Pratt).
    private static func places(of part: [UInt8], in bytes: [UInt8], atMost most: Int = .max) -> [Int] {
        guard !part.isEmpty, bytes.count >= part.count else { return [] }
        // How much of the part's beginning stands again at the end of its first so many bytes.
        var again = [0]
        var length = 0
        for byte in part.dropFirst() {
            while length > 0, part[length] != byte { length = again[length - 1] }
            if part[length] == byte { length += 1 }
            again.append(length)
        }
        var found: [Int] = []
        length = 0
        for (index, byte) in bytes.enumerated() {
            while length > 0, length == part.count || part[length] != byte { length = again[length - 1] }
            if part[length] == byte { length += 1 }
            guard length == part.count else { continue }
            found.append(index + 1 - length)
            if found.count == most { break }
        }
        return found
    }

    /// Where `part` begins, in code points.
    static func indices(of part: String, in text: String, all: Bool) -> [Int] {
        let bytes = Array(text.utf8)
        var found: [Int] = []
        var counted = 0
        var scalars = 0
        for place in places(of: Array(part.utf8), in: bytes, atMost: all ? .max : 1) {
            scalars += bytes[counted..<place].count { $0 & 0xC0 != 0x80 }
            counted = place
            found.append(scalars)
        }
        return found
    }

    static func join(_ input: JSON, _ separator: JSON, _ machine: inout Machine) throws(ExpressionError) -> JSON {
        guard try input.elementCount() > 0 else { return .string("") }
        guard case .string(let separator) = separator else {
            throw ExpressionError("\(separator.described) cannot join strings")
        }
        let values: [JSON] =
            switch input {
            case .array(let values): values
            case .object(let members): members.values
            default: []
            }
        var text = ""
        for (index, value) in values.enumerated() {
            if index > 0 { text += separator }
            try machine.charge(work: 1)
            if text.utf8.count > machine.bytes { throw Machine.tooMuchData }
            switch value {
            case .null: break
            case .string(let part): text += part
            case .bool, .integer, .number: text += value.text
            case .array, .object: throw Arithmetic.refusal(.string(text), value, "added")
            }
        }
        return .string(text)
    }

    /// A JSON number, or one in the forms that jq 1.7 also takes: `.5`, `1.`, `nan`, with a plus.
    static func number(_ text: String) -> JSON? {
        if let whole = Int(text) { return text.utf8.first == UInt8(ascii: "+") ? nil : .integer(whole) }
        if text == "nan" { return .number(.nan) }
        let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
        guard isPlain, text.utf8.contains(where: { (48...57).contains($0) }), let number = Double(text) else {
            return nil
        }
        return .number(number.isInfinite ? (number < 0 ? -1 : 1) * Double.greatestFiniteMagnitude : number)
    }
}
