import Almanac
import Definition

/// One step of an assignment's ladder: a reminder before, or a rung after the deadline.
enum LadderStep: Equatable, Codable {
    /// That many working days before.
    case reminder(daysLeft: Int)
    case rung(Int)

    /// Its place on the ladder, whatever the days are on which the steps fall.
    fileprivate var height: Int {
        switch self {
        case .reminder(let daysLeft): -daysLeft
        case .rung(let index): index + 1
        }
    }
}

/// What a unit's ladder has of its own beside the rule's.
struct OwnLadder: Equatable, Codable {
    var remind: [Int]?
    var escalate: [RungRule]?
}

extension Assignment {
    /// The rule with the ladder that holds for this unit.
    func rule(of rule: ObligationRule) -> ObligationRule {
        guard let ownLadder else { return rule }
        var own = rule
        own.remind = ownLadder.remind ?? rule.remind
        own.escalate = ownLadder.escalate ?? rule.escalate
        return own
    }

    /// All steps in the order of time, under the rule with which the collection began.
    func ladder(_ rule: ObligationRule, in office: Office) -> [(at: Instant, step: LadderStep)] {
        let rule = self.rule(of: rule)
        // What is left to the unit is told once, when it opens.
        guard !isOptional, !deadline.isNever else { return [] }
        let ladder = Ladder(reminders: rule.remind, rungs: rule.escalate.map(\.after), at: office.settings.noticesAt)
        let before = ladder.reminderInstants(before: deadline, calendar: office.calendar, zone: office.zone)
        let after = ladder.rungInstants(after: deadline, calendar: office.calendar, zone: office.zone)
        let reminders = zip(before, rule.remind).map { (at: $0, step: LadderStep.reminder(daysLeft: $1)) }
        // A Party or Front body is asked, not pressed: no rung at all.
        let rungs =
            rule.force == .request || force == .request
            ? [] : after.enumerated().map { (at: $1, step: LadderStep.rung($0)) }
        return (reminders + rungs).sorted { $0.at < $1.at }
    }

    func nextStep(_ rule: ObligationRule, in office: Office) -> Instant? {
        isOwing ? stepsAhead(rule, in: office).first?.at : nil
    }

    /// A step that was taken is not taken again when a new holiday table moves it to a later day.
    func stepsAhead(_ rule: ObligationRule, in office: Office) -> [(at: Instant, step: LadderStep)] {
        ladder(rule, in: office).filter { at, step in
            at > climbedTo && (taken.map { $0.height < step.height } ?? true)
        }
    }
}
