import Almanac
import Definition
import Foundation
import Notation

/// Which rows of an official list are one unit, and which are another that was given its code.
struct UnitIdentities {
    /// Places in `rows`, the oldest first: one unit each.
    private(set) var units: [[Int]] = []
    /// The unit of each row.
    private(set) var unitOfRow: [Int]
    /// By place, from the row that ended to the one that follows.
    private(set) var edges: [Edge] = []
    private(set) var problems: [String] = []
    let rows: [OfficialUnit]
    private let byCode: [String: [Int]]

    struct Edge {
        let old: Int
        let new: Int
        let day: Day
        let transfer: Succession.Transfer
    }

    /// - Parameter existing: what a site has told apart already stays so, whatever tables are given this time.
    init(_ rows: [OfficialUnit], _ successions: [OfficialSuccession], existing: [OrganisationUnit]) {
        self.rows = rows
        unitOfRow = Array(repeating: -1, count: rows.count)
        var byCode: [String: [Int]] = [:]
        for place in rows.indices { byCode[rows[place].code, default: []].append(place) }
        self.byCode = byCode.mapValues { places in
            places.sorted { (rows[$0].from?.number ?? .min) < (rows[$1].from?.number ?? .min) }
        }
        resolve(successions)
        group(existing)
    }

    /// The row of that code that holds on that day.
    func row(_ code: String, on day: Day) -> Int? { byCode[code]?.first { rows[$0].holds(on: day) } }

    private mutating func resolve(_ successions: [OfficialSuccession]) {
        let feasible = successions.map { edges(of: $0) }
        // A table is of one event: where it does not say the day, a row's day is the one that most of its rows share.
        let count = feasible.joined().reduce(into: [Day: Int]()) { $0[$1.day, default: 0] += 1 }
        for (row, edges) in zip(successions, feasible) {
            if let edge = edges.max(by: { (count[$0.day] ?? 0, $0.day) < (count[$1.day] ?? 0, $1.day) }) {
                self.edges.append(edge)
            } else {
                problems.append("\(row.old) → \(row.new)")
            }
        }
    }

    /// On each day on which the old unit ended while the new one was there.
    private func edges(of row: OfficialSuccession) -> [Edge] {
        (byCode[row.old] ?? []).compactMap { old in
            guard let day = rows[old].to, row.day ?? day == day, let new = self.row(row.new, on: day) else {
                return nil
            }
            return Edge(old: old, new: new, day: day, transfer: row.transfer)
        }
    }

    private mutating func group(_ existing: [OrganisationUnit]) {
        var next: [Int: Int] = [:]
        let people = edges.filter { $0.transfer != .area }
        let leaving = Dictionary(grouping: people, by: \.old)
        // That its district has ended too makes no other unit of a commune.
        let alike = people.filter { rows[$0.old].level == rows[$0.new].level }
        let coming = Dictionary(grouping: alike, by: \.new)
            .merging(Dictionary(grouping: people, by: \.new)) { same, _ in same }
        for edge in people where edge.transfer == .whole && leaving[edge.old]?.count == 1 {
            // One alone, whole, into one that has no other predecessor: the same unit in a new dress.
            if let others = coming[edge.new], others.count == 1, others[0].old == edge.old { next[edge.old] = edge.new }
        }
        for places in byCode.values {
            for (old, new) in zip(places, places.dropFirst())
            where rows[old].to == rows[new].from && leaving[old] == nil && coming[new] == nil && isSame(old, new) {
                next[old] = new
            }
        }
        keep(existing, in: &next)
        let followed = Set(next.values)
        for place in rows.indices where !followed.contains(place) {
            var chain = [place]
            while let following = next[chain[chain.count - 1]] { chain.append(following) }
            for row in chain { unitOfRow[row] = units.count }
            units.append(chain)
        }
    }

    /// Rows that a site has as versions of one unit stay one; rows that it has under two keys stay two.
    private func keep(_ existing: [OrganisationUnit], in next: inout [Int: Int]) {
        let byOfficial = Dictionary(grouping: existing.indices.filter { existing[$0].officialCode != nil }) {
            existing[$0].officialCode ?? ""
        }
        var version: [Int: Int] = [:]
        for place in rows.indices {
            version[place] = byOfficial[rows[place].code]?.first { existing[$0].holds(on: rows[place].someDay) }
        }
        for (old, new) in next {
            guard let before = version[old], let after = version[new] else { continue }
            if existing[before].code != existing[after].code { next[old] = nil }
        }
        let known = version.keys.sorted { (rows[$0].from?.number ?? .min, $0) < (rows[$1].from?.number ?? .min, $1) }
        for places in Dictionary(grouping: known, by: { existing[version[$0] ?? 0].code }).values {
            for (old, new) in zip(places, places.dropFirst())
            where rows[old].to == rows[new].from && version[old] != version[new] { next[old] = new }
        }
    }

    /// Where no table says what became of it, the name tells.
    private func isSame(_ old: Int, _ new: Int) -> Bool {
        if rows[old].endedBy?.contains("renamed") == true { return true }
        return OrganisationUnit.stem(of: rows[old].name) == OrganisationUnit.stem(of: rows[new].name)
            || (rows[old].endedBy == nil && rows[old].parent != nil && rows[old].parent == rows[new].parent)
    }

    /// A row's province as it was when the row held, by its official code.
    func province(of row: Int) -> String? {
        var place = Optional(row)
        for _ in 0..<4 {
            guard let one = place else { return nil }
            if rows[one].level == .province { return rows[one].code }
            place = parent(of: one)
        }
        return nil
    }

    func parent(of row: Int) -> Int? {
        rows[row].parent.flatMap { self.row($0, on: rows[row].someDay) }
    }
}

extension OrganisationUnit {
    /// A name without its type and without tones, so that `Xã Hoà Hiệp` and `UBND xã Hòa Hiệp` are alike.
    static func stem(of name: String) -> String {
        var words = name.lowercased().folding(options: .diacriticInsensitive, locale: nil)
        for prefix in [
            "uy ban nhan dan ", "ubnd ", "tinh ", "thanh pho ", "thi xa ", "thi tran ", "huyen ", "quan ", "xa ",
            "phuong ", "đac khu ",
        ]
        where words.hasPrefix(prefix) {
            words.removeFirst(prefix.count)
        }
        return words
    }
}
