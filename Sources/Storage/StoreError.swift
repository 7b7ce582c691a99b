/// What the database refused: its code, its words, the statement. Bound values stay out: they may name people.
package struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// SQLite's; 0 where PostgreSQL refused.
    package let code: Int32
    /// The five characters of PostgreSQL, or one of those below; nil where SQLite refused.
    package let sqlState: String?
    package let message: String
    package let sql: String?

    package init(code: Int32, message: String, sql: String? = nil) {
        self.init(code: code, sqlState: nil, message: message, sql: sql)
    }

    package init(sqlState: String, message: String, sql: String? = nil) {
        self.init(code: 0, sqlState: sqlState, message: message, sql: sql)
    }

    private init(code: Int32, sqlState: String?, message: String, sql: String?) {
        self.code = code
        self.sqlState = sqlState
        self.message = message
        self.sql = sql
    }

    package var description: String {
        let number = sqlState.map { "SQLSTATE \($0)" } ?? "code \(code)"
        return "\(message) (\(number))" + (sql.map { " while running \($0)" } ?? "")
    }

    /// SQLite's numbers for what the stores themselves find.
    static let corrupt: Int32 = 11
    static let notFound: Int32 = 12

    /// Another node has the lease: nothing that this one does counts any more.
    static let leaseLost = "DD001"
    /// The connection is gone, or was never there.
    static let unreachable = "08006"

    package var isLeaseLost: Bool { sqlState == Self.leaseLost }

    /// The same on a new connection may go well: the server went away or became a standby, another node has the lease,
    /// two transactions met.
    package var isPassing: Bool {
        guard let sqlState else { return false }
        return Self.passing.contains { sqlState.hasPrefix($0) }
    }

    /// Connection exceptions; shutdown, crash and starting up; too many connections; read-only; idle in a transaction;
    /// serialization and deadlock; lock not available.
    private static let passing = [
        leaseLost, "08", "57P", "53300", "25006", "25P03", "40001", "40003", "40P01", "55P03",
    ]
}
