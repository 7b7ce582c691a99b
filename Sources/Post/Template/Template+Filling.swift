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
        var filling = Filling(of: name, with: fields, into: .tokens(token))
        try filling.write(body)
        let document = MarkdownText(filling.text, values: filling.values, token: token)
        let html =
            switch layout {
            case .mail: MailPage(title: subject, body: document.html, language: language).html
            case .letter: try LetterPage(template: self, fields: fields, document: document).html
            }
        return FilledTemplate(subject: subject, text: document.plain, html: html)
    }

    /// Text without marks, on one line.
    private func line(_ nodes: [Node], _ fields: JSON) throws(TemplateError) -> String {
        var filling = Filling(of: name, with: fields, into: .tokens(token))
        try filling.write(nodes)
        return token.replaced(in: filling.text, with: filling.values).onOneLine
    }

    /// The value of a field that the layout needs; missing ones are errors as in the body.
    func required(_ path: String, in fields: JSON) throws(TemplateError) -> JSON {
        let value = path.split(separator: ".").reduce(Optional(fields)) { $0?.asObject?[String($1)] }
        guard let value else { throw .missingField(path, template: name, mark: .start) }
        return value
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
