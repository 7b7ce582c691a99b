import Notation

/// Changing what stands at a path, in place where nobody else holds the value.
extension JSON {
    /// Longer paths are not written to.
    static let longestPath = Int(Measured.deepest)

    /// What stands at the path; null where the way ends.
    func value(at path: [JSON]) throws(ExpressionError) -> JSON {
        var value = self
        for key in path {
            if value.isNull { return .null }
            value = try value.looking(up: key)
        }
        return value
    }

    /// Changes what stands at the path, making the way there where it is missing.
    mutating func change(
        at path: ArraySlice<JSON>, _ change: (inout JSON) throws(ExpressionError) -> Void
    ) throws(ExpressionError) {
        guard let key = path.first else { return try change(&self) }
        let rest = path.dropFirst()
        // What is changed must not be looked at as a pair with its key: that would hold a copy while it changes.
        if isNull { self = key.emptyContainer }
        switch key {
        case .string(let name) where isObject: try changeMember(name, rest, change)
        case .integer where isArray, .number where isArray: try changeElement(key, rest, change)
        case .object(let bounds) where isArray: try changeSlice(bounds, rest, change)
        case .array where isArray: throw ExpressionError("Cannot update field at array index of array")
        case .object where !isObject: throw ExpressionError("Cannot update field at object index of \(typeName)")
        default: throw cannotBeIndexed(by: key)
        }
    }

    /// The elements, with null left behind, so that nobody else holds them.
    mutating func takeArray() -> [JSON]? {
        guard case .array(let values) = self else { return nil }
        self = .null
        return values
    }

    mutating func takeMembers() -> Members? {
        guard case .object(let members) = self else { return nil }
        self = .null
        return members
    }

    private var isObject: Bool { if case .object = self { true } else { false } }
    private var isArray: Bool { if case .array = self { true } else { false } }

    /// What null becomes when this is its key.
    private var emptyContainer: JSON {
        switch self {
        case .string: .object(Members())
        case .integer, .number, .object: .array([])
        default: .null
        }
    }

    private mutating func changeMember(
        _ name: String, _ rest: ArraySlice<JSON>, _ change: (inout JSON) throws(ExpressionError) -> Void
    ) throws(ExpressionError) {
        guard var members = takeMembers() else { return }
        var value = JSON.null
        if let old = members[name] {
            value = old
            // The object must not hold the member while it changes, or the member would be copied.
            members[name] = .null
        }
        try value.change(at: rest, change)
        members[name] = value
        self = .object(members)
    }

    private mutating func changeElement(
        _ key: JSON, _ rest: ArraySlice<JSON>, _ change: (inout JSON) throws(ExpressionError) -> Void
    ) throws(ExpressionError) {
        guard var values = takeArray() else { return }
        let place = (key.asDouble ?? .nan).rounded(.down)
        guard !place.isNaN, place < 536_870_911 else { throw ExpressionError("Array index too large") }
        let index = place < 0 ? Int(max(place, -1e9)) + values.count : Int(place)
        guard index >= 0 else { throw ExpressionError("Out of bounds negative array index") }
        var value = JSON.null
        if index < values.count { swap(&value, &values[index]) }
        try value.change(at: rest, change)
        if index >= values.count {
            guard index < 10_000_000 else { throw .overBudget("an array would be longer than 10,000,000 elements") }
            values.append(contentsOf: repeatElement(.null, count: index - values.count + 1))
        }
        values[index] = value
        self = .array(values)
    }

    private mutating func changeSlice(
        _ bounds: Members, _ rest: ArraySlice<JSON>, _ change: (inout JSON) throws(ExpressionError) -> Void
    ) throws(ExpressionError) {
        guard var values = takeArray() else { return }
        let range = try JSON.sliceRange(from: bounds["start"] ?? .null, to: bounds["end"] ?? .null, count: values.count)
        var part = JSON.array(Array(values[range]))
        try part.change(at: rest, change)
        guard case .array(let changed) = part else {
            throw ExpressionError("A slice of an array can only be assigned another array")
        }
        values.replaceSubrange(range, with: changed)
        self = .array(values)
    }

    /// Removes what stands at each of the paths, all as they are before any is removed.
    mutating func remove(_ paths: [JSON]) throws(ExpressionError) {
        var slices: [ArraySlice<JSON>] = []
        for path in paths {
            guard case .array(let keys) = path else { throw ExpressionError("Path must be specified as an array") }
            guard keys.count <= JSON.longestPath else {
                throw .overBudget("a path is longer than \(JSON.longestPath) keys")
            }
            slices.append(keys[...])
        }
        try remove(slices)
    }

    private mutating func remove(_ paths: [ArraySlice<JSON>]) throws(ExpressionError) {
        if paths.contains(where: \.isEmpty) { return self = .null }
        if isNull { return }
        var removed: [JSON] = []
        /// Paths that go on below one key, in the order of their keys' first mention.
        var below: [(key: JSON, paths: [ArraySlice<JSON>])] = []
        var places: [JSON: Int] = [:]
        for path in paths {
            guard let key = path.first else { continue }
            if path.count == 1 {
                removed.append(key)
            } else if let place = places[key] {
                below[place].paths.append(path.dropFirst())
            } else {
                places[key] = below.count
                below.append((key, [path.dropFirst()]))
            }
        }
        for (key, paths) in below {
            if try value(at: [key]).isNull { continue }
            try change(at: [key]) { value throws(ExpressionError) in try value.remove(paths) }
        }
        if !removed.isEmpty { try removeDirectly(removed) }
    }

    private mutating func removeDirectly(_ keys: [JSON]) throws(ExpressionError) {
        switch self {
        case .object(let members):
            var names: Set<String> = []
            for key in keys {
                guard case .string(let name) = key else {
                    throw ExpressionError("Cannot delete field at array index of object")
                }
                names.insert(name)
            }
            self = .object(Members(members.lazy.filter { !names.contains($0.0) }))
        case .array(let values):
            var gone: Set<Int> = []
            for key in keys {
                switch key {
                case .integer, .number:
                    guard let place = key.asDouble?.rounded(.down), let index = Int(exactly: place) else { continue }
                    gone.insert(index < 0 ? index + values.count : index)
                case .object(let bounds):
                    gone.formUnion(
                        try JSON.sliceRange(
                            from: bounds["start"] ?? .null, to: bounds["end"] ?? .null, count: values.count))
                default: throw ExpressionError("Cannot delete field at object index of array")
                }
            }
            self = .array(values.indices.filter { !gone.contains($0) }.map { values[$0] })
        default:
            throw ExpressionError(
                "Cannot delete field at \(keys[0].isContainer ? "array" : "object") index of \(typeName)")
        }
    }
}
