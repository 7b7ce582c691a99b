import Foundation
import Testing

@testable import Storage

@Suite struct `A digest` {
    /// FIPS 180-2, appendix B, and the empty text.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `is SHA-256 in lower-case digits`(text: String, digest: String) {
        #expect(Digest.sha256(text) == digest)
        #expect(Digest.sha256(bytes: Array(text.utf8)) == digest)
    }
}

@Suite struct `A file shelf` {
    private let folder: ScratchFolder
    private let shelf: FileShelf

    init() throws {
        folder = try ScratchFolder()
        shelf = try FileShelf(folder: folder.path + "/state/files", largest: 5_000_000)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: shelf.folder).sorted()
    }

    private func write(_ bytes: [UInt8], to name: String) throws -> String {
        let path = "\(folder.path)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Around the size of a piece (256 KiB), where a copy that goes piece by piece goes wrong.
    @Test(arguments: [0, 1, 262_143, 262_144, 262_145, 3_000_000])
    func `keeps a file of any size under the digest of its content`(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 9) }
        let fromFile = try shelf.take(write(bytes, to: "bài viết.docx"))
        let fromBytes = try shelf.take(bytes: bytes)
        #expect(fromFile == Shelved(sha256: Digest.sha256(bytes: bytes), size: size))
        #expect(fromBytes == fromFile)
        #expect(shelf.contains(fromFile.sha256))
        #expect(try Data(contentsOf: URL(fileURLWithPath: shelf.path(of: fromFile.sha256))) == Data(bytes))
        #expect(try names() == [fromFile.sha256], "the same file twice is one file, and nothing else lies about")
    }

    @Test func `a name that nothing was shelved under is not there`() {
        #expect(!shelf.contains(Digest.sha256("never")))
    }

    @Test func `a file that is too large leaves nothing behind`() throws {
        let path = try write([UInt8](repeating: 1, count: 5_000_001), to: "phim.mp4")
        #expect(throws: FileShelfError.tooLarge(path, atMost: 5_000_000)) { try shelf.take(path) }
        #expect(throws: FileShelfError.self) { try shelf.take(bytes: [UInt8](repeating: 1, count: 5_000_001)) }
        #expect(try names().isEmpty)
    }

    @Test func `folders, links and pipes are not taken, and are not waited for`() throws {
        let link = "\(folder.path)/link"
        let pipe = "\(folder.path)/pipe"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/hostname")
        #expect(mkfifo(pipe, 0o600) == 0)
        for path in [link, pipe, folder.path] {
            #expect(throws: FileShelfError.notAFile(path)) { try shelf.take(path) }
        }
        #expect { try shelf.take("/nowhere/at all") } throws: {
            "\($0)" == "cannot open /nowhere/at all: No such file or directory"
        }
        #expect(try names().isEmpty)
    }

    @Test func `removes what a crash left half written, and leaves what is being written`() throws {
        let abandoned = "\(shelf.folder)/.unfinished-1-0"
        let held = "\(shelf.folder)/.unfinished-1-1"
        for path in [abandoned, held] {
            #expect(FileManager.default.createFile(atPath: path, contents: Data("half".utf8)))
        }
        let whole = try shelf.take(bytes: [1, 2, 3])
        let writer = open(held, O_RDWR)
        #expect(flock(writer, LOCK_EX | LOCK_NB) == 0)
        _ = try FileShelf(folder: shelf.folder)
        #expect(try names() == [".unfinished-1-1", whole.sha256].sorted())
        close(writer)
        _ = try FileShelf(folder: shelf.folder)
        #expect(try names() == [whole.sha256])
    }
}

@Suite struct `A store lock` {
    @Test func `one at a time, and free again when it is let go`() throws {
        let folder = try ScratchFolder()
        let state = folder.path + "/a/state"
        do {
            let lock = try StoreLock(folder: state)
            #expect(throws: StoreLockError.held(by: getpid())) { try StoreLock(folder: state) }
            withExtendedLifetime(lock) {}
        }
        _ = try StoreLock(folder: state)
    }

    @Test func `is free when it is let go, though a child that is being started still has its descriptor`() throws {
        let folder = try ScratchFolder()
        var copies: [Int32] = []
        do {
            let lock = try StoreLock(folder: folder.path)
            // As a fork leaves it until the child becomes another program: a second descriptor of the same open file.
            for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
                guard copies.isEmpty, target == "\(folder.path)/lock", let descriptor = Int32(name) else { continue }
                copies.append(dup(descriptor))
            }
            withExtendedLifetime(lock) {}
        }
        defer { for copy in copies { close(copy) } }
        #expect(copies.count == 1)
        _ = try StoreLock(folder: folder.path)
    }

    @Test func `a lock file from before a power cut means nothing`() throws {
        let folder = try ScratchFolder()
        try Data("99999999\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/lock"))
        let lock = try StoreLock(folder: folder.path)
        #expect(try String(contentsOfFile: folder.path + "/lock", encoding: .utf8) == "\(getpid())\n")
        withExtendedLifetime(lock) {}
    }

    @Test func `another process is named`() throws {
        let folder = try ScratchFolder()
        let other = Process()
        other.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        other.arguments = [
            "--nonblock", folder.path + "/lock", "sh", "-c",
            "echo $$ > \(folder.path)/lock; echo ready; while [ ! -e \(folder.path)/stop ]; do sleep 0.05; done",
        ]
        let output = Pipe()
        other.standardOutput = output
        try other.run()
        _ = output.fileHandleForReading.availableData
        let holder = try #require(
            Int32(
                String(contentsOfFile: folder.path + "/lock", encoding: .utf8).trimmingCharacters(
                    in: .whitespacesAndNewlines)))
        #expect { try StoreLock(folder: folder.path) } throws: {
            "\($0)" == "the store is in use by another dondoc (process \(holder))"
        }
        // A file and not a pipe: a process that another test starts at the same moment may inherit a pipe's end.
        try Data().write(to: URL(fileURLWithPath: folder.path + "/stop"))
        other.waitUntilExit()
        _ = try StoreLock(folder: folder.path)
    }

    @Test func `a folder that cannot be made is a sentence`() {
        #expect { try StoreLock(folder: "/proc/none") } throws: {
            "\($0)".hasPrefix("cannot make the folder /proc/none: ")
        }
    }
}
