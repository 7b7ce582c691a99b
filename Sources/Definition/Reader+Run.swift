import Notation

/// `run`: a container, script, shell command or workflow.
extension Reader {
    private static let targets = ["workflow", "script", "shell", "container"]

    func run(_ node: Node, _ owner: String, _ scope: Scope) -> Run? {
        guard let fields = fields(node, of: owner, Reader.targets + ["await", "return"]) else { return nil }
        let isAwaited = boolean("await", in: fields, isFixed: true) ?? true
        let returned = fields["return"].flatMap {
            word($0, member("return", of: owner), among: ["stdout", "stderr", "code", "all", "none"])
        }
        let given = Reader.targets.filter(fields.has)
        guard given.count == 1, let kind = given.first, let node = fields[kind] else {
            problems.error(
                "bad-run", at: node.mark, "\(owner) needs one of \(Reader.targets.listed()), and has \(given.count)")
            return nil
        }
        return target(kind, node, member(kind, of: owner), scope).map {
            Run(target: $0, isAwaited: isAwaited, returns: returned.flatMap(Run.Returned.init) ?? .stdout)
        }
    }

    private func target(_ kind: String, _ node: Node, _ owner: String, _ scope: Scope) -> Run.Target? {
        switch kind {
        case "workflow": return subflow(node, owner, scope)
        case "script": return script(node, owner, scope).map { .script($0) }
        case "shell":
            let known = ["command", "stdin", "arguments", "environment"]
            guard let fields = fields(node, of: owner, known, required: ["command"]) else { return nil }
            checkProcess(fields, texts: ["command", "stdin"])
            return formula(node, scope).map { .shell($0) }
        default:
            let known = [
                "image", "name", "command", "ports", "volumes", "environment", "stdin", "arguments", "lifetime",
                "pullPolicy",
            ]
            guard let fields = fields(node, of: owner, known, required: ["image"]) else { return nil }
            checkProcess(fields, texts: ["image", "name", "command", "stdin"])
            checkContainer(fields, scope)
            return formula(node, scope).map { .container($0) }
        }
    }

    private func subflow(_ node: Node, _ owner: String, _ scope: Scope) -> Run.Target? {
        let known = ["namespace", "name", "version", "input"]
        guard let fields = fields(node, of: owner, known, required: ["namespace", "name"]) else { return nil }
        let namespace = text("namespace", in: fields)
        let hasName = text("name", in: fields) != nil
        let version = fields["version"].flatMap { node -> String? in
            guard let text = versionText(node, member("version", of: owner)) else { return nil }
            if text != "latest" { checkVersion(text, node, member("version", of: owner)) }
            return text
        }
        let input = fields["input"].flatMap { formula($0, scope) }
        guard let namespace, hasName, let name = fields["name"].flatMap({ formula($0, scope) }) else { return nil }
        return .workflow(namespace: namespace, name: name, version: version ?? "latest", input: input)
    }

    private func script(_ node: Node, _ owner: String, _ scope: Scope) -> Formula? {
        let known = ["language", "code", "source", "stdin", "arguments", "environment"]
        guard let fields = fields(node, of: owner, known, required: ["language"]) else { return nil }
        checkProcess(fields, texts: ["language", "code", "stdin"])
        if fields.has("code") == fields.has("source") {
            problems.error(
                "bad-script", at: node.mark, "\(owner) needs either \"code\" or \"source\"",
                hint: fields.has("code") ? "leave one of them out" : "write the script under \"code: |\"")
        }
        if let source = fields["source"] { checkResource(source, member("source", of: owner)) }
        return formula(node, scope)
    }

    /// What scripts, commands and containers share.
    private func checkProcess(_ fields: Fields, texts: [String]) {
        for key in texts { _ = text(key, in: fields) }
        if let node = fields["arguments"], !isExpression(node) {
            if node.entries != nil {
                tellType(
                    node, of: member("arguments", of: fields.owner), wanted: "a list",
                    hint: "since 1.0.3 arguments are a list; pass named values by \"environment\"")
            } else {
                for argument in list("arguments", in: fields) ?? [] where argument.scalar == nil {
                    tellType(argument, of: "an argument of \(fields.owner)", wanted: "text")
                }
            }
        }
        if let node = fields["environment"], !isExpression(node) {
            _ = open(node, of: member("environment", of: fields.owner))
        }
    }

    private func checkContainer(_ fields: Fields, _ scope: Scope) {
        for key in ["ports", "volumes"] { _ = object(key, in: fields) }
        if let node = fields["pullPolicy"] {
            _ = word(node, member("pullPolicy", of: fields.owner), among: ["ifNotPresent", "always", "never"])
        }
        guard let node = fields["lifetime"],
            let lifetime = self.fields(
                node, of: member("lifetime", of: fields.owner), ["cleanup", "after"], required: ["cleanup"]),
            let cleanup = lifetime["cleanup"].flatMap({
                word($0, member("cleanup", of: lifetime.owner), among: ["always", "never", "eventually"])
            })
        else { return }
        _ = delay("after", in: lifetime, scope)
        if (cleanup == "eventually") != lifetime.has("after") {
            problems.error(
                "bad-lifetime", at: node.mark,
                "\(member("after", of: lifetime.owner)) goes with \"cleanup: eventually\", and only with it")
        }
    }
}
