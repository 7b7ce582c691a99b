package import Almanac

/// How much there is, and of when the newest is.
package struct StoreCounts: Equatable, Sendable {
    /// That have not ended.
    package let openInstances: Int
    /// That are not settled, by kind.
    package let openRecords: [String: Int]
    package let outgoing: [OutgoingRow.State: Int]
    package let wakeUps: Int
    /// The latest instant at which anything was written down; nil where nothing was.
    package let newest: Instant?
}

extension SQLStore {
    package func counts() throws(StoreError) -> StoreCounts {
        let instances = try connection.first("SELECT count(*) FROM instance WHERE ended_at IS NULL") { $0.integer(0) }
        let records = try connection.rows("SELECT kind, count(*) FROM record WHERE is_settled = 0 GROUP BY kind") {
            ($0.text(0), Int($0.integer(1)))
        }
        let outgoing = try connection.rows("SELECT state, count(*) FROM outgoing GROUP BY state") {
            (OutgoingRow.State(rawValue: $0.text(0)), Int($0.integer(1)))
        }
        let wakeUps = try connection.first("SELECT count(*) FROM wake_up") { $0.integer(0) }
        // Instants that were written last need not be the latest: a clock may have been set meanwhile.
        var instants: [Int64] = []
        for sql in [
            "SELECT max(handled) FROM ledger", "SELECT max(at) FROM audit", "SELECT max(recorded_at) FROM event",
        ] {
            if let instant = try connection.first(sql, read: { $0.optionalInteger(0) }) ?? nil {
                instants.append(instant)
            }
        }
        return StoreCounts(
            openInstances: Int(instances ?? 0), openRecords: Dictionary(uniqueKeysWithValues: records),
            outgoing: Dictionary(uniqueKeysWithValues: outgoing.compactMap { row in row.0.map { ($0, row.1) } }),
            wakeUps: Int(wakeUps ?? 0), newest: instants.max().map { Instant(milliseconds: $0) })
    }
}
