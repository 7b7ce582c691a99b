package import Notation

extension Selector {
    /// Reads a selector that was computed: `{ units: […] }`, `{ level, under, kind, cluster, except }`, a code, or a
    /// list of codes.
    package static func read(json: JSON) -> (selector: Selector?, diagnostics: [Diagnostic]) {
        let problems = Problems(file: "")
        var reader = Reader(tree: LocatedTree(json: json), problems: problems)
        reader.readsExpressions = false
        let selector = reader.selector(reader.tree.root, "the selector")
        return (problems.hasErrors ? nil : selector, problems.inOrder)
    }
}

/// Who: units by selector, by code, by post.
extension Reader {
    static let selectorProperties = ["units", "level", "kind", "under", "cluster", "except"]
    static let posts = ["contact", "head", "superior", "council-member", "cluster-lead", "collector"]

    /// Nil also for an expression, which is read when it has been computed.
    func selector(_ node: Node, _ owner: String) -> Selector? {
        if isExpression(node) { return nil }
        guard node.entries != nil else {
            if node.scalar == nil, node.nodes == nil || node.nodes?.isEmpty == true {
                tellType(
                    node, of: owner, wanted: "a selector",
                    hint: "for example { units: [so-noi-vu] } or { level: commune, under: huyen-tan-bien }")
                return nil
            }
            return unitCodes(node, owner).map { Selector(units: $0) }
        }
        guard let fields = fields(node, of: owner, Reader.selectorProperties) else { return nil }
        if node.entries?.contains(where: { $0.key != "except" }) != true {
            problems.error(
                "empty-selector", at: node.mark, "\(owner) names nobody",
                hint: "say whom: units, level, kind, under or cluster; \"except\" only takes away")
            return nil
        }
        return selector(in: fields, owner)
    }

    /// The properties of a selector, among others that the caller knows.
    func selector(in fields: Fields, _ owner: String) -> Selector {
        var selector = Selector()
        if let units = fields["units"] { selector.units = unitCodes(units, member("units", of: owner)) ?? [] }
        selector.level = choice("level", in: fields, of: Level.self)
        selector.kind = name("kind", of: .unitKind, in: fields)
        selector.under = fields["under"].flatMap { unit($0, member("under", of: owner)) }
        if let node = fields["cluster"] {
            selector.cluster = code(node, member("cluster", of: owner))
            note(.cluster, selector.cluster, at: node)
        }
        if let except = fields["except"] { selector.except = unitCodes(except, member("except", of: owner)) ?? [] }
        return selector
    }

    /// Nil also for an expression.
    func unit(_ node: Node, _ owner: String) -> UnitCode? {
        let unit = unitCode(node, owner)
        note(.unit, unit?.text, at: node)
        return unit
    }

    /// Something written like the code of a unit, which may be the word for a post.
    private func unitCode(_ node: Node, _ owner: String) -> UnitCode? {
        if isExpression(node) { return nil }
        guard let text = code(node, owner) else { return nil }
        if text.contains(where: \.isWhitespace) || text.contains("${") {
            problems.error(
                "bad-code", at: node.mark, "\(owner) is \(quoted(text)); a unit's code has no blanks",
                hint: "write the code from units.csv")
            return nil
        }
        return UnitCode(text)
    }

    /// A list of codes, or one. An element that is an expression is left out, and read when it has been computed.
    func unitCodes(_ node: Node, _ owner: String) -> [UnitCode]? {
        if isExpression(node) { return nil }
        if node.entries != nil || node.isNull {
            tellType(node, of: owner, wanted: "a list of unit codes")
            return nil
        }
        if node.nodes?.isEmpty == true {
            problems.error("empty-list", at: node.mark, "\(owner) is empty", hint: "name at least one unit")
        }
        var lines: Set<UnitCode> = []
        return oneOrMore(node).compactMap { element in
            guard let unit = unit(element, node.nodes == nil ? owner : "a unit of \(owner)") else { return nil }
            if !lines.insert(unit).inserted {
                problems.warning(
                    "duplicate-unit", at: element.mark, "\(quoted(unit.text)) stands twice in \(owner)",
                    hint: "keep one")
            }
            return unit
        }
    }

    /// `contact`, `head`, `superior`, `council-member`, `cluster-lead`, `collector` or the code of a unit; one or a list.
    func targets(_ node: Node, _ owner: String) -> [RungTarget]? {
        if isExpression(node) { return nil }
        if node.entries != nil || node.isNull || node.nodes?.isEmpty == true {
            tellType(
                node, of: owner, wanted: "a post or unit, or a list of them", hint: "posts are \(Reader.posts.listed())"
            )
            return nil
        }
        return oneOrMore(node).compactMap { node in
            guard let unit = unitCode(node, owner) else { return nil }
            switch unit.text {
            case "contact", "head": return .role(unit.text)
            case "superior": return .superior
            case "council-member": return .councilMember
            case "cluster-lead": return .clusterLead
            case "collector": return .collector
            default:
                if let hint = Problems.suggestion(for: unit.text, among: Reader.posts) {
                    problems.warning(
                        "doubtful-post", at: node.mark, "\(quoted(unit.text)) is read as the code of a unit", hint: hint
                    )
                }
                note(.unit, unit.text, at: node)
                return .unit(unit)
            }
        }
    }
}
