import Glibc

/// What the file system refused.
struct DiskError: Error, Equatable, CustomStringConvertible {
    let description: String

    /// The reason is what `errno` says now.
    init(_ what: String) { description = "\(what): \(String(cString: strerror(errno)))" }
}

/// Folders on disk, and what it takes for their entries to outlive a power cut.
enum DiskFolder {
    static func holds(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func containing(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the folder, with those above it that are missing, readable by the owner's group only.
    static func make(_ path: String, mode: mode_t = 0o750) throws(DiskError) {
        if mkdir(path, mode) == 0 { return try sync(containing(path)) }
        if errno == ENOENT, path.contains("/"), containing(path) != path {
            try make(containing(path), mode: mode)
            if mkdir(path, mode) == 0 { return try sync(containing(path)) }
        }
        guard errno == EEXIST else { throw DiskError("cannot make the folder \(path)") }
    }

    /// A new or renamed file is sure to be found again only when its folder is on disk as well.
    static func sync(_ path: String) throws(DiskError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw DiskError("cannot open the folder \(path)") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw DiskError("cannot sync the folder \(path)") }
    }

    /// What another program has written.
    static func syncFile(_ path: String) throws(DiskError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw DiskError("cannot open \(path)") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw DiskError("cannot sync \(path)") }
    }

    static func names(in path: String) throws(DiskError) -> [String] {
        guard let folder = opendir(path) else { throw DiskError("cannot list the folder \(path)") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
