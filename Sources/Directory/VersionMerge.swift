import Almanac
import Definition

/// A row of the list with the key of the unit above it; nil where that is not among the site's units.
struct OfficialVersion {
    let row: OfficialUnit
    let parent: String?
}

/// The rows of one unit: cut wherever the list or the site has a boundary, official facts from the list, the rest from the
/// site's row that held then, or else held nearest.
struct VersionMerge {
    private(set) var rows: [[String: String]] = []
    private let key: String

    private struct Piece {
        let from: Int
        let to: Int
        let fields: [String: String]
    }

    /// - Parameter life: the days between which the unit is there at all by the list, also in versions that are not wanted.
    init(key: String, official: [OfficialVersion], life: ClosedRange<Int>, site: [[String: String]]) {
        self.key = key
        let spans = site.map { row in
            (
                from: row["from"].flatMap { Day(iso: $0)?.number } ?? .min,
                to: row["to"].flatMap { Day(iso: $0)?.number } ?? .max
            )
        }
        let listed = official.map { (from: $0.row.from?.number ?? .min, to: $0.row.to?.number ?? .max) }
        let bounds = Set((spans + listed).flatMap { [$0.from, $0.to] }).sorted()
        var pieces: [Piece] = []
        for (from, to) in zip(bounds, bounds.dropFirst()) {
            let own = spans.firstIndex { $0.from <= from && to <= $0.to }
            if let place = listed.firstIndex(where: { $0.from <= from && to <= $0.to }) {
                let nearest = own ?? spans.indices.min { distance(spans[$0], from) < distance(spans[$1], from) }
                pieces.append(
                    Piece(from: from, to: to, fields: fields(official[place], over: nearest.map { site[$0] } ?? [:])))
            } else if let own,
                !listed.contains(where: { $0.from < spans[own].to && spans[own].from < $0.to })
                    || (life.lowerBound <= from && to <= life.upperBound)
            {
                // A row that the list does not reach is none of its business; one that it does is cut to the unit's life.
                pieces.append(Piece(from: from, to: to, fields: site[own]))
            }
        }
        var joined: [Piece] = []
        for piece in pieces {
            if let last = joined.last, last.to == piece.from, bare(last.fields) == bare(piece.fields) {
                joined[joined.count - 1] = Piece(from: last.from, to: piece.to, fields: last.fields)
            } else {
                joined.append(piece)
            }
        }
        rows = joined.map { piece in
            var fields = piece.fields
            fields["from"] = piece.from == .min ? "" : Day(number: piece.from).iso
            fields["to"] = piece.to == .max ? "" : Day(number: piece.to).iso
            return fields
        }
    }

    private func distance(_ span: (from: Int, to: Int), _ day: Int) -> Int {
        if span.to != .max, span.to <= day { return day - span.to }
        return span.from == .min || span.from <= day ? 0 : day == .min ? .max : span.from - day
    }

    private func bare(_ fields: [String: String]) -> [String: String] {
        fields.filter { $0.key != "from" && $0.key != "to" && !$0.value.isEmpty }
    }

    private func fields(_ version: OfficialVersion, over site: [String: String]) -> [String: String] {
        var fields = site
        fields["code"] = key
        fields["official"] = version.row.code
        fields["name"] = name(version.row.name, over: site["name"])
        fields["level"] = version.row.level.rawValue
        if site["kind"]?.isEmpty ?? true { fields["kind"] = OrganisationUnit.committee }
        if let parent = version.parent { fields["parent"] = parent }
        return fields
    }

    /// A site that writes `UBND xã Hòa Hiệp` goes on writing so.
    private func name(_ official: String, over own: String?) -> String {
        guard let own, !own.isEmpty else { return official }
        let type = official.prefix { $0 != " " }.lowercased()
        let bare = own.lowercased().replacing("ủy ban nhân dân ", with: "").replacing("ubnd ", with: "")
        let isCommittee = bare.count != own.count
        if OrganisationUnit.stem(of: own) == OrganisationUnit.stem(of: official), bare.hasPrefix(type) { return own }
        return isCommittee ? OrganisationUnit.committeeName(of: official) : official
    }
}
