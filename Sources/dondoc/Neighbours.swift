import Definition
import Foundation
import Notation

/// The workflows that `run.workflow` may name: the other documents of the folder.
///
/// Only those are read that a document names which is read already, so that nothing is fetched for the others.
struct Neighbours {
    private let documents: [(name: String, source: SourceText)]
    private let catalog: FunctionCatalog

    init(of file: String, _ catalog: FunctionCatalog) {
        self.catalog = catalog
        let url = URL(filePath: file)
        let folder = url.deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        documents = names.sorted().filter { $0.hasSuffix(".yaml") && $0 != url.lastPathComponent }.compactMap { name in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                let source = SourceText.reading(bytes: Array(data), file: name).text,
                let document = LocatedTree.parsing(source).tree?.root["document"],
                let title = document["name"]?.string
            else { return nil }
            return (title, source)
        }
    }

    /// What the workflow runs, and what that runs in its turn.
    func reached(from workflow: Workflow) -> [Workflow] {
        var found: [Workflow] = []
        var left = documents
        var reading = [workflow]
        while let next = reading.popLast(), !left.isEmpty {
            let children = Children(of: next)
            let named = left.filter { children.areComputed || children.names.contains($0.name) }
            left.removeAll { candidate in named.contains { $0.source == candidate.source } }
            let read = named.compactMap { WorkflowFile.read($0.source, functions: [], catalog: catalog).workflow }
            found += read
            reading += read
        }
        return found
    }
}

/// The names under `run.workflow` of one document and of the functions that it reaches.
private struct Children {
    private(set) var names: Set<String> = []
    /// Some name is an expression, and may be any.
    private(set) var areComputed = false

    init(of workflow: Workflow) {
        look(at: workflow.definition)
        for function in workflow.shared.functions.values { look(at: function.definition) }
    }

    private mutating func look(at value: JSON) {
        if let child = value["run"]["workflow"]["name"].asString {
            if child.contains("${") { areComputed = true } else { names.insert(child) }
        }
        for value in value.asArray ?? [] { look(at: value) }
        for member in value.asObject?.values ?? [] { look(at: member) }
    }
}
