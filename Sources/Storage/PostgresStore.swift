/// The store on PostgreSQL, for several nodes: the same tables and the same SQL as on SQLite.
///
/// Not `Sendable`: one owner, one connection. After an error that `isPassing` it is to be given up and opened anew.
package final class PostgresStore: SQLStore {
    let connection: PostgresConnection
    private let isReadOnly: Bool
    /// What this node has, and what it says with every turn; nil outside a cluster.
    var membership: Membership?
    /// The number that the instance gets which is added next in this transaction.
    var nextID: Int64?

    /// Opens the store, or makes it in an empty database, and brings its schema up to date.
    /// - Throws: `StoreError`, also for another program's database or a store that a newer dondoc wrote.
    package init(_ address: PostgresAddress) throws(StoreError) {
        connection = try PostgresConnection(address)
        isReadOnly = false
        try PostgresSchema.run(on: connection)
        // What an administrator set lower for all would lose what was acknowledged.
        let level = try connection.first("SHOW synchronous_commit") { $0.text(0) }
        if level == "off" || level == "local" { try connection.script("SET synchronous_commit = 'on'") }
    }

    /// Opens a store that exists, for reading only.
    /// - Throws: `StoreError`, also when the program that writes it is of another version.
    package init(readOnly address: PostgresAddress) throws(StoreError) {
        connection = try PostgresConnection(address.forReading)
        isReadOnly = true
        try connection.script("SET default_transaction_read_only = 'on'")
        let version = try PostgresSchema.version(of: connection)
        guard version == PostgresSchema.newest else {
            throw StoreError(
                sqlState: "55000",
                message: "the schema of \(address) is version \(version), this program reads \(PostgresSchema.newest); "
                    + "start the program that writes it once, so that it is brought up to date")
        }
    }

    /// What a reader reads until `commit` is one moment's state. A node's turn holds only while it has the lease.
    package func begin() throws(StoreError) {
        try connection.begin(isReadOnly ? "ISOLATION LEVEL REPEATABLE READ" : "")
        nextID = nil
        try renewLease()
    }

    package func commit() throws(StoreError) {
        nextID = nil
        try connection.commit()
    }

    package func rollback() {
        nextID = nil
        connection.rollback()
    }
}
