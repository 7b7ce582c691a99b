import Almanac

extension SQLStore {
    /// A wake-up that is set again moves: it then stands behind those that were asked for before.
    package func set(_ wakeUp: WakeUpRow) throws(StoreError) {
        try connection.run(
            Connection.setsWakeUp, .text(wakeUp.owner),
            .integer(wakeUp.at.milliseconds),
            .integer(Int64(wakeUp.order)))
    }

    package func dropWakeUp(owner: String) throws(StoreError) {
        try connection.run("DELETE FROM wake_up WHERE owner = ?", .text(owner))
    }

    package func takeWakeUps(dueBy instant: Instant, atMost limit: Int) throws(StoreError) -> [WakeUpRow] {
        let due = try connection.rows(
            "SELECT sequence, owner, at, priority FROM wake_up WHERE at <= ? ORDER BY at, priority, sequence LIMIT ?",
            .integer(instant.milliseconds), .integer(Int64(limit))
        ) { row in
            let wakeUp = WakeUpRow(
                owner: row.text(1), at: Instant(milliseconds: row.integer(2)), order: Int(row.integer(3)))
            return (sequence: row.integer(0), wakeUp: wakeUp)
        }
        for (sequence, _) in due { try connection.run("DELETE FROM wake_up WHERE sequence = ?", .integer(sequence)) }
        return due.map(\.wakeUp)
    }

    package func nextWakeUp() throws(StoreError) -> Instant? {
        try connection.first("SELECT at FROM wake_up ORDER BY at LIMIT 1") { Instant(milliseconds: $0.integer(0)) }
    }

    package func nextWakeUp(besides owner: String) throws(StoreError) -> Instant? {
        try connection.first("SELECT at FROM wake_up WHERE owner <> ? ORDER BY at LIMIT 1", .text(owner)) {
            Instant(milliseconds: $0.integer(0))
        }
    }

    /// Subscribing again to the same type changes nothing; one token may wait for several types.
    package func subscribe(instance: Int64, token: Int, type: String) throws(StoreError) {
        try connection.run(
            "INSERT INTO subscription (instance, token, type) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            .integer(instance), .integer(Int64(token)), .text(type))
    }

    package func unsubscribe(instance: Int64, token: Int) throws(StoreError) {
        try connection.run(
            "DELETE FROM subscription WHERE instance = ? AND token = ?", .integer(instance), .integer(Int64(token)))
    }

    package func unsubscribeAll(instance: Int64) throws(StoreError) {
        try connection.run("DELETE FROM subscription WHERE instance = ?", .integer(instance))
    }

    /// Each once, also those that wait for this type and for all types.
    package func subscribers(type: String) throws(StoreError) -> [(instance: Int64, token: Int)] {
        try connection.rows(
            """
            SELECT instance, token FROM subscription WHERE type IN (?, '*')
            GROUP BY instance, token ORDER BY min(sequence)
            """,
            .text(type)
        ) { ($0.integer(0), Int($0.integer(1))) }
    }
}
