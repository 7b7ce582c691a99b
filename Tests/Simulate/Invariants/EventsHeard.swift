import Engine
import Notation

/// What came after an instance had begun, it hears, whether it listened already or not.
extension World {
    func eventsHeard(_ reading: Reading) throws -> [String] {
        let rows = try reading.rows("SELECT sequence, id, type FROM event")
        let sequences = Dictionary(rows.map { ($0[1], Int($0[0]) ?? 0) }, uniquingKeysWith: { $1 })
        let calls = rows.filter { $0[2] == "go" || $0[2] == "gone" }.compactMap { Int($0[0]) }
        let errands = Set(try reading.rows("SELECT id FROM instance WHERE name = 'errand'").map { $0[0] })
        return try acknowledged.sorted { $0.key < $1.key }.compactMap { number, reply -> String? in
            guard case .done(let facts)? = reply, case let id = facts["id"].text, errands.contains(id),
                deeds[number].event.type == InstanceCommands.Verb.start.eventType,
                let begin = sequences[deeds[number].event.id], let end = sequences["\(id)-1"],
                calls.contains(where: { $0 > begin && $0 < end })
            else { return nil }
            let journal = try reading.rows("SELECT stimulus FROM journal WHERE instance = \(id)").map { $0[0] }
            // Who was held meanwhile may have come too late.
            let isHeld = journal.contains { $0.contains("suspended") || $0.contains("retried") }
            return isHeld || journal.contains { $0.hasPrefix("{\"heard\"") }
                ? nil : "instance \(id) has missed an event"
        }
    }
}
