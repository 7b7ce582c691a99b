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
