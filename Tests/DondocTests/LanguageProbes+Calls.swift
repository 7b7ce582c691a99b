private func http(_ with: String, then more: String = "") -> String {
    one("call: http, with: { \(with) }\(more.isEmpty ? "" : ", " + more)")
}

/// A call that must show who it is.
private func proving(_ authentication: String, at path: String) -> String {
    http(
        "method: get, endpoint: { uri: 'SERVER\(path)', authentication: \(authentication) }",
        then: "output: { as: .method }")
}

private let oauth = "authority: 'SERVER', grant: client_credentials, client: { id: a, secret: b }"

private let service =
    "{ openapi: 3.0.3, info: { title: t, version: '1' }, servers: [{ url: 'SERVER/echo' }], paths: { '/{unit}': { get: "
    + "{ operationId: find, parameters: [{ name: unit, in: path, required: true, schema: { type: string } }] } } } }"

let callProbes: [LanguagePart] = [
    LanguagePart(
        "`call: http`",
        [
            answers(
                "`method`, in any case", http("method: put, endpoint: 'SERVER/echo'", then: "output: { as: .method }"),
                #""PUT""#),
            answers(
                "`endpoint`: a template",
                http("method: get, endpoint: 'SERVER/echo/{unit}'", then: "output: { as: .path }"), #""/echo/bao""#,
                from: #"{"unit":"bao"}"#),
            answers(
                "`endpoint`: an expression",
                http("method: get, endpoint: '${ \"SERVER/echo/\" + .unit }'", then: "output: { as: .path }"),
                #""/echo/bao""#, from: #"{"unit":"bao"}"#),
            answers(
                "`endpoint`: `uri`, `authentication`", proving("{ bearer: { token: t1 } }", at: "/bearer/t1"), #""GET""#
            ),
            answers(
                "`headers`",
                http(
                    "method: get, endpoint: 'SERVER/echo', headers: { X-A: '${ .h }' }",
                    then: "output: { as: '.headers[\"x-a\"]' }"), #""1""#, from: #"{"h":"1"}"#),
            answers(
                "`query`",
                http("method: get, endpoint: 'SERVER/echo', query: { q: '${ .h }' }", then: "output: { as: .query }"),
                #"[["q","1"]]"#, from: #"{"h":"1"}"#),
            answers(
                "`body`",
                http(
                    "method: post, endpoint: 'SERVER/echo', body: { n: '${ .n }' }",
                    then: "output: { as: '.body | fromjson' }"), #"{"n":1}"#, from: #"{"n":1}"#),
            answers(
                "`output`: content",
                http("method: get, endpoint: 'SERVER/echo', output: content", then: "output: { as: .method }"),
                #""GET""#),
            answers(
                "`output`: raw, in Base64",
                http("method: post, endpoint: 'SERVER/say/text%2Fplain', body: abc, output: raw"), #""YWJj""#),
            answers(
                "`output`: response",
                http(
                    "method: get, endpoint: 'SERVER/echo', output: response",
                    then: "output: { as: '[.statusCode, .content.method, .request.method]' }"), #"[200,"GET","GET"]"#),
            faults(
                "a status outside 200 to 299", http("method: get, endpoint: 'SERVER/status/404'"), "communication", 404),
            faults("`redirect`: false", http("method: get, endpoint: 'SERVER/status/304'"), "communication", 304),
            answers(
                "`redirect`: true; 300 to 399 are no error",
                http(
                    "method: get, endpoint: 'SERVER/status/304', redirect: true, output: response",
                    then: "output: { as: .statusCode }"), "304"),
            refused("unknown properties", http("method: get, endpoint: 'SERVER', header: {}"), "no property"),
        ]),
    LanguagePart(
        "Other calls",
        [
            answers(
                "`openapi`: `document`, `operationId`, `parameters`",
                "do: [{ put: { call: http, with: { method: put, endpoint: 'SERVER/documents/language', body: \(service) } } }, "
                    + "{ a: { call: openapi, with: { document: { endpoint: 'SERVER/documents/language' }, operationId: find, "
                    + "parameters: { unit: bao } }, output: { as: .path } } }]", #""/echo/bao""#),
            isRead(
                "`openapi`: `authentication`, `output`, `redirect`",
                one(
                    "call: openapi, with: { document: { endpoint: 'https://x.vn/a.json' }, operationId: get, parameters: { a: 1 }, authentication: { bearer: { token: t } }, output: response, redirect: true }"
                )),
            refused("`grpc`", one("call: grpc, with: {}"), "does not speak"),
            refused("`asyncapi`", one("call: asyncapi, with: {}"), "does not speak"),
            refused("`a2a`", one("call: a2a, with: {}"), "does not speak"),
            refused("`mcp`", one("call: mcp, with: {}"), "does not speak"),
            answers(
                "a function of the document; `with` becomes its input",
                "use: { functions: { f: { set: '${ . }' } } }\n" + one("call: f, with: { n: '${ .x }' }"), #"{"n":1}"#,
                from: #"{"x":1}"#),
            answers(
                "a function of a catalog: `name:1.0.0@catalog`",
                "use: { catalogs: { c: { endpoint: 'file://FOLDER/catalog' } } }\n"
                    + one("call: 'f:1.0.0@c', with: { n: 1 }"), #"{"n":2}"#),
            answers(
                "a function by its URL",
                one("call: 'file://FOLDER/catalog/functions/f/1.0.0/function.yaml', with: { n: 1 }"),
                #"{"n":2}"#),
            refused("a function that nobody declared", one("call: fetch"), "there is no function"),
            refused("`call`: an expression", one("call: '${ .f }'"), "cannot be an expression"),
            refused("`with`: an expression", one("call: http, with: '${ . }'"), "must be a mapping"),
        ]),
    LanguagePart(
        "Authentication",
        [
            answers("`basic`", proving("{ basic: { username: lan, password: mật khẩu } }", at: "/basic"), #""GET""#),
            answers("`bearer`", proving("{ bearer: { token: t1 } }", at: "/bearer/t1"), #""GET""#),
            answers("`digest`", proving("{ digest: { username: lan, password: bi mat } }", at: "/digest"), #""GET""#),
            answers(
                "`oauth2`: `authority`, `grant`, `client`, `endpoints`",
                proving("{ oauth2: { \(oauth), endpoints: { token: /tokens/language } } }", at: "/echo"), #""GET""#),
            answers(
                "`oidc`",
                proving(
                    "{ oidc: { authority: 'SERVER/language', grant: client_credentials, client: { id: a, secret: b } } }",
                    at: "/echo"), #""GET""#),
            isRead(
                "`scopes`, `audiences`, `issuers`, `username`, `password`, `subject`, `actor`, `request.encoding`",
                proving(
                    "{ oauth2: { \(oauth), scopes: [a], audiences: [b], issuers: [c], username: u, password: p, subject: { token: t, type: x }, actor: { token: t, type: x }, request: { encoding: application/json } } }",
                    at: "/echo")),
            LanguageProbe(
                property: "`use`: a secret",
                document: "use: { secrets: [s] }\n" + proving("{ basic: { use: s } }", at: "/basic"),
                outcome: .answers(#""GET""#), secrets: ["DONDOC_SECRET_S": #"{"username":"lan","password":"mật khẩu"}"#]
            ),
            refused("`certificate`", proving("{ certificate: {} }", at: "/echo"), "and has 0"),
            refused(
                "two schemes at once",
                proving("{ basic: { use: s }, bearer: { token: t } }", at: "/echo").replacing(
                    "do:", with: "use: { secrets: [s] }\ndo:"), "and has 2"),
        ]),
]
