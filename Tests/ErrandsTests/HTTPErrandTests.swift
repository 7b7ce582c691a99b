import Errands
import Foundation
import Interpreter
import Notation
import TestKit
import Testing

struct HTTPErrandTests {
    private let errand: Errand

    init() throws { errand = try Errand() }

    @Test func `a variable in braces is taken from the task's input`() throws {
        let told = try errand.output(
            errand.call("/echo/{đơn vị}/{số}/{none}/{pet.id}/phần"),
            input: ["đơn vị": "Châu Đốc/1", "số": 25, "pet.id": true, "pet": ["id": 3]])
        #expect(told["path"] == "/echo/Ch%C3%A2u%20%C4%90%E1%BB%91c%2F1/25//true/ph%E1%BA%A7n")
    }

    @Test func `a variable that is no text is an expression fault`() throws {
        let fault = try errand.fault(errand.call("/echo/{a}"), input: ["a": [1]])
        #expect(fault.type == FaultKind.expression.type)
        #expect(fault.status == 400)
    }

    @Test func `only simple variables are known`() throws {
        #expect(try errand.fault(errand.call("/echo{?a}"), input: ["a": 1]).type == FaultKind.configuration.type)
    }

    @Test func `the query is added to the one that the address has`() throws {
        let query: JSON = ["q": "bài & số", "n": 2, "list": ["a", "b"], "none": .null, "yes": true]
        let told = try errand.get("/echo?a=1#part", ["query": query])
        #expect(
            told["query"] == [
                ["a", "1"], ["q", "bài & số"], ["n", "2"], ["list", "a"], ["list", "b"], ["yes", "true"],
            ])
    }

    @Test(
        arguments: [
            (["a": "một", "n": 1], nil, "application/json", #"{"a":"một","n":1}"#),
            ([1, 2], nil, "application/json", "[1,2]"),
            ("một bài", nil, "text/plain; charset=utf-8", "một bài"),
            ("<a/>", "application/xml", "application/xml", "<a/>"),
            (["a": 1], "application/merge-patch+json", "application/merge-patch+json", #"{"a":1}"#),
            (
                ["a": "x y", "b": [1, 2]], "application/x-www-form-urlencoded", "application/x-www-form-urlencoded",
                "a=x%20y&b=1&b=2"
            ),
            (false, nil, "application/json", "false"),
        ] as [(JSON, String?, String, String)])
    func `a body is JSON unless it is text or a form`(body: JSON, type: String?, sent: String, text: String) throws {
        let headers: JSON = type.map { ["content-type": .string($0)] } ?? [:]
        let told = try errand.get("/echo", ["method": "post", "body": body, "headers": headers])
        #expect(told["method"] == "POST")
        #expect(told["headers"]["content-type"] == .string(sent))
        #expect(told["body"] == .string(text))
    }

    @Test func `a multipart body has a part for each member`() throws {
        let told = try errand.get(
            "/echo",
            ["method": "post", "body": ["a": "dondoc-part-0"], "headers": ["Content-Type": "multipart/form-data"]])
        #expect(told["headers"]["content-type"] == "multipart/form-data; boundary=dondoc-part-1")
        #expect(
            told["body"]
                == .string(
                    "--dondoc-part-1\r\nContent-Disposition: form-data; name=\"a\"\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\ndondoc-part-0\r\n--dondoc-part-1--\r\n"))
    }

    @Test func `headers are sent as they are given`() throws {
        let told = try errand.get("/echo", ["headers": ["X-Unit": "chau-doc", "X-Number": 3, "Accept": "text/csv"]])
        #expect(told["headers"]["x-unit"] == "chau-doc")
        #expect(told["headers"]["x-number"] == "3")
        #expect(told["headers"]["accept"] == "text/csv")
        #expect(told["headers"]["authorization"] == .null)
    }

    @Test(
        arguments: [
            ("application/json", #"{"a":[1]}"#, ["a": [1]]),
            ("application/problem%2Bjson;charset=utf-8", "[]", []),
            ("text/plain", "một", "một"),
            ("application/xml", "<a/>", "<a/>"),
            ("text/plain;charset=iso-8859-1", "ab", "ab"),
            ("application/octet-stream", "a\0b", "YQBi"),
            ("application/json", "", .null),
        ] as [(String, String, JSON)])
    func `content is JSON where the server says so, else text, else base 64`(
        type: String, body: String, content: JSON
    ) throws {
        #expect(
            try errand.get("/say/" + type.replacing("/", with: "%2F"), ["method": "post", "body": .string(body)])
                == content)
    }

    @Test func `content without a type is text`() throws {
        #expect(try errand.get("/untyped", ["method": "put", "body": "{}"]) == "{}")
    }

    @Test func `what is said to be JSON and is not, is a fault`() throws {
        let fault = try errand.fault(errand.call("/say/application%2Fjson", ["method": "post", "body": "{"]))
        #expect(fault.type == FaultKind.communication.type)
    }

    @Test func `raw output is base 64`() throws {
        let raw = try errand.get("/say/text%2Fplain", ["method": "post", "body": "một", "output": "raw"])
        #expect(raw == .string(Data("một".utf8).base64EncodedString()))
    }

    @Test func `response output tells the request, the status and the headers`() throws {
        let query: JSON = ["a": "b"]
        let response = try errand.get("/chunked", ["output": "response", "query": query, "headers": ["X-A": "1"]])
        #expect(
            response["request"] == [
                "method": "GET", "uri": .string(errand.server.url("/chunked?a=b")), "headers": ["X-A": "1"],
            ])
        #expect(response["statusCode"] == 200)
        #expect(response["headers"]["Content-Type"] == "application/json")
        #expect(response["content"] == ["phan": "một"])
        #expect(try errand.get("/twice", ["output": "response"])["headers"]["X-One"] == "a, b")
    }

    @Test(arguments: [200, 204, 299, 300, 302, 399, 400, 401, 403, 404, 500, 503])
    func `redirect says whether a redirection is an answer`(status: Int) throws {
        for takesRedirections in [false, true] {
            let call = errand.call("/status/\(status)", ["redirect": .bool(takesRedirections), "output": "response"])
            if status < (takesRedirections ? 400 : 300) {
                #expect(try errand.output(call)["statusCode"] == .integer(status))
            } else {
                let fault = try errand.fault(call)
                #expect(fault.type == FaultKind.communication.type)
                #expect(fault.status == status)
                #expect(fault.instance == nil)
                #expect(
                    fault.detail?.hasPrefix(
                        "GET \(errand.server.url("/status/\(status)")) was answered with status \(status)") == true)
            }
        }
    }

    @Test func `a problem that the server tells is the fault's`() throws {
        let fault = try errand.fault(errand.call("/problem"))
        #expect(fault.title == "Already there")
        #expect(fault.detail?.hasSuffix(": the article exists") == true)
        #expect(fault.status == 409)
    }

    @Test func `a server that is not there is a communication fault`() throws {
        let fault = try errand.fault(["method": "get", "endpoint": "http://127.0.0.1:1/"])
        #expect(fault.type == FaultKind.communication.type)
        #expect(fault.status == 500)
    }

    @Test func `a server that does not answer is a timeout`() throws {
        let errand = try Errand(answersWithin: .milliseconds(200))
        let fault = try errand.fault(errand.call("/slow"))
        #expect(fault.type == FaultKind.timeout.type)
        #expect(fault.status == 408)
    }

    @Test func `an answer that is too large is a communication fault`() throws {
        #expect(try errand.fault(errand.call("/large/16777217/open")).detail?.contains("16777216 bytes") == true)
    }

    private static let impossible: [(JSON, FaultKind)] = [
        (["endpoint": "http://127.0.0.1/"], .validation),
        (["method": "get"], .validation),
        (["method": "get", "endpoint": ["uri": 3]], .validation),
        (["method": "get", "endpoint": "pets/3"], .configuration),
        (["method": "get", "endpoint": "file:///etc/passwd"], .configuration),
        (["method": "get", "endpoint": "http://127.0.0.1/", "query": "a=b"], .validation),
        (["method": "get", "endpoint": "http://127.0.0.1/", "headers": ["a": ["b": 1]]], .validation),
        (["method": "get", "endpoint": "http://127.0.0.1/", "headers": ["a": "b\r\nc: d"]], .validation),
        (["method": "get", "endpoint": "http://127.0.0.1/", "output": "all"], .validation),
        (["method": "get", "endpoint": "http://127.0.0.1/", "redirect": "yes"], .validation),
        (["method": "a b", "endpoint": "http://127.0.0.1/"], .validation),
    ]

    @Test(arguments: impossible)
    func `arguments that make no call are a fault`(arguments: JSON, kind: FaultKind) throws {
        let fault = try errand.fault(arguments)
        #expect(fault.type == kind.type, "\(fault)")
        #expect(fault.status == 400)
    }

    @Test func `a function that nobody knows is a fault`() throws {
        #expect(try errand.fault("grpc", [:]).type == FaultKind.configuration.type)
    }
}
