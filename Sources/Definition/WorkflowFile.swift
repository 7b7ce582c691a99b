package import Notation

/// A workflow document: `*.yaml` (or `.json`, which is YAML too) under `workflows/`.
package enum WorkflowFile {
    private static let known = ["document", "input", "use", "do", "timeout", "output", "schedule", "evaluate"]

    /// Reads a document and tells everything that is wrong with it; the workflow is nil when anything is an error.
    ///
    /// - Parameter functions: the names that `call:` may use beside the standard's protocols and `use.functions`.
    ///   Where they are functions of catalogs, `catalog` brings their texts.
    package static func read(
        _ source: SourceText, functions: Set<String>, catalog: FunctionCatalog = .none
    ) -> (workflow: Workflow?, diagnostics: [Diagnostic]) {
        let problems = Problems(file: source.file)
        let cataloged = CatalogedFunctions(catalog, besides: source.file)
        let workflow = LocatedTree.parsing(source, problems).flatMap { read($0, functions, cataloged, problems) }
        let diagnostics = (problems.inOrder + cataloged.diagnostics).sorted(by: Diagnostic.inOrder)
        return (problems.hasErrors ? nil : workflow, diagnostics)
    }

    /// Reads again what an instance keeps (`Workflow.keptText`): nothing is fetched.
    package static func read(
        kept: SourceText, functions: Set<String>
    ) -> (workflow: Workflow?, diagnostics: [Diagnostic]) {
        let definition = KeptDefinition(kept.text)
        return read(
            SourceText(file: kept.file, text: definition.document), functions: functions,
            catalog: FunctionCatalog(keeping: definition.functions))
    }

    /// What a document with errors is called, as far as that can be read: also above the line where it ends to be YAML.
    package static func name(in source: SourceText) -> String? {
        var text = source.text
        for _ in 0..<4 {
            let (tree, problems) = LocatedTree.parsing(SourceText(file: source.file, text: text))
            if let tree { return tree.root["document"]?["name"]?.string }
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            guard let line = problems.first?.mark.line, line > 1, lines.count > 1 else { return nil }
            text = lines.prefix(min(line, lines.count) - 1).joined(separator: "\n")
        }
        return nil
    }

    /// True for a text that is meant as a workflow document: it has `document:` or `do:` at its root.
    package static func looksLike(_ source: SourceText) -> Bool {
        guard let root = LocatedTree.parsing(source).tree?.root else { return false }
        return root["document"] != nil || root["do"] != nil
    }

    private static func read(
        _ tree: LocatedTree, _ functions: Set<String>, _ cataloged: CatalogedFunctions, _ problems: Problems
    ) -> Workflow? {
        var reader = Reader(tree: tree, problems: problems, cataloged: cataloged)
        reader.functions = functions
        reader.shared = Reader.names(in: tree.root["use"])
        guard let fields = reader.open(tree.root, of: "a workflow document", required: ["document", "do"]) else {
            return nil
        }
        let unused = known.filter { !fields.has($0) }
        for entry in tree.root.entries ?? [] where !known.contains(entry.key) && !entry.key.hasPrefix("x-") {
            problems.warning(
                "unknown-property", at: entry.keyMark,
                "a workflow document has no property \(quoted(entry.key)); it is ignored",
                hint: Problems.suggestion(for: entry.key, among: unused)
                    ?? "begin the names of your own properties with \"x-\"")
        }
        if let evaluate = fields["evaluate"] { reader.isStrict = reader.evaluation(evaluate) }
        let document = fields["document"].flatMap { reader.document($0) }
        let input = reader.stage("input", in: fields, transform: "from", Scope())
        let output = reader.stage("output", in: fields, transform: "as", Scope())
        let timeout = reader.timeout("timeout", in: fields, Scope())
        let schedule = fields["schedule"].flatMap { reader.schedule($0) }
        var shared = fields["use"].map { reader.sharedDefinitions($0) } ?? SharedDefinitions()
        let tasks = fields["do"].map { reader.tasks($0, "\"do\"", at: JSONPointer.root.appending("do"), Scope()) }
        cataloged.read(by: reader)
        shared.functions.merge(cataloged.tasks) { own, _ in own }
        guard let document, let tasks else { return nil }
        return Workflow(
            name: document.name, title: document.title, metadata: document.metadata, input: input, output: output,
            shared: shared,
            tasks: tasks, timeout: timeout, schedule: schedule, isStrict: reader.isStrict, definition: tree.root.json,
            source: tree.source, references: reader.references.list + cataloged.references,
            duties: reader.duties.list,
            functionTexts: cataloged.texts)
    }
}
