import Almanac
import Glibc
import Definition
import Errands
import Foundation
import Notation
import TestKit
import Testing

@Suite struct `where functions come from` {
    private let server: WebServer
    private let folder: TemporaryFolder
    private static let text = "set: { said: 'Xin chào' }\n"

    init() throws {
        server = try WebServer.shared.get()
        folder = try TemporaryFolder()
    }

    private func catalog(_ secrets: Secrets = Secrets(), answersWithin: Duration = .seconds(20)) -> FunctionCatalog {
        FunctionSource(folder: folder.url, at: Errand.start, answersWithin: answersWithin) { secrets }.catalog
    }

    private func reason(
        _ address: FunctionAddress, _ authentication: JSON = .null, in catalog: FunctionCatalog
    ) -> String {
        do throws(FunctionCatalog.Absence) {
            let bytes = try catalog.bytes(address, authentication)
            return "no reason, but \(bytes.count) bytes"
        } catch {
            return error.reason
        }
    }

    @Test(arguments: [true, false])
    func `a file is read, by its path from the document's folder or from the root`(isAbsolute: Bool) throws {
        try folder.write(Self.text, to: "functions/say/1.0.0/function.yaml")
        let path = "functions/say/1.0.0/function.yaml"
        let address = FunctionAddress(isAbsolute ? "\(folder.path)/\(path)" : path)
        #expect(try catalog().bytes(address, .null) == Array(Self.text.utf8))
        #expect(catalog().folders(FunctionAddress("functions/say")) == ["1.0.0"])
        #expect(catalog().folders(FunctionAddress("functions/none")) == [])
    }

    @Test(arguments: [
        ("none.yaml", "is not there"), (".", "no plain file"), ("pipe.yaml", "no plain file"),
        ("large.yaml", "more than 1048576 bytes"),
    ])
    func `what is no small plain file is refused`(path: String, sentence: String) throws {
        try folder.write(String(repeating: "#", count: FunctionCatalog.largestText + 1), to: "large.yaml")
        #expect(mkfifo("\(folder.path)/pipe.yaml", 0o600) == 0)
        #expect(reason(FunctionAddress(path), in: catalog()).contains(sentence))
    }

    @Test(arguments: ["/documents/fs/a.yaml", "/moved/documents/fs/a.yaml", "/moved/moved/documents/fs/a.yaml"])
    func `a text on the web is fetched, also where it has moved`(path: String) throws {
        try server.keep(Self.text, at: "fs/a.yaml")
        #expect(try catalog().bytes(.web(server.url(path)), .null) == Array(Self.text.utf8))
    }

    @Test(arguments: [
        ("/documents/fs/none.yaml", "cannot be fetched: the server answered with status 404"),
        ("/status/500", "cannot be fetched: the server answered with status 500"),
        ("/large/2000000/announced", "larger than the 1048576 bytes"),
        ("/large/2000000/open", "larger than the 1048576"),
        ("/broken", "cannot be fetched: the exchange broke off"),
        ("/moved/moved/moved/moved/moved/moved/echo", "redirected more than 5 times"),
    ])
    func `what the web refuses is told in a sentence`(path: String, sentence: String) {
        let reason = reason(.web(server.url(path)), in: catalog())
        #expect(reason.contains(sentence), "\(reason)")
        #expect(!reason.contains("GET \(server.url(path))"))
    }

    @Test func `nobody who listens is told in a sentence`() {
        #expect(
            reason(.web("http://127.0.0.1:9/f.yaml"), in: catalog()).hasPrefix("cannot be fetched: the server could"))
    }

    @Test func `a server that is silent is waited for once in a reading`() throws {
        let catalog = catalog(answersWithin: .milliseconds(200))
        let first = reason(.web(server.url("/slow")), in: catalog)
        #expect(first == "cannot be fetched: the server did not answer within 0.2 seconds")
        try server.keep(Self.text, at: "fs/b.yaml")
        let second = reason(.web(server.url("/documents/fs/b.yaml")), in: catalog)
        #expect(second == "cannot be fetched: its server has just not answered in time")
    }

    @Test(
        arguments: [
            (["bearer": ["token": "key-1"]], nil), (["bearer": ["use": "catalog"]], nil),
            (["bearer": ["token": "key-2"]], "status 401"),
            (["bearer": ["use": "nobody"]], "there is no secret \"nobody\""),
            (["basic": ["password": "a"]], "needs a username and a password"),
        ] as [(JSON, String?)])
    func `a catalog may ask who we are`(policy: JSON, refusal: String?) throws {
        try server.keep(Self.text, at: "fs/c.yaml")
        let address = FunctionAddress.web(server.url("/for/key-1/documents/fs/c.yaml"))
        let catalog = catalog(Secrets(["catalog": ["token": "key-1"]]))
        if let refusal {
            #expect(reason(address, policy, in: catalog).contains(refusal))
        } else {
            #expect(try catalog.bytes(address, policy) == Array(Self.text.utf8))
        }
    }

    @Test func `a password goes nowhere else, also when a server sends us on`() {
        let reason = reason(
            .web(server.url("/moved/documents/fs/a.yaml")), ["bearer": ["token": "x"]], in: catalog())
        #expect(reason == "cannot be fetched: the server answered with status 302")
    }
}
