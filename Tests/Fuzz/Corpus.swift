import Foundation

/// The inputs that are kept beside this program: what once broke a reader, and what is worth changing.
package enum Corpus {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    /// In the order of their names. A file whose name ends in `.lines` holds one input a line.
    package static func inputs(for subject: Subject) throws -> [(name: String, bytes: [UInt8])] {
        try inputs(in: folder.appending(path: subject.rawValue), ending: "")
    }

    /// What other tests and the sample site have of the kind: worth changing, and gone through elsewhere.
    static func neighbours(of subject: Subject) throws -> [[UInt8]] {
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let site = root.appending(path: "workflows/an-giang-2021")
        switch subject {
        case .yaml, .definition:
            let malformed = root.appending(path: "Tests/DefinitionTests/Corpus")
            return try (inputs(in: malformed, ending: ".yaml") + inputs(in: site, ending: ".yaml")).map(\.bytes)
        case .csv: return try inputs(in: site, ending: ".csv").map(\.bytes)
        case .mail:
            let mails = try inputs(in: root.appending(path: "Tests/PostTests/Mails"), ending: ".eml").map(\.bytes)
            return mails.filter { $0.count < 8 << 10 }
        case .expression:
            return try inputs(in: root.appending(path: "Tests/ExpressionTests"), ending: "Examples.swift").flatMap {
                programs(in: String(decoding: $0.bytes, as: UTF8.self))
            }
        default: return []
        }
    }

    /// Of a table with a line for each program: `program ;; input ;; output`.
    private static func programs(in table: String) -> [[UInt8]] {
        table.split(separator: "\n").compactMap { line in
            let parts = line.drop { $0 == " " }.split(separator: " ;; ", omittingEmptySubsequences: false)
            return parts.count < 2 ? nil : Array("\(parts[0])\(Grammar.inputMark)\(parts[1])".utf8)
        }
    }

    private static func inputs(in folder: URL, ending: String) throws -> [(name: String, bytes: [UInt8])] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.filter { !$0.hasPrefix(".") && $0.hasSuffix(ending) }.sorted().flatMap { name in
            let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
            guard name.hasSuffix(".lines") else { return [(name, bytes)] }
            return bytes.split(separator: UInt8(ascii: "\n")).enumerated().map { ("\(name):\($0 + 1)", Array($1)) }
        }
    }
}
