package import Notation

/// A template filled: the same words three times.
package struct FilledTemplate: Hashable, Sendable {
    package let subject: String
    /// Wrapped plain text.
    package let text: String
    /// A whole HTML document.
    package let html: String
}

extension Template {
    /// Longer results are refused.
    static let longestResult = 16 << 20

    /// - Parameter language: `vi` or `en`, for the document's `lang`.
    package func filled(with fields: JSON, language: String) throws(TemplateError) -> FilledTemplate {
        let subject = try line(subject, fields)
        var filling = Filling(template: self, scopes: [.value(fields)])
        try filling.write(body)
        let document = MarkdownText(filling.text, values: filling.values, token: filling.token)
        let html =
            switch layout {
            case .mail: MailPage(title: subject, body: document.html, language: language).html
            case .letter: try LetterPage(template: self, fields: fields, document: document).html
            }
        return FilledTemplate(subject: subject, text: document.plain, html: html)
    }

    /// Text without marks, on one line.
    private func line(_ nodes: [Node], _ fields: JSON) throws(TemplateError) -> String {
        var filling = Filling(template: self, scopes: [.value(fields)])
        try filling.write(nodes)
        return filling.token.replaced(in: filling.text, with: filling.values).onOneLine
    }

    /// The value of a field that the layout needs; missing ones are errors as in the body.
    func required(_ path: String, in fields: JSON) throws(TemplateError) -> JSON {
        let value = path.split(separator: ".").reduce(Optional(fields)) { $0?.asObject?[String($1)] }
        guard let value else { throw .missingField(path, template: name, mark: .start) }
        return value
    }
}

/// Values stand in the text as tokens until the Markdown has been read, so no value can be read as Markdown.
private struct Filling {
    enum Scope {
        case value(JSON)
        case turn(number: Int, of: Int)
    }

    let template: Template
    let token: Token
    var scopes: [Scope]
    var text = ""
    var values: [String] = []
    private var bytes = 0

    init(template: Template, scopes: [Scope]) {
        self.template = template
        self.scopes = scopes
        token = template.token
    }

    mutating func write(_ nodes: [Template.Node]) throws(TemplateError) {
        for node in nodes {
            switch node {
            case .text(let text): try put(text)
            case .field(let path, let mark):
                guard let value = value(of: path) else {
                    throw .missingField(path.text, template: template.name, mark: mark)
                }
                guard let words = value.words else {
                    throw .notText(path.text, type: value.typeName, template: template.name, mark: mark)
                }
                let clean = words.onOneLine
                if clean.isEmpty { continue }
                values.append(clean)
                bytes += clean.utf8.count
                try put(token.standing(for: values.count - 1))
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
            throw .tooLong(template: template.name, bytes: Template.longestResult)
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

/// Letters and digits that stand for a value while the Markdown is read; they mean nothing to Markdown or HTML.
struct Token: Sendable {
    private let letters: String

    init(absentFrom text: String) {
        var letters = "xqv"
        while text.contains(letters) { letters += "qv" }
        self.letters = letters
    }

    func standing(for index: Int) -> String { "\(letters)\(index)z" }

    /// One pass: what is put in is not looked at again.
    func replaced(in text: some StringProtocol, with values: [String], _ written: (String) -> String = { $0 }) -> String
    {
        let (bytes, mark) = (Array(text.utf8), Array(letters.utf8))
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 2)
        var at = 0
        while at < bytes.count {
            guard bytes[at] == mark[0], bytes[at...].starts(with: mark) else {
                result.append(bytes[at])
                at += 1
                continue
            }
            at += mark.count
            var index = 0
            while at < bytes.count, (48...57).contains(bytes[at]), index < 1 << 40 {
                index = index * 10 + Int(bytes[at] - 48)
                at += 1
            }
            at += 1
            if values.indices.contains(index) { result += written(values[index]).utf8 }
        }
        return String(decoding: result, as: UTF8.self)
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

extension StringProtocol {
    /// Runs of white space become one space; control and direction-changing characters go.
    var onOneLine: String {
        if isPlainLine { return String(self) }
        var kept = String.UnicodeScalarView()
        var isAfterSpace = true
        for scalar in unicodeScalars {
            if scalar.properties.isWhitespace, scalar != "\u{A0}" {
                if !isAfterSpace { kept.append(" ") }
                isAfterSpace = true
            } else if scalar.properties.generalCategory != .control, !scalar.isDirectional {
                kept.append(scalar)
                isAfterSpace = false
            }
        }
        if isAfterSpace, !kept.isEmpty { kept.removeLast() }
        return String(kept)
    }
}

extension StringProtocol {
    /// True when there is surely nothing to change: told from the bytes, for most texts are so.
    private var isPlainLine: Bool {
        var previous: UInt8 = 0x20
        for byte in utf8 {
            switch byte {
            case 0x20 where previous == 0x20: return false
            case 0..<0x20, 0x7F: return false
            // U+0080…U+00BF, U+1680…, U+2000… and U+3000… hold what is white or turns the direction.
            case 0xC2, 0xE2, 0xE3: return false
            case 0x9A where previous == 0xE1: return false
            default: break
            }
            previous = byte
        }
        return previous != 0x20
    }
}

extension Unicode.Scalar {
    /// Turns the reading direction, and so can make one name look like another.
    var isDirectional: Bool {
        switch value {
        case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
