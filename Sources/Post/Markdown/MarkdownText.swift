/// A Markdown text with its values, as HTML and as plain text.
///
/// cmark reads CommonMark in its safe mode: HTML in the text is left out. Tables, which CommonMark lacks, are ours.
struct MarkdownText {
    /// The blocks, split where a line `---` stands: the second part is the annex.
    private let parts: [[Block]]
    private let values: [String]
    private let token: Token

    private enum Block {
        case markdown(MarkdownTree)
        case table(MarkdownTable)
    }

    init(_ text: String, values: [String], token: Token) {
        self.values = values
        self.token = token
        parts = MarkdownBlock.parts(of: text).map { part in
            part.compactMap { block in
                switch block {
                case .markdown(let text):
                    MarkdownTree(text) { token.replaced(in: $0, with: values) }.map { .markdown($0) }
                case .table(let table): .table(table)
                }
            }
        }
    }

    /// All of it; a rule between the parts.
    var html: String { parts.indices.map(html(part:)).joined(separator: "<hr>\n") }

    var partCount: Int { parts.count }

    /// The part of that number, from 0; empty when there is none.
    func html(part: Int) -> String {
        guard parts.indices.contains(part) else { return "" }
        return parts[part].map { block in
            switch block {
            case .markdown(let tree): token.replaced(in: tree.html, with: values, \.htmlEscaped)
            case .table(let table): table.html { inline($0) }
            }
        }.joined()
    }

    /// Wrapped, with light marks, one blank line between blocks.
    var plain: String {
        let texts = parts.map { part in
            part.map { block in
                switch block {
                case .markdown(let tree): tree.plain(filling: plainWords)
                case .table(let table):
                    table.plain { cell in MarkdownTree(cell, addresses: { $0 })?.plain(filling: plainWords) ?? "" }
                }
            }.filter { !$0.isEmpty }.joined(separator: "\n\n")
        }
        return texts.filter { !$0.isEmpty }.joined(separator: "\n\n----\n\n") + "\n"
    }

    private func plainWords(_ text: String) -> String { token.replaced(in: text, with: values) }

    /// The HTML of one line, without the paragraph around it.
    private func inline(_ text: String) -> String {
        guard let html = MarkdownTree(text, addresses: { plainWords($0) })?.html else { return "" }
        var inner = html[...]
        if inner.hasPrefix("<p>"), inner.hasSuffix("</p>\n") { inner = inner.dropFirst(3).dropLast(5) }
        return token.replaced(in: inner, with: values, \.htmlEscaped)
    }
}

/// Blocks as they follow each other in the text.
enum MarkdownBlock: Hashable, Sendable {
    case markdown(String)
    case table(MarkdownTable)

    static func parts(of text: String) -> [[MarkdownBlock]] {
        var parts: [[MarkdownBlock]] = [[]]
        var words: [Substring] = []
        var rows: [Substring] = []
        func closeWords() {
            if !words.isEmpty { parts[parts.count - 1].append(.markdown(words.joined(separator: "\n"))) }
            words = []
        }
        func closeRows() {
            if let table = MarkdownTable(lines: rows) {
                closeWords()
                parts[parts.count - 1].append(.table(table))
            } else {
                words += rows
            }
            rows = []
        }
        for bytes in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let line = Substring(bytes)
            if bytes.first == UInt8(ascii: "|") {
                rows.append(line)
                continue
            }
            if !rows.isEmpty { closeRows() }
            // After a blank line only: otherwise it underlines a heading.
            if bytes.contains(UInt8(ascii: "-")), line.trimmed == "---", words.last?.trimmed.isEmpty ?? true {
                closeWords()
                parts.append([])
            } else {
                words.append(line)
            }
        }
        if !rows.isEmpty { closeRows() }
        closeWords()
        return parts
    }
}

extension StringProtocol {
    /// Safe between tags and inside quoted attributes.
    var htmlEscaped: String {
        if !utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27 }) {
            return String(self)
        }
        var result = ""
        for character in unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
