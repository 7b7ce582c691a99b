/// The members of a JSON object, in the order in which they were written.
package struct Members: Sendable {
    package private(set) var keys: [String] = []
    package private(set) var values: [JSON] = []
    /// Kept only where looking through the keys one by one would be slow.
    private var places: [String: Int]?
    private static let fewKeys = 32

    package init() {}

    /// A key that comes again replaces the earlier value, in the earlier place.
    package init(_ pairs: some Sequence<(String, JSON)>) {
        for (key, value) in pairs { self[key] = value }
    }

    package var count: Int { keys.count }
    package var isEmpty: Bool { keys.isEmpty }

    package func index(of key: String) -> Int? {
        if let places { places[key] } else { keys.firstIndex(of: key) }
    }

    /// Setting nil removes the member.
    package subscript(key: String) -> JSON? {
        get { index(of: key).map { values[$0] } }
        set {
            switch (index(of: key), newValue) {
            case (let place?, let value?): values[place] = value
            case (let place?, nil): remove(at: place)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// Adds `other`'s members; where both have one, the other's wins.
    package func merging(_ other: Members) -> Members {
        var merged = self
        for (key, value) in other { merged[key] = value }
        return merged
    }

    private mutating func append(_ key: String, _ value: JSON) {
        keys.append(key)
        values.append(value)
        if places != nil {
            places?[key] = keys.count - 1
        } else if keys.count > Members.fewKeys {
            places = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
        }
    }

    private mutating func remove(at place: Int) {
        keys.remove(at: place)
        values.remove(at: place)
        if places != nil { places = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices)) }
    }
}

extension Members: Sequence {
    package func makeIterator() -> Zip2Sequence<[String], [JSON]>.Iterator { zip(keys, values).makeIterator() }
}

extension Members: Hashable {
    package static func == (a: Members, b: Members) -> Bool {
        a.count == b.count && a.allSatisfy { key, value in b[key] == value }
    }

    package func hash(into hasher: inout Hasher) {
        var sum = 0
        for (key, value) in self {
            var member = Hasher()
            member.combine(key)
            member.combine(value)
            sum &+= member.finalize()
        }
        hasher.combine(sum)
    }
}
