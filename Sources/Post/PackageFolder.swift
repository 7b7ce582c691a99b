package import Casework
import Foundation
package import Storage

/// Lays out the files of a roll-up under the names that the office uses, whole or not at all.
package struct PackageFolder: Sendable {
    private let site: String
    private let shelf: FileShelf

    package init(site: String, shelf: FileShelf) {
        self.site = site
        self.shelf = shelf
    }

    /// Doing it again under the same folder name leaves what is there.
    /// - Returns: the folder's path.
    @discardableResult
    package func layOut(_ package: FilePackage) throws -> String {
        let target = URL(filePath: site).appending(path: package.folder)
        let files = FileManager.default
        guard !files.fileExists(atPath: target.path) else { return target.path }
        let parent = target.deletingLastPathComponent()
        let unfinished = parent.appending(path: ".\(target.lastPathComponent).part")
        try files.createDirectory(at: parent, withIntermediateDirectories: true)
        if files.fileExists(atPath: unfinished.path) { try files.removeItem(at: unfinished) }
        try files.createDirectory(at: unfinished, withIntermediateDirectories: false)
        var taken: Set<String> = []
        for file in package.files {
            // Not every name has come through the inbox, where it is made safe.
            let safe = FileName.safe(file.name.replacing(/[\/\\]/, with: "_"))
            var name = safe
            var copy = 2
            while !taken.insert(name).inserted {
                name = "\(copy)_\(safe)"
                copy += 1
            }
            try files.linkItem(at: URL(filePath: shelf.path(of: file.sha256)), to: unfinished.appending(path: name))
        }
        try files.moveItem(at: unfinished, to: target)
        return target.path
    }
}
