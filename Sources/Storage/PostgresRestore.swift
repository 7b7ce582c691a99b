/// A store on PostgreSQL, brought back from a dump into an empty database. pg_restore is one transaction, and what makes its
/// result a store again is another; in between, and after a crash there, the database is refused by every command.
package struct PostgresRestore {
    /// A table that stands in the database as long as it is not whole.
    static let marker = "dondoc_restoring"
    private let connection: PostgresConnection

    /// Takes an empty database.
    /// - Throws: `StoreError` when there is anything in it.
    package init(into address: PostgresAddress) throws(StoreError) {
        connection = try PostgresConnection(address)
        guard try PostgresSchema.version(of: connection) == 0 else {
            throw StoreError(
                sqlState: "55000",
                message: "the database \(address) holds a store already: it stays as it is; "
                    + "make an empty one with createdb and name that with --store")
        }
        try connection.script("CREATE TABLE \(Self.marker) (is_whole BIGINT NOT NULL)")
    }

    /// Nothing came of it: the database is empty again.
    package func abandon() throws(StoreError) { try connection.script("DROP TABLE \(Self.marker)") }

    /// What was restored becomes a store: its desk will know that it is an older one.
    /// - Parameters:
    ///   - madeAt: the instant of the backup, for people.
    ///   - schema: the version that the backup's manifest tells.
    package func finish(of madeAt: String, schema: Int) throws(StoreError) {
        try connection.begin()
        let found = try connection.first("SELECT version FROM dondoc_schema") { $0.integer(0) }
        guard found == Int64(schema), schema <= PostgresSchema.steps.count else {
            throw StoreError(sqlState: "55000", message: "the dump is not of the schema that the backup tells")
        }
        // Rights are not taken from the dump: the account may be another one here.
        for statement in PostgresSchema.steps.prefix(schema).joined()
        where statement.hasPrefix("REVOKE ") || statement.hasPrefix("GRANT ") {
            try connection.script(statement)
        }
        try connection.run(PostgresStore.markAsBroughtBack, .text(BroughtBack.fact), .text(madeAt))
        try connection.script("DROP TABLE \(Self.marker)")
        try connection.commit()
    }
}

extension PostgresStore {
    /// What the store at that address is, for the manifest of a backup, and the version of its server, such as 15.
    /// - Throws: `StoreError`, also for another program's database or a store that a newer dondoc wrote.
    package static func facts(at address: PostgresAddress) throws(StoreError) -> (store: StoreFacts, server: Int) {
        let connection = try PostgresConnection(address.forReading)
        let schema = try PostgresSchema.version(of: connection)
        let server = try connection.first("SHOW server_version_num") { $0.text(0) }.flatMap { Int($0) } ?? 0
        return (try StoreFacts(of: connection, schema: schema), server / 10_000)
    }
}
