import Notation

/// Reads the head and the fields of a template; goes on after a fault, so that all are told at once.
struct TemplateParser {
    private let source: SourceText
    private let bytes: [UInt8]
    private(set) var diagnostics: [Diagnostic] = []

    struct Parsed {
        var layout: Template.Layout?
        var afterCrash: Template.AfterCrash?
        /// The template whose blocks this one replaces.
        var extends: (name: String, mark: SourceMark)?
        var subject: [Template.Node]?
        var body: [Template.Node] = []
    }

    private static let open = Array("{{".utf8)
    private static let close = Array("}}".utf8)

    init(source: SourceText) {
        self.source = source
        bytes = Array(source.text.utf8.filter { $0 != 0x0D })
    }

    mutating func parsed() -> Parsed {
        var parsed = Parsed()
        guard bytes.count <= Template.largest else {
            report(0, 1, "template-too-large", "the template has more than \(Template.largest >> 10) KiB")
            return parsed
        }
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count, bytes[at] != 0x0A {
            let lines = headLines(from: at)
            let colon = bytes[lines].firstIndex(of: UInt8(ascii: ":")) ?? lines.lowerBound
            let value = colon + 1..<max(colon + 1, lines.upperBound)
            switch text(lines.lowerBound..<colon) {
            case "Subject" where parsed.subject == nil: parsed.subject = nodes(in: value, ownLines: false)
            case "Subject":
                report(at, 7, "duplicate-head", "the head has \"Subject\" already", hint: "go on with an indented line")
            case "Extends": parsed.extends = (text(value), mark(value.lowerBound + 1, max(1, value.count - 1)))
            case "Layout":
                parsed.layout = Template.Layout(rawValue: text(value))
                if parsed.layout == nil {
                    report(
                        value.lowerBound, value.count, "unknown-layout", "there is no layout \"\(text(value))\"",
                        hint: "mail or letter")
                }
            case "AfterCrash":
                parsed.afterCrash = Template.AfterCrash(rawValue: text(value))
                if parsed.afterCrash == nil {
                    report(
                        value.lowerBound, value.count, "unknown-choice",
                        "\"AfterCrash\" is \"\(text(value))\"; it may be repeat or leave",
                        hint: "repeat sends again what may have arrived, leave does not")
                }
            default:
                report(
                    at, min(lines.count, 20), "unknown-head",
                    "the head of a template has \"Subject: …\", \"Extends: …\", \"Layout: …\" and \"AfterCrash: …\", then a blank line",
                    hint: "begin the file with \"Subject: …\"")
            }
            at = min(lines.upperBound + 1, bytes.count)
        }
        guard parsed.subject != nil || parsed.extends != nil else {
            report(0, 1, "no-subject", "a template begins with \"Subject: …\", or with \"Extends: …\"")
            return parsed
        }
        let body = min(at + 1, bytes.count)..<bytes.count
        parsed.body = nodes(in: body, ownLines: true)
        if parsed.extends != nil, diagnostics.isEmpty { checkBlocks(of: parsed.body, from: body.lowerBound) }
        return parsed
    }

    /// What extends another template says nothing but blocks.
    private mutating func checkBlocks(of body: [Template.Node], from start: Int) {
        let isOutside = body.contains { node in
            switch node {
            case .block: false
            case .text(let text): !text.trimmed.isEmpty
            case .field, .section: true
            }
        }
        guard isOutside else { return }
        report(
            start, 1, "outside-blocks",
            "a template that extends another one has only blocks, and here stands something else",
            hint: "write {{$name}} … {{/name}} around what takes the place of the block of that name")
    }

    /// A line of the head with the indented ones that go on from it, without the last line end.
    private func headLines(from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count {
            let next = end + 1
            if bytes[end] == 0x0A, next >= bytes.count || (bytes[next] != 0x20 && bytes[next] != 0x09) { break }
            end += 1
        }
        return start..<end
    }

    /// `ownLines`: a section tag alone on its line takes the line away with it.
    private mutating func nodes(in range: Range<Int>, ownLines: Bool) -> [Template.Node] {
        var nesting = TagNesting(file: source.file)
        var at = range.lowerBound
        while let start = find(TemplateParser.open, in: at..<range.upperBound) {
            guard let end = find(TemplateParser.close, in: start + 2..<range.upperBound) else {
                report(start, 2, "unclosed-tag", "\"{{\" has no \"}}\"")
                break
            }
            let after = end + 2
            let tag = text(start + 2..<end)
            var (before, next) = (start, after)
            if ownLines, let sigil = tag.first, "#^$/!".contains(sigil), let line = wholeLine(start..<after, in: range)
            {
                (before, next) = (max(line.lowerBound, at), line.upperBound)
            }
            if before > at { nesting.put(text(at..<before, trimmed: false)) }
            at = next
            nesting.take(tag, at: mark(start, after - start))
        }
        if at < range.upperBound { nesting.put(text(at..<range.upperBound, trimmed: false)) }
        let nodes = nesting.ended()
        diagnostics += nesting.diagnostics
        return nodes
    }

    /// The line with its end, when nothing but that tag is on it.
    private func wholeLine(_ tag: Range<Int>, in range: Range<Int>) -> Range<Int>? {
        var (first, last) = (tag.lowerBound, tag.upperBound)
        while first > range.lowerBound, isBlank(bytes[first - 1]) { first -= 1 }
        while last < range.upperBound, isBlank(bytes[last]) { last += 1 }
        guard first == range.lowerBound || bytes[first - 1] == 0x0A, last == range.upperBound || bytes[last] == 0x0A
        else { return nil }
        return first..<min(last + 1, range.upperBound)
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func find(_ word: [UInt8], in range: Range<Int>) -> Int? {
        guard range.count >= 2 else { return nil }
        return (range.lowerBound...range.upperBound - 2).first { bytes[$0] == word[0] && bytes[$0 + 1] == word[1] }
    }

    private func text(_ range: Range<Int>, trimmed: Bool = true) -> String {
        let text = String(decoding: bytes[range], as: UTF8.self)
        return trimmed ? text.trimmed : text
    }

    private func mark(_ offset: Int, _ width: Int = 1) -> SourceMark {
        SourceText(file: source.file, text: String(decoding: bytes, as: UTF8.self)).mark(atUTF8: offset, width: width)
    }

    private mutating func report(_ offset: Int, _ width: Int, _ code: String, _ message: String, hint: String? = nil) {
        diagnostics.append(
            Diagnostic(file: source.file, mark: mark(offset, max(1, width)), code: code, message: message, hint: hint))
    }
}

extension StringProtocol {
    /// Without the white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
