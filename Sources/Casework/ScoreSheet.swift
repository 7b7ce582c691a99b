package import Almanac
package import Definition
import Directory
import Engine
package import Notation
package import Storage

/// Facts for scoring, for each unit: what was on time, how late the rest was, what was returned and extended, which
/// quotas were met. Points only where the site's own table gives them.
package struct ScoreSheet {
    package struct Row: Sendable {
        package let unit: UnitCode
        /// As the unit was called then: history keeps its names.
        package let name: String
        package var facts: [ScoreFact: Int] = [:]
        /// How the points came about: which fact, how often, what for.
        package var explained: [(rule: ScoreTable.Rule, count: Int)] = []
        /// The duties that were counted, in the order of their deadlines.
        package var duties: [(assignment: Assignment, facts: [ScoreFact: Int])] = []

        package var points: Points {
            explained.reduce(into: Points()) { $0 += $1.rule.points * $1.count }
        }
    }

    package private(set) var rows: [Row] = []
    /// Who may not be rewarded, where the list proposes rewards.
    package private(set) var excluded: [Exclusion] = []
    /// The site has a table of points.
    package let isScored: Bool
    package let zone: Zone
    /// What "not yet" is measured against.
    package let now: Instant
    private let office: Office

    /// Which periods are meant; nil: all.
    package struct Scope: Sendable {
        package var obligation: String?
        package var period: String?
        package var year: Int?

        package init(obligation: String? = nil, period: String? = nil, year: Int? = nil) {
            self.obligation = obligation
            self.period = period
            self.year = year
        }

        func isMeant(_ assignment: Assignment) -> Bool {
            (obligation.map { $0 == assignment.obligation } ?? true) && (period.map { $0 == assignment.period } ?? true)
                && (year.map { $0 == Wording.year(of: assignment.period) } ?? true)
        }
    }

    /// - Parameters:
    ///   - audience: only these units, as of the last day of what they owed; nil: all.
    ///   - isReward: the list proposes rewards: units that have ended are left out.
    ///   - now: what "not yet" is measured against.
    package init(
        of office: Office, in store: (any Store)?, _ scope: Scope, for audience: Selector? = nil,
        isReward: Bool = false,
        at now: Instant
    ) throws {
        self.office = office
        self.now = now
        zone = office.settings.zone
        isScored = !office.scoring.rules.isEmpty
        var meant = Audience(audience, office: office)
        var byUnit: [UnitCode: [Assignment]] = [:]
        var order: [UnitCode] = []
        for row in try store?.records(kind: "assignment", parent: nil, openOnly: false) ?? [] {
            let assignment: Assignment = try Sitting.decoded(row.body)
            guard scope.isMeant(assignment), meant.has(assignment.unit, on: assignment.original.lastDay) else {
                continue
            }
            if byUnit[assignment.unit] == nil { order.append(assignment.unit) }
            byUnit[assignment.unit, default: []].append(assignment)
        }
        let places = Dictionary(
            office.tree.codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        rows = order.sorted { (places[$0] ?? .max, $0) < (places[$1] ?? .max, $1) }.map { row(of: byUnit[$0] ?? []) }
        guard isReward, let law = RewardLaw(of: office, at: now) else { return }
        for row in rows { law.exclusion(of: row.unit).map { excluded.append($0) } }
        let ended = Set(excluded.map(\.unit))
        rows.removeAll { ended.contains($0.unit) }
    }

    private func row(of assignments: [Assignment]) -> Row {
        let last = assignments.max { $0.original.dueBefore < $1.original.dueBefore }
        var row = Row(unit: assignments[0].unit, name: last?.unitName ?? "")
        let clusters = Set(last.flatMap { office.tree.unit($0.unit, on: $0.original.lastDay)?.clusters } ?? [])
        row.duties = assignments.map { ($0, $0.facts(at: now, in: office)) }.sorted {
            ($0.0.original.dueBefore, $0.0.code) < ($1.0.original.dueBefore, $1.0.code)
        }
        for (_, facts) in row.duties { row.facts.merge(facts, uniquingKeysWith: +) }
        for rule in office.scoring.rules where rule.cluster.map(clusters.contains) ?? true {
            let count = row.duties.filter { rule.obligation == nil || rule.obligation == $0.assignment.obligation }
                .reduce(0) { $0 + ($1.facts[rule.fact] ?? 0) }
            if count > 0 { row.explained.append((rule, count)) }
        }
        return row
    }
}

extension Assignment {
    /// What happened with it, counted. What is asked for or left to the unit is never late or missing.
    func facts(at now: Instant, in office: Office) -> [ScoreFact: Int] {
        if case .waived = stage { return [.waived: 1] }
        var facts: [ScoreFact: Int] = [.owed: 1, .returned: returned.count, .extended: (extensions ?? []).count]
        if stage == .accepted {
            facts[cameLate ? .late : .onTime] = 1
        } else if isOverdue(at: now) {
            facts[.missing] = 1
        }
        facts[.nil] = isNil ? 1 : 0
        let end = cameLate ? completedAt : isOverdue(at: now) ? now : nil
        // What was granted only after a deadline does not undo the days before it was asked for.
        let lateSpans =
            (extensions ?? []).filter(\.isAfterwards).map { ($0.from, $0.at) }
            + (end.map { [(deadline.lastDay, $0)] } ?? [])
        facts[.lateDay] = isBinding ? lateSpans.reduce(0) { $0 + office.workingDays(from: $1.0, to: $1.1) } : 0
        for quota in quotas(at: now, in: office.zone) where !quota.need.isOptional && force != .request {
            if quota.shortfall == 0 {
                facts[.quotaMet, default: 0] += 1
            } else if quota.isOver {
                facts[.quotaShort, default: 0] += 1
            }
        }
        return facts.filter { $0.value > 0 }
    }
}

extension Office {
    /// Working days after that day up to and including the one of that instant.
    func workingDays(from day: Day, to instant: Instant) -> Int {
        let last = zone.day(of: instant)
        guard day < last else { return 0 }
        return (day.advanced(by: 1)...last).count { calendar.isWorkingDay($0) }
    }
}

extension ScoreSheet {
    /// The facts by unit, as of when, and who was left out.
    package var json: JSON {
        [
            "asOf": .string(now.rfc3339(in: zone)), "isScored": .bool(isScored), "units": units,
            "excluded": .array(excluded.map(\.json)),
        ]
    }

    private var units: JSON {
        .array(
            rows.map { row in
                var facts: JSON = ["unit": .string(row.unit.text), "name": .string(row.name)]
                for fact in ScoreFact.allCases {
                    let name = fact == .lateDay ? "lateDays" : fact.rawValue
                    facts[name] = .integer(row.facts[fact] ?? 0)
                }
                guard isScored else { return facts }
                facts["points"] = .string(row.points.description)
                facts["explained"] = .array(
                    row.explained.map { rule, count in
                        [
                            "fact": .string(rule.fact.rawValue), "obligation": JSON(rule.obligation),
                            "cluster": JSON(rule.cluster), "count": .integer(count),
                            "each": .string(rule.points.description),
                            "points": .string((rule.points * count).description),
                        ]
                    })
                return facts
            })
    }
}

extension ScoreFact {
    package var heading: String {
        self == .lateDay ? "Số ngày quá hạn" : vietnamese.prefix(1).uppercased() + vietnamese.dropFirst()
    }
}
