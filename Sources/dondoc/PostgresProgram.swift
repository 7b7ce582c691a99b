import Foundation
import Storage

/// `pg_dump` or `pg_restore`, run to its end. Passwords go through the environment: a command line is everybody's to see.
struct PostgresProgram {
    private let name: String
    private let program: URL

    /// - Throws: `CommandError` when the program is not there.
    init(_ name: String) throws(CommandError) {
        self.name = name
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let places = path.split(separator: ":").map { "\($0)/\(name)" }
        guard let found = places.first(where: FileManager.default.isExecutableFile) else {
            throw .environment(
                "\(name) is not installed, and a store on PostgreSQL needs it here: apt-get install postgresql-client")
        }
        program = URL(filePath: found)
    }

    /// An older program does not know what a newer server has.
    /// - Parameter server: the server's version, such as 15.
    func check(isAtLeast server: Int) throws(CommandError) {
        let answer = try run(["--version"]).out
        let version = answer.split(separator: " ").lazy.compactMap { Int($0.prefix { $0.isNumber }) }.first
        guard let version, version >= server else {
            throw .environment(
                "\(name) is of version \(version.map(String.init) ?? "\"\(answer)\""), the server of \(server): "
                    + "install postgresql-client-\(server), or put its folder first in PATH")
        }
    }

    /// - Throws: `CommandError` with what the program says when it fails.
    @discardableResult
    func run(
        _ arguments: [String], at address: PostgresAddress? = nil, isRead: Bool = true
    ) throws(CommandError) -> (out: String, error: String) {
        let process = Process()
        process.executableURL = program
        let place = address?.forPrograms(isRead: isRead)
        process.arguments = (place.map { ["--dbname=\($0.connection)", "--no-password"] } ?? []) + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(place?.environment ?? [:]) { _, own in own }
        // What it says goes into files: who has two pipes must not wait for one while the other is full.
        let folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try PostgresProgram.file("out", in: folder)
            process.standardError = try PostgresProgram.file("error", in: folder)
            try process.run()
        } catch {
            throw .environment("\(name) cannot be started: \(error.localizedDescription)")
        }
        process.waitUntilExit()
        let (out, error) = (PostgresProgram.text("out", in: folder), PostgresProgram.text("error", in: folder))
        guard process.terminationStatus == 0 else {
            throw .environment("\(name) has failed: \(error.isEmpty ? "code \(process.terminationStatus)" : error)")
        }
        return (out, error)
    }

    private static func file(_ name: String, in folder: URL) throws -> FileHandle {
        let file = folder.appending(path: name)
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    private static func text(_ name: String, in folder: URL) -> String {
        let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path) ?? Data()
        return String(decoding: bytes, as: UTF8.self).split { $0 == "\n" || $0 == "\r\n" }.joined(separator: " ")
    }
}
