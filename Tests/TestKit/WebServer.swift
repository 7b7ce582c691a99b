import Foundation
import Synchronization

/// A real web server on a free port of the loopback: a Python script, which ends with the test process at the latest.
///
/// What it answers is told by the path; see `WebServer+Script.swift`.
package final class WebServer: Sendable {
    package let port: Int
    private let process: Process
    private let input = Pipe()

    /// One for all tests of a process: starting Python takes longer than most tests.
    package static let shared = Result { try WebServer() }

    package enum Failure: Error { case didNotStart, refused(String) }

    package init() throws {
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-u", "-c", WebServer.script]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = input
        try process.run()
        var line = ""
        while !line.hasSuffix("\n") {
            let bytes = output.fileHandleForReading.availableData
            guard !bytes.isEmpty else { throw Failure.didNotStart }
            line += String(decoding: bytes, as: UTF8.self)
        }
        guard let port = Int(line.dropLast()) else { throw Failure.didNotStart }
        self.port = port
    }

    /// The server ends when its standard input does.
    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// `http://127.0.0.1:40123/path`.
    package func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }
}
