/// A store in a schema of its own, beside whatever else is in the database: for measurements, thrown away afterwards.
package final class PostgresScratch {
    private static let name = "dondoc_scratch"
    private let address: PostgresAddress

    /// - Throws: `StoreError`, also when another measurement left one behind or is under way.
    package init(in address: PostgresAddress) throws(StoreError) {
        self.address = address
        try PostgresConnection(address).script("CREATE SCHEMA \(Self.name)")
    }

    package func makeStore() throws(StoreError) -> PostgresStore {
        try PostgresStore(address.with("options", "-c search_path=\(Self.name)"))
    }

    package func remove() {
        // What cannot be removed is told by the next measurement.
        try? PostgresConnection(address).script("DROP SCHEMA \(Self.name) CASCADE")
    }
}
