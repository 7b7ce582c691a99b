import Notation

/// What names stand for while a program runs: a chain of single bindings, shared and never changed.
final class Scope {
    /// A variable's value; for a label, how many choices were open when it was set.
    let value: Measured
    /// A filter that was given as an argument, and the scope that it was written in.
    let filter: (any Filter)?
    let home: Scope?
    let parent: Scope?
    /// The longest chain from here, which is released by recursion.
    let depth: Int

    /// Only filters that are given on and on, each wrapped in the next, come near this.
    static let deepest = 1000

    init(_ value: Measured, in parent: Scope?) {
        self.value = value
        filter = nil
        home = nil
        self.parent = parent
        depth = (parent?.depth ?? 0) + 1
    }

    /// - Throws: over budget when the chain would be longer than `deepest`.
    init(_ filter: any Filter, from home: Scope?, in parent: Scope?) throws(ExpressionError) {
        let longest = max(home?.depth ?? 0, parent?.depth ?? 0)
        guard longest < Scope.deepest else {
            throw .overBudget("filters given as arguments nest deeper than \(Scope.deepest) levels")
        }
        value = .null
        self.filter = filter
        self.home = home
        self.parent = parent
        depth = longest + 1
    }
}

extension Scope? {
    /// The scope that is `hops` further out, which may be the outermost: none.
    func outward(_ hops: Int) -> Scope? {
        var scope = self
        for _ in 0..<hops { scope = scope?.parent }
        return scope
    }

    /// The binding that is `hops` further out.
    func binding(_ hops: Int) -> Scope {
        guard let binding = outward(hops) else { preconditionFailure("a name resolved beyond the outermost scope") }
        return binding
    }
}
