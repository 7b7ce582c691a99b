import Foundation

/// What a system call refused.
package struct FileFault: Error, Equatable, Sendable, CustomStringConvertible {
    package let action: String
    package let path: String
    package let code: Int32

    init(_ action: String, _ path: String, code: Int32 = errno) {
        self.action = action
        self.path = path
        self.code = code
    }

    package var description: String { "cannot \(action) \(path): \(String(cString: strerror(code)))" }
}

/// Files that are there whole or not at all, also after a power cut.
enum DurableFile {
    /// Writes under a temporary name beside `path`, syncs, renames, and syncs the folder. Makes the folder.
    static func write(_ bytes: [UInt8], to path: String) throws(FileFault) {
        let folder = parent(of: path)
        try makeFolder(folder)
        let temporary = "\(folder)/.\(path.dropFirst(folder.count + 1)).part"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw FileFault("write", temporary) }
        do throws(FileFault) {
            try write(bytes, into: file, path: temporary)
        } catch {
            close(file)
            unlink(temporary)
            throw error
        }
        close(file)
        try move(temporary, to: path)
    }

    private static func write(_ bytes: [UInt8], into file: Int32, path: String) throws(FileFault) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(file, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileFault("write", path) }
            done += count
        }
        guard fsync(file) == 0 else { throw FileFault("write", path) }
    }

    /// Renames over what stands there, and syncs both folders.
    static func move(_ path: String, to new: String) throws(FileFault) {
        guard rename(path, new) == 0 else { throw FileFault("move", "\(path) to \(new)") }
        try syncFolder(parent(of: new))
        if parent(of: path) != parent(of: new) { try syncFolder(parent(of: path)) }
    }

    /// With all folders above it; each new one is synced into its parent.
    static func makeFolder(_ path: String) throws(FileFault) {
        if mkdir(path, 0o750) == 0 { return try syncFolder(parent(of: path)) }
        switch errno {
        case EEXIST: return
        case ENOENT where parent(of: path) != path:
            try makeFolder(parent(of: path))
            guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw FileFault("make the folder", path) }
            try syncFolder(parent(of: path))
        default: throw FileFault("make the folder", path)
        }
    }

    static func syncFolder(_ path: String) throws(FileFault) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileFault("open", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw FileFault("sync", path) }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
