import Errands
import Foundation
import Interpreter
import Notation
import TestKit
import Testing

struct OpenAPIErrandTests {
    private let errand: Errand

    init() throws { errand = try Errand() }

    private static let modern = """
        openapi: 3.0.3
        info: { title: Bài viết, version: '1' }
        servers:
          - url: http://127.0.0.1:{port}/echo
            variables: { port: { default: 'PORT' } }
        paths:
          /articles/{unit}:
            parameters:
              - { name: unit, in: path, required: true, schema: { type: string } }
              - { name: page, in: query, schema: { type: integer } }
            get:
              operationId: articles
              parameters:
                - { name: page, in: query, required: true, schema: { type: integer } }
                - { $ref: '#/components/parameters/Tags' }
                - { name: words, in: query, explode: false, schema: { type: array } }
                - { name: filter, in: query, style: deepObject, schema: { type: object } }
                - { name: range, in: query, schema: { type: object } }
                - { name: query, in: query, content: { application/json: {} } }
                - { name: X-Unit, in: header, schema: { type: array } }
                - { name: session, in: cookie, schema: { type: string } }
                - { name: Authorization, in: header, schema: { type: string } }
            post:
              operationId: publish
              parameters: [{ name: page, in: query, schema: { type: integer } }]
              requestBody: { $ref: '#/components/requestBodies/Article' }
            put:
              operationId: replace
              requestBody: { content: { application/x-www-form-urlencoded: {}, text/plain: {} } }
            patch:
              operationId: change
              requestBody: { content: { text/csv: {} } }
            delete: { operationId: remove, servers: [{ url: /status }] }
          /404: { get: { operationId: lost, servers: [{ url: 'http://127.0.0.1:PORT/status/' }] } }
          /unsaid/{thing}: { get: { operationId: unsaid } }
        components:
          parameters:
            Tags: { $ref: '#/components/parameters/RealTags' }
            RealTags: { name: tags, in: query, schema: { type: array } }
            Circle: { $ref: '#/components/parameters/Circle' }
          requestBodies:
            Article: { required: true, content: { application/xml: {}, application/json: {} } }
        """

    private static let swagger = """
        { "swagger": "2.0", "info": { "title": "Bài", "version": "1" }, "host": "127.0.0.1:PORT", "basePath": "/echo/v2",
          "schemes": ["http"], "consumes": ["application/json"],
          "paths": { "/articles/{id}": {
            "get": { "operationId": "find", "parameters": [
              { "name": "id", "in": "path", "required": true, "type": "integer" },
              { "name": "status", "in": "query", "type": "array", "collectionFormat": "multi" },
              { "name": "kinds", "in": "query", "type": "array" },
              { "name": "pipes", "in": "query", "type": "array", "collectionFormat": "pipes" } ] },
            "post": { "operationId": "add", "parameters": [
              { "name": "id", "in": "path", "required": true, "type": "integer" },
              { "name": "article", "in": "body", "required": true, "schema": {} } ] },
            "put": { "operationId": "form", "consumes": ["application/x-www-form-urlencoded"], "parameters": [
              { "name": "id", "in": "path", "required": true, "type": "integer" },
              { "name": "title", "in": "formData", "required": true, "type": "string" },
              { "name": "parts", "in": "formData", "type": "array", "collectionFormat": "multi" } ] },
            "patch": { "operationId": "upload", "parameters": [
              { "name": "id", "in": "path", "required": true, "type": "integer" },
              { "name": "file", "in": "formData", "type": "file" } ] } } } }
        """

    private func call(_ document: String, _ operation: String, _ parameters: JSON, _ more: JSON = [:]) throws -> JSON {
        try errand.folder.write(document.replacing("PORT", with: "\(errand.server.port)"), to: "openapi/tài liệu.yaml")
        let call: JSON = [
            "document": ["endpoint": "openapi/tài liệu.yaml"], "operationId": .string(operation),
            "parameters": parameters,
        ]
        return .object((call.asObject ?? Members()).merging(more.asObject ?? Members()))
    }

    private func output(_ document: String, _ operation: String, _ parameters: JSON, _ more: JSON = [:]) throws -> JSON
    {
        try errand.output("openapi", call(document, operation, parameters, more))
    }

    private func fault(_ document: String, _ operation: String, _ parameters: JSON = [:]) throws -> WorkflowFault {
        try errand.fault("openapi", call(document, operation, parameters))
    }

    @Test func `each parameter goes to its own place`() throws {
        let told = try output(
            OpenAPIErrandTests.modern, "articles",
            [
                "unit": "Châu Đốc/1", "page": 2, "tags": ["a", "b"], "words": ["x", "y"], "filter": ["year": 2021],
                "range": ["from": 1, "to": 2], "query": ["a": [1]], "X-Unit": ["a", "b"], "session": "một;hai",
                "Authorization": "none",
            ])
        #expect(told["method"] == "GET")
        #expect(told["path"] == "/echo/articles/Ch%C3%A2u%20%C4%90%E1%BB%91c%2F1")
        let query: JSON = [
            ["page", "2"], ["tags", "a"], ["tags", "b"], ["words", "x,y"], ["filter[year]", "2021"], ["from", "1"],
            ["to", "2"], ["query", #"{"a":[1]}"#],
        ]
        #expect(Set(told["query"].asArray ?? []) == Set(query.asArray ?? []))
        #expect(told["headers"]["x-unit"] == "a,b")
        #expect(told["headers"]["cookie"] == "session=m%E1%BB%99t%3Bhai")
        #expect(told["headers"]["authorization"] == .null)
    }

    @Test(
        arguments: [
            ["unit": "a", "body": ["title": "Bài"]], ["unit": "a", "title": "Bài"],
        ] as [JSON])
    func `what no parameter takes is the body`(parameters: JSON) throws {
        let told = try output(OpenAPIErrandTests.modern, "publish", parameters)
        #expect(told["method"] == "POST")
        #expect(told["headers"]["content-type"] == "application/json")
        #expect(told["body"] == #"{"title":"Bài"}"#)
    }

    @Test func `a text is JSON too where JSON is wanted`() throws {
        #expect(try output(OpenAPIErrandTests.modern, "publish", ["unit": "a", "body": "Bài"])["body"] == #""Bài""#)
    }

    @Test func `a form is sent where the document wants one`() throws {
        let told = try output(OpenAPIErrandTests.modern, "replace", ["unit": "a", "page": 3, "title": "Bài 1"])
        #expect(told["headers"]["content-type"] == "application/x-www-form-urlencoded")
        #expect(told["body"] == "title=B%C3%A0i%201")
        #expect(told["query"] == [["page", "3"]])
    }

    @Test func `content that is neither JSON nor a form must be text`() throws {
        #expect(try output(OpenAPIErrandTests.modern, "change", ["unit": "a", "body": "x;y"])["body"] == "x;y")
        #expect(
            try fault(OpenAPIErrandTests.modern, "change", ["unit": "a", "x": 1]).type == FaultKind.validation.type)
    }

    @Test(
        arguments: [
            ("articles", ["page": 1], FaultKind.validation, "needs the parameter \"unit\""),
            ("articles", ["unit": "a"], .validation, "needs the parameter \"page\""),
            (
                "articles", ["unit": "a", "page": 1, "pages": 2], .validation,
                "has no parameter \"pages\"; it has \"unit\", \"page\""
            ),
            ("articles", ["unit": ["a": ["b": 1]], "page": 1], .validation, "holds lists or objects within others"),
            ("publish", ["unit": "a"], .validation, "needs a body"),
            ("publish", ["unit": "a", "body": 1, "more": 2], .validation, "has no parameter \"more\""),
            ("nothing", [:], .configuration, "no operation \"nothing\""),
            ("remove", ["unit": "a"], .configuration, "names no server"),
            ("unsaid", [:], .configuration, "does not say what goes into"),
        ] as [(String, JSON, FaultKind, String)])
    func `a call that the document does not allow is a fault`(
        operation: String, parameters: JSON, kind: FaultKind, words: String
    ) throws {
        let fault = try fault(OpenAPIErrandTests.modern, operation, parameters)
        #expect(fault.type == kind.type)
        #expect(fault.detail?.contains(words) == true, "\(fault.detail ?? "")")
    }

    @Test func `the answer's form is that of an HTTP call`() throws {
        #expect(try fault(OpenAPIErrandTests.modern, "lost").status == 404)
        let response = try output(
            OpenAPIErrandTests.modern, "articles", ["unit": "a", "page": 1], ["output": "response"])
        #expect(response["statusCode"] == 200)
        #expect(response["request"]["uri"] == .string(errand.server.url("/echo/articles/a?page=1")))
    }

    @Test func `who calls is told to the operation's server`() throws {
        let told = try output(
            OpenAPIErrandTests.modern, "articles", ["unit": "a", "page": 1],
            ["authentication": ["bearer": ["token": "t"]]])
        #expect(told["headers"]["authorization"] == "Bearer t")
    }

    @Test func `Swagger 2 joins lists by its own rules`() throws {
        let told = try output(
            OpenAPIErrandTests.swagger, "find",
            ["id": 7, "status": ["a", "b"], "kinds": ["c", "d"], "pipes": [1, 2]])
        #expect(told["path"] == "/echo/v2/articles/7")
        #expect(told["query"] == [["status", "a"], ["status", "b"], ["kinds", "c,d"], ["pipes", "1|2"]])
    }

    @Test(arguments: ["article", "body"])
    func `Swagger 2 has a body with a name`(name: String) throws {
        let article: JSON = ["title": "Bài"]
        let parameters: JSON = .object(Members([("id", .integer(7)), (name, article)]))
        let told = try output(OpenAPIErrandTests.swagger, "add", parameters)
        #expect(told["body"] == #"{"title":"Bài"}"#)
        #expect(told["headers"]["content-type"] == "application/json")
    }

    @Test func `Swagger 2 has forms`() throws {
        let told = try output(OpenAPIErrandTests.swagger, "form", ["id": 7, "title": "Bài", "parts": [1, 2]])
        #expect(told["body"] == "title=B%C3%A0i&parts=1&parts=2")
        #expect(told["headers"]["content-type"] == "application/x-www-form-urlencoded")
        #expect(try fault(OpenAPIErrandTests.swagger, "form", ["id": 7]).detail?.contains("\"title\"") == true)
        #expect(try fault(OpenAPIErrandTests.swagger, "upload", ["id": 7]).detail?.contains("file") == true)
    }

    @Test func `a document is read over HTTP, and its relative server is where it was read`() throws {
        let name = "modern-\(errand.folder.url.lastPathComponent)"
        let text = OpenAPIErrandTests.modern.replacing("http://127.0.0.1:{port}", with: "")
        let kept = errand.call("/documents/\(name)", ["method": "put", "body": .string(text)])
        _ = try errand.output(kept)
        for path in ["/documents/\(name)", "/moved/documents/\(name)"] {
            let call: JSON = [
                "document": ["endpoint": ["uri": .string(errand.server.url(path.replacing(name, with: "{name}")))]],
                "operationId": "articles", "parameters": ["unit": "a", "page": 1],
            ]
            let told = try errand.output("openapi", call, input: ["name": .string(name)])
            #expect(told["path"] == "/echo/articles/a")
        }
    }

    @Test(arguments: [
        ("missing.yaml", "cannot be read"), ("../x.yaml", "outside"), ("/etc/passwd", "outside"),
        ("broken.yaml", "cannot be read"), ("other.yaml", "neither OpenAPI 3 nor Swagger 2"),
        ("circle.yaml", "circle"), ("dangling.yaml", "does not hold"), ("outside.yaml", "lies outside it"),
    ])
    func `a document that cannot be used is a configuration fault`(path: String, words: String) throws {
        try errand.folder.write("a: [", to: "broken.yaml")
        try errand.folder.write("openapi: 2.5.0", to: "other.yaml")
        for (name, reference) in [
            ("circle", "#/paths/~1a/get/parameters/0"), ("dangling", "#/x"), ("outside", "b.yaml#/x"),
        ] {
            try errand.folder.write(
                "openapi: 3.1.0\npaths: { /a: { get: { operationId: a, parameters: [{ $ref: '\(reference)' }] } } }",
                to: "\(name).yaml")
        }
        let fault = try errand.fault("openapi", ["document": ["endpoint": .string(path)], "operationId": "a"])
        #expect(fault.type == FaultKind.configuration.type)
        #expect(fault.detail?.contains(words) == true, "\(fault.detail ?? "")")
    }

    @Test func `a document that is not there is a communication fault`() throws {
        let address = JSON.string(errand.server.url("/status/404"))
        let fault = try errand.fault("openapi", ["document": ["endpoint": address], "operationId": "a"])
        #expect(fault.status == 404)
    }
}
