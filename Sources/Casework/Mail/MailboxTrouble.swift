package import Almanac
import Definition
package import Engine
package import Notation
import Storage

/// That the mailbox cannot be read, or a mail in it: for the administrator, until it is told.
package struct MailboxTrouble: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable {
        /// For a day now.
        case unreached
        /// One mail could not be fetched, and stays in the mailbox.
        case passedOver
        /// Mails that were fetched stay where they are.
        case unmoved
    }

    /// The same for the same trouble.
    package let key: String
    package let kind: Kind
    package let since: Instant
    /// As the server tells it.
    package let reason: String

    package init(key: String, kind: Kind, since: Instant, reason: String) {
        self.key = key
        self.kind = kind
        self.since = since
        self.reason = reason
    }

    /// For the desk; a second one about the same trouble changes nothing.
    package func event(at now: Instant) throws -> CloudEvent {
        CloudEvent(
            id: "mailbox/\(key)", source: "/mailbox", type: EventType.mailboxTroubled.rawValue, subject: nil, time: now,
            dataContentType: "application/json", data: try JSON(encoding: self))
    }

    static let record = "mailbox-trouble"
    /// In one mail.
    static let mostTold = 50

    static func open(in sitting: Sitting) throws -> [MailboxTrouble] {
        try sitting.all(MailboxTrouble.self, record, parent: nil, openOnly: true).sorted {
            ($0.since, $0.key) < ($1.since, $1.key)
        }
    }

    /// The administrator's mail has been made.
    static func settle(in sitting: Sitting) throws {
        for trouble in try open(in: sitting) { try sitting.save(trouble, record, trouble.key, isSettled: true) }
    }

    func words(in zone: Zone) -> String {
        let time = "\(zone.day(of: since).vietnamese) \(zone.time(of: since).text)"
        return switch kind {
        case .unreached: "Không đọc được hộp thư từ \(time): \(reason)"
        case .passedOver: "\(time): một thư không tải về được, vẫn ở trong hộp thư: \(reason)"
        case .unmoved: "\(time): thư đã nhận nhưng không chuyển được sang thư mục khác: \(reason)"
        }
    }
}

/// Tells the administrator whom `site.yaml` names of the mailbox's troubles, the next working morning and once.
package struct MailboxTroubles: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var hears: Set<String> { [EventType.mailboxTroubled.rawValue] }
    package var wakes: Set<String> { ["mailbox"] }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        let trouble: MailboxTrouble
        do {
            trouble = try (event.data ?? .null).decoded()
        } catch let error as DecodingError {
            throw Refusal("this trouble of the mailbox cannot be read: \(error)")
        }
        try sitting.enter(event.id, nominal: sitting.now, .skipped, "\(trouble.kind.rawValue): \(trouble.reason)")
        guard office.settings.admin != nil else { return }
        try sitting.save(trouble, MailboxTrouble.record, trouble.key)
        let tomorrow = office.calendar.workingDay(1, after: office.zone.day(of: sitting.now))
        try sitting.wake(
            "mailbox/daily", at: office.zone.instant(of: tomorrow, at: office.settings.noticesAt), order: -1)
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        guard let admin = office.settings.admin else { return }
        try Digests(office: office).add(
            Matter.mailbox, to: Mailbox(name: admin.name, address: admin.address), in: sitting)
    }
}
