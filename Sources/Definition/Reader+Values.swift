import Notation

/// Single values: each is told, and nil, when it is not what is wanted. A key that is not there is nil and not told.
extension Reader {
    func text(_ key: String, in fields: Fields) -> String? {
        guard let node = fields[key] else { return nil }
        return text(node, member(key, of: fields.owner))
    }

    /// A text that is not empty.
    func text(_ node: Node, _ owner: String) -> String? {
        guard let text = node.string else {
            tellType(node, of: owner, wanted: "text")
            return nil
        }
        if text.allSatisfy(\.isWhitespace) {
            problems.error("empty-text", at: node.mark, "\(owner) is empty")
            return nil
        }
        return text
    }

    /// A code or name as it is written: `007` and `25504` need no quotes.
    func code(_ node: Node, _ owner: String) -> String? {
        guard let scalar = node.scalar, !scalar.value.isNull, scalar.value.asBool == nil, !scalar.text.isEmpty else {
            tellType(node, of: owner, wanted: "a code")
            return nil
        }
        return scalar.text
    }

    /// - Parameter isFixed: whether the value must be known before anything runs; else it may be an expression.
    func boolean(_ key: String, in fields: Fields, isFixed: Bool = false) -> Bool? {
        guard let node = fields[key], isFixed || !isExpression(node) else { return nil }
        if let value = node.scalar?.value.asBool { return value }
        let isOldWord = node.string.map { ["yes", "no", "on", "off"].contains($0.lowercased()) } == true
        tellType(
            node, of: member(key, of: fields.owner), wanted: "true or false",
            hint: isOldWord ? "YAML 1.2 knows only true and false" : nil)
        return nil
    }

    func integer(_ key: String, in fields: Fields, _ range: ClosedRange<Int>, isFixed: Bool = false) -> Int? {
        guard let node = fields[key], isFixed || !isExpression(node) else { return nil }
        return integer(node, member(key, of: fields.owner), range)
    }

    func integer(_ node: Node, _ owner: String, _ range: ClosedRange<Int>) -> Int? {
        guard let value = node.scalar?.value.asInteger else {
            let isQuotedNumber = node.string.flatMap { Int($0) } != nil
            tellType(node, of: owner, wanted: "a whole number", hint: isQuotedNumber ? "write it without quotes" : nil)
            return nil
        }
        guard range.contains(value) else {
            let limits =
                range.upperBound == Int.max
                ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
            problems.error("out-of-range", at: node.mark, "\(owner) is \(value); it may be \(limits)")
            return nil
        }
        return value
    }

    /// One of the words of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, in fields: Fields, of _: Choice.Type, isFixed: Bool = false
    ) -> Choice? where Choice.RawValue == String {
        guard let node = fields[key], isFixed || !isExpression(node),
            let word = word(node, member(key, of: fields.owner), among: Choice.allCases.map(\.rawValue))
        else { return nil }
        return Choice(rawValue: word)
    }

    func word(_ node: Node, _ owner: String, among words: [String]) -> String? {
        guard let text = text(node, owner) else { return nil }
        if words.contains(text) { return text }
        problems.error(
            "bad-value", at: node.mark, "\(owner) is \(quoted(text)); it may be \(words.listed("or"))",
            hint: Problems.suggestion(for: text, among: words))
        return nil
    }

    func list(_ key: String, in fields: Fields) -> [Node]? {
        guard let node = fields[key] else { return nil }
        return list(node, member(key, of: fields.owner))
    }

    func list(_ node: Node, _ owner: String) -> [Node]? {
        if node.nodes == nil { tellType(node, of: owner, wanted: "a list") }
        return node.nodes
    }

    /// A list, or one value that stands for a list of one.
    func oneOrMore(_ node: Node) -> [Node] { node.nodes ?? [node] }

    /// Any mapping, as a value: `metadata`.
    func object(_ key: String, in fields: Fields) -> JSON? {
        guard let node = fields[key] else { return nil }
        if node.entries == nil { tellType(node, of: member(key, of: fields.owner), wanted: "a mapping") }
        return node.json
    }

    /// A name that must be one of `known`, such as one under `use:`.
    func reference(_ node: Node, _ owner: String, to kind: String, among known: [String]) -> String? {
        guard let name = text(node, owner) else { return nil }
        if known.contains(name) { return name }
        problems.error(
            "unknown-reference", at: node.mark, "\(quoted(name)) is not declared under \"\(kind)\"",
            hint: Problems.suggestion(for: name, among: known) ?? "declare it under \"\(kind)\"")
        return name
    }
}
