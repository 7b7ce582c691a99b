import Notation

/// What a task is read in: where it stands, which tasks it may go to, which variables it sees.
struct TaskSetting {
    var position: JSONPointer
    /// The names of its own list.
    var names: [String] = []
    var siblings: Set<String> = []
    var scope = Scope()
}

extension Reader {
    /// The keywords of the kinds, with the properties that each kind has of its own.
    static let kinds: [(keyword: String, properties: [String])] = [
        ("call", ["call", "with"]), ("emit", ["emit"]), ("for", ["for", "while", "do"]), ("fork", ["fork"]),
        ("listen", ["listen", "foreach"]), ("raise", ["raise"]), ("run", ["run"]), ("set", ["set"]),
        ("switch", ["switch"]),
        ("try", ["try", "catch"]), ("wait", ["wait"]), ("do", ["do"]),
    ]
    static let commonProperties = ["if", "input", "output", "export", "timeout", "then", "metadata"]
    private static let directives = ["continue", "exit", "end"]

    /// A list of mappings with one key each: `- name: …`. Names are told when they come twice.
    func namedList(
        _ node: Node, _ owner: String, of kind: String, mayBeEmpty: Bool = false
    ) -> [(index: Int, entry: Node.Entry)] {
        guard let nodes = node.nodes else {
            tellType(
                node, of: owner, wanted: "a list", hint: "write each \(kind) as \"- name:\" with its properties beneath"
            )
            return []
        }
        if nodes.isEmpty, !mayBeEmpty {
            problems.error("empty-list", at: node.mark, "\(owner) is empty", hint: "it needs at least one \(kind)")
        }
        var lines: [String: Int] = [:]
        var named: [(Int, Node.Entry)] = []
        for (index, node) in nodes.enumerated() {
            guard let entries = node.entries, entries.count == 1 else {
                let count = node.entries.map { "a mapping of \($0.count) keys" } ?? node.described
                problems.error(
                    "bad-item", at: node.mark,
                    "each \(kind) of \(owner) is a mapping with one key, its name, not \(count)",
                    hint: "write \"- name:\" and indent the properties beneath the name")
                continue
            }
            let entry = entries[0]
            if let line = lines[entry.key] {
                problems.error(
                    "duplicate-name", at: entry.keyMark, "the name \(quoted(entry.key)) stands twice in one list",
                    hint: "the first is in line \(line); give each \(kind) a name of its own")
            }
            lines[entry.key] = entry.keyMark.line
            named.append((index, entry))
        }
        return named
    }

    /// `do`, `try`, `branches`, `before`, …: tasks that follow one another.
    func tasks(
        _ node: Node, _ owner: String, at position: JSONPointer, _ scope: Scope, jumps: Bool = true
    ) -> [WorkflowTask] {
        let list = namedList(node, owner, of: "task")
        let names = jumps ? list.map(\.entry.key) : []
        let siblings = Set(names)
        return list.compactMap { index, entry in
            if entry.key.allSatisfy(\.isWhitespace) || Reader.directives.contains(entry.key) {
                problems.error(
                    "bad-name", at: entry.keyMark, "a task cannot be named \(quoted(entry.key))",
                    hint: entry.key.isEmpty ? nil : "\"then: \(entry.key)\" means something else already")
            }
            let place = position.appending(index).appending(entry.key)
            return task(entry, in: TaskSetting(position: place, names: names, siblings: siblings, scope: scope))
        }
    }

    func task(_ entry: Node.Entry, in setting: TaskSetting) -> WorkflowTask? {
        let owner = "the task \(quoted(entry.key))"
        guard let fields = open(entry.value, of: owner, at: entry.keyMark),
            let keyword = keyword(of: fields, at: entry.keyMark)
        else {
            return nil
        }
        let own = Reader.kinds.first { $0.keyword == keyword }?.properties ?? []
        refuseUnknown(in: fields, known: own + Reader.commonProperties)
        let scope = setting.scope
        let condition = program("if", in: fields, scope)
        let input = stage("input", in: fields, transform: "from", scope)
        let output = stage("output", in: fields, transform: "as", scope)
        let export = stage("export", in: fields, transform: "as", scope)
        let timeout = timeout("timeout", in: fields, scope)
        let then = directive("then", in: fields, setting)
        let metadata = object("metadata", in: fields) ?? .object(Members())
        guard let kind = kind(keyword, fields, setting) else { return nil }
        return WorkflowTask(
            name: entry.key, position: setting.position, mark: entry.keyMark, condition: condition, input: input,
            output: output,
            export: export, timeout: timeout, then: then, metadata: metadata, definition: entry.value.json, kind: kind)
    }

    /// The one keyword that tells the kind; several, or none, are told.
    private func keyword(of fields: Fields, at mark: SourceMark) -> String? {
        var found = Reader.kinds.map(\.keyword).filter(fields.has)
        if found.contains("for") { found.removeAll { $0 == "do" } }
        if found.count > 1 {
            problems.error(
                "several-kinds", at: fields.keyMark(found[1]),
                "\(fields.owner) has \(found.listed()), but a task does one thing",
                hint: "make two tasks of it, one after the other")
            return nil
        }
        if let keyword = found.first { return keyword }
        let keywords = Reader.kinds.map(\.keyword)
        let unknown = (fields.node.entries ?? []).filter { !Reader.commonProperties.contains($0.key) }
        let hints = unknown.lazy.compactMap { entry in
            Problems.suggestion(for: entry.key, among: keywords).map { (entry, $0) }
        }
        if let (entry, hint) = hints.first {
            problems.error(
                "unknown-property", at: entry.keyMark, "\(fields.owner) has no property \(quoted(entry.key))",
                hint: hint)
        } else {
            problems.error(
                "unknown-kind", at: mark, "\(fields.owner) does not say what it does",
                hint: "it needs one of \(keywords.listed("or"))")
        }
        return nil
    }

    private func kind(_ keyword: String, _ fields: Fields, _ setting: TaskSetting) -> TaskKind? {
        guard let node = fields[keyword] else { return nil }
        let owner = member(keyword, of: fields.owner)
        switch keyword {
        case "call": return call(node, fields, setting).map { .call($0) }
        case "do": return .do(tasks(node, owner, at: setting.position.appending("do"), setting.scope))
        case "emit": return emission(node, owner, setting.scope).map { .emit($0) }
        case "for": return loop(node, fields, setting).map { .for($0) }
        case "fork": return fork(node, owner, setting).map { .fork($0) }
        case "listen": return listen(node, fields, setting).map { .listen($0) }
        case "raise": return raisedError(node, owner, setting.scope).map { .raise($0) }
        case "run": return run(node, owner, setting.scope).map { .run($0) }
        case "set": return settings(node, owner, setting.scope).map { .set($0) }
        case "switch": return switchCases(node, owner, setting).map { .switch($0) }
        case "try": return attempt(node, fields, setting).map { .try($0) }
        default: return delay(node, owner, setting.scope).map { .wait($0) }
        }
    }

    /// `input`, `output`, `export`: a schema, and `from` or `as`.
    func stage(_ key: String, in parent: Fields, transform: String, _ scope: Scope) -> DataStage {
        guard let node = parent[key],
            let fields = fields(node, of: member(key, of: parent.owner), ["schema", transform])
        else { return .none }
        let formula = fields[transform].flatMap { node -> Formula? in
            let owner = member(transform, of: fields.owner)
            if node.string == nil, node.entries == nil {
                tellType(node, of: owner, wanted: "an expression or a mapping")
                return nil
            }
            return self.transform(node, owner, scope)
        }
        return DataStage(
            schema: fields["schema"].flatMap { schema($0, member("schema", of: fields.owner)) }, transform: formula)
    }

    /// The JSON Schema itself; formats other than JSON Schema and schemas that lie elsewhere are refused.
    private func schema(_ node: Node, _ owner: String) -> JSON? {
        guard let fields = fields(node, of: owner, ["format", "document", "resource"]) else { return nil }
        if let format = text("format", in: fields), format != "json", !format.hasPrefix("json:"),
            let node = fields["format"]
        {
            problems.error(
                "unsupported-schema", at: node.mark, "schemas of the format \(quoted(format)) are not read here",
                hint: "use json")
        }
        if fields.has("resource") {
            problems.error(
                "unsupported-schema", at: fields.keyMark("resource"), "a schema is not fetched from elsewhere",
                hint: "write it under \"document\"")
            return nil
        }
        guard let document = fields["document"] else {
            problems.error(
                "missing-property", at: node.mark, "\(owner) lacks \"document\"",
                hint: "put the JSON Schema under \"document:\"")
            return nil
        }
        if document.entries == nil, document.scalar?.value.asBool == nil {
            tellType(document, of: member("document", of: owner), wanted: "a JSON Schema, a mapping")
        }
        return document.json
    }

    /// `then`: `continue`, `exit`, `end`, or a task of the same list.
    func directive(_ key: String, in fields: Fields, _ setting: TaskSetting) -> FlowDirective? {
        guard let node = fields[key], let name = code(node, member(key, of: fields.owner)) else { return nil }
        switch name {
        case "continue": return .continue
        case "exit": return .exit
        case "end": return .end
        case _ where setting.siblings.contains(name): return .task(name)
        default:
            problems.error(
                "unknown-task", at: node.mark, "there is no task \(quoted(name)) in the list of \(fields.owner)",
                hint: Problems.suggestion(for: name, among: setting.names + Reader.directives)
                    ?? "\"then\" goes to a task of the same list, or is \(Reader.directives.listed("or"))")
            return nil
        }
    }
}
