import Notation

extension Native {
    static let collections: [String: Native] = [
        "keys/0": .zero { input, machine throws(ExpressionError) in try Collections.keys(input, sorted: true, &machine)
        },
        "keys_unsorted/0": .zero { input, machine throws(ExpressionError) in
            try Collections.keys(input, sorted: false, &machine)
        },
        "add/0": .zero { input, machine throws(ExpressionError) in try Collections.sum(input, &machine) },
        "reverse/0": .zero { input, machine throws(ExpressionError) in
            try machine.charge(bytes: input.shallowBytes)
            switch input {
            case .null: return .array([])
            case .string(let text): return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
            case .array(let values): return .array(values.reversed())
            default: throw ExpressionError("\(input.described) cannot be reversed, as it is not an array")
            }
        },
        "sort/0": .zero { input, machine throws(ExpressionError) in
            .array(try machine.sorted(try Collections.elements(input, "sorted")) { $0 })
        },
        "_sort_by/1": .one { input, keys, machine throws(ExpressionError) in
            .array(try Collections.ordered(input, by: keys, "sorted", &machine).map(\.value))
        },
        "_group_by/1": .one { input, keys, machine throws(ExpressionError) in
            .array(try Collections.grouped(input, by: keys, "grouped", &machine).map { .array($0) })
        },
        "unique/0": .zero { input, machine throws(ExpressionError) in
            .array(try Collections.grouped(input, by: input, "sorted", &machine).map { $0[0] })
        },
        "_unique_by/1": .one { input, keys, machine throws(ExpressionError) in
            .array(try Collections.grouped(input, by: keys, "grouped", &machine).map { $0[0] })
        },
        "min/0": .zero { input, machine throws(ExpressionError) in
            try Collections.extreme(input, by: input, &machine) { $0 < 0 }
        },
        "max/0": .zero { input, machine throws(ExpressionError) in
            try Collections.extreme(input, by: input, &machine) { $0 >= 0 }
        },
        "_min_by/1": .one { input, keys, machine throws(ExpressionError) in
            try Collections.extreme(input, by: keys, &machine) { $0 < 0 }
        },
        "_max_by/1": .one { input, keys, machine throws(ExpressionError) in
            try Collections.extreme(input, by: keys, &machine) { $0 >= 0 }
        },
        "flatten/0": .zero { input, machine throws(ExpressionError) in
            .array(try Collections.flattened(input, depth: 1e9, &machine))
        },
        "flatten/1": .one { input, depth, machine throws(ExpressionError) in
            guard let depth = depth.asDouble else { throw ExpressionError("flatten depth must be a number") }
            guard depth >= 0 else { throw ExpressionError("flatten depth must not be negative") }
            return .array(try Collections.flattened(input, depth: depth, &machine))
        },
        "to_entries/0": .zero { input, machine throws(ExpressionError) in
            guard case .object(let members) = input else {
                if case .array(let values) = input {
                    try machine.charge(bytes: values.count * (Machine.elementBytes + 2 * Machine.memberBytes))
                    return .array(values.indices.map { ["key": .integer($0), "value": values[$0]] })
                }
                throw ExpressionError("\(input.described) has no keys")
            }
            try machine.charge(bytes: members.count * (Machine.elementBytes + 2 * Machine.memberBytes))
            return .array(members.map { key, value in ["key": .string(key), "value": value] })
        },
        "from_entries/0": .zero { input, machine throws(ExpressionError) in
            try machine.charge(bytes: input.shallowBytes * 2)
            return try Collections.fromEntries(input, &machine)
        },
        "transpose/0": .zero { input, machine throws(ExpressionError) in
            let rows = try Collections.elements(input, "transposed")
            var width = 0
            for row in rows { width = max(width, try row.elementCount()) }
            try machine.charge(bytes: width * (rows.count + 1) * Machine.elementBytes)
            return .array((0..<width).map { column in .array(rows.map { $0[column] }) })
        },
        "delpaths/1": .one { input, paths, machine throws(ExpressionError) in
            guard case .array(let paths) = paths else { throw ExpressionError("Paths must be specified as an array") }
            var root = input
            try root.remove(paths, &machine)
            return root
        },
        "_streamed/0": .zero { input, machine throws(ExpressionError) in
            var events: [JSON] = []
            try Collections.stream(input, [], into: &events, &machine)
            return .array(events)
        },
        "bsearch/1": .one { input, sought, machine throws(ExpressionError) in
            guard case .array(let values) = input else {
                throw ExpressionError("\(input.described) cannot be searched from")
            }
            var low = 0
            var high = values.count
            while low < high {
                let middle = (low + high) / 2
                let order = try values[middle].order(to: sought, &machine)
                if order == 0 { return .integer(middle) }
                if order < 0 { low = middle + 1 } else { high = middle }
            }
            return .integer(-1 - low)
        },
    ]
}

enum Collections {
    static func elements(_ input: JSON, _ done: String) throws(ExpressionError) -> [JSON] {
        guard case .array(let values) = input else {
            throw ExpressionError("\(input.described) cannot be \(done), as it is not an array")
        }
        return values
    }

    static func keys(_ input: JSON, sorted: Bool, _ machine: inout Machine) throws(ExpressionError) -> JSON {
        switch input {
        case .array(let values):
            try machine.charge(bytes: input.shallowBytes)
            return .array(values.indices.map { .integer($0) })
        case .object(let members):
            try machine.charge(bytes: members.count * Machine.elementBytes)
            if sorted { try machine.charge(work: 4 * members.count) }
            return .array(sorted ? members.sortedKeys.map { .string($0.key) } : members.keys.map { .string($0) })
        default: throw ExpressionError("\(input.described) has no keys")
        }
    }

    /// The sum of the elements. Strings and arrays are gathered, not added one by one.
    static func sum(_ input: JSON, _ machine: inout Machine) throws(ExpressionError) -> JSON {
        _ = try input.elementCount()
        let values: [JSON] =
            switch input {
            case .array(let values): values
            case .object(let members): members.values
            default: []
            }
        var sum = Measured.null
        for value in values {
            try machine.charge(steps: 1)
            if case .string(var text) = sum.json, case .string(let more) = value {
                sum = .null
                text += more
                try machine.charge(bytes: more.utf8.count)
                sum = Measured(.string(text))
            } else {
                sum = try Arithmetic.sum(sum.take(), Measured(value), &machine)
            }
        }
        return sum.json
    }

    /// The elements in the order of their keys, equals in their own order.
    static func ordered(
        _ input: JSON, by keys: JSON, _ done: String, _ machine: inout Machine
    ) throws(ExpressionError) -> [(value: JSON, key: JSON)] {
        let values = try elements(input, done)
        guard case .array(let keys) = keys, keys.count == values.count else {
            throw ExpressionError("\(input.described) cannot be \(done), as it is not an array")
        }
        return try machine.sorted(zip(values, keys).map { (value: $0, key: $1) }) { $0.key }
    }

    static func grouped(
        _ input: JSON, by keys: JSON, _ done: String, _ machine: inout Machine
    ) throws(ExpressionError) -> [[JSON]] {
        var groups: [[JSON]] = []
        var last: JSON?
        for (value, key) in try ordered(input, by: keys, done, &machine) {
            if let last, try last.equals(key, &machine) {
                groups[groups.count - 1].append(value)
            } else {
                groups.append([value])
            }
            last = key
        }
        return groups
    }

    /// The element whose key is before all others, or after; null where there is none.
    static func extreme(
        _ input: JSON, by keys: JSON, _ machine: inout Machine, _ isBetter: (Int) -> Bool
    ) throws(ExpressionError) -> JSON {
        guard case .array(let values) = input, case .array(let keys) = keys, keys.count == values.count else {
            throw ExpressionError("\(input.described) and \(keys.described) cannot be iterated over")
        }
        guard var best = values.indices.first else { return .null }
        for index in values.indices.dropFirst() {
            try machine.charge(work: 1)
            if isBetter(try keys[index].order(to: keys[best], &machine)) { best = index }
        }
        return values[best]
    }

    static func flattened(_ input: JSON, depth: Double, _ machine: inout Machine) throws(ExpressionError) -> [JSON] {
        guard case .array(let values) = input else {
            if case .object(let members) = input {
                return try flattened(.array(members.values), depth: depth, &machine)
            }
            throw input.cannotBeIterated
        }
        var flat: [JSON] = []
        try flatten(values, depth: depth, into: &flat, &machine)
        return flat
    }

    private static func flatten(
        _ values: [JSON], depth: Double, into flat: inout [JSON], _ machine: inout Machine
    ) throws(ExpressionError) {
        try machine.charge(bytes: values.count * Machine.elementBytes)
        try machine.charge(work: values.count + 1)
        for value in values {
            if case .array(let inner) = value, depth > 0 {
                try flatten(inner, depth: depth - 1, into: &flat, &machine)
            } else {
                flat.append(value)
            }
        }
    }

    /// One event for each leaf with its path, and one, the path of the last element alone, where a container ends.
    static func stream(
        _ value: JSON, _ path: [JSON], into events: inout [JSON], _ machine: inout Machine
    ) throws(ExpressionError) {
        try machine.charge(bytes: (path.count + 4) * Machine.elementBytes)
        let members: [(JSON, JSON)] =
            switch value {
            case .array(let values): values.indices.map { (.integer($0), values[$0]) }
            case .object(let members): members.map { (.string($0), $1) }
            default: []
            }
        guard let last = members.last else { return events.append([.array(path), value]) }
        for (key, value) in members { try stream(value, path + [key], into: &events, &machine) }
        events.append([.array(path + [last.0])])
    }

    /// `{"key": …, "value": …}`, and the other spellings that jq takes: `k`, `name`, `Name`, `K`, `Key`,
    /// `v`, `V`, `Value`.
    static func fromEntries(_ input: JSON, _ machine: inout Machine) throws(ExpressionError) -> JSON {
        _ = try input.elementCount()
        let entries: [JSON] =
            switch input {
            case .array(let values): values
            case .object(let members): members.values
            default: []
            }
        var result = Members()
        for entry in entries {
            switch entry {
            case .object, .null: break
            default: throw entry.cannotBeIndexed(by: .string("key"))
            }
            let key = first(of: ["key", "k", "name", "Name", "K", "Key"], in: entry)
            let name: String =
                switch key {
                case .string(let name): name
                case .bool, .integer, .number: key.text
                case .null: "null"
                case .array, .object: throw Construction.refusal(of: key)
                }
            try machine.charge(work: name.utf8.count / 4)
            result[name] = value(of: entry)
        }
        return .object(result)
    }

    /// The first that is there and neither null nor false; a false one where there is no better.
    private static func first(of names: [String], in entry: JSON) -> JSON {
        var weak = JSON.null
        for name in names {
            let value = entry[name]
            if Measured(value).isTruthy { return value }
            if case .bool = value { weak = value }
        }
        return weak
    }

    private static func value(of entry: JSON) -> JSON {
        for name in ["value", "v", "Value", "V"] {
            if let value = entry.asObject?[name] { return value }
        }
        return .null
    }
}
