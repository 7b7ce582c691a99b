import Definition
import Almanac
import Casework
import Engine
import Foundation
import Notation
import Storage

/// Looks at everything that a site keeps, and says what is not as it should be. Changes nothing.
struct Doctor {
    /// What was looked at, and what is wrong with it.
    struct Finding {
        let name: String
        let words: String
        let faults: [String]
        /// What is only worth knowing beside what has to be mended.
        var isWarning = false
        /// Numbers beside the words, for programs.
        var counts: [(String, Int)] = []
    }

    let path: String
    private let folder: SiteFolder
    let office: Office
    private let store: (any Store)?
    let now: Instant

    init(site path: String, at now: Instant) throws {
        self.path = path
        self.now = now
        (folder, office) = try OpenSite.read(path)
        store = try Database.reader(of: office, in: path)
    }

    var state: String { "\(path)/\(office.settings.state)" }

    func findings() throws -> [Finding] {
        var findings = [definitions, holidays]
        guard let store else { return findings }
        // A shared database is its own server's to check.
        if let file = store as? SQLiteStore {
            findings.append(Finding(name: "store", words: "Kho dữ liệu (the database)", faults: try file.faults()))
        }
        let (trail, knowsBackup) = try auditTrail(store)
        findings.append(trail)
        findings.append(try shelf(store))
        findings.append(try archive())
        findings.append(try journals(store))
        findings.append(try waiting(store))
        findings.append(try outgoing(store))
        findings.append(try held(store))
        let counts = try store.counts()
        findings += [
            self.counts(counts), clock(newest: counts.newest), rights, space, lastBackup(isKnown: knowsBackup),
        ]
        return findings
    }

    private var definitions: Finding {
        let errors = folder.diagnostics.filter { $0.severity == .error }.map(\.line)
        return Finding(name: "definitions", words: "Định nghĩa (workflows, plan, units)", faults: errors)
    }

    private var holidays: Finding {
        let year = office.settings.zone.day(of: now).year
        // The next year's table is published in autumn.
        let needed = office.settings.zone.day(of: now).month == 12 ? [year, year + 1] : [year]
        let missing = needed.filter { office.calendar.isProvisional(year: $0) }
        return Finding(
            name: "holidays", words: "Ngày nghỉ lễ (holiday tables)",
            faults: missing.map { "no official table for \($0): its deadlines are provisional (tạm tính)" },
            isWarning: true)
    }

    /// And whether the trail still has the entry with which the last backup ended.
    private func auditTrail(_ store: any Store) throws -> (Finding, knowsBackup: Bool) {
        var faults: [String] = []
        var (last, count) = (AuditRow.beginning, 0)
        let sought = BackupRecord.last(in: state)?.lastAudit ?? last
        var knowsBackup = sought == last
        try store.eachAudit { entry in
            count += 1
            if entry.previous != last { faults.append("entry \(count) does not follow the one before it") }
            if !entry.isWhole { faults.append("entry \(count) has been changed") }
            last = entry.hash
            if last == sought { knowsBackup = true }
        }
        let finding = Finding(
            name: "audit", words: "Nhật ký kiểm toán (audit trail): \(count), \(last.prefix(16))", faults: faults)
        return (finding, knowsBackup)
    }

    private func shelf(_ store: any Store) throws -> Finding {
        let shelf = "\(state)/files"
        var faults = try FileShelf.changed(in: shelf).map { "the file \($0) has been changed" }
        for name in try Submissions.files(in: store).sorted()
        where !FileManager.default.fileExists(atPath: "\(shelf)/\(name)") {
            faults.append("the file \(name) is missing")
        }
        return Finding(name: "files", words: "Tệp đã nhận (received files)", faults: faults)
    }

    /// Those that have not ended: what has ended is history.
    private func journals(_ store: any Store) throws -> Finding {
        let secrets = try OpenSite.markers(of: folder.library)
        let open = try ["pending", "running", "waiting", "suspended"].flatMap {
            try store.instances(phase: $0, atMost: 10_000)
        }
        let faults = try open.filter { row in
            try !Replay(
                of: row, in: store, functions: SiteFolder.functions, zone: office.settings.zone,
                secrets: secrets
            ).reachesTheSameState
        }.map { "the journal of instance \($0.id) leads to another state" }
        return Finding(name: "journals", words: "Nhật ký quy trình (journals): \(open.count)", faults: faults)
    }

    private func waiting(_ store: any Store) throws -> Finding {
        let oldest = try store.nextWakeUp()
        let late = oldest.map { now.milliseconds(since: $0) } ?? 0
        let zone = office.settings.zone
        return Finding(
            name: "lateness", words: "Việc đến hạn (wake-ups)",
            faults: late > SiteCondition.alarming
                ? [
                    "the oldest has waited \(late / 60_000) minutes, since \(oldest?.rfc3339(in: zone) ?? ""): is the daemon running?"
                ]
                : [])
    }

    private func outgoing(_ store: any Store) throws -> Finding {
        let lost = try [OutgoingRow.State.failed, .unconfirmed].flatMap { try store.outgoing(state: $0, atMost: 1000) }
        return Finding(
            name: "outgoing", words: "Thư đi (what leaves)",
            faults: lost.map { "\($0.key): \($0.state.rawValue), \($0.note ?? "")" }, isWarning: true)
    }

    private func held(_ store: any Store) throws -> Finding {
        let hold = try Hold.inForce(in: store)
        return Finding(
            name: "held", words: "Thư đang giữ (what is held)",
            faults: hold.map {
                ["no mail leaves since \($0.since.rfc3339(in: office.settings.zone)): dondoc approve \(path)"]
            } ?? [])
    }
}
