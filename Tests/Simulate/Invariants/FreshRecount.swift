import Casework
import Definition
import Engine
import Notation
import Storage

/// Quotas and status are what counting everything anew comes to.
extension World {
    func freshRecount(_ store: SQLiteStore) throws -> [String] {
        var found: [String] = []
        let rows = try store.records(kind: "assignment", parent: nil, openOnly: false)
        let assignments = try rows.map { try Sitting.decoded($0.body) as Assignment }
        for (row, one) in zip(rows, assignments) where row.isSettled != one.isSettled || row.parent != one.collection {
            found.append("the row of \(one.code) does not say what the assignment says")
        }
        found += try collections(store, assignments) + pieces(store, assignments)
        return try found + quotas(store, rows)
    }

    /// What a collection counts along is the sum of its assignments.
    private func collections(_ store: SQLiteStore, _ assignments: [Assignment]) throws -> [String] {
        let byCollection = Dictionary(grouping: assignments, by: \.collection)
        return try store.records(kind: "collection", parent: nil, openOnly: false).compactMap { row in
            let body = try JSON(parsing: row.body)
            let all = byCollection[row.key] ?? []
            let unsettled = all.count { !$0.isSettled && !$0.isOptional }
            guard body["unsettled"] != .integer(unsettled) else { return nil }
            return "\(row.key) counts \(body["unsettled"].text) unsettled, there are \(unsettled)"
        }
    }

    /// Every file that a unit was told is counted is counted somewhere, and none that nobody sent.
    private func pieces(_ store: SQLiteStore, _ assignments: [Assignment]) throws -> [String] {
        let counted = assignments.flatMap { one in
            one.pieces.map { "\(one.key) \($0.sha256)" }
        }
        let submissions = try store.records(kind: "submission", parent: nil, openOnly: false).map {
            try JSON(parsing: $0.body)
        }
        var sent: Set<String> = []
        for one in submissions {
            guard let key = one["assignment"].asString else { continue }
            for file in one["submitted"]["files"].asArray ?? [] {
                sent.insert("\(key) \(file["sha256"].asString ?? "")")
            }
        }
        let unsent = Set(counted).subtracting(sent).sorted().map { "\($0) is counted, and nobody has sent it" }
        let held = Set(
            counted
                + assignments.flatMap { one in
                    (one.contributions ?? []).flatMap { other in other.pieces.map { "\(one.key) \($0.sha256)" } }
                })
        let lost = sent.subtracting(held).sorted().map { "\($0) was received, and is counted nowhere" }
        // What was returned and came again is there as returned, and as new.
        let live = assignments.flatMap { one in
            one.pieces.filter { !$0.isSuperseded }.map { "\(one.key) \($0.sha256)" }
        }
        let repeated = Dictionary(grouping: live) { $0 }.filter { $1.count > 1 }.keys.sorted().map {
            "\($0) is there twice"
        }
        return unsent + lost + repeated
    }

    /// The quotas of the status, against the files as they lie in the rows.
    private func quotas(_ store: SQLiteStore, _ rows: [RecordRow]) throws -> [String] {
        let bodies = Dictionary(try rows.map { ($0.key, try JSON(parsing: $0.body)) }, uniquingKeysWith: { $1 })
        let status = try Status(of: site.office, in: store, at: wall).json
        return (status["quota"].asArray ?? []).compactMap { quota in
            let words = ["unit", "obligation", "period"].map { quota[$0].asString ?? "" }
            let body = bodies[words.joined(separator: "/")] ?? .null
            let own = body["pieces"].asArray ?? []
            let handed = (body["contributions"].asArray ?? []).flatMap { $0["pieces"].asArray ?? [] }
            let count = (own + handed).count {
                $0["isSuperseded"] != true && $0["kind"] == quota["kind"] && $0["isDeclared"] != true
            }
            return quota["received"] == .integer(count)
                ? nil
                : "\(words.joined(separator: "/")) has received \(count), the status says \(quota["received"].text)"
        }
    }
}
