import Notation
import TestKit
import Testing
import Transport

struct HTTPTests {
    private let server: WebServer

    init() throws { server = try WebServer.shared.get() }

    private func send(_ request: HTTPRequest, by exchange: HTTPExchange = HTTPExchange()) throws -> HTTPResponse {
        try exchange.send(request)
    }

    private func get(_ path: String) throws -> HTTPResponse {
        try send(HTTPRequest(method: "GET", url: server.url(path)))
    }

    private func failure(of request: HTTPRequest, by exchange: HTTPExchange = HTTPExchange()) -> TransportError? {
        do throws(TransportError) {
            _ = try exchange.send(request)
            return nil
        } catch { return error }
    }

    @Test(arguments: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    func `sends any method with its body as it is`(method: String) throws {
        let body = Array("Đôn đốc".utf8)
        let request = HTTPRequest(
            method: method, url: server.url("/echo?a=1"), headers: [("X-Mine", "một")], body: body)
        let told = try JSON(parsing: try send(request).body)
        #expect(told["method"] == .string(method))
        #expect(told["body"] == "Đôn đốc")
        #expect(told["query"] == [["a", "1"]])
        #expect(told["headers"]["expect"] == .null)
        #expect(told["headers"]["content-type"] == .null)
    }

    @Test(arguments: ["GET", "POST", "PUT", "DELETE"])
    func `a request without a body has none`(method: String) throws {
        let told = try JSON(parsing: try send(HTTPRequest(method: method, url: server.url("/echo"))).body)
        #expect(told["method"] == .string(method))
        #expect(told["body"] == "")
    }

    @Test func `the answer to HEAD has no body`() throws {
        let response = try send(HTTPRequest(method: "HEAD", url: server.url("/echo")))
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
        #expect(response.header("content-length") != "0")
    }

    @Test(arguments: [201, 204, 302, 404, 500])
    func `every status is an answer, and a redirection is not followed`(status: Int) throws {
        let response = try get("/status/\(status)")
        #expect(response.status == status)
        #expect(response.header("LOCATION") == (status == 302 ? "/echo" : nil))
    }

    @Test func `headers keep their order and spelling`() throws {
        let headers = try get("/twice").headers.filter { $0.name.lowercased().hasPrefix("x-") }
        #expect(headers.map(\.name) == ["X-One", "x-one", "X-Empty"])
        #expect(headers.map(\.value) == ["a", "b", ""])
    }

    @Test func `a body in chunks is one body, and its trailers are no headers`() throws {
        let response = try get("/chunked")
        #expect(try JSON(parsing: response.body) == ["phan": "một"])
        #expect(response.header("x-late") == nil)
    }

    @Test func `an interim answer leaves no headers behind`() throws {
        let response = try get("/interim")
        #expect(response.status == 200)
        #expect(response.header("x-early") == nil)
        #expect(try JSON(parsing: response.body) == ["done": true])
    }

    @Test(arguments: ["announced", "open"])
    func `a body above the limit is an error`(way: String) throws {
        let exchange = HTTPExchange(bodyLimit: 100_000)
        #expect(
            try send(HTTPRequest(method: "GET", url: server.url("/large/100000/\(way)")), by: exchange).body.count
                == 100_000)
        let request = HTTPRequest(method: "GET", url: server.url("/large/100001/\(way)"))
        #expect(failure(of: request, by: exchange) == .tooLarge(limit: 100_000))
    }

    @Test func `HEAD may ask about what is too large to read`() throws {
        let request = HTTPRequest(method: "HEAD", url: server.url("/large/100001/announced"))
        #expect(try send(request, by: HTTPExchange(bodyLimit: 100_000)).header("content-length") == "100001")
    }

    @Test func `an answer that does not come is given up`() {
        let exchange = HTTPExchange(answersWithin: .milliseconds(200))
        let error = failure(of: HTTPRequest(method: "GET", url: server.url("/slow")), by: exchange)
        #expect(error == .timedOut(after: .milliseconds(200)))
        #expect(error?.sentence == "the server did not answer within 0.2 seconds")
    }

    @Test func `an answer that stops half way is no answer`() throws {
        let error = try #require(failure(of: HTTPRequest(method: "GET", url: server.url("/broken"))))
        guard case .broken = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func `tells why nobody was reached`() throws {
        // Port 1 of the loopback is nobody's.
        guard case .refused? = failure(of: HTTPRequest(method: "GET", url: "http://127.0.0.1:1/")) else {
            Issue.record("not refused")
            return
        }
        guard case .unresolved? = failure(of: HTTPRequest(method: "GET", url: "http://khong-co.invalid/")) else {
            Issue.record("resolved")
            return
        }
        let secure = server.url("/").replacing("http:", with: "https:")
        guard case .insecure? = failure(of: HTTPRequest(method: "GET", url: secure)) else {
            Issue.record("secure")
            return
        }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "127.0.0.1/", "", "http://a b/", "http://\n/"])
    func `speaks http and https only`(url: String) {
        #expect(failure(of: HTTPRequest(method: "GET", url: url)) == .badAddress(url))
    }

    @Test(arguments: [("X", "a\r\nY: b"), ("X\r\nY", "b"), ("X Y", "b"), ("", "b"), ("X", "a\0b")])
    func `lets no header smuggle in another`(name: String, value: String) {
        let request = HTTPRequest(method: "GET", url: server.url("/echo"), headers: [(name, value)])
        #expect(failure(of: request) == .badHeader(name))
    }

    @Test func `lets no method smuggle in a request`() {
        let request = HTTPRequest(method: "GET / HTTP/1.1\r\nX: y", url: server.url("/echo"))
        #expect(failure(of: request) == .badMethod(request.method))
    }

    @Test(arguments: [("bi mat", 200), ("sai", 401)])
    func `proves a password by digest without sending it`(password: String, status: Int) throws {
        let body = Array("một bài".utf8)
        let request = HTTPRequest(
            method: "POST", url: server.url("/digest"), body: body,
            digest: HTTPRequest.Digest(username: "lan", password: password))
        let response = try send(request)
        #expect(response.status == status)
        let told = try JSON(parsing: response.body)
        if status == 200 {
            #expect(told["body"] == "một bài")
            #expect(!told["headers"].text.contains("bi mat"))
        } else {
            #expect(told == ["said": "prove it"])
        }
    }

    @Test func `many exchanges at once do not mix`() async throws {
        let bodies = try await withThrowingTaskGroup(of: (Int, JSON).self) { group in
            for number in 0..<24 {
                let request = HTTPRequest(
                    method: "POST", url: server.url("/echo/\(number)"), body: Array("\(number)".utf8))
                group.addTask { (number, try JSON(parsing: HTTPExchange().send(request).body)["body"]) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(bodies.count == 24)
        for (number, body) in bodies { #expect(body == .string("\(number)")) }
    }
}
