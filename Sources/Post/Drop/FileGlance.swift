import Glibc

/// The beginning of a file, and the list of contents of an archive; nothing in it is unpacked.
struct FileGlance {
    /// One entry of a ZIP, as its directory tells of it.
    struct Entry {
        let name: String
        let packed: Int
        let unpacked: Int
        let isLocked: Bool
    }

    let beginning: [UInt8]
    /// Nil for what is no ZIP, or has no directory that can be read.
    let entries: [Entry]?
    private let isLockedArchive: Bool

    /// The comment at the end of a ZIP has at most 65,535 bytes.
    private static let longestEnd = 22 + 65_535
    private static let longestList = 16 << 20
    private static let mostEntries = 100_000
    private static let officeEndings: Set<String> = ["docx", "xlsx", "pptx", "docm", "xlsm", "pptm"]
    private static let otherDocuments: Set<String> = ["odt", "ods", "odp", "epub"]
    private static let oldOffice: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    /// Nil when it cannot be read.
    init?(path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, let beginning = FileGlance.read(file, at: 0, count: 512) else { return nil }
        self.init(beginning, size: Int(facts.st_size)) { FileGlance.read(file, at: $0, count: $1) }
    }

    init(bytes: [UInt8]) {
        self.init(Array(bytes.prefix(512)), size: bytes.count) { offset, count in
            Array(bytes[min(offset, bytes.count)..<min(bytes.count, offset + count)])
        }
    }

    private init(_ beginning: [UInt8], size: Int, read: (Int, Int) -> [UInt8]?) {
        self.beginning = beginning
        let isZip = beginning.starts(with: Array("PK\u{3}\u{4}".utf8))
        entries = isZip ? FileGlance.entries(size, read) : nil
        // Bit 0 of the flags, in the first local header or in any entry of the directory (APPNOTE 4.4.4).
        isLockedArchive =
            isZip && ((beginning.count > 7 && beginning[6] & 1 == 1) || entries?.contains { $0.isLocked } == true)
            || FileGlance.isLockedRar(beginning)
    }

    /// A password on a new Office file makes it an old-style container under the new ending.
    func isEncrypted(ending: String) -> Bool {
        isLockedArchive || (beginning.starts(with: FileGlance.oldOffice) && FileGlance.officeEndings.contains(ending))
    }

    /// A ZIP only by its form.
    static func isDocument(ending: String) -> Bool { officeEndings.contains(ending) || otherDocuments.contains(ending) }

    /// It says itself that it unpacks to a hundred times its size, or to more than a disk should be asked for.
    var isBomb: Bool {
        guard let entries else { return false }
        let (packed, unpacked) = entries.reduce((0, 0)) { ($0.0 + $1.packed, $0.1 &+ $1.unpacked) }
        return unpacked > 20 << 30 || unpacked < 0 || (unpacked > 100 << 20 && unpacked / max(1, packed) > 100)
            || entries.count >= FileGlance.mostEntries
    }

    /// The directory at the end of a ZIP.
    private static func entries(_ size: Int, _ read: (Int, Int) -> [UInt8]?) -> [Entry]? {
        let tailStart = max(0, size - longestEnd)
        guard let tail = read(tailStart, size - tailStart) else { return nil }
        let mark = Array("PK\u{5}\u{6}".utf8)
        guard let end = tail.indices.dropLast(21).last(where: { tail[$0] == mark[0] && tail[$0...].starts(with: mark) })
        else { return nil }
        func number(_ bytes: [UInt8], _ at: Int, _ width: Int) -> Int {
            (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        let (length, offset) = (number(tail, end + 12, 4), number(tail, end + 16, 4))
        guard length <= longestList, offset + length <= size, let list = read(offset, length) else { return nil }
        var found: [Entry] = []
        var at = 0
        while at + 46 <= list.count, found.count < mostEntries, list[at...].starts(with: Array("PK\u{1}\u{2}".utf8)) {
            let name = number(list, at + 28, 2)
            let bytes = Array(list[(at + 46)..<min(list.count, at + 46 + name)])
            found.append(
                Entry(
                    name: TextDecoding.text(of: bytes, in: nil), packed: number(list, at + 20, 4),
                    unpacked: number(list, at + 24, 4), isLocked: list[at + 8] & 1 == 1))
            at += 46 + name + number(list, at + 30, 2) + number(list, at + 32, 2)
        }
        return found
    }

    /// RAR 5 with its first block a lock, or RAR 4 with locked heads or a locked first file (unrar's technote).
    private static func isLockedRar(_ beginning: [UInt8]) -> Bool {
        let mark = Array("Rar!\u{1A}\u{7}".utf8)
        guard beginning.starts(with: mark), beginning.count > 32 else { return false }
        if beginning[6] == 1 { return beginning[13] == 4 }
        let isHeadLocked = beginning[10] & 0x80 != 0
        return isHeadLocked || (beginning[22] == 0x74 && beginning[23] & 0x04 != 0)
    }

    /// As many bytes as there are, up to `count`.
    private static func read(_ file: Int32, at offset: Int, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return nil }
            if got == 0 { break }
            done += got
        }
        return Array(bytes.prefix(done))
    }
}
