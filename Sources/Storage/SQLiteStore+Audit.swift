import Almanac
import CSQLite

extension SQLiteStore {
    package func append(audit entry: AuditRow) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO audit (at, actor, action, subject, result, evidence, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, .integer(entry.at.milliseconds), .text(entry.actor), .text(entry.action), .text(entry.subject),
            .text(entry.result), .text(entry.evidence), .text(entry.previous), .text(entry.hash))
    }

    package func lastAuditHash() throws(StoreError) -> String {
        try connection.first("SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1") { $0.text(0) }
            ?? AuditRow.beginning
    }

    package func eachAudit(_ look: (AuditRow) -> Void) throws(StoreError) {
        try connection.each(
            "SELECT at, actor, action, subject, result, evidence, previous, hash FROM audit ORDER BY sequence"
        ) { row in
            look(
                AuditRow(
                    at: Instant(milliseconds: row.integer(0)), actor: row.text(1), action: row.text(2),
                    subject: row.text(3), result: row.text(4), evidence: row.text(5), previous: row.text(6),
                    hash: row.text(7)))
        }
    }
}
