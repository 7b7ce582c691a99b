import Almanac

/// Each wake-up is handled once, none before its time, none is left over.
extension World {
    func wakeUpsOnce(_ reading: Reading) throws -> [String] {
        var found: [String] = []
        let overdue = try reading.rows("SELECT owner, at FROM wake_up WHERE at <= \(wall.milliseconds - 1)")
        found += overdue.map { "\($0[0]) was due at \($0[1]) and sleeps on" }
        // What became of a mail stands under the instant at which it was queued, and the clock may have gone back since.
        let early = try reading.rows(
            "SELECT subject, nominal, handled FROM ledger WHERE handled < nominal AND subject NOT LIKE 'notice/%'")
        found += early.map { "\($0[0]) of \($0[1]) was handled before its time, at \($0[2])" }
        // A token is one thing that an execution waits for: it is woken from it once.
        let twice = try reading.rows(
            """
            SELECT instance, stimulus, count(*) FROM journal WHERE stimulus LIKE '{"woke":%'
            GROUP BY instance, stimulus HAVING count(*) > 1
            """)
        found += twice.map { "instance \($0[0]) was woken \($0[2]) times by \($0[1])" }
        let answered = try reading.rows(
            """
            SELECT instance, json_extract(stimulus, '$.answered._0.number') AS token, count(*) FROM journal
            WHERE stimulus LIKE '{"answered":%' GROUP BY instance, token HAVING count(*) > 1
            """)
        found += answered.map { "instance \($0[0]) was answered \($0[2]) times under \($0[1])" }
        // An execution that waits for time has a wake-up; one that has ended has none.
        let stray = try reading.rows(
            """
            SELECT owner FROM wake_up JOIN instance ON owner LIKE 'execution/' || id || '/%' WHERE ended_at IS NOT NULL
            """)
        found += stray.map { "\($0[0]) is still to be woken, and its instance has ended" }
        return found
    }
}
