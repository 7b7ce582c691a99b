import Foundation
import Notation
import TestKit
import Testing

@Suite struct `the events of exec` {
    /// `type task` of each line, with the standard's prefix left out.
    private func told(_ document: String, code: Int32 = 0) throws -> [String] {
        try events(document, code: code).map { event in
            let type = event["type"].asString ?? ""
            let short = type.replacing("io.serverlessworkflow.", with: "").replacing(".v1", with: "")
            return ([short] + [event["data"]["task"].asString].compactMap { $0 }).joined(separator: " ")
        }
    }

    private func events(_ document: String, code: Int32 = 0) throws -> [JSON] {
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/events.jsonl"
        let result = try exec(document, arguments: ["--events", file])
        #expect(result.code == code, "\(result.out)\(result.error)")
        return try folder.text(of: "events.jsonl").split(separator: "\n").map { try JSON(parsing: String($0)) }
    }

    @Test func `come in the order in which things happened`() throws {
        let document =
            "do: [{ a: { set: { n: 1 } } }, { b: { emit: { event: { with: { source: 'https://x.vn', type: vn.x.e } } } } }]"
        #expect(
            try told(document) == [
                "workflow.started", "task.created /do/0/a", "task.started /do/0/a", "task.completed /do/0/a",
                "task.created /do/1/b", "task.started /do/1/b", "vn.x.e", "task.completed /do/1/b",
                "workflow.completed",
            ])
    }

    @Test func `tell of faults`() throws {
        let document = "do: [{ a: { raise: { error: { type: 'https://x.vn/e', status: 402 } } } }]"
        #expect(
            try told(document, code: 1) == [
                "workflow.started", "task.created /do/0/a", "task.started /do/0/a", "task.faulted /do/0/a",
                "workflow.faulted",
            ])
        let fault = try #require(try events(document, code: 1).last)
        #expect(fault["data"]["error"]["status"] == 402)
        #expect(fault["data"]["error"]["instance"] == "/do/0/a")
    }

    @Test func `tell of retries`() throws {
        let document =
            "do: [{ a: { try: [{ b: { run: { shell: { command: exit 1 } } } }], "
            + "catch: { retry: { delay: PT0.01S, limit: { attempt: { count: 1 } } } } } }]"
        let told = try told(document, code: 1)
        #expect(told.count { $0 == "task.started /do/0/a/try/0/b" } == 2)
        #expect(told.count { $0.hasPrefix("task.retried") } == 1)
    }

    @Test func `are CloudEvents with what the specification wants in them`() throws {
        let events = try events("do: [{ a: { set: { n: 1 } } }]")
        let identifiers = Set(events.map { "\($0["source"]) \($0["id"])" })
        #expect(identifiers.count == events.count)
        for event in events {
            #expect(event["specversion"] == "1.0")
            #expect(event["time"].asString != nil)
        }
        #expect(events.first?["data"]["definition"] == ["name": "main", "namespace": "test", "version": "0.1.0"])
        #expect(events.first?["data"]["startedAt"].asString != nil)
        #expect(events.last?["data"]["output"] == ["n": 1])
        let name = try #require(events.last?["data"]["name"].asString)
        #expect(events.dropFirst().dropLast().allSatisfy { $0["data"]["workflow"] == .string(name) })
    }

    @Test func `about executions are heard by those alone who name their type`() throws {
        func heard(_ strategy: String) throws -> JSON {
            let ear = "{ ear: { listen: { to: \(strategy), read: envelope } } }"
            let emit = "{ emit: { event: { with: { source: 'https://x.vn', type: vn.x.e, data: { n: 1 } } } } }"
            let mouth = "{ mouth: { do: [{ w: { wait: PT0.05S } }, { e: \(emit) }] } }"
            let result = try exec(
                "do: [{ a: { fork: { branches: [\(ear), \(mouth)] }, output: { as: '.[0] | map(.type)' } } }]")
            return try JSON(parsing: result.out)
        }
        #expect(try heard("{ any: [] }") == ["vn.x.e"])
        #expect(try heard("{ one: { with: { data: '${ . != null }' } } }") == ["vn.x.e"])
        #expect(
            try heard("{ one: { with: { type: io.serverlessworkflow.task.completed.v1 } } }")
                == ["io.serverlessworkflow.task.completed.v1"])
    }

    @Test func `are appended to what the file holds`() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}\n", to: "events.jsonl")
        let file = "\(folder.path)/events.jsonl"
        for _ in 1...2 { _ = try exec("do: [{ a: { set: { n: 1 } } }]", arguments: ["--events", file]) }
        let lines = try folder.text(of: "events.jsonl").split(separator: "\n")
        #expect(lines.count == 1 + 2 * 5)
        #expect(lines[0] == "{}")
    }

    @Test func `that cannot be written are told before anything is run`() throws {
        let result = try exec("do: [{ a: { set: { n: 1 } } }]", arguments: ["--events", "/no/such/folder/events"])
        #expect(result.code == 3)
        #expect(result.out == "")
    }
}
