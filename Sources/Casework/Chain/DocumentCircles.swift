import Almanac
package import Definition
package import Notation

/// Parent links that run in a circle: a plan cannot implement, over however many others, itself.
///
/// Documents of several sites are looked at together, for a district's plan may lie in another folder than the province's.
package struct DocumentCircles {
    private struct Key: Hashable {
        let issuer: String
        let symbol: String
        let date: Day?
    }

    private struct Node {
        let words: String
        var file: String?
        var mark: SourceMark = .start
        var parents: [Key] = []
    }

    private var nodes: [Key: Node] = [:]
    /// In the order in which they were read.
    private var keys: [Key] = []

    package init() {}

    /// - Parameters:
    ///   - file: as it is shown in messages.
    ///   - name: what a unit of the site's directory is called; nil for what is no unit's code.
    package mutating func add(
        _ plan: PlanFile, issuerName: String, file: String, named name: (String) -> String? = { _ in nil }
    ) {
        let symbol = plan.symbol ?? ""
        // A plan without a number is told from others by its own code.
        let key = Key(
            issuer: DocumentCircles.plain(issuerName), symbol: symbol.isEmpty ? "?\(plan.code)" : symbol,
            date: plan.issued)
        let words = "\(issuerName), \(plan.symbol ?? "chưa cấp số"), \(plan.issued?.vietnamese ?? "chưa có ngày")"
        add(plan.parents, below: key, words, file: file, mark: plan.parentsMark ?? .start, named: name)
    }

    private mutating func add(
        _ parents: [DocumentReference], below key: Key, _ words: String, file: String, mark: SourceMark,
        named name: (String) -> String?
    ) {
        if nodes[key] == nil { keys.append(key) }
        var node = nodes[key] ?? Node(words: words)
        if node.file == nil { (node.file, node.mark) = (file, mark) }
        let above = parents.map { parent -> (Key, DocumentReference) in
            let issuer = name(parent.issuer) ?? parent.issuer
            return (Key(issuer: DocumentCircles.plain(issuer), symbol: parent.symbol, date: parent.date), parent)
        }
        node.parents += above.map(\.0)
        nodes[key] = node
        for (parentKey, parent) in above {
            let words = "\(parent.issuer), \(parent.symbol), \(parent.date?.vietnamese ?? "chưa có ngày")"
            add(parent.implements, below: parentKey, words, file: file, mark: mark, named: name)
        }
    }

    package var problems: [Diagnostic] {
        var problems: [Diagnostic] = []
        var cleared: Set<Key> = []
        for key in keys {
            guard let circle = circle(from: key, path: [], &cleared) else { continue }
            cleared.formUnion(circle)
            let shown = circle.compactMap { nodes[$0]?.words }
            guard let node = circle.compactMap({ nodes[$0] }).first(where: { $0.file != nil }), let file = node.file
            else { continue }
            problems.append(
                Diagnostic(
                    file: file, mark: node.mark, code: "document-circle",
                    message: "these documents implement each other in a circle: "
                        + (shown + [shown[0]]).map { "(\($0))" }.joined(separator: " → "),
                    hint: "a document implements only what was issued before it; take out the wrong \"implements\""))
        }
        return problems
    }

    private func circle(from key: Key, path: [Key], _ cleared: inout Set<Key>) -> [Key]? {
        if let start = path.firstIndex(of: key) { return Array(path[start...]) }
        guard !cleared.contains(key) else { return nil }
        for parent in nodes[key]?.parents ?? [] {
            if let circle = circle(from: parent, path: path + [key], &cleared) { return circle }
        }
        cleared.insert(key)
        return nil
    }

    /// "Ủy ban nhân dân tỉnh" and "UBND tỉnh" are one.
    private static func plain(_ name: String) -> String {
        name.lowercased().replacing("ủy ban nhân dân", with: "ubnd").replacing("uỷ ban nhân dân", with: "ubnd")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
