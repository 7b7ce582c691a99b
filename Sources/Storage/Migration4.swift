extension Migrations {
    /// What ended long ago may leave: how it is found, and that a journal is cut only with an instance that has ended.
    static let version4 = """
        CREATE INDEX instance_by_end ON instance (ended_at) WHERE ended_at IS NOT NULL;
        CREATE INDEX instance_by_parent ON instance (parent) WHERE parent IS NOT NULL;
        DROP TRIGGER journal_is_never_cut;
        CREATE TRIGGER journal_is_cut_only_at_its_end BEFORE DELETE ON journal
            WHEN NOT EXISTS (SELECT 1 FROM instance WHERE id = old.instance AND ended_at IS NOT NULL)
            BEGIN SELECT raise(ABORT, 'the journal of an instance that has not ended is only ever added to'); END;
        """
}
