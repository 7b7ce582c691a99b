import Glibc

/// A plain file, read piece by piece for its sum, and copied on the way.
enum CopiedFile {
    /// Copies the file under a name that must be free, with the instant of its last change: sites may count from it. Durable when it returns, but for the name itself.
    /// - Returns: the sum of what was copied; nil where there is no such file (any more).
    static func copy(_ path: String, to copy: String, mode: mode_t) throws(DiskError) -> String? {
        let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard source >= 0 else {
            if errno == ENOENT { return nil }
            throw DiskError("cannot open \(path)")
        }
        defer { close(source) }
        let target = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard target >= 0 else { throw DiskError("cannot write \(copy)") }
        defer { close(target) }
        let sum = try read(source, of: path) { piece throws(DiskError) in try write(piece, to: target, of: copy) }
        var facts = stat()
        guard fstat(source, &facts) == 0, futimens(target, [facts.st_atim, facts.st_mtim]) == 0 else {
            throw DiskError("cannot date \(copy)")
        }
        guard fsync(target) == 0 else { throw DiskError("cannot sync \(copy)") }
        return sum
    }

    /// A new file with this text. Durable when it returns, but for the name itself.
    /// - Returns: its sum.
    static func write(_ text: String, to path: String, mode: mode_t) throws(DiskError) -> String {
        let target = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard target >= 0 else { throw DiskError("cannot write \(path)") }
        defer { close(target) }
        var words = text
        let failure = words.withUTF8 { bytes -> DiskError? in
            do throws(DiskError) {
                try write(UnsafeRawBufferPointer(bytes), to: target, of: path)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
        guard fsync(target) == 0 else { throw DiskError("cannot sync \(path)") }
        return Digest.sha256(text)
    }

    static func digest(of path: String) throws(DiskError) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard file >= 0 else { throw DiskError("cannot open \(path)") }
        defer { close(file) }
        return try read(file, of: path) { _ in }
    }

    /// At most that many bytes; nil where there is more.
    static func text(of path: String, atMost limit: Int) throws(DiskError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard file >= 0 else { throw DiskError("cannot open \(path)") }
        defer { close(file) }
        var bytes: [UInt8] = []
        _ = try read(file, of: path) { piece in
            if bytes.count <= limit { bytes.append(contentsOf: piece) }
        }
        return bytes.count > limit ? nil : bytes
    }

    private static func read(
        _ file: Int32, of path: String, _ look: (UnsafeRawBufferPointer) throws(DiskError) -> Void
    ) throws(DiskError) -> String {
        var digest = RunningDigest()
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = Glibc.read(file, piece.baseAddress, piece.count)
            guard count >= 0 || errno == EINTR else { throw DiskError("cannot read \(path)") }
            if count == 0 { return digest.finish() }
            guard count > 0 else { continue }
            let filled = UnsafeRawBufferPointer(rebasing: piece[..<count])
            digest.add(filled)
            try look(filled)
        }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, of path: String) throws(DiskError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(file, rest.baseAddress, rest.count)
            guard count > 0 || errno == EINTR else { throw DiskError("cannot write \(path)") }
            if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
        }
    }
}
