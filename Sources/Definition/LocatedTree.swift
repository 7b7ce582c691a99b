package import Notation

/// A YAML document as values with their places: what every reader of this room reads.
package struct LocatedTree: Sendable {
    package let source: SourceText
    package let root: Node
    /// The file's text, so that a place inside a scalar's value can be found again in the file.
    let scalars: [Unicode.Scalar]
    let lines: SourceLines

    init(source: SourceText, root: Node, scalars: [Unicode.Scalar], lines: SourceLines) {
        self.source = source
        self.root = root
        self.scalars = scalars
        self.lines = lines
    }

    /// A value that was computed: all marks are the start of its file.
    package init(json: JSON, file: String = "") {
        self.init(
            source: SourceText(file: file, text: ""), root: Node(json: json), scalars: [], lines: SourceLines([]))
    }
}

/// One value of a tree, and where it stands.
package struct Node: Sendable {
    package enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping([Entry])
    }

    /// A key with its value; keys are text, in the order of the file.
    package struct Entry: Sendable {
        package let key: String
        package let keyMark: SourceMark
        package let value: Node
    }

    package struct Scalar: Sendable {
        package enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded, computed }

        /// As it was written, without quotes and indentation: `007` stays `007`.
        package let text: String
        /// By the core schema of YAML 1.2: `007` is 7, `no` is a string.
        package let value: JSON
        package let style: Style
        /// Where it stands in the file, in Unicode scalars; empty when it was computed.
        let range: Range<Int>
    }

    package let mark: SourceMark
    package let content: Content
    /// How many nodes it holds, itself included; aliases count as often as they stand.
    let size: Int
    /// How deep it is nested: 1 for a scalar.
    let height: Int

    init(mark: SourceMark, content: Content) {
        self.mark = mark
        self.content = content
        switch content {
        case .scalar: (size, height) = (1, 1)
        case .sequence(let nodes):
            (size, height) = nodes.reduce((1, 1)) { ($0.0 + $1.size, max($0.1, $1.height + 1)) }
        case .mapping(let entries):
            (size, height) = entries.reduce((1, 1)) { ($0.0 + $1.value.size, max($0.1, $1.value.height + 1)) }
        }
    }

    package init(json: JSON, mark: SourceMark = .start) {
        let content: Content =
            switch json {
            case .array(let values): .sequence(values.map { Node(json: $0, mark: mark) })
            case .object(let members):
                .mapping(members.map { Entry(key: $0, keyMark: mark, value: Node(json: $1, mark: mark)) })
            default:
                .scalar(Scalar(text: json.asString ?? json.text, value: json, style: .computed, range: 0..<0))
            }
        self.init(mark: mark, content: content)
    }
}

extension Node {
    package var json: JSON {
        switch content {
        case .scalar(let scalar): scalar.value
        case .sequence(let nodes): .array(nodes.map(\.json))
        case .mapping(let entries): .object(Members(entries.map { ($0.key, $0.value.json) }))
        }
    }

    package var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
    package var nodes: [Node]? { if case .sequence(let nodes) = content { nodes } else { nil } }
    package var entries: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }
    package var string: String? { scalar?.value.asString }
    package var isNull: Bool { scalar?.value.isNull ?? false }

    /// The value under that key; nil when this is no mapping or lacks it.
    package subscript(key: String) -> Node? { entries?.first { $0.key == key }?.value }

    /// What it is called in messages: `the text "abc"`, `the number 3`, `a list`, `a mapping`, `nothing`.
    var described: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar):
            switch scalar.value {
            case .null: "nothing"
            case .string: "the text \(quoted(scalar.text))"
            case .bool: "the boolean \(scalar.text)"
            default: "the number \(quoted(scalar.text, marks: false))"
            }
        }
    }
}

/// Words to be shown in a message: on one line, and not longer than a line.
func quoted(_ text: String, marks: Bool = true, atMost limit: Int = 60) -> String {
    let shown = text.unicodeScalars.prefix(limit).map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }
        .joined()
    let clipped = text.unicodeScalars.count > limit ? shown + "…" : shown
    return marks ? "\"\(clipped)\"" : clipped
}
