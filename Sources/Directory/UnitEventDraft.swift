package import Almanac
package import Definition
import Notation

/// What a person orders about units.
package enum UnitEventOrder: Sendable {
    case merge([UnitCode], into: Heir)
    case split(UnitCode, into: [Heir], lead: UnitCode?)
    case dissolve([UnitCode])

    /// A unit that goes on; with a name it begins on that day, or is called so from then on.
    package struct Heir: Sendable {
        package var code: UnitCode
        package var name: String?
        package var level: Level?
        package var parent: UnitCode?
        package var official: String?
        package var mailbox: String?

        package init(
            code: UnitCode, name: String? = nil, level: Level? = nil, parent: UnitCode? = nil, official: String? = nil,
            mailbox: String? = nil
        ) {
            self.code = code
            self.name = name
            self.level = level
            self.parent = parent
            self.official = official
            self.mailbox = mailbox
        }
    }
}

/// One sentence about what is wrong with an order.
package struct UnitEventRefusal: Error, Equatable, Sendable {
    package let sentence: String
}

/// An official event laid over the site's files, to be looked at before it is written.
package struct UnitEventDraft: Sendable {
    package let day: Day
    /// As they were last.
    package private(set) var ended: [OrganisationUnit] = []
    /// As they are from the day on: new units, and new versions of units that go on.
    package private(set) var begun: [OrganisationUnit] = []
    package private(set) var events: [Succession] = []
    package private(set) var units: CSVSheet
    package private(set) var successors: CSVSheet
    private let tree: UnitTree

    package init(
        _ order: UnitEventOrder, on day: Day, tree: UnitTree, units: CSVSheet, successors: CSVSheet?
    ) throws(UnitEventRefusal) {
        self.day = day
        self.tree = tree
        self.units = units
        self.successors = successors ?? CSVSheet(columns: DirectoryFiles.successorColumns)
        self.units.ensure(["from", "to"])
        self.successors.ensure(DirectoryFiles.successorColumns)
        switch order {
        case .merge(let olds, let heir):
            let leaving = olds.filter { $0 != heir.code }
            guard !leaving.isEmpty else { throw refusal("a merger needs units that go into \"\(heir.code)\"") }
            let last = try olds.map { (old) throws(UnitEventRefusal) in try standing(old) }
            try begin(heir, after: last)
            for old in leaving { try end(old, into: heir.code, .merge, .whole) }
        case .split(let old, let heirs, let lead):
            guard heirs.count > 1 else { throw refusal("a unit is split between two units or more") }
            if let lead, !heirs.contains(where: { $0.code == lead }) {
                throw refusal(
                    "\"\(lead)\" is to take the lead, and is not among the units that \"\(old)\" is split into")
            }
            let last = try standing(old)
            for heir in heirs { try begin(heir, after: [last]) }
            for heir in heirs { try end(old, into: heir.code, .split, .part, isLead: heir.code == lead) }
        case .dissolve(let olds):
            for old in olds { try end(old, into: nil, .dissolve, .whole) }
        }
        write()
    }

    private func refusal(_ sentence: String) -> UnitEventRefusal { UnitEventRefusal(sentence: sentence) }

    /// The unit as it is on the day before.
    private func standing(_ code: UnitCode) throws(UnitEventRefusal) -> OrganisationUnit {
        guard tree.knows(code) else { throw refusal("there is no unit \"\(code)\" in units.csv") }
        guard let unit = tree.unit(code, on: day.advanced(by: -1)) else {
            throw refusal("\"\(code)\" does not hold on \(day.advanced(by: -1).iso), the day before the event")
        }
        if let later = tree.versions(of: code).first(where: {
            ($0.from ?? day) > day.advanced(by: -1) && $0.from != nil
        }) {
            throw refusal(
                "units.csv has a version of \"\(code)\" from \(later.from?.iso ?? "") on: what has ended has none; change the file by hand"
            )
        }
        return unit
    }

    private mutating func end(
        _ old: UnitCode, into heir: UnitCode?, _ event: Succession.Event, _ transfer: Succession.Transfer,
        isLead: Bool = false
    ) throws(UnitEventRefusal) {
        let unit = try standing(old)
        if tree.successors(of: old).contains(where: { $0.day == day }) {
            throw refusal("\"\(old)\" has gone to another unit on \(day.iso) already, by successors.csv")
        }
        if old == heir {
            throw refusal("\"\(old)\" cannot end and go on at once: give the unit that goes on a key of its own")
        }
        if !ended.contains(where: { $0.code == old }) { ended.append(unit) }
        events.append(Succession(event: event, day: day, old: old, new: heir, transfer: transfer, isLead: isLead))
    }

    private mutating func begin(
        _ heir: UnitEventOrder.Heir, after olds: [OrganisationUnit]
    ) throws(UnitEventRefusal) {
        if let own = tree.unit(heir.code, on: day) {
            guard let name = heir.name, name != own.name else { return }
            // It takes others in and is called otherwise from then on.
            _ = try standing(heir.code)
            var version = own
            version.name = name
            version.from = day
            begun.append(version)
            events.append(Succession(event: .rename, day: day, old: heir.code, new: nil))
            return
        }
        guard !tree.knows(heir.code) else {
            throw refusal(
                "the key \"\(heir.code)\" is of a unit that does not hold on \(day.iso), and a key is never given again"
            )
        }
        guard let name = heir.name, let first = olds.first else {
            throw refusal("\"\(heir.code)\" is a new unit: give it a name with --name, or CODE=NAME")
        }
        let parents = Set(olds.map(\.parent))
        begun.append(
            OrganisationUnit(
                code: heir.code, name: name, level: heir.level ?? first.level, kind: first.kind,
                parent: heir.parent ?? (parents.count == 1 ? first.parent : nil),
                clusters: first.clusters.filter { cluster in olds.allSatisfy { $0.clusters.contains(cluster) } },
                mailbox: heir.mailbox, from: day, official: heir.official))
    }

    private mutating func write() {
        let endings = Set(ended.map(\.code.text)).union(begun.map(\.code.text))
        for place in units.rows.indices {
            let row = units.rows[place]
            guard let code = row["code"], endings.contains(code),
                row["to"].flatMap({ Day(iso: $0) }).map({ $0 > day }) ?? true
            else { continue }
            units.rows[place]["to"] = day.iso
        }
        if begun.contains(where: { $0.official != nil }) { units.ensure(["official"]) }
        if !begun.isEmpty { units.ensure(["level", "kind", "parent"]) }
        if begun.contains(where: { $0.mailbox != nil }) { units.ensure(["mailbox"]) }
        if begun.contains(where: { !$0.clusters.isEmpty }) { units.ensure(["clusters"]) }
        units.rows += begun.map { unit in
            // A unit that goes on keeps every column that people have added.
            var row = units.rows.last { $0["code"] == unit.code.text } ?? [:]
            row["code"] = unit.code.text
            row["name"] = unit.name
            row["from"] = day.iso
            row["to"] = ""
            row["level"] = unit.level?.rawValue ?? ""
            row["kind"] = unit.kind
            row["parent"] = unit.parent?.text ?? ""
            row["clusters"] = unit.clusters.joined(separator: ";")
            row["mailbox"] = unit.mailbox ?? ""
            row["official"] = unit.official ?? ""
            return row
        }
        successors.rows += events.map { event in
            [
                "event": event.event.rawValue, "day": event.day.iso, "old": event.old.text,
                "new": event.new?.text ?? "",
                "transfer": event.event == .dissolve ? "" : event.transfer.rawValue, "lead": event.isLead ? "yes" : "",
            ]
        }
    }
}
