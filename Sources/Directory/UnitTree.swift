package import Almanac
package import Definition

/// All units and posts of a site, asked as of a day. Built once, read only; answers in time that does not grow with
/// the number of units, but with the number that is asked for.
package struct UnitTree: Sendable {
    /// Versions in the order of the file; everything below points into this list.
    let versions: [OrganisationUnit]
    let versionsByCode: [UnitCode: [Int]]
    let versionsByParent: [UnitCode: [Int]]
    let versionsByCluster: [String: [Int]]
    let versionsByKind: [String: [Int]]
    let versionsByLevel: [Level: [Int]]
    private let rolesByUnit: [UnitCode: [RoleHolder]]
    private let rolesByCluster: [String: [RoleHolder]]

    /// Each code once, in the order of the file.
    package let codes: [UnitCode]
    package let clusters: Set<String>
    package let kinds: Set<String>

    /// The post whose holder is in charge of a cluster.
    package static let councilMember = "council-member"
    /// The post of who leads a cluster: trưởng khối, trưởng cụm. It may belong to a unit outside the tree.
    package static let clusterLead = "cluster-lead"
    static let clusterPosts = [councilMember, clusterLead]

    package init(units: [OrganisationUnit], roles: [RoleHolder]) {
        var byCode: [UnitCode: [Int]] = [:]
        var byParent: [UnitCode: [Int]] = [:]
        var byCluster: [String: [Int]] = [:]
        var byKind: [String: [Int]] = [:]
        var byLevel: [Level: [Int]] = [:]
        var codes: [UnitCode] = []
        for (place, unit) in units.enumerated() {
            if byCode[unit.code] == nil { codes.append(unit.code) }
            byCode[unit.code, default: []].append(place)
            if let parent = unit.parent { byParent[parent, default: []].append(place) }
            for cluster in Set(unit.clusters) { byCluster[cluster, default: []].append(place) }
            byKind[unit.kind, default: []].append(place)
            if let level = unit.level { byLevel[level, default: []].append(place) }
        }
        versions = units
        versionsByCode = byCode
        versionsByParent = byParent
        versionsByCluster = byCluster
        versionsByKind = byKind
        versionsByLevel = byLevel
        self.codes = codes
        clusters = Set(byCluster.keys)
        kinds = Set(byKind.keys).subtracting([""])
        rolesByUnit = Dictionary(grouping: roles, by: \.unit)
        rolesByCluster = Dictionary(
            grouping: roles.filter { Self.clusterPosts.contains($0.post) && $0.cluster != nil },
            by: { $0.cluster ?? "" })
    }

    /// The version of that unit that holds on that day.
    package func unit(_ code: UnitCode, on day: Day) -> OrganisationUnit? {
        version(code, on: day).map { versions[$0] }
    }

    /// True when the code holds on any day.
    package func knows(_ code: UnitCode) -> Bool { versionsByCode[code] != nil }

    /// Who holds that post of that unit on that day, in the order of the file.
    package func holders(of post: String, in unit: UnitCode, on day: Day) -> [RoleHolder] {
        (rolesByUnit[unit] ?? []).filter { $0.post == post && $0.holds(on: day) }
    }

    /// The council members in charge of a cluster on that day.
    package func councilMembers(of cluster: String, on day: Day) -> [RoleHolder] {
        holders(of: Self.councilMember, ofCluster: cluster, on: day)
    }

    /// Who holds that post of that cluster on that day, in the order of the file.
    package func holders(of post: String, ofCluster cluster: String, on day: Day) -> [RoleHolder] {
        (rolesByCluster[cluster] ?? []).filter { $0.post == post && $0.holds(on: day) }
    }

    /// The unit one step up, as of that day.
    package func superior(of code: UnitCode, on day: Day) -> OrganisationUnit? {
        unit(code, on: day)?.parent.flatMap { unit($0, on: day) }
    }

    func version(_ code: UnitCode, on day: Day) -> Int? {
        versionsByCode[code]?.first { versions[$0].holds(on: day) }
    }
}

extension OrganisationUnit {
    /// From its first day on, and no longer on the day that ends it.
    package func holds(on day: Day) -> Bool { from.map { $0 <= day } ?? true && to.map { day < $0 } ?? true }
}

extension RoleHolder {
    /// From its first day on, and no longer on the day that ends it.
    package func holds(on day: Day) -> Bool { from.map { $0 <= day } ?? true && to.map { day < $0 } ?? true }
}
