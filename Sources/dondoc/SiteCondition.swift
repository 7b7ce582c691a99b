import Almanac
import Casework
import Definition
import Engine
import Notation
import Storage

/// How a site is run, beside what its units owe: whether mails are held.
struct SiteCondition {
    private let zone: Zone
    private let hold: Hold?
    private let path: String
    /// The notices that wait to leave.
    private let waiting: Int

    init(of office: Office, in path: String, at now: Instant) throws {
        let store = try OpenSite.reader(of: office, in: path)
        self.path = path
        zone = office.settings.zone
        hold = try store.flatMap { try Hold.inForce(in: $0) }
        waiting =
            hold == nil
            ? 0
            : try store?.outgoing(state: .queued, atMost: Int(Int32.max)).count { $0.kind == Release.notice } ?? 0
    }

    var lines: [String] {
        guard let hold else { return [] }
        return [
            "", CatchUpWords(zone: zone).sentence(hold),
            "Đang chờ (waiting): \(waiting); dondoc approve \(path) [--discard]",
        ]
    }

    var json: Members {
        Members([("held", hold.map(facts) ?? .null)])
    }

    private func facts(of hold: Hold) -> JSON {
        [
            "since": .string(hold.since.rfc3339(in: zone)), "notices": .integer(hold.notices),
            "waiting": .integer(waiting), "reason": .string(hold.reason.rawValue),
        ]
    }
}
