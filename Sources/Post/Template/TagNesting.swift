import Notation

/// Puts text and tags, in the order in which they stand, together into nested sections. One notation for letters in
/// Markdown and in Word; goes on after a fault, so that all are told at once.
struct TagNesting {
    private enum Kind { case section, inverted, block }

    private struct OpenSection {
        let path: FieldPath
        let mark: SourceMark
        let kind: Kind
        var before: [Template.Node]
    }

    private let file: String
    private var done: [Template.Node] = []
    private var open: [OpenSection] = []
    private(set) var diagnostics: [Diagnostic] = []
    static let deepest = 16

    init(file: String) { self.file = file }

    mutating func put(_ text: String) { done.append(.text(text)) }

    /// - Parameter tag: what stands between the braces.
    mutating func take(_ tag: String, at mark: SourceMark) {
        let tag = tag.trimmed
        let sigil = tag.first.flatMap { "#^$/!&{>=<".contains($0) ? $0 : nil }
        let name = (sigil == nil ? tag : String(tag.dropFirst())).trimmed
        if sigil == "!" { return }
        if let sigil, "&{".contains(sigil) {
            return report(
                mark, "raw-field", "a field without escaping is not offered",
                hint: "write {{\(name.filter { $0 != "}" })}}")
        }
        if let sigil, ">=<".contains(sigil) {
            return report(mark, "unknown-tag", "\"{{\(sigil)\" is not offered in templates")
        }
        guard let path = FieldPath(name) else {
            return report(mark, "bad-field", "\"\(name)\" is not the name of a field")
        }
        switch sigil {
        case "#", "^", "$":
            if open.count >= TagNesting.deepest {
                return report(mark, "too-deep", "sections stand more than \(TagNesting.deepest) deep in each other")
            }
            let kind: Kind = sigil == "#" ? .section : sigil == "^" ? .inverted : .block
            open.append(OpenSection(path: path, mark: mark, kind: kind, before: done))
            done = []
        case "/":
            guard let section = open.last, section.path == path else {
                let hint = open.last.map { "{{/\($0.path.text)}} is due here" }
                return report(
                    mark, "unexpected-close", "{{/\(name)}} closes no section that is open", hint: hint)
            }
            open.removeLast()
            let mark = section.mark.narrow(1)
            done =
                section.before
                + [
                    section.kind == .block
                        ? .block(path.text, mark, done, isOwn: false)
                        : .section(path, mark, isInverted: section.kind == .inverted, done)
                ]
        default: done.append(.field(path, mark))
        }
    }

    /// What is still open is told, and taken as if it were not.
    mutating func ended() -> [Template.Node] {
        for section in open.reversed() {
            report(
                section.mark.narrow(3), "unclosed-section",
                "{{\(section.kind == .block ? "$" : "#")\(section.path.text)}} is never closed",
                hint: "write {{/\(section.path.text)}}")
            done = section.before + done
        }
        open = []
        return done
    }

    private mutating func report(_ mark: SourceMark, _ code: String, _ message: String, hint: String? = nil) {
        diagnostics.append(Diagnostic(file: file, mark: mark, code: code, message: message, hint: hint))
    }
}

extension SourceMark {
    fileprivate func narrow(_ width: Int) -> SourceMark { SourceMark(line: line, column: column, width: width) }
}
