import Glibc

/// A state that is being brought back: a folder beside the one that it will replace.
///
/// What a crash leaves of it is removed by the next one.
package final class UnfinishedRestore {
    package let folder: String
    private let lock: StoreLock
    private var isGone = false

    /// Makes the folder, with those above it that are missing.
    package init(_ folder: String) throws(BackupFault) {
        self.folder = folder
        do throws(StoreLockError) {
            lock = try StoreLock(folder: folder)
        } catch {
            if case .held = error { throw .unfit("another restore is under way in \(folder)") }
            throw .disk(error.description)
        }
        do throws(DiskError) {
            try DiskTree.remove(folder, keeping: ["lock"])
        } catch {
            throw .disk(error.description)
        }
    }

    deinit { remove() }

    /// All that was put there is on disk when it returns.
    package func sync() throws(BackupFault) {
        do throws(DiskError) { try DiskTree.sync(folder) } catch { throw .disk(error.description) }
    }

    /// What is left of it. What cannot be removed now is removed by the next restore.
    package func remove() {
        guard !isGone else { return }
        isGone = true
        try? DiskTree.remove(folder)
    }

    /// It gets the name of a folder that is not there, or is empty.
    package func become(_ path: String) throws(BackupFault) {
        do throws(DiskError) {
            unlink("\(folder)/lock")
            guard rename(folder, path) == 0 else { throw DiskError("cannot name \(path)") }
            isGone = true
            try DiskFolder.sync(DiskFolder.containing(path))
        } catch {
            throw .disk(error.description)
        }
    }

    /// One of its folders takes the place of another, in one step: at no moment is there none, nor half of one.
    ///
    /// It goes by the name of what is put aside for a moment: wherever this is interrupted, the old one lies neither here nor
    /// under a name that anybody removes.
    /// - Returns: whether there was another, which lies aside now.
    package func exchange(_ new: String, _ old: String, aside: String) throws(BackupFault) -> Bool {
        do throws(DiskError) {
            let parent = DiskFolder.containing(old)
            try DiskFolder.make(parent)
            if rename(new, old) == 0 {
                try DiskFolder.sync(parent)
                return false
            }
            guard errno == ENOTEMPTY || errno == EEXIST else { throw DiskError("cannot name \(old)") }
            guard rename(new, aside) == 0 else { throw DiskError("cannot name \(aside)") }
            do throws(DiskError) {
                try DiskTree.exchange(aside, old)
            } catch {
                _ = rename(aside, new)
                throw error
            }
            try DiskFolder.sync(parent)
            return true
        } catch {
            throw .disk(error.description)
        }
    }
}
