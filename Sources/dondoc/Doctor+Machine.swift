import Definition
import Almanac
import Casework
import Foundation
import Storage

/// What a site has around it: the clock, the disk, who may read, and what is kept for bad days.
extension Doctor {
    /// What is late behind this, in milliseconds, is a clock that was set, not one that is a little off.
    private static let clockTolerance: Int64 = 60_000
    /// A backup that is older, in milliseconds, is worth a word.
    private static let oldBackup: Int64 = 7 * 86_400_000

    func archive() throws -> Finding {
        let torn = try Archive(folder: "\(state)/archive").unreadable()
        return Finding(
            name: "archive", words: "Kho lưu (archive)",
            faults: torn.map {
                "\($0.lines) lines of \($0.file) cannot be read: torn by a power cut, which loses nothing, or changed since"
            }, isWarning: true)
    }

    func counts(_ counts: StoreCounts) -> Finding {
        let assignments = counts.openRecords["assignment"] ?? 0
        let facts = [
            ("instances", counts.openInstances), ("assignments", assignments), ("wakeUps", counts.wakeUps),
            ("queued", counts.outgoing[.queued] ?? 0), ("sending", counts.outgoing[.sending] ?? 0),
            ("sent", counts.outgoing[.sent] ?? 0), ("failed", counts.outgoing[.failed] ?? 0),
            ("unconfirmed", counts.outgoing[.unconfirmed] ?? 0),
        ]
        return Finding(
            name: "counts",
            words:
                "Đang mở (open): \(counts.openInstances) quy trình (workflows), \(assignments) đầu việc (assignments), "
                + "\(counts.wakeUps) hẹn giờ (wake-ups), \(counts.outgoing[.queued] ?? 0) thư chờ (queued)",
            faults: [], counts: facts)
    }

    /// What was only played has a clock of its own.
    func clock(newest: Instant?) -> Finding {
        let zone = office.settings.zone
        let last = [newest, DaemonState.last(in: state)?.lastTurnAt].compactMap { $0 }.max()
        var faults: [String] = []
        if DaemonState.last(in: state) != nil, let last, last.milliseconds(since: now) > Doctor.clockTolerance {
            faults.append(
                "the store knows of \(last.rfc3339(in: zone)), the machine's clock says \(now.rfc3339(in: zone)): "
                    + "set it (timedatectl), or deadlines come late")
        }
        return Finding(
            name: "clock",
            words:
                "Đồng hồ (clock): \(now.rfc3339(in: zone)), múi giờ máy (the machine's zone) \(TimeZone.current.identifier)",
            faults: faults)
    }

    /// The key makes marks that only the site can make. The rest of the state names people; who cannot enter its folder
    /// does not get at it.
    var rights: Finding {
        var faults: [String] = []
        for (place, forbidden, mend) in [(state, 0o007, "o="), ("\(state)/key", 0o077, "go=")] {
            guard let mode = Doctor.mode(of: place), mode & forbidden != 0 else { continue }
            faults.append("\(place) is open to others: chmod \(mend) \(place)")
        }
        return Finding(name: "rights", words: "Quyền truy cập (rights)", faults: faults, isWarning: true)
    }

    private static func mode(of path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.posixPermissions] as? NSNumber)?.intValue
    }

    /// Room is wanted for a copy of the store, which a backup beside it or a restore makes, and for the log.
    var space: Finding {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: state)
        let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? .max
        let size = ["dondoc.db", "dondoc.db-wal"].reduce(into: Int64(0)) { sum, name in
            let facts = try? FileManager.default.attributesOfItem(atPath: "\(state)/\(name)")
            sum += (facts?[.size] as? NSNumber)?.int64Value ?? 0
        }
        let wanted = max(1 << 30, 2 * size)
        return Finding(
            name: "disk",
            words: "Dung lượng đĩa (disk): còn (free) \(free >> 20) MB, kho (store) \(size >> 20) MB",
            faults: free < wanted ? ["only \(free >> 20) MB are free, \(wanted >> 20) MB are wanted"] : [],
            isWarning: true, counts: [("freeBytes", Int(free)), ("storeBytes", Int(size))])
    }

    /// - Parameter isKnown: whether the audit trail has the entry with which the last backup ended.
    func lastBackup(isKnown: Bool) -> Finding {
        let name = "backup"
        guard let record = BackupRecord.last(in: state) else {
            return Finding(
                name: name, words: "Sao lưu (backup): chưa có (none)",
                faults: ["none is recorded: dondoc backup \(path) --to FOLDER"], isWarning: true)
        }
        let madeAt = record.madeAt.rfc3339(in: office.settings.zone)
        let days = Int(now.milliseconds(since: record.madeAt) / 86_400_000)
        let words = "Sao lưu (backup): \(madeAt)" + (record.folder.map { ", \($0)" } ?? "")
        guard isKnown else {
            return Finding(
                name: name, words: words,
                faults: [
                    "the audit trail lacks the entry with which that backup ended: it was cut, or is another store's"
                ])
        }
        let isOld = now.milliseconds(since: record.madeAt) > Doctor.oldBackup
        return Finding(
            name: name, words: words, faults: isOld ? ["the last one is \(days) days old"] : [], isWarning: true,
            counts: [("ageDays", days)])
    }
}
