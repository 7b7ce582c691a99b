package import Almanac
import Glibc
import Notation

/// A backup that is being made: a folder for its owner's eyes only, which gets its name when all of it is on disk.
///
/// What a crash leaves of it is removed by the next one.
package final class UnfinishedBackup {
    private let destination: String
    private let folder: String
    private let lock: StoreLock
    private var list = BackupList()
    private var isFinished = false

    /// - Parameters:
    ///   - site: the site's name.
    ///   - destination: where backups gather; made when it is missing.
    package init(of site: String, in destination: String) throws(BackupFault) {
        self.destination = destination
        folder = "\(destination)/.unfinished-\(site)"
        do throws(DiskError) {
            try DiskFolder.make(destination, mode: 0o700)
            try DiskFolder.make(folder, mode: 0o700)
        } catch {
            throw .disk(error.description)
        }
        do throws(StoreLockError) {
            lock = try StoreLock(folder: folder)
        } catch {
            if case .held = error { throw .disk("another backup is being made in \(destination)") }
            throw .disk(error.description)
        }
        do throws(DiskError) {
            try DiskTree.remove(folder, keeping: ["lock"])
        } catch {
            throw .disk(error.description)
        }
    }

    deinit {
        // What cannot be removed is removed by the next one.
        if !isFinished { try? DiskTree.remove(folder) }
    }

    /// Where another program is to write the file of that name; `add` takes it in.
    package func place(of path: String) throws(BackupFault) -> String {
        let place = "\(folder)/\(path)"
        do throws(DiskError) {
            try DiskFolder.make(DiskFolder.containing(place), mode: 0o700)
        } catch {
            throw .disk(error.description)
        }
        return place
    }

    /// Takes in what stands at its place.
    package func add(_ path: String) throws(BackupFault) {
        let place = try place(of: path)
        do throws(DiskError) {
            guard chmod(place, 0o600) == 0 else { throw DiskError("cannot protect \(place)") }
            try DiskFolder.syncFile(place)
            list.add(path, try CopiedFile.digest(of: place))
        } catch {
            throw .disk(error.description)
        }
    }

    /// Copies a file; one that is gone by now is left out.
    package func copy(_ source: String, as path: String) throws(BackupFault) {
        let place = try place(of: path)
        do throws(DiskError) {
            if let sum = try CopiedFile.copy(source, to: place, mode: 0o600) { list.add(path, sum) }
        } catch {
            throw .disk(error.description)
        }
    }

    /// Copies a store, as it is at one moment, also beside its writer.
    package func copy(store source: String, as path: String) throws(BackupFault) -> StoreFacts {
        let place = try place(of: path)
        let facts: StoreFacts
        do throws(StoreError) {
            facts = try SQLiteStore.copy(source, to: place)
        } catch {
            throw error.code & 0xFF == StoreError.corrupt ? .damaged(error.message) : .disk(error.message)
        }
        try add(path)
        return facts
    }

    /// Durable, and under its name, when it returns.
    /// - Returns: the path of its folder.
    package func finish(_ manifest: BackupManifest, in zone: Zone) throws(BackupFault) -> String {
        let stamped = "\(destination)/\(manifest.site)-\(BackupManifest.stamp(manifest.madeAt, in: zone))"
        var (name, number) = (stamped, 1)
        while DiskFolder.holds(name) {
            number += 1
            name = "\(stamped)-\(number)"
        }
        do throws(DiskError) {
            list.add(
                "manifest.json",
                try CopiedFile.write(
                    manifest.json(in: zone).prettyText + "\n", to: "\(folder)/manifest.json", mode: 0o600))
            _ = try CopiedFile.write(list.text, to: "\(folder)/\(BackupList.name)", mode: 0o600)
            unlink("\(folder)/lock")
            try DiskTree.sync(folder)
            guard rename(folder, name) == 0 else { throw DiskError("cannot name the backup \(name)") }
            isFinished = true
            try DiskFolder.sync(destination)
        } catch {
            throw .disk(error.description)
        }
        return name
    }
}
