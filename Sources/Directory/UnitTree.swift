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
    let versionsByOfficial: [String: [Int]]
    let successionsByOld: [UnitCode: [Succession]]
    let successionsByNew: [UnitCode: [Succession]]
    private let mailboxes: MailboxTable
    private let rolesByUnit: [UnitCode: [RoleHolder]]
    private let rolesByCluster: [String: [RoleHolder]]

    /// Each code once, in the order of the file.
    package let codes: [UnitCode]
    package let clusters: Set<String>
    package let kinds: Set<String>
    /// Every day on which a version begins or has ended, in order.
    package let changeDays: [Day]

    /// The post whose holder is in charge of a cluster.
    package static let councilMember = "council-member"
    /// The post of who leads a cluster: trưởng khối, trưởng cụm. It may belong to a unit outside the tree.
    package static let clusterLead = "cluster-lead"
    static let clusterPosts = [councilMember, clusterLead]
    /// The posts that mails and ladders look for; others are the site's own.
    static let posts = ["contact", "head", councilMember, clusterLead]

    package init(units: [OrganisationUnit], roles: [RoleHolder], successions: [Succession] = []) {
        var byCode: [UnitCode: [Int]] = [:]
        var byParent: [UnitCode: [Int]] = [:]
        var byCluster: [String: [Int]] = [:]
        var byKind: [String: [Int]] = [:]
        var byLevel: [Level: [Int]] = [:]
        var byOfficial: [String: [Int]] = [:]
        var days: Set<Day> = []
        var codes: [UnitCode] = []
        for (place, unit) in units.enumerated() {
            if byCode[unit.code] == nil { codes.append(unit.code) }
            byCode[unit.code, default: []].append(place)
            if let parent = unit.parent { byParent[parent, default: []].append(place) }
            for cluster in Set(unit.clusters) { byCluster[cluster, default: []].append(place) }
            byKind[unit.kind, default: []].append(place)
            if let level = unit.level { byLevel[level, default: []].append(place) }
            if let official = unit.officialCode { byOfficial[official, default: []].append(place) }
            if let from = unit.from { days.insert(from) }
            if let to = unit.to { days.insert(to) }
        }
        versions = units
        versionsByCode = byCode
        versionsByParent = byParent
        versionsByCluster = byCluster
        versionsByKind = byKind
        versionsByLevel = byLevel
        versionsByOfficial = byOfficial
        changeDays = days.sorted()
        successionsByOld = Dictionary(grouping: successions, by: \.old)
        successionsByNew = Dictionary(grouping: successions.filter { $0.new != nil }, by: { $0.new ?? $0.old })
        mailboxes = MailboxTable(units: units, roles: roles)
        self.codes = codes
        clusters = Set(byCluster.keys)
        kinds = Set(byKind.keys).subtracting([""])
        rolesByUnit = Dictionary(grouping: roles, by: \.unit)
        rolesByCluster = Dictionary(
            grouping: roles.filter { Self.clusterPosts.contains($0.post) && $0.cluster != nil },
            by: { $0.cluster ?? "" })
    }

    /// The same posts over other units and events: the directory as it would be.
    package func replacing(units: [OrganisationUnit], successions: [Succession]) -> UnitTree {
        UnitTree(units: units, roles: rolesByUnit.values.flatMap { $0 }, successions: successions)
    }

    /// The version of that unit that holds on that day.
    package func unit(_ code: UnitCode, on day: Day) -> OrganisationUnit? {
        version(code, on: day).map { versions[$0] }
    }

    /// True when the code holds on any day.
    package func knows(_ code: UnitCode) -> Bool { versionsByCode[code] != nil }

    /// The unit that bears that code of the statistics office on that day.
    package func unit(official: String, on day: Day) -> OrganisationUnit? {
        versionsByOfficial[official]?.first { versions[$0].holds(on: day) }.map { versions[$0] }
    }

    /// The versions of one unit, the oldest first.
    package func versions(of code: UnitCode) -> [OrganisationUnit] {
        (versionsByCode[code] ?? []).map { versions[$0] }.sorted {
            ($0.from?.number ?? .min) < ($1.from?.number ?? .min)
        }
    }

    /// An address that has only belonged to units and posts that are gone: it is never written to again.
    package func isRetired(mailbox: String, on day: Day) -> Bool {
        mailboxes.isRetired(mailbox, on: day) { unit($0, on: day) != nil }
    }

    /// The units that are reached by that address on that day.
    package func owners(of mailbox: String, on day: Day) -> [UnitCode] { mailboxes.owners(of: mailbox, on: day) }

    /// Every post of a unit that is held on that day, in the order of the file.
    package func posts(of unit: UnitCode, on day: Day) -> [RoleHolder] {
        (rolesByUnit[unit] ?? []).filter { $0.holds(on: day) }
    }

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
