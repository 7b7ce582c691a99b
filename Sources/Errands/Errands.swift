package import Foundation
package import Interpreter
import Notation

/// Calls that leave the process: HTTP, OpenAPI, scripts, shells, containers. One call, carried out here and now; safe on any thread.
package struct Errands: Sendable {
    private let processes: ProcessErrand

    package init(folder: URL) { processes = ProcessErrand(folder: folder) }

    /// Never throws: what went wrong is a fault of the specification.
    package func carryOut(_ request: CallRequest) -> Answer {
        do throws(WorkflowFault) {
            return .output(try output(of: request))
        } catch {
            return .failed(error)
        }
    }

    /// Ends the processes that still run, before this one ends. What is asked for later is ended at once.
    package func stop() { processes.running.close() }

    private func output(of request: CallRequest) throws(WorkflowFault) -> JSON {
        switch request.function {
        case "run:script", "run:shell", "run:container":
            return try processes.output(of: request.function, request.arguments, taskName: request.taskName)
        default: throw WorkflowFault(.configuration, "nothing is known that carries out \"\(request.function)\"")
        }
    }
}
