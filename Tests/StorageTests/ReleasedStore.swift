import Foundation
import Testing

@testable import Storage

/// A store as a program of that schema has left it: the site in `Released/site`, played from 1 January to 1 February 2026
/// by the first program that had the step, and dumped as SQL; of step 5 it is the store of step 4, brought up to it.
struct ReleasedStore {
    static let versions = [1, 2, 3, 4, 5]

    private let dump: String

    init(version: Int) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Released/step-\(version).sql")
        dump = try String(contentsOf: file, encoding: .utf8)
    }

    /// - Returns: the tables with their columns, as that version had them.
    @discardableResult
    func make(at path: String) throws -> [String: [String]] {
        let connection = try SQLiteConnection(path: path, mode: .readWrite)
        try connection.script(dump)
        let tables = try connection.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ) { $0.text(0) }
        let columns = try tables.map { table in
            try connection.rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", .text(table)) { $0.text(0) }
        }
        return Dictionary(uniqueKeysWithValues: zip(tables, columns))
    }

    /// The same rows as `INSERT` statements that PostgreSQL reads too; sequences are given anew, in the same order.
    static func inserts(from path: String, _ tables: [String: [String]]) throws -> [String] {
        let connection = try SQLiteConnection(path: path, mode: .readOnly)
        // What is referred to comes first.
        let order = ["definition", "instance"]
        let names = tables.keys.sorted { (order.firstIndex(of: $0) ?? 9, $0) < (order.firstIndex(of: $1) ?? 9, $1) }
        return try names.flatMap { table in
            let columns = (tables[table] ?? []).filter { $0 != "sequence" }
            let values = columns.map { "quote(\($0))" }.joined(separator: " || ', ' || ")
            return try connection.rows(
                "SELECT \(values) FROM \(table) ORDER BY \(columns == tables[table] ? "1" : "sequence")"
            ) {
                "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\($0.text(0)))"
            }
        }
    }

    /// Every row of those columns, as text, in no order of the database's.
    static func rows(
        in connection: some SQLConnection, _ tables: [String: [String]], without left: Set<String> = []
    ) throws -> [String: [String]] {
        try Dictionary(
            uniqueKeysWithValues: tables.map { table, columns in
                let texts = columns.filter { !left.contains($0) }.map { "coalesce(CAST(\($0) AS TEXT), 'NULL')" }
                let rows = try connection.rows("SELECT \(texts.joined(separator: " || '|' || ")) FROM \(table)") {
                    $0.text(0)
                }
                return (table, rows.sorted())
            })
    }

    /// What the newest program asks of a store, and does with one.
    static func goOn(_ store: any Store) throws {
        let open = try #require(try store.openInstances(named: "tra-loi").last)
        #expect(try store.instance(open)?.phase == "waiting")
        #expect(try store.journal(of: open).count == 1)
        #expect(try store.subscribers(type: "xa.tra-loi").map(\.instance) == [open])
        #expect(try store.counts().openInstances == 1)
        #expect(try store.nextWakeUp() != nil)
        try store.turn {
            try store.append(journal: JournalRow(instance: open, at: .at(1), stimulus: "[]"))
            try store.queue(
                OutgoingRow(key: "new", kind: "notice", body: "{}", queuedAt: .at(1), lane: "a", dueAt: .at(2)))
            #expect(try store.addInstance() == open + 1)
            let last = try store.lastAuditHash()
            try store.append(
                audit: AuditRow(
                    at: .at(1), actor: "a", action: "b", subject: "c", result: "done", evidence: "", after: last))
        }
        #expect(try store.outgoing(dueBy: .at(2), atMost: 9).map(\.key) == ["new"])
        var (last, isWhole) = (AuditRow.beginning, true)
        try store.eachAudit { entry in
            isWhole = isWhole && entry.isWhole && entry.previous == last
            last = entry.hash
        }
        #expect(isWhole && last != AuditRow.beginning)
    }
}
