import Foundation

/// The inputs that are kept beside this program: what once broke a reader, and what is worth changing.
package enum Corpus {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    /// In the order of their names. A file whose name ends in `.lines` holds one input a line.
    package static func inputs(for subject: Subject) throws -> [(name: String, bytes: [UInt8])] {
        try folders(for: subject).flatMap { folder, ending in
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            return try names.filter { !$0.hasPrefix(".") && $0.hasSuffix(ending) }.sorted().flatMap { name in
                let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
                guard name.hasSuffix(".lines") else { return [(name, bytes)] }
                return bytes.split(separator: UInt8(ascii: "\n")).enumerated().map { ("\(name):\($0 + 1)", Array($1)) }
            }
        }
    }

    /// With what other tests and the sample site have of the kind.
    private static func folders(for subject: Subject) -> [(URL, ending: String)] {
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let own = (folder.appending(path: subject.rawValue), "")
        let site = root.appending(path: "workflows/an-giang-2021")
        switch subject {
        case .yaml, .definition:
            return [own, (root.appending(path: "Tests/DefinitionTests/Corpus"), ".yaml"), (site, ".yaml")]
        case .csv: return [own, (site, ".csv")]
        default: return [own]
        }
    }
}
