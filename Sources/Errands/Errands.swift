package import Almanac
package import Foundation
package import Interpreter
package import Notation
import Transport

/// Calls that leave the process: HTTP, OpenAPI, scripts, shells, containers. One call, carried out here and now; safe on any thread.
package struct Errands: Sendable {
    /// Where relative paths lead: documents of OpenAPI, files of scripts.
    private let folder: URL
    private let secrets: Secrets
    private let exchange: HTTPExchange
    private let tokens = TokenShelf()
    private let processes: ProcessErrand

    /// - Parameter answersWithin: how long one exchange over HTTP may take.
    package init(folder: URL, secrets: Secrets = Secrets(), answersWithin: Duration = .seconds(60)) {
        self.folder = folder
        self.secrets = secrets
        exchange = HTTPExchange(answersWithin: answersWithin)
        processes = ProcessErrand(folder: folder)
    }

    /// Never throws: what went wrong is a fault of the specification, without secrets and without its `instance`.
    ///
    /// - Parameter abandonment: when it is declared, the process is ended or the connection closed.
    package func carryOut(
        _ request: CallRequest, at now: Instant, unless abandonment: Abandonment = Abandonment()
    ) -> Answer {
        do throws(WorkflowFault) {
            return .output(Secrets.defused(try output(of: request, at: now, unless: abandonment)))
        } catch {
            var fault = error
            fault.title = error.title.map { Secrets.defused(secrets.hidden(in: $0)) }
            fault.detail = error.detail.map { Secrets.defused(secrets.hidden(in: $0)) }
            return .failed(fault)
        }
    }

    /// Ends the processes that still run, before this one ends. What is asked for later is ended at once.
    package func stop() { processes.stop() }

    private func output(
        of request: CallRequest, at now: Instant, unless abandonment: Abandonment
    ) throws(WorkflowFault) -> JSON {
        let arguments = try secrets.revealed(in: request.arguments)
        let input = try secrets.revealed(in: request.input)
        var exchange = exchange
        exchange.abandonment = abandonment
        let client = WebClient(exchange: exchange, secrets: secrets, tokens: tokens, now: now)
        switch request.function {
        case "http": return try HTTPErrand(arguments, input: input).carryOut(by: client)
        case "openapi": return try OpenAPIErrand(arguments, input: input).carryOut(by: client, in: folder)
        case "run:script", "run:shell", "run:container":
            return try processes.output(
                of: request.function, arguments, taskName: request.taskName, unless: abandonment)
        default: throw WorkflowFault(.configuration, "nothing is known that carries out \"\(request.function)\"")
        }
    }
}
