import Notation

/// Tasks that steer: `for`, `fork`, `switch`, `set`.
extension Reader {
    func loop(_ node: Node, _ task: Fields, _ setting: TaskSetting) -> Loop? {
        let scope = setting.scope
        guard let fields = fields(node, of: member("for", of: task.owner), ["each", "in", "at"], required: ["in"])
        else {
            return nil
        }
        let each = variable("each", in: fields) ?? "item"
        let at = variable("at", in: fields) ?? "index"
        let inner = scope.adding(each, at)
        let collection = fields["in"].flatMap { node -> Formula? in
            if node.string == nil, node.nodes == nil {
                tellType(node, of: member("in", of: fields.owner), wanted: "an expression or a list")
                return nil
            }
            return transform(node, member("in", of: fields.owner), scope)
        }
        let condition = program("while", in: task, inner)
        guard let body = task["do"] else {
            problems.error(
                "missing-property", at: task.mark, "\(task.owner) lacks \"do\"",
                hint: "\"for\" repeats the tasks under \"do:\"")
            return nil
        }
        let tasks = tasks(body, member("do", of: task.owner), at: setting.position.appending("do"), inner)
        return collection.map { Loop(each: each, collection: $0, at: at, condition: condition, body: tasks) }
    }

    /// The name of a variable, without `$`.
    func variable(_ key: String, in fields: Fields) -> String? {
        guard let name = text(key, in: fields), let node = fields[key] else { return nil }
        let isName =
            name.unicodeScalars.first.map { $0.isASCII && ($0.properties.isAlphabetic || $0 == "_") } == true
            && name.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || $0.properties.numericType != nil)
            }
        if isName, !Scope.standard.contains(name) { return name }
        problems.error(
            "bad-name", at: node.mark,
            isName ? "\"$\(name)\" is taken already" : "\(quoted(name)) is no name for a variable",
            hint: name.hasPrefix("$")
                ? "leave out the \"$\"" : isName ? "choose another name" : "use letters, digits and \"_\"")
        return nil
    }

    func fork(_ node: Node, _ owner: String, _ setting: TaskSetting) -> Fork? {
        guard let fields = fields(node, of: owner, ["branches", "compete"], required: ["branches"]) else { return nil }
        let position = setting.position.appending("fork").appending("branches")
        let branches = fields["branches"].map {
            tasks($0, member("branches", of: owner), at: position, setting.scope, jumps: false)
        }
        return Fork(branches: branches ?? [], competes: boolean("compete", in: fields, isFixed: true) ?? false)
    }

    func settings(_ node: Node, _ owner: String, _ scope: Scope) -> Formula? {
        if node.string != nil { return program(node, owner, scope).map { .program($0) } }
        guard let entries = node.entries else {
            tellType(node, of: owner, wanted: "a mapping or an expression")
            return nil
        }
        if entries.isEmpty {
            problems.error("empty-mapping", at: node.mark, "\(owner) is empty", hint: "set at least one value")
        }
        return formula(node, scope)
    }

    func switchCases(_ node: Node, _ owner: String, _ setting: TaskSetting) -> [SwitchCase]? {
        var defaultLine: Int?
        return namedList(node, owner, of: "case").compactMap { _, entry in
            let name = "the case \(quoted(entry.key))"
            guard let fields = fields(entry.value, of: name, ["when", "then"], required: ["then"], at: entry.keyMark)
            else { return nil }
            if !fields.has("when") {
                if let line = defaultLine {
                    problems.error(
                        "several-defaults", at: entry.keyMark,
                        "\(name) has no \"when\", and so has the one in line \(line)",
                        hint: "only one case may be the default")
                }
                defaultLine = entry.keyMark.line
            }
            let when = program("when", in: fields, setting.scope)
            return directive("then", in: fields, setting).map { SwitchCase(name: entry.key, when: when, then: $0) }
        }
    }
}
