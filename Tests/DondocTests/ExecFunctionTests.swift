import Foundation
import Notation
import TestKit
import Testing

@Suite struct `exec of a document that calls functions of catalogs` {
    private static let files = [
        "functions/greet/1.0.0/function.yaml": """
        input: { schema: { document: { type: object, required: [name] } } }
        output: { schema: { document: { type: object } } }
        set: { text: '${ "Kính gửi " + .name }' }
        """,
        "functions/greet/0.9.0/function.yaml": "set: { text: '${ .name }' }",
        "cat/functions/twice/1.0.0/function.yaml": "set: { n: '${ .n * 2 }' }",
        "cat/functions/four/1.0.0/function.yaml":
            "do: [{ a: { call: twice, with: { n: '${ .n }' } } }, { b: { call: 'twice:1.0.0', with: { n: '${ .n }' } } }]",
        "cat/functions/bad/1.0.0/function.yaml": "set: { a: 1 }\niff: x\n",
        "cat/functions/fail/1.0.0/function.yaml":
            "do: [{ a: { raise: { error: { type: 'https://x.vn/e', status: 418 } } } }]",
    ]

    private static let catalog = "use: { catalogs: { c: { endpoint: ./cat } } }\n"

    @Test(arguments: [
        ("do: [{ a: { call: greet, with: { name: Lan } } }]", #"{"text":"Kính gửi Lan"}"#),
        ("do: [{ a: { call: 'greet:0.9.0@default', with: { name: Lan } } }]", #"{"text":"Lan"}"#),
        ("\(catalog)do: [{ a: { call: 'four:1.0.0@c', with: { n: 3 } } }]", #"{"n":12}"#),
        ("do: [{ a: { call: ./cat/functions/four/1.0.0/function.yaml, with: { n: 3 } } }]", #"{"n":12}"#),
        (
            "do: [{ l: { for: { in: '[1, 2]' }, do: [{ a: { call: 'greet:0.9.0', with: { name: '${ $item }' } } }] } }]",
            #"{"text":2}"#
        ),
    ])
    func `prints what they answer`(document: String, output: String) throws {
        let result = try exec(document, beside: Self.files)
        #expect(result.code == 0, "\(result.out)\(result.error)")
        #expect(try JSON(parsing: result.out) == JSON(parsing: output))
    }

    @Test(arguments: [
        (
            "do: [{ a: { call: greet, with: { nam: Lan } } }]", 400,
            "/use/functions/functions~1greet~11.0.0~1function.yaml"
        ),
        (
            "\(catalog)do: [{ a: { call: fail@c } }]", 418,
            "/use/functions/cat~1functions~1fail~11.0.0~1function.yaml/do/0/a"
        ),
    ])
    func `tells what goes wrong in them with its place`(document: String, status: Int, instance: String) throws {
        let result = try exec(document, beside: Self.files)
        #expect(result.code == 1, "\(result.error)")
        #expect(try JSON(parsing: result.out)["status"] == .integer(status))
        #expect(try JSON(parsing: result.out)["instance"] == .string(instance))
    }

    @Test(arguments: [
        (
            "do: [{ a: { call: 'greet:2.0.0' } }]",
            ["main.yaml:2:19: error: \"greet:2.0.0\"", "the versions 0.9.0, 1.0.0"]
        ),
        (
            "\(catalog)do: [{ a: { call: bad@c } }]",
            [
                "main.yaml:3:19: error: the function \"bad@c\" has mistakes",
                "cat/functions/bad/1.0.0/function.yaml:2:1: error:",
            ]
        ),
        (
            "do: [{ a: { call: http://127.0.0.1:9/function.yaml } }]",
            [
                "main.yaml:2:19: error: \"http://127.0.0.1:9/function.yaml\" cannot be fetched: the server could not be reached"
            ]
        ),
    ])
    func `refuses those that cannot be had, at their call`(document: String, sentences: [String]) throws {
        let result = try exec(document, beside: Self.files)
        #expect(result.code == 2)
        for sentence in sentences { #expect(result.error.contains(sentence), "\(result.error)") }
    }

    @Test func `fetches them from the web, under the catalog's authentication`() throws {
        let server = try WebServer.shared.get()
        try server.keep(
            "do: [{ a: { call: 'inner:1.0.0', with: { n: '${ .n }' } } }]", at: "x/functions/outer/1.0.0/function.yaml")
        try server.keep("set: { n: '${ .n + 1 }' }", at: "x/functions/inner/1.0.0/function.yaml")
        let document = """
            use:
              secrets: [key]
              authentications: { us: { bearer: { use: key } } }
              catalogs: { far: { endpoint: { uri: '\(server.url("/for/key-1/documents/x"))', authentication: { use: us } } } }
            do: [{ a: { call: 'outer:1.0.0@far', with: { n: 1 } } }]
            """
        let result = try exec(document, environment: ["DONDOC_SECRET_KEY": #"{"token":"key-1"}"#])
        #expect(result.code == 0, "\(result.error)")
        #expect(try JSON(parsing: result.out) == ["n": 2])
        let refused = try exec(document, environment: ["DONDOC_SECRET_KEY": #"{"token":"key-2"}"#])
        #expect(refused.code == 2)
        #expect(refused.error.contains("main.yaml:6:19: error:"), "\(refused.error)")
        #expect(refused.error.contains("status 401") && !refused.error.contains("key-2"), "\(refused.error)")
    }

    @Test(arguments: [true, false])
    func `fetches nothing for neighbours that nobody runs`(runs: Bool) throws {
        let child = """
            document: { dsl: '1.0.3', namespace: test, name: child, version: '1.0.0' }
            do: [{ a: { call: http://127.0.0.1:9/function.yaml } }]
            """
        let task = runs ? "run: { workflow: { namespace: test, name: child, version: latest } }" : "set: { n: 1 }"
        let result = try exec("do: [{ a: { \(task) } }]", beside: ["child.yaml": child])
        #expect(result.code == (runs ? 1 : 0), "\(result.out)\(result.error)")
    }
}
