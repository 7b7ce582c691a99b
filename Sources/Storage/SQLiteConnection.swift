import CSQLite

/// One connection to a SQLite database, with its prepared statements.
///
/// Not `Sendable`, on purpose: whoever owns it is the only one who touches it. Values are always bound, never
/// written into the SQL, and every SQL text is prepared once.
final class SQLiteConnection: SQLConnection {
    enum Mode { case readWrite, readOnly }

    private let handle: OpaquePointer
    private var prepared: [String: OpaquePointer] = [:]

    /// Once a process, before its first connection; where SQLite is at work already it stays as it is.
    private static let isConfigured: Void = { _ = dondoc_sqlite_without_statistics() }()

    /// - Parameter fileSystem: the name of a registered `sqlite3_vfs`; nil: the machine's own.
    init(path: String, mode: Mode, fileSystem: String? = nil) throws(StoreError) {
        _ = Self.isConfigured
        let access = mode == .readWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, fileSystem)
        guard code == SQLITE_OK, let opened else {
            let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(opened)
            throw StoreError(code: code, message: "cannot open the store \(path): \(reason)")
        }
        handle = opened
    }

    deinit {
        for statement in prepared.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(handle)
    }

    /// Every statement with values or rows that was run so far.
    var statements: [String] { prepared.keys.sorted() }

    /// True between `BEGIN` and the end of that transaction, however it ends.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    static let setsWakeUp = "INSERT OR REPLACE INTO wake_up (owner, at, priority) VALUES (?, ?, ?)"

    /// How long another connection's lock is waited for.
    func waitForLocks(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

    /// Statements without values, one after the other: schema and settings.
    func script(_ sql: String) throws(StoreError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
    }

    func run(_ sql: String, _ values: SQLValue...) throws(StoreError) { try step(sql, values) }

    func run(_ sql: String, _ values: SQLValue..., orElse sentence: StaticString) throws(StoreError) {
        try step(sql, values)
        guard sqlite3_changes64(handle) > 0 else {
            throw StoreError(code: SQLITE_NOTFOUND, message: "\(sentence)", sql: sql)
        }
    }

    func change(_ sql: String, _ values: SQLValue...) throws(StoreError) -> Int {
        try step(sql, values)
        return Int(sqlite3_changes64(handle))
    }

    /// Copies the whole database, as it is at one moment, into an empty one; who writes goes on meanwhile.
    ///
    /// All pages in one step, under one read transaction, which in WAL mode keeps nobody from writing: in several steps the
    /// copy would begin anew after each commit of another process, and under load never end. Not `VACUUM INTO`, which builds
    /// every table and index anew and reads for that far longer; meanwhile the log cannot be begun anew and grows.
    func copy(into other: SQLiteConnection) throws(StoreError) {
        guard let copying = sqlite3_backup_init(other.handle, "main", handle, "main") else {
            throw other.failure("the beginning of a copy")
        }
        let code = sqlite3_backup_step(copying, -1)
        sqlite3_backup_finish(copying)
        guard code == SQLITE_DONE else {
            throw StoreError(
                code: code, message: "the store cannot be copied: \(String(cString: sqlite3_errstr(code)))")
        }
    }

    private func step(_ sql: String, _ values: [SQLValue]) throws(StoreError) {
        let statement = try statement(sql, values)
        defer { sqlite3_reset(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: continue
            case SQLITE_DONE: return
            default: throw failure(sql)
            }
        }
    }

    /// All rows, each as `read` makes it.
    func rows<Row>(
        _ sql: String, _ values: SQLValue..., read: (SQLiteRow) throws(StoreError) -> Row
    ) throws(StoreError) -> [Row] {
        try rows(sql, values, read: read)
    }

    func rows<Row>(
        _ sql: String, _ values: [SQLValue], read: (SQLiteRow) throws(StoreError) -> Row
    ) throws(StoreError) -> [Row] {
        var rows: [Row] = []
        let statement = try statement(sql, values)
        defer { sqlite3_reset(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: rows.append(try read(SQLiteRow(statement: statement)))
            case SQLITE_DONE: return rows
            default: throw failure(sql)
            }
        }
    }

    /// The first row, or nil when there is none.
    func first<Row>(
        _ sql: String, _ values: SQLValue..., read: (SQLiteRow) throws(StoreError) -> Row
    ) throws(StoreError) -> Row? {
        let statement = try statement(sql, values)
        defer { sqlite3_reset(statement) }
        switch sqlite3_step(statement) {
        case SQLITE_ROW:
            let row = try read(SQLiteRow(statement: statement))
            // A statement that stands alone commits only now, and that may fail.
            guard sqlite3_reset(statement) == SQLITE_OK else { throw failure(sql) }
            return row
        case SQLITE_DONE: return nil
        default: throw failure(sql)
        }
    }

    private func statement(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> OpaquePointer {
        let statement = if let known = prepared[sql] { known } else { try prepare(sql) }
        // A place that is not bound would silently keep the value of the last time.
        precondition(sqlite3_bind_parameter_count(statement) == Int32(values.count), sql)
        for (index, value) in values.enumerated() {
            guard value.bind(to: statement, at: Int32(index + 1)) == SQLITE_OK else { throw failure(sql) }
        }
        return statement
    }

    private func prepare(_ sql: String) throws(StoreError) -> OpaquePointer {
        var made: OpaquePointer?
        guard sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil) == SQLITE_OK, let made
        else { throw failure(sql) }
        prepared[sql] = made
        return made
    }

    private func failure(_ sql: String) -> StoreError {
        StoreError(code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
}

extension SQLValue {
    fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        // A text too long for its length to be said is refused by SQLite as too big.
        case .text(let text):
            text.withCString { dondoc_bind_text(statement, index, $0, Int32(clamping: text.utf8.count)) }
        }
    }
}

/// The row that a statement stands on: to be read at once, not to be kept.
struct SQLiteRow: SQLRow {
    fileprivate let statement: OpaquePointer

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    func text(_ column: Int32) -> String {
        guard let bytes = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    private func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
}
