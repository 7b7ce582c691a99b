import Notation

/// `..`: the value and everything inside it, each before what is inside it.
final class Descent: Filter {
    var onceDepth: Int? { nil }

    func start(_ machine: inout Machine) throws(ExpressionError) -> Move {
        guard machine.value.json.isContainer else { return .deliver }
        if machine.trail?.isLost == true {
            throw ExpressionError(
                "Invalid path expression near attempt to iterate through \(machine.value.json.excerpt)")
        }
        try machine.push(Choice(filter: self, scope: nil, value: machine.value, trail: machine.trail))
        return .deliver
    }

    func retry(_ choice: Choice, _ machine: inout Machine) throws(ExpressionError) -> Move {
        let index = choice.part
        let value = choice.value
        let count = try value.json.elementCount()
        guard index < count else { return .backtrack }
        if index < count - 1 {
            var next = choice
            next.part = index + 1
            try machine.push(next)
        }
        switch value.json {
        case .array(let elements):
            machine.value = value.inside(elements[index])
            machine.trail = try choice.trail?.appending(.integer(index))
        case .object(let members):
            machine.value = value.inside(members.values[index])
            machine.trail = try choice.trail?.appending(.string(members.keys[index]))
        default: break
        }
        return .run(self)
    }
}
