import Almanac
import Notation

extension SQLStore {
    package func record(_ event: CloudEvent, at instant: Instant) throws(StoreError) -> Bool {
        try connection.change(
            """
            INSERT INTO event (source, id, type, recorded_at, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (source, id) DO NOTHING
            """,
            .text(event.source), .text(event.id), .text(event.type), .integer(instant.milliseconds),
            .text(event.json.text)) == 1
    }

    package func events(type: String?, since instant: Instant, atMost limit: Int) throws(StoreError) -> [CloudEvent] {
        if let type {
            try connection.rows(
                "SELECT body FROM event WHERE type = ? AND recorded_at >= ? ORDER BY sequence LIMIT ?", .text(type),
                .integer(instant.milliseconds), .integer(Int64(limit)), read: Self.event)
        } else {
            // The sign keeps the database from reading all events in their order and leaving out the older ones one by one.
            try connection.rows(
                "SELECT body FROM event WHERE recorded_at >= ? ORDER BY +sequence LIMIT ?",
                .integer(instant.milliseconds),
                .integer(Int64(limit)), read: Self.event)
        }
    }

    package func latestEvents(
        types: [String]?, since instant: Instant, atMost limit: Int
    ) throws(StoreError) -> [CloudEvent] {
        let marks = (types ?? []).map { _ in "?" }.joined(separator: ", ")
        let condition = types == nil ? "" : "type IN (\(marks)) AND "
        return try connection.rows(
            """
            SELECT body FROM (SELECT sequence, body FROM event WHERE \(condition)recorded_at >= ?
            ORDER BY +sequence DESC LIMIT ?) AS latest ORDER BY sequence
            """, (types ?? []).map { .text($0) } + [.integer(instant.milliseconds), .integer(Int64(limit))],
            read: Self.event)
    }

    static func event(_ row: Connection.Row) throws(StoreError) -> CloudEvent {
        do { return try CloudEvent(json: JSON(parsing: row.text(0))) } catch {
            throw StoreError(code: StoreError.corrupt, message: "an event in the store cannot be read: \(error)")
        }
    }

    /// A key that is known already stays as it is: nobody is told twice.
    package func queue(_ outgoing: OutgoingRow) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO outgoing (key, kind, body, state, queued_at, note) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO NOTHING
            """,
            .text(outgoing.key), .text(outgoing.kind), .text(outgoing.body), .text(outgoing.state.rawValue),
            .integer(outgoing.queuedAt.milliseconds), SQLValue(outgoing.note))
    }

    /// - Throws: `StoreError` also when nothing was queued under that key.
    package func mark(
        outgoing key: String, state: OutgoingRow.State, at instant: Instant, note: String?
    ) throws(StoreError) {
        try connection.run(
            "UPDATE outgoing SET state = ?, marked_at = ?, note = ? WHERE key = ?", .text(state.rawValue),
            .integer(instant.milliseconds), SQLValue(note), .text(key), orElse: "nothing was queued under that key")
    }

    package func outgoing(state: OutgoingRow.State, atMost limit: Int) throws(StoreError) -> [OutgoingRow] {
        try connection.rows(
            "SELECT key, kind, body, state, queued_at, note FROM outgoing WHERE state = ? ORDER BY sequence LIMIT ?",
            .text(state.rawValue),
            .integer(Int64(limit)), read: Self.outgoing)
    }

    package func outgoing(key: String) throws(StoreError) -> OutgoingRow? {
        try connection.first(
            "SELECT key, kind, body, state, queued_at, note FROM outgoing WHERE key = ?", .text(key),
            read: Self.outgoing)
    }

    package func outgoing(queuedIn instants: Range<Instant>) throws(StoreError) -> [OutgoingRow] {
        try connection.rows(
            """
            SELECT key, kind, body, state, queued_at, note FROM outgoing
            WHERE queued_at >= ? AND queued_at < ? ORDER BY sequence
            """, .integer(instants.lowerBound.milliseconds), .integer(instants.upperBound.milliseconds),
            read: Self.outgoing)
    }

    static func outgoing(_ row: Connection.Row) throws(StoreError) -> OutgoingRow {
        guard let state = OutgoingRow.State(rawValue: row.text(3)) else {
            throw StoreError(code: StoreError.corrupt, message: "\"\(row.text(3))\" is not a state of what leaves")
        }
        return OutgoingRow(
            key: row.text(0), kind: row.text(1), body: row.text(2), state: state,
            queuedAt: Instant(milliseconds: row.integer(4)),
            note: row.optionalText(5))
    }
}
