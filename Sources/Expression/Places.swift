import Notation

/// `.name`
final class Field: Filter {
    let key: JSON
    private let name: String
    var onceDepth: Int? { 1 }

    init(_ name: String) {
        self.name = name
        key = .string(name)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let trail = machine.trail else { return try startOnce(&machine) }
        machine.value = try machine.value.looking(up: key, on: trail, &machine)
        machine.trail = try trail.appending(key)
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        switch input.json {
        case .object(let members): input.inside(members[name] ?? .null)
        case .null: .null
        default: throw input.json.cannotBeIndexed(by: key)
        }
    }
}

extension Measured {
    /// What stands under that key, while paths are followed.
    func looking(up key: JSON, on trail: Trail, _ machine: inout Machine) throws(ExpressionError) -> Measured {
        if trail.isLost {
            throw ExpressionError(
                "Invalid path expression near attempt to access element \(key.excerpt) of \(json.excerpt)")
        }
        return found(try json.looking(up: key, &machine), by: key)
    }
}

/// `target[key]`: the key is found first, on the input, then the target; so the key is the outer loop.
final class Lookup: Filter {
    let target: any Filter
    let key: any Filter
    let onceDepth: Int?

    init(_ target: any Filter, by key: any Filter) {
        self.target = target
        self.key = key
        onceDepth = callDepth(target.onceDepth, key.onceDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if machine.trail == nil, onceDepth != nil { return try startOnce(&machine) }
        let scope = machine.scope
        try machine.push(Frame(filter: self, scope: scope, value: machine.value, trail: machine.trail))
        machine.trail = nil
        return .run(key)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard frame.part == 0 else {
            let key = frame.value.json
            if let trail = machine.trail {
                machine.value = try machine.value.looking(up: key, on: trail, &machine)
                machine.trail = try trail.appending(key)
            } else {
                machine.value = machine.value.found(
                    try machine.value.json.looking(up: key, &machine), by: key)
            }
            return .deliver
        }
        machine.scope = frame.scope
        try machine.push(Frame(filter: self, part: 1, scope: frame.scope, value: machine.value))
        machine.value = frame.value
        machine.trail = frame.trail
        return .run(target)
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let key = try key.once(copy input, scope, &machine), let target = try target.once(input, scope, &machine)
        else { return nil }
        return target.found(try target.json.looking(up: key.json, &machine), by: key.json)
    }
}

/// `.[]`
final class Iteration: Filter {
    var onceDepth: Int? { nil }
    var eachDepth: Int? { 1 }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if machine.trail?.isLost == true {
            throw ExpressionError(
                "Invalid path expression near attempt to iterate through \(machine.value.json.excerpt)")
        }
        let count = try machine.value.json.elementCount()
        guard count > 0 else { return .backtrack }
        return try take(0, of: count, from: machine.value, machine.trail, &machine)
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        try take(choice.part, of: try choice.value.json.elementCount(), from: choice.value, choice.trail, &machine)
    }

    private func take(
        _ index: Int, of count: Int, from value: Measured, _ trail: Trail?, _ machine: inout Machine
    ) throws(ExpressionError) -> Move {
        if index < count - 1 {
            try machine.push(Choice(filter: self, part: index + 1, scope: nil, value: value, trail: trail))
        }
        switch value.json {
        case .array(let elements):
            machine.value = value.inside(elements[index])
            machine.trail = try trail?.appending(.integer(index))
        case .object(let members):
            machine.value = value.inside(members.values[index])
            machine.trail = try trail?.appending(.string(members.keys[index]))
        default: break
        }
        return .deliver
    }

    func each(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine,
        _ body: (consuming Measured, inout Machine) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> Bool {
        let value = input
        let elements: [JSON]
        switch value.json {
        case .array(let values): elements = values
        case .object(let members): elements = members.values
        default: throw value.json.cannotBeIterated
        }
        for element in elements {
            try machine.charge(steps: 1)
            guard try body(value.inside(element), &machine) else { return false }
        }
        return true
    }
}

/// `target[from:to]`: the start is the outer loop, then the end, then the target.
final class SliceLookup: Filter {
    let target: any Filter
    let bounds: [any Filter]
    let onceDepth: Int?

    /// A bound that is left out is `null`.
    init(_ target: any Filter, from start: any Filter, to end: any Filter) {
        self.target = target
        bounds = [start, end]
        onceDepth = callDepth(target.onceDepth, start.onceDepth, end.onceDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if machine.trail == nil, onceDepth != nil { return try startOnce(&machine) }
        let scope = machine.scope
        let cell = Cell(machine.value, trail: machine.trail)
        try machine.push(Frame(filter: self, scope: scope, cell: cell))
        machine.trail = nil
        return .run(bounds[0])
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = frame.cell else { return .backtrack }
        machine.scope = frame.scope
        switch frame.part {
        case 0:
            let start = machine.value
            try machine.push(Frame(filter: self, part: 1, scope: frame.scope, value: start, cell: cell))
            machine.value = cell.value
            return .run(bounds[1])
        case 1:
            let key = SliceLookup.key(from: frame.value.json, to: machine.value.json)
            try machine.push(Frame(filter: self, part: 2, scope: frame.scope, value: Measured(key), cell: cell))
            machine.value = cell.value
            machine.trail = cell.trail
            return .run(target)
        default:
            if let trail = machine.trail {
                machine.value = try machine.value.looking(up: frame.value.json, on: trail, &machine)
                machine.trail = try trail.appending(frame.value.json)
            } else {
                machine.value.json = try machine.value.json.looking(up: frame.value.json, &machine)
            }
            return .deliver
        }
    }

    static func key(from start: JSON, to end: JSON) -> JSON { ["start": start, "end": end] }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let start = try bounds[0].once(copy input, scope, &machine),
            let end = try bounds[1].once(copy input, scope, &machine),
            var target = try target.once(input, scope, &machine)
        else { return nil }
        target.json = try target.json.slice(from: start.json, to: end.json, &machine)
        return target
    }
}
