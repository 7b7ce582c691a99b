import Almanac
package import Notation

/// A duty or a report that a workflow document itself spells out under `with:`: what the check of the whole site looks at
/// once more, beside units and plan.
package struct InlineDuty: Sendable {
    /// `collect`, `cascade` or `rollup`.
    package let function: String
    package let file: String
    /// The duty; nil for a roll-up, and where an expression is still to be computed.
    package let rule: ObligationRule?
    /// Who owes it; nil where a part of that is still to be computed, or a condition decides whether it is called at all.
    package let obligors: Selector?
    /// Whom it names in so many words.
    package let named: [Naming]

    package struct Naming: Sendable {
        package let property: String
        package let selector: Selector
        package let mark: SourceMark
    }
}

/// Collects the duties of one file. One reading owns it; it never leaves the room.
final class InlineDuties {
    private(set) var list: [InlineDuty] = []

    func note(_ duty: InlineDuty) { list.append(duty) }
}

extension Reader {
    /// Keeps what a call says of units, for the check of the whole site. What is wrong with it has been told already.
    func noteDuty(_ fields: Fields, of function: String, isCertain: Bool) {
        var quiet = Reader(tree: tree, problems: Problems(file: tree.source.file))
        quiet.isStrict = isStrict
        let rule: ObligationRule? =
            switch function {
            case "collect": quiet.obligation(fields, code: function, defaultTo: nil)
            case "cascade": quiet.cascade(fields, code: function, defaultTo: UnitCode(""))?.duty
            default: nil
            }
        var named: [InlineDuty.Naming] = []
        for key in ["from", "to", "letterTo", "forward"] {
            guard let node = fields[key], let selector = quiet.selector(node, key) else { continue }
            named.append(InlineDuty.Naming(property: key, selector: selector, mark: node.mark))
        }
        let spread = ["level", "under", "units"].first(where: fields.has)
        if function == "cascade", let spread, let node = fields[spread] {
            named.append(
                InlineDuty.Naming(property: spread, selector: quiet.selector(in: fields, spread), mark: node.mark))
        }
        duties.note(
            InlineDuty(
                function: function, file: tree.source.file, rule: rule,
                obligors: isCertain ? quiet.obligors(fields) : nil, named: named))
    }

    private func obligors(_ fields: Fields) -> Selector? {
        if let from = fields["from"] { return isWritten(from) ? selector(from, "from") : nil }
        let parts = Reader.selectorProperties.compactMap { fields[$0] }
        return !parts.isEmpty && parts.allSatisfy(isWritten) ? selector(in: fields, fields.owner) : nil
    }

    /// Nothing of it is still to be computed.
    private func isWritten(_ node: Node) -> Bool {
        !isExpression(node) && (node.entries?.map(\.value) ?? node.nodes ?? []).allSatisfy(isWritten)
    }
}
