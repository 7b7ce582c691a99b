package import Almanac
import Definition
import Notation

/// An official list laid over a site's own directory: what is official is taken from the list, what people have entered
/// by hand (mailbox, clusters, kind, posts) stays.
package struct UnitImport {
    /// Which part of the list is wanted.
    package struct Scope: Sendable {
        /// A province by its official code; its successors and the units above come with it.
        package var province: String?
        /// Only what held at some time between these days; nil: without limit.
        package var from: Day?
        package var to: Day?

        package init(province: String? = nil, from: Day? = nil, to: Day? = nil) {
            self.province = province
            self.from = from
            self.to = to
        }

        func wants(_ unit: OfficialUnit) -> Bool {
            (to.map { last in unit.from.map { $0 <= last } ?? true } ?? true)
                && (from.map { first in unit.to.map { first < $0 } ?? true } ?? true)
        }
    }

    package private(set) var units: CSVSheet
    package private(set) var successors: CSVSheet
    package private(set) var summary = Summary()
    private let identities: UnitIdentities
    private let scope: Scope
    private var isWanted: [Bool]
    private var keys: [String?]

    /// What it did, for people to look at before it is written.
    package struct Summary: Sendable {
        package var added: [String] = []
        package var changed: [String] = []
        package var unchanged = 0
        package var events = 0
        /// Units of the site whose code the list has for something else: left as they are.
        package var conflicts: [String] = []
        /// Rows of the successor table that name units outside the list.
        package var unresolved: [String] = []
        /// Units that the table sends whole to one place and in part to another: taken as split, for a person to decide.
        package var contradictory: [String] = []
    }

    /// - Parameters:
    ///   - units: the site's `units.csv` as it stands, and what was read from it.
    ///   - successors: the site's `successors.csv`; nil where there is none.
    package init(
        _ list: [OfficialUnit], _ successions: [OfficialSuccession], scope: Scope,
        units sheet: CSVSheet?, read existing: [OrganisationUnit], successors: CSVSheet?
    ) {
        identities = UnitIdentities(list, successions, existing: existing)
        self.scope = scope
        units = sheet ?? CSVSheet(columns: DirectoryFiles.unitColumns)
        self.successors = successors ?? CSVSheet(columns: DirectoryFiles.successorColumns)
        units.ensure(["official", "level", "kind", "parent", "from", "to"])
        self.successors.ensure(DirectoryFiles.successorColumns)
        isWanted = Array(repeating: false, count: identities.units.count)
        keys = Array(repeating: nil, count: identities.units.count)
        summary.unresolved = identities.problems
        choose()
        nameKeys(matching: existing)
        writeUnits()
        writeSuccessors()
    }

    /// What the scope asks for, what follows it, and what is above.
    private mutating func choose() {
        for (unit, places) in identities.units.enumerated() {
            isWanted[unit] = places.contains { place in
                scope.wants(identities.rows[place])
                    && (scope.province.map { identities.province(of: place) == $0 } ?? true)
            }
        }
        guard scope.province != nil else { return }
        for edge in identities.edges.sorted(by: { $0.day < $1.day })
        where isWanted[identities.unitOfRow[edge.old]] && scope.wants(identities.rows[edge.new]) {
            isWanted[identities.unitOfRow[edge.new]] = true
        }
        for (unit, places) in identities.units.enumerated() where isWanted[unit] {
            for place in places where scope.wants(identities.rows[place]) {
                var above = identities.parent(of: place)
                while let one = above {
                    isWanted[identities.unitOfRow[one]] = true
                    above = identities.parent(of: one)
                }
            }
        }
    }

    /// A unit of the site keeps its key; a new one gets its official code, with the year where that is taken.
    private mutating func nameKeys(matching existing: [OrganisationUnit]) {
        var taken = Set(existing.map(\.code.text))
        var unitsByCode: [String: [Int]] = [:]
        for (unit, places) in identities.units.enumerated() {
            for code in Set(places.map({ identities.rows[$0].code })) { unitsByCode[code, default: []].append(unit) }
        }
        for (code, versions) in Dictionary(grouping: existing, by: \.code).sorted(by: { $0.key < $1.key }) {
            let officials = Set(versions.compactMap(\.officialCode)).sorted()
            let rivals = officials.flatMap { unitsByCode[$0] ?? [] }.filter { unit in
                identities.units[unit].contains { overlaps(identities.rows[$0], versions) }
            }
            guard !rivals.isEmpty, let official = officials.first else { continue }
            let alike = rivals.filter { unit in
                keys[unit] == nil && identities.units[unit].contains { isAlike(identities.rows[$0], versions) }
            }
            if let unit = alike.min(by: { start(of: $0) < start(of: $1) }) {
                keys[unit] = code.text
            } else {
                let name = identities.rows[identities.units[rivals[0]][0]].name
                summary.conflicts.append("\(official): \(code) \(versions[0].name) ≠ \(name)")
                for unit in rivals where isWanted[unit] && keys[unit] == nil { isWanted[unit] = false }
            }
        }
        let order = identities.units.indices.filter { keys[$0] == nil }.sorted {
            (start(of: $0), $0) < (start(of: $1), $1)
        }
        for unit in order {
            let first = identities.rows[identities.units[unit][0]]
            let year = first.from.map { "-\($0.year)" } ?? "-2"
            let day = first.from.map { "-\($0.iso)" } ?? "-3"
            let key = [first.code, first.code + year, first.code + day].first { !taken.contains($0) }
            keys[unit] = key ?? "\(first.code)\(day)-\(unit)"
            taken.insert(keys[unit] ?? "")
        }
    }

    private func start(of unit: Int) -> Int { identities.rows[identities.units[unit][0]].from?.number ?? .min }

    private func overlaps(_ row: OfficialUnit, _ versions: [OrganisationUnit]) -> Bool {
        versions.contains {
            ($0.from?.number ?? .min) < (row.to?.number ?? .max) && (row.from?.number ?? .min) < ($0.to?.number ?? .max)
        }
    }

    private func isAlike(_ row: OfficialUnit, _ versions: [OrganisationUnit]) -> Bool {
        overlaps(row, versions)
            && versions.contains { OrganisationUnit.stem(of: $0.name) == OrganisationUnit.stem(of: row.name) }
    }

    private mutating func writeUnits() {
        var old = Dictionary(grouping: units.rows, by: { $0["code"] ?? "" })
        var fresh: [String: [[String: String]]] = [:]
        var new: [[String: String]] = []
        for (unit, places) in identities.units.enumerated() where isWanted[unit] {
            guard let key = keys[unit] else { continue }
            let versions = places.filter { scope.wants(identities.rows[$0]) }.map { place in
                let row = identities.rows[place]
                let parent = identities.parent(of: place).map { identities.unitOfRow[$0] }
                let isKnown = parent.map { isWanted[$0] } ?? false
                return OfficialVersion(row: row, parent: isKnown ? parent.flatMap { keys[$0] } : nil)
            }
            guard !versions.isEmpty else { continue }
            let before = old.removeValue(forKey: key)
            let rows = VersionMerge(key: key, official: versions, life: life(of: unit), site: before ?? []).rows
            if let before {
                let isSame = Set(before.map(said)) == Set(rows.map(said))
                if isSame { summary.unchanged += 1 } else { summary.changed.append(label(key, versions)) }
                fresh[key] = rows
            } else {
                summary.added.append(label(key, versions))
                new += rows
            }
        }
        var written: Set<String> = []
        units.rows = units.rows.flatMap { row -> [[String: String]] in
            guard let code = row["code"], let rows = fresh[code] else { return [row] }
            return written.insert(code).inserted ? rows : []
        }
        units.rows += new
    }

    private func said(_ row: [String: String]) -> [String: String] { row.filter { !$0.value.isEmpty } }

    private func life(of unit: Int) -> ClosedRange<Int> {
        let rows = identities.units[unit].map { identities.rows[$0] }
        return (rows.first?.from?.number ?? .min)...(rows.last?.to?.number ?? .max)
    }

    private func label(_ key: String, _ versions: [OfficialVersion]) -> String {
        "\(key) \(versions.map(\.row.name).reduce(into: []) { $0.contains($1) ? () : $0.append($1) }.joined(separator: " → "))"
    }

    private mutating func writeSuccessors() {
        let people = identities.edges.filter { $0.transfer != .area }
        let heirs = Dictionary(grouping: people, by: \.old)
        for (old, edges) in heirs.sorted(by: { $0.key < $1.key })
        where edges.count > 1 && edges.contains(where: { $0.transfer == .whole }) && isWanted[identities.unitOfRow[old]]
        {
            summary.contradictory.append("\(identities.rows[old].code) \(identities.rows[old].name)")
        }
        var known: [String: Int] = [:]
        for (place, row) in successors.rows.enumerated() { known[eventKey(row)] = place }
        for edge in identities.edges {
            let (old, new) = (identities.unitOfRow[edge.old], identities.unitOfRow[edge.new])
            guard isWanted[old], isWanted[new], scope.wants(identities.rows[edge.old]), let oldKey = keys[old],
                let newKey = keys[new], scope.to.map({ edge.day <= $0 }) ?? true
            else { continue }
            guard let event = event(of: edge, isSplit: (heirs[edge.old]?.count ?? 0) > 1) else { continue }
            let isPart = event == .split && edge.transfer == .whole
            var row = [
                "event": event.rawValue, "day": edge.day.iso, "old": oldKey, "new": old == new ? "" : newKey,
                "transfer": (isPart ? .part : edge.transfer).rawValue,
            ]
            if let place = known[eventKey(row)] {
                row = successors.rows[place].merging(row) { _, official in official }
                if row != successors.rows[place] { summary.events += 1 }
                successors.rows[place] = row
            } else {
                successors.rows.append(row)
                summary.events += 1
            }
        }
    }

    /// Nil where nothing has changed for the unit.
    private func event(of edge: UnitIdentities.Edge, isSplit: Bool) -> Succession.Event? {
        guard identities.unitOfRow[edge.old] == identities.unitOfRow[edge.new] else { return isSplit ? .split : .merge }
        if identities.rows[edge.old].level != identities.rows[edge.new].level { return .level }
        if identities.rows[edge.old].name != identities.rows[edge.new].name { return .rename }
        let parents = [edge.old, edge.new].map { identities.parent(of: $0).map { identities.unitOfRow[$0] } }
        return parents[0] == parents[1] ? nil : .reparent
    }

    private func eventKey(_ row: [String: String]) -> String {
        "\(row["day"] ?? "")/\(row["old"] ?? "")/\(row["new"] ?? "")"
    }
}
