package import Almanac
import Definition
import Directory
import Engine
package import Notation
package import Storage

/// What a person changes in a period that runs: its deadline or its ladder, for all its units or for some.
package struct Amendment: Sendable {
    /// `articles/2021-03`.
    package let collection: String
    let lastDay: Day?
    let remind: [Int]?
    let escalate: [RungRule]?
    /// Nil: all of them.
    let units: Set<UnitCode>?

    /// - Throws: `Refusal` with what is wrong in the order.
    package init(_ order: JSON) throws {
        collection = Collection.key(order["obligation"].asString ?? "", order["period"].asString ?? "")
        let ladder = RungRule.readLadder(json: order)
        if let problem = ladder.diagnostics.first {
            throw Refusal(problem.message + (problem.hint.map { "; \($0)" } ?? ""))
        }
        remind = ladder.remind
        escalate = ladder.escalate
        lastDay = try order["due"].asString.map { text in
            guard let day = Day(iso: text) else { throw Refusal("\"\(text)\" is no day such as 2021-03-29") }
            return day
        }
        units = order["units"].asArray.map { Set($0.compactMap(\.asString).map { UnitCode($0) }) }
        guard units?.isEmpty != true else { throw Refusal("name at least one unit") }
        guard lastDay != nil || remind != nil || escalate != nil else {
            throw Refusal("name what changes: the deadline, the reminders or the rungs")
        }
    }

    /// What it comes to for one unit.
    package struct Effect: Sendable {
        package let before: Assignment
        /// Nil where nothing changes.
        package let after: Assignment?
        package let nextStepBefore: Instant?
        package let nextStepAfter: Instant?
        /// Why nothing changes, Vietnamese first.
        package let reason: String?
    }
}

extension Amendment {
    /// Who is affected, and how; in the order of the units.
    /// - Throws: `Refusal` where it cannot be done at all.
    package func effects(of office: Office, in store: any Store, at now: Instant) throws -> [Effect] {
        guard let row = try store.record(kind: "collection", key: collection) else {
            throw Refusal("there is no period \(collection) that was opened; dondoc status lists them")
        }
        let collection: Collection = try Sitting.decoded(row.body)
        try check(collection, of: office, at: now)
        let assignments = try store.records(kind: "assignment", parent: self.collection, openOnly: false).map {
            try Sitting.decoded($0.body) as Assignment
        }
        let known = Set(assignments.map(\.unit))
        if let stranger = units?.subtracting(known).min() {
            throw Refusal("\(stranger) owes nothing in \(self.collection)")
        }
        let rule = amended(collection, in: office, at: now).rule
        return assignments.filter { units?.contains($0.unit) ?? true }.map { before in
            let reason = obstacle(for: before)
            let after = reason == nil ? amended(before, in: office, at: now) : nil
            return Effect(
                before: before, after: after, nextStepBefore: before.nextStep(collection.rule, in: office),
                nextStepAfter: (after ?? before).nextStep(rule, in: office), reason: reason)
        }
    }

    private func check(_ collection: Collection, of office: Office, at now: Instant) throws {
        guard !collection.deadline.isNever else {
            throw Refusal("\(self.collection) has no date: there is nothing to change")
        }
        if let plan = collection.supersededBy {
            throw Refusal("\(self.collection) has ended with its plan: see \(plan)")
        }
        if let lastDay, lastDay < office.zone.day(of: now) {
            throw Refusal("\(lastDay.vietnamese) is over already (đã qua)")
        }
        for case .unit(let code) in (escalate ?? []).flatMap(\.to) where !office.tree.knows(code) {
            throw Refusal("units.csv has no unit \"\(code)\"")
        }
    }

    /// What holds for the whole period; where only some units are meant it stays as it is.
    func amended(_ collection: Collection, in office: Office, at now: Instant) -> Collection {
        guard units == nil else { return collection }
        var amended = collection
        amended.rule.remind = remind ?? collection.rule.remind
        amended.rule.escalate = escalate ?? collection.rule.escalate
        if let lastDay {
            amended.deadline = collection.deadline.extended(to: lastDay, calendar: office.calendar, zone: office.zone)
        }
        amended.amendedAt = now
        return amended
    }

    private func obstacle(for assignment: Assignment) -> String? {
        if assignment.isSettled { return "đã xong (settled)" }
        // What was granted to one unit is not taken back by an order for all.
        if units == nil, let lastDay, assignment.extensions != nil, assignment.deadline.lastDay > lastDay {
            return "giữ hạn riêng \(assignment.deadline.lastDay.vietnamese) (keeps its own extension)"
        }
        return nil
    }

    /// The original deadline is kept for scoring. What was sent stays sent, and steps in the past are not made up for.
    private func amended(_ assignment: Assignment, in office: Office, at now: Instant) -> Assignment {
        var amended = assignment
        if let lastDay {
            amended.deadline = assignment.original.extended(to: lastDay, calendar: office.calendar, zone: office.zone)
        }
        if units == nil {
            if remind != nil { amended.ownLadder?.remind = nil }
            if escalate != nil { amended.ownLadder?.escalate = nil }
        } else if remind != nil || escalate != nil {
            amended.ownLadder = OwnLadder(
                remind: remind ?? assignment.ownLadder?.remind, escalate: escalate ?? assignment.ownLadder?.escalate)
        }
        amended.climbedTo = max(assignment.climbedTo, now)
        amended.taken = nil
        return amended
    }
}
