import Notation

/// Reads one tree into types, and tells everything that is wrong with it.
///
/// The steps of one kind of file stand in its extensions.
struct Reader {
    let tree: LocatedTree
    let problems: Problems
    let references = References()
    let duties = InlineDuties()
    /// The functions of catalogs, those of all files of one reading.
    let cataloged: CatalogedFunctions
    /// The functions that the runtime offers, by their short names.
    var functions: Set<String> = []
    /// The function whose text is read; nil for a document.
    var address: FunctionAddress?
    /// What relative addresses of functions are relative to.
    var folder = FunctionAddress.file("")
    /// The catalog that the function lies in.
    var home: CatalogEndpoint?
    /// False for a function that is read by itself, without the document that declares its catalogs.
    var knowsCatalogs = true
    var shared = SharedNames()
    var isStrict = true
    /// False for values that were computed: a text that looks like an expression is then only a text.
    var readsExpressions = true

    init(tree: LocatedTree, problems: Problems, cataloged: CatalogedFunctions? = nil) {
        self.tree = tree
        self.problems = problems
        self.cataloged = cataloged ?? CatalogedFunctions(.none, besides: tree.source.file)
    }

    /// What `use:` declares, known before the tasks that refer to it are read.
    struct SharedNames {
        var authentications: [String] = []
        var catalogs: [String] = []
        /// The endpoints of the catalogs, as they are written.
        var endpoints: [String: JSON] = [:]
        /// The authentications, as they are written.
        var policies: [String: JSON] = [:]
        var errors: [String] = []
        var functions: [String] = []
        var retries: [String] = []
        var secrets: [String] = []
        var timeouts: [String] = []
    }
}

/// A mapping whose keys have been checked, and what it is called in messages.
struct Fields {
    let node: Node
    let owner: String
    /// Where it is said that something is missing: at its name, where it has one.
    let mark: SourceMark

    init(node: Node, owner: String, mark: SourceMark? = nil) {
        self.node = node
        self.owner = owner
        self.mark = mark ?? node.mark
    }

    subscript(key: String) -> Node? { node[key] }
    func has(_ key: String) -> Bool { node[key] != nil }

    /// Where the key stands, for problems with the key itself.
    func keyMark(_ key: String) -> SourceMark { node.entries?.first { $0.key == key }?.keyMark ?? node.mark }
}

extension Reader {
    /// A mapping with only these keys. Nil, and told, when it is none.
    func fields(
        _ node: Node, of owner: String, _ known: [String], required: [String] = [], at mark: SourceMark? = nil
    ) -> Fields? {
        guard let fields = open(node, of: owner, required: required, at: mark) else { return nil }
        refuseUnknown(in: fields, known: known)
        return fields
    }

    /// A mapping that may have any keys.
    func open(_ node: Node, of owner: String, required: [String] = [], at mark: SourceMark? = nil) -> Fields? {
        guard node.entries != nil else {
            tellType(node, of: owner, wanted: "a mapping")
            return nil
        }
        for key in required where node[key] == nil {
            problems.error(
                "missing-property", at: mark ?? node.mark, "\(owner) lacks \(quoted(key))", hint: "add \"\(key):\"")
        }
        return Fields(node: node, owner: owner, mark: mark)
    }

    func refuseUnknown(in fields: Fields, known: [String]) {
        let unused = known.filter { !fields.has($0) }
        for entry in fields.node.entries ?? [] where !known.contains(entry.key) && !problems.isFull {
            let hint = Problems.suggestion(for: entry.key, among: unused)
            problems.error(
                "unknown-property", at: entry.keyMark, "\(fields.owner) has no property \(quoted(entry.key))",
                hint: hint ?? "it may have \(known.listed())")
        }
    }

    func tellType(_ node: Node, of owner: String, wanted: String, hint: String? = nil) {
        let isScalarText = wanted == "text" && node.scalar.map { !$0.value.isNull } == true
        problems.error(
            "wrong-type", at: node.mark, "\(owner) must be \(wanted), not \(node.described)",
            hint: hint ?? (isScalarText ? "put it in quotes: '\(node.scalar?.text ?? "")'" : nil))
    }

    /// True for a text that is an expression as a whole, `${ … }`, where expressions are read.
    func isExpression(_ node: Node) -> Bool {
        readsExpressions && node.string.map { Reader.expressionRange(in: $0) != nil } == true
    }
}

/// What a member is called in messages: `"with.from" of the task "first"`, or `"kind" of an item of …`.
func member(_ key: String, of owner: String) -> String {
    guard owner.first == "\"", let end = owner.dropFirst().firstIndex(of: "\"") else {
        return "\(quoted(key)) of \(owner)"
    }
    return "\(owner[..<end]).\(quoted(key, marks: false))\(owner[end...])"
}

extension [String] {
    /// `"a", "b" and "c"`.
    func listed(_ word: String = "and") -> String {
        let words = prefix(24).map { "\"\($0)\"" }
        guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
        return words.dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
