import Expression
import Notation

/// The variables that an expression may name, beside those of the specification.
struct Scope {
    static let standard: Set<String> = [
        "context", "input", "output", "secrets", "authorization", "task", "workflow", "runtime",
    ]
    private(set) var variables = Scope.standard

    func adding(_ names: String...) -> Scope {
        var scope = self
        scope.variables.formUnion(names)
        return scope
    }

    func removing(_ name: String) -> Scope {
        var scope = self
        scope.variables.remove(name)
        return scope
    }
}

extension Reader {
    /// Where the expression of a text `${ … }` stands in it, in Unicode scalars; nil when the text as a whole is none.
    static func expressionRange(in text: String) -> Range<Int>? {
        let scalars = Array(text.unicodeScalars)
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }), last - start >= 2,
            scalars[start] == "$", scalars[start + 1] == "{", scalars[last] == "}"
        else { return nil }
        return start + 2..<last
    }

    /// Where `words` first stand in `text`, in Unicode scalars.
    static func offset(of words: String, in text: String) -> Int? {
        text.firstRange(of: words).map { text[..<$0.lowerBound].unicodeScalars.count }
    }

    /// A property that is always an expression: with or without `${ … }`.
    func program(_ key: String, in fields: Fields, _ scope: Scope) -> LocatedProgram? {
        guard let node = fields[key] else { return nil }
        return program(node, member(key, of: fields.owner), scope)
    }

    func program(_ node: Node, _ owner: String, _ scope: Scope) -> LocatedProgram? {
        // `if: true` is a boolean of YAML, and also a jq program.
        guard let scalar = node.scalar, scalar.value.asString != nil || scalar.value.asBool != nil else {
            tellType(node, of: owner, wanted: "an expression", hint: "for example ${ .count > 0 }")
            return nil
        }
        let whole = 0..<scalar.text.unicodeScalars.count
        return compile(node, Reader.expressionRange(in: scalar.text) ?? whole, scope)
    }

    /// `from`, `as`, `in`: a text is an expression, anything else a value with expressions in it.
    func transform(_ node: Node, _ owner: String, _ scope: Scope) -> Formula? {
        if node.string != nil { return program(node, owner, scope).map { .program($0) } }
        return formula(node, scope)
    }

    /// A value in which `${ … }` is an expression; in loose mode every text that can be read as one.
    func formula(_ node: Node, _ scope: Scope) -> Formula? {
        switch node.content {
        case .sequence(let nodes):
            let parts = nodes.map { formula($0, scope) }
            return parts.contains { $0 == nil } ? nil : simplified(.array(parts.compactMap { $0 }), node)
        case .mapping(let entries):
            let parts = entries.map { ($0.key, formula($0.value, scope)) }
            return parts.contains { $0.1 == nil }
                ? nil : simplified(.object(parts.compactMap { key, part in part.map { (key, $0) } }), node)
        case .scalar(let scalar):
            guard let text = scalar.value.asString else { return .literal(scalar.value) }
            if let range = Reader.expressionRange(in: text) { return compile(node, range, scope).map { .program($0) } }
            if !isStrict, let program = try? Program(parsing: text, arguments: scope.variables) {
                return .program(LocatedProgram(program: program, mark: node.mark))
            }
            warnOfInterpolation(text, node)
            return .literal(scalar.value)
        }
    }

    /// A structure without any expression is one literal.
    private func simplified(_ formula: Formula, _ node: Node) -> Formula {
        switch formula {
        case .array(let parts) where parts.allSatisfy(\.isLiteral): .literal(node.json)
        case .object(let parts) where parts.allSatisfy(\.value.isLiteral): .literal(node.json)
        default: formula
        }
    }

    private func warnOfInterpolation(_ text: String, _ node: Node) {
        guard let offset = Reader.offset(of: "${", in: text) else { return }
        problems.warning(
            "partial-expression", at: tree.mark(in: node, at: offset, width: 2),
            "\"${\" inside a longer text is not evaluated",
            hint: "write the whole text as one expression: ${ \"… \\(.name) …\" }")
    }

    private func compile(_ node: Node, _ range: Range<Int>, _ scope: Scope) -> LocatedProgram? {
        let scalars = Array((node.scalar?.text ?? "").unicodeScalars)
        guard scalars[range].contains(where: { !$0.properties.isWhitespace }) else {
            problems.error(
                "expression-syntax", at: node.mark, "the expression is empty", hint: "\"${ . }\" is the value itself")
            return nil
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        do throws(ExpressionSyntaxError) {
            let program = try Program(parsing: String(text), arguments: scope.variables)
            return LocatedProgram(program: program, mark: tree.mark(in: node, at: range.lowerBound))
        } catch {
            tell(error, in: Array(text), of: node, from: range.lowerBound, scope)
            return nil
        }
    }

    private func tell(
        _ error: ExpressionSyntaxError, in text: [Unicode.Scalar], of node: Node, from start: Int, _ scope: Scope
    ) {
        let mark = tree.mark(in: node, at: start + error.offset, width: error.width)
        let rest = text.dropFirst(error.offset)
        let named = rest.dropFirst(rest.first == "$" ? 1 : 0).prefix {
            $0.properties.isAlphabetic || "_0123456789".unicodeScalars.contains($0)
        }
        let before = error.offset > 0 && error.offset <= text.count ? text[error.offset - 1] : " "
        let name = String(String.UnicodeScalarView(named))
        if rest.first == "$" || before == "$", !name.isEmpty, !scope.variables.contains(name) {
            let known = scope.variables.sorted()
            problems.error(
                "unknown-variable", at: mark, "there is no variable \"$\(name)\" here",
                hint: Problems.suggestion(for: "$" + name, among: known.map { "$" + $0 })
                    ?? "known are \(known.map { "$" + $0 }.listed())")
        } else {
            problems.error("expression-syntax", at: mark, error.message)
        }
    }
}

extension Formula {
    var isLiteral: Bool { if case .literal = self { true } else { false } }
}
