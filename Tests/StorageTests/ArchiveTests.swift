import Almanac
import Foundation
import Notation
import Storage
import Testing

@Suite struct `the archive` {
    private let folder: ScratchFolder
    private let archive: Archive

    init() throws {
        folder = try ScratchFolder()
        archive = Archive(folder: folder.path + "/archive")
    }

    private let row = InstanceRow(
        id: 7, namespace: "an-giang", name: "articles", version: "1.0.0", definition: "h", phase: "completed",
        startedAt: .at(1), endedAt: .at(2), subject: "articles/2021-03", parent: 3, parentToken: 4, state: "{\"é\":1}",
        result: "\"a\\nb\"")
    private let mail = OutgoingRow(
        key: "digest/2021-03-24/a", kind: "notice", body: "{\"a\":\"đ\"}", state: .sent, queuedAt: .at(100), note: "ok")

    private func text() throws -> String {
        try String(contentsOfFile: folder.path + "/archive/1970-01.jsonl", encoding: .utf8)
    }

    @Test func `gives back what it was given, of every kind`() throws {
        let journal = [JournalRow(instance: 7, at: .at(1), stimulus: "[\"s\"]")]
        let event = CloudEvent(id: "1", source: "/a", type: "hello", data: ["x": "\n"])
        let record = RecordRow(kind: "digest", key: "k", parent: "p", isSettled: true, body: "{}")
        let rows: [ArchivedRow] = [
            .instance(row, journal: journal), .event(event, recordedAt: .at(9)), .outgoing(mail),
            .record(record, at: .at(8)),
        ]
        try archive.keep(rows)
        let lines = try text().split(separator: "\n")
        #expect(try lines.map { ArchivedRow(json: try JSON(parsing: String($0))) } == rows)
        let kept = try #require(try archive.instance(7))
        #expect(kept.row == row && kept.journal == journal)
        #expect(try archive.instance(1) == nil)
        #expect(try archive.outgoing(queuedIn: .at(99)..<Instant.at(101)) == [mail])
        #expect(try archive.outgoing(queuedIn: .at(101)..<Instant.at(102)).isEmpty)
    }

    @Test func `a line that a crash has doubled counts once`() throws {
        for _ in 1...2 { try archive.keep([.instance(row, journal: []), .outgoing(mail)]) }
        #expect(try archive.outgoing(queuedIn: .at(0)..<Instant.at(1000)) == [mail])
        #expect(try archive.instance(7)?.row == row)
    }

    @Test func `a line that a crash has torn counts as none and spoils no other`() throws {
        try archive.keep([.outgoing(mail)])
        let path = folder.path + "/archive/1970-01.jsonl"
        let torn = try Data(contentsOf: URL(filePath: path)).dropLast(20)
        try torn.write(to: URL(filePath: path))
        #expect(try archive.outgoing(queuedIn: .at(0)..<Instant.at(1000)).isEmpty)
        try archive.keep([.outgoing(mail), .instance(row, journal: [])])
        #expect(try archive.outgoing(queuedIn: .at(0)..<Instant.at(1000)) == [mail])
        #expect(try archive.instance(7)?.row == row)
    }

    @Test func `each month has a file, named for when it ended`() throws {
        var later = row
        later.id = 8
        later.endedAt = Instant(rfc3339: "2021-03-31T23:59:59Z")
        try archive.keep([.instance(row, journal: []), .instance(later, journal: []), .outgoing(mail)])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/archive").sorted()
        #expect(names == ["1970-01.jsonl", "2021-03.jsonl"])
        #expect(try archive.instance(8)?.row == later)
    }

    @Test func `an archive that nothing was put into has nothing`() throws {
        #expect(try archive.instance(7) == nil)
        #expect(try archive.outgoing(queuedIn: .at(0)..<Instant.at(1000)).isEmpty)
    }
}
