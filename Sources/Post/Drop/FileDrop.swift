package import Almanac
import Casework
package import Definition
import Glibc
package import Notation
package import Storage

/// The folder into which units drop their files: `inbox/<unit>/file`, or `inbox/<unit>/<obligation>/file`; a duty that is
/// written in a workflow has the folder `<workflow>/<task>`.
///
/// A look changes nothing in the inbox: it puts copies on the shelf and says what there is. Only `clear`, after the desk
/// has committed, removes the files or moves the bad ones to quarantine. So a crash in between makes the next look say
/// the same again, under the same event identity.
package struct FileDrop {
    /// The folder of the site.
    private let site: String
    let settings: SiteSettings
    private let shelf: FileShelf
    let mails: MailIntake
    /// What the last look saw: a file is whole when the next one sees the same, and nobody has it open for writing.
    private var seen: [String: Sighting] = [:]
    /// Whether the last look saw files that it could not yet call whole: look again a little later.
    package private(set) var isWaiting = false
    /// Files beyond it wait for the next look.
    static let mostFiles = 10_000

    package init(site: String, settings: SiteSettings, shelf: FileShelf) {
        self.site = site
        self.settings = settings
        self.shelf = shelf
        mails = MailIntake(site: site, settings: settings, shelf: shelf)
    }

    /// Everything that is whole now: a submission for each unit and obligation, and each bad file by itself.
    ///
    /// - Parameters:
    ///   - knows: whether a folder's name is the code of a unit.
    ///   - owes: whether a folder below it is the name of a duty.
    ///   - maySend: whether the first unit may send for the second.
    ///   - owners: whose mailbox an address is; what lies in `inbox/mail/` is read as mails.
    /// - Throws: `FileFault` for an inbox that cannot be read, `FileShelfError` when the shelf's disk fails; the inbox is untouched.
    package mutating func look(
        at now: Instant, knows: (UnitCode) -> Bool, owes: (String) -> Bool = { !$0.contains("/") },
        maySend: (UnitCode, UnitCode) -> Bool = { _, _ in false }, owners: (String) -> [UnitCode] = { _ in [] }
    ) throws -> [Drop] {
        let inbox = "\(site)/\(settings.inbox)"
        guard Sighting(of: inbox)?.kind == .folder else {
            seen = [:]
            isWaiting = false
            return []
        }
        var walk = InboxWalk(folder: inbox, atMost: FileDrop.mostFiles)
        try walk.go()
        let before = seen
        seen = Dictionary(uniqueKeysWithValues: walk.found.map { ($0.path, $0.sighting) })
        let whole = Set(walk.found.filter { before[$0.path] == $0.sighting && !$0.isBeingWritten }.map(\.path))
        isWaiting = whole.count < walk.found.count
        var submissions: [Place: [DroppedFile]] = [:]
        var drops: [Drop] = []
        var taken: [(place: Place, file: InboxFile, exemplars: [Exemplar]?)] = []
        for file in walk.found where whole.contains(file.path) {
            if file.folders == [FileDrop.mailFolder], !knows(UnitCode(FileDrop.mailFolder)) {
                drops.append(try mail(in: file, at: now, owners: owners))
                continue
            }
            if file.folders == [FileDrop.eventFolder], !knows(UnitCode(FileDrop.eventFolder)) {
                drops.append(event(in: file, at: now))
                continue
            }
            let place = Place(file.folders.map(\.normalized), knows: knows, owes: owes)
            let fault =
                FileScrutiny.fault(of: file, largest: settings.largestFile, knows: knows, isTooDeep: place.isTooDeep)
                ?? place.obligation.flatMap { owes($0) ? nil : .unknownDuty($0) }
                ?? place.fault(maySend: maySend)
            if let fault {
                drops.append(quarantined(file, fault, at: now))
            } else {
                do throws(FileFinding) {
                    let exemplars = try FileDrop.declaration(file)
                    taken.append((place, file, exemplars))
                } catch {
                    drops.append(quarantined(file, error, at: now))
                }
            }
        }
        for (place, file, exemplars) in taken {
            if let dropped = try take(file, declaring: exemplars) { submissions[place, default: []].append(dropped) }
        }
        let received = submissions.sorted { $0.key < $1.key }.map { submission(from: $0, $1, at: now) }
        return received + drops
    }

    /// Removes what is on the shelf, and moves what is bad to quarantine; to be called once the event is committed.
    ///
    /// A file that has changed since the look stays: it is another one.
    package func clear(_ drop: Drop) throws {
        for file in drop.files where Sighting(of: file.path) == file.sighting {
            if let fault = drop.fault {
                try Quarantine(folder: "\(site)/\(settings.quarantine)").take(file, fault, on: drop.day)
            } else {
                guard unlink(file.path) == 0 else { throw FileFault("remove", file.path) }
                try DurableFile.syncFolder(DurableFile.parent(of: file.path))
            }
        }
    }

    /// Whose folder it is, and for which duty.
    private struct Place: Hashable, Comparable {
        let unit: UnitCode?
        let obligation: String?
        /// The unit in whose folder that of `unit` lies: it sends for it.
        let sender: UnitCode?

        /// There are folders below that of the duty.
        let isTooDeep: Bool

        /// `[unit]`, `[unit, duty]`, `[sender, unit]` or `[sender, unit, duty]`; the duty's name is the longest that its
        /// folders make, and where none is a duty's, the first of them, for the reason to tell.
        init(_ folders: [String], knows: (UnitCode) -> Bool, owes: (String) -> Bool) {
            let isForAnother = folders.count > 1 && knows(UnitCode(folders[1]))
            sender = isForAnother ? UnitCode(folders[0]) : nil
            let own = isForAnother ? folders.dropFirst() : folders[...]
            unit = own.first.map { UnitCode($0) }
            let below = Array(own.dropFirst())
            let names = below.indices.reversed().map { below[...$0].joined(separator: "/") }
            obligation = names.first(where: owes) ?? below.first
            isTooDeep = below.joined(separator: "/") != obligation ?? ""
        }

        func fault(maySend: (UnitCode, UnitCode) -> Bool) -> FileFinding? {
            guard let sender, let unit else { return nil }
            return maySend(sender, unit) ? nil : .notBelow(unit.text)
        }

        var identity: [String] { sender == nil ? [unit?.text ?? "", obligation ?? ""] : words }

        var words: [String] { [unit?.text ?? "", obligation ?? "", sender?.text ?? ""] }

        static func < (a: Self, b: Self) -> Bool { a.words.lexicographicallyPrecedes(b.words) }
    }

    private struct DroppedFile {
        let file: InboxFile
        let shelved: Shelved
        let kind: FileKind
        /// Nil for a file that is not a list of exemplars.
        let exemplars: [Exemplar]?

        var word: String { exemplars == nil ? kind.rawValue : "declaration" }
    }

    /// Nil when the file changed or went while it was copied: then it is not whole.
    private func take(_ file: InboxFile, declaring exemplars: [Exemplar]?) throws -> DroppedFile? {
        do throws(FileShelfError) {
            let kind = FileKind(of: file)
            let shelved = try shelf.take(file.path)
            return Sighting(of: file.path) == file.sighting
                ? DroppedFile(file: file, shelved: shelved, kind: kind, exemplars: exemplars) : nil
        } catch {
            if case .disk = error, Sighting(of: file.path) == file.sighting { throw error }
            return nil
        }
    }

    private func submission(from place: Place, _ files: [DroppedFile], at now: Instant) -> Drop {
        let unit = place.unit?.text ?? ""
        let lines = files.map { "\($0.file.safeName)\t\($0.shelved.sha256)\t\($0.file.sighting.modified)" }
        var data: JSON = ["unit": .string(unit)]
        if let obligation = place.obligation { data["obligation"] = .string(obligation) }
        if let sender = place.sender { data["sender"] = .string(sender.text) }
        data["channel"] = "folder"
        if files.allSatisfy({ FileScrutiny.isNil($0.file) }) { data["isNil"] = true }
        if settings.receiptTime == .modified, let latest = files.map(\.file.sighting.modifiedAt).max() {
            // A clock that runs ahead does not make anything come later than it came.
            data["receivedAt"] = .string(min(latest, now).rfc3339(in: settings.zone))
            data["instantOf"] = "modified"
        }
        data["files"] = .array(
            files.map { taken in
                [
                    "name": .string(taken.file.safeName), "original": .string(taken.file.name),
                    "sha256": .string(taken.shelved.sha256),
                    "size": .integer(taken.shelved.size), "kind": .string(taken.word),
                    "identity": .string(identity(of: taken, in: place)),
                ]
            })
        let exemplars = files.flatMap { $0.exemplars ?? [] }
        if !exemplars.isEmpty { data["exemplars"] = .array(exemplars.map(\.json)) }
        let event = CloudEvent(
            id: Digest.sha256((place.identity + lines).joined(separator: "\n")),
            source: "/inbox/\(unit)",
            type: EventType.submissionReceived.rawValue, subject: unit, time: now, dataContentType: "application/json",
            data: data)
        return Drop(event: event, files: files.map(\.file), fault: nil, day: settings.zone.day(of: now))
    }

    /// The same file seen again after a crash has the same identity, whatever lies beside it by then.
    private func identity(of taken: DroppedFile, in place: Place) -> String {
        let facts =
            place.identity + [
                taken.file.safeName, taken.shelved.sha256,
                taken.file.sighting.modified,
            ]
        return Digest.sha256(facts.joined(separator: "\n"))
    }

    func quarantined(_ file: InboxFile, _ fault: FileFinding, at now: Instant) -> Drop {
        let unit = fault.code == FileFinding.unknownUnitCode ? nil : file.folders.first?.normalized
        let facts = [
            file.relativePath, String(file.sighting.size), file.sighting.modified, String(file.sighting.inode),
            fault.code,
        ]
        let day = settings.zone.day(of: now)
        var data: JSON = unit.map { ["unit": .string($0)] } ?? [:]
        data["name"] = .string(file.safeName)
        data["reason"] = .string(fault.reason)
        data["code"] = .string(fault.code)
        data["folder"] = .string("\(settings.quarantine)/\(Quarantine.subfolder(for: file, on: day))")
        let event = CloudEvent(
            id: Digest.sha256(facts.joined(separator: "\n")), source: unit.map { "/inbox/\($0)" } ?? "/inbox",
            type: EventType.fileQuarantined.rawValue,
            subject: unit, time: now, dataContentType: "application/json", data: data)
        return Drop(event: event, files: [file], fault: fault, day: day)
    }
}

/// What a look found, and what is to be done with the files once it is committed.
package struct Drop: Hashable, Sendable {
    package let event: CloudEvent
    let files: [InboxFile]
    /// Why they are bad; nil for a submission.
    let fault: FileFinding?
    let day: Day

    /// The paths that `FileDrop.clear` takes out of the inbox.
    package var clears: [String] { files.map(\.path) }
}
