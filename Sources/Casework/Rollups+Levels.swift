import Definition
import Engine
import Notation

/// Roll-ups across levels: what the level below has gathered is a part of what goes further up.
extension Rollups {
    /// Read anew each time, so that a supplement tells what has come since.
    func tallies(of order: RollupOrder, in sitting: Sitting) throws -> [(name: String, tally: Tally)] {
        try (order.parts ?? []).map { part in
            var seen: Set<String> = []
            return (part.name, try tally(of: part.collection, &seen, in: sitting))
        }
    }

    private func tally(of key: String, _ seen: inout Set<String>, in sitting: Sitting) throws -> Tally {
        guard seen.insert(key).inserted, let collection = try sitting.collection(key) else { return Tally() }
        var tally = Tally(try sitting.assignments(of: key))
        for part in collection.rollup?.parts ?? [] {
            tally = tally + (try self.tally(of: part.collection, &seen, in: sitting))
        }
        return tally
    }

    /// So that a supplement below is followed by one above.
    func rememberParts(of order: RollupOrder, for collection: Collection, in sitting: Sitting) throws {
        for part in order.parts ?? [] where part.collection != collection.key {
            try sitting.save(collection.key, "part", part.collection, isSettled: true)
        }
    }

    func supplementAbove(_ collection: Collection, in sitting: Sitting) throws {
        guard collection.rollupVersion > 1, let above = try sitting.load(String.self, "part", collection.key) else {
            return
        }
        try sitting.wake("supplement/\(above)", at: office.sendingMoment(from: sitting.now), order: 2)
    }
}

/// How many owe, have given, gave late, and still lack.
struct Tally {
    var total = 0
    var accepted = 0
    var late = 0
    /// By name.
    var missing: [String] = []

    init() {}

    init(_ assignments: [Assignment]) {
        total = assignments.count { $0.isOwn }
        accepted = assignments.count { $0.stage == .accepted && $0.isOwn }
        late = assignments.count { $0.cameLate && $0.isOwn }
        missing = assignments.filter { !$0.isSettled }.map(\.unitName)
    }

    static func + (a: Tally, b: Tally) -> Tally {
        var sum = a
        sum.total += b.total
        sum.accepted += b.accepted
        sum.late += b.late
        sum.missing += b.missing
        return sum
    }

    /// Above this many, names are counted instead.
    private static let mostNames = 20

    func json(name: String) -> JSON {
        let named = missing.prefix(Tally.mostNames).joined(separator: "; ")
        let rest = missing.count - Tally.mostNames
        return [
            "name": .string(name), "total": .integer(total), "accepted": .integer(accepted), "late": .integer(late),
            "missing": .integer(missing.count),
            "missingNames": .string(rest > 0 ? "\(named) và \(rest) đơn vị khác" : named),
        ]
    }
}
