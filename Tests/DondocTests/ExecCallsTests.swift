import Foundation
import Notation
import TestKit
import Testing

@Suite struct `the secrets of exec` {
    private static let document =
        "use: { secrets: [token, mail] }\n"
        + "do: [{ a: { set: { t: '${ $secrets.token }', n: '${ $secrets.token | length }', user: '${ $secrets.mail.user? }' } } }]"
    private static let values = #"{"token":"kín-1","mail":{"user":"an"}}"#

    @Test func `come from a file, and before that from the environment`() throws {
        let fromFile = try exec(Self.document, beside: ["s.json": Self.values], arguments: ["--secrets", "s.json"])
        #expect(try JSON(parsing: fromFile.out) == ["t": "kín-1", "n": 5, "user": "an"])
        let environment = ["DONDOC_SECRET_TOKEN": "khác", "DONDOC_SECRET_mail": #"{"user":"em"}"#]
        let fromBoth = try exec(
            Self.document, beside: ["s.json": Self.values], arguments: ["--secrets", "s.json"], environment: environment
        )
        #expect(try JSON(parsing: fromBoth.out) == ["t": "khác", "n": 4, "user": "em"])
    }

    @Test func `stay out of events and of errors`() throws {
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/events"
        let line = "echo \"$T\" >&2; exit 1"
        let document =
            "use: { secrets: [token] }\ndo: [{ a: { set: { t: 'x ${ $secrets.token }' } } }, "
            .replacing("'x ${ $secrets.token }'", with: "'${ \"x \" + $secrets.token }'")
            + "{ b: { run: { shell: { command: '\(line)', environment: { T: '${ .t }' } } } } }]"
        let result = try exec(document, arguments: ["--events", file], environment: ["DONDOC_SECRET_TOKEN": "rất-kín"])
        #expect(result.code == 1)
        #expect(try JSON(parsing: result.out)["detail"] == "the process ended with code 1: x ***")
        let events = try folder.text(of: "events")
        #expect(events.contains("x ***"))
        #expect(!(events + result.out + result.error).contains("rất-kín"))
    }

    @Test func `that are missing are a fault`() throws {
        let result = try exec("use: { secrets: [token] }\ndo: [{ a: { set: { t: '${ $secrets.token }' } } }]")
        #expect(result.code == 1)
        let error = try JSON(parsing: result.out)
        #expect(error["status"] == 403 && error["instance"] == "/do/0/a")
    }

    @Test(arguments: ["[1]", "{"])
    func `are wrong usage, when their file is no object`(text: String) throws {
        let result = try exec(
            "do: [{ a: { set: { n: 1 } } }]", beside: ["s.json": text], arguments: ["--secrets", "s.json"])
        #expect(result.code == 2 && result.out == "" && result.error.contains("s.json"))
    }
}

@Suite struct `the calls of exec` {
    @Test func `reach a web server, with the secret that authenticates`() throws {
        let server = try WebServer.shared.get()
        let document = """
            use: { secrets: [token] }
            do:
              - a:
                  call: http
                  with:
                    method: post
                    endpoint: { uri: '\(server.url("/echo"))', authentication: { bearer: { token: '${ $secrets.token }' } } }
                    body: { n: '${ .n }' }
            """
        let result = try exec(document, input: #"{"n":3}"#, environment: ["DONDOC_SECRET_TOKEN": "kin-2"])
        #expect(result.code == 0, "\(result.out)\(result.error)")
        #expect(result.out.contains("Bearer kin-2"))
    }

    @Test(arguments: [
        ("bearer: { token: abc }", "Bearer", "abc"),
        ("basic: { username: an, password: kín }", "Basic", "YW46a8Otbg=="),
        ("digest: { username: an, password: kín }", "Digest", nil),
    ])
    func `show their authorization to expressions`(policy: String, scheme: String, parameter: String?) throws {
        let server = try WebServer.shared.get()
        let document = """
            do:
              - a:
                  call: http
                  with:
                    method: post
                    endpoint: { uri: '\(server.url("/echo"))', authentication: { \(policy) } }
                    body: { sent: '${ $authorization }' }
                  output: { as: '${ { answer: $authorization, sent: (.body? // . | tostring | contains("\(scheme)")) } }' }
              - b: { set: '${ . + { after: $authorization } }' }
            """
        let result = try exec(document)
        let seen: JSON = ["scheme": .string(scheme), "parameter": JSON(parameter)]
        #expect(try JSON(parsing: result.out) == ["answer": seen, "sent": true, "after": .null], "\(result.error)")
    }

    @Test func `that nobody answers are communication faults`() throws {
        let result = try exec("do: [{ a: { call: http, with: { method: get, endpoint: 'http://127.0.0.1:9/' } } }]")
        #expect(result.code == 1)
        let error = try JSON(parsing: result.out)
        #expect(error["type"].asString?.hasSuffix("/communication") == true)
        #expect(error["instance"] == "/do/0/a")
    }
}
