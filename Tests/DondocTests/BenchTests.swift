import Foundation
import Notation
import TestKit
import Testing

@Suite struct `bench` {
    /// A workload on a small scale, and figures that it must give.
    struct Workload: CustomTestStringConvertible {
        let words: [String]
        let figures: [String]
        var testDescription: String { words[0] }

        init(_ words: String, _ figures: String...) {
            self.words = words.split(separator: " ").map(String.init)
            self.figures = figures
        }
    }

    private static let workloads = [
        Workload("limit --n 40", "rowsPerSecondBy1", "rowsPerSecondBy100"),
        Workload("steps --n 40", "stepsPerSecond", "limitRowsPerSecond", "ratio", "singleWorkflowMilliseconds"),
        Workload(
            "sleepers --n 60", "createdPerSecond", "bytesOnDiskEach", "secondsToReady", "residentMB", "wokenPerSecond",
            "worstLatenessMilliseconds"),
        Workload("chase --n 8", "openedPerSecond", "submissionMilliseconds", "statusSeconds", "mails", "chaseSeconds"),
        Workload("cold --idle 1", "firstCompletedMilliseconds", "residentMB"),
        Workload("nation --communes 60 --months 1", "notices", "noticesPerSecond"),
    ]

    @Test(arguments: workloads)
    func `a workload gives its figures and its settings as one object`(workload: Workload) throws {
        let answer = try DondocProcess.run(["bench"] + workload.words + ["--repeat", "1", "--format", "json"])
        #expect(answer.code == 0, "\(answer.error)")
        let facts = try JSON(parsing: answer.out)
        #expect(facts["workload"].asString == workload.words[0])
        for figure in workload.figures { #expect((facts[figure].asDouble ?? 0) > 0, "\(figure) of \(answer.out)") }
        #expect(facts["settings"]["sqlite"].asString != nil)
        #expect((facts["settings"]["cores"].asInteger ?? 0) > 0)
    }

    @Test func `the table for people has the same figures, with their least and most`() throws {
        let answer = try DondocProcess.run(["bench", "limit", "--n", "20", "--repeat", "2"])
        #expect(answer.code == 0)
        for part in ["median", "rows per second by100", "synchronous=FULL"] { #expect(answer.out.contains(part)) }
    }

    @Test(arguments: [
        ["bench", "wake"], ["bench", "steps", "--n", "none"], ["bench", "sleepers", "--repeat", "0"], ["bench"],
    ])
    func `what is no workload, or no number, is wrong usage`(words: [String]) throws {
        #expect(try DondocProcess.run(words).code == 2)
    }
}
