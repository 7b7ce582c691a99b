import Almanac
import Definition
import Engine
import Notation

/// What one call of `review` waits for.
struct ReviewRound: Codable {
    let key: String
    let collection: String
    /// Whose submission alone is meant; nil: all that had come.
    let unit: UnitCode?
    let title: String
    let reviewers: [RungTarget]
    /// Working days after asking at which is asked again.
    let remind: [Int]
    let askedAt: Instant
    var waiting: [Caller]
    /// How many are not decided.
    var open: Int
}

/// What is decided about one unit's submission, each a record of its own: a round may be of ten thousand.
struct Verdict: Codable {
    let round: String
    /// Its key.
    let assignment: String
    let unit: UnitCode
    let unitName: String
    var outcome: Outcome?
    var decidedAt: Instant?

    init(round: String, of assignment: Assignment) {
        self.round = round
        self.assignment = assignment.key
        unit = assignment.unit
        unitName = assignment.unitName
    }

    var key: String { Verdict.key(assignment, round) }

    static func key(_ assignment: String, _ round: String) -> String { prefix(of: assignment) + round }

    /// No code and no period has this sign: what begins with it is of that assignment.
    static func prefix(of assignment: String) -> String { "\(assignment)#" }

    enum Outcome: Codable, Equatable {
        case accepted
        case returned(reason: String)
        case waived(reason: String)
        case handedOver(to: UnitCode)
        case cancelled(reason: String)

        /// Nil while nobody has decided.
        init?(of assignment: Assignment) {
            switch assignment.stage {
            case .accepted: self = .accepted
            case .waived(let reason): self = .waived(reason: reason)
            case .handedOver(let heir): self = .handedOver(to: heir)
            case .cancelled(let reason): self = .cancelled(reason: reason)
            case .held: return nil
            case .open, .submitted:
                guard !assignment.holdsSomething else { return nil }
                self = .returned(reason: assignment.returned.last?.reason ?? "")
            }
        }

        var word: String {
            switch self {
            case .accepted: "accepted"
            case .returned: "returned"
            case .waived: "waived"
            case .handedOver: "handedOver"
            case .cancelled: "cancelled"
            }
        }

        var reason: String? {
            switch self {
            case .accepted: nil
            case .returned(let reason), .waived(let reason), .cancelled(let reason): reason
            case .handedOver(let heir): heir.text
            }
        }
    }
}

extension Assignment {
    /// Something has come that nobody has accepted or returned.
    var awaitsDecision: Bool { (stage == .open || stage == .submitted) && holdsSomething }
}

extension Sitting {
    func save(_ round: ReviewRound) throws {
        try save(round, "review", round.key, parent: round.collection, isSettled: round.open == 0)
    }

    func save(_ verdict: Verdict) throws {
        try save(verdict, "verdict", verdict.key, parent: verdict.round, isSettled: verdict.outcome != nil)
    }

    func verdicts(of round: ReviewRound, openOnly: Bool = false) throws -> [Verdict] {
        try all(Verdict.self, "verdict", parent: round.key, openOnly: openOnly)
    }
}
