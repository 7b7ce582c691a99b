extension Migrations {
    /// Instants are milliseconds since 1970 in UTC. `sequence` is the order in which rows were written.
    /// Tables with long texts keep their rowid; an index exists only where a query of `Store` asks for it.
    static let version1 = """
        CREATE TABLE definition (
            hash TEXT NOT NULL PRIMARY KEY,
            file TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT;

        CREATE TABLE instance (
            id INTEGER PRIMARY KEY,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            definition TEXT NOT NULL REFERENCES definition (hash) DEFERRABLE INITIALLY DEFERRED,
            phase TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            subject TEXT,
            parent INTEGER REFERENCES instance (id),
            parent_token INTEGER,
            state TEXT NOT NULL,
            result TEXT
        ) STRICT;
        CREATE INDEX instance_by_phase ON instance (phase);

        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY,
            instance INTEGER NOT NULL REFERENCES instance (id),
            at INTEGER NOT NULL,
            stimulus TEXT NOT NULL
        ) STRICT;
        CREATE INDEX journal_by_instance ON journal (instance);
        CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
            BEGIN SELECT raise(ABORT, 'the journal is only ever added to'); END;
        CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
            BEGIN SELECT raise(ABORT, 'the journal is only ever added to'); END;

        CREATE TABLE wake_up (
            sequence INTEGER PRIMARY KEY,
            owner TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL,
            priority INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX wake_up_by_instant ON wake_up (at, priority);

        CREATE TABLE subscription (
            sequence INTEGER PRIMARY KEY,
            instance INTEGER NOT NULL REFERENCES instance (id),
            token INTEGER NOT NULL,
            type TEXT NOT NULL,
            UNIQUE (instance, token, type)
        ) STRICT;
        CREATE INDEX subscription_by_type ON subscription (type);

        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            id TEXT NOT NULL,
            type TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (source, id)
        ) STRICT;
        CREATE INDEX event_by_type ON event (type, recorded_at);
        CREATE INDEX event_by_instant ON event (recorded_at);

        CREATE TABLE outgoing (
            sequence INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unconfirmed')),
            queued_at INTEGER NOT NULL,
            marked_at INTEGER,
            note TEXT
        ) STRICT;
        CREATE INDEX outgoing_by_state ON outgoing (state);

        CREATE TABLE record (
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            parent TEXT,
            is_settled INTEGER NOT NULL CHECK (is_settled IN (0, 1)),
            body TEXT NOT NULL,
            PRIMARY KEY (kind, key)
        ) STRICT;
        CREATE INDEX record_by_parent ON record (kind, parent, key);
        CREATE INDEX record_open ON record (kind, key) WHERE is_settled = 0;

        CREATE TABLE ledger (
            sequence INTEGER PRIMARY KEY,
            subject TEXT NOT NULL,
            nominal INTEGER NOT NULL,
            handled INTEGER NOT NULL,
            result TEXT NOT NULL CHECK (result IN ('done', 'merged', 'skipped')),
            note TEXT NOT NULL,
            UNIQUE (subject, nominal)
        ) STRICT;
        CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
            BEGIN SELECT raise(ABORT, 'the ledger is only ever added to'); END;
        CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger
            BEGIN SELECT raise(ABORT, 'the ledger is only ever added to'); END;

        CREATE TABLE fact (
            name TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
