package import Interpreter

/// Calls that leave the process: HTTP, OpenAPI, scripts, shells, containers. One call, carried out here and now; safe on any thread.
package struct Errands: Sendable {
    package init() {}

    /// Never throws: what went wrong is a fault of the specification.
    package func carryOut(_ request: CallRequest) -> Answer { fatalError("contract") }
}
