import Testing

@testable import Storage

@Suite struct `A connection` {
    @Test func `tells when a statement that has given its row cannot be committed`() throws {
        let connection = try SQLiteConnection(path: SQLiteStore.memory, mode: .readWrite)
        try connection.script(
            """
            PRAGMA foreign_keys = ON;
            CREATE TABLE a (id INTEGER PRIMARY KEY);
            CREATE TABLE b (a INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED);
            """)
        #expect(throws: StoreError.self) {
            try connection.first("INSERT INTO b (a) VALUES (7) RETURNING a") { $0.integer(0) }
        }
        #expect(try connection.first("SELECT count(*) FROM b") { $0.integer(0) } == 0)
    }
}
