import Errands
import Foundation
import Interpreter
import Notation
import TestKit
import Testing

struct SecretsTests {
    private static let values: [String: JSON] = [
        "token": "mật-khẩu", "mail": ["user": "lan", "pass/word": "b~c", "port": 587, "tls": true, "hosts": ["một"]],
    ]
    private let secrets = Secrets(SecretsTests.values)

    @Test func `expressions see the shape, and markers for what is in it`() {
        let markers = secrets.markers(for: ["token", "mail", "none"])
        #expect(markers.count == 2)
        #expect(markers["token"] == "\u{E000}secret:token\u{E001}")
        #expect(
            markers["mail"] == [
                "user": "\u{E000}secret:mail/user\u{E001}", "pass/word": "\u{E000}secret:mail/pass~1word\u{E001}",
                "port": "\u{E000}secret:mail/port\u{E001}", "tls": true,
                "hosts": ["\u{E000}secret:mail/hosts/0\u{E001}"],
            ])
    }

    @Test func `what is marked is revealed as it was`() throws {
        let markers = secrets.markers(for: ["token", "mail"])
        for (name, value) in SecretsTests.values { #expect(try secrets.revealed(in: markers[name] ?? .null) == value) }
    }

    @Test func `a marker inside a text is replaced where it stands`() throws {
        let text = "Bearer \u{E000}secret:token\u{E001}\u{301}:\u{E000}secret:mail/port\u{E001}."
        #expect(try secrets.revealed(in: ["a": [.string(text)]]) == ["a": ["Bearer mật-khẩu\u{301}:587."]])
    }

    @Test(arguments: [
        "\u{E000}secret:token", "secret:token\u{E001}", "\u{E000}other:token\u{E001}", "\u{E001}\u{E000}", "Đôn đốc",
    ])
    func `what is no marker stays`(text: String) throws {
        #expect(try secrets.revealed(in: .string(text)) == .string(text))
    }

    @Test(arguments: ["none", "mail/none", "mail/hosts/7"])
    func `a marker of a secret that is gone is an authorization fault`(name: String) throws {
        let fault = #expect(throws: WorkflowFault.self) {
            try secrets.revealed(in: .string("\u{E000}secret:\(name)\u{E001}"))
        }
        #expect(fault?.type == FaultKind.authorization.type)
        #expect(fault?.status == 403)
    }

    @Test func `values are hidden in what is told`() {
        #expect(secrets.hidden(in: "mật-khẩu và b~c, ?t=m%E1%BA%ADt-kh%E1%BA%A9u") == "*** và ***, ?t=***")
        #expect(secrets.hidden(in: "cổng 587") == "cổng ***")
        #expect(Secrets(["a": "b\"\nc"]).hidden(in: #"{"k":"b\"\nc"}"#) == #"{"k":"***"}"#)
    }

    @Test func `a longer value is hidden before one that it holds`() {
        #expect(Secrets(["a": "abc", "b": "abcdef"]).hidden(in: "abcdef abc") == "*** ***")
    }

    @Test func `printing shows no value`() {
        var dumped = ""
        dump(secrets, to: &dumped)
        for shown in ["\(secrets)", String(reflecting: secrets), dumped] {
            #expect(!shown.contains("mật-khẩu") && !shown.contains("lan"))
        }
    }

    @Test func `the environment gives secrets by name, and goes before the file`() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"a": "file", "mail.server-1": "file"}"#, to: "secrets.json")
        let environment = [
            "DONDOC_SECRET_MAIL_SERVER_1": #"{"user":"lan"}"#, "DONDOC_SECRET_B": "[1]", "HOME": "/root",
        ]
        let secrets = try Secrets(environment: environment, file: folder.url.appending(path: "secrets.json"))
        let markers = secrets.markers(for: ["a", "b", "mail.server-1", "home"])
        #expect(
            try markers.mapValues { try secrets.revealed(in: $0) } == [
                "a": "file", "b": "[1]", "mail.server-1": ["user": "lan"],
            ])
        #expect(secrets.hidden(in: "/root lan [1]") == "/root *** ***")
    }

    @Test func `a file that holds no secrets is an error without its contents`() throws {
        let folder = try TemporaryFolder()
        try folder.write("hush", to: "secrets.json")
        let file = folder.url.appending(path: "secrets.json")
        #expect(throws: SecretsError.noObject(file.path)) { try Secrets(environment: [:], file: file) }
        let missing = folder.url.appending(path: "none.json")
        #expect(throws: SecretsError.unreadable(missing.path)) { try Secrets(environment: [:], file: missing) }
        #expect(!SecretsError.noObject(file.path).sentence.contains("hush"))
    }

    @Test func `a marker that comes from outside loses its meaning`() throws {
        let value: JSON = ["\u{E000}a": ["\u{E000}secret:token\u{E001}", 1, "Đôn đốc"]]
        #expect(Secrets.defused(value) == ["a": ["secret:token", 1, "Đôn đốc"]])
    }
}

/// Secrets on their way through a call.
struct SecretCallTests {
    private let errand: Errand
    private let marker: JSON

    init() throws {
        errand = try Errand(secrets: Secrets(["key": "chìa khoá"]))
        marker = errand.secrets(for: ["key"])["key"] ?? .null
    }

    @Test func `a secret is put in wherever its marker stands`() throws {
        let told = try errand.output(
            errand.call(
                "/echo/{key}",
                ["query": ["k": marker], "headers": ["X-Key": "x"], "body": ["k": marker], "method": "post"]),
            input: ["key": marker])
        #expect(told["path"] == "/echo/ch%C3%ACa%20kho%C3%A1")
        #expect(told["query"] == [["k", "chìa khoá"]])
        #expect(told["body"] == #"{"k":"chìa khoá"}"#)
    }

    @Test func `the request that is told in the output hides it`() throws {
        let query: JSON = ["k": marker]
        let response = try errand.get(
            "/status/200", ["query": query, "headers": ["X-Key": marker], "output": "response"])
        #expect(response["request"]["uri"] == .string(errand.server.url("/status/200?k=***")))
        #expect(response["request"]["headers"]["X-Key"] == "***")
    }

    @Test func `a fault hides it`() throws {
        let query: JSON = ["k": marker]
        let fault = try errand.fault(errand.call("/status/500", ["query": query]))
        #expect(fault.detail?.contains("?k=*** was answered") == true)
        #expect(fault.detail?.contains("khoá") == false)
    }

    @Test func `a marker that a server sends is not one`() throws {
        // The server answers with the marker of a secret, spelt in a way that no call of ours would reveal.
        let body = #""\ue000secret:key\ue001""#
        let text = try errand.get("/say/application%2Fjson", ["method": "post", "body": .string(body)])
        #expect(text == "secret:key")
    }

    @Test(arguments: [0, 200, 495, 600])
    func `a fault hides it wherever the server repeats it`(place: Int) throws {
        let body = JSON.string(String(repeating: "x", count: place) + (marker.asString ?? ""))
        let detail = try errand.fault(errand.call("/refuse", ["method": "post", "body": body])).detail
        #expect(detail?.contains("xchìa") == false)
        #expect(detail?.contains("chìa") == false)
        #expect(detail?.contains("status 400: \(place == 0 ? "*" : "x")") == true)
    }

    @Test func `a secret that is gone stops the call`() throws {
        let query: JSON = ["k": "\u{E000}secret:gone\u{E001}"]
        #expect(try errand.fault(errand.call("/echo", ["query": query])).status == 403)
    }
}
