package import Notation

/// A name that something else of the site must have, and where it is written: what one file alone cannot check.
package struct Reference: Hashable, Sendable {
    package enum Kind: Sendable {
        /// The code of a unit in `units.csv`.
        case unit
        /// What units are, or to which cluster they belong: the words of `units.csv`.
        case unitKind, cluster
        /// A kind of thing owed: `article`, or a word of the site's own.
        case item
        case template
        /// The template of a letter: to press the late ones, to go with a roll-up, or with fields of a workflow's own.
        case draft, coverLetter, ownLetter
        /// A workflow by its name alone, as an obligation names it.
        case workflow
        /// An obligation of `plan.yaml`.
        case obligation
        /// The type of an event of Dondoc's own that is waited for, and of one that a workflow makes.
        case event, emission
    }

    package let kind: Kind
    package let name: String
    package let file: String
    package let mark: SourceMark

    package init(_ kind: Kind, _ name: String, file: String, mark: SourceMark) {
        self.kind = kind
        self.name = name
        self.file = file
        self.mark = mark
    }
}

/// Collects the references of one file. One reading owns it; it never leaves the room.
final class References {
    private var seen: Set<Reference> = []
    /// In the order in which they were read, each once.
    private(set) var list: [Reference] = []

    func note(_ reference: Reference) {
        if seen.insert(reference).inserted { list.append(reference) }
    }
}

extension Reader {
    /// Keeps a name for the check of the whole site. What holds an expression is known only when it has been computed.
    func note(_ kind: Reference.Kind, _ name: String?, at node: Node) {
        guard let name, !name.contains("${") else { return }
        references.note(Reference(kind, name, file: tree.source.file, mark: node.mark))
    }

    /// Keeps the type of an event where it is one of Dondoc's own: types of others are known to nobody here.
    func noteType(_ kind: Reference.Kind, in attributes: Node) {
        guard let node = attributes["type"], let type = node.string, type.hasPrefix("dondoc.") else { return }
        note(kind, type, at: node)
    }

    /// A text that names something.
    func name(_ key: String, of kind: Reference.Kind, in fields: Fields) -> String? {
        guard let node = fields[key] else { return nil }
        let name = text(key, in: fields)
        note(kind, name, at: node)
        return name
    }
}
