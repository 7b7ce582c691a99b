import Notation

/// `[a]`
final class Gathering: Filter {
    let body: any Filter
    let onceDepth: Int?

    init(_ body: any Filter) {
        self.body = body
        onceDepth = callDepth(body.eachDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if onceDepth != nil { return try startOnce(&machine) }
        let cell = Cell()
        try machine.push(Choice(filter: self, scope: nil, trail: machine.trail, cell: cell))
        try machine.push(Frame(filter: self, scope: nil, cell: cell))
        machine.trail = nil
        return .run(body)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = frame.cell else { return .backtrack }
        try machine.charge(bytes: Machine.elementBytes)
        cell.growth = max(cell.growth, machine.value.growth)
        cell.items.append(machine.value.take().json)
        return .backtrack
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.value = try machine.array(choice.cell?.items ?? [], growth: choice.cell?.growth ?? 0)
        machine.loseTrail(of: choice.trail)
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        var items: [JSON] = []
        var growth: Int32 = 0
        _ = try body.each(input, scope, &machine) {
            (item: consuming Measured, machine: inout Machine) throws(ExpressionError) -> Bool in
            try machine.charge(bytes: Machine.elementBytes)
            growth = max(growth, item.growth)
            items.append(item.json)
            return true
        }
        return try machine.array(items, growth: growth)
    }
}

/// `{a: b, …}`: the first member is the outer loop.
final class Construction: Filter {
    let keys: [any Filter]
    let values: [any Filter]
    let onceDepth: Int?

    init(keys: [any Filter], values: [any Filter]) {
        self.keys = keys
        self.values = values
        onceDepth = callDepth(keys.map(\.onceDepth) + values.map(\.onceDepth))
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if onceDepth != nil { return try startOnce(&machine) }
        let cell = Cell(machine.value, trail: machine.trail)
        machine.trail = nil
        try machine.push(Frame(filter: self, scope: machine.scope, value: Measured(.object(Members())), cell: cell))
        return .run(keys[0])
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = frame.cell else { return .backtrack }
        let member = frame.part / 2
        var next = Frame(filter: self, part: frame.part + 1, scope: frame.scope, value: frame.value, cell: cell)
        let filter: any Filter
        if frame.part % 2 == 0 {
            // The key waits beside the object in a value of two.
            let key = machine.value.json
            guard case .string = key else { throw Construction.refusal(of: key) }
            next.value.json = .array([frame.value.json, key])
            filter = values[member]
        } else {
            next.value = try added(machine.value, to: frame.value, &machine)
            guard member + 1 < keys.count else {
                machine.value = next.value
                machine.loseTrail(of: cell.trail)
                return .deliver
            }
            filter = keys[member + 1]
        }
        machine.value = cell.value
        machine.scope = frame.scope
        try machine.push(next)
        return .run(filter)
    }

    private func added(
        _ value: Measured, to pair: Measured, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured {
        guard case .object(var members) = pair.json[0], case .string(let key) = pair.json[1] else { return pair }
        try machine.charge(bytes: (members.count + 1) * Machine.memberBytes)
        try machine.charge(work: key.utf8.count / 4)
        members[key] = value.json
        return try machine.wrapped(.object(members), growth: max(pair.growth, value.growth + 1))
    }

    static func refusal(of key: JSON) -> ExpressionError {
        ExpressionError("Cannot use \(key.described) as object key")
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        var members = Members()
        var growth: Int32 = 0
        for (key, value) in zip(keys, values) {
            guard let name = try key.once(copy input, scope, &machine) else { return nil }
            guard case .string(let name) = name.json else { throw Construction.refusal(of: name.json) }
            guard let value = try value.once(copy input, scope, &machine) else { return nil }
            growth = max(growth, value.growth)
            try machine.charge(work: name.utf8.count / 4)
            members[name] = value.json
        }
        try machine.charge(bytes: keys.count * Machine.memberBytes)
        return try machine.wrapped(.object(members), growth: growth + 1)
    }
}

/// `"a\(b)c"`, each value written by the format before the string; the last value is the outer loop.
final class Interpolation: Filter {
    enum Piece: Sendable {
        case text(String)
        case value(any Filter)
    }
    let pieces: [Piece]
    let format: Format
    let onceDepth: Int?

    init(_ pieces: [Piece], format: Format) {
        self.pieces = pieces
        self.format = format
        var depths: [Int?] = []
        for case .value(let filter) in pieces { depths.append(filter.onceDepth) }
        onceDepth = callDepth(depths)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if onceDepth != nil { return try startOnce(&machine) }
        let cell = Cell(machine.value, trail: machine.trail)
        machine.trail = nil
        return try advance(from: pieces.count, with: "", cell, &machine)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = frame.cell, case .string(let behind) = frame.value.json else { return .backtrack }
        let text = try format.written(machine.value.json, &machine) + behind
        try machine.charge(bytes: text.utf8.count)
        machine.scope = frame.scope
        return try advance(from: frame.part, with: text, cell, &machine)
    }

    /// Goes on to the piece before `index`; what stands behind it is known.
    private func advance(
        from index: Int, with text: String, _ cell: Cell, _ machine: inout Machine
    ) throws(ExpressionError) -> Move {
        var text = text
        for place in (0..<index).reversed() {
            switch pieces[place] {
            case .text(let piece): text = piece + text
            case .value(let filter):
                machine.value = cell.value
                try machine.push(
                    Frame(filter: self, part: place, scope: machine.scope, value: Measured(.string(text)), cell: cell))
                return .run(filter)
            }
        }
        machine.value = Measured(.string(text))
        machine.loseTrail(of: cell.trail)
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let piece): text += piece
            case .value(let filter):
                guard let value = try filter.once(copy input, scope, &machine) else { return nil }
                text += try format.written(value.json, &machine)
                if text.utf8.count > machine.bytes { throw Machine.tooMuchData }
            }
        }
        try machine.charge(bytes: text.utf8.count)
        return Measured(.string(text))
    }
}
