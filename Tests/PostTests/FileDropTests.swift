import Almanac
import Definition
import Foundation
import Notation
import Storage
import Testing

@testable import Post

/// A site with an inbox that is looked at twice, as the daemon does.
final class Inbox {
    let scratch: Scratch
    let shelf: FileShelf
    var drop: FileDrop
    static let docx = Array("PK\u{3}\u{4}".utf8) + [20, 0, 0, 0] + Array("bài viết".utf8)

    init(largest: Int = 1 << 20) throws {
        scratch = try Scratch()
        shelf = try FileShelf(folder: "\(scratch.path)/state/files")
        var settings = settings
        settings.largestFile = largest
        drop = FileDrop(site: scratch.path, settings: settings, shelf: shelf)
    }

    func look(owes: (String) -> Bool = { !$0.contains("/") }) throws -> [Drop] {
        try drop.look(at: morning, knows: { ["bao-an-giang", "dai-pt-th"].contains($0.text) }, owes: owes)
    }

    func lookTwice() throws -> [Drop] {
        _ = try look()
        return try look()
    }

    func put(_ name: String, _ bytes: [UInt8] = Inbox.docx) throws { try scratch.write(bytes, to: "inbox/\(name)") }

    var inbox: [String] { get throws { try scratch.files.filter { $0.hasPrefix("inbox/") } } }
    var quarantine: [String] { get throws { try scratch.files.filter { $0.hasPrefix("quarantine/") } } }
}

struct FileDropTests {
    @Test func `a file is taken when two looks saw it the same`() throws {
        let inbox = try Inbox()
        try inbox.put("bao-an-giang/bai-1.docx")
        #expect(try inbox.look() == [])
        let drop = try #require(try inbox.look().first)
        #expect(drop.event.type == "dondoc.submission.received.v1")
        #expect(drop.event.source == "/inbox/bao-an-giang")
        #expect(drop.event.subject == "bao-an-giang")
        #expect(drop.event.time == morning)
        let sha256 = Digest.sha256(bytes: Inbox.docx)
        let identity = drop.event.data?["files"][0]["identity"] ?? .null
        #expect(identity.asString?.utf8.count == 64)
        #expect(
            drop.event.data == [
                "unit": "bao-an-giang", "channel": "folder",
                "files": [
                    [
                        "name": "bai-1.docx", "original": "bai-1.docx", "sha256": .string(sha256),
                        "size": .integer(Inbox.docx.count),
                        "kind": "document", "identity": identity,
                    ]
                ],
            ])
        #expect(try Data(contentsOf: URL(fileURLWithPath: inbox.shelf.path(of: sha256))) == Data(Inbox.docx))
        #expect(try inbox.inbox == ["inbox/bao-an-giang/bai-1.docx"])
        try inbox.drop.clear(drop)
        #expect(try inbox.inbox == [])
        #expect(try inbox.lookTwice() == [])
    }

    @Test func `a file that grows between looks waits`() throws {
        let inbox = try Inbox()
        try inbox.put("bao-an-giang/phim.mp4", [1])
        _ = try inbox.look()
        try inbox.put("bao-an-giang/phim.mp4", [1, 2])
        #expect(try inbox.look() == [])
        #expect(try inbox.look().count == 1)
    }

    @Test(arguments: [
        ".bai.docx", "~$bai.docx", "bai.docx.part", "bai.tmp", "bai.mp4.crdownload", "bai.docx.FILEPART", "bai.docx~",
        ".DS_Store",
    ])
    func `a temporary name is left alone`(name: String) throws {
        let inbox = try Inbox()
        try inbox.put("bao-an-giang/\(name)")
        #expect(try inbox.lookTwice() == [])
        #expect(try inbox.inbox == ["inbox/bao-an-giang/\(name)"])
    }

    @Test(arguments: [
        ("unit-plans/issuePlans/bai.docx", "unit-plans/issuePlans"), ("articles/bai.docx", "articles"),
        ("articles/issuePlans/bai.docx", nil), ("unit-plans/issuePlans/thang-3/bai.docx", nil),
    ])
    func `a duty that is written in a workflow has two folders`(name: String, duty: String?) throws {
        let inbox = try Inbox()
        try inbox.put("bao-an-giang/\(name)")
        let duties: Set = ["articles", "unit-plans/issuePlans"]
        _ = try inbox.look(owes: duties.contains)
        let drop = try #require(try inbox.look(owes: duties.contains).first)
        #expect(drop.event.data?["obligation"] == JSON(duty))
        #expect((drop.event.type == "dondoc.file.quarantined.v1") == (duty == nil))
    }

    @Test func `one submission for each unit and obligation`() throws {
        let inbox = try Inbox()
        for name in ["bao-an-giang/2.docx", "bao-an-giang/1.docx", "bao-an-giang/articles/3.docx", "dai-pt-th/4.mp4"] {
            try inbox.put(name)
        }
        let told = try inbox.lookTwice().map { drop in
            "\(drop.event.data?["unit"].asString ?? "") \(drop.event.data?["obligation"].asString ?? "-") \(drop.clears.count)"
        }
        #expect(told == ["bao-an-giang - 2", "bao-an-giang articles 1", "dai-pt-th - 1"])
    }

    @Test func `what was not cleared is the same event again, what is sent again is another`() throws {
        let inbox = try Inbox()
        try inbox.put("bao-an-giang/bai.docx")
        let first = try #require(try inbox.lookTwice().first)
        inbox.drop = FileDrop(site: inbox.scratch.path, settings: settings, shelf: inbox.shelf)
        let afterCrash = try #require(try inbox.lookTwice().first)
        #expect(afterCrash.event.id == first.event.id)
        try inbox.drop.clear(afterCrash)
        try inbox.put("bao-an-giang/bai.docx")
        let again = try #require(try inbox.lookTwice().first)
        #expect(again.event.id != first.event.id)
        #expect(again.event.data?["files"][0]["sha256"] == first.event.data?["files"][0]["sha256"])
        #expect(afterCrash.event.data == first.event.data, "after a crash each file is known again")
        #expect(again.event.data?["files"][0]["identity"] != first.event.data?["files"][0]["identity"])
    }

    @Test func `a file that was replaced after the look is not removed`() throws {
        let inbox = try Inbox()
        try inbox.put("bao-an-giang/bai.docx")
        let drop = try #require(try inbox.lookTwice().first)
        try inbox.put("bao-an-giang/bai.docx", Inbox.docx + [1])
        try inbox.drop.clear(drop)
        #expect(try inbox.inbox == ["inbox/bao-an-giang/bai.docx"])
    }

    private static let endOfEncryptedZip: [UInt8] = {
        let local = Array("PK\u{3}\u{4}".utf8) + [20, 0, 0, 0] + [UInt8](repeating: 0, count: 22)
        let entry = Array("PK\u{1}\u{2}".utf8) + [20, 0, 20, 0, 1, 0] + [UInt8](repeating: 0, count: 36)
        let end = Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0, 1, 0, 1, 0, 46, 0, 0, 0, UInt8(local.count), 0, 0, 0, 0, 0]
        return local + entry + end
    }()

    static let bad: [(name: String, bytes: [UInt8], code: String)] = [
        ("bao-an-giang/rong.docx", [], "empty"), ("bao-an-giang/bai.docx.exe", [1], "executable"),
        ("bao-an-giang/bai.JS", [1], "executable"),
        ("bao-an-giang/bai.bat. ", [1], "executable"), ("bao-an-giang/bai.docx", Array("MZ\u{1}".utf8), "executable"),
        ("bao-an-giang/bai", [0x7F] + Array("ELF".utf8), "executable"),
        ("bao-an-giang/bai.txt", Array("#!/bin/sh\n".utf8), "executable"),
        ("bao-an-giang/kin.zip", Array("PK\u{3}\u{4}".utf8) + [20, 0, 1, 0], "encrypted"),
        ("bao-an-giang/kin-2.zip", endOfEncryptedZip, "encrypted"),
        ("bao-an-giang/kin.docx", [0xD0, 0xCF, 0x11, 0xE0], "encrypted"),
        ("bao-an-giang/lon.mp4", [UInt8](repeating: 1, count: 101), "too-large"),
        ("bao-an-giang/MẬT bao cao.docx", [1], "secret"), ("bao-an-giang/ke-hoach_tối mật.docx", [1], "secret"),
        ("bao-an-giang/Tuyệt Mật.pdf", [1], "secret"), ("bao-an-giang/Ma\u{323}\u{302}t.pdf", [1], "secret"),
        ("la/bai.docx", [1], "unknown-unit"),
        ("bai.docx", [1], "no-unit"), ("bao-an-giang/articles/thang-3/bai.docx", [1], "too-deep"),
    ]

    @Test(arguments: bad)
    func `a bad file goes to quarantine with its reason`(name: String, bytes: [UInt8], code: String) throws {
        let inbox = try Inbox(largest: 100)
        try inbox.put(name, bytes)
        try inbox.put("dai-pt-th/tot.docx", [1])
        let drops = try inbox.lookTwice()
        #expect(drops.map(\.event.type) == ["dondoc.submission.received.v1", "dondoc.file.quarantined.v1"])
        let drop = try #require(drops.last)
        #expect(drop.event.data?["code"].asString == code)
        #expect(try inbox.inbox.count == 2)
        try inbox.drop.clear(drop)
        #expect(try inbox.inbox == ["inbox/dai-pt-th/tot.docx"])
        let kept = try inbox.quarantine
        #expect(kept.count == 2)
        let file = try #require(kept.first { !$0.hasSuffix(".reason.txt") })
        #expect(file.hasPrefix("quarantine/2021-03-17/"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(inbox.scratch.path)/\(file)")) == Data(bytes))
        let reason = try inbox.scratch.text("\(file).reason.txt")
        #expect(reason.hasPrefix(drop.event.data?["reason"].asString ?? "?"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: inbox.shelf.folder).count == 1)
    }

    @Test(arguments: [
        "mật khẩu wifi.docx", "Mật khẩu.docx", "mật-khẩu.docx", "mật độ dân số.xlsx", "nuôi ong lấy mật_ong.docx",
        "công tác bảo mật.docx", "bảo vệ bí mật nhà nước.docx", "mat.docx", "MAT.docx", "cần mẫn.docx", "Mặt trận.docx",
        "mậtkhẩu.docx",
    ])
    func `a name without the mark is let in`(name: String) {
        #expect(!FileScrutiny.isMarkedSecret("bao-an-giang/\(name)"))
    }

    @Test(arguments: [
        "MẬT danh sách.docx", "(MẬT) khẩu hiệu.docx", "bí mật - mật.docx", "mật khẩu, TỐI MẬT.docx", "TUYỆT_MẬT.docx",
        "12-MẬT.pdf", "mật.docx",
    ])
    func `a mark among other words is seen`(name: String) {
        #expect(FileScrutiny.isMarkedSecret("bao-an-giang/\(name)"))
    }

    @Test func `links, pipes and linked folders are never followed`() throws {
        let inbox = try Inbox()
        try inbox.scratch.write("bí quyết", to: "outside/secret.txt")
        try inbox.put("bao-an-giang/tot.docx")
        let folder = "\(inbox.scratch.path)/inbox/bao-an-giang"
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/a.txt", withDestinationPath: "\(inbox.scratch.path)/outside/secret.txt")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/b", withDestinationPath: "\(inbox.scratch.path)/outside")
        #expect(mkfifo("\(folder)/c", 0o600) == 0)
        let drops = try inbox.lookTwice()
        #expect(drops.compactMap { $0.event.data?["code"].asString } == ["not-a-file", "not-a-file", "not-a-file"])
        for drop in drops { try inbox.drop.clear(drop) }
        #expect(try inbox.scratch.text("outside/secret.txt") == "bí quyết")
        #expect(try inbox.inbox == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: inbox.shelf.folder).count == 1)
    }

    @Test func `nothing in quarantine is overwritten`() throws {
        let inbox = try Inbox()
        for byte in [UInt8(1), 2, 3] {
            try inbox.put("bao-an-giang/x.exe", [byte])
            for drop in try inbox.lookTwice() { try inbox.drop.clear(drop) }
        }
        let kept = try inbox.quarantine.filter { $0.hasSuffix(".exe") }.map {
            try Data(contentsOf: URL(fileURLWithPath: "\(inbox.scratch.path)/\($0)"))
        }
        #expect(Set(kept) == [Data([1]), Data([2]), Data([3])])
    }

    @Test func `a name is made safe and kept as it was`() throws {
        let inbox = try Inbox()
        let name = "ba\u{300}i\u{202E}\u{7} viê\u{301}t\\..\\x " + String(repeating: "dài", count: 50) + ".docx"
        try inbox.put("bao-an-giang/\(name)")
        let file = try #require(try inbox.lookTwice().first?.event.data?["files"][0])
        let safe = try #require(file["name"].asString)
        #expect(safe.utf8.count <= 200 && safe.hasPrefix("x dàidài") && safe.hasSuffix(".docx"))
        #expect(file["original"].asString == name)
    }

    @Test(arguments: [
        ("../../x", "x"), ("..", "khong-ten"), ("", "khong-ten"), (".ssh", "ssh"), ("a\u{0}b\nc.docx", "ab c.docx"),
        ("ba\u{300}i.docx", "bài.docx"), ("a/b\\c.txt", "c.txt"), ("a/\u{301}b.txt", "b.txt"),
        ("\\\u{301}", "khong-ten"),
        (".\u{301}.\u{301}/x", "x"), ("CON", "_CON"), ("nul.docx", "_nul.docx"), ("const.docx", "const.docx"),
    ])
    func `a safe name has no path in it`(name: String, expected: String) { #expect(FileName.safe(name) == expected) }

    @Test func `a name that is not UTF-8 is mended and taken`() throws {
        let inbox = try Inbox()
        try inbox.put("bao-an-giang/tot.docx")
        let old = (Array("\(inbox.scratch.path)/inbox/bao-an-giang/b".utf8) + [0xE0, 0x69] + Array(".docx".utf8) + [0])
            .map { CChar(bitPattern: $0) }
        #expect(rename("\(inbox.scratch.path)/inbox/bao-an-giang/tot.docx", old) == 0)
        let drops = try inbox.lookTwice()
        #expect(drops.first?.event.data?["files"][0]["name"] == "b\u{FFFD}i.docx")
        for drop in drops { try inbox.drop.clear(drop) }
        #expect(try inbox.inbox == [])
    }

    @Test(arguments: [
        ("a.docx", "PK\u{3}\u{4}", FileKind.document), ("a.xlsx", "PK\u{3}\u{4}", .sheet),
        ("a.zip", "PK\u{3}\u{4}", .archive), ("a.mp4", "PK\u{3}\u{4}", .archive),
        ("a.mp4", "\0\0\0\u{18}ftypmp42", .video), ("a.m4a", "\0\0\0\u{18}ftypM4A ", .audio),
        ("a", "%PDF-1.4", .document), ("a.pdf", "hello", .document),
        ("a.mp3", "ID3", .audio), ("a.JPG", "", .image), ("a.xyz", "?", .other), ("a", "", .other),
        ("a.csv", "a,b", .sheet),
    ])
    func `a file is known by its ending and its beginning`(name: String, beginning: String, expected: FileKind) {
        #expect(FileKind(name: name, beginning: Array(beginning.utf8)) == expected)
    }

    @Test func `a site without an inbox has nothing to take`() throws { #expect(try Inbox().lookTwice() == []) }
}
