import Errands
import Foundation
import Interpreter
import Notation
import TestKit
import Testing

struct AuthenticationTests {
    private let errand: Errand
    /// The server counts by name, and tests run side by side.
    private let name: String

    init() throws {
        errand = try Errand()
        name = errand.folder.url.lastPathComponent
    }

    private func call(_ path: String, _ authentication: JSON) -> JSON {
        ["method": "get", "endpoint": ["uri": .string(errand.server.url(path)), "authentication": authentication]]
    }

    @Test func `basic sends the name and the password in UTF-8`() throws {
        #expect(
            try errand.answer("http", call("/basic", ["basic": ["username": "lan", "password": "mật khẩu"]])).isOutput)
        #expect(try errand.fault(call("/basic", ["basic": ["username": "lan", "password": "sai"]])).status == 401)
    }

    @Test(arguments: [["bearer": ["token": "t1"]], ["bearer": "t1"]] as [JSON])
    func `bearer sends its token`(authentication: JSON) throws {
        #expect(try errand.answer("http", call("/bearer/t1", authentication)).isOutput)
        let fault = try errand.fault(call("/bearer/other", authentication))
        #expect(fault.type == FaultKind.communication.type)
        #expect(fault.status == 401)
    }

    @Test func `digest proves the password`() throws {
        #expect(
            try errand.answer("http", call("/digest", ["digest": ["username": "lan", "password": "bi mat"]])).isOutput)
        #expect(try errand.fault(call("/digest", ["digest": ["username": "lan", "password": "sai"]])).status == 401)
    }

    @Test func `the authentication takes the place of a header that says otherwise`() throws {
        var call = call("/echo", ["bearer": ["token": "t1"]])
        call["headers"] = ["authorization": "Bearer other"]
        #expect(try errand.output(call)["headers"]["authorization"] == "Bearer t1")
        call["endpoint"]["authentication"] = ["digest": ["username": "a", "password": "b"]]
        #expect(try errand.output(call)["headers"]["authorization"] == .null)
    }

    @Test func `the answer does not tell how the call proved itself`() throws {
        var call = call("/status/200", ["bearer": ["token": "very-secret"]])
        call["output"] = "response"
        #expect(try !errand.output(call).text.contains("very-secret"))
    }

    private static let impossible: [(JSON, FaultKind)] = [
        (["use": "mail"], .configuration), (["basic": ["use": "mail"]], .configuration), ("mail", .validation),
        (["basic": ["username": "a"], "bearer": ["token": "t"]], .validation), ([:], .validation),
        (["bearer": [:]], .validation), (["basic": ["password": "b"]], .validation),
        (["basic": ["username": "a:b", "password": "c"]], .validation), (["certificate": [:]], .validation),
        (["oauth2": ["grant": "client_credentials"]], .validation),
        (["oauth2": ["authority": "http://127.0.0.1:1", "grant": "authorization_code"]], .configuration),
        (["oauth2": ["authority": "http://127.0.0.1:1", "grant": "none"]], .validation),
        (["oauth2": ["authority": "http://127.0.0.1:1", "grant": "client_credentials"]], .validation),
        (["oauth2": ["authority": "http://127.0.0.1:1", "grant": "password", "client": ["id": "a"]]], .validation),
        (
            [
                "oauth2": [
                    "authority": "http://127.0.0.1:1", "grant": "client_credentials",
                    "client": ["id": "a", "secret": "b", "authentication": "client_secret_jwt"],
                ]
            ], .configuration
        ),
    ]

    @Test(arguments: impossible)
    func `an authentication that cannot be is a fault`(authentication: JSON, kind: FaultKind) throws {
        let fault = try errand.fault(call("/echo", authentication))
        #expect(fault.type == kind.type, "\(fault)")
    }
}

/// OAuth 2 and OpenID Connect.
struct TokenTests {
    private let errand: Errand
    private let name: String

    init() throws {
        errand = try Errand()
        name = errand.folder.url.lastPathComponent
    }

    private func policy(
        _ more: JSON = [:], name: String? = nil, client: JSON = ["id": "dondoc", "secret": "s&1"]
    ) -> JSON {
        let endpoints: JSON = ["token": .string("/tokens/\(name ?? self.name)")]
        let policy: JSON = [
            "authority": .string(errand.server.url("")), "endpoints": endpoints, "grant": "client_credentials",
            "client": client,
        ]
        return ["oauth2": .object((policy.asObject ?? Members()).merging(more.asObject ?? Members()))]
    }

    private func call(_ authentication: JSON, _ path: String? = nil) -> JSON {
        let uri = JSON.string(errand.server.url(path ?? "/guarded/\(name)"))
        return ["method": "get", "endpoint": ["uri": uri, "authentication": authentication]]
    }

    /// What the token endpoint was last asked.
    private func asked(_ name: String? = nil) throws -> JSON { try errand.get("/asked/\(name ?? self.name)") }

    @Test func `client credentials are posted as a form`() throws {
        let authentication = policy(["scopes": ["read", "write"], "audiences": ["a", "b"]])
        #expect(try errand.output(call(authentication)) == ["token": "1"])
        let asked = try asked()
        #expect(asked["headers"]["content-type"] == "application/x-www-form-urlencoded")
        #expect(
            asked["body"]
                == "grant_type=client_credentials&scope=read%20write&audience=a&audience=b&client_id=dondoc&client_secret=s%261"
        )
    }

    @Test func `a client may prove itself by a header`() throws {
        let client: JSON = ["id": "dondoc", "secret": "s&1", "authentication": "client_secret_basic"]
        #expect(try errand.answer("http", call(policy(client: client))).isOutput)
        let asked = try asked()
        #expect(asked["body"] == "grant_type=client_credentials")
        #expect(asked["headers"]["authorization"] == "Basic ZG9uZG9jOnMlMjYx")
    }

    @Test func `a client may prove itself by an assertion that was signed elsewhere`() throws {
        let client: JSON = ["id": "dondoc", "assertion": "a.b.c", "authentication": "private_key_jwt"]
        #expect(try errand.answer("http", call(policy(client: client))).isOutput)
        #expect(try asked()["body"].asString?.hasSuffix("client_assertion=a.b.c&client_id=dondoc") == true)
    }

    @Test func `a token request may be JSON`() throws {
        let more: JSON = ["request": ["encoding": "application/json"], "audiences": ["a", "b"]]
        #expect(try errand.answer("http", call(policy(more))).isOutput)
        let body = try JSON(parsing: try asked()["body"].asString ?? "")
        #expect(
            body == [
                "grant_type": "client_credentials", "audience": ["a", "b"], "client_id": "dondoc",
                "client_secret": "s&1",
            ])
    }

    @Test func `a password grant sends the name and the password`() throws {
        let more: JSON = ["grant": "password", "username": "lan", "password": "mật"]
        #expect(try errand.answer("http", call(policy(more, client: ["id": "c", "authentication": "none"]))).isOutput)
        #expect(try asked()["body"] == "grant_type=password&username=lan&password=m%E1%BA%ADt&client_id=c")
    }

    @Test func `a token is used until shortly before it expires`() throws {
        let call = call(policy())
        // It lives 100 seconds, and is given up after 90.
        let numbers = try [0, 0, 89, 90, 91, 200].map { try errand.output(call, at: $0)["token"] }
        #expect(numbers == ["1", "1", "1", "2", "2", "3"])
    }

    @Test func `tokens of different scopes are kept apart`() throws {
        #expect(try errand.output(call(policy(["scopes": ["a"]])))["token"] == "1")
        #expect(try errand.output(call(policy(["scopes": ["b"]])))["token"] == "2")
        #expect(try errand.output(call(policy(["scopes": ["a"]])))["token"] == "1")
    }

    @Test func `a token without an end is not kept`() throws {
        let name = "unending\(name)"
        let call = call(policy(name: name), "/guarded/\(name)")
        #expect(try errand.output(call)["token"] == "1")
        #expect(try errand.output(call)["token"] == "2")
    }

    @Test func `a token that was withdrawn is got anew, once`() throws {
        let call = call(policy())
        #expect(try errand.output(call)["token"] == "1")
        _ = try errand.get("/withdraw/\(name)")
        #expect(try errand.output(call)["token"] == "2")
        _ = try errand.get("/withdraw/\(name)")
        _ = try errand.get("/withdraw/\(name)")
        _ = try errand.get("/withdraw/\(name)")
        #expect(try errand.fault(call).status == 401)
    }

    @Test func `a client that is refused is an authentication fault that tells no secret`() throws {
        let errand = try Errand(secrets: Secrets(["client": "wrong"]))
        let marker = errand.secrets(for: ["client"])["client"] ?? .null
        let fault = try errand.fault(call(policy(client: ["id": "dondoc", "secret": marker])))
        #expect(fault.type == FaultKind.authentication.type)
        #expect(fault.status == 401)
        #expect(fault.detail?.hasSuffix("answered with status 401: invalid_client, who are you?") == true)
    }

    @Test func `a token of an issuer who is not trusted is refused`() throws {
        let name = "jwt\(name)"
        #expect(try errand.answer("http", call(policy(["issuers": ["https://issuer"]], name: name), "/echo")).isOutput)
        let fault = try errand.fault(call(policy(["issuers": ["https://other"]], name: name), "/echo"))
        #expect(fault.type == FaultKind.authentication.type)
        #expect(fault.detail?.contains("https://issuer") == true)
    }

    @Test(arguments: ["", "/", "/.well-known/openid-configuration"])
    func `OpenID Connect finds the token endpoint itself`(ending: String) throws {
        let policy: JSON = [
            "oidc": [
                "authority": .string(errand.server.url("/\(name)\(ending)")), "grant": "client_credentials",
                "client": ["id": "a", "secret": "b"],
            ]
        ]
        #expect(try errand.output(call(policy))["token"] == "1")
    }

    @Test func `an authority without a configuration is an authentication fault`() throws {
        let policy: JSON = [
            "oidc": [
                "authority": .string(errand.server.url("/a/b/c")), "grant": "client_credentials",
                "client": ["id": "a", "secret": "b"],
            ]
        ]
        let fault = try errand.fault(call(policy))
        #expect(fault.type == FaultKind.authentication.type)
        #expect(fault.detail?.contains("status 404") == true)
    }

    @Test func `an authority that is not there is a communication fault`() throws {
        let policy = policy(["authority": "http://127.0.0.1:1"])
        #expect(try errand.fault(call(policy)).type == FaultKind.communication.type)
    }
}

extension Answer {
    fileprivate var isOutput: Bool { if case .output = self { true } else { false } }
}
