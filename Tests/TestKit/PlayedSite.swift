import Foundation
package import Notation

/// A site of `workflows/`, or a changed copy of one, played by the program.
package struct PlayedSite: Sendable {
    private let folder: TemporaryFolder
    private let site: String
    private let play: JSON

    package struct Notice {
        package let json: JSON

        package var day: String { String((json["at"].asString ?? "").prefix(10)) }
        package var kind: String { json["kind"].asString ?? "" }
        package var unit: String? { json["unit"].asString }
        package var obligation: String? { json["obligation"].asString }
        package var subject: String { json["subject"].asString ?? "" }
        package var to: [String] { (json["to"].asArray ?? []).compactMap(\.asString) }
        /// Of which units it speaks.
        package var units: [String] { (json["entries"].asArray ?? []).compactMap { $0["unit"].asString } }
    }

    /// - Parameters:
    ///   - changes: texts of `plan.yaml` and what stands in their place.
    ///   - lines: what is written at the end of other files.
    ///   - files: what the script drops, by name; it says `from FILES/name`.
    ///   - script: what people do; nil: nobody does anything.
    package init(
        _ name: String, changing changes: [(String, String)] = [], appending lines: [String: String] = [:],
        files: [String: String] = [:], script: String? = nil, until end: String? = nil
    )
        throws
    {
        folder = try TemporaryFolder()
        site = "\(folder.path)/\(name)"
        try FileManager.default.copyItem(
            at: DondocProcess.root.appending(path: "workflows/\(name)"), to: URL(filePath: site))
        var plan = try folder.text(of: "\(name)/plan.yaml")
        for (old, new) in changes {
            guard plan.contains(old) else { throw Missing(text: old) }
            plan = plan.replacing(old, with: new)
        }
        try folder.write(plan, to: "\(name)/plan.yaml")
        for (file, more) in lines {
            try folder.write(try folder.text(of: "\(name)/\(file)") + more, to: "\(name)/\(file)")
        }
        for (file, text) in files { try folder.write(text, to: "files/\(file)") }
        try folder.write((script ?? "").replacing("FILES/", with: "\(folder.path)/files/"), to: "script")
        play = try JSON(parsing: try PlayedSite.preview(site, in: folder, end.map { ["--to", $0] } ?? []))
    }

    private static func preview(_ site: String, in folder: TemporaryFolder, _ more: [String]) throws -> String {
        let result = try DondocProcess.run(
            ["preview", site, "--submissions", "\(folder.path)/script", "--format", "json"] + more)
        guard result.code == 0 else { throw Missing(text: result.error) }
        return result.out
    }

    package struct Missing: Error { package let text: String }

    package var notices: [Notice] { (play["notices"].asArray ?? []).map { Notice(json: $0) } }
    package var periods: [JSON] { play["periods"].asArray ?? [] }

    package func periods(of obligation: String) -> [JSON] { periods.filter { $0["obligation"] == JSON(obligation) } }

    /// Of the mails of that day, those whose file's name has the words.
    package func mails(_ day: String, _ words: String) throws -> [String] {
        let out = "mails-\(UUID().uuidString)"
        _ = try PlayedSite.preview(site, in: folder, ["--from", day, "--to", day, "--out", "\(folder.path)/\(out)"])
        return try folder.files.filter { $0.hasPrefix("\(out)/outbox/\(day)/") && $0.contains(words) }
            .map { try Mail.text(of: "\(folder.path)/\($0)") }
    }

    /// What is enclosed with them: drafted letters, as text.
    package func enclosures(_ day: String, _ words: String) throws -> [String] {
        let out = "mails-\(UUID().uuidString)"
        _ = try PlayedSite.preview(site, in: folder, ["--from", day, "--to", day, "--out", "\(folder.path)/\(out)"])
        return try folder.files.filter { $0.hasPrefix("\(out)/outbox/\(day)/") && $0.contains(words) }
            .map { try Mail.attachment(of: "\(folder.path)/\($0)") }.filter { !$0.isEmpty }
            .map { $0.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    /// Of one of the site's files.
    package func lines(of file: String) throws -> [String] {
        try String(contentsOfFile: "\(site)/\(file)", encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// The folder of a rehearsal with the script.
    package func rehearsed(until end: String) throws -> String {
        let run = "\(folder.path)/run-\(UUID().uuidString)"
        let rehearsal = try DondocProcess.run([
            "rehearse", site, "--script", "\(folder.path)/script", "--out", run, "--to", end,
        ])
        guard rehearsal.code == 0 else { throw Missing(text: rehearsal.error) }
        return run
    }

    /// What the store tells after a rehearsal with the script, as of a day's end.
    package func status(asOf day: String, until end: String) throws -> JSON {
        try JSON(
            parsing: try DondocProcess.run([
                "status", try rehearsed(until: end), "--as-of", day, "--format", "json",
            ]).out)
    }

    package func check() throws -> (code: Int32, out: String) {
        let result = try DondocProcess.run(["check", site])
        return (result.code, result.out)
    }

    /// What people do up to a day's end.
    package static func script(of name: String, until day: String) throws -> String {
        try script(of: name).split(separator: "\n").filter { line in
            guard let at = line.firstMatch(of: /\bat (\d{4}-\d{2}-\d{2})T/) else { return false }
            return at.1 <= day
        }.joined(separator: "\n")
    }

    /// With the files that it names, wherever it is put.
    package static func script(of name: String) throws -> String {
        let folder = DondocProcess.root.appending(path: "workflows/\(name)")
        return try String(contentsOf: folder.appending(path: "demo.script"), encoding: .utf8)
            .replacing(" from demo/", with: " from \(folder.path)/demo/")
    }
}
