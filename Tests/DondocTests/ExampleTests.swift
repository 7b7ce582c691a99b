import Foundation
import Notation
import Synchronization
import TestKit
import Testing

/// The examples of the specification, which are no part of the repository.
@Suite(
    .enabled(if: !OfficialExamples.names.isEmpty, "the specification's examples are not at \(OfficialExamples.folder)"))
struct `an official example` {
    @Test(arguments: OfficialExamples.names)
    func `runs, or is refused with a sentence`(name: String) throws {
        let file = "\(OfficialExamples.folder)/\(name)"
        let check = try DondocProcess.run(["check", file], environment: OfficialExamples.withoutNetwork)
        let result = try run(file)
        if OfficialExamples.foreignProtocols.contains(where: name.hasPrefix) {
            #expect(check.code == 1 && result.code == 2)
            #expect(result.error.contains("Dondoc does not speak"))
        } else if name == OfficialExamples.fetching {
            #expect(check.code == 1 && result.code == 2)
            for told in [check.out, result.error] {
                #expect(told.contains("\(name):8:13: error:") && told.contains("cannot be fetched"), "\(told)")
            }
        } else {
            #expect(check.code == 0, "\(check.out)")
            #expect(result.code == 0 || result.code == 1, "\(result.error)")
            let output = try JSON(parsing: result.out)
            if result.code == 1 {
                #expect(output["type"].asString != nil && output["status"].asInteger != nil, "\(output)")
            }
        }
    }

    /// Without a network and without containers. What listens or waits for long is interrupted: it has run so far.
    private func run(_ file: String) throws -> DondocProcess.Result {
        let process = try DondocProcess(["exec", file], environment: OfficialExamples.withoutNetwork)
        let isOver = Mutex(false)
        let interruption = Thread {
            for _ in 1...20 where !isOver.withLock({ $0 }) { usleep(50_000) }
            isOver.withLock { if !$0 { process.send(signal: SIGINT) } }
        }
        interruption.start()
        let result = process.result()
        isOver.withLock { $0 = true }
        return result
    }
}

enum OfficialExamples {
    static let folder =
        ProcessInfo.processInfo.environment["DONDOC_EXAMPLES"]
        ?? DondocProcess.root.deletingLastPathComponent().appending(path: "shared/dsl/examples").path

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
        $0.hasSuffix(".yaml")
    }.sorted()

    static let withoutNetwork = [
        "PATH": "/usr/bin:/bin", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9",
    ]

    /// Calls a function that lies on the web.
    static let fetching = "call-custom-function-cataloged.yaml"

    static let foreignProtocols = ["call-asyncapi", "call-grpc", "call-mcp"]
}
