import Definition
import Interpreter
import Notation
import Storage

/// The definitions under which instances run: kept byte for byte, read once, and what they may ever hear.
extension Desk {
    /// The definition that the instance began with; read once, then kept.
    func definition(of row: InstanceRow) throws -> Workflow {
        try definition(row.definition, of: row)
    }

    /// Whether an instance under this definition may ever have subscribed to events or taken some.
    func hears(_ workflow: Workflow, _ hash: String) -> Bool {
        if let known = hearing[hash] { return known }
        let hears = workflow.heardTypes != nil || workflow.schedule?.on != nil
        hearing[hash] = hears
        return hears
    }

    func definition(_ hash: String, of row: InstanceRow) throws -> Workflow {
        if let known = definitions[hash] { return known }
        let workflow = try Replay.definition(hash, of: row, in: store, functions: Set(byName.keys))
        definitions[hash] = workflow
        return workflow
    }

    /// An instance is to begin under it, or to go on.
    func keep(_ entry: Library.Entry) throws {
        guard !kept.contains(entry.hash) else { return }
        try store.keep(
            definition: entry.workflow.keptText, hash: entry.hash, file: entry.workflow.source.file)
        if entry.workflow.mayHearLifecycle { try store.set(fact: Desk.lifecycleHeard, to: "1") }
        kept.insert(entry.hash)
    }

    /// Whether a definition that was ever kept may hear lifecycle events: instances of it may still run.
    func isLifecycleHeard() throws -> Bool {
        if let known = try store.fact(Desk.lifecycleHeard) { return known == "1" }
        // A store from before this was noted: each definition is looked at once.
        let isHeard = try store.definitionHashes().contains { try keptWorkflow($0)?.mayHearLifecycle ?? true }
        try store.set(fact: Desk.lifecycleHeard, to: isHeard ? "1" : "0")
        return isHeard
    }

    /// Nil where it can no longer be read, and may have meant anything.
    func keptWorkflow(_ hash: String) throws -> Workflow? {
        guard let (text, file) = try store.definition(hash: hash) else { return nil }
        return WorkflowFile.read(kept: SourceText(file: file, text: text), functions: Set(byName.keys)).0
    }

    private static let lifecycleHeard = "lifecycleHeard"
}
