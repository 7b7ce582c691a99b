package import Definition
package import Notation
package import Storage

/// Why a file that somebody hands in by a command is not taken.
package struct FileRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// In Vietnamese, as the unit would be told.
    package let description: String
}

extension FileDrop {
    /// Puts a file that is handed in by a command on the shelf, under the same scrutiny as the inbox; the file itself stays.
    ///
    /// - Returns: what a submission's event says of it.
    /// - Throws: `FileRefusal`, or `FileShelfError` when the shelf's disk fails.
    package static func shelve(_ path: String, on shelf: FileShelf, settings: SiteSettings) throws -> JSON {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let sighting = Sighting(of: path), sighting.kind == .file else {
            throw FileRefusal(description: "\(path) is not a file that can be read")
        }
        let file = InboxFile(path: path, folders: ["command"], name: name, sighting: sighting)
        if let fault = FileScrutiny.fault(
            of: file, largest: settings.largestFile, knows: { _ in true }, isTooDeep: false)
        {
            throw FileRefusal(description: fault.reason)
        }
        let shelved = try shelf.take(path)
        return [
            "name": .string(file.safeName), "original": .string(name), "sha256": .string(shelved.sha256),
            "size": .integer(shelved.size), "kind": .string(FileKind(of: file).rawValue),
        ]
    }
}
