/// The same tables as in SQLite, and those that only several nodes need; steps that were released are never edited.
///
/// Held to what PostgreSQL-compatible distributed databases accept: no triggers, no deferred constraints, no advisory
/// locks, no types of our own; one statement at a time.
enum PostgresSchema {
    static let steps = [version1, version2, version3, version4, version5]
    static var newest: Int64 { Int64(steps.count) }

    /// Brings the database up to the newest version, one transaction a step. Several nodes may do so at once.
    /// - Parameter last: a version, for tests of what earlier programs have left.
    static func run(on connection: PostgresConnection, upTo last: Int64 = newest) throws(StoreError) {
        // Each round either finds the schema, makes it, or was beaten to it by another node.
        for _ in 1...20 {
            let found = try version(of: connection)
            if found >= last { return }
            do throws(StoreError) {
                try connection.begin()
                try makeStep(after: found, on: connection)
                try connection.commit()
            } catch {
                connection.rollback()
                guard isBeaten(error) else { throw error }
            }
        }
        throw StoreError(sqlState: "55000", message: "the schema is being changed by somebody else all the time")
    }

    private static func makeStep(after found: Int64, on connection: PostgresConnection) throws(StoreError) {
        if found == 0 {
            try connection.script("CREATE TABLE dondoc_schema (version BIGINT NOT NULL PRIMARY KEY)")
            try connection.script("INSERT INTO dondoc_schema (version) VALUES (0)")
        }
        let locked = try connection.first("SELECT version FROM dondoc_schema FOR UPDATE") { $0.integer(0) }
        guard locked == found else { return }
        let collation = try byteOrder(of: connection)
        for statement in steps[Int(found)] {
            try connection.script(statement.replacing(byteOrdered, with: "TEXT\(collation)"))
        }
        try connection.run("UPDATE dondoc_schema SET version = ?", .integer(found + 1))
    }

    /// - Throws: `StoreError` when the database is another program's or was written by a newer version.
    static func version(of connection: PostgresConnection) throws(StoreError) -> Int64 {
        let tables = try connection.rows(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        ) { $0.text(0) }
        guard !tables.contains(PostgresRestore.marker) else {
            throw StoreError(
                sqlState: "55000",
                message: "a restore into this database was interrupted: "
                    + "remove it with dropdb, make an empty one with createdb, and restore again")
        }
        guard tables.contains("dondoc_schema") else {
            guard tables.isEmpty else {
                throw StoreError(
                    sqlState: "3D000",
                    message: "this database holds another program's tables and is not a store of dondoc; "
                        + "it was left as it is: make an empty one with createdb")
            }
            return 0
        }
        let version = try connection.first("SELECT version FROM dondoc_schema") { $0.integer(0) } ?? 0
        guard version <= newest else {
            throw StoreError(
                sqlState: "55000",
                message:
                    "this store was written by a newer dondoc: its schema is version \(version), "
                    + "this program knows up to \(newest); "
                    + "run the newer program, or bring back a copy from before the change")
        }
        return version
    }

    /// Another node made the same table first, or its transaction met this one.
    private static func isBeaten(_ error: StoreError) -> Bool {
        ["42P07", "42710", "23505", "40001", "40P01", "XX000"].contains(error.sqlState)
    }

    /// Stands for the type of texts that are ordered by their bytes, as in SQLite.
    private static let byteOrdered = "TEXT BYTEWISE"

    /// Nothing where all texts are ordered so, as in databases that know no collations.
    private static func byteOrder(of connection: PostgresConnection) throws(StoreError) -> String {
        let isSo = try connection.first("SELECT CASE WHEN 'B' < 'a' AND 'z' < 'đ' AND 'a/b' < 'a0' THEN 1 ELSE 0 END") {
            $0.integer(0) == 1
        }
        return isSo == true ? "" : " COLLATE \"C\""
    }
}
