package import Almanac
package import Definition
import Directory
import Engine
import Notation
package import Storage

/// The days by which things are owed, as calendars show them: what has been opened, from the store, and what the plan
/// will open, from its rules. Each has the identity that mails give it, from the first day to the last.
package struct DutyCalendar {
    package struct Entry: Equatable, Sendable {
        package enum State: Equatable, Sendable {
            case owed
            case done
            case cancelled(reason: String)
        }

        /// `articles/2021-03/bao-an-giang`; without a unit where it is of all that owe the same.
        package let code: String
        package let title: String
        /// Who owes it: a name, or how many.
        package let owner: String
        package let lastDay: Day
        package let reading: String
        /// Greater each time its day was moved.
        package let revision: Int
        package let state: State
        package let at: Instant
    }

    private let office: Office
    private var assignments: [Assignment] = []
    private var collections: [String: Collection] = [:]
    /// Periods that have not been opened yet, with who will owe them as things stand.
    private var ahead: [(rule: ObligationRule, deadline: Deadline, units: [OrganisationUnit])] = []

    package init(of office: Office, in store: (any Store)?, at now: Instant) throws {
        self.office = office
        for row in try store?.records(kind: "collection", parent: nil, openOnly: false) ?? [] {
            let collection: Collection = try Sitting.decoded(row.body)
            collections[collection.key] = collection
        }
        assignments = try (store?.records(kind: "assignment", parent: nil, openOnly: false) ?? [])
            .map { try Sitting.decoded($0.body) as Assignment }.filter { !$0.deadline.isNever && !$0.wasNeverTold }
        ahead = periodsAhead(from: now)
    }

    /// What one unit owes, in the order of days.
    package func entries(of unit: UnitCode) -> [Entry] {
        let opened = assignments.filter { $0.unit == unit }.map(entry)
        let coming = ahead.flatMap { period in
            period.units.filter { $0.code == unit }.map { entry(of: period.rule, period.deadline, for: $0) }
        }
        return (opened + coming).sorted(by: Entry.inOrder)
    }

    /// What all of them owe: one entry for each day of each period, and one for each unit with a day of its own.
    package var entries: [Entry] {
        let groups = Dictionary(grouping: assignments) { $0.collection }
        let opened = groups.flatMap { key, own -> [Entry] in
            guard let collection = collections[key], !collection.deadline.isNever else { return own.map(entry) }
            let common = own.filter { $0.deadline.lastDay == collection.deadline.lastDay }
            let apart = own.filter { $0.deadline.lastDay != collection.deadline.lastDay }
            return (common.isEmpty ? [] : [entry(of: collection, common)]) + apart.map(entry)
        }
        let coming = ahead.map { period in
            Entry(
                code: Collection.key(period.rule.code, period.deadline.period),
                title: title(period.rule, period.deadline),
                owner: counted(period.units.map(\.salutation)), lastDay: period.deadline.lastDay,
                reading: period.deadline.reading, revision: 0, state: .owed,
                at: office.zone.start(of: period.deadline.opens))
        }
        return (opened + coming).sorted(by: Entry.inOrder)
    }

    /// By unit, all at once: a feed for each of ten thousand is not looked for ten thousand times.
    package var entriesByUnit: [UnitCode: [Entry]] {
        var byUnit = Dictionary(grouping: assignments) { $0.unit }.mapValues { $0.map(entry) }
        for period in ahead {
            for unit in period.units {
                byUnit[unit.code, default: []].append(entry(of: period.rule, period.deadline, for: unit))
            }
        }
        return byUnit.mapValues { $0.sorted(by: Entry.inOrder) }
    }

    private func periodsAhead(
        from now: Instant
    ) -> [(rule: ObligationRule, deadline: Deadline, units: [OrganisationUnit])] {
        guard let plan = office.plan else { return [] }
        let today = office.zone.day(of: now)
        return plan.obligations.filter { !$0.due.isNone }.flatMap { rule in
            rule.deadlines(from: plan.validFrom, to: plan.validTo, in: office.dueContext(rule))
                .filter { deadline in
                    deadline.lastDay >= max(today, plan.issued ?? today)
                        && collections[Collection.key(rule.code, deadline.period)] == nil
                }
                .map { deadline in
                    let day = max(deadline.opens, today)
                    let needs = office.needs(rule.items, on: day, in: deadline.lastDay.year)
                    let units = office.tree.units(matching: office.current(rule.from, on: day), on: day)
                        .filter { rule.items.isEmpty || !needs($0.code).isEmpty }
                    return (rule, deadline, units)
                }
        }
    }

    private func entry(_ assignment: Assignment) -> Entry {
        let rule = collections[assignment.collection]?.rule
        return Entry(
            code: assignment.code, title: title(rule, assignment.period, else: assignment.obligation),
            owner: assignment.unitName, lastDay: assignment.deadline.lastDay, reading: assignment.deadline.reading,
            revision: assignment.revision, state: assignment.calendarState,
            at: assignment.extensions?.last?.at ?? office.zone.start(of: assignment.deadline.opens))
    }

    private func entry(of rule: ObligationRule, _ deadline: Deadline, for unit: OrganisationUnit) -> Entry {
        Entry(
            code: "\(Collection.key(rule.code, deadline.period))/\(unit.code)", title: title(rule, deadline),
            owner: unit.salutation, lastDay: deadline.lastDay, reading: deadline.reading, revision: 0, state: .owed,
            at: office.zone.start(of: deadline.opens))
    }

    private func entry(of collection: Collection, _ own: [Assignment]) -> Entry {
        let states = own.map(\.calendarState)
        let cancelled = states.allSatisfy { if case .cancelled = $0 { true } else { false } }
        return Entry(
            code: collection.key, title: title(collection.rule, collection.period, else: collection.rule.code),
            owner: counted(own.map(\.unitName)), lastDay: collection.deadline.lastDay,
            reading: collection.deadline.reading, revision: collection.moves ?? 0,
            state: cancelled ? states[0] : states.contains(.owed) ? .owed : .done,
            at: collection.amendedAt ?? office.zone.start(of: collection.deadline.opens))
    }

    private func title(_ rule: ObligationRule, _ deadline: Deadline) -> String {
        title(rule, deadline.period, else: rule.code)
    }

    private func title(_ rule: ObligationRule?, _ period: String, else code: String) -> String {
        [rule?.title ?? code, Wording.periodName(period)].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func counted(_ names: [String]) -> String {
        names.count == 1 ? names[0] : "\(Wording.twoDigits(names.count)) đơn vị"
    }
}

extension DutyCalendar.Entry {
    fileprivate static func inOrder(_ a: Self, _ b: Self) -> Bool { (a.lastDay, a.code) < (b.lastDay, b.code) }
}

extension Assignment {
    /// How often its day was moved; extensions that were granted before this was counted count as well.
    var revision: Int { max(moves ?? 0, extensions?.count ?? 0) }

    /// It was over before anybody was told of it.
    fileprivate var wasNeverTold: Bool {
        if case .waived = stage { climbedTo >= deadline.dueBefore } else { false }
    }

    fileprivate var calendarState: DutyCalendar.Entry.State {
        switch stage {
        case .open, .submitted, .held: .owed
        case .accepted: .done
        case .waived(let reason), .cancelled(let reason): .cancelled(reason: reason)
        case .handedOver(let heir): .cancelled(reason: "bàn giao cho \(heir)")
        }
    }
}
