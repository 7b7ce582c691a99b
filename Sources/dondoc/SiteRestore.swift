import Almanac
import Definition
import Foundation
import Notation
import Storage

/// `dondoc restore`: a site stands up again out of a backup. What is there is exchanged in one step when everything has
/// been copied, compared and looked through; whenever it is interrupted, either the old state is there or the new one.
struct SiteRestore {
    let backup: Backup
    let path: String
    /// Whether the site's folder is there: then only its state is brought back, and what had waited in its inbox.
    private let isSite: Bool
    private let stateFolder: String
    private let inbox: String
    private let database: Database
    private let now: Instant

    /// While it is made, beside what it will replace.
    static let unfinishedName = ".restoring"
    static func asideName(of state: String) -> String { "\(state).before-" }

    /// What was done.
    struct Done {
        /// Where the old state lies now; nil where there was none.
        let aside: String?
    }

    init(_ folder: String, site written: String, store: String?, at now: Instant) throws {
        let path = written.count > 1 && written.hasSuffix("/") ? String(written.dropLast()) : written
        self.path = path
        self.now = now
        backup = try Backup(folder)
        let manifest = backup.manifest
        isSite = FileManager.default.fileExists(atPath: "\(path)/site.yaml")
        let settings = isSite ? try OpenSite.settings(of: path) : nil
        if let settings, settings.name != manifest.site {
            throw CommandError.failed(
                "\(folder) is a backup of the site \"\(manifest.site)\", \(path) is \"\(settings.name)\"; nothing was changed"
            )
        }
        stateFolder = settings?.state ?? manifest.stateFolder
        inbox = settings?.inbox ?? manifest.inbox
        database = try Database(store, state: "\(path)/\(stateFolder)")
        switch (manifest.kind, database) {
        case (.sqlite, .file), (.postgresql, .shared): break
        case (.sqlite, .shared):
            throw CommandError.usage("\(folder) is a backup of a site with a store of its own: leave out --store")
        case (.postgresql, .file):
            throw CommandError.usage(
                "\(folder) is a backup of a store on PostgreSQL: name an empty database with --store postgresql://…")
        }
    }

    private var state: String { "\(path)/\(stateFolder)" }

    /// - Parameter replaces: whether a state that is there is moved aside.
    func run(replaces: Bool) throws -> Done {
        let held = try lockOfOldState(replaces: replaces)
        let isFolder = try !isSite && isEmpty(path)
        guard isSite || isFolder else {
            throw CommandError.usage("\(path) is neither a site nor empty: name a new folder; nothing was changed")
        }
        let unfinished = try UnfinishedRestore(
            isFolder ? "\(path)\(SiteRestore.unfinishedName)" : "\(path)/\(SiteRestore.unfinishedName)")
        let target = isFolder ? unfinished.folder : path
        let newState = isFolder ? "\(unfinished.folder)/\(stateFolder)" : "\(unfinished.folder)/state"
        // No daemon begins on the new state before all is done.
        let lock = try StoreLock(folder: newState)
        try bringState(to: newState)
        let waiting = isFolder ? nil : try bringInbox(to: "\(unfinished.folder)/inbox")
        if isFolder {
            try backup.bring(
                "site", into: unfinished.folder, mode: { _ in 0o644 }, folders: 0o755)
        }
        let dump = try restoreDatabase(in: unfinished)
        try unfinished.sync()
        var aside: String?
        if isFolder {
            try unfinished.become(path)
        } else {
            if let waiting { try putBack(waiting, into: "\(target)/\(inbox)") }
            aside = try unfinished.exchange(newState, state, aside: asidePath) ? asidePath : nil
            unfinished.remove()
        }
        try dump?.finish(of: madeAt, schema: backup.manifest.store.schema)
        withExtendedLifetime((held, lock)) {}
        return Done(aside: aside)
    }

    private var madeAt: String { backup.manifest.madeAt.rfc3339(in: .vietnam) }
    private var asidePath: String {
        "\(path)/\(SiteRestore.asideName(of: stateFolder))\(BackupManifest.stamp(now, in: .vietnam))"
    }

    /// Refuses where a daemon runs, and where a state is that nobody wants replaced.
    private func lockOfOldState(replaces: Bool) throws -> StoreLock? {
        guard try !isEmpty(state) else { return nil }
        let lock: StoreLock
        do {
            lock = try StoreLock(folder: state)
        } catch {
            throw CommandError.environment("\(error): stop it first; nothing was changed")
        }
        guard replaces else {
            throw CommandError.failed(
                "\(state) holds a state already; --replace moves it aside and puts the backup's in its place")
        }
        return lock
    }

    /// A lock alone is nothing that anybody would miss.
    private func isEmpty(_ folder: String) throws -> Bool {
        guard FileManager.default.fileExists(atPath: folder) else { return true }
        return try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { $0 == "lock" }
    }

    private func bringState(to folder: String) throws {
        try backup.bring("state", into: folder, mode: { $0 == "key" ? 0o600 : 0o640 }, folders: 0o750)
        if case .sqlite = backup.manifest.kind {
            do {
                try SQLiteStore.bringBack("\(folder)/dondoc.db", of: madeAt)
            } catch {
                throw CommandError.failed("\(error.message); nothing was changed")
            }
            // What is known here of more turns than the backup has says how many are lost.
            let turns = [turns(in: state), turns(in: folder), backup.manifest.store.turns].max() ?? 0
            try ReplacedFile.write("\(turns)\n", to: "\(folder)/turns")
        }
        try BackupRecord(
            madeAt: backup.manifest.madeAt, lastAudit: backup.manifest.store.lastAudit
        ).write(in: folder)
    }

    private func turns(in state: String) -> Int {
        FileManager.default.contents(atPath: "\(state)/turns").flatMap {
            Int(String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        } ?? 0
    }

    /// What lay in the inbox when the backup was made had not been taken up.
    private func bringInbox(to folder: String) throws -> String? {
        let prefix = backup.manifest.inbox + "/"
        try backup.bring("site", into: folder, only: { $0.hasPrefix(prefix) }, mode: { _ in 0o644 }, folders: 0o755)
        let brought = "\(folder)/\(backup.manifest.inbox)"
        return FileManager.default.fileExists(atPath: brought) ? brought : nil
    }

    /// What is there stays as it is.
    private func putBack(_ waiting: String, into inbox: String) throws {
        for file in try DiskTree.content(of: waiting, skips: { _ in false }).files {
            let target = "\(inbox)/\(file)"
            guard !FileManager.default.fileExists(atPath: target) else { continue }
            try FileManager.default.createDirectory(
                at: URL(filePath: target).deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.moveItem(atPath: "\(waiting)/\(file)", toPath: target)
        }
    }

    private func restoreDatabase(in unfinished: UnfinishedRestore) throws -> PostgresRestore? {
        guard case .shared(let address) = database else { return nil }
        let program = try PostgresProgram("pg_restore")
        let dump = "\(unfinished.folder)/store.dump"
        try backup.bring(file: "store.dump", to: dump)
        let restore = try PostgresRestore(into: address)
        do {
            try program.run(
                ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", dump], at: address,
                isRead: false)
        } catch {
            try restore.abandon()
            throw error
        }
        try FileManager.default.removeItem(atPath: dump)
        return restore
    }
}
