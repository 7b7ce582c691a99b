package import Notation

/// Where the texts of catalogued functions come from. This room opens neither files nor connections: who reads a document
/// says how.
package struct FunctionCatalog: Sendable {
    /// Why a text is not there: half a sentence that goes on from the function's name, such as
    /// `cannot be fetched: the server did not answer within 20 seconds`.
    package struct Absence: Error, Equatable {
        package let reason: String

        package init(_ reason: String) { self.reason = reason }
    }

    /// Of one function, in bytes.
    package static let largestText = 1 << 20

    /// The bytes at an address. The authentication is a policy as the document writes it, null for none; it may name a
    /// secret (`use`).
    package let bytes: @Sendable (_ address: FunctionAddress, _ authentication: JSON) throws(Absence) -> [UInt8]
    /// The names of the folders in a folder, in any order; none where a folder cannot be listed, as on the web.
    package let folders: @Sendable (_ folder: FunctionAddress) -> [String]

    package init(
        bytes: @escaping @Sendable (_ address: FunctionAddress, _ authentication: JSON) throws(Absence) -> [UInt8],
        folders: @escaping @Sendable (_ folder: FunctionAddress) -> [String]
    ) {
        self.bytes = bytes
        self.folders = folders
    }

    /// Nothing is to be had.
    package static let none = FunctionCatalog(keeping: [:])

    /// What was kept with a document, by address.
    package init(keeping texts: [String: String]) {
        self.init { address, _ throws(Absence) in
            guard let text = texts[address.text] else { throw Absence("cannot be had here") }
            return Array(text.utf8)
        } folders: { folder in
            texts.keys.compactMap { FunctionAddress($0).folderName(below: folder) }
        }
    }
}
