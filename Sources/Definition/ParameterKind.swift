import Notation

/// What a parameter of a function may be.
package enum ParameterKind: Sendable {
    case text, template
    /// The template of a letter, made for that use.
    case letter(Reference.Kind)
    case anything, mapping, duration, unit, selector, recipients, targets, due, items, rungs
    /// A whole number from 0 on.
    case count
    case truth
    /// A folder inside the site.
    case folder
    /// RFC 3339, or a day.
    case instant
    /// One of these words.
    case word([String])
    /// Numbers of working days.
    case days
}

extension ParameterKind {
    func check(_ node: Node, _ owner: String, by reader: Reader) {
        if reader.isExpression(node) { return }
        switch self {
        case .text: _ = reader.text(node, owner)
        case .template: reader.note(.template, reader.text(node, owner), at: node)
        case .letter(let kind): reader.note(kind, reader.text(node, owner), at: node)
        case .anything: if node.isNull { reader.tellType(node, of: owner, wanted: "a value") }
        case .mapping: _ = reader.open(node, of: owner)
        case .duration: _ = reader.duration(node, owner)
        case .unit: _ = reader.unit(node, owner)
        case .selector: _ = reader.selector(node, owner)
        case .recipients: if node.string != "recipients" { _ = reader.selector(node, owner) }
        case .targets: _ = reader.targets(node, owner)
        case .due: _ = reader.due(node, owner)
        case .items: _ = reader.items(node, owner)
        case .rungs: _ = reader.rungs(node, owner)
        case .word(let words): _ = reader.word(node, owner, among: words)
        case .days: _ = reader.workingDays(node, owner)
        case .count: _ = reader.integer(node, owner, 0...1_000_000)
        case .truth: if node.scalar?.value.asBool == nil { reader.tellType(node, of: owner, wanted: "true or false") }
        case .folder: _ = reader.folder(node, owner)
        case .instant: reader.checkInstant(node, owner)
        }
    }
}
