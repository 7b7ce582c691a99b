import Almanac
package import Notation

/// A plan that is given to the units one level down: each owes a plan of its own, and goes on from there.
package struct CascadeRule: Hashable, Sendable, Codable {
    /// What each of them owes: by default one plan.
    package var duty: ObligationRule
    /// What starts for a unit when its plan has been accepted; nil: nothing, the chain ends there.
    package var workflow: WorkflowReference?
    package var awaits: Awaits = .all

    package init(duty: ObligationRule) { self.duty = duty }

    /// When the call answers.
    package enum Awaits: Hashable, Sendable, Codable {
        case nothing
        /// All have issued their plans.
        case issued
        /// All have issued theirs, and what was started for them has ended.
        case all
        /// So many have.
        case count(Int)
    }
}

/// Which workflow is meant: in the site's folder, by name and perhaps more.
package struct WorkflowReference: Hashable, Sendable, Codable {
    package var namespace: String?
    package var name: String
    /// A version or `latest`.
    package var version = "latest"

    package init(name: String) { self.name = name }
}

extension CascadeRule {
    /// Reads the computed `with:` of a `cascade`; at check time the same reader reads it in its file.
    ///
    /// - Parameters:
    ///   - code: what the duty is called: `workflow/task`.
    ///   - defaultTo: who collects the plans where `to` is left out.
    package static func read(
        json: JSON, code: String, defaultTo: UnitCode
    ) -> (rule: CascadeRule?, diagnostics: [Diagnostic]) {
        let problems = Problems(file: "")
        var reader = Reader(tree: LocatedTree(json: json), problems: problems)
        reader.readsExpressions = false
        let known = FunctionShape.cascade.parameters.map(\.name)
        let rule = reader.fields(reader.tree.root, of: "\"with\" of the cascade \(quoted(code))", known)
            .flatMap { reader.cascade($0, code: code, defaultTo: defaultTo) }
        return (problems.hasErrors ? nil : rule, problems.inOrder)
    }
}

extension Reader {
    private static let awaited = ["all", "issued", "none"]

    /// Nil when something is wrong, or not computed yet.
    func cascade(_ fields: Fields, code: String, defaultTo: UnitCode) -> CascadeRule? {
        let isSpread = Reader.selectorProperties.contains { $0 != "except" && fields.has($0) }
        if isSpread, fields.has("from") {
            problems.error(
                "bad-alternative", at: fields.keyMark("from"),
                "\"from\" stands beside \(Reader.selectorProperties.filter { fields.has($0) }.listed())",
                hint: "leave one of them out")
        }
        let spread = isSpread ? selector(in: fields, fields.owner) : nil
        let workflow = fields["workflow"].flatMap { workflowReference($0, member("workflow", of: fields.owner)) }
        let awaited = fields["await"].flatMap { awaits($0, member("await", of: fields.owner)) }
        guard
            var duty = obligation(
                fields, code: code, defaultTo: defaultTo, defaultFrom: isSpread ? spread ?? Selector() : nil)
        else { return nil }
        duty.workflow = nil
        if duty.items.isEmpty { duty.items = [ItemRule(kind: "plan", min: 1)] }
        var rule = CascadeRule(duty: duty)
        rule.workflow = workflow
        if let awaited { rule.awaits = awaited }
        return rule
    }

    /// A name, or `{ namespace, name, version }` as in `run: workflow`.
    private func workflowReference(_ node: Node, _ owner: String) -> WorkflowReference? {
        if isExpression(node) { return nil }
        if node.entries == nil {
            // The name itself was noted with the rest of the duty.
            return text(node, owner).map { WorkflowReference(name: $0) }
        }
        guard let fields = fields(node, of: owner, ["namespace", "name", "version"], required: ["name"]),
            let name = self.name("name", of: .workflow, in: fields)
        else { return nil }
        var reference = WorkflowReference(name: name)
        reference.namespace = text("namespace", in: fields)
        reference.version = text("version", in: fields) ?? "latest"
        return reference
    }

    private func awaits(_ node: Node, _ owner: String) -> CascadeRule.Awaits? {
        if isExpression(node) { return nil }
        if node.entries != nil {
            guard let fields = fields(node, of: owner, ["count"], required: ["count"]) else { return nil }
            return integer("count", in: fields, 1...1_000_000).map { .count($0) }
        }
        return word(node, owner, among: Reader.awaited).map { word in
            switch word {
            case "none": .nothing
            case "issued": .issued
            default: .all
            }
        }
    }
}
