import Notation

/// What a name means at one place of the text; inner meanings hide outer ones.
///
/// `level` counts the runtime bindings around a place: the distance of two levels is how far out a binding is found.
final class Names {
    enum Meaning {
        case variable
        /// A value that a function is given: both `$x` and `x`.
        case parameter
        case label
        case filter
        case function(Function)
        /// A filter that stands in place of the parameter's name, with the names of where it was written.
        case replacement(Syntax, Names?)
    }
    let name: String
    let meaning: Meaning
    /// How many bindings there are outside this one; for functions, around the definition.
    let level: Int
    let outer: Names?

    init(_ name: String, _ meaning: Meaning, level: Int, in outer: Names?) {
        self.name = name
        self.meaning = meaning
        self.level = level
        self.outer = outer
    }
}

/// A function while its program is being read.
final class Function {
    let definition: Syntax.Definition
    let index: Int
    /// Nil while the body is being read: a call then is a recursion.
    var body: (any Filter)?

    init(_ definition: Syntax.Definition, index: Int) {
        self.definition = definition
        self.index = index
    }
}

extension Names? {
    private func first(_ isMeant: (Names) -> Bool) -> Names? {
        var names = self
        while let here = names {
            if isMeant(here) { return here }
            names = here.outer
        }
        return nil
    }

    func variable(_ name: String) -> Names? {
        first {
            switch $0.meaning {
            case .variable, .parameter: $0.name == name
            default: false
            }
        }
    }

    func label(_ name: String) -> Names? {
        first { if case .label = $0.meaning { $0.name == name } else { false } }
    }

    func function(_ name: String, _ count: Int) -> Names? {
        first {
            guard $0.name == name else { return false }
            return switch $0.meaning {
            case .variable, .label: false
            case .parameter, .filter, .replacement: count == 0
            case .function(let function): function.definition.parameters.count == count
            }
        }
    }
}
