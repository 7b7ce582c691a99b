package import Definition
package import Engine
import Foundation
import Notation
import Storage

/// The texts of functions that a site has fetched from the web. What came once is used from then on: a start needs no
/// network, and nobody elsewhere changes what runs here.
///
/// To have them fetched again, remove the folder.
package struct KeptFunctions: Sendable {
    private let folder: String

    /// - Parameter state: the folder of the site's state.
    package init(state: String) { folder = "\(state)/functions" }

    private func file(of address: FunctionAddress) -> String { "\(Storage.Digest.sha256(address.text)).yaml" }

    /// The same functions, with what is kept before what would be fetched.
    package func before(_ catalog: FunctionCatalog) -> FunctionCatalog {
        FunctionCatalog { address, authentication throws(FunctionCatalog.Absence) in
            if case .web = address, let text = FileManager.default.contents(atPath: "\(folder)/\(file(of: address))") {
                return [UInt8](text)
            }
            return try catalog.bytes(address, authentication)
        } folders: { folder in
            catalog.folders(folder)
        }
    }

    /// Keeps what the documents of a library have fetched; each name stands for a whole file, also after a power cut.
    package func keep(_ library: Library) throws {
        for (address, text) in library.entries.flatMap(\.workflow.functionTexts) {
            let address = FunctionAddress(address)
            let target = "\(folder)/\(file(of: address))"
            guard case .web = address, !FileManager.default.fileExists(atPath: target) else { continue }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let part = URL(filePath: "\(folder)/.unfinished")
            try Data(text.utf8).write(to: part)
            let handle = try FileHandle(forWritingTo: part)
            try handle.synchronize()
            try handle.close()
            try FileManager.default.moveItem(atPath: part.path, toPath: target)
        }
    }
}
