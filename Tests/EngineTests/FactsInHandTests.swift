import Interpreter
import Engine
import Notation
import Storage
import Testing

@Suite struct `facts that many steps of one turn add to` {
    private struct Tally: Codable { var names: [String] = [] }

    /// Adds the name that it is called with, and answers all that there are.
    private struct Adding: StepFunction {
        var name: String? { "add" }
        func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
            let arguments = call.request.arguments
            if arguments["forget"] == true { try sitting.remove("tally", "one") }
            try sitting.gather("tally", "one", from: Tally()) { $0.names.append(arguments["name"].asString ?? "") }
            let known = try sitting.load(Tally.self, "tally", "one")
            return .done(.array((known?.names ?? []).map { .string($0) }))
        }
    }

    private func bench() throws -> Workbench {
        try Workbench(
            Workbench.document(
                "two", "do: [{ a: { call: add, with: { name: a } } }, { b: { call: add, with: { name: b } } }]"),
            Workbench.document(
                "anew",
                "do: [{ a: { call: add, with: { name: a } } }, { c: { call: add, with: { name: c, forget: true } } }]"),
            functions: [Adding()])
    }

    @Test func `are read within the turn as they stand, and lie whole in the store after it`() throws {
        let bench = try bench()
        try bench.start("two")
        #expect(try bench.results("two") == [#"["a","b"]"#])
        #expect(try bench.store.record(kind: "tally", key: "one")?.body == #"{"names":["a","b"]}"#)
    }

    @Test func `go on from what an earlier turn, or an earlier process, has left`() throws {
        let bench = try bench()
        try bench.start("two")
        try bench.start("two")
        try bench.reopen(at: "2021-01-02T00:00:00+07:00")
        try bench.start("two")
        #expect(try bench.results("two").last == #"["a","b","a","b","a","b"]"#)
        #expect(try bench.store.records(kind: "tally", parent: nil, openOnly: true).count == 1)
    }

    @Test func `begin anew after they were removed in the same turn`() throws {
        let bench = try bench()
        try bench.start("anew")
        #expect(try bench.results("anew") == [#"["c"]"#])
        #expect(try bench.store.record(kind: "tally", key: "one")?.body == #"{"names":["c"]}"#)
    }
}
