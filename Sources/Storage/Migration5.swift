extension Migrations {
    /// An instance hears what was recorded after it had begun, in the order of the store: a clock that is set back says
    /// of a later event that it was earlier. For what is there the instants tell.
    static let version5 = """
        ALTER TABLE instance ADD COLUMN began_after INTEGER NOT NULL DEFAULT 0;
        UPDATE instance SET began_after = coalesce((
            SELECT sequence FROM event WHERE recorded_at < started_at ORDER BY recorded_at DESC, sequence DESC LIMIT 1
        ), 0) WHERE ended_at IS NULL;
        DROP INDEX event_by_type;
        CREATE INDEX event_by_type ON event (type, sequence);
        """
}
