import Notation
import Papers

/// Values in the place of fields, one text at the end.
struct Filling {
    /// How values stand in the text.
    enum Manner {
        /// As tokens until the Markdown has been read, so that no value can be read as Markdown.
        case tokens(Token)
        /// As text of a Word document.
        case markup
    }

    private enum Scope {
        case value(JSON)
        case turn(number: Int, of: Int)
    }

    /// The name of the template, for its errors.
    private let template: String
    private let manner: Manner
    private var scopes: [Scope]
    private(set) var text = ""
    private(set) var values: [String] = []
    private var bytes = 0

    init(of template: String, with fields: JSON, into manner: Manner) {
        self.template = template
        self.manner = manner
        scopes = [.value(fields)]
    }

    mutating func write(_ nodes: [Template.Node]) throws(TemplateError) {
        for node in nodes {
            switch node {
            case .text(let text): try put(text)
            case .field(let path, let mark):
                guard let value = value(of: path) else {
                    throw .missingField(path.text, template: template, mark: mark)
                }
                guard let words = value.words else {
                    throw .notText(path.text, type: value.typeName, template: template, mark: mark)
                }
                let clean = words.onOneLine
                if clean.isEmpty { continue }
                switch manner {
                case .tokens(let token):
                    values.append(clean)
                    bytes += clean.utf8.count
                    try put(token.standing(for: values.count - 1))
                case .markup: try put(WordForm.escaped(clean))
                }
            case .block(_, _, let inner, _): try write(inner)
            case .section(let path, _, let isInverted, let inner):
                let value = value(of: path) ?? .null
                if isInverted {
                    if !value.isSomething { try write(inner) }
                } else {
                    try write(inner, for: value)
                }
            }
        }
    }

    private mutating func write(_ inner: [Template.Node], for value: JSON) throws(TemplateError) {
        guard value.isSomething else { return }
        let depth = scopes.count
        let elements = value.asArray ?? [value]
        for (index, element) in elements.enumerated() {
            if value.asArray != nil { scopes.append(.turn(number: index + 1, of: elements.count)) }
            scopes.append(.value(element))
            try write(inner)
            scopes.removeLast(scopes.count - depth)
        }
    }

    private mutating func put(_ words: String) throws(TemplateError) {
        bytes += words.utf8.count
        guard bytes <= Template.longestResult else {
            throw .tooLong(template: template, bytes: Template.longestResult)
        }
        text += words
    }

    /// Looks from the innermost section outward for the first name; what follows must lie inside it.
    private func value(of path: FieldPath) -> JSON? {
        if FieldPath.loopNames.contains(path.text) { return place(path.text) }
        for case .value(let scope) in scopes.reversed() {
            guard let first = path.segments.first else { return scope }
            if let found = scope.asObject?[first] {
                return path.segments.dropFirst().reduce(Optional(found)) { $0?.asObject?[$1] }
            }
        }
        return nil
    }

    private func place(_ name: String) -> JSON? {
        for case .turn(let number, let count) in scopes.reversed() {
            return name == "@number" ? .integer(number) : .bool(name == "@first" ? number == 1 : number == count)
        }
        return nil
    }
}

extension JSON {
    /// What a field prints; nil for what is no text. Null is known to be nothing.
    fileprivate var words: String? {
        switch self {
        case .null: ""
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): JSON.text(of: number)
        case .bool, .array, .object: nil
        }
    }

    /// False for null, false, the empty text and the empty list: such a section is left out.
    fileprivate var isSomething: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .string(let text): !text.isEmpty
        case .array(let values): !values.isEmpty
        case .integer, .number, .object: true
        }
    }
}
