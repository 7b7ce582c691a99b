import Notation

/// Changing what stands at a path, in place where nobody else holds the value.
extension JSON {
    /// Longer paths are not written to.
    static let longestPath = Int(Measured.deepest)

    /// What stands at the path; null where the way ends.
    func value(at path: [JSON], _ machine: inout Machine) throws(ExpressionError) -> JSON {
        var value = self
        for key in path {
            try machine.charge(work: 1)
            if value.isNull { return .null }
            value = try value.looking(up: key, &machine)
        }
        return value
    }

    typealias Change = (inout JSON, inout Machine) throws(ExpressionError) -> Void

    /// Changes what stands at the path, making the way there where it is missing. Copies are charged for: they are
    /// made where somebody else holds the value, which is seen only afterwards.
    mutating func change(
        at path: ArraySlice<JSON>, _ machine: inout Machine, _ change: Change
    ) throws(ExpressionError) {
        guard let key = path.first else { return try change(&self, &machine) }
        let rest = path.dropFirst()
        // What is changed must not be looked at as a pair with its key: that would hold a copy while it changes.
        if isNull { self = key.emptyContainer }
        switch key {
        case .string(let name) where isObject: try changeMember(name, rest, &machine, change)
        case .integer where isArray, .number where isArray: try changeElement(key, rest, &machine, change)
        case .object(let bounds) where isArray: try changeSlice(bounds, rest, &machine, change)
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
        _ name: String, _ rest: ArraySlice<JSON>, _ machine: inout Machine, _ change: Change
    ) throws(ExpressionError) {
        guard var members = takeMembers() else { return }
        try machine.charge(work: name.utf8.count / 4)
        let place = members.values.storage
        var value = JSON.null
        if let old = members[name] {
            value = old
            // The object must not hold the member while it changes, or the member would be copied.
            members[name] = .null
        }
        try value.change(at: rest, &machine, change)
        members[name] = value
        if members.values.storage != place { try machine.charge(bytes: members.count * Machine.memberBytes) }
        self = .object(members)
    }

    private mutating func changeElement(
        _ key: JSON, _ rest: ArraySlice<JSON>, _ machine: inout Machine, _ change: Change
    ) throws(ExpressionError) {
        guard var values = takeArray() else { return }
        let before = values.storage
        let place = (key.asDouble ?? .nan).rounded(.down)
        guard !place.isNaN, place < 536_870_911 else { throw ExpressionError("Array index too large") }
        let index = place < 0 ? Int(max(place, -1e9)) + values.count : Int(place)
        guard index >= 0 else { throw ExpressionError("Out of bounds negative array index") }
        var value = JSON.null
        if index < values.count { swap(&value, &values[index]) }
        try value.change(at: rest, &machine, change)
        if index >= values.count {
            guard index < 10_000_000 else { throw .overBudget("an array would be longer than 10,000,000 elements") }
            try machine.charge(bytes: (index - values.count + 1) * Machine.elementBytes)
            values.append(contentsOf: repeatElement(.null, count: index - values.count + 1))
        }
        values[index] = value
        if values.storage != before { try machine.charge(bytes: values.count * Machine.elementBytes) }
        self = .array(values)
    }

    private mutating func changeSlice(
        _ bounds: Members, _ rest: ArraySlice<JSON>, _ machine: inout Machine, _ change: Change
    ) throws(ExpressionError) {
        guard var values = takeArray() else { return }
        let range = try JSON.sliceRange(from: bounds["start"] ?? .null, to: bounds["end"] ?? .null, count: values.count)
        try machine.charge(bytes: (values.count + range.count) * Machine.elementBytes)
        var part = JSON.array(Array(values[range]))
        try part.change(at: rest, &machine, change)
        guard case .array(let changed) = part else {
            throw ExpressionError("A slice of an array can only be assigned another array")
        }
        try machine.charge(bytes: changed.count * Machine.elementBytes)
        values.replaceSubrange(range, with: changed)
        self = .array(values)
    }

    /// Removes what stands at each of the paths, all as they are before any is removed.
    mutating func remove(_ paths: [JSON], _ machine: inout Machine) throws(ExpressionError) {
        var slices: [ArraySlice<JSON>] = []
        for path in paths {
            guard case .array(let keys) = path else { throw ExpressionError("Path must be specified as an array") }
            guard keys.count <= JSON.longestPath else {
                throw .overBudget("a path is longer than \(JSON.longestPath) keys")
            }
            slices.append(keys[...])
        }
        try remove(slices, &machine)
    }

    private mutating func remove(_ paths: [ArraySlice<JSON>], _ machine: inout Machine) throws(ExpressionError) {
        try machine.charge(steps: paths.count)
        if paths.contains(where: \.isEmpty) { return self = .null }
        if isNull { return }
        var removed: [JSON] = []
        /// Paths that go on below one key, in the order of their keys' first mention.
        var below: [(key: JSON, paths: [ArraySlice<JSON>])] = []
        var places: [JSON: Int] = [:]
        for path in paths {
            guard let key = try path.first?.plainKey() else { continue }
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
            if try value(at: [key], &machine).isNull { continue }
            try change(at: [key], &machine) { value, machine throws(ExpressionError) in
                try value.remove(paths, &machine)
            }
        }
        if !removed.isEmpty { try removeDirectly(removed, &machine) }
    }

    /// A slice without what else its object may hold, which may be large.
    private func plainKey() throws(ExpressionError) -> JSON {
        switch self {
        case .array: throw ExpressionError("Cannot update field at array index of array")
        case .object(let bounds):
            let (start, end) = (bounds["start"] ?? .null, bounds["end"] ?? .null)
            guard !start.isContainer, !end.isContainer else {
                throw ExpressionError("Start and end indices of an array slice must be numbers")
            }
            return SliceLookup.key(from: start, to: end)
        default: return self
        }
    }

    private mutating func removeDirectly(_ keys: [JSON], _ machine: inout Machine) throws(ExpressionError) {
        try machine.charge(bytes: shallowBytes)
        switch self {
        case .object(let members):
            var names: Set<String> = []
            for key in keys {
                guard case .string(let name) = key else {
                    throw ExpressionError("Cannot delete field at array index of object")
                }
                try machine.charge(work: name.utf8.count / 4)
                names.insert(name)
            }
            self = .object(Members(members.lazy.filter { !names.contains($0.0) }))
        case .array(let values):
            let gone = try JSON.places(of: keys, count: values.count)
            self = .array(values.indices.filter { !gone[$0] }.map { values[$0] })
        default:
            throw ExpressionError(
                "Cannot delete field at \(keys[0].isContainer ? "array" : "object") index of \(typeName)")
        }
    }

    /// Which of so many elements the numbers and slices name.
    private static func places(of keys: [JSON], count: Int) throws(ExpressionError) -> [Bool] {
        /// How many slices begin at each place, less those that end there: slices may overlap, and be many.
        var edges = Array(repeating: 0, count: count + 1)
        for key in keys {
            switch key {
            case .integer, .number:
                guard let place = key.asDouble?.rounded(.down), let index = Int(exactly: place) else { continue }
                let real = index < 0 ? index + count : index
                guard (0..<count).contains(real) else { continue }
                edges[real] += 1
                edges[real + 1] -= 1
            case .object(let bounds):
                let range = try sliceRange(from: bounds["start"] ?? .null, to: bounds["end"] ?? .null, count: count)
                edges[range.lowerBound] += 1
                edges[range.upperBound] -= 1
            default: throw ExpressionError("Cannot delete field at object index of array")
            }
        }
        var open = 0
        return edges.dropLast().map { edge in
            open += edge
            return open > 0
        }
    }
}

extension [JSON] {
    /// Where the elements lie in memory: elsewhere after they have been copied.
    var storage: UnsafePointer<JSON>? { withUnsafeBufferPointer { $0.baseAddress } }
}
