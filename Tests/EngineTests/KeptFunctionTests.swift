import Definition
import Engine
import Notation
import Storage
import Testing

@Suite struct `an instance that calls a function of a catalog` {
    private static let document = Workbench.document(
        "flow", "do: [{ rest: { wait: P1D } }, { tell: { call: say, with: { name: Lan } } }]")

    private func catalog(saying word: String) -> FunctionCatalog {
        FunctionCatalog(keeping: ["functions/say/1.0.0/function.yaml": "set: { text: '${ \"\(word) \" + .name }' }"])
    }

    @Test func `goes on with the text that it began with, whatever lies there later`() throws {
        let bench = try Workbench(Self.document, catalog: catalog(saying: "Chào"))
        try bench.start("flow")
        try bench.reopen(at: "2021-01-01T12:00:00+07:00", catalog: catalog(saying: "Kính gửi"))
        try bench.start("flow")
        try bench.play(until: "2021-01-03T00:00:00+07:00")
        #expect(try bench.results("flow") == [#"{"text":"Chào Lan"}"#, #"{"text":"Kính gửi Lan"}"#])
        let rows = try bench.store.instances(phase: nil, atMost: 10)
        #expect(Set(rows.map(\.definition)).count == 2)
        for row in rows { #expect(try Replay(of: row, in: bench.store, functions: []).reachesTheSameState) }
    }

    @Test func `keeps the document and the function in one text, which the definition's hash is of`() throws {
        let bench = try Workbench(Self.document, catalog: catalog(saying: "Chào"))
        try bench.start("flow")
        let hash = try #require(try bench.store.instances(phase: nil, atMost: 1).first?.definition)
        let kept = try #require(try bench.store.definition(hash: hash))
        #expect(Storage.Digest.sha256(kept.text) == hash)
        let value = try JSON(parsing: kept.text)
        #expect(value["document"] == .string(Self.document))
        #expect(value["functions"]["functions/say/1.0.0/function.yaml"].asString?.contains("Chào") == true)
    }
}
