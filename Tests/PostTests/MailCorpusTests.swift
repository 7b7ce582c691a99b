import Directory
import Almanac
import CaseKit
import Casework
import Definition
import Engine
import Foundation
import Notation
import Storage
import TestKit
import Testing

@testable import Post

/// Every mail of `Mails/`, through the folder, the desk and the store, and how it ends: `Mails/make.py` tells what each
/// of them is.
@Suite struct `a mail that comes in` {
    @Test(arguments: try MailCase.all)
    func `ends where a person would put it`(mail: MailCase) throws {
        let site = try MailedSite()
        let end = try site.take(mail.bytes)
        #expect(end.words == mail.end, "\(mail.name)")
        #expect(end.told == mail.told, "\(mail.name)")
        #expect(try site.files.filter { $0.hasPrefix("inbox/") }.isEmpty, "\(mail.name)")
        // The same once more, as after a crash: it counts once, and nobody is told again.
        let again = try site.take(mail.bytes)
        #expect(again.told.isEmpty, "\(mail.name) again: \(again)")
    }

    @Test func `there are at least eighty of them, and each has its line`() throws {
        let folder = try #require(Bundle.module.url(forResource: "Mails", withExtension: nil))
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".eml") }
        #expect(files.count >= 80)
        #expect(Set(files) == Set(try MailCase.all.map { "\($0.name).eml" }))
    }
}

/// One line of `expected.tsv`, with the mail that it tells of.
struct MailCase: Sendable, CustomTestStringConvertible {
    let name: String
    let end: String
    /// To whom mails leave because of it.
    let told: [String]
    let bytes: [UInt8]

    var testDescription: String { name }

    static var all: [MailCase] {
        get throws {
            guard let folder = Bundle.module.url(forResource: "Mails", withExtension: nil) else { return [] }
            let table = try String(contentsOf: folder.appending(path: "expected.tsv"), encoding: .utf8)
            return try table.split(separator: "\n").map { line in
                let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                let told = columns[2].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                return MailCase(
                    name: columns[0], end: columns[1], told: told.sorted(),
                    bytes: Array(try Data(contentsOf: folder.appending(path: "\(columns[0]).eml"))))
            }
        }
    }
}
