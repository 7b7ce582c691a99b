import Notation

/// One SQL for every database: what differs is the connection, and the few statements that it brings along.
///
/// Held to what PostgreSQL and SQLite, and the databases that speak as PostgreSQL does, say alike: see ARCHITECTURE.md.
protocol SQLStore: Store {
    associatedtype Connection: SQLConnection
    var connection: Connection { get }

    /// The number of the instance that is added next in this transaction, as far as it is known.
    var nextID: Int64? { get set }
}

/// A connection to a database with its prepared statements. Values are always bound at a `?`, never written into the SQL.
protocol SQLConnection: AnyObject {
    associatedtype Row: SQLRow

    /// Asks for a wake-up (owner, at, priority), behind those that were asked for before.
    static var setsWakeUp: String { get }

    /// A statement of which only is wanted that it holds: a refusal may come as late as the commit.
    func run(_ sql: String, _ values: SQLValue...) throws(StoreError)

    /// The same, and it must find a row.
    func run(_ sql: String, _ values: SQLValue..., orElse sentence: StaticString) throws(StoreError)

    /// How many rows it changed.
    func change(_ sql: String, _ values: SQLValue...) throws(StoreError) -> Int

    /// All rows, each as `read` makes it.
    func rows<Value>(
        _ sql: String, _ values: SQLValue..., read: (Row) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value]

    func rows<Value>(
        _ sql: String, _ values: [SQLValue], read: (Row) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value]

    /// The first row, or nil when there is none.
    func first<Value>(
        _ sql: String, _ values: SQLValue..., read: (Row) throws(StoreError) -> Value
    ) throws(StoreError) -> Value?

    /// Whether a transaction is open.
    var isInTransaction: Bool { get }
}

/// What is bound to a statement.
enum SQLValue {
    case null
    case integer(Int64)
    case text(String)

    init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    init(_ number: Int64?) { self = number.map { .integer($0) } ?? .null }
}

/// A row of a result: to be read at once, not to be kept.
protocol SQLRow {
    func integer(_ column: Int32) -> Int64
    func optionalInteger(_ column: Int32) -> Int64?
    func text(_ column: Int32) -> String
    func optionalText(_ column: Int32) -> String?
}

extension SQLStore {
    // MARK: definitions

    package func keep(definition: String, hash: String, file: String) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO definition (hash, file, text) VALUES (?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET file = excluded.file WHERE definition.file <> excluded.file
            """, .text(hash), .text(file), .text(definition))
    }

    package func definition(hash: String) throws(StoreError) -> (text: String, file: String)? {
        try connection.first("SELECT text, file FROM definition WHERE hash = ?", .text(hash)) {
            ($0.text(0), $0.text(1))
        }
    }

    package func definitionHashes() throws(StoreError) -> [String] {
        try connection.rows("SELECT hash FROM definition ORDER BY hash") { $0.text(0) }
    }

    // MARK: facts

    package func fact(_ name: String) throws(StoreError) -> String? {
        try connection.first("SELECT value FROM fact WHERE name = ?", .text(name)) { $0.text(0) }
    }

    package func set(fact name: String, to value: String) throws(StoreError) {
        try connection.run(
            "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            .text(name), .text(value))
    }
}
