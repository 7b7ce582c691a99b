import Almanac
import Foundation

/// What `lstat` says: enough to see whether a file is still the same.
struct Sighting: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case file, folder, other }

    let kind: Kind
    let size: Int
    /// Seconds and nanoseconds, as text.
    let modified: String
    let inode: UInt64
    let modifiedAt: Instant

    /// Links are not followed. Nil when there is nothing.
    init?(of path: String) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { return nil }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        size = Int(facts.st_size)
        modified = "\(facts.st_mtim.tv_sec).\(facts.st_mtim.tv_nsec)"
        inode = UInt64(facts.st_ino)
        modifiedAt = Instant(
            milliseconds: Int64(facts.st_mtim.tv_sec) * 1000 + Int64(facts.st_mtim.tv_nsec) / 1_000_000)
    }
}

/// Something in the inbox that is not a folder, or a folder too deep to be gone through.
struct InboxFile: Hashable, Sendable {
    let path: String
    /// The folders between the inbox and it: unit, obligation, and whatever should not be there.
    let folders: [String]
    /// As it is on disk.
    let name: String
    let sighting: Sighting

    var relativePath: String { (folders + [name]).joined(separator: "/") }
    var safeName: String { FileName.safe(name) }
}

/// Goes through the inbox in the order of names, without following a link.
struct InboxWalk {
    let folder: String
    let limit: Int
    private(set) var found: [InboxFile] = []
    /// Deeper folders are reported whole.
    private static let deepest = 8

    init(folder: String, atMost limit: Int) {
        self.folder = folder
        self.limit = limit
    }

    mutating func go() throws(FileFault) { try go(through: folder, folders: []) }

    private mutating func go(through path: String, folders: [String]) throws(FileFault) {
        for name in try InboxWalk.names(in: path) {
            if found.count >= limit { return }
            let place = "\(path)/\(name)"
            guard !FileName.isTemporary(name), let sighting = Sighting(of: place) else { continue }
            if sighting.kind == .folder, folders.count < InboxWalk.deepest {
                try go(through: place, folders: folders + [name])
            } else {
                found.append(InboxFile(path: place, folders: folders, name: name, sighting: sighting))
            }
        }
    }

    /// Sorted. A name that is not UTF-8 is given one that is: otherwise nobody could say which file is meant.
    private static func names(in path: String) throws(FileFault) -> [String] {
        guard let folder = opendir(path) else { throw FileFault("read the folder", path) }
        defer { closedir(folder) }
        var names: [[UInt8]] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
        }
        var result: [String] = []
        for bytes in names {
            if let name = String(validating: bytes, as: UTF8.self) {
                result.append(name)
                continue
            }
            let repaired = FileName.free(FileName.safe(String(decoding: bytes, as: UTF8.self))) {
                Sighting(of: "\(path)/\($0)") != nil
            }
            let old = (Array("\(path)/".utf8) + bytes + [0]).map { CChar(bitPattern: $0) }
            guard rename(old, "\(path)/\(repaired)") == 0 else { throw FileFault("rename", "\(path)/\(repaired)") }
            result.append(repaired)
        }
        return result.sorted()
    }
}
