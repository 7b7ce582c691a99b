import Almanac
import Definition
import Directory
import Foundation
import Notation

/// The files of a site that say which units there are, read for themselves: a broken plan is no obstacle to mending them.
struct SiteDirectory {
    let path: String
    let units: SourceText?
    let successors: SourceText?
    private let roles: SourceText?
    private(set) var read: [OrganisationUnit] = []
    private(set) var tree = UnitTree(units: [], roles: [])

    /// - Throws: `CommandError` when one of them has errors, after telling them.
    init(path: String) throws(CommandError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw .usage("there is no site folder \(path)")
        }
        self.path = path
        units = try SiteDirectory.source("units.csv", in: path)
        successors = try SiteDirectory.source("successors.csv", in: path)
        roles = try SiteDirectory.source("roles.csv", in: path)
        (read, tree) = try tree(units: units, successors: successors)
    }

    /// The directory with other texts in place of the files.
    func tree(
        units: SourceText?, successors: SourceText?
    ) throws(CommandError) -> ([OrganisationUnit], UnitTree) {
        var problems: [Diagnostic] = []
        let (rows, found) = units.map { DirectoryFiles.units($0) } ?? ([], [])
        let isSound = !found.contains { $0.severity == .error }
        let bare = UnitTree(units: isSound ? rows : units.map(DirectoryFiles.namedUnits) ?? [], roles: [])
        let (posts, wrong) = roles.map { DirectoryFiles.roles($0, units: bare) } ?? ([], [])
        // Events are about days, which a row with a mistake may not tell.
        let (events, odd) =
            isSound ? successors.map { DirectoryFiles.successors($0, units: bare) } ?? ([], []) : ([], [])
        problems = (found + wrong + odd).filter { $0.severity == .error }
        guard problems.isEmpty else {
            let sources = [units, successors, roles].compactMap { $0 }.map { ($0.file, $0) }
            Terminal.put(problems, sources: Dictionary(sources) { first, _ in first }, toError: true)
            throw .failed("the units of \(path) have errors; nothing was done")
        }
        return (rows, UnitTree(units: rows, roles: posts, successions: events))
    }

    /// Nil where there is none.
    static func source(_ name: String, in path: String) throws(CommandError) -> SourceText? {
        let file = "\(path)/\(name)"
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        return try source(file)
    }

    static func source(_ file: String) throws(CommandError) -> SourceText {
        guard let data = FileManager.default.contents(atPath: file) else { throw .failed("\(file) cannot be read") }
        let (source, problems) = DirectoryFiles.source(file: file, bytes: Array(data))
        guard let source else {
            Terminal.put(problems, sources: [:], toError: true)
            throw .failed("\(file) is not UTF-8; nothing was done")
        }
        return source
    }

    /// Each file whole or not at all; the units first: a unit that has ended without a successor is only held.
    func write(units: String, successors: String?) throws {
        for (text, name) in [(Optional(units), "units.csv"), (successors, "successors.csv")] {
            guard let text else { continue }
            try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"), options: .atomic)
        }
    }
}
