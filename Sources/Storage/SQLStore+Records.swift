import Almanac

extension SQLStore {
    package func put(_ record: RecordRow) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO record (kind, key, parent, is_settled, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (kind, key)
            DO UPDATE SET parent = excluded.parent, is_settled = excluded.is_settled, body = excluded.body
            """, .text(record.kind), .text(record.key), SQLValue(record.parent), .integer(record.isSettled ? 1 : 0),
            .text(record.body))
    }

    package func record(kind: String, key: String) throws(StoreError) -> RecordRow? {
        try connection.first(
            "SELECT kind, key, parent, is_settled, body FROM record WHERE kind = ? AND key = ?", .text(kind),
            .text(key), read: Self.record)
    }

    package func remove(kind: String, key: String) throws(StoreError) {
        try connection.run("DELETE FROM record WHERE kind = ? AND key = ?", .text(kind), .text(key))
    }

    package func removeRecords(kind: String, parent: String) throws(StoreError) {
        try connection.run("DELETE FROM record WHERE kind = ? AND parent = ?", .text(kind), .text(parent))
    }

    package func records(kind: String, parent: String?, openOnly: Bool) throws(StoreError) -> [RecordRow] {
        // The condition is written out, not bound, so that the index of what is open can be used.
        let open = openOnly ? " AND is_settled = 0" : ""
        let select = "SELECT kind, key, parent, is_settled, body FROM record WHERE kind = ?"
        if let parent {
            return try connection.rows(
                "\(select) AND parent = ?\(open) ORDER BY key", .text(kind), .text(parent), read: Self.record)
        }
        return try connection.rows("\(select)\(open) ORDER BY key", .text(kind), read: Self.record)
    }

    package func records(
        kind: String, after key: String, openOnly: Bool, atMost limit: Int
    ) throws(StoreError) -> [RecordRow] {
        let open = openOnly ? " AND is_settled = 0" : ""
        return try connection.rows(
            "SELECT kind, key, parent, is_settled, body FROM record WHERE kind = ? AND key > ?\(open) ORDER BY key LIMIT ?",
            .text(kind), .text(key), .integer(Int64(limit)), read: Self.record)
    }

    package func records(kind: String, keyPrefix: String, openOnly: Bool) throws(StoreError) -> [RecordRow] {
        let open = openOnly ? " AND is_settled = 0" : ""
        // No key holds the last of all code points, so the range is just the keys that begin so.
        return try connection.rows(
            "SELECT kind, key, parent, is_settled, body FROM record WHERE kind = ? AND key >= ? AND key < ?\(open) ORDER BY key",
            .text(kind), .text(keyPrefix), .text(keyPrefix + "\u{10FFFF}"), read: Self.record)
    }

    static func record(_ row: Connection.Row) -> RecordRow {
        RecordRow(
            kind: row.text(0), key: row.text(1), parent: row.optionalText(2), isSettled: row.integer(3) == 1,
            body: row.text(4))
    }

    package func write(_ entry: LedgerRow) throws(StoreError) -> Bool {
        try connection.change(
            """
            INSERT INTO ledger (subject, nominal, handled, result, note) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (subject, nominal) DO NOTHING
            """, .text(entry.subject), .integer(entry.nominal.milliseconds), .integer(entry.handled.milliseconds),
            .text(entry.result.rawValue),
            .text(entry.note)) == 1
    }

    package func ledger(subject: String?) throws(StoreError) -> [LedgerRow] {
        let select = "SELECT subject, nominal, handled, result, note FROM ledger"
        guard let subject else { return try connection.rows("\(select) ORDER BY sequence", read: Self.entry) }
        guard subject.hasSuffix("*") else {
            return try connection.rows(
                "\(select) WHERE subject = ? ORDER BY sequence", .text(subject), read: Self.entry)
        }
        // Bytes are compared: what begins so lies before the same beginning with the last code point there is.
        let beginning = String(subject.dropLast())
        return try connection.rows(
            "\(select) WHERE subject >= ? AND subject < ? ORDER BY sequence", .text(beginning),
            .text(beginning + "\u{10FFFF}"), read: Self.entry)
    }

    private static func entry(_ row: Connection.Row) throws(StoreError) -> LedgerRow {
        guard let result = LedgerRow.Result(rawValue: row.text(3)) else {
            throw StoreError(code: StoreError.corrupt, message: "\"\(row.text(3))\" is not a result of the ledger")
        }
        return LedgerRow(
            subject: row.text(0), nominal: Instant(milliseconds: row.integer(1)),
            handled: Instant(milliseconds: row.integer(2)), result: result,
            note: row.text(4))
    }
}
