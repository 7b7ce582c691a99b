import Foundation
import Synchronization
import TestKit
import Testing

/// The table of `LANGUAGE.md` is what the program does, not what we say that it does.
///
/// To write it anew after a change, set `DONDOC_REWRITE=1`, and read the difference.
@Suite struct `the language page` {
    private static let page = DondocProcess.root.appending(path: "LANGUAGE.md")
    private static let (begin, end) = ("<!-- table: begin -->\n", "<!-- table: end -->")
    /// Each probe is a process of its own; more at once would only wait for each other.
    private static let atOnce = 4

    private static let parts: [LanguagePart] =
        documentProbes + dataProbes + flowProbes + callProbes + processProbes
        + eventProbes + errorProbes + timeProbes

    @Test func `lists what the program does with each property`() throws {
        let probes = Self.parts.flatMap(\.probes)
        let results = Mutex<[Int: Result<LanguageProbe.Finding, any Error>]>([:])
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = Self.atOnce
        for (index, probe) in probes.enumerated() {
            queue.addOperation {
                let result = Result { try probe.run() }
                results.withLock { $0[index] = result }
            }
        }
        queue.waitUntilAllOperationsAreFinished()
        let findings = try probes.indices.map { index in
            try #require(results.withLock { $0[index] }).get()
        }
        for (probe, finding) in zip(probes, findings) {
            if case .otherwise(let shown) = finding { Issue.record("\(probe.property)\n\(probe.document)\n\(shown)") }
        }
        try compare(table(of: findings))
    }

    @Test func `names each property once`() {
        for part in Self.parts {
            let names = part.probes.map(\.property)
            #expect(Set(names).count == names.count, "\(part.title)")
        }
        #expect(Set(Self.parts.map(\.title)).count == Self.parts.count)
    }

    private func table(of findings: [LanguageProbe.Finding]) -> String {
        var rest = findings[...]
        var lines: [String] = []
        for part in Self.parts {
            lines += ["### \(part.title)", "", "| property | what happens |", "|---|---|"]
            for probe in part.probes {
                guard let finding = rest.popFirst() else { return "" }
                let words = if case .asExpected(let words) = finding { words } else { "not as the test expects" }
                lines.append("| \(probe.property) | \(words.replacing("|", with: "\\|")) |")
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private func compare(_ table: String) throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let start = try #require(text.firstRange(of: Self.begin))
        let stop = try #require(text.firstRange(of: Self.end))
        if ProcessInfo.processInfo.environment["DONDOC_REWRITE"] == "1" {
            let page = text[..<start.upperBound] + table + text[stop.lowerBound...]
            try String(page).write(to: Self.page, atomically: true, encoding: .utf8)
            return
        }
        let written = text[start.upperBound..<stop.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
        let made = table.split(separator: "\n", omittingEmptySubsequences: false)
        for (written, made) in zip(written, made) { #expect(written == made) }
        #expect(written.count == made.count)
    }
}
