package import Interpreter

/// Calls that leave the process: HTTP, OpenAPI, scripts, shells, containers. One call, carried out here and now; safe on any thread.
package struct Errands: Sendable {
    private let processes = ProcessErrand()

    package init() {}

    /// Never throws: what went wrong is a fault of the specification.
    package func carryOut(_ request: CallRequest) -> Answer {
        switch request.function {
        case "run:script", "run:shell", "run:container": processes.carryOut(request)
        default: .failed(WorkflowFault(.configuration, "no function \"\(request.function)\" can be called from here"))
        }
    }

    /// Ends the processes that still run, before this one ends. What is asked for later is ended at once.
    package func stop() { processes.running.close() }
}
