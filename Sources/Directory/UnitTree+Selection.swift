package import Almanac
package import Definition

extension UnitTree {
    /// How many steps a unit may lie below the top. The country has three; more than this is a mistake in the file.
    package static let deepest = 32

    /// In the order of the file.
    package func units(matching selector: Selector, on day: Day) -> [OrganisationUnit] {
        let named = selector.units.map(Set.init)
        let excepted = Set(selector.except)
        return candidates(for: selector, on: day).sorted().compactMap { place in
            let unit = versions[place]
            guard unit.holds(on: day), !excepted.contains(unit.code), named?.contains(unit.code) ?? true,
                selector.level.map({ $0 == unit.level }) ?? true, selector.kind.map({ $0 == unit.kind }) ?? true,
                selector.cluster.map({ unit.clusters.contains($0) }) ?? true,
                selector.under.map({ isUnder($0, unit, on: day) }) ?? true
            else { return nil }
            return unit
        }
    }

    /// Every unit between `unit` and `superior` holds on that day, and so does `superior`: under a district that is gone
    /// there is nobody.
    private func isUnder(_ superior: UnitCode, _ unit: OrganisationUnit, on day: Day) -> Bool {
        var above = unit.parent
        for _ in 0..<Self.deepest {
            guard let code = above, let next = self.unit(code, on: day) else { return false }
            if code == superior { return true }
            above = next.parent
        }
        return false
    }

    /// All that may match, by the condition that leaves the fewest.
    private func candidates(for selector: Selector, on day: Day) -> [Int] {
        if let units = selector.units { return Set(units).flatMap { versionsByCode[$0] ?? [] } }
        if let cluster = selector.cluster { return versionsByCluster[cluster] ?? [] }
        if let under = selector.under { return descendants(of: under, on: day) }
        if let kind = selector.kind { return versionsByKind[kind] ?? [] }
        if let level = selector.level { return versionsByLevel[level] ?? [] }
        return Array(versions.indices)
    }

    private func descendants(of code: UnitCode, on day: Day) -> [Int] {
        guard version(code, on: day) != nil else { return [] }
        var found: [Int] = []
        var seen: Set<Int> = []
        var step = [code]
        for _ in 0..<Self.deepest where !step.isEmpty {
            let below = step.flatMap { versionsByParent[$0] ?? [] }.filter {
                versions[$0].holds(on: day) && seen.insert($0).inserted
            }
            found += below
            step = below.map { versions[$0].code }
        }
        return found
    }
}
