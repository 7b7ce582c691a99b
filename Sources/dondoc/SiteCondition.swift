import Almanac
import Casework
import Definition
import Engine
import Notation
import Post
import Storage

/// How a site is run, beside what its units owe: whether its daemon keeps up, and whether mails are held.
struct SiteCondition {
    private let path: String
    private let zone: Zone
    private let now: Instant
    private let daemon: DaemonState?
    private let hold: Hold?
    /// The notices that wait to leave.
    private let waiting: Int
    /// Since when the oldest wake-up has been due; nil where none is late enough to say so.
    private let overdueSince: Instant?
    /// Nil where the site names no mailbox.
    private let mailbox: MailboxState?

    /// What is later than this, in milliseconds, is worth an alarm.
    static let alarming: Int64 = 60_000

    init(of office: Office, in path: String, at now: Instant) throws {
        let store = try Database.reader(of: office, in: path)
        self.path = path
        self.now = now
        zone = office.settings.zone
        daemon = DaemonState.last(in: "\(path)/\(office.settings.state)")
        hold = try store.flatMap { try Hold.inForce(in: $0) }
        mailbox = office.settings.mail?.inbox.map { _ in
            MailboxState(file: MailboxState.file(in: "\(path)/\(office.settings.state)"))
        }
        waiting =
            hold == nil
            ? 0
            : try store?.outgoing(state: .queued, atMost: Int(Int32.max)).count { $0.kind == Release.notice } ?? 0
        // A play has a clock of its own, and nobody who could be late.
        let oldest = daemon == nil ? nil : try store?.nextWakeUp()
        overdueSince = oldest.flatMap { now.milliseconds(since: $0) > SiteCondition.alarming ? $0 : nil }
    }

    var lines: [String] {
        var lines: [String] = []
        if let daemon { lines += ["", words(for: daemon)] }
        if let mailbox { lines += ["", words(for: mailbox)] }
        if let overdueSince {
            let minutes = now.milliseconds(since: overdueSince) / 60_000
            lines.append(
                "CẢNH BÁO: có việc đến hạn đã \(minutes) phút chưa xử lý "
                    + "(ALARM: the oldest wake-up has been overdue for \(minutes) minutes, "
                    + "since \(overdueSince.rfc3339(in: zone)))")
        }
        if let hold {
            lines += [
                "", CatchUpWords(zone: zone).sentence(hold),
                "Đang chờ (waiting): \(waiting); dondoc approve \(path) [--discard]",
            ]
        }
        return lines
    }

    private func words(for daemon: DaemonState) -> String {
        let late = daemon.lateness
        let state = daemon.isRunning ? "đang chạy (running)" : "không chạy (not running)"
        return "Tiến trình (daemon): \(state), \(daemon.process); "
            + "lượt cuối (last turn) \(daemon.lastTurnAt.rfc3339(in: zone)), \(daemon.turns); "
            + "việc đến hạn (wake-ups) \(late.count), muộn (late) p50 ≤ \(span(late.most(of: 0.5))), "
            + "p99 ≤ \(span(late.most(of: 0.99))), nhiều nhất (worst) \(span(late.worst))"
    }

    private func words(for mailbox: MailboxState) -> String {
        let read =
            mailbox.readAt.map { "đọc lần cuối (last read) \($0.rfc3339(in: zone))" } ?? "chưa đọc (not read yet)"
        guard let since = mailbox.failingSince else { return "Hộp thư (mailbox): \(read)" }
        let reason = "\(since.rfc3339(in: zone)): \(mailbox.failure ?? "")"
        return mailbox.hasFailedForADay(at: now)
            ? "CẢNH BÁO: không đọc được hộp thư (ALARM: the mailbox cannot be read) từ (since) \(reason); \(read)"
            : "Hộp thư (mailbox): đang thử lại (tried again) từ (since) \(reason); \(read)"
    }

    private func span(_ milliseconds: Int64) -> String {
        switch milliseconds {
        case ..<1000: "\(milliseconds) ms"
        case ..<60_000: "\(milliseconds / 1000) s"
        case ..<3_600_000: "\(milliseconds / 60_000) phút"
        case ..<86_400_000: "\(milliseconds / 3_600_000) giờ"
        default: "\(milliseconds / 86_400_000) ngày"
        }
    }

    var json: Members {
        Members([
            ("daemon", daemon.map(facts) ?? .null),
            ("overdueSince", JSON(overdueSince?.rfc3339(in: zone))),
            ("held", hold.map(facts) ?? .null),
            ("mailbox", mailbox.map(facts) ?? .null),
        ])
    }

    private func facts(of daemon: DaemonState) -> JSON {
        let late = daemon.lateness
        let classes = zip(Lateness.classes.map { JSON.integer(Int($0)) } + [.null], late.counts)
        return [
            "process": .integer(Int(daemon.process)), "isRunning": .bool(daemon.isRunning),
            "startedAt": .string(daemon.startedAt.rfc3339(in: zone)),
            "lastTurnAt": .string(daemon.lastTurnAt.rfc3339(in: zone)), "turns": .integer(daemon.turns),
            "overdueSince": JSON(daemon.overdueSince?.rfc3339(in: zone)),
            "lateness": [
                "count": .integer(late.count), "p50": .integer(Int(late.most(of: 0.5))),
                "p99": .integer(Int(late.most(of: 0.99))), "worst": .integer(Int(late.worst)),
                "classes": .array(classes.map { ["upTo": $0, "count": .integer($1)] }),
            ],
        ]
    }

    private func facts(of mailbox: MailboxState) -> JSON {
        [
            "readAt": JSON(mailbox.readAt?.rfc3339(in: zone)),
            "failingSince": JSON(mailbox.failingSince?.rfc3339(in: zone)), "reason": JSON(mailbox.failure),
        ]
    }

    private func facts(of hold: Hold) -> JSON {
        [
            "since": .string(hold.since.rfc3339(in: zone)), "notices": .integer(hold.notices),
            "waiting": .integer(waiting), "reason": .string(hold.reason.rawValue),
        ]
    }
}
