import CSQLite

/// The schema, step by step. A step that has been released is never edited: a later one changes what it made.
enum Migrations {
    /// Written into the header of every store, so that a foreign database is not mistaken for one: "DOND".
    static let applicationID: Int64 = 0x444F_4E44

    /// The first is version 1.
    static let steps = [version1, version2, version3, version4, version5]

    static var newest: Int64 { Int64(steps.count) }

    /// Brings the store up to the newest version in one transaction: a new store waits for the disk once.
    static func run(on connection: SQLiteConnection) throws(StoreError) {
        let found = try version(of: connection)
        guard found < newest else { return }
        try connection.script("BEGIN IMMEDIATE")
        do {
            for step in steps[Int(found)...] { try connection.script(step) }
            try connection.script("PRAGMA user_version = \(newest); PRAGMA application_id = \(applicationID)")
            try connection.script("COMMIT")
        } catch {
            if connection.isInTransaction { try connection.script("ROLLBACK") }
            throw error
        }
    }

    /// - Throws: `StoreError` when the file is another program's database or was written by a newer version.
    static func version(of connection: SQLiteConnection) throws(StoreError) -> Int64 {
        let version = try number("PRAGMA user_version", connection)
        let tables = try number("SELECT count(*) FROM sqlite_schema", connection)
        guard try number("PRAGMA application_id", connection) == applicationID || (version == 0 && tables == 0) else {
            throw StoreError(
                code: SQLITE_NOTADB, message: "this database is not a store of dondoc; it was left as it is")
        }
        guard version <= newest else {
            throw StoreError(
                code: SQLITE_SCHEMA,
                message:
                    "this store was written by a newer dondoc: its schema is version \(version), "
                    + "this program knows up to \(newest); "
                    + "run the newer program, or bring back a copy from before the change")
        }
        return version
    }

    private static func number(_ sql: String, _ connection: SQLiteConnection) throws(StoreError) -> Int64 {
        try connection.first(sql) { $0.integer(0) } ?? 0
    }
}
