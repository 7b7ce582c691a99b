import CSQLite

/// The store on SQLite: one file (WAL, synced at every commit) or memory.
///
/// Not `Sendable`: one owner. Others read through a store of their own, made by `init(readOnly:)`; what they read
/// between `begin` and `commit` is one moment's state.
package final class SQLiteStore: SQLStore {
    /// Told to `init(path:)`: a store that is gone with its owner.
    package static let memory = ":memory:"
    /// The same, but on disk as far as it does not fit into the page cache: for plays of many units.
    package static let temporary = ""

    let connection: SQLiteConnection
    private let isReadOnly: Bool
    /// The number that the instance gets which is added next in this transaction.
    var nextID: Int64?

    /// Opens the store, or makes it, and brings its schema up to date.
    /// - Parameter fileSystem: the name of a registered `sqlite3_vfs`, which then answers for the folder as well; nil: the
    ///   machine's own.
    /// - Throws: `StoreError`, also for another program's database or a store that a newer dondoc wrote.
    package init(path: String, fileSystem: String? = nil) throws(StoreError) {
        let isOnDisk = path != Self.memory && path != Self.temporary && fileSystem == nil
        let isNew = isOnDisk && !DiskFolder.holds(path)
        connection = try SQLiteConnection(path: path, mode: .readWrite, fileSystem: fileSystem)
        isReadOnly = false
        connection.waitForLocks(milliseconds: 5000)
        // Before anything is written: another program's database is left untouched.
        _ = try Migrations.version(of: connection)
        let mode = try connection.first("PRAGMA journal_mode = WAL") { $0.text(0) }
        guard mode == "wal" || path == Self.memory || path == Self.temporary else {
            throw StoreError(
                code: SQLITE_CANTOPEN, message: "\(path) cannot be kept in WAL mode; put the store on a local disk")
        }
        try connection.script(
            """
            PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
            PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000; PRAGMA journal_size_limit = 67108864
            """)
        // A temporary file is nobody's to find after a crash: its journal need not be one, and memory is better than a file.
        if path == Self.temporary { try connection.script("PRAGMA journal_mode = MEMORY") }
        try Migrations.run(on: connection)
        if isNew {
            do { try DiskFolder.sync(DiskFolder.containing(path)) } catch {
                throw StoreError(code: SQLITE_IOERR, message: error.description)
            }
        }
    }

    /// Opens a store that exists, for reading only.
    /// - Throws: `StoreError`, also when the program that writes it is of another version.
    package init(readOnly path: String, fileSystem: String? = nil) throws(StoreError) {
        connection = try SQLiteConnection(path: path, mode: .readOnly, fileSystem: fileSystem)
        isReadOnly = true
        connection.waitForLocks(milliseconds: 5000)
        try connection.script("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF")
        let version = try Migrations.version(of: connection)
        guard version == Migrations.newest else {
            throw StoreError(
                code: SQLITE_SCHEMA,
                message: "the schema of \(path) is version \(version), this program reads \(Migrations.newest); "
                    + "start the program that writes it once, so that it is brought up to date")
        }
    }

    /// A writer takes the lock at once: a reader that becomes a writer would be refused without waiting.
    package func begin() throws(StoreError) {
        nextID = nil
        try connection.run(isReadOnly ? "BEGIN" : "BEGIN IMMEDIATE")
    }

    /// The library's, not the file's.
    package static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    /// How many records of that kind there are.
    package func count(of kind: String) throws(StoreError) -> Int {
        Int(try connection.first("SELECT count(*) FROM record WHERE kind = ?", .text(kind)) { $0.integer(0) } ?? 0)
    }

    package func commit() throws(StoreError) {
        nextID = nil
        try connection.run("COMMIT")
    }

    /// Leaves nothing of what was written since `begin`. Nothing happens when there is nothing to undo.
    package func rollback() {
        nextID = nil
        guard connection.isInTransaction else { return }
        // A rollback that SQLite refuses leaves the transaction open, and then the next `begin` says so.
        try? connection.run("ROLLBACK")
    }

    /// What SQLite itself finds wrong with the file; reads all of it.
    package func faults() throws(StoreError) -> [String] { try SQLiteStore.faults(of: connection) }

    static func faults(of connection: SQLiteConnection) throws(StoreError) -> [String] {
        let pages = try connection.rows("PRAGMA integrity_check(100)") { $0.text(0) }.filter { $0 != "ok" }
        let links = try connection.rows("PRAGMA foreign_key_check") {
            "a row of \($0.text(0)) has lost its \($0.text(2))"
        }
        return pages + links
    }
}
