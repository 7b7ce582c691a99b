import Almanac
import Definition
import Foundation
import Notation
import Storage

/// `dondoc backup`: what it takes to stand up again on another machine, in one folder. Beside a daemon that runs.
///
/// The store is copied first, and the files after it: what the store knows of is there. Mails in the outbox are not
/// taken: the store has what they say, and whoever fetches them from there would send them twice after a restore.
struct SiteBackup {
    let path: String
    let settings: SiteSettings
    let database: Database
    /// Where backups gather.
    let destination: String
    let now: Instant

    /// What was made, and what could not be taken.
    struct Made {
        let folder: String
        let manifest: BackupManifest
        let leftOut: [String]
    }

    init(site path: String, to destination: String?, store: String?, at now: Instant) throws(CommandError) {
        self.path = path
        self.now = now
        settings = try OpenSite.settings(of: path)
        database = try Database(store, state: "\(path)/\(settings.state)")
        self.destination = destination ?? "\(path)/\(SiteBackup.usualFolder)"
    }

    static let usualFolder = "backups"
    private var state: String { "\(path)/\(settings.state)" }

    func make() throws -> Made {
        let unfinished = try UnfinishedBackup(of: settings.name, in: destination)
        let (kind, facts) = try takeStore(into: unfinished)
        var leftOut: [String] = []
        try take(below: state, as: "state", into: unfinished, &leftOut, follows: ["files", "archive"]) {
            SiteBackup.isPassing($0)
        }
        try take(
            below: path, as: "site", into: unfinished, &leftOut,
            follows: [settings.inbox, settings.outbox, settings.quarantine], skips: isElsewhere)
        let manifest = BackupManifest(
            program: "dondoc \(CommandTable.version)", site: settings.name, madeAt: now, kind: kind, store: facts,
            stateFolder: settings.state, inbox: settings.inbox)
        let folder = try unfinished.finish(manifest, in: settings.zone)
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        try BackupRecord(madeAt: now, folder: folder, lastAudit: facts.lastAudit).write(in: state)
        return Made(folder: folder, manifest: manifest, leftOut: leftOut)
    }

    private func takeStore(into unfinished: UnfinishedBackup) throws -> (BackupManifest.Kind, StoreFacts) {
        switch database {
        case .file(let file):
            guard FileManager.default.fileExists(atPath: file) else {
                throw CommandError.failed("nothing has happened in \(path) yet: its daemon has never run")
            }
            return (.sqlite, try unfinished.copy(store: file, as: "state/dondoc.db"))
        case .shared(let address):
            let program = try PostgresProgram("pg_dump")
            let (facts, server) = try PostgresStore.facts(at: address)
            guard facts.schema > 0 else {
                throw CommandError.failed("nothing has happened in \(address) yet: no node has ever run")
            }
            try program.check(isAtLeast: server)
            let place = try unfinished.place(of: "store.dump")
            try program.run(["--format=custom", "--file=\(place)"], at: address)
            try unfinished.add("store.dump")
            return (.postgresql, facts)
        }
    }

    private func take(
        below folder: String, as name: String, into unfinished: UnfinishedBackup, _ leftOut: inout [String],
        follows: Set<String>, skips: (String) -> Bool
    ) throws {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        let content = try DiskTree.content(of: folder, follows: follows.contains, skips: skips)
        for file in content.files { try unfinished.copy("\(folder)/\(file)", as: "\(name)/\(file)") }
        leftOut += content.others.map { "\(folder)/\($0)" }
    }

    /// What belongs to the process that runs, or is copied in another way.
    private static func isPassing(_ file: String) -> Bool {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return ["lock", "daemon.json", BackupRecord.name].contains(file) || file.hasPrefix("dondoc.db")
            || name.hasPrefix(".unfinished") || name.hasSuffix(".part") || name.hasSuffix(".reply")
    }

    /// What is no part of the site's own folder, or saved already.
    private func isElsewhere(_ file: String) -> Bool {
        let outbox = settings.outbox + "/"
        if file.hasPrefix(outbox) { return !file.dropFirst(outbox.count).hasPrefix(".dispatch") }
        let place = "\(path)/\(file)"
        return file == settings.state || file.hasPrefix(SiteRestore.asideName(of: settings.state))
            || [".git", SiteRestore.unfinishedName, SiteBackup.usualFolder].contains(file)
            || URL(filePath: place).standardizedFileURL == URL(filePath: destination).standardizedFileURL
    }
}

/// `state/backup.json`: the last backup that was made of this state.
struct BackupRecord {
    let madeAt: Instant
    /// Where it was put; nil for the one that this state came out of.
    var folder: String?
    /// The hash of the last entry of the audit trail then: it must be found in the trail for ever.
    let lastAudit: String

    static let name = "backup.json"

    func write(in state: String) throws(StoreError) {
        let facts: JSON = [
            "madeAt": .string(madeAt.rfc3339(in: .utc)), "folder": JSON(folder), "lastAudit": .string(lastAudit),
        ]
        try ReplacedFile.write(facts.text + "\n", to: "\(state)/\(BackupRecord.name)")
    }

    /// - Returns: nil where none is recorded.
    static func last(in state: String) -> BackupRecord? {
        guard let bytes = FileManager.default.contents(atPath: "\(state)/\(name)"),
            let json = try? JSON(parsing: Array(bytes)),
            let madeAt = json["madeAt"].asString.flatMap({ Instant(rfc3339: $0) }),
            let lastAudit = json["lastAudit"].asString
        else { return nil }
        return BackupRecord(madeAt: madeAt, folder: json["folder"].asString, lastAudit: lastAudit)
    }
}
