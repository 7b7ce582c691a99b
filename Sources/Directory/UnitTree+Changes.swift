package import Almanac
package import Definition

/// One thing that changed about a unit on a day.
package struct UnitChange: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case began
        case ended
        case renamed(from: String)
        case reparented(from: UnitCode?)
        case levelChanged(from: Level?)
        case mailboxChanged(from: String?)
        case officialChanged(from: String?)

        /// A stable word for machines.
        package var word: String {
            switch self {
            case .began: "began"
            case .ended: "ended"
            case .renamed: "renamed"
            case .reparented: "re-parented"
            case .levelChanged: "level-changed"
            case .mailboxChanged: "mailbox-changed"
            case .officialChanged: "official-changed"
            }
        }
    }

    package let day: Day
    package let kind: Kind
    /// As it is from that day on; of a unit that has ended, as it was last.
    package let unit: OrganisationUnit
}

extension UnitTree {
    /// Everything that changed after `first` up to and including `last`: by day, then in the order of the file.
    package func changes(after first: Day, through last: Day) -> [UnitChange] {
        guard changeDays.contains(where: { $0 > first && $0 <= last }) else { return [] }
        let found = codes.flatMap { changes(of: $0, after: first, through: last) }
        // Sorting keeps no order of equals: the place in the list decides.
        return found.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }

    /// What changed about one unit.
    package func changes(of code: UnitCode, after first: Day, through last: Day) -> [UnitChange] {
        let own = self.versions(of: code)
        let days = Set(own.flatMap { [$0.from, $0.to] }.compactMap { $0 }).filter { $0 > first && $0 <= last }.sorted()
        return days.flatMap { day -> [UnitChange] in
            let before = own.first { $0.holds(on: day.advanced(by: -1)) }
            let after = own.first { $0.holds(on: day) }
            switch (before, after) {
            case (nil, let after?): return [UnitChange(day: day, kind: .began, unit: after)]
            case (let before?, nil): return [UnitChange(day: day, kind: .ended, unit: before)]
            case (let before?, let after?): return differences(before, after, on: day)
            case (nil, nil): return []
            }
        }
    }

    private func differences(
        _ before: OrganisationUnit, _ after: OrganisationUnit, on day: Day
    ) -> [UnitChange] {
        var kinds: [UnitChange.Kind] = []
        if before.name != after.name { kinds.append(.renamed(from: before.name)) }
        if before.officialCode != after.officialCode { kinds.append(.officialChanged(from: before.officialCode)) }
        if before.parent != after.parent { kinds.append(.reparented(from: before.parent)) }
        if before.level != after.level { kinds.append(.levelChanged(from: before.level)) }
        if before.mailbox != after.mailbox { kinds.append(.mailboxChanged(from: before.mailbox)) }
        return kinds.map { UnitChange(day: day, kind: $0, unit: after) }
    }
}
