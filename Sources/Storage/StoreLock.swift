import Glibc

/// Why a store cannot be taken.
package enum StoreLockError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another process has the store; its id where it could be read.
    case held(by: Int32?)
    case disk(String)

    package var description: String {
        switch self {
        case .held(let process): "the store is in use by another dondoc\(process.map { " (process \($0))" } ?? "")"
        case .disk(let reason): reason
        }
    }
}

/// One process a store: held until the last reference goes or the process ends, however it ends.
///
/// The kernel holds the lock, not the file: a `lock` file that lies about after a power cut means nothing.
package final class StoreLock: Sendable {
    private let descriptor: Int32

    /// - Parameter folder: the store's folder; made when it is missing.
    package init(folder: String) throws(StoreLockError) {
        do { try DiskFolder.make(folder) } catch { throw .disk(error.description) }
        let path = "\(folder)/lock"
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard opened >= 0 else { throw .disk(DiskError("cannot open \(path)").description) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let refusal: StoreLockError =
                errno == EWOULDBLOCK
                ? .held(by: Self.process(in: opened)) : .disk(DiskError("cannot lock \(path)").description)
            close(opened)
            throw refusal
        }
        descriptor = opened
        // For people, and for the message above; the lock does not depend on it.
        let line = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, line, line.count, 0) }
    }

    deinit {
        // A child that is being started has its copy of the descriptor until it becomes another program, and would keep the
        // lock for as long: only closing all copies, or this, lets it go.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func process(in descriptor: Int32) -> Int32? {
        var line = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &line, line.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: line[..<count].prefix { $0 != 10 }, as: UTF8.self))
    }
}
