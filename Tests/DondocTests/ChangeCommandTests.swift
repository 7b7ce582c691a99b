import Foundation
import Notation
import TestKit
import Testing

/// `change` and `migrate` as a person gives them.
@Suite struct `Changing what runs` {
    private func json(_ words: String...) throws -> JSON {
        let answer = try DondocProcess.run(words + ["--format", "json"])
        try #require(answer.code == 0, "\(answer.error)")
        return try JSON(parsing: answer.out)
    }

    @Test func `change shows who is affected, and does it when told`() throws {
        let played = try PlayedSite(
            "an-giang-2021", script: PlayedSite.script(of: "an-giang-2021", until: "2021-04-20"), until: "2021-04-20")
        let run = try played.rehearsed(until: "2021-04-20")
        defer { withExtendedLifetime(played) {} }
        func lastDays() throws -> [JSON] {
            (try json("status", run)["assignments"].asArray ?? [])
                .filter { $0["period"] == "2021-04" && $0["obligation"] == "articles" }.map { $0["lastDay"] }
        }
        let before = try lastDays()
        let order = ["change", run, "articles/2021-04", "--due", "2099-01-30", "--remind", "none"]
        let trial = try DondocProcess.run(order)
        #expect(trial.code == 0, "\(trial.error)")
        #expect(trial.out.contains("30/01/2099"), "\(trial.out)")
        #expect(trial.error.contains("nothing was changed"))
        #expect(try lastDays() == before)

        let rungs = "[{ after: 2, to: [contact, head] }, { after: 4, to: collector, draft: cong-van-don-doc }]"
        let applied = try DondocProcess.run(order + ["--escalate", rungs, "--apply"])
        #expect(applied.code == 0, "\(applied.error)")
        #expect(try lastDays().contains("2099-01-30"))
        let trail = try DondocProcess.run(["audit", run]).out
        #expect(trail.contains("change, due 2099-01-30  articles/2021-04  done"), "\(trail)")
    }

    @Test(arguments: [
        (["--remind", "5,x"], 2, "--remind takes working days"),
        (["--escalate", "[{ after: 1, to: [contact"], 2, "--escalate"),
        (["--escalate", "[{ after: 1, to: contact, draft: cong-van-don-dox }]"], 1, "did you mean"),
        (["--escalate", "[{ aftr: 1, to: contact }]"], 1, "aftr"),
        ([], 1, "name what changes"),
    ])
    func `a wrong order is a sentence`(words: [String], code: Int32, sentence: String) throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder)
        _ = try DondocProcess.run(["submit", folder.path, "--unit", "bao-an-giang", "--nil"])
        let answer = try DondocProcess.run(["change", folder.path, "articles/2021-03"] + words)
        #expect(answer.code == code, "\(answer.error)")
        #expect(answer.error.contains(sentence), "\(answer.error)")
    }

    @Test func `migrate shows which instances fit, and lets those go over`() throws {
        let folder = try TemporaryFolder()
        try folder.write(SampleSite.site, to: "site.yaml")
        try folder.write(SampleSite.units, to: "units.csv")
        func document(_ version: String, _ tasks: String) -> String {
            "document: { dsl: '1.0.3', namespace: test, name: flow, version: '\(version)' }\ndo: \(tasks)\n"
        }
        try folder.write(document("1.0.0", "[{ rest: { wait: P1D } }]"), to: "flow.yaml")
        _ = try json("start", "flow", "--site", folder.path)
        _ = try json("start", "flow", "--site", folder.path)
        try folder.write(
            document("2.0.0", "[{ rest: { wait: P1D } }, { tell: { set: { text: mới } } }]"), to: "flow-2.yaml")
        try folder.write(document("3.0.0", "[{ rest: { wait: P9D } }]"), to: "flow-3.yaml")
        let misfit = try json("migrate", folder.path, "flow", "--to", "3.0.0")
        #expect(misfit["instances"].asArray?.map { $0["fits"] } == [false, false])
        let trial = try json("migrate", folder.path, "flow", "--to", "2.0.0", "--instance", "2")
        #expect(trial["applied"] == false)
        #expect(trial["instances"].asArray?.map { $0["id"] } == [2])
        #expect(try json("show", "2", "--site", folder.path)["version"] == "1.0.0")
        #expect(
            try json("migrate", folder.path, "flow", "--to", "2.0.0", "--instance", "2", "--apply")["applied"] == true)
        #expect(try json("show", "1", "--site", folder.path)["version"] == "1.0.0")
        #expect(try json("show", "2", "--site", folder.path)["version"] == "2.0.0")
        #expect(try json("replay", "2", "--site", folder.path)["same"] == true)
        #expect(try DondocProcess.run(["audit", folder.path]).out.contains("migrate, version 2.0.0  flow/2  done"))
        let refused = try DondocProcess.run(["migrate", folder.path, "flow", "--to", "3.0.0", "--apply"])
        #expect(refused.code == 1)
        #expect(refused.error.contains("does not fit"), "\(refused.error)")
    }
}
