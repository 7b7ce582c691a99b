import Notation

/// What tells one store from another, and how far it had come.
package struct StoreFacts: Equatable, Sendable {
    /// The version of its schema.
    package let schema: Int
    /// How many turns its desk has taken.
    package let turns: Int
    /// The hash of the audit trail's first entry: a store's own for ever, once there is one.
    package let firstAudit: String
    /// The hash of the last entry: whoever keeps it elsewhere can tell a cut end.
    package let lastAudit: String

    package init(schema: Int, turns: Int, firstAudit: String, lastAudit: String) {
        self.schema = schema
        self.turns = turns
        self.firstAudit = firstAudit
        self.lastAudit = lastAudit
    }

    /// Of any schema that there ever was.
    init(of connection: some SQLConnection, schema: Int64) throws(StoreError) {
        func hash(_ order: String) throws(StoreError) -> String {
            guard schema > 1 else { return AuditRow.beginning }
            return try connection.first("SELECT hash FROM audit ORDER BY sequence \(order) LIMIT 1") { $0.text(0) }
                ?? AuditRow.beginning
        }
        let turns =
            schema > 0 ? try connection.first("SELECT value FROM fact WHERE name = 'turns'") { $0.text(0) } : nil
        self.init(
            schema: Int(schema), turns: turns.flatMap { Int($0) } ?? 0, firstAudit: try hash("ASC"),
            lastAudit: try hash("DESC"))
    }
}

/// What a store that was brought back from a backup says until its desk has heard it.
package enum BroughtBack {
    /// The name of a fact: the instant of the backup, empty once the desk has taken notice.
    package static let fact = "broughtBack"
}
