import Casework
import Directory
import Almanac
import Definition
import Engine
import Notation

/// Every notice is sent exactly once, or it is accounted for why not.
extension World {
    func noticesOnce(_ reading: Reading) throws -> [String] {
        var found = server.violations
        let rows = try reading.rows("SELECT key, kind, state FROM outgoing WHERE kind <> 'call' ORDER BY sequence")
        let mails = Dictionary(grouping: server.mails.values, by: \.key)
        let mayBeDoubtful = plan.posts
        for row in rows {
            let (key, count) = (row[0], mails[row[0]]?.count ?? 0)
            let times = mails[key]?.map(\.takenTimes).max() ?? 0
            // What is posted comes again only where its kind may, after a break on the wire.
            if plan.posts, row[1] == Release.notice, times > 1, !book.isRepeated(key) {
                found.append("\(key) came \(times) times")
            }
            switch row[2] {
            case "sent": if count != 1 { found.append("\(key) is marked as sent, and arrived \(count) times") }
            case "failed":
                if !server.refused.contains(key) { found.append("\(key) is marked as failed, and nobody refused it") }
                if count > 1 { found.append("\(key) is marked as failed, and arrived \(count) times") }
            case "unconfirmed":
                if !mayBeDoubtful { found.append("\(key) is in doubt, and nothing was posted") }
                if times > 1 { found.append("\(key) is in doubt, and came \(times) times") }
            default: found.append("\(key) is still \(row[2])")
            }
        }
        let waiting = try reading.rows(
            """
            SELECT o.key FROM outgoing o JOIN instance i ON i.id = json_extract(o.body, '$.caller.execution.value')
            WHERE o.kind = 'call' AND o.state = 'queued' AND i.ended_at IS NOT NULL
            """)
        found += waiting.map { "the call \($0[0]) is still queued, and its instance has ended" }
        return try found + unknownMails(reading, Set(rows.map { $0[0] }))
            + missingReceipts(reading, Set(rows.map { $0[0] }))
    }

    /// Checked after every start: nothing may leave before what it follows from is on disk.
    func checkMails(in process: MachineProcess) {
        do {
            let keys = Set(try Reading(of: process).rows("SELECT key FROM outgoing").map { $0[0] })
            for mail in server.mails.values.sorted(by: { $0.key < $1.key }) where !keys.contains(mail.key) {
                fail("\(mail.key) has left, and the store knows nothing of it")
            }
        } catch { fail("the store cannot be read after its start: \(error)") }
    }

    private func unknownMails(_ reading: Reading, _ keys: Set<String>) -> [String] {
        server.mails.values.filter { !keys.contains($0.key) }.map {
            "\($0.key) has left, and the store knows nothing of it"
        }
        .sorted()
    }

    /// What a unit hands in is answered with one receipt, unless it does not exist on that day.
    private func missingReceipts(_ reading: Reading, _ keys: Set<String>) throws -> [String] {
        let recorded = Dictionary(
            try reading.rows("SELECT id, recorded_at FROM event WHERE source = '/people'").map { ($0[0], $0[1]) },
            uniquingKeysWith: { $1 })
        return acknowledged.keys.sorted().compactMap { number -> String? in
            let event = deeds[number].event
            guard event.type == "dondoc.submission.received.v1", let reply = acknowledged[number] ?? nil,
                case .done(let facts) = reply, facts["known"] != true
            else { return nil }
            let moment = Instant(milliseconds: recorded[event.id].flatMap { Int64($0) } ?? 0)
            let unit = UnitCode(event.subject ?? event.data?["unit"].asString ?? "")
            let isThere = site.office.tree.unit(unit, on: site.zone.day(of: moment)) != nil
            let count = keys.count { $0.hasPrefix("receipt/\(event.id)/") && !$0.contains("/to/") }
            return count == 1 || count == 0 && !isThere ? nil : "deed \(number) was answered with \(count) receipts"
        }
    }
}
