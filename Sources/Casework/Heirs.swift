import Storage
package import Almanac
package import Definition
import Directory
import Engine
import Notation

/// Who goes on for a unit: what the directory says of it, and what persons have decided where the directory is silent.
struct Heirs {
    let office: Office

    enum Standing: Equatable {
        /// It holds itself, or this unit goes on for it.
        case holds(UnitCode)
        /// Nobody has said who goes on.
        case held(since: Day)
        case gone(reason: String)
    }

    /// Who takes over, as a person has said; without a unit, nobody does.
    struct Decision: Codable {
        let to: UnitCode?
        let reason: String?
        let by: String?
    }

    /// Follows every step: a successor may have been merged since.
    func standing(of code: UnitCode, in sitting: Sitting) throws -> Standing {
        let day = office.zone.day(of: sitting.now)
        var unit = code
        for _ in 0..<UnitTree.deepest {
            let inheritance = office.tree.inheritance(of: unit, on: day)
            guard inheritance != .own else { return .holds(unit) }
            if let decision = try sitting.load(Decision.self, "decision", unit.text) {
                guard let next = decision.to else { return .gone(reason: decision.reason ?? "") }
                unit = next
                continue
            }
            switch inheritance {
            case .own: return .holds(unit)
            case .passed(let next, _): unit = next
            case .undecided(_, let day), .unrecorded(let day): return .held(since: day)
            case .dissolved(let day):
                return .gone(reason: "\(office.unitName(unit, on: day)) giải thể từ \(day.vietnamese)")
            }
        }
        return .held(since: day)
    }

    /// The rule with the collector of this day; true where there is none, and a person must name one.
    func collecting(_ rule: ObligationRule, in sitting: Sitting) throws -> (ObligationRule, Bool) {
        guard case .holds(let collector) = try standing(of: rule.to, in: sitting) else { return (rule, true) }
        var rule = rule
        rule.to = collector
        return (rule, false)
    }

    /// A workflow keeps the unit that it began with: where that one has ended, the units below the one that goes on for it
    /// are meant.
    func following(_ selector: Selector, in sitting: Sitting) throws -> Selector {
        guard let under = selector.under, case .holds(let heir) = try standing(of: under, in: sitting) else {
            return selector
        }
        var selector = selector
        selector.under = heir
        return selector
    }

    /// What comes in the name of a unit that has ended counts for the one that goes on; while that is open, it is kept
    /// for the old one.
    func sent(_ submitted: Submitted, in sitting: Sitting) throws -> Submitted {
        let day = office.zone.day(of: sitting.now)
        guard office.tree.unit(submitted.unit, on: day) == nil else { return submitted }
        guard office.tree.inheritance(of: submitted.unit, on: day) != .own else {
            throw Refusal("there is no unit \"\(submitted.unit)\" in units.csv on this day")
        }
        switch try standing(of: submitted.unit, in: sitting) {
        case .holds(let heir):
            var submitted = submitted
            submitted.by = submitted.by ?? office.unitName(submitted.unit, on: day)
            submitted.unit = heir
            return submitted
        case .held: return submitted
        case .gone(let reason):
            throw Refusal(
                "\"\(submitted.unit)\" has ended and nobody goes on for it (\(reason)): send it in the name of another unit"
            )
        }
    }
}

extension Office {
    /// Who goes on for it by the files alone; nil where they leave it open.
    func heir(of code: UnitCode, on day: Day) -> UnitCode? {
        var unit = code
        for _ in 0..<UnitTree.deepest {
            switch tree.inheritance(of: unit, on: day) {
            case .own: return unit
            case .passed(let next, _): unit = next
            case .undecided, .unrecorded, .dissolved: return nil
            }
        }
        return nil
    }

    /// Whether what lies in that unit's inbox is taken in: also of one that has ended, until it is known that nobody
    /// goes on for it.
    package func takes(from code: UnitCode, on day: Day) -> Bool {
        switch tree.inheritance(of: code, on: day) {
        case .own: tree.unit(code, on: day) != nil
        case .passed, .undecided, .unrecorded: true
        case .dissolved: false
        }
    }

    /// False, with an entry in the ledger, when everybody it is for had the address of a unit that has ended since.
    func writes(to recipients: [Mailbox], about key: String, in sitting: Sitting) throws -> Bool {
        let day = zone.day(of: sitting.now)
        let isReached = recipients.contains { mailbox in
            mailbox.address.map { !tree.isRetired(mailbox: $0, on: day) } ?? true
        }
        if !isReached {
            try sitting.enter(
                "notice/\(key)", nominal: sitting.now, .skipped, "the mailbox is of a unit that has ended")
        }
        return isReached
    }
}
