import Almanac
import Errands
import Foundation
import Interpreter
import Notation
import TestKit
import Testing

/// Calls as the desk hands them out, against a real web server.
struct Errand {
    let server: WebServer
    let folder: TemporaryFolder
    let errands: Errands
    private let known: Secrets
    static let start = Instant(rfc3339: "2021-03-01T08:00:00+07:00")!

    init(secrets: Secrets = Secrets(), answersWithin: Duration = .seconds(20)) throws {
        server = try WebServer.shared.get()
        folder = try TemporaryFolder()
        known = secrets
        errands = Errands(folder: folder.url, secrets: secrets, answersWithin: answersWithin)
    }

    /// - Parameter seconds: after the start.
    func answer(
        _ function: String, _ arguments: JSON, input: JSON = .null, at seconds: Int64 = 0
    ) throws -> Answer {
        let request = CallRequest(
            function: function, arguments: arguments, position: JSONPointer(text: "/do/0/c"), taskName: "c", attempt: 1,
            input: input)
        return errands.carryOut(request, at: Errand.start.advanced(byMilliseconds: seconds * 1000))
    }

    func output(
        _ function: String, _ arguments: JSON, input: JSON = .null, at seconds: Int64 = 0
    ) throws -> JSON {
        switch try answer(function, arguments, input: input, at: seconds) {
        case .output(let output): return output
        case .failed(let fault):
            Issue.record("\(fault)")
            return .null
        }
    }

    func fault(_ function: String, _ arguments: JSON, input: JSON = .null) throws -> WorkflowFault {
        switch try answer(function, arguments, input: input) {
        case .failed(let fault): return fault
        case .output(let output):
            Issue.record("no fault, but \(output.text)")
            return WorkflowFault(.runtime, "none")
        }
    }

    func output(_ arguments: JSON, input: JSON = .null, at seconds: Int64 = 0) throws -> JSON {
        try output("http", arguments, input: input, at: seconds)
    }

    func fault(_ arguments: JSON, input: JSON = .null) throws -> WorkflowFault {
        try fault("http", arguments, input: input)
    }

    func secrets(for names: [String]) -> [String: JSON] { known.markers(for: names) }

    func get(_ path: String, _ more: JSON = [:]) throws -> JSON { try output(call(path, more)) }

    func call(_ path: String, _ more: JSON = [:]) -> JSON {
        let call = Members([("method", "get"), ("endpoint", .string(server.url(path)))])
        return .object(call.merging(more.asObject ?? Members()))
    }
}
