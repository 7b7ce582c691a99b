import Notation

/// `path(a)`: where in the input the results of `a` stand.
final class PathsOf: Filter {
    let body: any Filter
    var onceDepth: Int? { nil }

    init(_ body: any Filter) { self.body = body }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        try machine.push(Frame(filter: self, scope: nil, trail: machine.trail))
        machine.trail = Trail.start()
        return .run(body)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        let path = try machine.path()
        try machine.charge(bytes: (path.count + 1) * Machine.elementBytes)
        machine.value = Measured(.array(path), growth: 1)
        machine.loseTrail(of: frame.trail)
        return .deliver
    }
}

extension Machine {
    /// The path of the present value.
    ///
    /// - Throws: where it was computed, not found.
    func path() throws(ExpressionError) -> [JSON] {
        guard let trail, !trail.isLost else {
            throw ExpressionError("Invalid path expression with result \(value.json.excerpt)")
        }
        return trail.path
    }
}

/// `getpath(a)`
final class PathLookup: Filter {
    let path: any Filter
    let onceDepth: Int?

    init(_ path: any Filter) {
        self.path = path
        onceDepth = callDepth(path.onceDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if machine.trail == nil, onceDepth != nil { return try startOnce(&machine) }
        try machine.push(Frame(filter: self, scope: nil, value: machine.value, trail: machine.trail))
        machine.trail = nil
        return .run(path)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        let keys = try PathLookup.keys(machine.value.json)
        if var trail = frame.trail {
            if trail.isLost, let first = keys.first { _ = try frame.value.looking(up: first, on: trail, &machine) }
            for key in keys { trail = try trail.appending(key) }
            machine.trail = trail
        }
        machine.value = Measured(try frame.value.json.value(at: keys, &machine), growth: frame.value.growth)
        return .deliver
    }

    static func keys(_ json: JSON) throws(ExpressionError) -> [JSON] {
        guard case .array(let keys) = json else { throw ExpressionError("Path must be specified as an array") }
        return keys
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let path = try path.once(copy input, scope, &machine) else { return nil }
        return Measured(try input.json.value(at: try PathLookup.keys(path.json), &machine), growth: input.growth)
    }
}

extension Machine {
    /// Changes what stands at `path` inside `root`, charging for what is new.
    mutating func change(
        _ root: inout Measured, at path: [JSON], growing growth: Int32,
        _ change: JSON.Change
    ) throws(ExpressionError) {
        guard path.count <= JSON.longestPath else {
            throw .overBudget("a path is longer than \(JSON.longestPath) keys")
        }
        try charge(bytes: (path.count + 1) * Machine.memberBytes)
        var json = root.take().json
        let before = root.growth
        try json.change(at: path[...], &self, change)
        root = try wrapped(json, growth: max(before, growth + Int32(path.count)))
    }
}

/// `paths = value`, where the value is bound just outside.
final class Placement: Filter {
    let places: any Filter
    let value: any Filter
    let onceDepth: Int?
    private let keys: PlainPath?

    init(_ places: any Filter, to value: any Filter) {
        self.places = places
        self.value = value
        keys = PlainPath(of: places)
        onceDepth = callDepth(keys?.onceDepth, value.onceDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let scope = machine.scope
        if onceDepth != nil { return try startOnce(&machine) }
        guard let new = try value.once(machine.value, scope, &machine) else { return .backtrack }
        let cell = Cell(machine.value)
        try machine.push(Choice(filter: self, scope: nil, trail: machine.trail, cell: cell))
        try machine.push(Frame(filter: self, scope: nil, value: new, cell: cell))
        machine.trail = Trail.start()
        return .run(places)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = frame.cell else { return .backtrack }
        let path = try machine.path()
        let value = frame.value
        try machine.change(&cell.value, at: path, growing: value.growth) { old, _ in old = value.json }
        return .backtrack
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        machine.value = choice.cell?.value ?? .null
        machine.loseTrail(of: choice.trail)
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let new = try value.once(copy input, scope, &machine),
            let path = try keys?.path(copy input, scope, &machine)
        else { return nil }
        var root = input
        try machine.change(&root, at: path, growing: new.growth) { old, _ in old = new.json }
        return root
    }
}

/// The way of `.a[b].c` or `getpath(…)`, where that is all it is and every key is found directly on the input.
private struct PlainPath {
    private enum Part: Sendable {
        case key(any Filter)
        case path(any Filter)
    }
    private let parts: [Part]

    init?(of filter: any Filter) {
        var parts: [Part] = []
        for piece in (filter as? Pipeline)?.filters ?? [filter] {
            switch piece {
            case is Identity: break
            case let field as Field: parts.append(.key(Literal(field.key)))
            // Only at the start is the input of the key the input of the whole.
            case let lookup as Lookup where lookup.target is Identity && parts.isEmpty: parts.append(.key(lookup.key))
            case let lookup as PathLookup where parts.isEmpty: parts.append(.path(lookup.path))
            default: return nil
            }
        }
        self.parts = parts
    }

    var onceDepth: Int? {
        callDepth(
            parts.map {
                switch $0 {
                case .key(let filter), .path(let filter): filter.onceDepth
                }
            })
    }

    func path(_ input: Measured, _ scope: Scope?, _ machine: inout Machine) throws(ExpressionError) -> [JSON]? {
        var keys: [JSON] = []
        for part in parts {
            switch part {
            case .key(let filter):
                guard let key = try filter.once(input, scope, &machine) else { return nil }
                keys.append(key.json)
            case .path(let filter):
                guard let path = try filter.once(input, scope, &machine) else { return nil }
                keys += try PathLookup.keys(path.json)
            }
        }
        return keys
    }
}

/// `paths |= update`: the first result of the update takes the old value's place; where there is none, the place is
/// removed, after all others are updated.
final class Update: Filter {
    let places: any Filter
    let update: any Filter
    let onceDepth: Int?
    private let keys: PlainPath?

    init(_ places: any Filter, by update: any Filter) {
        self.places = places
        self.update = update
        keys = PlainPath(of: places)
        onceDepth = callDepth(keys?.onceDepth, update.onceDepth)
    }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        if onceDepth != nil { return try startOnce(&machine) }
        let cell = Cell(machine.value)
        try machine.push(Choice(filter: self, scope: nil, trail: machine.trail, cell: cell))
        try machine.push(Frame(filter: self, scope: machine.scope, cell: cell))
        machine.trail = Trail.start()
        return .run(places)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = frame.cell else { return .backtrack }
        if frame.part == 1, case .array(let path) = frame.value.json {
            machine.cut(to: frame.mark)
            let new = machine.value.take()
            try machine.change(&cell.value, at: path, growing: new.growth) { old, _ in old = new.json }
            return .backtrack
        }
        let path = try machine.path()
        let scope = frame.scope
        if update.onceDepth != nil {
            let old = Measured(try cell.value.json.value(at: path, &machine), growth: cell.value.growth)
            guard let new = try update.once(old, scope, &machine) else {
                try machine.charge(bytes: (path.count + 1) * Machine.elementBytes)
                cell.items.append(.array(path))
                return .backtrack
            }
            try machine.change(&cell.value, at: path, growing: new.growth) { old, _ in old = new.json }
            return .backtrack
        }
        let mark = machine.choices.count
        machine.value = Measured(.array(path))
        try machine.push(Choice(filter: self, part: 1, scope: nil, value: machine.value, cell: cell))
        try machine.push(Frame(filter: self, part: 1, scope: nil, value: machine.value, cell: cell, mark: mark))
        machine.value = Measured(try cell.value.json.value(at: path, &machine), growth: cell.value.growth)
        machine.trail = nil
        machine.scope = scope
        return .run(update)
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = choice.cell else { return .backtrack }
        if choice.part == 1 {
            try machine.charge(bytes: choice.value.json.shallowBytes)
            cell.items.append(choice.value.json)
            return .backtrack
        }
        var root = cell.value.take()
        try root.json.remove(cell.items, &machine)
        machine.value = root
        machine.loseTrail(of: choice.trail)
        return .deliver
    }

    func once(
        _ input: consuming Measured, _ scope: Scope?, _ machine: inout Machine
    ) throws(ExpressionError) -> Measured? {
        guard let path = try keys?.path(copy input, scope, &machine) else { return nil }
        var root = input
        let wasNull = root.json.isNull
        // The old value is taken out first: what nobody else holds is changed in place.
        var old = Measured(.null, growth: root.growth)
        try machine.change(&root, at: path, growing: 0) { place, _ in swap(&old.json, &place) }
        if var new = try update.once(old.take(), scope, &machine) {
            try machine.change(&root, at: path, growing: new.growth) { place, _ in swap(&new.json, &place) }
        } else if wasNull {
            return .null
        } else {
            try root.json.remove([.array(path)], &machine)
        }
        return root
    }
}

/// `del(a)`
final class Deletion: Filter {
    let places: any Filter
    var onceDepth: Int? { nil }

    init(_ places: any Filter) { self.places = places }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        let cell = Cell(machine.value)
        try machine.push(Choice(filter: self, scope: nil, trail: machine.trail, cell: cell))
        try machine.push(Frame(filter: self, scope: nil, cell: cell))
        machine.trail = Trail.start()
        return .run(places)
    }

    func resume(_ frame: Frame, _ machine: inout Machine) throws(ExpressionError) -> Move {
        let path = try machine.path()
        try machine.charge(bytes: (path.count + 1) * Machine.elementBytes)
        frame.cell?.items.append(.array(path))
        return .backtrack
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        guard let cell = choice.cell else { return .backtrack }
        var root = cell.value.take()
        try root.json.remove(cell.items, &machine)
        machine.value = root
        machine.loseTrail(of: choice.trail)
        return .deliver
    }
}
