import Almanac

extension SQLStore {
    /// A key that is known already stays as it is: nobody is told twice.
    package func queue(_ outgoing: OutgoingRow) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO outgoing (key, kind, body, state, queued_at, note, lane, due_at, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
            """,
            .text(outgoing.key), .text(outgoing.kind), .text(outgoing.body), .text(outgoing.state.rawValue),
            .integer(outgoing.queuedAt.milliseconds), SQLValue(outgoing.note), SQLValue(outgoing.lane),
            SQLValue(outgoing.dueAt?.milliseconds), .integer(Int64(outgoing.attempts)))
    }

    /// - Throws: `StoreError` also when nothing was queued under that key.
    package func mark(
        outgoing key: String, state: OutgoingRow.State, at instant: Instant, note: String?
    ) throws(StoreError) {
        try connection.run(
            "UPDATE outgoing SET state = ?, marked_at = ?, note = ?, due_at = NULL WHERE key = ?",
            .text(state.rawValue), .integer(instant.milliseconds), SQLValue(note), .text(key),
            orElse: "nothing was queued under that key")
    }

    package func outgoing(state: OutgoingRow.State, atMost limit: Int) throws(StoreError) -> [OutgoingRow] {
        try connection.rows(
            "SELECT \(Self.outgoingColumns) FROM outgoing WHERE state = ? ORDER BY sequence LIMIT ?",
            .text(state.rawValue),
            .integer(Int64(limit)), read: Self.outgoing)
    }

    package func outgoing(key: String) throws(StoreError) -> OutgoingRow? {
        try connection.first(
            "SELECT \(Self.outgoingColumns) FROM outgoing WHERE key = ?", .text(key), read: Self.outgoing)
    }

    package func outgoing(queuedIn instants: Range<Instant>) throws(StoreError) -> [OutgoingRow] {
        try connection.rows(
            "SELECT \(Self.outgoingColumns) FROM outgoing WHERE queued_at >= ? AND queued_at < ? ORDER BY sequence",
            .integer(instants.lowerBound.milliseconds), .integer(instants.upperBound.milliseconds),
            read: Self.outgoing)
    }

    package func outgoingCounts(
        of kind: String, queuedIn instants: Range<Instant>
    ) throws(StoreError) -> [OutgoingRow.State: Int] {
        let counts = try connection.rows(
            """
            SELECT state, COUNT(*) FROM outgoing WHERE kind = ? AND queued_at >= ? AND queued_at < ? GROUP BY state
            """, .text(kind), .integer(instants.lowerBound.milliseconds), .integer(instants.upperBound.milliseconds)
        ) { ($0.text(0), Int($0.integer(1))) }
        return Dictionary(counts.compactMap { text, count in OutgoingRow.State(rawValue: text).map { ($0, count) } }) {
            $0 + $1
        }
    }

    // MARK: Lanes

    package func put(
        outgoing key: String, in lane: String?, at instant: Instant?, attempts: Int, note: String?
    ) throws(StoreError) {
        try connection.run(
            "UPDATE outgoing SET state = 'queued', lane = ?, due_at = ?, attempts = ?, note = ? WHERE key = ?",
            SQLValue(lane), SQLValue(instant?.milliseconds), .integer(Int64(attempts)), SQLValue(note), .text(key),
            orElse: "nothing was queued under that key")
    }

    package func outgoing(dueBy instant: Instant, atMost limit: Int) throws(StoreError) -> [OutgoingRow] {
        try connection.rows(
            """
            SELECT \(Self.outgoingColumns) FROM outgoing WHERE due_at <= ? ORDER BY due_at, sequence LIMIT ?
            """, .integer(instant.milliseconds), .integer(Int64(limit)), read: Self.outgoing)
    }

    package func nextOutgoing() throws(StoreError) -> Instant? {
        try connection.first(
            "SELECT due_at FROM outgoing WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1"
        ) { Instant(milliseconds: $0.integer(0)) }
    }

    package func firstOutgoing(in lane: String) throws(StoreError) -> OutgoingRow? {
        try connection.first(
            """
            SELECT \(Self.outgoingColumns) FROM outgoing WHERE lane = ? AND state IN ('queued', 'sending')
            ORDER BY sequence LIMIT 1
            """, .text(lane), read: Self.outgoing)
    }

    static var outgoingColumns: String { "key, kind, body, state, queued_at, note, lane, due_at, attempts" }

    static func outgoing(_ row: Connection.Row) throws(StoreError) -> OutgoingRow {
        guard let state = OutgoingRow.State(rawValue: row.text(3)) else {
            throw StoreError(code: StoreError.corrupt, message: "\"\(row.text(3))\" is not a state of what leaves")
        }
        return OutgoingRow(
            key: row.text(0), kind: row.text(1), body: row.text(2), state: state,
            queuedAt: Instant(milliseconds: row.integer(4)), note: row.optionalText(5), lane: row.optionalText(6),
            dueAt: row.optionalInteger(7).map { Instant(milliseconds: $0) }, attempts: Int(row.integer(8)))
    }
}
