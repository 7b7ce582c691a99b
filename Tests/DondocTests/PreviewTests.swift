import Foundation
import Notation
import Testing
import TestKit

@Suite struct `preview and reality` {
    private static let site = DondocProcess.root.appending(path: "workflows/an-giang-2021").path

    private static func notices(_ json: JSON) -> [String] {
        (json["notices"].asArray ?? []).map {
            "\($0["at"].text) \($0["kind"].text) \($0["to"].text) \($0["subject"].text)"
        }
    }

    @Test func `a preview changes nothing`() throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder)
        let before = try folder.files
        let result = try DondocProcess.run(["preview", folder.path, "--from", "2021-01-01", "--to", "2021-12-31"])
        #expect(result.code == 0)
        #expect(try folder.files == before)
    }

    @Test func `two previews are the same to the letter`() throws {
        let first = try DondocProcess.run(["preview", Self.site, "--format", "json"])
        let second = try DondocProcess.run(
            ["preview", Self.site, "--format", "json"], environment: ["TZ": "America/New_York"])
        #expect(first.out == second.out)
    }

    @Test func `the page and the mails are written`() throws {
        let folder = try TemporaryFolder()
        let result = try DondocProcess.run(["preview", Self.site, "--out", "\(folder.path)/out"])
        #expect(result.code == 0, "\(result.error)")
        let page = try folder.text(of: "out/index.html")
        #expect(page.contains("<!DOCTYPE html>"))
        #expect(!page.contains("http://") && !page.contains("<script"))
        #expect(try folder.files.count { $0.hasSuffix(".eml") } > 100)
    }
}
