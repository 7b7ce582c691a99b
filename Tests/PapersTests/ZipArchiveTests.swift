import Papers
import TestKit
import Testing

@Suite struct `an archive from outside` {
    private func code(_ bytes: [UInt8], _ limits: ZipLimits = ZipLimits()) -> String? {
        do throws(PaperError) {
            let archive = try ZipArchive(bytes, limits: limits)
            for name in archive.names { _ = try archive.bytes(of: name) }
            return nil
        } catch {
            #expect(!error.message.hasSuffix("."))
            return error.code
        }
    }

    @Test func `gives its parts back as they were`() throws {
        let long = String(repeating: "điển hình tiên tiến ", count: 1000)
        let archive = try ZipArchive(Archive.made([("word/a.xml", long), ("trống.txt", "")]))
        #expect(archive.names == ["word/a.xml", "trống.txt"])
        #expect(try archive.bytes(of: "word/a.xml") == Array(long.utf8))
        #expect(try archive.bytes(of: "trống.txt") == [])
        #expect(try archive.bytes(of: "word/b.xml") == nil)
    }

    @Test(arguments: ["../etc/passwd", "a/../../b", "/etc/passwd", "a\\b", "c:x"])
    func `is refused for a name that leads out of it`(name: String) {
        #expect(code(Archive.made([("ok.txt", "x"), (name, "x")])) == "hostile-name")
    }

    @Test func `is refused for a name that is not text`() {
        let archive = Archive.made([("abcd.xml", "x")])
        #expect(code(Archive.falsified(archive, Array("abcd".utf8), with: [97, 1, 98, 99])) == "hostile-name")
        #expect(code(Archive.falsified(archive, Array("abcd".utf8), with: [97, 0xFF, 98, 99])) == "hostile-name")
    }

    @Test func `is refused when it holds a name twice`() {
        let archive = Archive.made([("aaaa.xml", "1"), ("bbbb.xml", "2")])
        #expect(code(archive) == nil)
        let twice = Archive.falsified(archive, Array("bbbb.xml".utf8), with: Array("aaaa.xml".utf8))
        #expect(["duplicate-name", "damaged"].contains(code(twice)))
    }

    @Test func `is refused when it is locked, with a sentence that says how to mend it`() throws {
        let locked = Archive.made([("word/document.xml", "x")], password: "mật khẩu")
        #expect(code(locked) == "encrypted")
        let error = #expect(throws: PaperError.self) { try WordDocument(locked) }
        #expect(error?.sentence.contains("without a password") == true)
        #expect(code([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == "encrypted")
    }

    @Test func `is refused when it unpacks to far more than it weighs`() {
        let bomb = Archive.made([("a.xml", [UInt8](repeating: 0, count: 8 << 20))])
        #expect(bomb.count < 20_000)
        #expect(code(bomb) == "too-large")
    }

    @Test(arguments: ["entries", "entry", "total", "archive"])
    func `is held to each limit`(limit: String) {
        let archive = Archive.made([("a", "0123456789"), ("b", "0123456789"), ("c", "0123456789")])
        let path: WritableKeyPath<ZipLimits, Int> =
            switch limit {
            case "entries": \.entries
            case "entry": \.entry
            case "total": \.total
            default: \.archive
            }
        var limits = ZipLimits()
        limits[keyPath: path] = 2
        #expect(code(archive, limits) == "too-large")
        limits[keyPath: path] = 10_000
        #expect(code(archive, limits) == nil)
    }

    @Test func `is refused when a part lies about its size`() {
        let content = [UInt8](repeating: 65, count: 1000)
        let archive = Archive.made([("a", content)])
        let size: [UInt8] = [0xE8, 0x03, 0, 0]
        #expect(["damaged", "too-large"].contains(code(Archive.falsified(archive, size, with: [0xE9, 0x03, 0, 0]))))
        #expect(["damaged", "too-large"].contains(code(Archive.falsified(archive, size, with: [0xE7, 0x03, 0, 0]))))
    }

    @Test(arguments: [[], Array("xin chào".utf8), Array("PK\u{3}\u{4}".utf8)] as [[UInt8]])
    func `that is none is told so`(bytes: [UInt8]) {
        #expect(["not-a-zip", "damaged"].contains(code(bytes)))
    }

    @Test func `never crashes the reader when its bytes are changed or cut`() {
        let archive = Archive.made([("word/document.xml", "<a>nội dung</a>"), ("b.xml", "<b/>")])
        for place in archive.indices {
            var changed = archive
            changed[place] ^= 0x55
            _ = code(changed)
            _ = code(Array(archive[..<place]))
        }
    }
}
