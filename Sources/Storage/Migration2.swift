extension Migrations {
    /// The audit trail, and what is asked of the outgoing by the day on which it was queued.
    static let version2 = """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            result TEXT NOT NULL,
            evidence TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
            BEGIN SELECT raise(ABORT, 'the audit trail is only ever added to'); END;
        CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
            BEGIN SELECT raise(ABORT, 'the audit trail is only ever added to'); END;

        CREATE INDEX outgoing_by_instant ON outgoing (queued_at);
        """
}
