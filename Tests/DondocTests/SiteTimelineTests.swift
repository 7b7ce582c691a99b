import Foundation
import TestKit
import Testing

/// Every site of `workflows/` as it goes: the preview of its whole validity, and its `demo.script` played through. The
/// expected lines lie in `Timelines/`, for people to read; `make stories` rewrites them.
@Suite struct SiteTimelineTests {
    private static let workflows = DondocProcess.root.appending(path: "workflows")
    private static let folder = DondocProcess.root.appending(path: "Tests/DondocTests/Timelines")
    private static let rewrites = ProcessInfo.processInfo.environment["DONDOC_REWRITE"] != nil
    /// Longer ones are told by day and kind.
    private static let mostLines = 800

    private static func names(with file: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workflows.path)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: workflows.appending(path: "\($0)/\(file)").path) }
            .sorted()
    }

    static let sites = names(with: "plan.yaml")
    static let played = names(with: "demo.script")

    @Test func `there are sites`() { #expect(Self.sites.count >= 3 && Self.played.count >= 3) }

    @Test(arguments: sites)
    func `a site does what its timeline says`(name: String) throws {
        let result = try DondocProcess.run(["preview", "workflows/\(name)"])
        #expect(result.code == 0, "\(result.error)")
        try compare(Self.told(result.out), with: "\(name).txt")
    }

    @Test(arguments: played)
    func `a site does with its script what its timeline says`(name: String) throws {
        let scratch = try TemporaryFolder()
        let script = "workflows/\(name)/demo.script"
        let promised = try DondocProcess.run(["preview", "workflows/\(name)", "--submissions", script])
        #expect(promised.code == 0, "\(promised.error)")
        let run = try DondocProcess.run([
            "rehearse", "workflows/\(name)", "--script", script, "--out", "\(scratch.path)/run",
        ])
        #expect(run.code == 0, "\(run.error)")
        let sent = try scratch.files.count { $0.hasPrefix("run/outbox/") && $0.hasSuffix(".eml") }
        #expect(sent == promised.out.split(separator: "\n").count, "what the preview promised is what was sent")
        let status = run.out.split(separator: "\n", omittingEmptySubsequences: false).map(Self.trimmed)
        try compare("\(Self.told(promised.out))\n\(status.joined(separator: "\n"))", with: "\(name)-demo.txt")
    }

    private func compare(_ text: String, with name: String) throws {
        let file = Self.folder.appending(path: name)
        if Self.rewrites {
            try Data(text.utf8).write(to: file, options: .atomic)
        } else {
            let expected = try String(contentsOf: file, encoding: .utf8)
            #expect(text == expected, "make stories rewrites \(name)")
        }
    }

    private static func told(_ timeline: String) -> String {
        let lines = timeline.split(separator: "\n").map(String.init)
        return (lines.count > mostLines ? summary(lines) : lines).map { "\($0)\n" }.joined()
    }

    /// `2023-11-20 08:00 reminder ×115 annual-report/2023`
    private static func summary(_ lines: [String]) -> [String] {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for line in lines {
            let words = line.split(separator: " ", maxSplits: 5).map(String.init)
            guard words.count > 4 else { continue }
            // What belongs to no duty is told by its subject, up to the name of who gets it.
            let about = words[4] == "–" ? words.last.map { $0.components(separatedBy: " – ")[0] } : words[4]
            let key = "\(words[0]) \(words[1]) \(words[2]) ×\n\(about ?? "")"
            if counts.updateValue(counts[key, default: 0] + 1, forKey: key) == nil { order.append(key) }
        }
        return order.map { $0.replacing("\n", with: "\(counts[$0] ?? 0) ") }
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
