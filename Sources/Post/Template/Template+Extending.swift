import Notation

extension Template {
    /// This template with all that it extends: others of the site first; of its own name, the built-in one.
    func whole(
        among own: [String: Template], over builtIn: [String: Template], below: Set<String> = []
    ) throws(TemplateFaults) -> Template {
        guard let extends else { return self }
        let isOwn = extends.name != name && own[extends.name] != nil
        guard let parent = isOwn ? own[extends.name] : builtIn[extends.name], !below.contains(extends.name) else {
            let isCircle = below.contains(extends.name)
            throw TemplateFaults(diagnostics: [
                Diagnostic(
                    file: file, mark: extends.mark, code: isCircle ? "extends-itself" : "unknown-template",
                    message: isCircle
                        ? "the template \"\(extends.name)\" extends this one"
                        : "there is no template \"\(extends.name)\" to extend",
                    hint: Diagnostic.suggestion(for: extends.name, among: Set(own.keys).union(builtIn.keys).sorted()))
            ])
        }
        return try extending(
            isOwn ? parent.whole(among: own, over: builtIn, below: below.union([name])) : parent)
    }

    /// This template with the text of another around its blocks.
    ///
    /// - Throws: for a block that the other does not have.
    func extending(_ parent: Template) throws(TemplateFaults) -> Template {
        var own: [String: [Node]] = [:]
        let known = Template.blocks(in: parent.body)
        var faults: [Diagnostic] = []
        for case .block(let block, let mark, let inner, _) in body {
            if !known.contains(block) {
                faults.append(
                    Diagnostic(
                        file: file, mark: mark, code: "unknown-block",
                        message: "the template \"\(parent.name)\" has no block \"\(block)\"",
                        hint: Diagnostic.suggestion(for: block, among: known)
                            ?? "it has \(known.isEmpty ? "none" : known.joined(separator: ", "))"))
            }
            own[block] = inner
        }
        guard faults.isEmpty else { throw TemplateFaults(diagnostics: faults) }
        var whole = self
        whole.extends = nil
        if !hasSubject { whole.subject = parent.subject }
        if !hasLayout { whole.layout = parent.layout }
        whole.afterCrash = afterCrash ?? parent.afterCrash
        whole.body = Template.replacing(own, in: parent.body)
        whole.token = Token(absentFrom: Template.words(whole.subject) + Template.words(whole.body))
        return whole
    }

    private static func replacing(_ own: [String: [Node]], in nodes: [Node]) -> [Node] {
        nodes.map { node in
            switch node {
            case .text, .field: node
            case .section(let path, let mark, let isInverted, let inner):
                .section(path, mark, isInverted: isInverted, replacing(own, in: inner))
            case .block(let name, let mark, let inner, _):
                own[name].map { .block(name, mark, $0, isOwn: true) }
                    ?? .block(name, mark, replacing(own, in: inner), isOwn: false)
            }
        }
    }

    /// The names of its blocks, in order.
    private static func blocks(in nodes: [Node]) -> [String] {
        nodes.flatMap { node -> [String] in
            switch node {
            case .text, .field: []
            case .section(_, _, _, let inner): blocks(in: inner)
            case .block(let name, _, let inner, _): [name] + blocks(in: inner)
            }
        }
    }
}
