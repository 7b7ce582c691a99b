import Almanac

extension SQLStore {
    static var instanceColumns: String {
        """
        id, namespace, name, version, definition, phase, started_at, ended_at, subject, parent, parent_token,
        state, result, began_after
        """
    }

    /// Counted here and not asked for each time: while one writes nobody else does.
    package func nextInstanceID() throws(StoreError) -> Int64 {
        let id: Int64
        if let nextID, connection.isInTransaction {
            id = nextID
        } else {
            let newest = try connection.first("SELECT max(id) FROM instance") { $0.integer(0) } ?? 0
            id = max(newest, try fact(Self.newestArchived).flatMap { Int64($0) } ?? 0) + 1
        }
        nextID = id + 1
        return id
    }

    /// The fact that remembers numbers which are in use no more, and are not to be given again.
    static var newestArchived: String { "newestArchived" }

    package func add(_ instance: InstanceRow) throws(StoreError) -> Int64 {
        let id = instance.id > 0 ? instance.id : try nextInstanceID()
        try connection.run(
            """
            INSERT INTO instance
            (id, namespace, name, version, definition, phase, started_at, ended_at, subject, parent, parent_token, state,
            result, began_after)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, .integer(id), .text(instance.namespace), .text(instance.name), .text(instance.version),
            .text(instance.definition),
            .text(instance.phase),
            .integer(instance.startedAt.milliseconds), SQLValue(instance.endedAt?.milliseconds),
            SQLValue(instance.subject),
            SQLValue(instance.parent), SQLValue(instance.parentToken.map(Int64.init)), .text(instance.state),
            SQLValue(instance.result), .integer(instance.beganAfter))
        return id
    }

    /// What an instance runs stays as it was added, but for `migrate`; since when it runs stays for ever.
    /// - Throws: `StoreError` also when there is no such instance.
    package func update(_ instance: InstanceRow) throws(StoreError) {
        try connection.run(
            "UPDATE instance SET phase = ?, ended_at = ?, subject = ?, state = ?, result = ? WHERE id = ?",
            .text(instance.phase), SQLValue(instance.endedAt?.milliseconds), SQLValue(instance.subject),
            .text(instance.state),
            SQLValue(instance.result), .integer(instance.id), orElse: "there is no such instance")
    }

    package func instance(_ id: Int64) throws(StoreError) -> InstanceRow? {
        try connection.first(
            "SELECT \(Self.instanceColumns) FROM instance WHERE id = ?", .integer(id), read: Self.instance)
    }

    package func instances(phase: String?, atMost limit: Int) throws(StoreError) -> [InstanceRow] {
        if let phase {
            try connection.rows(
                "SELECT \(Self.instanceColumns) FROM instance WHERE phase = ? ORDER BY id DESC LIMIT ?", .text(phase),
                .integer(Int64(limit)),
                read: Self.instance)
        } else {
            try connection.rows(
                "SELECT \(Self.instanceColumns) FROM instance ORDER BY id DESC LIMIT ?", .integer(Int64(limit)),
                read: Self.instance)
        }
    }

    package func openInstances(named name: String) throws(StoreError) -> [Int64] {
        // Those that have ended are far more than the others: by phase, then by name.
        try connection.rows(
            """
            SELECT id FROM instance WHERE phase IN ('pending', 'running', 'waiting', 'suspended') AND name = ?
            """, .text(name)
        ) { $0.integer(0) }.sorted()
    }

    /// Where nothing in it heard events before, it hears what comes from now on.
    package func migrate(instance id: Int64, to definition: String, version: String) throws(StoreError) {
        try connection.run(
            """
            UPDATE instance SET definition = ?, version = ?, began_after =
            CASE began_after WHEN 0 THEN (SELECT coalesce(max(sequence), 0) FROM event) ELSE began_after END WHERE id = ?
            """, .text(definition), .text(version), .integer(id), orElse: "there is no such instance")
    }

    package func append(journal entry: JournalRow) throws(StoreError) {
        try connection.run(
            "INSERT INTO journal (instance, at, stimulus) VALUES (?, ?, ?)", .integer(entry.instance),
            .integer(entry.at.milliseconds),
            .text(entry.stimulus))
    }

    package func journal(of instance: Int64) throws(StoreError) -> [JournalRow] {
        try connection.rows("SELECT at, stimulus FROM journal WHERE instance = ? ORDER BY sequence", .integer(instance))
        { row in
            JournalRow(instance: instance, at: Instant(milliseconds: row.integer(0)), stimulus: row.text(1))
        }
    }

    static func instance(_ row: Connection.Row) -> InstanceRow {
        InstanceRow(
            id: row.integer(0), namespace: row.text(1), name: row.text(2), version: row.text(3),
            definition: row.text(4), phase: row.text(5),
            startedAt: Instant(milliseconds: row.integer(6)), beganAfter: row.integer(13),
            endedAt: row.optionalInteger(7).map(Instant.init(milliseconds:)),
            subject: row.optionalText(8), parent: row.optionalInteger(9),
            parentToken: row.optionalInteger(10).map(Int.init),
            state: row.text(11), result: row.optionalText(12))
    }
}
