extension PostgresSchema {
    /// An instance hears what was recorded after it had begun, in the order of the store.
    static let version5 = [
        "ALTER TABLE instance ADD COLUMN began_after BIGINT NOT NULL DEFAULT 0",
        """
        UPDATE instance SET began_after = coalesce((
            SELECT sequence FROM event WHERE recorded_at < started_at ORDER BY recorded_at DESC, sequence DESC LIMIT 1
        ), 0) WHERE ended_at IS NULL
        """,
        "DROP INDEX event_by_type",
        "CREATE INDEX event_by_type ON event (type, sequence)",
    ]
}
