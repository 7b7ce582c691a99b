import Foundation
import Interpreter
import Notation

/// Who a call says it is.
enum Authentication: Hashable {
    case basic(username: String, password: String)
    case bearer(token: String)
    case digest(username: String, password: String)
    case token(TokenPolicy)

    /// Nil for null.
    ///
    /// - Parameter value: the policy itself: names (`use`) were replaced by the interpreter where an author wrote them.
    init?(_ value: JSON, input: JSON) throws(WorkflowFault) {
        if value.isNull { return nil }
        guard let members = value.asObject, members.count == 1, let scheme = members.keys.first else {
            throw WorkflowFault(.validation, "an authentication is an object with one scheme, such as { bearer: … }")
        }
        let policy = value[scheme]
        guard scheme != "use", policy["use"].isNull else {
            throw WorkflowFault(
                .configuration,
                "an authentication or a secret may be named (\"use\") only where it is written out, "
                    + "not in a computed value")
        }
        switch scheme {
        case "basic":
            let (username, password) = try Authentication.credentials(policy, scheme)
            guard !username.contains(":") else {
                throw WorkflowFault(.validation, "the username of a basic authentication cannot hold a colon")
            }
            self = .basic(username: username, password: password)
        case "digest":
            let (username, password) = try Authentication.credentials(policy, scheme)
            self = .digest(username: username, password: password)
        case "bearer":
            // A secret may be the token itself.
            guard let token = policy.asString ?? policy["token"].asString, !token.isEmpty else {
                throw WorkflowFault(.validation, "a bearer authentication needs a token")
            }
            self = .bearer(token: token)
        case "oauth2", "oidc": self = .token(try TokenPolicy(policy, isDiscovered: scheme == "oidc", input: input))
        default:
            throw WorkflowFault(
                .validation, "\"\(scheme)\" is no authentication: there are basic, bearer, digest, oauth2 and oidc")
        }
    }

    private static func credentials(_ policy: JSON, _ scheme: String) throws(WorkflowFault) -> (String, String) {
        guard let username = PlainText.of(policy["username"]), let password = PlainText.of(policy["password"]),
            !username.isEmpty
        else { throw WorkflowFault(.validation, "a \(scheme) authentication needs a username and a password") }
        return (username, password)
    }

    /// The `Authorization` header of RFC 7617.
    static func basicHeader(_ username: String, _ password: String) -> String {
        "Basic " + Data("\(username):\(password)".utf8).base64EncodedString()
    }
}
