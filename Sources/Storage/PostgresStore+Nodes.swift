/// What a node has taken in, for the node that has the lease.
package struct ArrivalRow: Equatable, Sendable {
    /// The same for the same thing, however often it is handed in.
    package let id: String
    package let body: String

    package init(id: String, body: String) {
        self.id = id
        self.body = body
    }
}

/// Work that any node may take in and carry out.
extension PostgresStore {
    // MARK: Arrivals

    /// Kept for the node that has the lease; what is there already stays as it is.
    /// - Parameter reply: of what is answered in the same transaction; nil: it waits.
    package func accept(_ arrival: ArrivalRow, reply: String? = nil) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO arrival (id, body, reply, answered_at) VALUES (?, ?, ?, now()) ON CONFLICT (id) DO NOTHING
            """, .text(arrival.id), .text(arrival.body), SQLValue(reply))
    }

    /// Those that wait, in the order in which they came. Only the holder of the lease asks, and its turn settles them.
    package func openArrivals(atMost limit: Int) throws(StoreError) -> [ArrivalRow] {
        try connection.rows(
            "SELECT id, body FROM arrival WHERE reply IS NULL ORDER BY sequence LIMIT ?", .integer(Int64(limit))
        ) { ArrivalRow(id: $0.text(0), body: $0.text(1)) }
    }

    package func answer(arrival id: String, _ reply: String) throws(StoreError) {
        try connection.run(
            "UPDATE arrival SET reply = ?, answered_at = now() WHERE id = ?", .text(reply), .text(id),
            orElse: "there is no such arrival")
    }

    /// Of those that are answered, by id. Ids are digests: nothing in them needs quoting.
    package func replies(to ids: [String]) throws(StoreError) -> [String: String] {
        let rows = try connection.rows(
            "SELECT id, reply FROM arrival WHERE id = ANY (CAST(? AS TEXT[])) AND reply IS NOT NULL",
            .text("{\(ids.joined(separator: ","))}")
        ) { ($0.text(0), $0.text(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Whoever asked has been told.
    package func forget(arrival id: String) throws(StoreError) {
        try connection.run("DELETE FROM arrival WHERE id = ?", .text(id))
    }

    // MARK: Claims

    /// Takes of what is queued as many as it may carry out now; nobody else does while the claim is renewed. What leaves
    /// in lanes is the leading node's.
    /// - Parameters:
    ///   - hold: the fact that, while it says anything, keeps what is of the kind `heldKind` where it is.
    package func claim(
        _ which: OutgoingChoice, heldBy hold: String = "", of heldKind: String = "", atMost limit: Int
    ) throws(StoreError) -> [OutgoingRow] {
        guard let own = membership, limit > 0 else { return [] }
        let kind: String
        let condition: String
        switch which {
        case .of(let name): (kind, condition) = (name, "=")
        case .allBut(let name): (kind, condition) = (name, "<>")
        }
        // What another node claimed since this statement began is seen by the last line.
        let keys = try connection.rows(
            """
            INSERT INTO claim (key, holder, expires)
            SELECT key, CAST(? AS TEXT), now() + CAST(? AS INTERVAL) FROM outgoing
            WHERE state = 'queued' AND lane IS NULL AND kind \(condition) ?
            AND (kind <> ? OR NOT EXISTS (SELECT 1 FROM fact WHERE fact.name = ? AND fact.value <> ''))
            AND NOT EXISTS
            (SELECT 1 FROM claim WHERE claim.key = outgoing.key AND claim.expires > now())
            ORDER BY sequence LIMIT ? FOR UPDATE OF outgoing SKIP LOCKED
            ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, expires = excluded.expires
            WHERE claim.expires <= now() RETURNING key
            """, .text(own.node), .text(own.term), .text(kind), .text(heldKind), .text(hold),
            .integer(Int64(limit))
        ) { $0.text(0) }
        var rows: [OutgoingRow] = []
        for key in keys {
            if let row = try outgoing(key: key), row.state == .queued { rows.append(row) }
        }
        return rows
    }

    package enum OutgoingChoice: Sendable {
        case of(kind: String)
        case allBut(kind: String)
    }

    /// What is under way takes longer than a term.
    package func renewClaims() throws(StoreError) {
        guard let own = membership else { return }
        try connection.run(
            "UPDATE claim SET expires = now() + CAST(? AS INTERVAL) WHERE holder = ?", .text(own.term), .text(own.node))
    }

    /// It has left, and the store knows.
    package func dropClaim(on key: String) throws(StoreError) {
        try connection.run("DELETE FROM claim WHERE key = ?", .text(key))
    }
}
