import Almanac
import Definition
import Engine
import Notation
import Storage

/// A mail from nobody known, which lies in quarantine: for the office, until it is told. A mailbox gets much of which
/// nobody wants to hear more than once a day.
struct StrangeMail: Codable {
    let at: Instant
    let address: String
    /// Empty where the mail is marked secret.
    let subject: String
    let reason: String
    let folder: String

    static let kind = "stranger"
    /// In one mail.
    static let mostTold = 50

    func note(as event: String, in sitting: Sitting) throws {
        try sitting.save(self, StrangeMail.kind, "\(sitting.zone.day(of: at).iso)/\(event.prefix(16))")
    }

    static func open(in sitting: Sitting) throws -> [StrangeMail] {
        try sitting.all(StrangeMail.self, kind, parent: nil, openOnly: true)
    }

    /// The office's mail has been made.
    static func settle(in sitting: Sitting) throws {
        for row in try sitting.records(kind: kind, parent: nil, openOnly: true) {
            try sitting.save(try sitting.fact(of: row) as StrangeMail, kind, row.key, isSettled: true)
        }
    }

    /// `09:00 x@y.vn, “Hỏi thăm”: …; giữ tại quarantine/…`
    func words(in zone: Zone) -> String {
        let subject = subject.isEmpty ? "" : ", “\(subject)”"
        return
            "\(zone.day(of: at).vietnamese) \(zone.time(of: at).text), \(address)\(subject): \(reason); giữ tại \(folder)"
    }
}
