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

    /// Law of the house: what a preview prints is what the run does.
    @Test func `the preview's list of notices is the list of mails of the real run (L08)`() throws {
        let folder = try TemporaryFolder()
        let script = "\(Self.site)/demo.script"
        let preview = try DondocProcess.run(["preview", Self.site, "--submissions", script, "--format", "json"])
        #expect(preview.code == 0, "\(preview.error)")
        let run = try DondocProcess.run(["rehearse", Self.site, "--script", script, "--out", "\(folder.path)/run"])
        #expect(run.code == 0, "\(run.error)")
        let promised = try JSON(parsing: preview.out)["notices"].asArray ?? []
        let sent = try folder.files.filter { $0.hasPrefix("run/outbox/") }
        #expect(promised.count > 200)
        #expect(sent.count == promised.count)
        let days = Dictionary(grouping: promised) { String(($0["at"].asString ?? "").prefix(10)) }.mapValues(\.count)
        let mails = Dictionary(grouping: sent) { String($0.dropFirst("run/outbox/".count).prefix(10)) }.mapValues(
            \.count)
        #expect(days == mails)
        for notice in promised {
            let at = notice["at"].asString ?? ""
            let name =
                "run/outbox/\(at.prefix(10))/\(at.dropFirst(11).prefix(2))\(at.dropFirst(14).prefix(2))-\(notice["kind"].asString ?? "")"
            #expect(sent.contains { $0.hasPrefix(name) }, "\(name)")
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

    @Test func `the plan reaches eleven districts and no commune (D09)`() throws {
        let result = try DondocProcess.run(["preview", Self.site, "--format", "json"])
        let to = (try JSON(parsing: result.out)["notices"].asArray ?? []).filter { $0["kind"] == "distribution" }
            .compactMap { $0["unit"].asString }
        let units = try String(contentsOfFile: "\(Self.site)/units.csv", encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        func codes(_ level: String) -> Set<String> {
            Set(units.filter { $0.count > 3 && $0[3] == level && $0[0].allSatisfy(\.isNumber) }.map { String($0[0]) })
        }
        #expect(codes("district").count == 11)
        #expect(codes("commune").count == 156)
        #expect(Set(to).intersection(codes("district")).count == 11)
        #expect(Set(to).isDisjoint(with: codes("commune")))
    }

    @Test func `ten months times two obligors are asked for, two months are marked (D01)`() throws {
        let result = try DondocProcess.run(["preview", Self.site, "--format", "json"])
        let periods = try JSON(parsing: result.out)["periods"].asArray ?? []
        #expect(
            periods.filter { $0["state"] == "open" }.map { $0["units"].asArray?.count ?? 0 }
                == Array(repeating: 2, count: 10))
        #expect(
            periods.filter { $0["state"] == "waived" }.compactMap { $0["reason"].asString }
                == Array(repeating: "trước ngày ban hành", count: 2))
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
