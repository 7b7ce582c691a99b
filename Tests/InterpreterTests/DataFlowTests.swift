import Almanac
import Definition
import Interpreter
import Notation
import Testing

struct DataFlowTests {
    @Test func `data passes through input, task, output and export in that order`() throws {
        let life = try Life.of(
            """
            input: { from: '. + { workflow: "in" }' }
            output: { as: '{ out: ., context: $context }' }
            do:
              - a:
                  input: { from: '{ seen: .workflow, raw: $task.input }' }
                  set: '${ { task: ., input: $input } }'
                  output: { as: '{ raw: ., again: $task.output.task.seen, input: $input.seen }' }
                  export: { as: '{ output: $output.again, dot: .input, was: $context }' }
            """, input: ["x": 1])
        let output = try #require(life.output)
        #expect(output["out"]["raw"]["task"] == ["seen": "in", "raw": ["x": 1, "workflow": "in"]])
        #expect(output["out"]["again"] == "in")
        #expect(output["out"]["input"] == "in")
        #expect(output["context"] == ["output": "in", "dot": "in", "was": [:]])
    }

    private static func schema(_ stage: String) -> String {
        let schema =
            "{ schema: { document: { type: object, required: [n], properties: { n: { type: integer, minimum: 3 } } } } }"
        return switch stage {
        case "workflow input": "input: \(schema)\ndo: [{ a: { set: { n: 5 } } }]"
        case "workflow output": "output: \(schema)\ndo: [{ a: { set: '.' } }]"
        default: "do: [{ a: { \(stage): \(schema), set: '.' } }]"
        }
    }

    @Test(arguments: [("workflow input", ""), ("workflow output", ""), ("input", "/do/0/a"), ("output", "/do/0/a")])
    func `a stage that does not fit its schema is an error of validation`(stage: String, instance: String) throws {
        let fault = try Life.of(DataFlowTests.schema(stage), input: ["n": 2]).fault
        #expect(fault?.type == FaultKind.validation.type)
        #expect(fault?.status == 400)
        #expect(fault?.instance == instance)
        #expect(fault?.detail?.contains("/n is 2, less than 3") == true)
        #expect(try Life.of(DataFlowTests.schema(stage), input: ["n": 5]).output == ["n": 5])
    }

    @Test func `the exported context is validated`() throws {
        let life = try Life.of(
            "do: [{ a: { set: '.', export: { as: '.x', schema: { document: { type: string } } } } }]", input: ["x": 1])
        #expect(life.fault?.detail == "the exported context does not fit its schema: it is 1, not string")
    }

    @Test func `expressions see the workflow, the task and the runtime`() throws {
        var life = try Life(
            """
            do:
              - a:
                  set:
                    workflow: '${ $workflow | { id, input, name: .definition.document.name, startedAt } }'
                    task: '${ $task | { name, reference, kind: (.definition | keys), startedAt: .startedAt.epoch.seconds } }'
                    runtime: '${ $runtime }'
                    now: '${ now }'
            """, id: 42)
        life.surroundings.runtimeVersion = "1.2.3"
        life.surroundings.runtimeMetadata = ["site": "an-giang"]
        life.take(.started(input: "raw"))
        let output = try #require(life.output)
        #expect(
            output["workflow"] == [
                "id": "42", "input": "raw", "name": "example",
                "startedAt": [
                    "iso8601": "2021-03-01T08:00:00+07:00",
                    "epoch": ["seconds": 1_614_560_400, "milliseconds": 1_614_560_400_000],
                ],
            ])
        #expect(output["task"] == ["name": "a", "reference": "/do/0/a", "kind": ["set"], "startedAt": 1_614_560_400])
        #expect(output["runtime"] == ["name": "dondoc", "version": "1.2.3", "metadata": ["site": "an-giang"]])
        #expect(output["now"].asInteger == 1_614_560_400)
    }

    @Test func `data that looks like an expression is not evaluated`() throws {
        #expect(
            try Life.of("do: [{ a: { set: { x: '${ .x }' } } }]", input: ["x": "${ 1 + 1 }"]).output == [
                "x": "${ 1 + 1 }"
            ])
    }

    @Test func `the zone of the document goes before that of the site`() throws {
        let document =
            "document: { dsl: '1.0.3', namespace: t, name: n, version: '1.0.0', metadata: { timezone: UTC } }\n"
        let text = document + "do: [{ a: { set: '${ $workflow.startedAt.iso8601 }' } }]"
        let read = try #require(WorkflowFile.read(SourceText(file: "zone.yaml", text: text), functions: []).workflow)
        var execution = Execution(id: ExecutionID(1))
        #expect(
            execution.take(.started(input: [:]), at: Life.start, in: read) == [
                .finish(.completed(output: "2021-03-01T01:00:00Z"))
            ])
    }
}

struct SecretTests {
    private static let text =
        "use: { secrets: [mail] }\ndo: [{ c: { call: tell, with: { key: '${ $secrets.mail.password }' } } }]"

    @Test func `a workflow sees the secrets that it declares`() throws {
        var life = try Life(SecretTests.text)
        life.surroundings.secrets = ["mail": ["password": "p"], "other": "o"]
        life.take(.started(input: [:]))
        #expect(life.calls.first?.request.arguments == ["key": "p"])
    }

    @Test(arguments: [
        SecretTests.text, "do: [{ s: { set: '${ $secrets.mail }' } }]",
        "do: [{ s: { set: '${ $secrets[\"mail\"] }' } }]",
    ])
    func `a secret that is not there, or not declared, is refused`(text: String) throws {
        var life = try Life(text)
        life.surroundings.secrets = text == SecretTests.text ? [:] : ["mail": "m"]
        life.take(.started(input: [:]))
        #expect(life.fault?.type == FaultKind.authorization.type)
        #expect(life.fault?.status == 403)
    }

    @Test func `secrets are not part of the state`() throws {
        var life = try Life(
            "use: { secrets: [key] }\ndo: [{ w: { wait: '${ if $secrets.key == \"hush\" then \"PT1H\" else 1 end }' } }]"
        )
        life.surroundings.secrets = ["key": "hush"]
        life.take(.started(input: [:]))
        #expect(life.sleeps == [3600])
        #expect(try encoded(life.execution).contains("hush") == false)
    }
}
