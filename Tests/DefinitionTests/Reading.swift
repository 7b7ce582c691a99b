import Definition
import Foundation
import Interpreter
import Notation
import Testing

/// The functions that the tests' workflows may call.
let ourFunctions: Set = ["collect", "notify", "escalate", "rollup", "cascade"]

let header = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n"

/// Reads a workflow whose header stands in its first line. What is accepted here must fit the printed schema as well.
func read(_ body: String) -> (workflow: Workflow?, diagnostics: [Diagnostic]) {
    let read = WorkflowFile.read(SourceText(file: "test.yaml", text: header + body), functions: ourFunctions)
    if let workflow = read.workflow { #expect(printedSchema.violations(of: workflow.definition) == [], "\(body)") }
    return read
}

/// What `dondoc check --schema` prints.
let printedSchema = SchemaValidation(of: WorkflowSchema.json)

/// Reads a workflow of one task; its properties begin in line 4, column 7.
func read(task body: String) -> (workflow: Workflow?, diagnostics: [Diagnostic]) {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + $0 }
    return read("do:\n  - first:\n" + lines.joined(separator: "\n") + "\n")
}

extension Diagnostic {
    /// `4:7: unknown-property`, with a `?` for warnings.
    var brief: String { "\(mark.line):\(mark.column): \(code)\(severity == .warning ? "?" : "")" }
}

/// Folders beside the tests and beside the checkout.
enum Places {
    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let examples =
        ProcessInfo.processInfo.environment["DONDOC_EXAMPLES"].map { URL(filePath: $0) }
        ?? shared.appending(path: "dsl/examples")
    /// The reference texts lie beside the checkout, and are not part of it.
    static let shared = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
}
