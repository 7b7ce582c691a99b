import Almanac
import Interpreter
import Notation
import Transport

/// Sends requests under their authentication, at one instant; failures are faults of the specification.
struct WebClient {
    var exchange: HTTPExchange
    let secrets: Secrets
    let tokens: TokenShelf
    let now: Instant

    func send(_ outgoing: Outgoing) throws(WorkflowFault) -> HTTPResponse {
        var request = outgoing
        switch outgoing.authentication {
        case nil: return try plain(request.request)
        case .basic(let username, let password):
            request.set("Authorization", to: Authentication.basicHeader(username, password))
            return try plain(request.request)
        case .bearer(let token):
            request.set("Authorization", to: "Bearer \(token)")
            return try plain(request.request)
        case .digest(let username, let password):
            request.headers.removeAll { $0.name.lowercased() == "authorization" }
            var plainRequest = request.request
            plainRequest.digest = HTTPRequest.Digest(username: username, password: password)
            return try plain(plainRequest)
        case .token(let policy):
            let kept = tokens.token(for: policy, at: now)
            request.set("Authorization", to: "Bearer \(try token(for: policy, keeping: kept))")
            let response = try plain(request.request)
            guard kept != nil, response.status == 401 else { return response }
            // The server has withdrawn a token before its time; it did nothing for us, so asking again is no repetition.
            tokens.forget(policy)
            request.set("Authorization", to: "Bearer \(try fetchToken(policy))")
            return try plain(request.request)
        }
    }

    private func token(for policy: TokenPolicy, keeping kept: String?) throws(WorkflowFault) -> String {
        if let kept { return kept }
        return try fetchToken(policy)
    }

    private func plain(_ request: HTTPRequest) throws(WorkflowFault) -> HTTPResponse {
        do throws(TransportError) {
            return try exchange.send(request)
        } catch {
            let kind: FaultKind =
                switch error {
                case .timedOut: .timeout
                case .badAddress: .configuration
                case .badHeader, .badMethod: .validation
                case .unresolved, .refused, .insecure, .tooLarge, .broken: .communication
                }
            throw WorkflowFault(kind, "\(request.method) \(request.url): \(error.sentence)")
        }
    }
}
