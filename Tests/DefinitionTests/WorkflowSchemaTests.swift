import Definition
import Foundation
import Interpreter
import Notation
import Testing

@Suite struct `the printed schema of workflows` {
    private static func documents(in folder: URL) -> [URL] {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
    }

    private static func value(of file: URL) throws -> JSON? {
        let text = SourceText(file: file.path, text: try String(contentsOf: file, encoding: .utf8))
        return WorkflowFile.looksLike(text) ? LocatedTree.parsing(text).tree?.root.json : nil
    }

    private static let examples = documents(in: Places.examples)
    private static let foreign = ["call-asyncapi", "call-grpc", "call-mcp"]

    @Test(.enabled(if: !examples.isEmpty, "the specification's examples are not at hand"), arguments: examples)
    func `accepts the official examples, but for protocols that are not spoken here`(file: URL) throws {
        let value = try #require(try Self.value(of: file))
        let isForeign = Self.foreign.contains { file.lastPathComponent.hasPrefix($0) }
        #expect(printedSchema.violations(of: value).isEmpty == !isForeign, "\(printedSchema.violations(of: value))")
    }

    @Test func `accepts the workflows of our own site`() throws {
        let site = Places.root.appending(path: "workflows/an-giang-2021")
        let values = try Self.documents(in: site).compactMap { try Self.value(of: $0) }
        #expect(values.count >= 7)
        for value in values { #expect(printedSchema.violations(of: value) == [], "\(value["document"]["name"])") }
    }

    @Test func `accepts what the check only warns of`() throws {
        for file in Self.documents(in: Places.corpus) {
            let (source, _) = SourceText.reading(bytes: Array(try Data(contentsOf: file)), file: file.path)
            let workflow = source.flatMap { WorkflowFile.read($0, functions: ourFunctions).workflow }
            guard let workflow else { continue }
            #expect(printedSchema.violations(of: workflow.definition) == [], "\(file.lastPathComponent)")
        }
    }

    @Test(arguments: [
        "use: { functions: { collect: { set: { n: 1 } } } }\ndo: [{ a: { call: collect, with: { any: 1 } } }]",
        "x-mine: 1\nunknown: 2\ndo: [{ a: { wait: PT1S } }]",
        "do: [{ a: { call: 'collect:1.0.0@default', with: { obligation: articles, until: due } } }]",
        "do: [{ a: { call: http, with: { method: get, endpoint: 'https://x.vn/{id}', headers: '${ .h }' } } }]",
        "do: [{ a: { if: true, set: '${ .x }' } }, { '5': { wait: '${ .t }', then: 5 } }]",
        "do: [{ a: { call: collect, with: { from: 25504, to: '${ .to }', due: none, remind: 3, opens: { days: 2 } } } }]",
        "do: [{ a: { call: collect, with: { from: [a, '${ .b }'], to: b, due: { before: { day: 25 }, every: month } } } }]",
        "do: [{ a: { call: notify, with: { to: recipients, template: notice, kind: '${ .k }', fields: '${ . }' } } }]",
        "do: [{ a: { listen: { to: { any: [], until: { one: { with: { type: a.b } } } }, read: envelope } } }]",
        "do: [{ a: { try: [{ b: { wait: PT1S } }], catch: { retry: { backoff: { linear: null } } } } }]",
        "timeout: { after: 'P1Y2M3W4DT5H6M7,5S' }\ndo: [{ a: { wait: { hours: 0 } } }]",
    ])
    func `accepts the rarer forms that the check accepts`(body: String) {
        let (workflow, diagnostics) = read(body)
        #expect(workflow != nil, "\(diagnostics)")
    }

    @Test(arguments: Broken.documents)
    func `refuses what the check refuses as well`(body: String) throws {
        let source = SourceText(file: "test.yaml", text: header + body)
        let value = try #require(LocatedTree.parsing(source).tree?.root.json)
        #expect(!printedSchema.violations(of: value).isEmpty)
        #expect(WorkflowFile.read(source, functions: ourFunctions).workflow == nil)
    }

    @Test func `describes every property and refers to nothing that is not there`() throws {
        let schema = WorkflowSchema.json
        var named: Set<String> = []
        func walk(_ value: JSON, _ path: String) {
            for (name, part) in value.asObject ?? Members() {
                if name == "$ref" { named.insert(part.asString ?? "") }
                if name == "properties", value["additionalProperties"] != .null {
                    for (property, schema) in part.asObject ?? Members() {
                        #expect(schema["description"].asString?.isEmpty == false, "\(path)/\(property)")
                    }
                }
                walk(part, "\(path)/\(name)")
            }
            for (index, part) in (value.asArray ?? []).enumerated() { walk(part, "\(path)/\(index)") }
        }
        walk(schema, "")
        let defined = Set(try #require(schema["$defs"].asObject).keys.map { "#/$defs/\($0)" })
        #expect(named == defined)
    }

    @Test func `knows every function, with every parameter`() {
        for shape in FunctionShape.all {
            let properties = WorkflowSchema.json["$defs"][shape.name]["properties"].asObject
            #expect(properties?.keys == shape.parameters.map(\.name))
        }
    }
}

private enum Broken {
    /// A task in a document of its own.
    private static func tasks(_ tasks: [String]) -> [String] { tasks.map { "do: [{ a: { \($0) } }]" } }

    private static let http = "method: GET, endpoint: 'https://x.vn'"

    static let documents =
        [
            "do: []", "do: { a: { wait: PT1S } }", "do: [{ a: { wait: PT1S }, b: { wait: PT1S } }]",
            "do: [{ end: { wait: PT1S } }]", "input: { form: .x }\ndo: [{ a: { wait: PT1S } }]",
            "input: { schema: { resource: { endpoint: 'https://x.vn' } } }\ndo: [{ a: { wait: PT1S } }]",
            "timeout: { until: PT1S }\ndo: [{ a: { wait: PT1S } }]", "schedule: {}\ndo: [{ a: { wait: PT1S } }]",
            "schedule: { every: 5 }\ndo: [{ a: { wait: PT1S } }]",
            "schedule: { cron: '0 8 * * *', read: data }\ndo: [{ a: { wait: PT1S } }]",
            "evaluate: { language: js }\ndo: [{ a: { wait: PT1S } }]",
            "use: { secret: [a] }\ndo: [{ a: { wait: PT1S } }]",
            "use: { functions: { http: { wait: PT1S } } }\ndo: [{ a: { wait: PT1S } }]",
            "use: { authentications: { a: { basic: { username: u } } } }\ndo: [{ a: { wait: PT1S } }]",
            "use: { extensions: [{ e: { extend: fork } }] }\ndo: [{ a: { wait: PT1S } }]",
        ]
        + tasks([
            "sett: { n: 1 }", "set: { n: 1 }, wait: PT1S", "set: { n: 1 }, iff: true", "set: [1]", "set: {}", "wait: 5",
            "wait: 30S", "wait: { hour: 1 }", "wait: { hours: -1 }", "call: http", "call: grpc, with: {}",
            "call: '${ .f }'", "call: http, with: { method: GET }", "call: http, with: { \(http), header: { a: b } }",
            "call: http, with: { method: FETCH, endpoint: 'https://x.vn' }",
            "call: http, with: { method: GET, endpoint: 'https://x.vn/a b' }",
            "call: http, with: { \(http), output: text }",
            "call: openapi, with: { document: { endpoint: 'https://x.vn' } }",
            "call: collect", "call: collect, with: { form: a, to: b, due: none }",
            "call: collect, with: { from: a, to: b }", "call: collect, with: { obligation: a, from: b }",
            "call: collect, with: { from: a, to: b, due: none, force: beg }",
            "call: collect, with: { from: { levle: commune }, to: b, due: none }",
            "call: collect, with: { from: { except: [a] }, to: b, due: none }",
            "call: collect, with: { from: a, to: b, due: { before: { day: 25 }, by: { day: 25 }, every: month } }",
            "call: collect, with: { from: a, to: b, due: none, items: [{ min: 1 }] }",
            "call: collect, with: { from: a, to: b, due: none, escalate: [{ after: 0, to: head }] }",
            "call: notify, with: { to: recipients }", "call: rollup, with: { of: x, template: t }",
            "call: escalate, with: { about: x, to: a, level: commune }", "call: notify, with: '${ . }'",
            "for: { each: x }, do: [{ b: { wait: PT1S } }]", "for: { in: .x }",
            "for: { in: .x, each: context }, do: [{ b: { wait: PT1S } }]", "fork: { branches: [] }",
            "fork: { branches: [{ b: { wait: PT1S } }], compete: '${ true }' }", "switch: [{ x: { when: .a } }]",
            "raise: { error: { type: 'https://x.vn/e' } }", "raise: { error: { type: t, status: '${ 500 }' } }",
            "try: [{ b: { wait: PT1S } }]", "try: [{ b: { wait: PT1S } }], catch: { retry: { limit: { count: 5 } } }",
            "try: [{ b: { wait: PT1S } }], catch: { errors: { with: { status: '404' } } }",
            "try: [{ b: { wait: PT1S } }], catch: { retry: { backoff: { cubic: {} } } }",
            "emit: { event: { with: { source: 'https://x.vn' } } }", "emit: { with: { type: t } }",
            "listen: { to: { one: { with: {} } } }", "listen: { to: { one: { with: { type: t } }, any: [] } }",
            "listen: { to: { all: [{ with: { type: t } }], until: .x } }", "listen: { to: { any: [] }, read: text }",
            "run: { shell: { command: ls }, return: all, await: 'yes' }",
            "run: { shell: { command: ls, arguments: { a: b } } }",
            "run: { script: { language: sh } }", "run: { workflow: { name: a } }",
            "run: { container: { image: a, lifetime: { cleanup: eventually } } }",
            "run: { shell: { command: ls }, script: {} }",
            "wait: PT1S, then: [b]", "wait: PT1S, timeout: { after: 60 }", "wait: PT1S, metadata: x",
        ])
}
