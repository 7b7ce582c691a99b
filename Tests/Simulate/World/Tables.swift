import CSQLite

/// Every row of a store, read past the program's own code.
struct Tables: Equatable {
    private let rows: [String: [[String]]]

    private static let queries = [
        "definition": "SELECT hash, file, length(text) FROM definition ORDER BY hash",
        "instance": "SELECT * FROM instance ORDER BY id", "journal": "SELECT * FROM journal ORDER BY sequence",
        "wake_up": "SELECT owner, at, priority FROM wake_up ORDER BY owner",
        "subscription": "SELECT * FROM subscription ORDER BY sequence",
        "event": "SELECT * FROM event ORDER BY sequence", "outgoing": "SELECT * FROM outgoing ORDER BY sequence",
        "record": "SELECT * FROM record ORDER BY kind, key", "ledger": "SELECT * FROM ledger ORDER BY sequence",
        "fact": "SELECT * FROM fact ORDER BY name",
    ]

    init(of process: MachineProcess) throws {
        let reading = try Reading(of: process)
        rows = try Tables.queries.mapValues { try reading.rows($0) }
    }

    /// Nil when they are alike.
    func difference(from other: Tables) -> String? {
        for table in Tables.queries.keys.sorted() {
            let (own, others) = (rows[table] ?? [], other.rows[table] ?? [])
            guard own != others else { continue }
            let place = zip(own, others).enumerated().first { $1.0 != $1.1 }?.offset ?? min(own.count, others.count)
            func row(_ rows: [[String]]) -> String {
                rows.indices.contains(place) ? rows[place].joined(separator: " | ") : "nothing"
            }
            return "table \(table), row \(place) of \(own.count): should be \(row(own)), is \(row(others))"
        }
        return nil
    }
}

/// A connection of the harness's own.
final class Reading {
    struct Refused: Error, CustomStringConvertible { let description: String }

    private var handle: OpaquePointer?

    init(of process: MachineProcess) throws {
        let code = sqlite3_open_v2(Life.store, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, process.name)
        guard code == SQLITE_OK else { throw Refused(description: "the store cannot be opened: \(code)") }
    }

    deinit { sqlite3_close_v2(handle) }

    /// Every value as text.
    func rows(_ sql: String) throws -> [[String]] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw refusal(sql) }
        defer { sqlite3_finalize(statement) }
        var rows: [[String]] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                rows.append(
                    (0..<sqlite3_column_count(statement)).map { column in
                        sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
                    })
            case SQLITE_DONE: return rows
            default: throw refusal(sql)
            }
        }
    }

    private func refusal(_ sql: String) -> Refused {
        Refused(description: "\(String(cString: sqlite3_errmsg(handle))) while running \(sql)")
    }
}
