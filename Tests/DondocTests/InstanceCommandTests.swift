import Notation
import TestKit
import Testing

@Suite struct `instances on the command line` {
    private func makeSite() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(SampleSite.site, to: "site.yaml")
        try folder.write(SampleSite.units, to: "units.csv")
        let head = "document: { dsl: '1.0.3', namespace: test, name: flow, version: '1.0.0' }\n"
        try folder.write(head + "do: [{ rest: { wait: P1D } }]\n", to: "flow.yaml")
        let broken = "document: { dsl: '1.0.3', namespace: test, name: faulty, version: '1.0.0' }\n"
        try folder.write(
            broken + "do: [{ fail: { raise: { error: { type: 'https://example.vn/x', status: 500 } } } }]\n",
            to: "faulty.yaml")
        return folder
    }

    private func dondoc(
        _ folder: TemporaryFolder, _ words: String...
    ) throws -> (code: Int32, json: JSON, error: String) {
        let result = try DondocProcess.run(words + ["--site", folder.path, "--format", "json"])
        return (result.code, (try? JSON(parsing: result.out)) ?? .null, result.error)
    }

    @Test func `start, list, show, suspend, resume, cancel and replay do what they say`() throws {
        let folder = try makeSite()
        #expect(try dondoc(folder, "start", "flow").json["id"] == 1)
        #expect(try dondoc(folder, "list").json[0]["phase"] == "waiting")
        #expect(try dondoc(folder, "suspend", "1").code == 0)
        #expect(try dondoc(folder, "show", "1").json["phase"] == "suspended")
        #expect(try dondoc(folder, "resume", "1").code == 0)
        #expect(try dondoc(folder, "list", "--phase", "waiting").json[0]["name"] == "flow")
        #expect(try dondoc(folder, "cancel", "1", "--reason", "thử").code == 0)
        #expect(try dondoc(folder, "show", "1").json["phase"] == "cancelled")
        #expect(try dondoc(folder, "replay", "1").json["same"] == true)
    }

    @Test func `retry runs a failed task again`() throws {
        let folder = try makeSite()
        _ = try dondoc(folder, "start", "faulty")
        #expect(try dondoc(folder, "show", "1").json["phase"] == "faulted")
        #expect(try dondoc(folder, "retry", "1").code == 0)
        #expect(try dondoc(folder, "show", "1").json["journal"].asArray?.count == 2)
    }

    @Test func `what does not exist is refused with a sentence and exit code 1`() throws {
        let folder = try makeSite()
        for words in [["start", "nobody"], ["cancel", "999"], ["retry", "999"], ["show", "999"]] {
            let result = try DondocProcess.run(words + ["--site", folder.path])
            #expect(result.code == 1, "\(words)")
            #expect(result.error.hasPrefix("dondoc: there is no"), "\(result.error)")
        }
        #expect(try DondocProcess.run(["list", "--phase", "foo", "--site", folder.path]).code == 2)
    }
}
