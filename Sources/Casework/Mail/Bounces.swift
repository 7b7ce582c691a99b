import Engine
import Notation
import Storage

/// A mail that a server had taken, and that comes back later: from then on it has not arrived, as if it had been refused
/// at once.
struct Bounces {
    let office: Office

    func take(_ reports: [ReceivedMail.Report], of event: CloudEvent, in sitting: Sitting) throws {
        var ends: [String] = []
        for (place, report) in reports.enumerated() {
            let end = try take(report, in: sitting)
            ends.append(end)
            try sitting.enter("mail/\(event.id)/\(place)", nominal: sitting.now, .done, end)
        }
        sitting.reply(to: event, ["end": "bounce", "notes": .array(ends.map { .string($0) })])
    }

    private func take(_ report: ReceivedMail.Report, in sitting: Sitting) throws -> String {
        guard let name = report.original, let row = try SentMail.row(named: name, in: sitting) else {
            return "a report about a mail that is not ours"
        }
        if report.isDelay { return "\(row.key) is delayed: \(report.reason)" }
        guard report.isFinal else { return "\(row.key) is on its way" }
        guard row.state == .sent || row.state == .unconfirmed else { return "\(row.key) was known to be \(row.state)" }
        let reason = report.recipient.map { "\(report.reason) (\($0))" } ?? report.reason
        try sitting.store.mark(outgoing: row.key, state: .failed, at: sitting.now, note: reason)
        var lost = row
        (lost.state, lost.note) = (.failed, reason)
        try Undeliveries(office: office).lost(lost, in: sitting)
        return "\(row.key) has come back: \(reason)"
    }
}
