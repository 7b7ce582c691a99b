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
    private let texts: Mutex<(out: Data, error: Data)> = Mutex((Data(), Data()))
    private let readers = DispatchGroup()
    private let ended = DispatchSemaphore(value: 0)

    /// The checkout.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Beside the test bundle.
    package static var program: URL {
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
    package init(
        _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil, input: String? = nil
    ) throws {
        let process = Process()
        process.executableURL = DondocProcess.program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        process.currentDirectoryURL = folder.map { URL(filePath: $0) } ?? DondocProcess.root
        let out = Pipe()
        let error = Pipe()
        let entrance = Pipe()
        process.standardOutput = out
        process.standardError = error
        process.standardInput = entrance
        process.terminationHandler = { [ended] _ in ended.signal() }
        self.process = Mutex(process)
        read(out) { $0.out = $1 }
        read(error) { $0.error = $1 }
        try process.run()
        if let input { try entrance.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
        try entrance.fileHandleForWriting.close()
    }

    private func read(_ pipe: Pipe, _ keep: @escaping @Sendable (inout (out: Data, error: Data), Data) -> Void) {
        let handle = pipe.fileHandleForReading
        readers.enter()
        DispatchQueue.global().async {
            let data = handle.readDataToEndOfFile()
            self.texts.withLock { keep(&$0, data) }
            self.readers.leave()
        }
    }

    package var identifier: Int32 { process.withLock { $0.processIdentifier } }

    package func send(signal number: Int32) { kill(identifier, number) }

    /// Waits for the end.
    package func result() -> Result {
        ended.wait()
        readers.wait()
        let texts = texts.withLock { $0 }
        return Result(
            code: process.withLock { $0.terminationStatus }, out: String(decoding: texts.out, as: UTF8.self),
            error: String(decoding: texts.error, as: UTF8.self))
    }

    /// Runs it to its end.
    package static func run(
        _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil, input: String? = nil
    ) throws -> Result {
        try DondocProcess(arguments, environment: environment, in: folder, input: input).result()
    }
}
