package import Almanac
import Definition
import Engine
package import Notation
package import Storage

/// The periods that a store knows, for a preview to list.
package struct PeriodOverview {
    package struct Row: Sendable {
        package let obligation: String
        package let title: String
        package let period: String
        package let periodName: String
        package let lastDay: Day
        package let dueBefore: Instant
        package let reading: String
        package let units: [String]
        /// Empty, or why nothing is asked for: `trước ngày ban hành`.
        package let waived: String
        package let isProvisional: Bool
        /// Of which days the data are, where they are not the period's own.
        package let dataDays: ClosedRange<Day>?
    }

    package let rows: [Row]

    /// Those whose last day lies in the range, by deadline.
    package init(in store: any Store, from first: Day, to last: Day) throws {
        let collections = try store.records(kind: "collection", parent: nil, openOnly: false).map {
            try Sitting.decoded($0.body) as Collection
        }
        rows = try collections.filter { (first...last).contains($0.deadline.lastDay) }
            .sorted { ($0.deadline.dueBefore, $0.key) < ($1.deadline.dueBefore, $1.key) }
            .map { collection in
                let assignments = try store.records(kind: "assignment", parent: collection.key, openOnly: false)
                    .map { try Sitting.decoded($0.body) as Assignment }
                var waived = ""
                if case .waived(let reason)? = assignments.first?.stage { waived = reason }
                return Row(
                    obligation: collection.rule.code, title: collection.rule.title ?? collection.rule.code,
                    period: collection.period,
                    periodName: Wording.periodName(collection.period), lastDay: collection.deadline.lastDay,
                    dueBefore: collection.deadline.dueBefore, reading: collection.deadline.reading,
                    units: assignments.map(\.unit.text),
                    waived: waived, isProvisional: collection.deadline.isProvisional,
                    dataDays: collection.rule.dataDays(of: collection.period))
            }
    }
}

extension PeriodOverview.Row {
    package func json(in zone: Zone) -> JSON {
        [
            "obligation": .string(obligation), "period": .string(period), "lastDay": .string(lastDay.iso),
            "dueBefore": .string(dueBefore.rfc3339(in: zone)), "reading": .string(reading),
            "units": .array(units.map { .string($0) }),
            "state": .string(waived.isEmpty ? "open" : "waived"), "reason": JSON(waived.isEmpty ? nil : waived),
            "provisional": .bool(isProvisional),
            "dataFrom": JSON(dataDays?.lowerBound.iso), "dataTo": JSON(dataDays?.upperBound.iso),
        ]
    }
}
