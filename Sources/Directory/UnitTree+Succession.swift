package import Almanac
package import Definition

extension UnitTree {
    /// What has become of the unit by that day, one step on: the successor may have ended since.
    package func inheritance(of code: UnitCode, on day: Day) -> Inheritance {
        guard unit(code, on: day) == nil,
            let ended = (versionsByCode[code] ?? []).compactMap({ versions[$0].to }).filter({ $0 <= day }).max()
        else { return .own }
        let rows = (successionsByOld[code] ?? []).filter { $0.day == ended && !$0.event.keepsUnit }
        guard !rows.isEmpty else { return .unrecorded(on: ended) }
        let heirs = rows.filter { $0.transfer != .area && $0.new != nil }
        let whole = heirs.first { $0.transfer == .whole } ?? heirs.first { $0.isLead }
        // Where one alone takes people over, and others only land, there is nothing to choose.
        if let heir = whole ?? (heirs.count == 1 ? heirs[0] : nil), let new = heir.new {
            return .passed(to: new, on: ended)
        }
        let candidates = rows.compactMap(\.new)
        return candidates.isEmpty ? .dissolved(on: ended) : .undecided(candidates, on: ended)
    }

    /// What a unit was made of, in the order of the file.
    package func predecessors(of code: UnitCode) -> [Succession] {
        (successionsByNew[code] ?? []).filter { $0.old != code }
    }

    /// Where a unit went, in the order of the file.
    package func successors(of code: UnitCode) -> [Succession] {
        (successionsByOld[code] ?? []).filter { $0.new != code }
    }

    /// The first day after that one on which the directory changes.
    package func nextChange(after day: Day) -> Day? { changeDays.first { $0 > day } }
}
