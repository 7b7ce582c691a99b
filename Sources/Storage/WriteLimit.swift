import CSQLite

/// What the disk allows: rows such as the journal's, written through SQLite alone, as plainly as it can be done.
///
/// For measurements beside a real store, with the same settings.
package final class WriteLimit {
    /// What stands in each row.
    package static let text = #"["a",3,null]"#

    private let handle: OpaquePointer
    private let insert: OpaquePointer

    package init(path: String) throws(StoreError) {
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
            throw StoreError(code: SQLITE_CANTOPEN, message: "\(path) cannot be opened")
        }
        let schema = """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000;
            CREATE TABLE journal (
                sequence INTEGER PRIMARY KEY, instance INTEGER NOT NULL, at INTEGER NOT NULL, stimulus TEXT NOT NULL);
            CREATE INDEX journal_by_instance ON journal (instance)
            """
        var statement: OpaquePointer?
        guard sqlite3_exec(opened, schema, nil, nil, nil) == SQLITE_OK,
            sqlite3_prepare_v2(
                opened, "INSERT INTO journal (instance, at, stimulus) VALUES (?, ?, ?)", -1, &statement, nil)
                == SQLITE_OK, let statement
        else {
            let message = String(cString: sqlite3_errmsg(opened))
            sqlite3_close(opened)
            throw StoreError(code: SQLITE_ERROR, message: message)
        }
        handle = opened
        insert = statement
    }

    deinit {
        sqlite3_finalize(insert)
        sqlite3_close(handle)
    }

    package func write(_ rows: Int, perTransaction batch: Int) throws(StoreError) {
        for row in 0..<rows {
            if row % batch == 0 { try run("BEGIN IMMEDIATE") }
            sqlite3_bind_int64(insert, 1, Int64(row / 6))
            sqlite3_bind_int64(insert, 2, 1_616_000_000_000)
            _ = Self.text.withCString { dondoc_bind_text(insert, 3, $0, Int32(Self.text.utf8.count)) }
            guard sqlite3_step(insert) == SQLITE_DONE else { throw failure }
            sqlite3_reset(insert)
            if row % batch == batch - 1 || row == rows - 1 { try run("COMMIT") }
        }
    }

    private func run(_ sql: String) throws(StoreError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure }
    }

    private var failure: StoreError {
        StoreError(code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }
}
