import CPosix
import Glibc

/// A file on the shelf.
package struct Shelved: Hashable, Sendable {
    package let sha256: String
    /// In bytes.
    package let size: Int
}

/// Why a file was not shelved.
package enum FileShelfError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A folder, a link, a pipe: only plain files are taken.
    case notAFile(String)
    case tooLarge(String, atMost: Int)
    case disk(String)

    package var description: String {
        switch self {
        case .notAFile(let path): "\(path) is not a plain file"
        case .tooLarge(let path, let limit): "\(path) is larger than \(limit) bytes"
        case .disk(let reason): reason
        }
    }
}

/// The submitted files, each named by the SHA-256 of its content: the same file twice is one file.
///
/// A name on the shelf is whole: it is written elsewhere, synced, then renamed.
package struct FileShelf: Sendable {
    package let folder: String
    /// The most bytes that one file may have.
    package let largest: Int
    private static let unfinished = ".unfinished-"

    /// Makes the folder when it is missing and removes what a crash left half written.
    package init(folder: String, largest: Int = 1 << 30) throws(FileShelfError) {
        self.folder = folder
        self.largest = largest
        do {
            try DiskFolder.make(folder)
            for name in try DiskFolder.names(in: folder) where name.hasPrefix(Self.unfinished) {
                UnfinishedFile.removeIfAbandoned("\(folder)/\(name)")
            }
        } catch { throw .disk(error.description) }
    }

    package func path(of sha256: String) -> String { "\(folder)/\(sha256)" }

    package func contains(_ sha256: String) -> Bool { DiskFolder.holds(path(of: sha256)) }

    /// Copies the file, piece by piece; the original stays where it is. Durable when it returns.
    package func take(_ path: String) throws(FileShelfError) -> Shelved {
        // Without O_NONBLOCK a named pipe would be waited for; a link might lead out of the drop folder.
        let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard source >= 0 else {
            if errno == ELOOP { throw .notAFile(path) }
            throw .disk(DiskError("cannot open \(path)").description)
        }
        defer { close(source) }
        var facts = stat()
        guard fstat(source, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
        guard facts.st_size <= largest else { throw .tooLarge(path, atMost: largest) }
        return try shelve(named: path) { piece in
            let count = read(source, piece.baseAddress, piece.count)
            return count >= 0 || errno != EINTR ? count : nil
        }
    }

    package func take(bytes: [UInt8]) throws(FileShelfError) -> Shelved {
        var taken = 0
        return try shelve(named: "what was handed over") { piece in
            let count = min(piece.count, bytes.count - taken)
            bytes.withUnsafeBytes {
                piece.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[taken..<taken + count]))
            }
            taken += count
            return count
        }
    }

    /// The names whose content is no longer theirs.
    package static func changed(in folder: String) throws(FileShelfError) -> [String] {
        guard DiskFolder.holds(folder) else { return [] }
        do {
            var changed: [String] = []
            for name in try DiskFolder.names(in: folder).sorted() where !name.hasPrefix(unfinished) {
                if try CopiedFile.digest(of: "\(folder)/\(name)") != name { changed.append(name) }
            }
            return changed
        } catch { throw .disk("\(error)") }
    }

    /// - Parameter next: fills the piece and says how much; 0 at the end, negative when it failed, nil to be asked
    ///   again.
    private func shelve(
        named name: String, next: (UnsafeMutableRawBufferPointer) -> Int?
    ) throws(FileShelfError) -> Shelved {
        do {
            let file = try UnfinishedFile(in: folder, prefix: Self.unfinished)
            var digest = RunningDigest()
            var size = 0
            let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
            defer { piece.deallocate() }
            while true {
                guard let count = next(piece) else { continue }
                guard count >= 0 else { throw FileShelfError.disk(DiskError("cannot read \(name)").description) }
                if count == 0 { break }
                size += count
                guard size <= largest else { throw FileShelfError.tooLarge(name, atMost: largest) }
                let filled = UnsafeRawBufferPointer(rebasing: piece[..<count])
                digest.add(filled)
                try file.write(filled)
            }
            let sha256 = digest.finish()
            try file.finish(as: path(of: sha256))
            try DiskFolder.sync(folder)
            return Shelved(sha256: sha256, size: size)
        } catch let refusal as FileShelfError { throw refusal } catch { throw .disk("\(error)") }
    }
}

/// A file that is being written under a name of its own; gone with its writer unless it is finished.
private final class UnfinishedFile {
    private let path: String
    private let descriptor: Int32
    private var isFinished = false

    init(in folder: String, prefix: String) throws(DiskError) {
        var number = 0
        var path: String
        var descriptor: Int32
        repeat {
            path = "\(folder)/\(prefix)\(getpid())-\(number)"
            descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
            number += 1
        } while descriptor < 0 && errno == EEXIST
        guard descriptor >= 0 else { throw DiskError("cannot write into \(folder)") }
        self.path = path
        self.descriptor = descriptor
        // Held while it is written, so that another process does not take it for a crash's leftover.
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
    }

    deinit {
        if !isFinished { unlink(path) }
        close(descriptor)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(DiskError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            guard count > 0 || errno == EINTR else { throw DiskError("cannot write \(path)") }
            if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
        }
    }

    func finish(as name: String) throws(DiskError) {
        guard fsync(descriptor) == 0 else { throw DiskError("cannot sync \(path)") }
        guard rename(path, name) == 0 else { throw DiskError("cannot name \(name)") }
        isFinished = true
    }

    static func removeIfAbandoned(_ path: String) {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
    }
}
