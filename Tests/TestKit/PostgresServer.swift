import Foundation
import Glibc
import Synchronization

/// A PostgreSQL server of the tests' own: on loopback, on a free port, in a folder that goes with it, syncing like a real one.
package final class PostgresServer: Sendable {
    /// Where Debian keeps the newest version's programs; nil where there is none.
    package static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let newest = versions.compactMap { Int($0) }.sorted().last { version in
            FileManager.default.isExecutableFile(atPath: "\(root)/\(version)/bin/initdb")
        }
        return newest.map { "\(root)/\($0)/bin" }
    }()

    /// One for all tests of a run that only want a database; ends with the run.
    package static let shared = Result { try PostgresServer() }

    package let port: Int
    let folder: String
    private let process = Mutex<DondocProcess?>(nil)

    /// Makes it and starts it.
    /// - Parameter settings: lines for `postgresql.conf`.
    package convenience init(settings: [String] = []) throws {
        try self.init(port: PostgresServer.freePort()) { data in
            try PostgresServer.run(
                "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        }
        try configure(["fsync = on", "max_connections = 60"] + settings)
        try start()
        try run("createuser", "-U", "postgres", "dondoc")
    }

    private init(port: Int, making: (String) throws -> Void) throws {
        self.port = port
        folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-postgres-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if let owner = PostgresServer.owner {
            try FileManager.default.setAttributes([.ownerAccountName: owner], ofItemAtPath: folder)
        }
        PostgresServer.opened.withLock { open in
            if open.isEmpty { atexit { PostgresServer.endAll() } }
            open.insert(folder)
        }
        try making("\(folder)/data")
    }

    deinit { PostgresServer.end(folder) }

    private func configure(_ lines: [String]) throws {
        let all = ["listen_addresses = '127.0.0.1'", "port = \(port)", "unix_socket_directories = ''"] + lines
        try Data(all.joined(separator: "\n").utf8).write(to: URL(filePath: "\(folder)/own.conf"))
        let file = try FileHandle(forWritingTo: URL(filePath: "\(folder)/data/postgresql.conf"))
        try file.seekToEnd()
        try file.write(contentsOf: Data("\ninclude '\(folder)/own.conf'\n".utf8))
        try file.close()
    }

    // MARK: What a test does with it

    /// - Parameter options: for `createdb`.
    package func makeDatabase(_ options: String...) throws -> String {
        let name = "d\(UUID().uuidString.lowercased().prefix(8))"
        try PostgresServer.run(
            "createdb", ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres", "-O", "dondoc"] + options + [name])
        return "postgresql://dondoc@127.0.0.1:\(port)/\(name)"
    }

    package func start() throws {
        // Not by `pg_ctl start`: Foundation waits as well for those whom a process leaves behind.
        let command = PostgresServer.command("postgres", ["-D", "\(folder)/data"])
        process.withLock { $0 = try? DondocProcess(program: command[0], Array(command.dropFirst()), in: "/") }
        for _ in 1...600 {
            if (try? run("pg_isready", "-q")) != nil { return }
            usleep(50_000)
        }
        throw ServerError(description: "the server has not started within 30 seconds")
    }

    /// - Parameter mode: `fast`, or `immediate` as when the power fails.
    package func stop(_ mode: String) throws {
        try PostgresServer.run("pg_ctl", "-D", "\(folder)/data", "-w", "-m", mode, "stop")
    }

    /// A second server that follows this one, and that this one waits for at each commit.
    package func makeSynchronousStandby() throws -> PostgresServer {
        let standby = try PostgresServer(port: PostgresServer.freePort()) { data in
            try PostgresServer.run(
                "pg_basebackup", "-h", "127.0.0.1", "-p", String(port), "-U", "postgres", "-D", data, "-R", "-c", "fast"
            )
        }
        try standby.configure(["fsync = on", "max_connections = 60"])
        try standby.start()
        try sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        try sql("SELECT pg_reload_conf()")
        return standby
    }

    package func promote() throws {
        try PostgresServer.run("pg_ctl", "-D", "\(folder)/data", "-w", "promote")
    }

    /// Of the server itself, by its administrator.
    package func sql(_ text: String) throws {
        try run("psql", "-U", "postgres", "-q", "-o", "/dev/null", "-c", text, "postgres")
    }

    private func run(_ program: String, _ arguments: String...) throws {
        try PostgresServer.run(program, ["-h", "127.0.0.1", "-p", String(port)] + arguments)
    }

    // MARK: Processes

    private static let opened = Mutex<Set<String>>([])

    private static func endAll() {
        for folder in opened.withLock({ $0 }) { end(folder) }
    }

    private static func end(_ folder: String) {
        guard opened.withLock({ $0.remove(folder) }) != nil else { return }
        // What is stopped already says so, and nobody minds.
        try? run("pg_ctl", "-D", "\(folder)/data", "-w", "-m", "immediate", "stop")
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The server refuses to run as root: then it runs as this user.
    private static let owner: String? = getuid() == 0 ? (getpwnam("postgres") == nil ? "nobody" : "postgres") : nil

    private static func run(_ program: String, _ arguments: String...) throws { try run(program, arguments) }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let command = command(program, arguments)
        let result = try DondocProcess.run(program: command[0], Array(command.dropFirst()), in: "/")
        guard result.code == 0 else {
            throw ServerError(description: "\(program) ended with \(result.code): \(result.error)\(result.out)")
        }
    }

    private static func command(_ program: String, _ arguments: [String]) -> [String] {
        (owner.map { ["runuser", "-u", $0, "--"] } ?? []) + ["\(programs ?? "")/\(program)"] + arguments
    }

    private struct ServerError: Error, CustomStringConvertible { let description: String }

    /// Whether somebody listens there.
    static func answers(_ port: Int) -> Bool {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(made) }
        var address = loopback(port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                connect(made, place, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    static func freePort() throws -> Int {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(made) }
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(made, place, size) == 0 && getsockname(made, place, &size) == 0
            }
        }
        guard isBound else { throw ServerError(description: "no port is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
