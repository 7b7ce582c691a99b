import Engine
import Notation

/// Every acknowledged fact is present: the event itself, and what the answer said of it.
extension World {
    func acknowledgedFacts(_ reading: Reading) throws -> [String] {
        let events = Set(try reading.rows("SELECT id FROM event WHERE source = '/people'").map { $0[0] })
        let submissions = Set(try reading.rows("SELECT key FROM record WHERE kind = 'submission'").map { $0[0] })
        let commands = Set(try reading.rows("SELECT subject FROM ledger WHERE subject LIKE 'command/%'").map { $0[0] })
        let instances = Set(try reading.rows("SELECT id FROM instance").map { $0[0] })
        var lost = pending.sorted().map { "deed \($0) was never acknowledged" }
        for (number, reply) in acknowledged.sorted(by: { $0.key < $1.key }) {
            let event = deeds[number].event
            if !events.contains(event.id) { lost.append("deed \(number) was acknowledged and its event is gone") }
            // Of one that was known already, the answer that counted went to a process that is no more.
            guard case .done(let facts)? = reply, facts["known"] != true else { continue }
            let isThere: Bool
            switch event.type {
            case "dondoc.submission.received.v1": isThere = submissions.contains(event.id)
            case InstanceCommands.Verb.start.eventType: isThere = instances.contains(facts["id"].text)
            case _ where facts["assignment"].asString != nil: isThere = commands.contains("command/\(event.id)")
            default: isThere = true
            }
            if !isThere { lost.append("deed \(number) was acknowledged with \(facts.text), and nothing is there") }
        }
        return try lost + startedOnce(reading)
    }

    /// However often it is said, a command is carried out once.
    private func startedOnce(_ reading: Reading) throws -> [String] {
        let asked = try reading.rows(
            """
            SELECT count(*) FROM event WHERE type = '\(InstanceCommands.Verb.start.eventType)'
            AND json_extract(body, '$.data.workflow') = 'errand'
            """)
        let begun = try reading.rows("SELECT count(*) FROM instance WHERE name = 'errand'")
        return asked == begun ? [] : ["\(begun[0][0]) errands were begun by \(asked[0][0]) commands"]
    }
}
