import Notation

/// Who a call says it is: basic, bearer, digest, OAuth 2, OpenID Connect, or a name under `use.authentications`.
extension Reader {
    private static let schemes = ["basic", "bearer", "digest", "oauth2", "oidc"]
    static let grants = [
        "authorization_code", "client_credentials", "password", "refresh_token",
        "urn:ietf:params:oauth:grant-type:token-exchange",
    ]
    static let clientAuthentications = [
        "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none",
    ]
    static let tokenEncodings = ["application/x-www-form-urlencoded", "application/json"]

    func checkAuthentication(_ node: Node, _ owner: String, mayRefer: Bool = true) {
        guard let fields = fields(node, of: owner, Reader.schemes + (mayRefer ? ["use"] : [])) else { return }
        if let name = fields["use"] {
            _ = reference(name, member("use", of: owner), to: "use.authentications", among: shared.authentications)
        }
        let given = (["use"] + Reader.schemes).filter(fields.has)
        if given.count != 1 {
            problems.error(
                "bad-authentication", at: node.mark,
                "\(owner) needs one of \(Reader.schemes.listed()), and has \(given.count)")
        }
        for scheme in Reader.schemes { fields[scheme].map { checkScheme(scheme, $0, member(scheme, of: owner)) } }
    }

    private func checkScheme(_ scheme: String, _ node: Node, _ owner: String) {
        if let secret = node["use"] {
            guard let fields = fields(node, of: owner, ["use"]) else { return }
            _ = reference(secret, member("use", of: fields.owner), to: "use.secrets", among: shared.secrets)
            return
        }
        switch scheme {
        case "bearer": checkTexts(node, owner, ["token"], required: ["token"])
        case "basic", "digest": checkTexts(node, owner, ["username", "password"], required: ["username", "password"])
        default: checkOAuth(node, owner, hasEndpoints: scheme == "oauth2")
        }
    }

    private func checkTexts(_ node: Node, _ owner: String, _ known: [String], required: [String]) {
        guard let fields = fields(node, of: owner, known, required: required) else { return }
        for key in known { _ = text(key, in: fields) }
    }

    private func checkOAuth(_ node: Node, _ owner: String, hasEndpoints: Bool) {
        let known = [
            "authority", "grant", "client", "request", "issuers", "scopes", "audiences", "username", "password",
            "subject", "actor",
        ]
        let required = ["authority", "grant"]
        guard let fields = fields(node, of: owner, known + (hasEndpoints ? ["endpoints"] : []), required: required)
        else { return }
        for key in ["authority", "username", "password"] { _ = text(key, in: fields) }
        if let grant = fields["grant"] { _ = word(grant, member("grant", of: owner), among: Reader.grants) }
        for key in ["issuers", "scopes", "audiences"] {
            for node in list(key, in: fields) ?? [] { _ = text(node, "an element of \(member(key, of: owner))") }
        }
        for key in ["subject", "actor"] {
            fields[key].map {
                checkTexts($0, member(key, of: owner), ["token", "type"], required: ["token", "type"])
            }
        }
        fields["endpoints"].map {
            checkTexts($0, member("endpoints", of: owner), ["token", "revocation", "introspection"], required: [])
        }
        fields["client"].map(checkClient(owner))
        if let request = fields["request"].flatMap({ self.fields($0, of: member("request", of: owner), ["encoding"]) }),
            let encoding = request["encoding"]
        {
            _ = word(encoding, member("encoding", of: request.owner), among: Reader.tokenEncodings)
        }
    }

    private func checkClient(_ owner: String) -> (Node) -> Void {
        { node in
            let owner = member("client", of: owner)
            guard let fields = fields(node, of: owner, ["id", "secret", "assertion", "authentication"]) else { return }
            for key in ["id", "secret", "assertion"] { _ = text(key, in: fields) }
            if let way = fields["authentication"] {
                _ = word(way, member("authentication", of: owner), among: Reader.clientAuthentications)
            }
        }
    }
}
