import Notation

/// `call`: the protocols of the standard, functions of the document, of the runtime and of catalogs.
extension Reader {
    static let refused = ["grpc", "asyncapi", "a2a", "mcp"]
    static let methods = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS"]

    func call(_ node: Node, _ task: Fields, _ setting: TaskSetting) -> FunctionCall? {
        guard let function = text(node, member("call", of: task.owner)) else { return nil }
        let owner = member("with", of: task.owner)
        if Reader.refused.contains(function) {
            problems.error(
                "unsupported-protocol", at: node.mark, "Dondoc does not speak \(quoted(function))",
                hint: "write a step plugin that does (\"dondoc plugin new NAME\") and call it by its name")
            return nil
        }
        if isExpression(node) {
            problems.error(
                "bad-value", at: node.mark, "the name of a function cannot be an expression",
                hint: "use \"switch\" and one task for each")
            return nil
        }
        let called = calledFunction(function, node)
        if let with = task["with"], open(with, of: owner) == nil { return nil }
        switch function {
        case "http", "openapi":
            guard let with = task["with"] else {
                problems.error(
                    "missing-property", at: task.mark, "\(task.owner) lacks \"with\"",
                    hint: "\"call: \(function)\" says under \"with:\" what to call")
                return nil
            }
            function == "http" ? checkHTTP(with, owner) : checkOpenAPI(with, owner)
        default:
            if case .ours(let name) = called, let shape = FunctionShape.named(name) {
                let mark = task.has("with") ? task.keyMark("with") : task.mark
                shape.check(
                    task["with"] ?? Node(mark: mark, content: .mapping([])), owner, by: self, at: mark,
                    isCertain: !task.has("if"))
            }
        }
        let arguments = task["with"].map { formula($0, setting.scope) } ?? .literal(.object(Members()))
        return arguments.map { FunctionCall(function: called.name ?? function, arguments: $0, mark: node.mark) }
    }

    private func checkHTTP(_ node: Node, _ owner: String) {
        let known = ["method", "endpoint", "headers", "body", "query", "output", "redirect"]
        guard let fields = fields(node, of: owner, known, required: ["method", "endpoint"]) else { return }
        if let method = text("method", in: fields), let node = fields["method"], !isExpression(node) {
            if !Reader.methods.contains(method.uppercased()) {
                problems.error(
                    "bad-value", at: node.mark, "\(quoted(method)) is no HTTP method",
                    hint: Problems.suggestion(for: method, among: Reader.methods)
                        ?? "use \(Reader.methods.listed("or"))")
            }
        }
        if let endpoint = fields["endpoint"] { checkEndpoint(endpoint, member("endpoint", of: owner)) }
        for key in ["headers", "query"] {
            guard let node = fields[key], !isExpression(node), let map = open(node, of: member(key, of: owner))
            else { continue }
            for entry in map.node.entries ?? [] where entry.value.string == nil {
                if entry.value.scalar.map({ !$0.value.isNull }) == true {
                    problems.warning(
                        "wrong-type", at: entry.value.mark, "\(member(entry.key, of: map.owner)) is no text",
                        hint: "put it in quotes")
                } else {
                    tellType(entry.value, of: member(entry.key, of: map.owner), wanted: "text")
                }
            }
        }
        checkAnswer(fields)
    }

    private func checkOpenAPI(_ node: Node, _ owner: String) {
        let known = ["document", "operationId", "parameters", "authentication", "output", "redirect"]
        guard let fields = fields(node, of: owner, known, required: ["document", "operationId"]) else { return }
        if let document = fields["document"] { checkResource(document, member("document", of: owner)) }
        _ = text("operationId", in: fields)
        if let parameters = fields["parameters"], !isExpression(parameters) { _ = object("parameters", in: fields) }
        if let node = fields["authentication"] { checkAuthentication(node, member("authentication", of: owner)) }
        checkAnswer(fields)
    }

    private func checkAnswer(_ fields: Fields) {
        if let node = fields["output"] {
            _ = word(node, member("output", of: fields.owner), among: ["content", "raw", "response"])
        }
        _ = boolean("redirect", in: fields)
    }

    /// A URI, a URI template, an expression, or `{ uri, authentication }`.
    func checkEndpoint(_ node: Node, _ owner: String) {
        if node.entries == nil {
            checkAddress(node, owner)
            return
        }
        guard let fields = fields(node, of: owner, ["uri", "authentication"], required: ["uri"]) else { return }
        if let uri = fields["uri"] { checkAddress(uri, member("uri", of: owner)) }
        if let node = fields["authentication"] { checkAuthentication(node, member("authentication", of: owner)) }
    }

    private func checkAddress(_ node: Node, _ owner: String) {
        guard let text = text(node, owner), !isExpression(node) else { return }
        // A blank in a URI is a slip that a server answers with an odd error.
        let offset = text.unicodeScalars.enumerated().first { $0.element.properties.isWhitespace }?.offset
        if let offset, !text.contains("${") {
            problems.error(
                "bad-uri", at: tree.mark(in: node, at: offset), "\(owner) has a blank in it",
                hint: "write %20 for a blank")
        }
    }

    /// `{ name, endpoint }`: something that lies elsewhere.
    func checkResource(_ node: Node, _ owner: String) {
        guard let fields = fields(node, of: owner, ["name", "endpoint"], required: ["endpoint"]) else { return }
        _ = text("name", in: fields)
        if let endpoint = fields["endpoint"] { checkEndpoint(endpoint, member("endpoint", of: owner)) }
    }
}
