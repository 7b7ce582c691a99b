import Foundation
import Notation
import TestKit
import Testing

/// Functions of catalogs in a site: its own, and those that were on the web once.
@Suite struct `a site that calls functions of catalogs` {
    private func makeSite(calling call: String, use: String = "") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(SampleSite.site, to: "site.yaml")
        try folder.write(SampleSite.units, to: "units.csv")
        let head = "document: { dsl: '1.0.3', namespace: test, name: flow, version: '1.0.0' }\n"
        try folder.write(
            head + "\(use)do:\n  - ear: { listen: { to: { one: { with: { type: go } } } } }\n"
                + "  - say: { call: '\(call)', with: { name: Lan } }\n", to: "flow.yaml")
        return folder
    }

    private func dondoc(
        _ folder: TemporaryFolder, _ words: String...
    ) throws -> (code: Int32, json: JSON, error: String) {
        let result = try DondocProcess.run(words + ["--site", folder.path, "--format", "json"])
        return (result.code, (try? JSON(parsing: result.out)) ?? .null, result.error)
    }

    /// Returns when the daemon has taken it.
    private func drop(_ name: String, into folder: TemporaryFolder) throws {
        try folder.write("\(name)\n", to: "part/\(name)")
        let target = "\(folder.path)/inbox/bao-an-giang/\(name)"
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/inbox/bao-an-giang", withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: "\(folder.path)/part/\(name)", toPath: target)
        for _ in 1...600 where FileManager.default.fileExists(atPath: target) { usleep(50_000) }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    private func check(_ folder: TemporaryFolder) throws -> DondocProcess.Result {
        try DondocProcess.run(["check", folder.path])
    }

    @Test func `checks its own catalog with its workflows`() throws {
        let folder = try makeSite(calling: "greet@default")
        #expect(try check(folder).out.contains("flow.yaml:4:18: error: there is no function \"greet@default\""))
        try folder.write("set: { text: '${ .name }' }\n", to: "functions/greet/1.0.0/function.yaml")
        let sound = try check(folder)
        #expect(sound.code == 0, "\(sound.out)")
        try folder.write("call: notify\nwith: { to: recipients }\n", to: "functions/never-called/1.0.0/function.yaml")
        let result = try check(folder)
        #expect(result.code == 1)
        #expect(
            result.out.contains("\(folder.path)/functions/never-called/1.0.0/function.yaml:2:1: error:"),
            "\(result.out)")
        let alone = try DondocProcess.run(
            ["check", "function.yaml"], in: "\(folder.path)/functions/never-called/1.0.0")
        #expect(alone.out.contains("function.yaml:2:1: error:"), "\(alone.out)")
    }

    @Test func `an instance answers with the text that it began with, also when the file has changed`() throws {
        let folder = try makeSite(calling: "greet")
        try folder.write("set: { text: '${ \"Chào \" + .name }' }\n", to: "functions/greet/1.0.0/function.yaml")
        #expect(try dondoc(folder, "start", "flow").code == 0)
        try folder.write("set: { text: '${ \"Kính gửi \" + .name }' }\n", to: "functions/greet/1.1.0/function.yaml")
        try folder.write("set: {}\n", to: "functions/greet/1.0.0/function.yaml")
        #expect(try dondoc(folder, "start", "flow").code == 0)
        try FileManager.default.removeItem(atPath: "\(folder.path)/functions")
        #expect(try dondoc(folder, "cancel", "2").code == 0)
        for id in ["1", "2"] { #expect(try dondoc(folder, "replay", id).json["same"] == true) }
    }

    @Test func `what was fetched once needs no network any more`() throws {
        var server: WebServer? = try WebServer()
        let use = "use: { catalogs: { far: { endpoint: '\(server?.url("/documents/y") ?? "")' } } }\n"
        try server?.keep("set: { text: '${ .name }' }", at: "y/functions/greet/1.0.0/function.yaml")
        let folder = try makeSite(calling: "greet:1.0.0@far", use: use)
        #expect(try check(folder).code == 0)
        #expect(try !folder.files.contains { $0.hasPrefix("state/") }, "a check changes nothing")
        #expect(try dondoc(folder, "start", "flow").code == 0)
        server = nil
        #expect(try check(folder).code == 0)
        #expect(try dondoc(folder, "start", "flow").json["id"] == 2)
        #expect(try dondoc(folder, "replay", "1").json["same"] == true)
        let daemon = try DondocProcess(["run", folder.path])
        try drop("a.txt", into: folder)
        daemon.send(signal: SIGHUP)
        #expect(try dondoc(folder, "cancel", "1").code == 0)
        #expect(try dondoc(folder, "start", "flow").json["id"] == 3)
        try drop("b.txt", into: folder)
        daemon.send(signal: SIGTERM)
        let end = daemon.result()
        #expect(end.code == 0 && end.error.contains("reloaded") && !end.error.contains("error:"), "\(end.error)")
        try FileManager.default.removeItem(atPath: "\(folder.path)/state/functions")
        let gone = try check(folder)
        #expect(
            gone.out.contains("flow.yaml:5:18: error: \"greet:1.0.0@far\"") && gone.out.contains("cannot be fetched"))
        #expect(try dondoc(folder, "replay", "1").json["same"] == true, "what an instance keeps is not fetched again")
    }
}
