import Interpreter
import Notation

/// How an access token is got: OAuth 2 (RFC 6749, 8693), its endpoint known or found by OpenID Connect discovery.
struct TokenPolicy: Hashable {
    enum ClientProof: String { case client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt, none }

    /// The token endpoint; with `isDiscovered` the document that tells it.
    let address: String
    let isDiscovered: Bool
    let proof: ClientProof
    let clientID: String?
    let clientSecret: String?
    /// What is asked, without the client: `grant_type` first.
    private let asked: [Pair]
    let isJSON: Bool
    /// Who may have issued a token; empty for anybody.
    let issuers: [String]

    struct Pair: Hashable {
        let name: String
        let value: String
    }

    init(_ policy: JSON, isDiscovered: Bool, input: JSON) throws(WorkflowFault) {
        guard let authority = policy["authority"].asString, !authority.isEmpty else {
            throw WorkflowFault(.validation, "an oauth2 or oidc authentication needs an authority")
        }
        self.isDiscovered = isDiscovered
        let base = try URITemplate(authority).expanded(with: input)
        if isDiscovered {
            let place = ".well-known/openid-configuration"
            address = base.hasSuffix(place) ? base : TokenPolicy.joined(base, place)
        } else {
            let path = policy["endpoints"]["token"].asString ?? "/oauth2/token"
            address = TokenPolicy.joined(base, try URITemplate(path).expanded(with: input))
        }
        let client = policy["client"]
        guard
            let proof = client["authentication"].isNull
                ? .client_secret_post : client["authentication"].asString.flatMap(ClientProof.init)
        else {
            throw WorkflowFault(
                .validation, "a client cannot authenticate by \(client["authentication"].text)")
        }
        self.proof = proof
        clientID = client["id"].asString
        clientSecret = client["secret"].asString
        isJSON = policy["request"]["encoding"].asString == "application/json"
        issuers = try TokenPolicy.texts("issuers", in: policy)
        asked =
            try TokenPolicy.asked(by: policy)
            + TokenPolicy.assertion(client["assertion"].asString, proof, clientID, clientSecret)
    }

    /// The body of the token request; a client that proves itself by a header is not in it.
    var fields: [(name: String, value: String)] {
        var fields = asked.map { ($0.name, $0.value) }
        guard proof != .client_secret_basic else { return fields }
        if let clientID { fields.append(("client_id", clientID)) }
        if proof == .client_secret_post, let clientSecret { fields.append(("client_secret", clientSecret)) }
        return fields
    }

    private static func joined(_ base: String, _ path: String) -> String {
        if path.contains("://") { return path }
        let base = base.hasSuffix("/") ? String(base.dropLast()) : base
        return path.hasPrefix("/") ? base + path : "\(base)/\(path)"
    }

    private static func texts(_ key: String, in policy: JSON) throws(WorkflowFault) -> [String] {
        let given = policy[key]
        let texts = given.isNull ? [] : (given.asArray ?? [given]).map(\.asString)
        guard let texts = texts as? [String] else {
            throw WorkflowFault(.validation, "the \(key) of an authentication are a list of texts")
        }
        return texts
    }

    private static func asked(by policy: JSON) throws(WorkflowFault) -> [Pair] {
        let grant = policy["grant"].asString ?? ""
        var asked = [Pair(name: "grant_type", value: grant)]
        switch grant {
        case "client_credentials": break
        case "password":
            guard let username = policy["username"].asString, let password = policy["password"].asString else {
                throw WorkflowFault(.validation, "the grant \"password\" needs a username and a password")
            }
            asked += [Pair(name: "username", value: username), Pair(name: "password", value: password)]
        case "urn:ietf:params:oauth:grant-type:token-exchange":
            guard let token = policy["subject"]["token"].asString, let type = policy["subject"]["type"].asString else {
                throw WorkflowFault(.validation, "a token exchange needs a subject with its token and type")
            }
            asked += [Pair(name: "subject_token", value: token), Pair(name: "subject_token_type", value: type)]
            if let token = policy["actor"]["token"].asString, let type = policy["actor"]["type"].asString {
                asked += [Pair(name: "actor_token", value: token), Pair(name: "actor_token_type", value: type)]
            }
        case "authorization_code", "refresh_token":
            throw WorkflowFault(
                .configuration,
                "the grant \"\(grant)\" needs a person who signs in, and none is there: "
                    + "use client_credentials")
        default: throw WorkflowFault(.validation, "\(policy["grant"].text) is no grant")
        }
        let scopes = try texts("scopes", in: policy)
        if !scopes.isEmpty { asked.append(Pair(name: "scope", value: scopes.joined(separator: " "))) }
        return asked + (try texts("audiences", in: policy)).map { Pair(name: "audience", value: $0) }
    }

    /// RFC 7523: a signed assertion that was made elsewhere is sent; none is signed here.
    private static func assertion(
        _ assertion: String?, _ proof: ClientProof, _ id: String?, _ secret: String?
    ) throws(WorkflowFault) -> [Pair] {
        if proof != .none, id == nil {
            throw WorkflowFault(.validation, "the client of an authentication needs an id")
        }
        switch proof {
        case .client_secret_basic where secret == nil:
            throw WorkflowFault(.validation, "the client of an authentication needs a secret")
        case .client_secret_jwt, .private_key_jwt:
            guard let assertion else {
                throw WorkflowFault(
                    .configuration,
                    "Dondoc signs no assertions: give a signed one as client.assertion, "
                        + "or use client_secret_post or client_secret_basic")
            }
            let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            return [Pair(name: "client_assertion_type", value: type), Pair(name: "client_assertion", value: assertion)]
        default: return []
        }
    }
}
