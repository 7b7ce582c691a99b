import CaseKit
import Foundation
import Notation
import Storage
import TestKit
import Testing

/// The daemon as a real process, and mails that somebody has saved into `inbox/mail/`.
@Suite(.serialized) struct `the daemon's letterbox` {
    /// A site without a plan: what comes is acknowledged on any day.
    private func site() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(SampleSite.site, to: "site.yaml")
        try folder.write(SampleSite.units, to: "units.csv")
        try folder.write(SampleSite.roles, to: "roles.csv")
        return folder
    }

    private func drop(_ mail: WrittenMail, as name: String, into folder: TemporaryFolder) throws {
        let part = folder.url.appending(path: "part-\(name)")
        try Data(mail.bytes).write(to: part)
        let box = folder.url.appending(path: "inbox/mail")
        try FileManager.default.createDirectory(at: box, withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: part, to: box.appending(path: name))
    }

    private func mail(_ number: Int, from address: String) -> WrittenMail {
        var mail = WrittenMail(from: address)
        mail.number = number
        mail.files = [("bai-\(number).txt", Array("bài số \(number)".utf8))]
        return mail
    }

    private func wait(for claim: () throws -> Bool) throws {
        for _ in 1...600 {
            if try claim() { return }
            usleep(50_000)
        }
        Issue.record("did not come true within 30 seconds")
    }

    private func receipts(_ folder: TemporaryFolder) throws -> [String] {
        try folder.files.filter { $0.hasPrefix("outbox/") && $0.hasSuffix(".eml") && $0.contains("-receipt-") }
    }

    @Test func `answers a mail within seconds, as an answer to it`() throws {
        let folder = try site()
        let daemon = try DondocProcess(["run", folder.path])
        try drop(mail(1, from: "bao@tinh.example.vn"), as: "thu.eml", into: folder)
        try wait { try !receipts(folder).isEmpty }
        try wait { try !folder.files.contains { $0.hasPrefix("inbox/mail/") } }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        let receipt = try #require(try receipts(folder).first)
        #expect(try folder.text(of: receipt).contains("In-Reply-To: <written-1@a.example.vn>"))
        #expect(try Mail.text(of: "\(folder.path)/\(receipt)").contains("bai-1.txt"))
    }

    @Test func `takes each mail once however often it is killed`() throws {
        let folder = try site()
        for number in 1...40 {
            let address = number % 2 == 0 ? "bao@tinh.example.vn" : "dai@tinh.example.vn"
            try drop(mail(number, from: address), as: "thu-\(number).eml", into: folder)
        }
        for pause in [UInt32(0), 30_000, 120_000] {
            let killed = try DondocProcess(["run", folder.path])
            try wait { FileManager.default.fileExists(atPath: "\(folder.path)/state/dondoc.db") }
            usleep(pause)
            killed.send(signal: SIGKILL)
            _ = killed.result()
        }
        let daemon = try DondocProcess(["run", folder.path])
        try wait { try receipts(folder).count >= 40 && !folder.files.contains { $0.hasPrefix("inbox/mail/") } }
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        #expect(try receipts(folder).count == 40)
        let store = try SQLiteStore(readOnly: "\(folder.path)/state/dondoc.db")
        #expect(try store.records(kind: "submission", parent: nil, openOnly: false).count == 40)
        #expect(try folder.files.filter { $0.hasPrefix("quarantine/") }.isEmpty)
    }
}
