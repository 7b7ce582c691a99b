import Almanac

extension SQLStore {
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
        var last: Int64 = 0
        while true {
            let page = try connection.rows(
                """
                SELECT sequence, at, actor, action, subject, result, evidence, previous, hash FROM audit
                WHERE sequence > ? ORDER BY sequence LIMIT 1000
                """, .integer(last)
            ) { row in
                let entry = AuditRow(
                    at: Instant(milliseconds: row.integer(1)), actor: row.text(2), action: row.text(3),
                    subject: row.text(4), result: row.text(5), evidence: row.text(6), previous: row.text(7),
                    hash: row.text(8))
                return (sequence: row.integer(0), entry: entry)
            }
            guard let end = page.last else { return }
            for (_, entry) in page { look(entry) }
            last = end.sequence
        }
    }
}
