import Notation

/// Who a call says it is.
extension WorkflowSchema {
    /// - Parameter mayRefer: whether the name of one under `use.authentications` may stand there as well.
    static func authentication(mayRefer: Bool) -> JSON {
        var properties: [SchemaPart.Property] = [
            ("basic", secretOr(credentials), "A name and a password"),
            (
                "bearer", secretOr(SchemaPart.mapping([("token", SchemaPart.text, "The token")], required: ["token"])),
                "A token"
            ),
            ("digest", secretOr(credentials), "A name and a password, sent as a digest"),
            ("oauth2", secretOr(oauth(hasEndpoints: true)), "OAuth 2"),
            ("oidc", secretOr(oauth(hasEndpoints: false)), "OpenID Connect"),
        ]
        if mayRefer { properties.append(("use", SchemaPart.text, "The name of one under use.authentications")) }
        return SchemaPart.mapping(properties).with(SchemaPart.one(of: properties.map(\.name)))
    }

    /// Written out, or `use:` with the name of a secret that holds it.
    private static func secretOr(_ scheme: JSON) -> JSON {
        [
            "type": "object", "if": SchemaPart.needs("use"),
            "then": SchemaPart.mapping([("use", SchemaPart.text, "The name of a secret under use.secrets")]),
            "else": scheme,
        ]
    }

    private static let credentials = texts(["username": "Who", "password": "The password"], required: true)

    private static func texts(_ meanings: KeyValuePairs<String, String>, required: Bool = false) -> JSON {
        SchemaPart.mapping(
            meanings.map { ($0.key, SchemaPart.text, $0.value) }, required: required ? meanings.map(\.key) : [])
    }

    private static func oauth(hasEndpoints: Bool) -> JSON {
        let token = texts(["token": "The token", "type": "Its type"], required: true)
        let client = SchemaPart.mapping([
            ("id", SchemaPart.text, "Its identifier"), ("secret", SchemaPart.text, "Its secret"),
            ("assertion", SchemaPart.text, "A signed JWT"),
            ("authentication", SchemaPart.words(Reader.clientAuthentications), "How it says who it is"),
        ])
        let request = SchemaPart.mapping([
            ("encoding", SchemaPart.words(Reader.tokenEncodings), "How the request for a token is written")
        ])
        let names = SchemaPart.list(of: SchemaPart.text)
        var properties: [SchemaPart.Property] = [
            ("authority", SchemaPart.text, "The address of the server that gives tokens"),
            ("grant", SchemaPart.words(Reader.grants), "In exchange for what"),
            ("client", client, "Which program asks"),
            ("request", request, "How it asks"),
            ("issuers", names, "Whose tokens are taken"),
            ("scopes", names, "For what"),
            ("audiences", names, "For whom"),
            ("username", SchemaPart.text, "Who, with the grant \"password\""),
            ("password", SchemaPart.text, "The password, with the grant \"password\""),
            ("subject", token, "On whose behalf, with a token exchange"),
            ("actor", token, "Who acts, with a token exchange"),
        ]
        if hasEndpoints {
            let endpoints = texts([
                "token": "Where tokens are given", "revocation": "Where they are taken back",
                "introspection": "Where they are looked into",
            ])
            properties.append(("endpoints", endpoints, "Paths below the authority"))
        }
        return SchemaPart.mapping(properties, required: ["authority", "grant"])
    }
}
