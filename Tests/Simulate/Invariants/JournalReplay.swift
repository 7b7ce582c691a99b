import Casework
import Engine
import Storage

/// The journal of every instance leads to the state that is stored, and whatever can end has ended.
extension World {
    func journalReplay(_ store: SQLiteStore, _ reading: Reading) throws -> [String] {
        let functions = Set(site.office.functions.compactMap(\.name))
        var found: [String] = []
        for row in try store.instances(phase: nil, atMost: 100_000) {
            let replay = try Replay(
                of: row, in: store, functions: functions, zone: site.zone)
            if !replay.reachesTheSameState { found.append("the journal of instance \(row.id) leads to another state") }
        }
        // Errands have limits for everything that they wait for.
        let stuck = try reading.rows(
            "SELECT id, phase FROM instance WHERE name IN ('errand', 'child', 'ship') AND ended_at IS NULL AND phase <> 'suspended'"
        )
        found += stuck.filter { _ in deeds.allSatisfy { $0.time <= end } }.map { "instance \($0[0]) is still \($0[1])" }
        return found
    }
}
