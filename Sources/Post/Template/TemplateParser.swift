import Notation

/// Reads the head and the fields of a template; goes on after a fault, so that all are told at once.
struct TemplateParser {
    private let source: SourceText
    private let bytes: [UInt8]
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var afterCrash: Template.AfterCrash?
    private static let deepest = 16
    private static let open = Array("{{".utf8)
    private static let close = Array("}}".utf8)

    init(source: SourceText) {
        self.source = source
        bytes = Array(source.text.utf8.filter { $0 != 0x0D })
    }

    mutating func template() -> (Template.Layout, subject: [Template.Node], body: [Template.Node]) {
        guard bytes.count <= Template.largest else {
            report(0, 1, "template-too-large", "the template has more than \(Template.largest >> 10) KiB")
            return (.mail, [], [])
        }
        var layout = Template.Layout.mail
        var subject: Range<Int>?
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count, bytes[at] != 0x0A {
            let lines = headLines(from: at)
            let colon = bytes[lines].firstIndex(of: UInt8(ascii: ":")) ?? lines.lowerBound
            let value = colon + 1..<max(colon + 1, lines.upperBound)
            switch text(lines.lowerBound..<colon) {
            case "Subject" where subject == nil: subject = value
            case "Subject":
                report(at, 7, "duplicate-head", "the head has \"Subject\" already", hint: "go on with an indented line")
            case "Layout":
                if let known = Template.Layout(rawValue: text(value)) {
                    layout = known
                } else {
                    report(
                        value.lowerBound, value.count, "unknown-layout", "there is no layout \"\(text(value))\"",
                        hint: "mail or letter")
                }
            case "AfterCrash":
                afterCrash = Template.AfterCrash(rawValue: text(value))
                if afterCrash == nil {
                    report(
                        value.lowerBound, value.count, "unknown-choice",
                        "\"AfterCrash\" is \"\(text(value))\"; it may be repeat or leave",
                        hint: "repeat sends again what may have arrived, leave does not")
                }
            default:
                report(
                    at, min(lines.count, 20), "unknown-head",
                    "the head of a template has \"Subject: …\", \"Layout: …\" and \"AfterCrash: …\", then a blank line",
                    hint: "begin the file with \"Subject: …\"")
            }
            at = min(lines.upperBound + 1, bytes.count)
        }
        guard let subject else {
            report(0, 1, "no-subject", "a template begins with \"Subject: …\"")
            return (layout, [], [])
        }
        let body = min(at + 1, bytes.count)..<bytes.count
        return (layout, nodes(in: subject, ownLines: false), nodes(in: body, ownLines: true))
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

    private struct OpenSection {
        let path: FieldPath
        let at: Int
        let isInverted: Bool
        var before: [Template.Node]
    }

    /// `ownLines`: a section tag alone on its line takes the line away with it.
    private mutating func nodes(in range: Range<Int>, ownLines: Bool) -> [Template.Node] {
        var done: [Template.Node] = []
        var open: [OpenSection] = []
        var at = range.lowerBound
        while let start = find(TemplateParser.open, in: at..<range.upperBound) {
            guard let end = find(TemplateParser.close, in: start + 2..<range.upperBound) else {
                report(start, 2, "unclosed-tag", "\"{{\" has no \"}}\"")
                break
            }
            let after = end + 2
            let tag = text(start + 2..<end)
            let sigil = tag.first.flatMap { "#^/!&{>=".contains($0) ? $0 : nil }
            var (before, next) = (start, after)
            if ownLines, let sigil, "#^/!".contains(sigil), let line = wholeLine(start..<after, in: range) {
                (before, next) = (max(line.lowerBound, at), line.upperBound)
            }
            if before > at { done.append(.text(text(at..<before, trimmed: false))) }
            at = next
            let name = (sigil == nil ? tag : String(tag.dropFirst())).trimmed
            take(sigil, name, at: start, width: after - start, into: &done, open: &open)
        }
        if at < range.upperBound { done.append(.text(text(at..<range.upperBound, trimmed: false))) }
        for section in open.reversed() {
            report(
                section.at, 3, "unclosed-section", "{{#\(section.path.text)}} is never closed",
                hint: "write {{/\(section.path.text)}}")
            done = section.before + done
        }
        return done
    }

    private mutating func take(
        _ sigil: Character?, _ name: String, at start: Int, width: Int, into done: inout [Template.Node],
        open: inout [OpenSection]
    ) {
        if sigil == "!" { return }
        if let sigil, "&{".contains(sigil) {
            return report(
                start, width, "raw-field", "a field without escaping is not offered",
                hint: "write {{\(name.filter { $0 != "}" })}}")
        }
        if let sigil, ">=".contains(sigil) {
            return report(start, width, "unknown-tag", "\"{{\(sigil)\" is not offered in templates")
        }
        guard let path = FieldPath(name) else {
            return report(start, width, "bad-field", "\"\(name)\" is not the name of a field")
        }
        switch sigil {
        case "#", "^":
            if open.count >= TemplateParser.deepest {
                return report(
                    start, width, "too-deep", "sections stand more than \(TemplateParser.deepest) deep in each other")
            }
            open.append(OpenSection(path: path, at: start, isInverted: sigil == "^", before: done))
            done = []
        case "/":
            guard let section = open.last, section.path == path else {
                let hint = open.last.map { "{{/\($0.path.text)}} is due here" }
                return report(
                    start, width, "unexpected-close", "{{/\(name)}} closes no section that is open", hint: hint)
            }
            open.removeLast()
            done = section.before + [.section(path, mark(section.at), isInverted: section.isInverted, done)]
        default: done.append(.field(path, mark(start, width)))
        }
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
