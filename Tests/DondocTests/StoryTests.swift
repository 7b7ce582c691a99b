import Foundation
import TestKit
import Testing

/// The tests that an office can read: see Tests/Stories/README.md.
@Suite struct StoryTests {
    private static let folder = DondocProcess.root.appending(path: "Tests/Stories")
    static let stories: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".story") }.sorted()
    }()

    @Test func `there are stories`() { #expect(Self.stories.count >= 9) }

    @Test(arguments: stories)
    func `a story goes as it is told`(name: String) throws {
        let file = Self.folder.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        let halves = text.components(separatedBy: "----\n")
        let head = try #require(halves[0].split(separator: "\n").first { $0.hasPrefix("site ") })
        let words = head.split(separator: " ").map(String.init)
        try #require(words.count == 6 && words[2] == "from" && words[4] == "to", "site NAME from DAY to DAY")
        let scratch = try TemporaryFolder()
        let deeds = halves[0].split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("site ") ? "#" : String($0) }
        try scratch.write(deeds.joined(separator: "\n"), to: "script")
        let result = try DondocProcess.run([
            "preview", "workflows/\(words[1])", "--from", words[3], "--to", words[5], "--submissions",
            "\(scratch.path)/script",
        ])
        #expect(result.code == 0, "\(result.error)")
        if ProcessInfo.processInfo.environment["DONDOC_REWRITE_STORIES"] != nil {
            try Data("\(halves[0])----\n\(result.out)".utf8).write(to: file, options: .atomic)
        } else {
            #expect(result.out == halves.dropFirst().joined(separator: "----\n"), "make stories rewrites it")
        }
    }
}
