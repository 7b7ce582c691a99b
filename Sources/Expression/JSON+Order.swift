import Notation

/// The order of all values: null, false, true, numbers, strings by code point, arrays, objects.
extension JSON {
    /// Negative when this value comes before the other, 0 when they are equal.
    func order(to other: JSON) -> Int {
        if case .integer(let a) = self, case .integer(let b) = other { return a < b ? -1 : a == b ? 0 : 1 }
        if case .string(let a) = self, case .string(let b) = other { return a.order(to: b) }
        if case .array(let a) = self, case .array(let b) = other { return a.order(to: b) }
        if case .object(let a) = self, case .object(let b) = other { return a.order(to: b) }
        if let a = asDouble, let b = other.asDouble {
            // Not-a-number is less than every number, itself included, so that it sorts first.
            return a < b || a.isNaN ? -1 : a == b ? 0 : 1
        }
        return rank - other.rank
    }

    func equals(_ other: JSON) -> Bool { order(to: other) == 0 }

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
    fileprivate func order(to other: [JSON]) -> Int {
        for (left, right) in zip(self, other) {
            let order = left.order(to: right)
            if order != 0 { return order }
        }
        return count - other.count
    }
}

extension String {
    /// By code points, which is the order of UTF-8; Swift's own order would hold composed and decomposed letters equal.
    func order(to other: String) -> Int {
        var left = utf8.makeIterator()
        var right = other.utf8.makeIterator()
        while true {
            switch (left.next(), right.next()) {
            case (let a?, let b?): if a != b { return a < b ? -1 : 1 }
            case (nil, nil): return 0
            case (nil, _): return -1
            case (_, nil): return 1
            }
        }
    }
}

extension Members {
    /// The keys in their order, with where each one's value stands.
    var sortedKeys: [(key: String, place: Int)] {
        zip(keys, keys.indices).map { (key: $0, place: $1) }.sorted { $0.key.order(to: $1.key) < 0 }
    }

    /// First by the keys, as sorted lists, then by the values under them.
    func order(to other: Members) -> Int {
        let left = sortedKeys
        let right = other.sortedKeys
        for (a, b) in zip(left, right) {
            let order = a.key.order(to: b.key)
            if order != 0 { return order }
        }
        if left.count != right.count { return left.count - right.count }
        for (a, b) in zip(left, right) {
            let order = values[a.place].order(to: other.values[b.place])
            if order != 0 { return order }
        }
        return 0
    }
}

extension JSON {
    /// `number (1)`: how a value is named in jq's messages.
    var described: String { "\(typeName) (\(excerpt))" }

    /// The value's text, cut to eleven bytes as jq 1.7 does.
    var excerpt: String {
        let whole = text
        guard whole.utf8.count > 14 else { return whole }
        var cut = Array(whole.utf8.prefix(11))
        while String(validating: cut, as: UTF8.self) == nil { cut.removeLast() }
        return String(decoding: cut, as: UTF8.self) + "..."
    }
}
