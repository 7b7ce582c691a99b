package import Notation

extension LocatedTree {
    /// What a file may cost to read.
    package enum Limit {
        package static let bytes = 4 << 20
        package static let depth = 100
        package static let nodes = 400_000
        /// How many nodes all aliases together may stand for.
        package static let expansion = 100_000
    }

    /// Reads one YAML document.
    ///
    /// The tree is nil when the text is no YAML; duplicate keys and the like are told beside a tree.
    package static func parsing(_ source: SourceText) -> (tree: LocatedTree?, diagnostics: [Diagnostic]) {
        let problems = Problems(file: source.file)
        let tree = parsing(source, problems)
        return (tree, problems.inOrder)
    }

    static func parsing(_ source: SourceText, _ problems: Problems) -> LocatedTree? {
        guard source.text.utf8.count <= Limit.bytes else {
            problems.error(
                "file-too-large", at: .start,
                "the file has \(source.text.utf8.count) bytes; at most \(Limit.bytes) are read",
                hint: "split it into several files")
            return nil
        }
        let scalars = Array(source.text.unicodeScalars)
        let lines = SourceLines(scalars)
        var builder = TreeBuilder(events: YAMLEvents(source, lines: lines), problems: problems)
        do throws(YAMLProblem) {
            let root = try builder.document()
            return LocatedTree(source: source, root: root, scalars: scalars, lines: lines)
        } catch {
            problems.error(error.code, at: error.mark, error.message, hint: error.hint)
            return nil
        }
    }
}

/// Builds nodes from events; stops at what makes the rest unreadable, tells everything else.
private struct TreeBuilder {
    let events: YAMLEvents
    let problems: Problems
    private var anchors: [String: Node] = [:]
    /// Anchors whose node is still being read: an alias to one would hold itself.
    private var unfinished: [String] = []
    private var nodes = 0
    private var expanded = 0

    init(events: YAMLEvents, problems: Problems) {
        self.events = events
        self.problems = problems
    }

    mutating func document() throws(YAMLProblem) -> Node {
        _ = try events.next()
        let start = try events.next()
        guard case .documentStart = start.kind else {
            throw YAMLProblem(
                code: "empty-file", mark: .start, message: "the file holds nothing but comments or blanks")
        }
        let root = try node(at: try events.next(), depth: 1)
        _ = try events.next()
        let next = try events.next()
        if case .streamEnd = next.kind { return root }
        throw YAMLProblem(
            code: "several-documents", mark: next.mark, message: "a second document begins here; a file holds one",
            hint: "put it into a file of its own, and delete \"---\"")
    }

    /// What recurses here is cut into small functions, whose frames are small: a thread may have 512 KiB of stack.
    private mutating func node(at event: YAMLEvents.Event, depth: Int) throws(YAMLProblem) -> Node {
        try count(event, depth: depth)
        switch event.kind {
        case .sequenceStart: return try sequence(at: event, depth: depth)
        case .mappingStart: return try mapping(at: event, depth: depth)
        default: return try leaf(at: event, depth: depth)
        }
    }

    private mutating func count(_ event: YAMLEvents.Event, depth: Int) throws(YAMLProblem) {
        nodes += 1
        if nodes > LocatedTree.Limit.nodes {
            throw YAMLProblem(
                code: "too-many-values", mark: event.mark,
                message: "the file has more than \(LocatedTree.Limit.nodes) values")
        }
        if depth > LocatedTree.Limit.depth { throw tooDeep(at: event.mark) }
    }

    private mutating func leaf(at event: YAMLEvents.Event, depth: Int) throws(YAMLProblem) -> Node {
        switch event.kind {
        case .alias(let name): return try alias(name, at: event, depth: depth)
        case .scalar(let text, let style, let properties):
            let value = scalarValue(text, style, tag: properties.tag, at: event.mark)
            let scalar = Node.Scalar(text: text, value: value, style: style, range: event.range)
            return anchored(properties.anchor, Node(mark: event.mark, content: .scalar(scalar)))
        default:
            throw YAMLProblem(code: "yaml-syntax", mark: event.mark, message: "a value is missing here")
        }
    }

    private mutating func sequence(at event: YAMLEvents.Event, depth: Int) throws(YAMLProblem) -> Node {
        let anchor = open(event)
        return close(anchor, Node(mark: event.mark, content: .sequence(try elements(depth: depth))))
    }

    private mutating func mapping(at event: YAMLEvents.Event, depth: Int) throws(YAMLProblem) -> Node {
        let anchor = open(event)
        return close(anchor, Node(mark: event.mark, content: .mapping(try members(depth: depth))))
    }

    /// Answers the anchor, which no alias may name until the node is closed.
    private mutating func open(_ event: YAMLEvents.Event) -> String? {
        let anchor: String?
        switch event.kind {
        case .sequenceStart(let properties):
            checkTag(properties.tag, is: "seq", at: event.mark)
            anchor = properties.anchor
        case .mappingStart(let properties):
            checkTag(properties.tag, is: "map", at: event.mark)
            anchor = properties.anchor
        default: anchor = nil
        }
        if let anchor { unfinished.append(anchor) }
        return anchor
    }

    private mutating func close(_ anchor: String?, _ node: Node) -> Node {
        if anchor != nil { unfinished.removeLast() }
        return anchored(anchor, node)
    }

    private mutating func elements(depth: Int) throws(YAMLProblem) -> [Node] {
        var elements: [Node] = []
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind { return elements }
            elements.append(try node(at: event, depth: depth + 1))
        }
    }

    private mutating func members(depth: Int) throws(YAMLProblem) -> [Node.Entry] {
        var gathered = GatheredMembers()
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind { break }
            let key = try node(at: event, depth: depth + 1)
            let value = try node(at: try events.next(), depth: depth + 1)
            add(value, under: key, at: event.mark, to: &gathered)
        }
        return gathered.whole
    }

    private func add(_ value: Node, under key: Node, at mark: SourceMark, to gathered: inout GatheredMembers) {
        guard let scalar = key.scalar else {
            problems.error("bad-key", at: mark, "a key must be text, not \(key.described)")
            return
        }
        if let line = gathered.lines[scalar.text] {
            problems.error(
                "duplicate-key", at: mark, "the key \(quoted(scalar.text)) stands twice in one mapping",
                hint: "the first is in line \(line); keep one")
            return
        }
        gathered.lines[scalar.text] = mark.line
        if scalar.text == "<<", scalar.style == .plain {
            gathered.merged += mergedEntries(from: value)
        } else {
            gathered.entries.append(Node.Entry(key: scalar.text, keyMark: mark, value: value))
        }
    }

    private func mergedEntries(from value: Node) -> [Node.Entry] {
        if let entries = value.entries { return entries }
        let sources = value.nodes ?? [value]
        for source in sources where source.entries == nil {
            problems.error(
                "bad-merge", at: source.mark, "\"<<\" takes a mapping or a list of mappings, not \(source.described)",
                hint: "write \"<<: *name\", where \"&name\" marks a mapping above")
        }
        return sources.flatMap { $0.entries ?? [] }
    }

    private mutating func alias(_ name: String, at event: YAMLEvents.Event, depth: Int) throws(YAMLProblem) -> Node {
        if unfinished.contains(name) {
            throw YAMLProblem(
                code: "alias-cycle", mark: event.mark, message: "\"*\(name)\" stands inside \"&\(name)\" itself",
                hint: "a value cannot hold itself; write the inner value out")
        }
        guard let node = anchors[name] else {
            throw YAMLProblem(
                code: "unknown-alias", mark: event.mark, message: "\"*\(name)\" names no \"&\(name)\" above it",
                hint: Problems.suggestion(for: name, among: anchors.keys.sorted())
                    ?? "put text that begins with \"*\" in quotes")
        }
        expanded += node.size
        if expanded > LocatedTree.Limit.expansion {
            throw YAMLProblem(
                code: "alias-expansion", mark: event.mark,
                message: "the aliases of this file stand for more than \(LocatedTree.Limit.expansion) values",
                hint: "write fewer aliases of aliases")
        }
        if depth + node.height - 1 > LocatedTree.Limit.depth { throw tooDeep(at: event.mark) }
        return node
    }

    private mutating func anchored(_ anchor: String?, _ node: Node) -> Node {
        if let anchor { anchors[anchor] = node }
        return node
    }

    private func tooDeep(at mark: SourceMark) -> YAMLProblem {
        YAMLProblem(
            code: "too-deep", mark: mark, message: "values are nested more than \(LocatedTree.Limit.depth) deep here")
    }

    private func checkTag(_ tag: String?, is name: String, at mark: SourceMark) {
        guard let tag, tag != "!", tag != "tag:yaml.org,2002:\(name)" else { return }
        tellTag(tag, at: mark)
    }

    private func tellTag(_ tag: String, at mark: SourceMark) {
        let shown = tag.hasPrefix("tag:yaml.org,2002:") ? "!!" + tag.dropFirst(18) : tag
        problems.error(
            "unknown-tag", at: mark, "the tag \(quoted(shown)) is not known here",
            hint: "leave it out; only !!str, !!int, !!float, !!bool, !!null, !!seq and !!map are read")
    }

    private func scalarValue(_ text: String, _ style: Node.Scalar.Style, tag: String?, at mark: SourceMark) -> JSON {
        guard let tag else { return style == .plain ? CoreSchema.value(ofPlain: text) : .string(text) }
        let value = CoreSchema.value(ofPlain: text)
        switch (tag, value) {
        case ("!", _), ("tag:yaml.org,2002:str", _): return .string(text)
        case ("tag:yaml.org,2002:int", .integer), ("tag:yaml.org,2002:bool", .bool), ("tag:yaml.org,2002:null", .null),
            ("tag:yaml.org,2002:float", .number):
            return value
        case ("tag:yaml.org,2002:float", .integer(let integer)): return .number(Double(integer))
        case ("tag:yaml.org,2002:int", _), ("tag:yaml.org,2002:bool", _), ("tag:yaml.org,2002:null", _),
            ("tag:yaml.org,2002:float", _):
            problems.error("bad-tag", at: mark, "\(quoted(text)) is no \(tag.dropFirst(18))", hint: "leave out the tag")
            return value
        default:
            tellTag(tag, at: mark)
            return .string(text)
        }
    }
}

/// The members of a mapping while it is being read.
private struct GatheredMembers {
    var entries: [Node.Entry] = []
    var merged: [Node.Entry] = []
    /// Where each key stands.
    var lines: [String: Int] = [:]

    /// What stands in the mapping itself wins over what is merged, and the first merged over the later.
    var whole: [Node.Entry] {
        var known = lines
        return entries + merged.filter { known.updateValue($0.keyMark.line, forKey: $0.key) == nil }
    }
}
