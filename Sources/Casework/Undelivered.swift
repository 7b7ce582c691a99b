import Almanac
import Definition
import Directory
package import Engine
import Notation
package import Storage

/// A mail that did not arrive, or of which nobody knows whether it has: for the administrator, until it is told.
struct Undelivered: Codable {
    let key: String
    let template: String
    let name: String
    let address: String?
    let reason: String
    let at: Instant
    /// False where nobody knows.
    let isRefused: Bool
    /// The mailbox that it was sent to in place of this one.
    var next: String?

    static let kind = "undelivered"
    /// In one mail.
    static let mostTold = 50

    static func open(in sitting: Sitting) throws -> [Undelivered] {
        try sitting.all(Undelivered.self, kind, parent: nil, openOnly: true).sorted {
            ($0.at, $0.key) < ($1.at, $1.key)
        }
    }

    /// The administrator's mail has been made.
    static func settle(in sitting: Sitting) throws {
        for lost in try open(in: sitting) { try sitting.save(lost, kind, lost.key, isSettled: true) }
    }

    /// `17/3/2021 08:00, Báo An Giang <a@b>: 550 … Đã gửi sang c@d.`
    func words(in zone: Zone) -> String {
        let time = "\(zone.day(of: at).vietnamese) \(zone.time(of: at).text)"
        let whom = name + (address.map { " <\($0)>" } ?? "")
        let what = isRefused ? "không tới: \(reason)" : "chưa rõ máy chủ đã nhận chưa, không gửi lại: \(reason)"
        return "\(time), \(whom), \(template): \(what)" + (next.map { ". Đã gửi sang \($0)" } ?? "")
    }
}

/// What follows when a mail does not arrive: it does not count, another mailbox of the unit is tried, and the
/// administrator whom `site.yaml` names is told the next working morning.
package struct Undeliveries: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var wakes: Set<String> { ["undelivered"] }

    package func lost(_ row: OutgoingRow, in sitting: Sitting) throws {
        guard row.kind == Notice.release else { return }
        let notice: Notice = try Sitting.decoded(row.body)
        let day = office.zone.day(of: sitting.now)
        let isRefused = row.state == .failed
        let next = isRefused ? office.otherMailbox(of: notice, on: day) : nil
        if let next { try sitting.post(notice.readdressed(to: next, at: sitting.now)) }
        let reason = row.note ?? ""
        let lost = Undelivered(
            key: row.key, template: notice.template, name: notice.to.first?.name ?? "",
            address: notice.to.first?.address, reason: reason, at: sitting.now, isRefused: isRefused,
            next: next?.address)
        try sitting.save(lost, Undelivered.kind, lost.key)
        for entry in notice.entries {
            guard let unit = entry.unit, let obligation = entry.obligation, let period = entry.period else { continue }
            try sitting.enter(
                "notice/\(Assignment.key(unit, obligation, period))/\(row.key)",
                nominal: min(row.queuedAt, sitting.now), .skipped,
                isRefused ? "the mail did not arrive: \(reason)" : "nobody knows whether the mail has arrived")
        }
        guard office.settings.admin != nil else { return }
        let tomorrow = office.calendar.workingDay(1, after: day)
        try sitting.wake(
            "undelivered/daily", at: office.zone.instant(of: tomorrow, at: office.settings.noticesAt), order: -1)
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        guard let admin = office.settings.admin else { return }
        try Digests(office: office).add(
            Matter.undelivered, to: Mailbox(name: admin.name, address: admin.address), in: sitting)
    }
}

extension Office {
    /// Where else the unit can be reached whose mailbox has refused a mail: its own, its contact's, its head's.
    func otherMailbox(of notice: Notice, on day: Day) -> Mailbox? {
        guard let recipient = notice.to.first, let address = recipient.address else { return nil }
        let tried = Set(((notice.refusedBy ?? []) + [address]).map { $0.lowercased() })
        for code in tree.owners(of: address, on: day) {
            guard let unit = tree.unit(code, on: day) else { continue }
            let posts = ["contact", "head"].flatMap { tree.holders(of: $0, in: code, on: day) }
            let known =
                [Mailbox(name: unit.salutation, address: unit.mailbox)]
                + posts.map { Mailbox(name: $0.name, address: $0.mailbox) }
            if let other = known.first(where: { mailbox in
                mailbox.address.map { !tried.contains($0.lowercased()) && !tree.isRetired(mailbox: $0, on: day) }
                    ?? false
            }) {
                return other
            }
        }
        return nil
    }
}
