import CSQLite

/// A store that is copied for a backup, and one that is brought back from it. Of any schema that this program knows.
extension SQLiteStore {
    /// Copies the store as it is at one moment, also beside its writer, into one file without a log.
    /// - Throws: `StoreError`, also for a store that is damaged: a copy of it would only push good ones out.
    static func copy(_ path: String, to copy: String) throws(StoreError) -> StoreFacts {
        let source = try SQLiteConnection(path: path, mode: .readOnly)
        source.waitForLocks(milliseconds: 5000)
        _ = try Migrations.version(of: source)
        let target = try SQLiteConnection(path: copy, mode: .readWrite)
        try source.copy(into: target)
        // So that the copy is read where nothing may be written beside it.
        _ = try target.first("PRAGMA journal_mode = DELETE") { $0.text(0) }
        return try sound(target, "the store \(path)")
    }

    /// Makes a store that was copied ready to go on: its desk will know that it is an older one.
    /// - Parameter madeAt: the instant of the backup, for people.
    /// - Throws: `StoreError`, also when it is damaged, or written by a newer program.
    package static func bringBack(_ path: String, of madeAt: String) throws(StoreError) {
        let connection = try SQLiteConnection(path: path, mode: .readWrite)
        try connection.script("PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL")
        let facts = try sound(connection, "the store of the backup")
        guard facts.schema > 0 else {
            throw StoreError(code: SQLITE_NOTADB, message: "the store of the backup is empty")
        }
        try connection.run(markAsBroughtBack, .text(BroughtBack.fact), .text(madeAt))
    }

    private static func sound(_ connection: SQLiteConnection, _ name: String) throws(StoreError) -> StoreFacts {
        let (schema, faults): (Int64, [String])
        do throws(StoreError) {
            schema = try Migrations.version(of: connection)
            faults = try self.faults(of: connection)
        } catch {
            // Too broken to be asked what is broken.
            guard error.code & 0xFF == StoreError.corrupt else { throw error }
            throw StoreError(code: error.code, message: "\(name) is damaged: \(error.message)")
        }
        guard faults.isEmpty else {
            throw StoreError(
                code: StoreError.corrupt,
                message: "\(name) is damaged: \(faults[0])" + (faults.count > 1 ? ", and \(faults.count - 1) more" : "")
            )
        }
        return try StoreFacts(of: connection, schema: schema)
    }
}

extension SQLStore {
    static var markAsBroughtBack: String {
        "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    }
}
