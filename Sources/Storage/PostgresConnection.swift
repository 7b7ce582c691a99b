import CPQ
import Glibc

/// One connection to a PostgreSQL database, in pipeline mode, with its prepared statements.
///
/// Inside a transaction a statement without rows is only sent; what became of it is heard at the next read, at the
/// latest before the commit. So a turn costs a journey to the server for each read, and not for each row written.
/// Not `Sendable`, on purpose: whoever owns it is the only one who touches it.
final class PostgresConnection: SQLConnection {
    private let handle: OpaquePointer
    private var prepared: [String: String] = [:]
    private var sent: [Sent] = []
    private(set) var isInTransaction = false

    /// What was sent and is not answered yet.
    private struct Sent {
        let sql: String
        /// Made ready only, not run.
        var isPreparing = false
        /// What is to be said when it found no row.
        var miss: Miss?
    }

    /// A statement that found no row where one had to be.
    struct Miss {
        var state = "P0002"
        let sentence: StaticString
    }

    /// Their answers, some dozens of bytes each, must fit into the buffers between here and the server: nobody reads
    /// them yet.
    private static let mostSent = 512

    static let setsWakeUp = """
        INSERT INTO wake_up (owner, at, priority) VALUES (?, ?, ?) ON CONFLICT (owner)
        DO UPDATE SET sequence = excluded.sequence, at = excluded.at, priority = excluded.priority
        """

    init(_ address: PostgresAddress) throws(StoreError) {
        handle = try address.connect()
        // By default libpq writes what the server remarks to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        guard PQenterPipelineMode(handle) == 1 else { throw lost(nil) }
    }

    deinit { PQfinish(handle) }

    /// Every statement with values or rows that was run so far.
    var statements: [String] { prepared.keys.sorted() }

    // MARK: Transactions

    /// - Parameter mode: `ISOLATION LEVEL …`, or nothing.
    func begin(_ mode: String = "") throws(StoreError) {
        guard !isInTransaction else {
            throw StoreError(sqlState: "25001", message: "a transaction is open already")
        }
        try sendOnce(mode.isEmpty ? "BEGIN" : "BEGIN \(mode)")
        isInTransaction = true
    }

    /// Durable when it returns. After an error with which the connection went, nobody knows until it is asked again.
    func commit() throws(StoreError) {
        guard isInTransaction else { throw StoreError(sqlState: "25P01", message: "no transaction is open") }
        // Heard before: what found no row is no error to the server, and must not be committed.
        try settle()
        isInTransaction = false
        try sendOnce("COMMIT")
        let result = try hear()
        defer { PQclear(result) }
        guard let result, String(cString: PQcmdStatus(result)) == "COMMIT" else {
            throw StoreError(sqlState: "25P02", message: "the transaction had failed; nothing of it was kept")
        }
    }

    func rollback() {
        guard isInTransaction else { return }
        isInTransaction = false
        // What was sent may have failed; that it is undone is all that counts. When the connection is gone, the server
        // undoes it by itself, and the next statement says so.
        try? settle()
        try? script("ROLLBACK")
    }

    // MARK: Statements

    /// One statement without values: schema, settings.
    func script(_ sql: String) throws(StoreError) {
        try sendOnce(sql)
        try settle()
    }

    func run(_ sql: String, _ values: SQLValue...) throws(StoreError) { try run(sql, values, orNone: nil) }

    func run(_ sql: String, _ values: SQLValue..., orElse sentence: StaticString) throws(StoreError) {
        try run(sql, values, orNone: Miss(sentence: sentence))
    }

    func run(_ sql: String, _ values: [SQLValue], orNone miss: Miss?) throws(StoreError) {
        try send(sql, values, orNone: miss)
        if !isInTransaction || sent.count >= Self.mostSent { try settle() }
    }

    func change(_ sql: String, _ values: SQLValue...) throws(StoreError) -> Int {
        try send(sql, values)
        let result = try hear()
        defer { PQclear(result) }
        return result.map(Self.changes) ?? 0
    }

    func rows<Value>(
        _ sql: String, _ values: SQLValue..., read: (PostgresRow) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        try rows(sql, values, read: read)
    }

    func rows<Value>(
        _ sql: String, _ values: [SQLValue], read: (PostgresRow) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        try send(sql, values)
        let result = try hear()
        defer { PQclear(result) }
        guard let result else { return [] }
        var rows: [Value] = []
        rows.reserveCapacity(Int(PQntuples(result)))
        for index in 0..<PQntuples(result) { rows.append(try read(PostgresRow(result: result, index: index))) }
        return rows
    }

    func first<Value>(
        _ sql: String, _ values: SQLValue..., read: (PostgresRow) throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        try send(sql, values)
        let result = try hear()
        defer { PQclear(result) }
        guard let result, PQntuples(result) > 0 else { return nil }
        return try read(PostgresRow(result: result, index: 0))
    }

    // MARK: Notifications

    /// Readable when the server has said something of its own accord.
    var socket: Int32 { PQsocket(handle) }

    /// What was notified since the last look; waits for nothing.
    func notifications() throws(StoreError) -> [String] {
        guard PQconsumeInput(handle) == 1 else { throw lost(nil) }
        var found: [String] = []
        while let notification = PQnotifies(handle) {
            found.append(String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
        return found
    }

    // MARK: The pipeline

    private func sendOnce(_ sql: String) throws(StoreError) {
        guard PQsendQueryParams(handle, sql, 0, nil, nil, nil, nil, 0) == 1 else { throw lost(sql) }
        sent.append(Sent(sql: sql))
    }

    private func send(_ sql: String, _ values: [SQLValue], orNone miss: Miss? = nil) throws(StoreError) {
        let name = if let known = prepared[sql] { known } else { try prepare(sql, of: values.count) }
        let isSent = values.withPointers {
            PQsendQueryPrepared(handle, name, Int32(values.count), $0, nil, nil, 0) == 1
        }
        guard isSent else { throw lost(sql) }
        sent.append(Sent(sql: sql, miss: miss))
    }

    private func prepare(_ sql: String, of count: Int) throws(StoreError) -> String {
        let parts = sql.split(separator: "?", omittingEmptySubsequences: false)
        // A place too few would be a place that is silently not asked for.
        precondition(parts.count == count + 1, sql)
        let numbered = parts.enumerated().map { $0 == 0 ? String($1) : "$\($0)\($1)" }.joined()
        let name = "s\(prepared.count)"
        guard PQsendPrepare(handle, name, numbered, 0, nil) == 1 else { throw lost(sql) }
        sent.append(Sent(sql: sql, isPreparing: true))
        prepared[sql] = name
        return name
    }

    /// Hears what became of everything that was sent.
    private func settle() throws(StoreError) {
        guard !sent.isEmpty else { return }
        PQclear(try hear())
    }

    /// Hears everything, and answers the last result: to be cleared by whoever asked.
    private func hear() throws(StoreError) -> OpaquePointer? {
        let asked = sent
        sent = []
        guard PQpipelineSync(handle) == 1 else { throw lost(asked.last?.sql) }
        var failure: StoreError?
        var last: OpaquePointer?
        for one in asked {
            guard let result = PQgetResult(handle) else {
                PQclear(last)
                throw failure ?? lost(one.sql)
            }
            PQclear(last)
            last = result
            if let refusal = refusal(of: one, result) {
                failure = failure ?? refusal
                if one.isPreparing { prepared[one.sql] = nil }
            }
            // One more: the end of this statement's results.
            PQclear(PQgetResult(handle))
        }
        // The sync's own.
        PQclear(PQgetResult(handle))
        if let failure {
            PQclear(last)
            throw failure
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            PQclear(last)
            throw lost(asked.last?.sql)
        }
        return last
    }

    private func refusal(of one: Sent, _ result: OpaquePointer) -> StoreError? {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
            guard let miss = one.miss, Self.changes(result) == 0 else { return nil }
            return StoreError(sqlState: miss.state, message: "\(miss.sentence)", sql: one.sql)
        case PGRES_PIPELINE_ABORTED:
            return StoreError(sqlState: "25P02", message: "a statement before it failed", sql: one.sql)
        default:
            // The first line alone: the detail would repeat the bound values.
            guard let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))),
                let words = PQresultErrorField(result, Int32(UInt8(ascii: "M")))
            else { return lost(one.sql) }
            return StoreError(sqlState: String(cString: state), message: String(cString: words), sql: one.sql)
        }
    }

    private static func changes(_ result: OpaquePointer) -> Int { Int(atoll(PQcmdTuples(result))) }

    private func lost(_ sql: String?) -> StoreError {
        PostgresAddress.unreachable(handle, sql: sql)
    }
}
