import Foundation

/// The source tree as the rules of the house see it.
enum House {
    /// From the ground up: a room may import only rooms that stand before it.
    static let rooms = [
        "Almanac", "Notation", "Papers", "Expression", "Definition", "Drafting", "Directory", "Interpreter", "Storage",
        "Transport",
        "Engine",
        "Errands", "Casework", "Post", "dondoc",
    ]

    /// Each C library has one room that imports it.
    static let libraries = [
        "CYAML": "Definition", "CSQLite": "Storage", "CPQ": "Storage", "CSodium": "Storage", "CMark": "Post",
        "CCurl": "Transport",
        "CZip": "Papers", "CXML2": "Papers", "CXlsxWriter": "Papers",
    ]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct SourceFile: CustomStringConvertible {
        /// Below the root.
        let path: String
        let lines: [Substring]

        var name: String { URL(filePath: path).lastPathComponent }
        var description: String { path }

        /// The modules that it imports, with the number of the line.
        var imports: [(module: String, line: Int)] {
            lines.enumerated().compactMap { index, line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1 else {
                    return nil
                }
                return (String(words[place + 1]), index + 1)
            }
        }
    }

    static func files(under folder: String) throws -> [SourceFile] {
        let base = root.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { $0.hasSuffix(".swift") }.sorted()
            .map { path in
                let text = try String(contentsOf: base.appending(path: path), encoding: .utf8)
                return SourceFile(
                    path: "\(folder)/\(path)", lines: text.split(separator: "\n", omittingEmptySubsequences: false))
            }
    }
}

extension House {
    static func manifest() throws -> String {
        try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    }

    /// Every line of every text file below a folder.
    static func texts(under folder: String) throws -> [(path: String, line: Int, text: Substring)] {
        let base = root.appending(path: folder)
        let endings = [".swift", ".yaml", ".csv", ".md", ".h"]
        let paths = try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { path in
            endings.contains { path.hasSuffix($0) }
        }
        return try paths.sorted().flatMap { path in
            try String(contentsOf: base.appending(path: path), encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false
            )
            .enumerated().map { (path: "\(folder)/\(path)", line: $0 + 1, text: $1) }
        }
    }
}
