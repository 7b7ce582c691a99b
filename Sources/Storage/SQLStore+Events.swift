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
}
