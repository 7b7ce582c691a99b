import CPosix
import Glibc

/// Folders with all that lies in them.
package enum DiskTree {
    /// What was found below a folder, as paths from there, in the order of their names.
    package struct Content: Sendable {
        package var files: [String] = []
        /// What cannot be copied: links, pipes, names that are no text.
        package var others: [String] = []
    }

    /// - Parameters:
    ///   - follows: whether a link of that path is gone through when it leads to a folder.
    ///   - skips: whether that path, and what is below it, is of no interest.
    package static func content(
        of folder: String, follows: (String) -> Bool = { _ in false }, skips: (String) -> Bool
    ) throws(BackupFault) -> Content {
        var content = Content()
        do throws(DiskError) {
            try collect(folder, "", into: &content, follows: follows, skips: skips)
        } catch {
            throw .disk(error.description)
        }
        return content
    }

    private static func collect(
        _ folder: String, _ prefix: String, into content: inout Content, follows: (String) -> Bool,
        skips: (String) -> Bool
    ) throws(DiskError) {
        for name in try DiskFolder.names(in: folder).sorted() {
            let path = prefix + name
            guard !skips(path) else { continue }
            var facts = stat()
            let isThere = follows(path) ? stat("\(folder)/\(name)", &facts) : lstat("\(folder)/\(name)", &facts)
            // What is gone by now is nobody's; a name that is no text is not found under its mended form.
            guard isThere == 0 else {
                if name.unicodeScalars.contains("\u{FFFD}") { content.others.append(path) }
                continue
            }
            switch facts.st_mode & S_IFMT {
            case S_IFREG: content.files.append(path)
            case S_IFDIR: try collect("\(folder)/\(name)", path + "/", into: &content, follows: follows, skips: skips)
            default: content.others.append(path)
            }
        }
    }

    /// Removes a folder with all that is in it, but for the names in `keeping` at its top. Links are not followed.
    static func remove(_ folder: String, keeping: Set<String> = []) throws(DiskError) {
        for name in try DiskFolder.names(in: folder) where !keeping.contains(name) {
            var facts = stat()
            let path = "\(folder)/\(name)"
            guard lstat(path, &facts) == 0 else { continue }
            if facts.st_mode & S_IFMT == S_IFDIR {
                try remove(path)
            } else if unlink(path) != 0 {
                throw DiskError("cannot remove \(path)")
            }
        }
        if keeping.isEmpty, rmdir(folder) != 0 { throw DiskError("cannot remove \(folder)") }
    }

    /// Puts all folders below on disk, and this one last.
    static func sync(_ folder: String) throws(DiskError) {
        for name in try DiskFolder.names(in: folder) {
            var facts = stat()
            guard lstat("\(folder)/\(name)", &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { continue }
            try sync("\(folder)/\(name)")
        }
        try DiskFolder.sync(folder)
    }

    /// Lets two folders take each other's name at once: at no moment is there none.
    static func exchange(_ one: String, _ other: String) throws(DiskError) {
        guard dondoc_exchange(one, other) == 0 else { throw DiskError("cannot exchange \(one) and \(other)") }
    }
}
