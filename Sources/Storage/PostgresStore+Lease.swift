/// One of several nodes on one database. The desk is the one writer also there: whoever has the lease may take turns.
///
/// The lease's row is locked and its epoch compared at the beginning of each turn. A node that was paused and lost the
/// lease meanwhile is refused whatever it still wants to write. The database's clock says when a lease has run out, and
/// says nothing else.
extension PostgresStore {
    struct Membership {
        let node: String
        /// Of a lease or a claim that is not renewed, as an interval.
        let term: String
        /// A lease that runs longer was written by another clock, such as that of a server that is no more.
        let longest: String
        /// Nil while another node has the lease.
        var epoch: Int64?
        /// False where the database has no `LISTEN`: then nodes look by the clock alone.
        var hears: Bool
    }

    /// Makes this store a node's.
    /// - Parameters:
    ///   - node: its name, unlike any other's; of a program that starts anew, too.
    ///   - seconds: after which time without a sign of life another node may go on with what this one had.
    package func join(as node: String, leaseOf seconds: Int) throws(StoreError) {
        try connection.run("SELECT set_config('application_name', ?, false)", .text(Self.application(of: node)))
        // A node that is paused in the middle of a turn keeps the lease's row locked until the server ends its session.
        try connection.run(
            "SELECT set_config('idle_in_transaction_session_timeout', ?, false)", .text("\(seconds)s"))
        var hears = true
        do throws(StoreError) {
            try connection.script("LISTEN dondoc")
        } catch {
            guard !error.isPassing else { throw error }
            hears = false
        }
        membership = Membership(
            node: node, term: "\(seconds) seconds", longest: "\(seconds * 10) seconds", epoch: nil, hears: hears)
    }

    /// Whether others' notifications reach this node.
    package var hears: Bool { membership?.hears ?? false }

    private static func application(of node: String) -> String { String("dondoc \(node)".prefix(60)) }

    /// True when the lease had run out, or was this node's own, and is this node's now.
    package func takeLease() throws(StoreError) -> Bool {
        guard let own = membership else { return false }
        let epoch = try connection.first(
            """
            UPDATE lease SET holder = ?, epoch = epoch + 1, expires = now() + CAST(? AS INTERVAL)
            WHERE name = (SELECT name FROM lease WHERE name = 'desk'
            AND (expires <= now() OR holder = ? OR expires > now() + CAST(? AS INTERVAL))
            FOR UPDATE SKIP LOCKED) RETURNING epoch
            """, .text(own.node), .text(own.term), .text(own.node), .text(own.longest)
        ) { $0.integer(0) }
        membership?.epoch = epoch
        if epoch == nil { try endPausedHolder(own) } else { try tidy() }
        return epoch != nil
    }

    /// In a turn's transaction the row stays locked from here on, and nobody else can take the lease before its end.
    package func renewLease() throws(StoreError) {
        guard let own = membership, let epoch = own.epoch else { return }
        try connection.run(
            "UPDATE lease SET expires = now() + CAST(? AS INTERVAL) WHERE name = 'desk' AND epoch = ?",
            [.text(own.term), .integer(epoch)],
            orNone: .init(state: StoreError.leaseLost, sentence: "another node has the lease"))
    }

    /// The next node need not wait until it runs out.
    package func releaseLease() throws(StoreError) {
        guard let epoch = membership?.epoch else { return }
        membership?.epoch = nil
        try connection.run(
            "UPDATE lease SET expires = now() WHERE name = 'desk' AND epoch = ?", .integer(epoch))
        try notify("lease")
    }

    /// A holder whose lease ran out while its session waits for it in the middle of a message is past the server's own
    /// patience with idle transactions: its session is ended, and the row is free for the next try.
    private func endPausedHolder(_ own: Membership) throws(StoreError) {
        do throws(StoreError) {
            try connection.run(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE application_name IN (SELECT substr('dondoc ' || holder, 1, 60) FROM lease
                WHERE name = 'desk' AND expires <= now() AND holder <> ?)
                AND wait_event IN ('ClientRead', 'ClientWrite') AND query_start < now() - CAST(? AS INTERVAL)
                """, .text(own.node), .text(own.term))
        } catch {
            // A database that is only alike may have no such view.
            guard !error.isPassing else { throw error }
        }
    }

    /// What nodes left behind that are no more.
    private func tidy() throws(StoreError) {
        try connection.run("DELETE FROM arrival WHERE reply IS NOT NULL AND answered_at < now() - INTERVAL '1 day'")
        try connection.run(
            """
            DELETE FROM claim WHERE NOT EXISTS
            (SELECT 1 FROM outgoing WHERE outgoing.key = claim.key AND outgoing.state = 'queued')
            """)
    }

    // MARK: Waking each other

    /// Wakes the other nodes, at the commit when a transaction is open.
    package func notify(_ text: String) throws(StoreError) {
        guard hears else { return }
        try connection.run("SELECT pg_notify('dondoc', ?)", .text(text))
    }

    /// What was notified since the last look; waits for nothing.
    package func notifications() throws(StoreError) -> [String] { try connection.notifications() }

    /// Readable when there is something to look for.
    package var socket: Int32 { connection.socket }
}
