/// The files of a backup with their sums: `SHA256SUMS`, as `sha256sum -c` reads it.
package struct BackupList: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
        /// From the backup's folder.
        package let path: String
        package let sha256: String
    }

    static let name = "SHA256SUMS"
    private static let mostEntries = 10_000_000

    package private(set) var entries: [Entry] = []

    mutating func add(_ path: String, _ sha256: String) { entries.append(Entry(path: path, sha256: sha256)) }

    init() {}

    var text: String {
        entries.map { entry in
            let name = entry.path.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
            return (name == entry.path ? "" : "\\") + "\(entry.sha256)  \(name)\n"
        }.joined()
    }

    /// - Throws: `BackupFault` when a line is none, or names what does not lie below the folder.
    init(parsing text: String, of path: String) throws(BackupFault) {
        var names: Set<String> = []
        for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
            .enumerated()
        {
            let isEscaped = line.first == UInt8(ascii: "\\")
            let bytes = isEscaped ? line.dropFirst() : line
            let sum = bytes.prefix(64)
            let name = bytes.dropFirst(66)
            let file = isEscaped ? BackupList.unescaped(name) : String(Substring(name))
            guard index < BackupList.mostEntries, sum.count == 64, sum.allSatisfy(BackupList.isDigit),
                bytes.dropFirst(64).prefix(2).elementsEqual("  ".utf8), let file, BackupList.isHarmless(file),
                names.insert(file).inserted
            else { throw .damaged("\(path):\(index + 1): this is no sum of a file: the backup is damaged") }
            add(file, String(Substring(sum)))
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    private static func unescaped(_ name: some Collection<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var isEscape = false
        for byte in name {
            switch (isEscape, byte) {
            case (false, UInt8(ascii: "\\")): isEscape = true
            case (false, _): bytes.append(byte)
            case (true, UInt8(ascii: "n")): (isEscape, _) = (false, bytes.append(10))
            case (true, UInt8(ascii: "\\")): (isEscape, _) = (false, bytes.append(byte))
            default: return nil
            }
        }
        return isEscape ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// A way down from a folder, and never out of it.
    static func isHarmless(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return !path.utf8.contains(0) && path.utf8.count <= 4096
            && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
