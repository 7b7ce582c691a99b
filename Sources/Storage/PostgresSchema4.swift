extension PostgresSchema {
    /// What ended long ago may leave: how it is found, and the right to take it out.
    static let version4 = [
        "CREATE INDEX instance_by_end ON instance (ended_at) WHERE ended_at IS NOT NULL",
        "CREATE INDEX instance_by_parent ON instance (parent) WHERE parent IS NOT NULL",
        // The check that nothing refers to an instance any more locks rows of the journal, and that needs the right to
        // change some column of theirs.
        "GRANT DELETE, UPDATE (instance) ON journal TO CURRENT_USER",
        // A claim on what has left is tidied up later.
        "ALTER TABLE claim DROP CONSTRAINT claim_key_fkey",
    ]
}
