package import Foundation
import Synchronization

/// The built program, as a user runs it: a process of its own.
package final class DondocProcess: Sendable {
    package struct Result: Sendable {
        package let code: Int32
        package let out: String
        package let error: String
    }

    private let process: Mutex<Process>
    private let ended = DispatchSemaphore(value: 0)
    /// What goes in and comes out stands in files: a pipe's end may be inherited by a process that another test starts
    /// at the same moment, and then nobody sees its end.
    private let files: TemporaryFolder

    /// The checkout.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The one that `DONDOC_PROGRAM` names, as `make test` does with the release build; else that beside the test bundle.
    package static var program: URL {
        if let named = ProcessInfo.processInfo.environment["DONDOC_PROGRAM"] { return URL(filePath: named) }
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
        let folders = [
            bundle.deletingLastPathComponent(), URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent(),
        ]
        return folders.map { $0.appending(path: "dondoc") }.first {
            FileManager.default.isExecutableFile(atPath: $0.path)
        }
            ?? root.appending(path: ".build/debug/dondoc")
    }

    /// Starts it; it runs until it ends by itself or is killed.
    package convenience init(
        _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil, input: String? = nil
    ) throws {
        try self.init(program: DondocProcess.program, arguments, environment: environment, in: folder, input: input)
    }

    /// Starts another program that the tests need.
    convenience init(program: String, _ arguments: [String], in folder: String? = nil) throws {
        try self.init(
            program: URL(filePath: "/usr/bin/env"), [program] + arguments, environment: [:], in: folder, input: nil)
    }

    private init(
        program: URL, _ arguments: [String], environment: [String: String], in folder: String?, input: String?
    ) throws {
        files = try TemporaryFolder()
        for name in ["out", "error"] { try files.write("", to: name) }
        try files.write(input ?? "", to: "in")
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        process.currentDirectoryURL = folder.map { URL(filePath: $0) } ?? DondocProcess.root
        let handles = [
            try FileHandle(forReadingFrom: files.url.appending(path: "in")),
            try FileHandle(forWritingTo: files.url.appending(path: "out")),
            try FileHandle(forWritingTo: files.url.appending(path: "error")),
        ]
        process.standardInput = handles[0]
        process.standardOutput = handles[1]
        process.standardError = handles[2]
        process.terminationHandler = { [ended] _ in ended.signal() }
        self.process = Mutex(process)
        try process.run()
        // The child has its own. Foundation keeps ended processes with what they hold, and reads beyond a buffer when it
        // starts one with more than some 1300 files open.
        for handle in handles { try handle.close() }
    }

    package var identifier: Int32 { process.withLock { $0.processIdentifier } }

    package func send(signal number: Int32) { kill(identifier, number) }

    /// What it has said so far.
    var output: String {
        String(
            decoding: FileManager.default.contents(atPath: files.url.appending(path: "out").path) ?? Data(),
            as: UTF8.self)
    }

    /// Waits for the end.
    package func result() -> Result {
        ended.wait()
        func text(_ name: String) -> String {
            String(
                decoding: FileManager.default.contents(atPath: files.url.appending(path: name).path) ?? Data(),
                as: UTF8.self)
        }
        return Result(code: process.withLock { $0.terminationStatus }, out: text("out"), error: text("error"))
    }

    /// Runs another program that the tests need, such as Python, to its end.
    package static func run(program: String, _ arguments: [String], in folder: String? = nil) throws -> Result {
        try DondocProcess(program: program, arguments, in: folder).result()
    }

    /// Runs it to its end.
    package static func run(
        _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil, input: String? = nil
    ) throws -> Result {
        try DondocProcess(arguments, environment: environment, in: folder, input: input).result()
    }
}
