import Notation

/// Which function a `call:` means.
enum CalledFunction {
    /// A protocol of the standard, or a function of the document's own.
    case named(String)
    /// A function of the runtime, by its short name.
    case ours(String)
    /// A function of a catalog, which is known under the address of its text from here on.
    case cataloged(String)
    /// There is none, which is told.
    case unknown

    /// What the interpreter looks it up by.
    var name: String? {
        switch self {
        case .named(let name), .ours(let name), .cataloged(let name): name
        case .unknown: nil
        }
    }
}

extension Reader {
    /// Functions of the runtime have no version of their own yet.
    private static let ourVersion = "1.0.0"

    func calledFunction(_ function: String, _ node: Node) -> CalledFunction {
        if FunctionCall.protocols.contains(function) || shared.functions.contains(function) { return .named(function) }
        if functions.contains(function) { return .ours(function) }
        if FunctionAddress.isMeant(by: function) { return functionAt(function, node) }
        let called = FunctionName(function)
        if let version = called.version, !Reader.isSemanticVersion(version) {
            problems.error(
                "bad-version", at: node.mark, "\(quoted(version)) is no version",
                hint: "write three numbers: \(called.name):1.0.0")
            return .unknown
        }
        if let name = called.catalog, name != "default" || shared.catalogs.contains(name) {
            if !knowsCatalogs { return .named(function) }
            return endpoint(of: name, node).map { cataloged(called, in: $0, function, node) } ?? .unknown
        }
        if functions.contains(called.name), called.version == nil || called.version == Reader.ourVersion {
            return .ours(called.name)
        }
        if called.catalog == nil, let home { return cataloged(called, in: home, function, node) }
        if called.catalog == nil, shared.catalogs.contains("default") {
            return endpoint(of: "default", node).map { cataloged(called, in: $0, function, node) } ?? .unknown
        }
        return ownCataloged(called, function, node)
    }

    /// In the runtime's own catalog: the folder beside the document.
    private func ownCataloged(_ called: FunctionName, _ function: String, _ node: Node) -> CalledFunction {
        let folder = CatalogEndpoint.runtime.folder(of: called.name)
        let isThere = called.isPlain && !cataloged.catalog.folders(folder).isEmpty
        if isThere { return cataloged(called, in: .runtime, function, node) }
        if functions.contains(called.name) {
            problems.error(
                "unknown-function", at: node.mark,
                "there is no version \(called.version ?? "") of \(quoted(called.name))",
                hint: "write \(called.name):\(Reader.ourVersion), or \(called.name) alone")
            return .unknown
        }
        let known = functions.sorted() + shared.functions + FunctionCall.protocols.sorted()
        problems.error(
            "unknown-function", at: node.mark, "there is no function \(quoted(function))",
            hint: Problems.suggestion(for: called.name, among: known)
                ?? "declare it under \"use.functions\""
                + (called.isPlain
                    ? ", or put it into functions/\(called.name)/\(called.version ?? "1.0.0")/function.yaml" : ""))
        return .unknown
    }

    private func cataloged(
        _ called: FunctionName, in endpoint: CatalogEndpoint, _ function: String, _ node: Node
    ) -> CalledFunction {
        guard called.isPlain else {
            problems.error(
                "bad-name", at: node.mark, "\(quoted(called.name)) is no name of a function in a catalog",
                hint: "it may have letters, digits, \"-\", \"_\" and \".\"")
            return .unknown
        }
        guard let version = called.version ?? newest(called.name, in: endpoint, node) else { return .unknown }
        let address = endpoint.address(of: called.name, version: version)
        return want(address, called.name, endpoint.authentication, home: endpoint, function, node)
    }

    private func newest(_ name: String, in endpoint: CatalogEndpoint, _ node: Node) -> String? {
        if case .web = endpoint.folder {
            problems.error(
                "missing-version", at: node.mark, "a catalog on the web cannot be asked for its newest \(quoted(name))",
                hint: "write the version: \(name):1.0.0\(endpoint.name.map { "@\($0)" } ?? "")")
            return nil
        }
        let folder = endpoint.folder(of: name)
        if let version = FunctionName.newest(of: cataloged.catalog.folders(folder)) { return version }
        problems.error(
            "unknown-function", at: node.mark, "\(quoted(folder.text)) holds no version of \(quoted(name))",
            hint: "put it into \(endpoint.address(of: name, version: "1.0.0").text)")
        return nil
    }

    /// By its address: on the web, or a file.
    private func functionAt(_ text: String, _ node: Node) -> CalledFunction {
        do throws(NoFunctionAddress) {
            var address = try folder.resolving(text)
            if case .web(let text) = address { address = .web(try WebAddress(text).ofContent.text) }
            let place = address.place
            let file = address.text.prefix { $0 != "?" }.split(separator: "/").last.map(String.init) ?? "function"
            let name = place?.name ?? String(file.prefix { $0 != "." })
            let home = place.map { CatalogEndpoint(name: nil, folder: $0.catalog) }
            return want(address, name, .null, home: home, text, node)
        } catch {
            problems.error("bad-uri", at: node.mark, error.sentence, hint: error.hint)
            return .unknown
        }
    }

    private func want(
        _ address: FunctionAddress, _ name: String, _ authentication: JSON, home: CatalogEndpoint?, _ function: String,
        _ node: Node
    ) -> CalledFunction {
        // Who gives a function of the document's own that very name means it.
        if shared.functions.contains(address.text) { return .named(address.text) }
        let wanted = CatalogedFunctions.Wanted(
            address: address, name: name, authentication: authentication, home: home)
        cataloged.want(wanted, by: self.address, as: function, at: node.mark, problems)
        return .cataloged(address.text)
    }

    private func endpoint(of name: String, _ node: Node) -> CatalogEndpoint? {
        guard let endpoint = shared.endpoints[name] else {
            problems.error(
                "unknown-reference", at: node.mark, "\(quoted(name)) is not declared under \"use.catalogs\"",
                hint: Problems.suggestion(for: name, among: shared.catalogs + ["default"])
                    ?? "our own functions are \"@default\"")
            return nil
        }
        do throws(NoFunctionAddress) {
            return try catalog(name, at: endpoint)
        } catch {
            problems.error(
                "bad-catalog", at: node.mark, "the catalog \(quoted(name)) cannot be used: \(error.sentence)",
                hint: error.hint)
            return nil
        }
    }

    private func catalog(_ name: String, at endpoint: JSON) throws(NoFunctionAddress) -> CatalogEndpoint {
        guard let uri = endpoint.asString ?? endpoint["uri"].asString else {
            throw NoFunctionAddress(sentence: "its endpoint has no address", hint: "write endpoint: https://…")
        }
        let authentication = try policy(endpoint["authentication"])
        guard Reader.expressionRange(in: uri) == nil, Reader.isWritten(authentication) else {
            throw NoFunctionAddress(
                sentence: "its endpoint is an expression, and functions are fetched before anything is computed",
                hint: "write the address itself, and name a secret with \"use\"")
        }
        // What a document declares is meant from the document's folder, also where a function calls.
        var folder = try FunctionAddress.file("").resolving(uri)
        if case .web(let text) = folder { folder = .web(try WebAddress(text).ofCatalog.text) }
        return CatalogEndpoint(name: name, folder: folder, authentication: authentication)
    }

    /// The policy itself where only its name under `use.authentications` is written.
    private func policy(_ written: JSON) throws(NoFunctionAddress) -> JSON {
        guard let name = written["use"].asString else { return written }
        guard let policy = shared.policies[name] else {
            throw NoFunctionAddress(
                sentence: "\(quoted(name)) is not declared under \"use.authentications\"", hint: nil)
        }
        return policy
    }

    /// False where a text in it is an expression.
    private static func isWritten(_ value: JSON) -> Bool {
        switch value {
        case .string(let text): expressionRange(in: text) == nil
        case .array(let values): values.allSatisfy(isWritten)
        case .object(let members): members.values.allSatisfy(isWritten)
        default: true
        }
    }
}

/// The file of one function: a task.
extension Reader {
    /// A reader for the text of a function. Of the document it knows the catalogs alone: what else stands under `use` —
    /// secrets before all — is not for functions that others wrote.
    func function(
        in tree: LocatedTree, _ problems: Problems, at address: FunctionAddress, home: CatalogEndpoint?
    ) -> Reader {
        var reader = Reader(tree: tree, problems: problems, cataloged: cataloged)
        reader.functions = functions
        reader.shared.catalogs = shared.catalogs
        reader.shared.endpoints = shared.endpoints
        reader.shared.policies = shared.policies
        reader.address = address
        reader.folder = address.folder
        reader.home = home
        return reader
    }

    func catalogedTask(named name: String) -> (task: WorkflowTask, references: [Reference])? {
        let position = JSONPointer.root.appending("use").appending("functions").appending(address?.text ?? name)
        let entry = Node.Entry(key: name, keyMark: .start, value: tree.root)
        let setting = TaskSetting(position: position, scope: Scope().removing("secrets"))
        return task(entry, in: setting).map { ($0, references.list) }
    }
}
