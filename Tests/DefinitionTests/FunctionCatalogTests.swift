import Definition
import Notation
import Testing

/// A catalog of texts by their addresses, as one that was kept has it.
private let texts = [
    "functions/greet/1.0.0/function.yaml": "set: { text: '${ .name }' }",
    "functions/greet/1.10.0/function.yaml": "set: { text: '${ .name }' }",
    "functions/greet/1.9.0/function.yaml": "set: { text: '${ .name }' }",
    "functions/greet/2.0.0-rc.1/function.yaml": "set: { text: '${ .name }' }",
    "functions/chào/1.0.0/function.yaml": "call: greet:1.0.0@default",
    "functions/report/1.0.0/function.yaml": "call: notify\nwith: { to: recipients, template: thu-rieng }",
    "functions/wrong/1.0.0/function.yaml": "set: { a: 1 }\niff: x",
    "functions/upon/1.0.0/function.yaml": "call: wrong:1.0.0",
    "functions/self/1.0.0/function.yaml": "call: self",
    "functions/here/1.0.0/function.yaml": "call: there:1.0.0",
    "functions/there/1.0.0/function.yaml": "do: [{ a: { call: ../../here/1.0.0/function.yaml } }]",
    "functions/spy/1.0.0/function.yaml": "set: { a: '${ $secrets.token }' }",
    "functions/thief/1.0.0/function.yaml":
        "call: http\nwith: { method: GET, endpoint: { uri: 'https://x.vn', authentication: { use: site } } }",
    "functions/many/1.0.0/function.yaml": "do: [\(manyCalls)]",
    "other/functions/twice/1.0.0/function.yaml": "do: [{ a: { call: once } }, { b: { call: 'once:1.0.0' } }]",
    "other/functions/once/1.0.0/function.yaml": "call: greet@default",
    "/srv/functions/once/1.0.0/function.yaml": "wait: PT1S",
    "../shared/functions/once/1.0.0/function.yaml": "wait: PT1S",
    "https://x.vn/cat/functions/log/1.0.0/function.yaml": "call: once:1.0.0",
    "https://x.vn/cat/functions/once/1.0.0/function.yaml": "call: ../../end.yaml?raw=1",
    "https://x.vn/cat/functions/end.yaml?raw=1": "wait: PT1S",
    "https://x.vn/cat/functions/reach/1.0.0/function.yaml": "call: file:functions/greet/1.0.0/function.yaml",
    "https://raw.githubusercontent.com/o/r/main/functions/log/1.0.0/function.yaml": "wait: PT1S",
    "https://raw.githubusercontent.com/o/r/HEAD/functions/log/1.0.0/function.yaml": "wait: PT1S",
    "https://raw.githubusercontent.com/o/r/v1.0.0/log/function.yaml": "wait: PT1S",
    "https://gitlab.com/g/s/p/-/raw/main/functions/log/1.0.0/function.yaml": "wait: PT1S",
    "https://gitlab.com/g/p/-/raw/HEAD/functions/log/1.0.0/function.yaml": "wait: PT1S",
    "https://git.tinh.vn/g/p/-/raw/v1/cat/functions/log/1.0.0/function.yaml": "wait: PT1S",
]

private let manyCalls = (1...101).map { "{ a\($0): { call: 'https://x.vn/\($0)' } }" }.joined(separator: ", ")

/// Reads a document of one task in line 4, column 14, with a catalog `c` at that endpoint.
private func read(
    call: String, at endpoint: String = "./other"
) -> (workflow: Workflow?, diagnostics: [Diagnostic]) {
    let document = """
        \(header)use: { authentications: { site: { bearer: { token: t } } }, catalogs: { c: { endpoint: \(endpoint) } } }
        do:
          - a: { call: '\(call)' }

        """
    return WorkflowFile.read(
        SourceText(file: "site/main.yaml", text: document), functions: ourFunctions,
        catalog: FunctionCatalog(keeping: texts))
}

@Suite struct `a function of a catalog` {
    @Test(
        arguments: [
            ("greet:1.0.0@default", "", ["functions/greet/1.0.0/function.yaml"]),
            ("greet:1.9.0", "", ["functions/greet/1.9.0/function.yaml"]),
            ("greet", "", ["functions/greet/1.10.0/function.yaml"]),
            ("greet@default", "", ["functions/greet/1.10.0/function.yaml"]),
            ("chào:1.0.0", "", ["functions/chào/1.0.0/function.yaml", "functions/greet/1.0.0/function.yaml"]),
            ("functions/greet/1.0.0/function.yaml", "", ["functions/greet/1.0.0/function.yaml"]),
            ("./x/.././functions/greet/1.0.0/function.yaml", "", ["functions/greet/1.0.0/function.yaml"]),
            ("file:functions/greet/1.0.0/function.yaml", "", ["functions/greet/1.0.0/function.yaml"]),
            (
                "file:functions/ch%C3%A0o/1.0.0/function.yaml", "",
                [
                    "functions/chào/1.0.0/function.yaml", "functions/greet/1.0.0/function.yaml",
                ]
            ),
            ("file:///srv/functions/once/1.0.0/function.yaml", "", ["/srv/functions/once/1.0.0/function.yaml"]),
            (
                "twice@c", "./other/",
                [
                    "functions/greet/1.10.0/function.yaml", "other/functions/once/1.0.0/function.yaml",
                    "other/functions/twice/1.0.0/function.yaml",
                ]
            ),
            ("once:1.0.0@c", "../shared", ["../shared/functions/once/1.0.0/function.yaml"]),
            ("once:1.0.0@c", "file:///srv", ["/srv/functions/once/1.0.0/function.yaml"]),
            (
                "log:1.0.0@c", "{ uri: 'https://X.vn/a/../cat/#top' }",
                [
                    "https://x.vn/cat/functions/end.yaml?raw=1", "https://x.vn/cat/functions/log/1.0.0/function.yaml",
                    "https://x.vn/cat/functions/once/1.0.0/function.yaml",
                ]
            ),
            (
                "log:1.0.0@c", "https://github.com/o/r/tree/main",
                [
                    "https://raw.githubusercontent.com/o/r/main/functions/log/1.0.0/function.yaml"
                ]
            ),
            (
                "log:1.0.0@c", "https://github.com/o/r.git",
                [
                    "https://raw.githubusercontent.com/o/r/HEAD/functions/log/1.0.0/function.yaml"
                ]
            ),
            (
                "log:1.0.0@c", "https://gitlab.com/g/s/p/-/tree/main?ref_type=heads",
                [
                    "https://gitlab.com/g/s/p/-/raw/main/functions/log/1.0.0/function.yaml"
                ]
            ),
            (
                "log:1.0.0@c", "https://gitlab.com/g/p",
                [
                    "https://gitlab.com/g/p/-/raw/HEAD/functions/log/1.0.0/function.yaml"
                ]
            ),
            (
                "log:1.0.0@c", "https://git.tinh.vn/g/p/-/tree/v1/cat",
                [
                    "https://git.tinh.vn/g/p/-/raw/v1/cat/functions/log/1.0.0/function.yaml"
                ]
            ),
            (
                "https://github.com/o/r/blob/main/functions/log/1.0.0/function.yaml", "",
                [
                    "https://raw.githubusercontent.com/o/r/main/functions/log/1.0.0/function.yaml"
                ]
            ),
            (
                "https://github.com/o/r/log@v1.0.0", "",
                ["https://raw.githubusercontent.com/o/r/v1.0.0/log/function.yaml"]
            ),
            (
                "https://gitlab.com/g/p/blob/HEAD/functions/log/1.0.0/function.yaml", "",
                [
                    "https://gitlab.com/g/p/-/raw/HEAD/functions/log/1.0.0/function.yaml"
                ]
            ),
        ] as [(String, String, [String])])
    func `is found where it lies`(call: String, endpoint: String, addresses: [String]) throws {
        let (workflow, diagnostics) = read(call: call, at: endpoint.isEmpty ? "./other" : endpoint)
        #expect(diagnostics.map(\.line) == [])
        #expect(workflow?.functionTexts.keys.sorted() == addresses)
        guard case .call(let call)? = workflow?.tasks.first?.kind else { throw NoCall() }
        #expect(workflow?.shared.functions[call.function] != nil)
    }

    private struct NoCall: Error {}

    @Test(arguments: ["collect:1.0.0@default", "collect:1.0.0", "collect@default", "collect"])
    func `is one of ours under its short name`(call: String) throws {
        let read = read(task: "call: \(call)\nwith: { obligation: articles }")
        #expect(read.diagnostics == [])
        guard case .call(let call)? = read.workflow?.tasks.first?.kind else { throw NoCall() }
        #expect(call.function == "collect")
    }

    @Test(
        arguments: [
            (
                "greet:1.0.1", "",
                "site/main.yaml:4:16: error: \"greet:1.0.1\": \"site/functions/greet/1.0.1/function.yaml\" cannot be had here; there are the versions 1.0.0, 1.9.0, 1.10.0, 2.0.0-rc.1"
            ),
            ("greet:1.0", "", "4:16: error: \"1.0\" is no version"),
            ("gret:1.0.0", "", "4:16: error: there is no function \"gret:1.0.0\""),
            ("collect:2.0.0@default", "", "4:16: error: there is no version 2.0.0 of \"collect\"; write collect:1.0.0"),
            ("greet:1.0.0@d", "", "4:16: error: \"d\" is not declared under \"use.catalogs\""),
            (
                "greet@c", "https://x.vn",
                "4:16: error: a catalog on the web cannot be asked for its newest \"greet\"; write the version: greet:1.0.0@c"
            ),
            ("none@c", "./other", "4:16: error: \"other/functions/none\" holds no version of \"none\""),
            ("x%2F..:1.0.0@c", "./other", "4:16: error: \"x%2F..\" is no name of a function in a catalog"),
            (
                "log:1.0.0@c", "'${ .x }'",
                "4:16: error: the catalog \"c\" cannot be used: its endpoint is an expression"
            ),
            (
                "log:1.0.0@c", "{ uri: https://x.vn, authentication: { bearer: { token: '${ .t }' } } }",
                "4:16: error: the catalog \"c\" cannot be used: its endpoint is an expression"
            ),
            ("log:1.0.0@c", "https://lan:mat-khau@x.vn", "under \"authentication\""),
            ("log:1.0.0@c", "oci://x.vn/y", "functions are not read from \"oci://x.vn/y\""),
            ("file://elsewhere/functions/a.yaml", "", "lies on another machine"),
            ("https://x.vn/a b", "", "4:16: error: \"https://x.vn/a b\" holds a character that no address has"),
            (
                "functions/wrong/1.0.0/function.yaml", "",
                "site/functions/wrong/1.0.0/function.yaml:2:1: error: the task \"wrong\" has no property \"iff\""
            ),
            (
                "wrong", "",
                "site/main.yaml:4:16: error: the function \"wrong\" has mistakes; the first is at site/functions/wrong/1.0.0/function.yaml:2:1"
            ),
            (
                "upon", "",
                "site/main.yaml:4:16: error: the function \"upon\" has mistakes; the first is at site/functions/upon/1.0.0/function.yaml:1:7"
            ),
            ("self", "", "site/functions/self/1.0.0/function.yaml:1:7: error: functions call one another in a circle"),
            (
                "here", "",
                "functions call one another in a circle: site/functions/here/1.0.0/function.yaml → site/functions/there/1.0.0/function.yaml → site/functions/here/1.0.0/function.yaml"
            ),
            (
                "reach:1.0.0@c", "https://x.vn/cat",
                "https://x.vn/cat/functions/reach/1.0.0/function.yaml:1:7: error: a function from the web cannot call"
            ),
            ("spy", "", "site/functions/spy/1.0.0/function.yaml:1:15: error: there is no variable \"$secrets\" here"),
            ("thief", "", "\"site\" is not declared under \"use.authentications\""),
            ("many", "", "is one function too many: a document reaches at most 100"),
        ] as [(String, String, String)])
    func `that cannot be had is told at the call`(call: String, endpoint: String, sentence: String) {
        let (workflow, diagnostics) = read(call: call, at: endpoint.isEmpty ? "./other" : endpoint)
        #expect(workflow == nil)
        let lines = diagnostics.map(\.line)
        #expect(lines.contains { $0.contains(sentence) }, "\(lines.joined(separator: "\n"))")
        #expect(lines.contains { $0.hasPrefix("site/main.yaml:") && $0.contains("error") })
    }

    @Test func `lends the document what it names: templates are looked for at their place in the function`() {
        let references = read(call: "report").workflow?.references ?? []
        #expect(
            references.map { "\($0.file):\($0.mark.line):\($0.mark.column) \($0.name)" } == [
                "site/functions/report/1.0.0/function.yaml:2:35 thu-rieng"
            ])
    }

    @Test func `may be overridden by a catalog that a document calls default`() {
        let document = """
            \(header)use: { catalogs: { default: { endpoint: /srv } } }
            do: [{ a: { call: once:1.0.0 } }, { b: { call: once@default } }]
            """
        let (workflow, diagnostics) = WorkflowFile.read(
            SourceText(file: "main.yaml", text: document), functions: [], catalog: FunctionCatalog(keeping: texts))
        #expect(diagnostics.map(\.line) == [])
        #expect(workflow.map { Array($0.functionTexts.keys) } == ["/srv/functions/once/1.0.0/function.yaml"])
    }

    @Test(arguments: ["greet", "twice@c", "chào", "https://x.vn/cat/functions/log/1.0.0/function.yaml"])
    func `is kept with its document, and read again without a catalog`(call: String) throws {
        let first = try #require(read(call: call).workflow)
        #expect(first.keptText != first.source.text)
        let kept = SourceText(file: first.source.file, text: first.keptText)
        let (second, diagnostics) = WorkflowFile.read(kept: kept, functions: ourFunctions)
        #expect(diagnostics == [])
        #expect(second?.keptText == first.keptText)
        #expect(second?.source == first.source)
        #expect(second?.shared.functions.keys.sorted() == first.shared.functions.keys.sorted())
    }

    @Test(arguments: [
        "do: [{ a: { wait: PT1S } }]\n", "# {\"document\"\ndo: [{ a: { call: collect, with: { obligation: a } } }]",
    ])
    func `that nobody calls leaves the document as it stands`(body: String) {
        let text = header + body
        let (workflow, _) = WorkflowFile.read(
            SourceText(file: "a.yaml", text: text), functions: ourFunctions, catalog: FunctionCatalog(keeping: texts))
        #expect(workflow?.keptText == text)
    }

    @Test(
        arguments: [
            ("set: { a: 1 }", []), ("call: other:1.0.0@somewhere", []), ("call: greet:1.0.0@default", []),
            ("set: { a: 1 }\nwhen: x", ["2:1: unknown-property"]),
            ("call: greet:3.0.0@default", ["1:7: unreachable-function"]),
            ("[]", ["1:1: wrong-type"]),
        ] as [(String, [String])])
    func `is checked by itself`(text: String, problems: [String]) {
        let address = FunctionAddress("functions/own/1.0.0/function.yaml")
        let diagnostics = FunctionFile.diagnostics(
            of: SourceText(file: "site/functions/own/1.0.0/function.yaml", text: text), at: address,
            functions: ourFunctions, catalog: FunctionCatalog(keeping: texts))
        #expect(diagnostics.map(\.brief) == problems)
    }
}
