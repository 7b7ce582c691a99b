package import Almanac
import CSQLite
import Glibc
import Notation

/// The folder of what is no longer in the store: `2021-03.jsonl` for what ended in that month, in UTC.
///
/// A line is durable before its row leaves the store. After a crash in between it stands there twice and counts as one;
/// one that was torn counts as none, because its row is still in the store.
package struct Archive: Sendable {
    private let folder: String

    /// - Parameter folder: made when something is to be kept in it.
    package init(folder: String) { self.folder = folder }

    /// Durable when it returns.
    package func keep(_ rows: [ArchivedRow]) throws(StoreError) {
        do throws(DiskError) {
            try DiskFolder.make(folder)
            var texts: [(file: String, text: String)] = []
            for row in rows {
                let file = file(of: row.instant)
                if texts.last?.file != file { texts.append((file, "")) }
                texts[texts.count - 1].text += row.json.text + "\n"
            }
            for (file, text) in texts { try append(text, to: file) }
            try DiskFolder.sync(folder)
        } catch {
            throw StoreError(code: SQLITE_IOERR, message: error.description)
        }
    }

    /// The instance of that number with its journal; nil where none is kept.
    package func instance(_ id: Int64) throws(StoreError) -> (row: InstanceRow, journal: [JournalRow])? {
        for file in try files() {
            // Found as a text first: most lines are of no interest, and are not read as JSON.
            for case .instance(let row, let journal) in try rows(of: file, beginning: #"{"instance":{"id":\#(id),"#) {
                return (row, journal)
            }
        }
        return nil
    }

    /// In the order in which they were kept, each once.
    package func outgoing(queuedIn instants: Range<Instant>) throws(StoreError) -> [OutgoingRow] {
        var found: [OutgoingRow] = []
        var keys: Set<String> = []
        let bounds = [instants.lowerBound, instants.upperBound].map(file)
        for file in try files() where bounds[0] <= file && file <= bounds[1] {
            for case .outgoing(let row) in try rows(of: file, beginning: #"{"outgoing":"#)
            where instants.contains(row.queuedAt) && keys.insert(row.key).inserted { found.append(row) }
        }
        return found
    }

    /// How many lines of each file are none, where there are any. A power cut may have torn some: their rows had not left
    /// the store then.
    package func unreadable() throws(StoreError) -> [(file: String, lines: Int)] {
        var found: [(String, Int)] = []
        for file in try files() {
            let count = try text(of: file).split(separator: UInt8(ascii: "\n")).count { line in
                (try? JSON(parsing: String(decoding: line, as: UTF8.self))).flatMap(ArchivedRow.init(json:)) == nil
            }
            if count > 0 { found.append((file, count)) }
        }
        return found
    }

    private func rows(of file: String, beginning: String) throws(StoreError) -> [ArchivedRow] {
        try text(of: file).split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: beginning.utf8) }.compactMap {
            (try? JSON(parsing: String(decoding: $0, as: UTF8.self))).flatMap(ArchivedRow.init(json:))
        }
    }

    private func file(of instant: Instant) -> String { "\(folder)/\(instant.rfc3339(in: .utc).prefix(7)).jsonl" }

    private func files() throws(StoreError) -> [String] {
        guard DiskFolder.holds(folder) else { return [] }
        do throws(DiskError) {
            return try DiskFolder.names(in: folder).filter { $0.hasSuffix(".jsonl") }.sorted().map { "\(folder)/\($0)" }
        } catch {
            throw StoreError(code: SQLITE_IOERR, message: error.description)
        }
    }

    private func append(_ text: String, to path: String) throws(DiskError) {
        let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw DiskError("cannot open \(path)") }
        defer { close(file) }
        let size = lseek(file, 0, SEEK_END)
        var last: UInt8 = UInt8(ascii: "\n")
        if size > 0, pread(file, &last, 1, size - 1) != 1 { throw DiskError("cannot read \(path)") }
        // A line that was torn stays for itself.
        var rest = Array((last == UInt8(ascii: "\n") ? text : "\n" + text).utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw DiskError("cannot write \(path)") }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw DiskError("cannot sync \(path)") }
    }

    private func text(of path: String) throws(StoreError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            throw StoreError(code: SQLITE_IOERR, message: DiskError("cannot open \(path)").description)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        let piece = 1 << 16
        while true {
            let count = withUnsafeTemporaryAllocation(byteCount: piece, alignment: 1) { buffer in
                let count = read(file, buffer.baseAddress, piece)
                if count > 0 { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
                return count
            }
            guard count >= 0 else {
                throw StoreError(code: SQLITE_IOERR, message: DiskError("cannot read \(path)").description)
            }
            if count == 0 { return bytes }
        }
    }
}
