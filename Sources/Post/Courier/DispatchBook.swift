import Casework
package import Engine
import Foundation
import Notation
import Storage
import Synchronization

/// Which mails were being handed to a server: written before and after, so that a crash leaves only those in doubt that
/// were on the wire.
///
/// Keys are written as digests: the book names nobody.
package final class DispatchBook: Sendable {
    private struct State {
        var file: Int32
        var size: Int
    }

    private let path: String
    private let state: Mutex<State>
    /// Many times what is under way at once: an entry is needed only until the store knows.
    private static let largest = 1 << 20

    /// Goes on after what earlier processes have written. Makes the folder.
    package init(path: String) throws(FileFault) {
        self.path = path
        try DurableFile.makeFolder(DurableFile.parent(of: path))
        let file = try DispatchBook.open(path)
        state = Mutex(State(file: file, size: Int(max(0, lseek(file, 0, SEEK_END)))))
        // What a crash left of a line must not spoil the next one.
        try write("\n", synced: false)
    }

    deinit { state.withLock { _ = close($0.file) } }

    /// What has been written so far, by whatever process: what became of each mail, by its key.
    package func traces() -> @Sendable (String) -> Postage.Trace {
        var known: [String: Postage.Trace] = [:]
        for file in ["\(path).1", path] { DispatchBook.read(file, into: &known) }
        return { [known] in known[DispatchBook.name(of: $0)] ?? .none }
    }

    /// Durable when it returns.
    func begin(_ key: String) throws(FileFault) { try write("+ \(DispatchBook.name(of: key))\n", synced: true) }

    /// Outlives this process, and need not outlive the machine: then the mail is in doubt.
    func end(_ key: String, _ report: Report) throws(FileFault) {
        let words = (try? JSON.text(encoding: report)) ?? "null"
        try write("- \(DispatchBook.name(of: key)) \(words)\n", synced: false)
    }

    private static func name(of key: String) -> String { String(Digest.sha256(key).prefix(32)) }

    private func write(_ line: String, synced: Bool) throws(FileFault) {
        let bytes = Array(line.utf8)
        let fault = state.withLock { state -> FileFault? in
            if state.size > DispatchBook.largest { turnPage(&state) }
            if isTurned(state.file) { reopen(&state) }
            guard Foundation.write(state.file, bytes, bytes.count) == bytes.count else {
                return FileFault("write", path)
            }
            state.size += bytes.count
            return nil
        }
        if let fault { throw fault }
        guard synced else { return }
        // Outside the lock: several mails share what the disk does.
        let file = state.withLock { $0.file }
        guard fdatasync(file) == 0 else { throw FileFault("write", path) }
    }

    /// The last page is kept: it holds what the store may not know yet.
    private func turnPage(_ state: inout State) {
        // Another node has turned it already: its page is not to be turned as well.
        guard !isTurned(state.file), rename(path, "\(path).1") == 0 else { return }
        fdatasync(state.file)
    }

    private func isTurned(_ file: Int32) -> Bool {
        var (own, named) = (stat(), stat())
        return fstat(file, &own) == 0 && (stat(path, &named) != 0 || own.st_ino != named.st_ino)
    }

    private func reopen(_ state: inout State) {
        guard let file = try? DispatchBook.open(path) else { return }
        dup2(file, state.file)
        _ = fcntl(state.file, F_SETFD, FD_CLOEXEC)
        close(file)
        state.size = Int(max(0, lseek(state.file, 0, SEEK_END)))
    }

    private static func open(_ path: String) throws(FileFault) -> Int32 {
        let file = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw FileFault("write", path) }
        try DurableFile.syncFolder(DurableFile.parent(of: path))
        return file
    }

    private static func read(_ path: String, into known: inout [String: Postage.Trace]) {
        guard let text = FileManager.default.contents(atPath: path) else { return }
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count > 1, parts[1].utf8.count == 32 else { continue }
            let name = String(parts[1])
            if parts[0] == "+" { known[name] = .begun }
            if parts[0] == "-", parts.count == 3, let json = try? JSON(parsing: String(parts[2])),
                let report: Report = try? json.decoded()
            {
                known[name] = .ended(report)
            }
        }
    }
}
