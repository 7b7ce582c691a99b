package import Glibc
import Notation

/// A backup that was made: a folder of plain files with their sums.
///
/// `state/` has what lies in the site's state, `site/` the rest of the site's folder.
package struct Backup: Sendable {
    package let path: String
    package let manifest: BackupManifest
    private let list: BackupList

    private static let largestList = 1 << 30
    private static let largestManifest = 1 << 20

    /// Reads the list and the manifest; the files are looked at when they are taken out.
    package init(_ path: String) throws(BackupFault) {
        self.path = path
        let listed = "\(path)/\(BackupList.name)"
        guard DiskFolder.holds(listed) else {
            throw .unfit("\(path) is no backup: it has no file \(BackupList.name)")
        }
        list = try BackupList(parsing: Backup.text(of: listed, atMost: Backup.largestList), of: listed)
        let place = "\(path)/manifest.json"
        guard let sum = list.entries.first(where: { $0.path == "manifest.json" })?.sha256, DiskFolder.holds(place)
        else {
            throw .damaged("\(path) lacks its manifest.json: the backup is damaged")
        }
        let text = try Backup.text(of: place, atMost: Backup.largestManifest)
        guard Digest.sha256(text) == sum else { throw Backup.changed(place) }
        guard let json = try? JSON(parsing: text) else { throw .damaged("\(place) is no manifest of a backup") }
        manifest = try BackupManifest(json: json, of: place)
        let newest = manifest.kind == .sqlite ? Migrations.newest : PostgresSchema.newest
        guard manifest.store.schema <= newest else {
            throw .unfit(
                "the backup's store was written by a newer dondoc: its schema is version \(manifest.store.schema), "
                    + "this program knows up to \(newest); restore it with the newer program")
        }
    }

    /// Copies the files below one of its folders into another, which is there, and compares each with its sum on the way.
    ///
    /// - Parameter mode: the rights of a file, by its path from there.
    package func bring(
        _ folder: String, into target: String, only isWanted: (String) -> Bool = { _ in true },
        mode: (String) -> mode_t, folders: mode_t
    ) throws(BackupFault) {
        for entry in list.entries where entry.path.hasPrefix("\(folder)/") {
            let file = String(entry.path.dropFirst(folder.utf8.count + 1))
            guard isWanted(file) else { continue }
            try bring(entry, to: "\(target)/\(file)", mode: mode(file), folders: folders)
        }
    }

    /// Copies one of its files, and compares it with its sum.
    package func bring(file: String, to target: String) throws(BackupFault) {
        guard let entry = list.entries.first(where: { $0.path == file }) else {
            throw .damaged("\(path) lacks \(file): the backup is damaged")
        }
        try bring(entry, to: target, mode: 0o600, folders: 0o700)
    }

    private func bring(
        _ entry: BackupList.Entry, to target: String, mode: mode_t, folders: mode_t
    ) throws(BackupFault) {
        let source = "\(path)/\(entry.path)"
        let sum: String?
        do throws(DiskError) {
            try DiskFolder.make(DiskFolder.containing(target), mode: folders)
            sum = try CopiedFile.copy(source, to: target, mode: mode)
        } catch {
            throw .disk(error.description)
        }
        guard let sum else { throw .damaged("\(source) is missing: the backup is damaged") }
        guard sum == entry.sha256 else { throw Backup.changed(source) }
    }

    private static func changed(_ file: String) -> BackupFault {
        .damaged("\(file) is not what was backed up, its SHA-256 differs: take another backup; nothing was changed")
    }

    private static func text(of file: String, atMost limit: Int) throws(BackupFault) -> String {
        let bytes: [UInt8]?
        do throws(DiskError) {
            bytes = try CopiedFile.text(of: file, atMost: limit)
        } catch {
            throw .disk(error.description)
        }
        guard let bytes else { throw .damaged("\(file) is larger than a backup's may be") }
        return String(decoding: bytes, as: UTF8.self)
    }
}
