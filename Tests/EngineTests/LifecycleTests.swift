import Almanac
import Storage
import Engine
import Interpreter
import Notation
import Testing

@Suite struct `lifecycle events on the desk` {
    private static let work = Workbench.document("work", "do: [{ a: { set: { x: 1 } } }, { rest: { wait: P1D } }]")

    private func kept(_ bench: Workbench) throws -> [String] {
        try bench.store.events(type: nil, since: .init(milliseconds: 0), atMost: 1000).map(\.type)
    }

    @Test func `are not kept where no document can hear them`() throws {
        let bench = try Workbench(
            Self.work, Workbench.document("other", "do: [{ hear: { listen: { to: { any: [] } } } }]"))
        try bench.start("work")
        #expect(try kept(bench).isEmpty)
    }

    @Test(arguments: [
        "io.serverlessworkflow.workflow.completed.v1", "/completed/", "${ endswith(\"completed.v1\") }",
    ])
    func `reach whoever names their type`(type: String) throws {
        let hear =
            "do: [{ hear: { listen: { to: { one: { with: { type: '\(type)', source: '/executions/2/' } } } } } }]"
        let bench = try Workbench(Self.work, Workbench.document("watch", hear))
        try bench.start("watch")
        try bench.start("work")
        try bench.play(until: "2021-01-03T00:00:00+07:00")
        #expect(try bench.results("watch").first?.contains("work-2.test") == true)
    }

    @Test func `reach an instance whose document is no longer there`() throws {
        let hear =
            "do: [{ hear: { listen: { to: { one: { with: { type: io.serverlessworkflow.workflow.completed.v1 } } } } } }]"
        let bench = try Workbench(Self.work, Workbench.document("watch", hear))
        try bench.start("watch")
        let after = try Workbench(over: bench.store, Self.work, from: "2021-01-02T00:00:00+07:00")
        try after.start("work")
        try after.play(until: "2021-01-04T00:00:00+07:00")
        #expect(try after.results("watch").first?.contains("work-2.test") == true)
    }

    @Test func `do not change the state of an execution by being heard or not`() throws {
        let deaf = try Workbench(Self.work)
        let heard = try Workbench(
            Self.work,
            Workbench.document(
                "watch", "schedule: { on: { one: { with: { type: /faulted/ } } } }\ndo: [{ a: { set: { x: 1 } } }]"))
        for bench in [deaf, heard] { try bench.start("work") }
        #expect(try deaf.store.instance(1)?.state == heard.store.instance(1)?.state)
        #expect(try kept(heard).count > 3)
    }
}
