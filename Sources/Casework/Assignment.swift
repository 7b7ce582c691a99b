package import Almanac
package import Definition

/// One unit's one duty for one period.
///
/// "trước ngày 25" leaves the 25th out; "chậm nhất 15/4" keeps the 15th in (plan An Giang 2021, IV.6; Tân Biên 2022).
package struct Assignment: Equatable, Sendable, Codable {
    package enum Stage: Equatable, Sendable, Codable {
        /// Nothing, or not everything, has come.
        case open
        /// Complete, and waiting for a person.
        case submitted
        case accepted
        /// Owed no longer: issued after its own date, exempt.
        case waived(reason: String)
        /// Its unit has ended, and another has gone on with it.
        case handedOver(to: UnitCode)
        /// Its unit has ended, and nobody has said who goes on: nobody is written to until then.
        case held(since: Day)
        /// Its unit has ended and nothing follows.
        case cancelled(reason: String)
    }

    package let unit: UnitCode
    /// As the unit was called when the duty opened: history keeps its names.
    package let unitName: String
    package let obligation: String
    package let period: String
    package let needs: [ItemRule]
    /// The deadline in force.
    package internal(set) var deadline: Deadline {
        didSet { if deadline.lastDay != oldValue.lastDay { moves = (moves ?? 0) + 1 } }
    }
    /// How often its last day was moved, by whatever cause; nil: never.
    private(set) var moves: Int?
    /// As the plan has it: kept for the facts at the year's end when an extension was granted.
    package let original: Deadline
    package internal(set) var stage: Stage
    package internal(set) var pieces: [Piece] = []
    /// When what is owed had wholly come.
    package internal(set) var completedAt: Instant?
    /// `không phát sinh`: answered, with nothing to send.
    package internal(set) var isNil = false
    /// Number and day of the document that came, where they were told.
    package internal(set) var document: DocumentMark?
    /// How far the ladder has been climbed: the nominal instant of the last step that was handled.
    package internal(set) var climbedTo: Instant
    /// That step; nil: none since the deadline in force was set.
    var taken: LadderStep?
    package internal(set) var returned: [Returned] = []
    /// What units that this one follows had sent for it: counted towards its one quota, under their own names.
    package internal(set) var contributions: [Contribution]?
    /// It was accepted before its unit ended: what came is counted for the unit that goes on; nil: for its own.
    package internal(set) var countedFor: UnitCode?
    /// Whether the unit is ordered or asked; nil: ordered.
    package internal(set) var force: ObligationRule.Force?
    /// More time that was granted; nil: none.
    package internal(set) var extensions: [Extension]?
    /// A ladder of its own, where a person has changed that of some units; nil: that of the period's rule.
    var ownLadder: OwnLadder?
    /// Who has been put forward, each once; nil: nobody has been declared.
    package internal(set) var nominations: [Nomination]?
    /// When it had wholly come for the first time, whatever was returned since.
    package internal(set) var firstCompletedAt: Instant?

    /// One file that came for it.
    package struct Piece: Equatable, Sendable, Codable {
        package let name: String
        package let sha256: String
        package let size: Int
        /// The kind of item that it counts as.
        package let kind: String
        package let receivedAt: Instant
        /// A newer version of the same name has come.
        package internal(set) var isSuperseded = false
        /// It was sent back as it is.
        package internal(set) var isReturned: Bool?
        /// It has come again as it was sent back, and counts as soon as anything has come that is new.
        package internal(set) var awaitsChange: Bool?
        /// It tells of exemplars that are declared and counted by themselves, and so is not counted.
        package internal(set) var isDeclared: Bool?
        /// Who sent it for the unit ("nộp thay").
        package internal(set) var sender: UnitCode?
        /// The report of which it is a section.
        package internal(set) var host: HostReport?
    }

    /// More time, as it was granted.
    package struct Extension: Equatable, Sendable, Codable {
        /// The last day that was in force before.
        package let from: Day
        package let until: Day
        package let at: Instant
        /// The deadline had passed ("gia hạn sau hạn").
        package let isAfterwards: Bool
    }

    /// One exemplar, and as which kind of item it counts.
    package struct Nomination: Equatable, Sendable, Codable {
        package let exemplar: Exemplar
        package let kind: String
        package let receivedAt: Instant
    }

    package struct Returned: Equatable, Sendable, Codable {
        package let reason: String
        package let at: Instant
    }

    init(
        unit: UnitCode, unitName: String, obligation: String, period: String, needs: [ItemRule], deadline: Deadline,
        stage: Stage,
        openedAt: Instant, original: Deadline? = nil
    ) {
        self.unit = unit
        self.unitName = unitName
        self.obligation = obligation
        self.period = period
        self.needs = needs
        self.deadline = deadline
        self.original = original ?? deadline
        self.stage = stage
        climbedTo = openedAt
    }

    package var key: String { Assignment.key(unit, obligation, period) }
    package var collection: String { Collection.key(obligation, period) }
    /// What people quote: `articles/2021-03/bao-an-giang`.
    package var code: String { "\(obligation)/\(period)/\(unit)" }

    static func key(_ unit: UnitCode, _ obligation: String, _ period: String) -> String {
        "\(unit)/\(obligation)/\(period)"
    }

    package var isSettled: Bool {
        switch stage {
        case .open, .submitted, .held: false
        case .accepted, .waived, .handedOver, .cancelled: true
        }
    }

    /// Why it is owed no longer.
    package var reason: String? {
        switch stage {
        case .waived(let reason), .cancelled(let reason): reason
        case .open, .submitted, .accepted, .handedOver, .held: nil
        }
    }

    /// Somebody waits for the unit: nothing has come, not enough, or it was returned.
    package var isOwing: Bool { stage == .open }

    /// Something has come, but not all.
    package var isPartial: Bool { stage == .open && hasContent }

    /// What is asked for, and what is left to the unit ("tùy tình hình"), is never overdue.
    package func isOverdue(at now: Instant) -> Bool { stage == .open && isBinding && now >= deadline.dueBefore }

    /// Something is there to be accepted or returned.
    package var holdsSomething: Bool { isNil || hasContent }

    /// Complete, but after the deadline in force.
    package var cameLate: Bool { isBinding && (completedAt.map { $0 >= deadline.dueBefore } ?? false) }

    /// What is still lacking, by kind. A unit that has nothing to report, or may choose, lacks nothing.
    package var shortage: [(kind: String, count: Int)] {
        isNil
            ? []
            : needs.compactMap { need in
                let lacking = need.isOptional ? 0 : need.min - received(need)
                return lacking > 0 ? (need.kind, lacking) : nil
            }
    }

    package var isComplete: Bool { shortage.isEmpty && holdsSomething }
}
