import Interpreter
import Notation
import Storage

/// Arrivals as a node hands them to the one that has the lease.
extension Arrival {
    /// Nil for what only comes from within a process.
    var stored: ArrivalRow? {
        switch self {
        case .event(let event):
            ArrivalRow(
                id: Digest.sha256("\(event.source) \(event.id)"),
                body: JSON.object(Members([("event", event.json)])).text)
        case .reported(let key, let report):
            (try? JSON(encoding: StoredReport(key: key, report: report))).map {
                ArrivalRow(id: Digest.sha256("report \(key)"), body: JSON.object(Members([("report", $0)])).text)
            }
        case .start, .stimulus: nil
        }
    }

    /// An index of PostgreSQL has no room for more, and one arrival that cannot be taken would stop them all.
    private static let longestName = 1000

    /// Nil when it can be kept.
    var refusal: Reply? {
        guard case .event(let event) = self, event.source.utf8.count + event.id.utf8.count > Arrival.longestName else {
            return nil
        }
        return .refused(
            "an event's source and id may have \(Arrival.longestName) bytes together; this one's have more")
    }

    init(stored row: ArrivalRow) throws {
        let json = try JSON(parsing: row.body)
        if json["event"].isNull {
            let stored: StoredReport = try json["report"].decoded()
            self = .reported(key: stored.key, stored.report)
        } else {
            self = .event(try CloudEvent(json: json["event"]))
        }
    }

    private struct StoredReport: Codable {
        let key: String
        let report: Report
    }
}
