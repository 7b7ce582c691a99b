extension Migrations {
    /// What leaves in lanes: its order, its next attempt, and how often it was tried.
    static let version3 = """
        ALTER TABLE outgoing ADD COLUMN lane TEXT;
        ALTER TABLE outgoing ADD COLUMN due_at INTEGER;
        ALTER TABLE outgoing ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX outgoing_by_due ON outgoing (due_at, sequence) WHERE due_at IS NOT NULL;
        CREATE INDEX outgoing_by_lane ON outgoing (lane, sequence) WHERE state IN ('queued', 'sending');
        """
}
