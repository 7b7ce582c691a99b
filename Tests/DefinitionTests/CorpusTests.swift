import Definition
import Foundation
import Notation
import Testing

/// Malformed files: each is told at its place, and none is fatal.
///
/// `Corpus/expected.txt` lists what is told for each. To write it anew after a change of words, set `DONDOC_REWRITE=1`, and
/// read the difference.
@Suite struct CorpusTests {
    private static let names: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: Places.corpus.path)) ?? []
        return all.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    private static func told(about name: String) throws -> [String] {
        let bytes = try Data(contentsOf: Places.corpus.appending(path: name))
        let (text, problems) = SourceText.reading(bytes: Array(bytes), file: name)
        guard let text else { return problems.map { "\(name) \($0.brief) \($0.message)" } }
        let diagnostics =
            if name.hasPrefix("plan-") {
                PlanDocument.read(text).diagnostics
            } else if name.hasPrefix("site-") {
                SiteFile.read(text).diagnostics
            } else {
                WorkflowFile.read(text, functions: ourFunctions).diagnostics
            }
        return diagnostics.map { "\(name) \($0.brief) \($0.message)\($0.hint.map { "; \($0)" } ?? "")" }
    }

    @Test func `every malformed file is told at its place`() throws {
        let listing = Places.corpus.appending(path: "expected.txt")
        let told = try CorpusTests.names.flatMap { try CorpusTests.told(about: $0) }
        if ProcessInfo.processInfo.environment["DONDOC_REWRITE"] == "1" {
            try (told.joined(separator: "\n") + "\n").write(to: listing, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: listing, encoding: .utf8).split(separator: "\n").map(String.init)
        for (told, expected) in zip(told, expected) { #expect(told == expected) }
        #expect(told.count == expected.count)
    }

    @Test func `the corpus is large, and no file of it passes in silence`() throws {
        #expect(CorpusTests.names.count >= 60)
        for name in CorpusTests.names { #expect(try !CorpusTests.told(about: name).isEmpty, "\(name)") }
    }

    @Test(arguments: names) func `every sentence ends without a full stop and every place is in its file`(
        name: String
    ) throws {
        let lines = try String(decoding: Data(contentsOf: Places.corpus.appending(path: name)), as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        for line in try CorpusTests.told(about: name) {
            let place = line.split(separator: " ")[1].split(separator: ":").compactMap { Int($0) }
            #expect(!line.hasSuffix("."))
            #expect(place[0] <= lines.count, "\(line)")
            if !name.hasPrefix("bytes-") {
                #expect(place[1] <= lines[place[0] - 1].unicodeScalars.count + 1, "\(line)")
            }
        }
    }
}
