package import Almanac
package import Definition
package import Notation

/// How far a unit has come with one quota of a period: a fact, whatever is made of it.
package struct Quota: Equatable, Sendable {
    package let unit: UnitCode
    package let unitName: String
    package let obligation: String
    package let period: String
    package let need: ItemRule
    package let received: Int
    /// What would have come by now if it came evenly. Before the half of a period nobody is held behind for a fraction.
    package let expected: Int
    package let isOver: Bool

    /// What is lacking to the whole; what is left to the unit is never a shortfall.
    package var shortfall: Int { need.isOptional ? 0 : max(0, need.min - received) }

    /// Behind by now; once the period is over, less than the whole.
    package var isShort: Bool { !need.isOptional && received < (isOver ? need.min : expected) }

    /// A period of a year, whose shortfall must be seen before its end.
    package static func isYearly(_ period: String) -> Bool { period.utf8.count == 4 && Int(period) != nil }

    /// The moments at which a year's quotas are looked at: its half and its three quarters, on working mornings.
    static func moments(of deadline: Deadline, in office: Office) -> [Instant] {
        let length = deadline.opens.distance(to: deadline.lastDay) + 1
        return [(1, 2), (3, 4)].map { part, whole in
            let day = deadline.opens.advanced(by: (length * part + whole - 1) / whole)
            return office.zone.instant(
                of: office.calendar.workingDay(onOrAfter: day), at: office.settings.noticesAt)
        }
    }
}

extension ItemRule {
    /// More than "one of it": a number of exemplars, a range, something left to the unit, several within a year.
    package func isQuota(in period: String) -> Bool {
        counting == .exemplars || isOptional || max != nil || (min > 1 && Quota.isYearly(period))
    }
}

extension Assignment {
    /// Those of its needs that are quotas, as they stand; none where nothing is owed.
    package func quotas(at now: Instant, in zone: Zone) -> [Quota] {
        if case .waived = stage { return [] }
        guard !deadline.isNever else { return [] }
        guard isOwn else { return [] }
        let start = zone.start(of: original.opens)
        let length = max(1, original.dueBefore.milliseconds(since: start))
        let share = min(1, max(0, Double(now.milliseconds(since: start)) / Double(length)))
        return needs.filter { $0.isQuota(in: period) }.map { need in
            let expected = (Double(need.min) * share).rounded(share < 0.5 ? .down : .up)
            return Quota(
                unit: unit, unitName: unitName, obligation: obligation, period: period, need: need,
                received: received(need), expected: need.isOptional ? 0 : Int(expected),
                isOver: now >= deadline.dueBefore)
        }
    }
}

extension Quota {
    package var json: JSON {
        [
            "unit": .string(unit.text), "name": .string(unitName), "obligation": .string(obligation),
            "period": .string(period), "kind": .string(need.kind),
            // What is left to a unit has no target, unless the plan names one that is only shown.
            "min": need.isOptional && need.min == 0 ? nil : .integer(need.min),
            "max": need.max.map { .integer($0) } ?? nil,
            "optional": .bool(need.isOptional), "received": .integer(received), "expected": .integer(expected),
            "short": .bool(isShort), "shortfall": .integer(shortfall),
        ]
    }
}
