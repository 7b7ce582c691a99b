import Notation
import Almanac
import Foundation
import Synchronization
import TestKit
import Testing

@testable import Storage

@Suite struct `a backup` {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var destination: String { folder.path + "/backups" }

    /// A site's state, and a backup of it.
    private func made(
        files: [String: String] = ["key": "k", "files/a": "bài", "archive/2021-03.jsonl": "{}\n"]
    ) throws
        -> String
    {
        let state = folder.path + "/state"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        try SQLiteStore(path: "\(state)/dondoc.db").turn { () }
        let backup = try UnfinishedBackup(of: "mau", in: destination)
        let facts = try backup.copy(store: "\(state)/dondoc.db", as: "state/dondoc.db")
        for (name, text) in files {
            let file = URL(filePath: "\(state)/\(name)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            try backup.copy(file.path, as: "state/\(name)")
        }
        return try backup.finish(manifest(facts), in: .vietnam)
    }

    private func manifest(_ facts: StoreFacts) -> BackupManifest {
        BackupManifest(
            program: "dondoc 0.1.0", site: "mau", madeAt: Instant(rfc3339: "2021-03-24T07:00:00+07:00")!, kind: .sqlite,
            store: facts, stateFolder: "state", inbox: "inbox")
    }

    private func bring(_ backup: String) throws -> String {
        let target = folder.path + "/target-\(UUID().uuidString)"
        try Backup(backup).bring("state", into: target, mode: { _ in 0o640 }, folders: 0o750)
        return target
    }

    @Test func `gives back what was put into it, under the site's name and the instant`() throws {
        let names = ["key": "k", "files/hai\ndòng \\ một": "bài", "files/trống": ""]
        let backup = try made(files: names)
        #expect(backup == "\(destination)/mau-20210324-070000")
        #expect(try FileManager.default.contentsOfDirectory(atPath: destination) == ["mau-20210324-070000"])
        let target = try bring(backup)
        for (name, text) in names {
            #expect(try String(contentsOfFile: "\(target)/\(name)", encoding: .utf8) == text)
        }
        let dates = try ["\(folder.path)/state/key", "\(target)/key"].map {
            try FileManager.default.attributesOfItem(atPath: $0)[.modificationDate] as? Date
        }
        #expect(dates[0] == dates[1], "a site may count from when a file was written")
        #expect(try SQLiteStore(path: "\(target)/dondoc.db").faults() == [])
        #expect(try made() == "\(destination)/mau-20210324-070000-2", "the first one is not written over")
        let sums = try DondocProcess.run(program: "sha256sum", ["-c", "--strict", "SHA256SUMS"], in: backup)
        #expect(sums.code == 0, "\(sums.out)\(sums.error)")
    }

    @Test func `is for its owner's eyes only`() throws {
        let backup = try made()
        let paths = try FileManager.default.subpathsOfDirectory(atPath: backup)
        #expect(paths.count >= 8)
        for path in paths + [""] {
            let facts = try FileManager.default.attributesOfItem(atPath: "\(backup)/\(path)")
            let mode = (facts[.posixPermissions] as? NSNumber)?.intValue
            #expect(mode == (facts[.type] as? FileAttributeType == .typeDirectory ? 0o700 : 0o600), "\(path)")
        }
    }

    @Test(arguments: ["SHA256SUMS", "manifest.json", "state/dondoc.db", "state/key", "state/archive/2021-03.jsonl"])
    func `with one flipped byte is refused with the file's name`(file: String) throws {
        let backup = try made()
        let url = URL(filePath: "\(backup)/\(file)")
        var bytes = try Data(contentsOf: url)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: url)
        #expect {
            _ = try bring(backup)
        } throws: { error in
            guard case .damaged(let sentence)? = error as? BackupFault else { return false }
            // A sum that was changed is told of the file that it was the sum of.
            return sentence.contains(file == "SHA256SUMS" ? backup : "\(backup)/\(file)")
        }
    }

    @Test func `that lacks a file is refused with its name`() throws {
        let backup = try made()
        try FileManager.default.removeItem(atPath: "\(backup)/state/key")
        #expect { _ = try bring(backup) } throws: { "\($0)".contains("\(backup)/state/key is missing") }
    }

    private static let sum = String(repeating: "a", count: 64)

    @Test(arguments: [
        "\(sum)  ../passwd", "\(sum)  /etc/passwd", "\(sum)  state/../../x", "\(sum)  a//b", "\(sum)  ./a", "\(sum)  ",
        "\(sum) a", "\(sum.dropLast())  a", "\(sum.uppercased())  a", "\\\(sum)  a\\x", "\(sum)  a\n\(sum)  a",
        "\(sum)  a\u{0}b", "xyz",
    ])
    func `whose list names what is not below it, or is none, is refused with the line`(list: String) throws {
        #expect {
            _ = try BackupList(parsing: list, of: "B/SHA256SUMS")
        } throws: { "\($0)".hasPrefix("B/SHA256SUMS:") }
    }

    @Test func `of a newer store or a newer layout is refused with one sentence`() throws {
        let newer = StoreFacts(schema: 99, turns: 0, firstAudit: "", lastAudit: "")
        let backup = try UnfinishedBackup(of: "mau", in: destination).finish(manifest(newer), in: .vietnam)
        #expect { _ = try Backup(backup) } throws: {
            "\($0)".contains("newer dondoc: its schema is version 99, this program knows up to \(Migrations.newest)")
        }
        #expect { _ = try BackupManifest(json: ["format": 2, "program": "dondoc 9"], of: "m") } throws: {
            "\($0)" == "the backup was made by a newer dondoc (dondoc 9); restore it with that one"
        }
        #expect { _ = try Backup(folder.path) } throws: { "\($0)".contains("is no backup: it has no file SHA256SUMS") }
    }

    @Test func `that is given up leaves nothing, and what a crash left is removed by the next`() throws {
        do {
            let backup = try UnfinishedBackup(of: "mau", in: destination)
            try Data("x".utf8).write(to: URL(filePath: try backup.place(of: "state/x")))
            #expect { _ = try UnfinishedBackup(of: "mau", in: destination) } throws: {
                "\($0)" == "another backup is being made in \(destination)"
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: destination) == [])
        let left = "\(destination)/.unfinished-mau/state/files"
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(filePath: "\(left)/x"))
        let backup = try made()
        #expect(try FileManager.default.contentsOfDirectory(atPath: destination).count == 1)
        #expect(!FileManager.default.fileExists(atPath: "\(backup)/state/files/x"))
    }

    @Test func `of a damaged store is not made`() throws {
        try SQLiteStore(path: folder.store).turn { () }
        let file = try FileHandle(forUpdating: URL(filePath: folder.store))
        // The root page of a table, in the middle of the file.
        try file.seek(toOffset: 4096 * 4)
        try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
        try file.close()
        let backup = try UnfinishedBackup(of: "mau", in: destination)
        #expect(throws: BackupFault.self) { _ = try backup.copy(store: folder.store, as: "state/dondoc.db") }
    }

    @Test func `made while a writer is at work is one moment's state`() throws {
        let path = folder.store
        _ = try SQLiteStore(path: path)
        let isDone = Mutex(false)
        let ended = DispatchSemaphore(value: 0)
        Thread {
            defer { ended.signal() }
            guard let store = try? SQLiteStore(path: path) else { return }
            var number = 0
            while !isDone.withLock({ $0 }) {
                number += 1
                try? store.turn {
                    try store.set(fact: "a", to: String(number))
                    try store.put(RecordRow(kind: "k", key: "\(number)", body: String(repeating: "x", count: 2000)))
                    try store.set(fact: "b", to: String(number))
                }
            }
        }.start()
        defer {
            isDone.withLock { $0 = true }
            ended.wait()
        }
        var seen: Set<String> = []
        for round in 1...2000 where seen.count < 8 {
            let copy = folder.path + "/copy-\(round).db"
            _ = try SQLiteStore.copy(path, to: copy)
            let store = try SQLiteStore(path: copy)
            let number = try store.fact("a") ?? "0"
            #expect(try store.fact("b") ?? "0" == number)
            #expect(try store.count(of: "k") == Int(number))
            seen.insert(number)
            try FileManager.default.removeItem(atPath: copy)
        }
        #expect(seen.count == 8, "the writer wrote meanwhile")
    }
}
