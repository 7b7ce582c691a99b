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

    package func lastEvent() throws(StoreError) -> Int64 {
        try connection.first("SELECT max(sequence) FROM event") { $0.optionalInteger(0) ?? 0 } ?? 0
    }

    package func latestEvents(
        types: [String]?, after place: Int64, atMost limit: Int
    ) throws(StoreError) -> [CloudEvent] {
        guard let types else {
            return try connection.rows(
                "SELECT body FROM event WHERE sequence > ? ORDER BY sequence DESC LIMIT ?", .integer(place),
                .integer(Int64(limit)), read: Self.event
            ).reversed()
        }
        let marks = types.map { _ in "?" }.joined(separator: ", ")
        // The sign keeps the database from looking through the events of all other types.
        return try connection.rows(
            "SELECT body FROM event WHERE type IN (\(marks)) AND sequence > ? ORDER BY +sequence DESC LIMIT ?",
            types.map { .text($0) } + [.integer(place), .integer(Int64(limit))], read: Self.event
        ).reversed()
    }

    static func event(_ row: Connection.Row) throws(StoreError) -> CloudEvent {
        do { return try CloudEvent(json: JSON(parsing: row.text(0))) } catch {
            throw StoreError(code: StoreError.corrupt, message: "an event in the store cannot be read: \(error)")
        }
    }
}
