import Foundation
import Interpreter
import Notation
import Transport

/// Where access tokens come from.
extension WebClient {
    func fetchToken(_ policy: TokenPolicy) throws(WorkflowFault) -> String {
        let answer = try plainJSON(tokenRequest(policy, at: tokenEndpoint(of: policy)), "the token endpoint")
        guard let token = answer["access_token"].asString, !token.isEmpty else {
            throw WorkflowFault(.authentication, "the token endpoint gave no access token")
        }
        try checkIssuer(of: token, against: policy.issuers)
        if let lifetime = answer["expires_in"].asDouble ?? answer["expires_in"].asString.flatMap(Double.init) {
            tokens.keep(token, for: policy, lifetime: lifetime, at: now)
        }
        return token
    }

    private func tokenEndpoint(of policy: TokenPolicy) throws(WorkflowFault) -> String {
        guard policy.isDiscovered else { return policy.address }
        let configuration = try plainJSON(Outgoing(method: "GET", address: policy.address), "the OpenID configuration")
        guard let endpoint = configuration["token_endpoint"].asString else {
            throw WorkflowFault(.authentication, "the OpenID configuration \(policy.address) names no token endpoint")
        }
        return endpoint
    }

    private func tokenRequest(_ policy: TokenPolicy, at endpoint: String) -> Outgoing {
        var request = Outgoing(method: "POST", address: endpoint)
        request.set("Accept", to: "application/json")
        if policy.isJSON {
            var members = Members()
            for (name, value) in policy.fields {
                // Only audiences come more than once.
                switch members[name] {
                case nil: members[name] = .string(value)
                case .array(let values): members[name] = .array(values + [.string(value)])
                case let first?: members[name] = .array([first, .string(value)])
                }
            }
            request.set("Content-Type", to: "application/json")
            request.body = Array(JSON.object(members).text.utf8)
        } else {
            request.set("Content-Type", to: "application/x-www-form-urlencoded")
            request.body = Array(PercentEncoding.form(policy.fields).utf8)
        }
        if policy.proof == .client_secret_basic, let id = policy.clientID, let secret = policy.clientSecret {
            // RFC 6749, 2.3.1: both are form-encoded before they are joined.
            let header = Authentication.basicHeader(PercentEncoding.value(id), PercentEncoding.value(secret))
            request.set("Authorization", to: header)
        }
        return request
    }

    /// - Parameter source: who is asked, in words.
    private func plainJSON(_ request: Outgoing, _ source: String) throws(WorkflowFault) -> JSON {
        let response = try send(request)
        let answer = try? JSON(parsing: response.body)
        guard 200...299 ~= response.status else {
            // Only the members that RFC 6749 names: the rest may repeat what was sent.
            let words = [answer?["error"].asString, answer?["error_description"].asString].compactMap(\.self)
            let reason = words.isEmpty ? "" : ": \(words.joined(separator: ", "))"
            throw WorkflowFault(
                .authentication, "\(source) \(request.address) answered with status \(response.status)\(reason)")
        }
        guard let answer else {
            throw WorkflowFault(.authentication, "\(source) \(request.address) did not answer with JSON")
        }
        return answer
    }

    /// A token that tells its issuer (a JWT, RFC 7519) must come from one of those; an opaque one tells nothing.
    private func checkIssuer(of token: String, against issuers: [String]) throws(WorkflowFault) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard !issuers.isEmpty, parts.count == 3 else { return }
        var coded = parts[1].replacing("-", with: "+").replacing("_", with: "/")
        while coded.utf8.count % 4 != 0 { coded += "=" }
        guard let claims = Data(base64Encoded: String(coded)),
            let issuer = (try? JSON(parsing: [UInt8](claims)))?["iss"].asString
        else { return }
        guard issuers.contains(issuer) else {
            throw WorkflowFault(.authentication, "the access token was issued by \"\(issuer)\", who is not trusted")
        }
    }
}
