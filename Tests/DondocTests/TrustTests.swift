import Foundation
import Notation
import TestKit
import Testing

@testable import Storage

/// `why`, `audit` and `doctor` on An Giang's year, as a person asks for them afterwards.
@Suite struct `What happened, and why` {
    /// Played once: the year with its script, in a folder of its own.
    private static let played = Result {
        try PlayedSite("an-giang-2021", script: PlayedSite.script(of: "an-giang-2021"))
    }
    private static let run = Result { try played.get().rehearsed(until: "2021-08-31") }

    private func ask(_ words: String...) throws -> DondocProcess.Result {
        try DondocProcess.run(words + ["--site", try Self.run.get()])
    }

    @Test(arguments: [
        // The ladder's own step, and the mail that it became.
        ("dai-pt-th", "2021-03-25", ["08:00 đôn đốc lần 1", "thư nhắc", "đã gửi"]),
        ("bao-an-giang", "2021-03-17", ["nhắc trước 5 ngày làm việc", "thư nhắc", "đã gửi"]),
        // Everything had come on 22 March: the reminder of the 23rd did not go out.
        ("bao-an-giang", "2021-03-23", ["Không có thư nào", "đã nộp đủ lúc 10:30 ngày 22/3/2021"]),
        // A Saturday.
        ("dai-pt-th", "2021-03-20", ["là ngày nghỉ", "Không có thư nào", "bước tiếp theo ngày 23/3/2021"]),
        // A working day between two steps.
        (
            "dai-pt-th", "2021-03-18",
            ["không có bước nào vào ngày này; bước tiếp theo ngày 19/3/2021", "giấy xác nhận"]
        ),
    ])
    func `a unit's day is told from the ledger in plain words`(unit: String, day: String, words: [String]) throws {
        let answer = try ask("why", unit, "--date", day)
        #expect(answer.code == 0, "\(answer.error)")
        for part in words { #expect(answer.out.contains(part), "\(part) is not in:\n\(answer.out)") }
    }

    @Test func `the same is there for programs`() throws {
        let answer = try ask("why", "dai-pt-th", "--date", "2021-03-25", "--format", "json")
        let json = try JSON(parsing: answer.out)
        #expect(json["mails"][0]["en"].asString?.contains("has left") == true)
        let march = json["matters"].asArray?.first { $0["code"] == "articles/2021-03/dai-pt-th" }
        #expect(march?["sentences"][0]["en"] == "08:00 rung 1")
    }

    @Test func `a unit that is not there is a sentence`() throws {
        let answer = try ask("why", "bao-an-giag")
        #expect(answer.code == 1)
        #expect(answer.error.contains("there is no unit \"bao-an-giag\" in units.csv"))
    }

    @Test func `what people ordered is in the audit trail, with who and with what result`() throws {
        let lines = try DondocProcess.run(["audit", try Self.run.get(), "--format", "json"]).out.split(separator: "\n")
            .map { try JSON(parsing: String($0)) }
        #expect(
            lines.contains {
                $0["action"].asString?.hasPrefix("extend, until 2021-04-28, reason ") == true
                    && $0["subject"] == "articles/2021-04/bao-an-giang" && $0["result"] == "done"
            })
        #expect(
            lines.contains {
                $0["action"].asString?.hasPrefix("return, reason ") == true
                    && $0["at"].asString?.hasPrefix("2021-08-18T09:00") == true
            })
    }

    @Test func `a whole site is found whole`() throws {
        let answer = try DondocProcess.run(["doctor", try Self.run.get(), "--format", "json"])
        let findings = try JSON(parsing: answer.out).asArray ?? []
        for name in ["store", "audit", "files", "journals"] {
            let finding = try #require(findings.first { $0["name"] == JSON(name) })
            #expect(finding["faults"] == [], "\(finding)")
        }
    }
}

/// What was changed behind the program's back is found.
@Suite struct `The doctor` {
    /// A small site that was run, with one command in its trail; `harm` is done to it.
    private func diagnosis(after harm: (String) throws -> Void) throws -> (code: Int32, out: String) {
        let played = try PlayedSite(
            "an-giang-2021", script: PlayedSite.script(of: "an-giang-2021", until: "2021-04-27"), until: "2021-04-30")
        let run = try played.rehearsed(until: "2021-04-30")
        try harm(run)
        let answer = try DondocProcess.run(["doctor", run])
        return (answer.code, answer.out)
    }

    @Test func `finds an entry of the audit trail that was changed`() throws {
        let found = try diagnosis { run in
            let store = try SQLiteStore(path: "\(run)/state/dondoc.db")
            try store.connection.script(
                "DROP TRIGGER audit_is_never_changed; UPDATE audit SET actor = 'somebody else'")
        }
        #expect(found.code == 1)
        #expect(found.out.contains("entry 1 has been changed"), "\(found.out)")
    }

    @Test func `finds a received file that was changed, and one that is missing`() throws {
        let found = try diagnosis { run in
            let shelf = "\(run)/state/files"
            let names = try FileManager.default.contentsOfDirectory(atPath: shelf).sorted()
            try Data("x".utf8).write(to: URL(filePath: "\(shelf)/\(names[0])"))
            try FileManager.default.removeItem(atPath: "\(shelf)/\(names[1])")
        }
        #expect(found.code == 1)
        #expect(found.out.contains("has been changed"), "\(found.out)")
        #expect(found.out.contains("is missing"), "\(found.out)")
    }
}
