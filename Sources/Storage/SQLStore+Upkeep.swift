package import Almanac
package import Notation

/// What ended long ago, so that it can be kept elsewhere and leave.
extension SQLStore {
    package func oldest() throws(StoreError) -> StoreAge {
        func earliest(_ sql: String) throws(StoreError) -> Instant? {
            try connection.first(sql) { Instant(milliseconds: $0.integer(0)) }
        }
        return StoreAge(
            end: try earliest(
                "SELECT ended_at FROM instance WHERE ended_at IS NOT NULL ORDER BY ended_at LIMIT 1"),
            event: try earliest(
                "SELECT recorded_at FROM event WHERE \(Self.isNotLast) ORDER BY recorded_at LIMIT 1"),
            outgoing: try earliest(
                "SELECT queued_at FROM outgoing WHERE \(Self.hasLeft) ORDER BY queued_at LIMIT 1"))
    }

    package func endedInstances(before instant: Instant, atMost limit: Int) throws(StoreError) -> [InstanceRow] {
        try connection.rows(
            """
            SELECT \(Self.instanceColumns) FROM instance WHERE ended_at IS NOT NULL AND ended_at < ?
            AND NOT EXISTS (SELECT 1 FROM instance AS child WHERE child.parent = instance.id)
            ORDER BY ended_at LIMIT ?
            """, .integer(instant.milliseconds), .integer(Int64(limit)), read: Self.instance)
    }

    package func remove(instance id: Int64) throws(StoreError) {
        try connection.run(
            """
            DELETE FROM journal WHERE instance = ?
            AND EXISTS (SELECT 1 FROM instance WHERE id = journal.instance AND ended_at IS NOT NULL)
            """, .integer(id))
        try connection.run(
            "DELETE FROM instance WHERE id = ? AND ended_at IS NOT NULL", .integer(id),
            orElse: "there is no instance of that number that has ended")
        let newest = try fact(Self.newestArchived).flatMap { Int64($0) } ?? 0
        if id > newest { try set(fact: Self.newestArchived, to: String(id)) }
    }

    package func firstBeginning(under definition: String) throws(StoreError) -> Int64? {
        try connection.first(
            """
            SELECT min(began_after) FROM instance
            WHERE phase IN ('pending', 'running', 'waiting', 'suspended') AND definition = ?
            """, .text(definition)
        ) { $0.optionalInteger(0) } ?? nil
    }

    private static var isNotLast: String { "sequence < (SELECT max(sequence) FROM event)" }

    package func events(
        before instant: Instant, after last: RecordedEvent?, atMost limit: Int
    ) throws(StoreError) -> [RecordedEvent] {
        try connection.rows(
            """
            SELECT body, recorded_at, sequence FROM event
            WHERE recorded_at < ? AND (recorded_at, sequence) > (?, ?) AND \(Self.isNotLast)
            ORDER BY recorded_at, sequence LIMIT ?
            """, .integer(instant.milliseconds), .integer(last?.at.milliseconds ?? .min),
            .integer(last?.place ?? .min), .integer(Int64(limit))
        ) { (row) throws(StoreError) in
            RecordedEvent(
                place: row.integer(2), at: Instant(milliseconds: row.integer(1)), event: try Self.event(row))
        }
    }

    package func remove(event place: Int64) throws(StoreError) {
        try connection.run("DELETE FROM event WHERE sequence = ?", .integer(place))
    }

    /// Said so that the order of the instants is looked through, and not all that was ever sent.
    private static var hasLeft: String { "state NOT IN ('queued', 'sending', 'unconfirmed')" }

    package func settledOutgoing(before instant: Instant, atMost limit: Int) throws(StoreError) -> [OutgoingRow] {
        try connection.rows(
            """
            SELECT \(Self.outgoingColumns) FROM outgoing
            WHERE \(Self.hasLeft) AND queued_at < ? ORDER BY queued_at LIMIT ?
            """, .integer(instant.milliseconds), .integer(Int64(limit)), read: Self.outgoing)
    }

    package func remove(outgoing key: String) throws(StoreError) {
        try connection.run("DELETE FROM outgoing WHERE key = ? AND \(Self.hasLeft)", .text(key))
    }

    package func settledRecords(
        kind: String, before key: String, atMost limit: Int
    ) throws(StoreError) -> [RecordRow] {
        try connection.rows(
            """
            SELECT kind, key, parent, is_settled, body FROM record
            WHERE kind = ? AND key < ? AND is_settled = 1 ORDER BY key LIMIT ?
            """, .text(kind), .text(key), .integer(Int64(limit)), read: Self.record)
    }
}

/// Since when the oldest things lie in a store that may leave it some time.
package struct StoreAge: Equatable, Sendable {
    /// Of the instance that ended first.
    package let end: Instant?
    package let event: Instant?
    /// Of what has left, or will not be tried again.
    package let outgoing: Instant?
}

/// An event as it lies in the store.
package struct RecordedEvent: Equatable, Sendable {
    /// In the order in which they were recorded.
    package let place: Int64
    package let at: Instant
    package let event: CloudEvent
}
