import Foundation
import Notation

/// The arithmetic of jq: whole numbers stay exact while they fit 64 bits, and go to doubles beyond.
extension BinaryOperator {
    func apply(
        _ left: consuming Measured, _ right: Measured, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured {
        switch self {
        case .add: return try Arithmetic.sum(left, right, &machine)
        case .subtract: return try Arithmetic.difference(left, right, &machine)
        case .multiply: return try Arithmetic.product(left, right, &machine)
        case .divide: return try Arithmetic.quotient(left, right, &machine)
        case .remainder: return Measured(try Arithmetic.remainder(left.json, right.json))
        case .equal: return Measured(.bool(try left.json.order(to: right.json, &machine) == 0))
        case .unequal: return Measured(.bool(try left.json.order(to: right.json, &machine) != 0))
        case .less: return Measured(.bool(try left.json.order(to: right.json, &machine) < 0))
        case .lessOrEqual: return Measured(.bool(try left.json.order(to: right.json, &machine) <= 0))
        case .greater: return Measured(.bool(try left.json.order(to: right.json, &machine) > 0))
        case .greaterOrEqual: return Measured(.bool(try left.json.order(to: right.json, &machine) >= 0))
        }
    }
}

enum Arithmetic {
    static func sum(
        _ left: consuming Measured, _ right: Measured, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured {
        // Not as a pair with the other side: that would hold a copy, and nothing could be changed in place.
        if case .array(let more) = right.json, case .array = left.json {
            return try sum(of: left, more, right.growth, &machine)
        }
        if case .object(let more) = right.json, case .object = left.json {
            return try sum(of: left, more, right.growth, &machine)
        }
        switch (left.json, right.json) {
        case (.null, _): return right
        case (_, .null): return left
        case (.integer(let a), .integer(let b)):
            let (sum, overflows) = a.addingReportingOverflow(b)
            return Measured(overflows ? .number(Double(a) + Double(b)) : .integer(sum))
        case (.string(let a), .string(let b)):
            try machine.charge(bytes: a.utf8.count + b.utf8.count)
            return Measured(.string(a + b))
        default:
            guard let a = left.json.asDouble, let b = right.json.asDouble else {
                throw refusal(left.json, right.json, "added")
            }
            return Measured(.number(a + b))
        }
    }

    private static func sum(
        of left: consuming Measured, _ more: [JSON], _ other: Int32, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured {
        let growth = max(left.growth, other)
        guard var items = left.json.takeArray() else { return left }
        try machine.append(more, to: &items)
        return Measured(.array(items), growth: growth)
    }

    private static func sum(
        of left: consuming Measured, _ more: Members, _ other: Int32, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured {
        let growth = max(left.growth, other)
        guard var members = left.json.takeMembers() else { return left }
        try machine.charge(bytes: more.count * Machine.memberBytes)
        let before = members.values.storage
        for (key, value) in more { members[key] = value }
        if members.values.storage != before { try machine.charge(bytes: members.count * Machine.memberBytes) }
        return Measured(.object(members), growth: growth)
    }

    static func refusal(_ left: JSON, _ right: JSON, _ done: String) -> ExpressionError {
        ExpressionError("\(left.described) and \(right.described) cannot be \(done)")
    }

    static func difference(
        _ left: Measured, _ right: Measured, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured {
        switch (left.json, right.json) {
        case (.integer(let a), .integer(let b)):
            let (difference, overflows) = a.subtractingReportingOverflow(b)
            return Measured(overflows ? .number(Double(a) - Double(b)) : .integer(difference))
        case (.array(let items), .array(let removed)):
            try machine.charge(bytes: items.count * Machine.elementBytes)
            var kept: [JSON] = []
            for item in items where try !removed.has(item, &machine) { kept.append(item) }
            return Measured(.array(kept), growth: left.growth)
        default:
            guard let a = left.json.asDouble, let b = right.json.asDouble else {
                throw refusal(left.json, right.json, "subtracted")
            }
            return Measured(.number(a - b))
        }
    }

    static func product(
        _ left: Measured, _ right: Measured, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured {
        switch (left.json, right.json) {
        case (.integer(let a), .integer(let b)):
            let (product, overflows) = a.multipliedReportingOverflow(by: b)
            return Measured(overflows ? .number(Double(a) * Double(b)) : .integer(product))
        case (.string(let text), _) where right.json.asDouble != nil:
            return Measured(try repeated(text, right.json.asDouble ?? 0, &machine))
        case (_, .string(let text)) where left.json.asDouble != nil:
            return Measured(try repeated(text, left.json.asDouble ?? 0, &machine))
        case (.object(let a), .object(let b)):
            let merged = try merge(a, b, &machine)
            return Measured(.object(merged), growth: max(left.growth, right.growth))
        default:
            guard let a = left.json.asDouble, let b = right.json.asDouble else {
                throw refusal(left.json, right.json, "multiplied")
            }
            return Measured(.number(a * b))
        }
    }

    private static func repeated(
        _ text: String, _ times: Double, _ machine: inout Machine
    ) throws(ExpressionError) -> JSON {
        guard times > 0 else { return .null }
        guard !text.isEmpty else { return .string("") }
        let count = Int(min(max(1, times), 1e9))
        try machine.charge(bytes: text.utf8.count.multipliedReportingOverflow(by: count).partialValue)
        return .string(String(repeating: text, count: count))
    }

    /// Members that are objects on both sides are merged in their turn.
    private static func merge(_ a: Members, _ b: Members, _ machine: inout Machine) throws(ExpressionError) -> Members {
        var merged = a
        try machine.charge(bytes: (a.count + b.count) * Machine.memberBytes)
        for (key, value) in b {
            if case .object(let inner)? = merged[key], case .object(let other) = value {
                merged[key] = .object(try merge(inner, other, &machine))
            } else {
                merged[key] = value
            }
        }
        return merged
    }

    static func quotient(
        _ left: Measured, _ right: Measured, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured {
        switch (left.json, right.json) {
        case (.integer(let a), .integer(let b)) where b != 0 && b != -1 && a % b == 0: return Measured(.integer(a / b))
        case (.string(let text), .string(let separator)):
            return try machine.array(try Strings.split(text, separator, &machine), growth: 0)
        default:
            guard let a = left.json.asDouble, let b = right.json.asDouble else {
                throw refusal(left.json, right.json, "divided")
            }
            guard b != 0 else { throw refusal(left.json, right.json, "divided because the divisor is zero") }
            return Measured(whole(a / b, exact: left.json, right.json))
        }
    }

    /// `-5 / -1` is a whole number; what is not whole stays a double.
    private static func whole(_ quotient: Double, exact left: JSON, _ right: JSON) -> JSON {
        guard case .integer(let a) = left, case .integer(-1) = right, a != Int.min else { return .number(quotient) }
        return .integer(-a)
    }

    /// The remainder of the whole parts, with the sign of the left side.
    static func remainder(_ left: JSON, _ right: JSON) throws(ExpressionError) -> JSON {
        guard let a = left.asDouble, let b = right.asDouble else { throw refusal(left, right, "divided") }
        if a.isNaN || b.isNaN { return .number(.nan) }
        let divisor = whole(right)
        guard divisor != 0 else {
            throw refusal(left, right, "divided (remainder) because the divisor is zero")
        }
        return .integer(divisor == -1 ? 0 : whole(left) % divisor)
    }

    private static func whole(_ json: JSON) -> Int {
        if case .integer(let value) = json { return value }
        let value = (json.asDouble ?? 0).rounded(.towardZero)
        return value >= 0x1p63 ? Int.max : value < -0x1p63 ? Int.min : Int(value)
    }

    static func negative(_ json: JSON) throws(ExpressionError) -> JSON {
        switch json {
        case .integer(let value) where value != 0 && value != Int.min: return .integer(-value)
        case .integer, .number: return .number(-(json.asDouble ?? 0))
        default: throw ExpressionError("\(json.described) cannot be negated")
        }
    }
}

extension Machine {
    /// Appends in place where nobody else holds the array, and charges for the copy where somebody does.
    mutating func append(_ more: [JSON], to items: inout [JSON]) throws(ExpressionError) {
        let before = items.storage
        let count = items.count
        items.append(contentsOf: more)
        let isCopied = items.storage != before
        try charge(bytes: (more.count + (isCopied ? count : 0)) * Machine.elementBytes)
        if isCopied { try charge(steps: count / 16) }
    }
}

extension [JSON] {
    fileprivate func has(_ sought: JSON, _ machine: inout Machine) throws(ExpressionError) -> Bool {
        try machine.charge(steps: count / 8)
        for value in self where try value.equals(sought, &machine) { return true }
        return false
    }
}
