import Foundation
import Notation

/// The order of all values: null, false, true, numbers, strings by code point, arrays, objects.
extension JSON {
    /// Negative when this value comes before the other, 0 when they are equal. What is walked over is charged for.
    func order(to other: JSON, _ machine: inout Machine) throws(ExpressionError) -> Int {
        switch (self, other) {
        case (.array(let a), .array(let b)): return try a.order(to: b, &machine)
        case (.object(let a), .object(let b)): return try a.order(to: b, &machine)
        case (.string(let a), .string(let b)):
            try machine.charge(work: min(a.utf8.count, b.utf8.count) / 16)
            return a.order(to: b)
        default: return scalarOrder(to: other)
        }
    }

    func equals(_ other: JSON, _ machine: inout Machine) throws(ExpressionError) -> Bool {
        try order(to: other, &machine) == 0
    }

    /// The order of two values that are not both strings, arrays or objects.
    func scalarOrder(to other: JSON) -> Int {
        if case .integer(let a) = self, case .integer(let b) = other { return a < b ? -1 : a == b ? 0 : 1 }
        if let a = asDouble, let b = other.asDouble {
            // Not-a-number is less than every number, itself included, so that it sorts first.
            return a < b || a.isNaN ? -1 : a == b ? 0 : 1
        }
        return rank - other.rank
    }

    private var rank: Int {
        switch self {
        case .null: 0
        case .bool(false): 1
        case .bool(true): 2
        case .integer, .number: 3
        case .string: 4
        case .array: 5
        case .object: 6
        }
    }
}

extension [JSON] {
    fileprivate func order(to other: [JSON], _ machine: inout Machine) throws(ExpressionError) -> Int {
        for (left, right) in zip(self, other) {
            try machine.charge(work: 1)
            let order = try left.order(to: right, &machine)
            if order != 0 { return order }
        }
        return count - other.count
    }
}

extension String {
    /// By code points, which is the order of UTF-8; Swift's own order would hold composed and decomposed letters equal.
    func order(to other: String) -> Int {
        let common = min(utf8.count, other.utf8.count)
        let quick = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                common == 0 ? 0 : Int(memcmp(left.baseAddress!, right.baseAddress!, common))
            }
        }
        if let order = quick.flatMap(\.self) { return order != 0 ? order : utf8.count - other.utf8.count }
        for (a, b) in zip(utf8, other.utf8) where a != b { return a < b ? -1 : 1 }
        return utf8.count - other.utf8.count
    }
}

extension Members {
    /// The keys in their order, with where each one's value stands.
    var sortedKeys: [(key: String, place: Int)] {
        zip(keys, keys.indices).map { (key: $0, place: $1) }.sorted { $0.key.order(to: $1.key) < 0 }
    }

    /// First by the keys, as sorted lists, then by the values under them.
    fileprivate func order(to other: Members, _ machine: inout Machine) throws(ExpressionError) -> Int {
        try machine.charge(work: 4 * (count + other.count))
        let left = sortedKeys
        let right = other.sortedKeys
        for (a, b) in zip(left, right) {
            let order = a.key.order(to: b.key)
            if order != 0 { return order }
        }
        if left.count != right.count { return left.count - right.count }
        for (a, b) in zip(left, right) {
            let order = try values[a.place].order(to: other.values[b.place], &machine)
            if order != 0 { return order }
        }
        return 0
    }
}

extension Machine {
    /// In the order of their keys, equals in their own order.
    mutating func sorted<Element>(_ elements: [Element], by key: (Element) -> JSON) throws(ExpressionError) -> [Element]
    {
        try charge(steps: elements.count * (Int.bitWidth - elements.count.leadingZeroBitCount) / 4)
        try charge(bytes: elements.count * 2 * Machine.elementBytes)
        var failure: ExpressionError?
        let sorted = elements.sorted { left, right in
            // Once the budget is used up nothing is compared any more.
            guard failure == nil else { return false }
            do throws(ExpressionError) {
                return try key(left).order(to: key(right), &self) < 0
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        return sorted
    }
}

extension JSON {
    /// `number (1)`: how a value is named in jq's messages.
    var described: String { "\(typeName) (\(excerpt))" }

    /// The value's text, cut to eleven bytes as jq 1.7 does.
    var excerpt: String {
        let whole = opening(14)
        guard whole.utf8.count > 14 else { return whole }
        var cut = Array(whole.utf8.prefix(11))
        while String(validating: cut, as: UTF8.self) == nil { cut.removeLast() }
        return String(decoding: cut, as: UTF8.self) + "..."
    }
}

extension String {
    /// As much of it as a message shows: what is caught may become part of the next message, and must not grow.
    var shown: String {
        guard utf8.count > 200 else { return self }
        return String(unicodeScalars.prefix(60)) + "..."
    }
}
