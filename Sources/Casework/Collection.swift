import Almanac
import Definition
import Engine
import Notation

/// One obligation for one period: what all its assignments share. Running periods keep the rule they began with.
struct Collection: Codable {
    var rule: ObligationRule
    let period: String
    var deadline: Deadline {
        didSet { if deadline.lastDay != oldValue.lastDay { moves = (moves ?? 0) + 1 } }
    }
    /// How often its last day was moved; nil: never.
    private(set) var moves: Int?
    /// Who is to be answered once all is settled, or the deadline has passed.
    var waiting: [Caller]
    var total: Int
    /// How many are not settled.
    var unsettled: Int
    var isAnswered: Bool
    /// No workflow asked for it: "collect, then roll up" follows by itself.
    let isPlain: Bool
    /// Nobody has to send anything: who waits for it waits for the deadline.
    var isOptional: Bool?
    /// The roll-up that was made of it, for supplements.
    var rollup: RollupOrder?
    var rollupVersion = 0
    /// Its collector has ended, and nobody has named another: what comes is parked, nobody is reminded.
    var awaitsCollector: Bool?
    /// When a person changed its deadline or its ladder: a new holiday table leaves its deadline alone.
    var amendedAt: Instant?
    /// The plan under which it was opened; nil in stores that are older than this member.
    var plan: String?
    /// The plan that has taken its plan's place: nothing of it is owed any more.
    var supersededBy: String?

    static func key(_ obligation: String, _ period: String) -> String { "\(obligation)/\(period)" }
    var key: String { Collection.key(rule.code, period) }
}

extension Sitting {
    func collection(_ key: String) throws -> Collection? { try load(Collection.self, "collection", key) }

    func save(_ collection: Collection) throws {
        try save(
            collection, "collection", collection.key, parent: collection.rule.code, isSettled: collection.unsettled == 0
        )
    }

    func assignment(_ key: String) throws -> Assignment? { try load(Assignment.self, "assignment", key) }

    func save(_ assignment: Assignment) throws {
        try save(
            assignment, "assignment", assignment.key, parent: assignment.collection, isSettled: assignment.isSettled)
    }

    func assignments(of collection: String) throws -> [Assignment] {
        try all(Assignment.self, "assignment", parent: collection)
    }
}

extension Collection {
    /// A workflow waits for all of it, and all of it is there.
    var isReadyToAnswer: Bool {
        unsettled == 0 && rule.until == .settled && !isPlain && isOptional != true && awaitsCollector != true
    }

    /// What `collect` answers.
    func summary(_ assignments: [Assignment]) -> JSON {
        func units(_ matching: (Assignment) -> Bool) -> JSON {
            .array(assignments.filter(matching).map { .string($0.unit.text) })
        }
        return [
            "collection": .string(key), "obligation": .string(rule.code), "period": .string(period),
            "lastDay": .string(deadline.lastDay.iso), "total": .integer(total),
            "accepted": units { $0.stage == .accepted }, "late": units { $0.stage == .accepted && $0.cameLate },
            "missing": units { $0.stage == .open && !$0.isOptional }, "underReview": units { $0.stage == .submitted },
            "waived": units { if case .waived = $0.stage { true } else { false } },
            "held": units { if case .held = $0.stage { true } else { false } },
            "handedOver": units { if case .handedOver = $0.stage { true } else { false } },
        ]
    }
}
