import Foundation
import Notation
import Papers
import TestKit
import Transport
import Testing

@Suite struct `letters and calendars on the command line` {
    /// A small site, played until the first letter has been drafted.
    private func played() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let site = try TemporaryFolder()
        try SampleSite.write(into: site)
        let result = try DondocProcess.run([
            "rehearse", site.path, "--to", "2021-04-02", "--out", "\(folder.path)/run",
        ])
        #expect(result.code == 0, "\(result.error)")
        return folder
    }

    @Test func `a letter is found, waits, is issued under its number, and lies beside its mail`() throws {
        let folder = try played()
        let run = "\(folder.path)/run"
        let list = try JSON(parsing: try DondocProcess.run(["letters", run, "--format", "json"]).out)
        let march = try #require(list["letters"].asArray?.first { $0["collection"] == "articles/2021-03" })
        #expect(march["state"] == "awaiting-signature" && march["units"] == ["bao-an-giang", "dai-pt-th"])
        let name = try #require(march["letter"].asString)
        let file = try #require(
            try folder.files.first { $0.hasPrefix("run/outbox/2021-03-31/") && $0.hasSuffix("\(name).docx") })
        let lines = try WordDocument(Array(Data(contentsOf: URL(filePath: "\(folder.path)/\(file)")))).lines
        #expect(lines.contains("- Báo An Giang;") && lines.contains("- Đài Phát thanh - Truyền hình An Giang."))
        let issued = try DondocProcess.run([
            "issue", run, "\(name).docx", "--symbol", "123/SNV-TĐKT", "--date", "2021-04-01", "--by", "Văn thư",
        ])
        #expect(issued.code == 0 && issued.out.contains("state: issued"), "\(issued.error)")
        let table = try DondocProcess.run(["letters", run]).out
        #expect(table.contains("số 123/SNV-TĐKT ngày 01/4/2021") && table.contains("chờ ký"), "\(table)")
        #expect(try !DondocProcess.run(["letters", run, "--waiting"]).out.contains("\(name) "))
        let trail = try DondocProcess.run(["audit", run]).out
        #expect(trail.contains("issue") && trail.contains(name) && trail.contains("Văn thư"), "\(trail)")
        let wrong = try DondocProcess.run(["issue", run, "cong-van-x", "--symbol", "1", "--date", "2021-04-01"])
        #expect(wrong.code == 1 && wrong.error.contains("dondoc letters lists them"))
        #expect(try DondocProcess.run(["issue", run, name]).code == 2)
    }

    @Test func `a built-in letter is copied to be changed, and what is wrong in it is told by its paragraph`() throws {
        let site = try TemporaryFolder()
        try SampleSite.write(into: site)
        let copied = try DondocProcess.run(["templates", site.path, "--copy", "cong-van-don-doc", "--copy", "digest"])
        #expect(copied.code == 0, "\(copied.error)")
        #expect(
            try site.files.filter { $0.hasPrefix("templates/") } == [
                "templates/cong-van-don-doc.docx", "templates/digest.md",
            ])
        #expect(try DondocProcess.run(["templates", site.path, "--copy", "digest"]).code == 2)
        #expect(
            try DondocProcess.run(["templates", site.path, "--copy", "digst"]).error.contains(
                "did you mean \"digest\"?"))
        #expect(try DondocProcess.run(["check", site.path]).code == 0)
        let table = try DondocProcess.run(["templates", site.path]).out
        #expect(table.contains("templates/") && table.contains("giay-moi"))
        // The office writes a field that no such letter has.
        let place = URL(filePath: "\(site.path)/templates/cong-van-don-doc.docx")
        let archive = try ZipArchive(Array(Data(contentsOf: place)))
        let parts = try archive.names.map { name in
            let text = String(decoding: try archive.bytes(of: name) ?? [], as: UTF8.self)
            return (name: name, text: text.replacing("{{letter.day}}", with: "{{rollup.total}}"))
        }
        try Data(Archive.made(parts)).write(to: place)
        let checked = try DondocProcess.run(["check", site.path])
        #expect(checked.code == 1)
        #expect(
            checked.out.contains(
                /cong-van-don-doc\.docx:\d+:\d+: error: in paragraph \d+, “Qua theo dõi, .*no letter of this kind has a field "rollup.total"/
            ),
            "\(checked.out)")
    }

    @Test func `a calendar is printed or written, and a rehearsal leaves one for each unit`() throws {
        let folder = try played()
        let run = "\(folder.path)/run"
        let printed = try DondocProcess.run(["calendar", run, "--unit", "bao-an-giang"]).out
        #expect(printed.hasPrefix("BEGIN:VCALENDAR\r\n") && printed.hasSuffix("END:VCALENDAR\r\n"))
        #expect(printed.contains("DTSTART;VALUE=DATE:20210324"))
        #expect(try folder.files.contains("run/outbox/calendars/units/bao-an-giang.ics"))
        #expect(try folder.files.contains("run/outbox/calendars/office.ics"))
        let written = try DondocProcess.run(["calendar", run, "--out", "\(folder.path)/all.ics"])
        #expect(written.code == 0)
        #expect(try folder.text(of: "all.ics").replacing("\r\n ", with: "").contains("02 đơn vị"))
        let wrong = try DondocProcess.run(["calendar", run, "--unit", "bao-an-gian"])
        #expect(wrong.code == 2 && wrong.error.contains("did you mean \"bao-an-giang\"?"))
    }
}

@Suite struct `a daemon that is watched` {
    @Test func `leaves a heartbeat and its calendars, and calls the address that the site names`() throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder, plan: SampleSite.plan().replacing("to: 2021-12-31", with: "to: 2099-12-31"))
        let server = try WebServer.shared.get()
        let name = "beat\(ProcessInfo.processInfo.processIdentifier)"
        let page = server.url("/counted/\(name)")
        try folder.write("\(SampleSite.site)heartbeat: { url: \"\(page)\", every: 1h }\n", to: "site.yaml")
        func calls() throws -> String {
            String(
                decoding: try HTTPExchange().send(HTTPRequest(method: "GET", url: server.url("/count/\(name)"))).body,
                as: UTF8.self)
        }
        let daemon = try DondocProcess(["run", folder.path])
        for _ in 1...600 {
            let files = try folder.files
            let isThere = files.contains("state/heartbeat") && files.contains("outbox/calendars/units/dai-pt-th.ics")
            if isThere, try calls() == "1" { break }
            usleep(50_000)
        }
        #expect(try calls() == "1", "once an hour, however many turns there are")
        let beat = try JSON(parsing: try folder.text(of: "state/heartbeat"))
        #expect(beat["at"].asString?.hasSuffix("+07:00") == true && (beat["turns"].asInteger ?? 0) > 0)
        #expect(try folder.files.contains("outbox/calendars/units/bao-an-giang.ics"))
        daemon.send(signal: SIGTERM)
        let result = daemon.result()
        #expect(result.code == 0 && !result.error.contains("heartbeat"), "\(result.error)")
    }
}
