import Testing

/// One acceptance case: its number, what is promised in one sentence, and what shows that it is kept.
struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let promise: String
    let proof: Proof
    /// What the case demands beyond what is shown, and the issue that will bring it.
    let rest: Rest?

    enum Proof: Sendable {
        case run(@Sendable () throws -> Void)
        /// One sentence that says why.
        case notYet(Rest)
    }

    struct Rest: Sendable {
        let reason: String
        let issue: Int
    }

    init(_ id: String, _ promise: String, without rest: Rest? = nil, _ proof: @escaping @Sendable () throws -> Void) {
        (self.id, self.promise, self.rest, self.proof) = (id, promise, rest, .run(proof))
    }

    private init(_ id: String, _ promise: String, notYet rest: Rest) {
        (self.id, self.promise, self.rest, self.proof) = (id, promise, rest, .notYet(rest))
    }

    static func notYet(_ id: String, _ promise: String, because reason: String, issue: Int) -> Case {
        Case(id, promise, notYet: Rest(reason: reason, issue: issue))
    }

    var testDescription: String { "\(id) \(promise)" }

    static let all: [Case] =
        groupA + groupB + groupC + groupD + groupE + groupF + groupG + groupH + groupI + groupJ + groupK + groupL
}
