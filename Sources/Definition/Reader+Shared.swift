import Notation

/// `use`: what a document declares once and refers to by name.
extension Reader {
    private static let sections = [
        "authentications", "catalogs", "errors", "extensions", "functions", "retries", "secrets", "timeouts",
    ]
    static let extensible = [
        "call", "composite", "emit", "for", "listen", "raise", "run", "set", "switch", "try", "wait", "all",
    ]

    /// The names alone, so that what stands above may refer to what stands below.
    static func names(in use: Node?) -> SharedNames {
        func keys(_ section: String) -> [String] { use?[section]?.entries?.map(\.key) ?? [] }
        var names = SharedNames()
        names.authentications = keys("authentications")
        names.catalogs = keys("catalogs")
        for catalog in use?["catalogs"]?.entries ?? [] { names.endpoints[catalog.key] = catalog.value.json["endpoint"] }
        for policy in use?["authentications"]?.entries ?? [] { names.policies[policy.key] = policy.value.json }
        names.errors = keys("errors")
        names.functions = keys("functions")
        names.retries = keys("retries")
        names.timeouts = keys("timeouts")
        names.secrets = use?["secrets"]?.nodes?.compactMap(\.string) ?? []
        return names
    }

    func sharedDefinitions(_ node: Node) -> SharedDefinitions {
        var definitions = SharedDefinitions()
        guard let fields = fields(node, of: "\"use\"", Reader.sections) else { return definitions }
        for (name, node) in section("authentications", in: fields) {
            checkAuthentication(node, "the authentication \(quoted(name))", mayRefer: false)
            definitions.authentications[name] = formula(node, Scope())
        }
        for (name, node) in section("catalogs", in: fields) {
            guard
                let catalog = self.fields(
                    node, of: "the catalog \(quoted(name))", ["endpoint"], required: ["endpoint"]),
                let endpoint = catalog["endpoint"]
            else { continue }
            checkEndpoint(endpoint, member("endpoint", of: catalog.owner))
            definitions.catalogs[name] = endpoint.json
        }
        for (name, node) in section("errors", in: fields) {
            definitions.errors[name] = errorFormula(node, "the error \(quoted(name))", Scope())
        }
        for (name, node) in section("retries", in: fields) {
            definitions.retries[name] = retryPolicy(node, "the retry policy \(quoted(name))", Scope().adding("error"))
        }
        for (name, node) in section("timeouts", in: fields) {
            definitions.timeouts[name] = timeoutDefinition(node, "the timeout \(quoted(name))", Scope())
        }
        definitions.secrets = (list("secrets", in: fields) ?? []).compactMap { text($0, "a secret") }
        definitions.extensions = extensions(in: fields)
        let position = JSONPointer.root.appending("use").appending("functions")
        for entry in fields["functions"]?.entries ?? [] {
            checkFunctionName(entry)
            definitions.functions[entry.key] = task(entry, in: TaskSetting(position: position.appending(entry.key)))
        }
        if let functions = fields["functions"] { _ = open(functions, of: "\"use.functions\"") }
        return definitions
    }

    private func section(_ key: String, in fields: Fields) -> [(String, Node)] {
        guard let node = fields[key], let section = open(node, of: "\(quoted(key)) of \"use\"") else { return [] }
        return section.node.entries?.map { ($0.key, $0.value) } ?? []
    }

    private func checkFunctionName(_ entry: Node.Entry) {
        guard FunctionCall.protocols.contains(entry.key) else { return }
        problems.error(
            "bad-name", at: entry.keyMark,
            "a function cannot be named \(quoted(entry.key)), which is a protocol of the standard",
            hint: "give it another name")
    }

    private func extensions(in fields: Fields) -> [TaskExtension] {
        guard let node = fields["extensions"] else { return [] }
        let position = JSONPointer.root.appending("use").appending("extensions")
        return namedList(node, "\"use.extensions\"", of: "extension", mayBeEmpty: true).compactMap {
            index, entry in
            let owner = "the extension \(quoted(entry.key))"
            let known = ["extend", "when", "before", "after"]
            guard let fields = self.fields(entry.value, of: owner, known, required: ["extend"]) else { return nil }
            let place = position.appending(index).appending(entry.key)
            func list(_ key: String) -> [WorkflowTask] {
                fields[key].map { tasks($0, member(key, of: owner), at: place.appending(key), Scope()) } ?? []
            }
            if !fields.has("before"), !fields.has("after") {
                problems.warning(
                    "empty-extension", at: entry.keyMark, "\(owner) does nothing",
                    hint: "give it tasks under \"before\" or \"after\"")
            }
            let when = program("when", in: fields, Scope())
            let (before, after) = (list("before"), list("after"))
            return fields["extend"].flatMap { word($0, member("extend", of: owner), among: Reader.extensible) }.map {
                TaskExtension(name: entry.key, extends: $0, when: when, before: before, after: after)
            }
        }
    }
}
