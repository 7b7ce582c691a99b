import CMark
import Glibc

/// One text read by cmark: owns the tree and frees it.
final class MarkdownTree {
    private let root: OpaquePointer

    /// - Parameter addresses: what the destination of a link becomes, before it is judged.
    init?(_ text: String, addresses: (String) -> String) {
        let bytes = Array(text.utf8)
        let document = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
            }
        }
        guard let document else { return nil }
        root = document
        fillLinks(addresses)
    }

    deinit { cmark_node_free(root) }

    var html: String {
        guard let text = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return "" }
        defer { free(text) }
        return String(cString: text)
    }

    func plain(filling: @escaping (String) -> String) -> String {
        PlainText(filling: filling).blocks(of: root, first: "", others: "").joined(separator: "\n")
    }

    /// A destination that a value made is as dangerous as one that was written: only mail, telephone and web remain.
    private func fillLinks(_ addresses: (String) -> String) {
        guard let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
            let node = cmark_iter_get_node(iterator)
            let kind = cmark_node_get_type(node)
            guard event == CMARK_EVENT_ENTER, kind == CMARK_NODE_LINK || kind == CMARK_NODE_IMAGE,
                let url = cmark_node_get_url(node)
            else { continue }
            let filled = addresses(String(cString: url))
            let isKnown = ["https:", "http:", "mailto:", "tel:"].contains { filled.lowercased().hasPrefix($0) }
            cmark_node_set_url(node, isKnown ? filled : "")
        }
    }
}

/// Walks the tree and writes what a person reads in a mail without pictures.
private struct PlainText {
    let filling: (String) -> String

    /// The lines of the blocks inside `parent`; `first` stands before the first line, `others` before the rest.
    func blocks(of parent: OpaquePointer, first: String, others: String) -> [String] {
        let isTight = cmark_node_get_type(parent) == CMARK_NODE_LIST && cmark_node_get_list_tight(parent) != 0
        let isItem = cmark_node_get_type(parent) == CMARK_NODE_ITEM
        var lines: [String] = []
        var lead = first
        var number = cmark_node_get_list_start(parent)
        for node in children(of: parent) {
            if !lines.isEmpty, !isTight, !(isItem && cmark_node_get_type(node) == CMARK_NODE_LIST) {
                lines.append(others.withoutTrailingSpace)
            }
            if cmark_node_get_type(node) == CMARK_NODE_ITEM {
                let mark = cmark_node_get_list_type(parent) == CMARK_ORDERED_LIST ? "\(number). " : "- "
                number += 1
                lines += blocks(
                    of: node, first: lead + mark, others: others + String(repeating: " ", count: mark.count))
            } else {
                lines += block(node, first: lead, others: others)
            }
            lead = others
        }
        return lines
    }

    private func block(_ node: OpaquePointer, first: String, others: String) -> [String] {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH: [TextWrapping(first: first, others: others).wrapped(inline(node))]
        case CMARK_NODE_HEADING:
            [
                TextWrapping(first: first, others: others).wrapped(
                    cmark_node_get_heading_level(node) == 1 ? inline(node).uppercased() : inline(node))
            ]
        case CMARK_NODE_BLOCK_QUOTE: blocks(of: node, first: first + "> ", others: others + "> ")
        case CMARK_NODE_LIST: blocks(of: node, first: first, others: others)
        case CMARK_NODE_THEMATIC_BREAK: [first + "----"]
        case CMARK_NODE_CODE_BLOCK:
            filling(literal(node)).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
                others + "    " + $0
            }
        default: []
        }
    }

    private func inline(_ parent: OpaquePointer) -> String {
        children(of: parent).map { node in
            switch cmark_node_get_type(node) {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE: filling(literal(node))
            case CMARK_NODE_SOFTBREAK: " "
            case CMARK_NODE_LINEBREAK: "\n"
            case CMARK_NODE_STRONG: "*\(inline(node))*"
            case CMARK_NODE_LINK: link(node)
            case CMARK_NODE_HTML_INLINE: ""
            default: inline(node)
            }
        }.joined()
    }

    private func link(_ node: OpaquePointer) -> String {
        let words = inline(node)
        let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
        return address.isEmpty || address.hasSuffix(words) ? words : "\(words) <\(address)>"
    }

    private func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    private func children(of node: OpaquePointer) -> [OpaquePointer] {
        var children: [OpaquePointer] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            children.append(child)
            next = cmark_node_next(child)
        }
        return children
    }
}

/// Lines of a width that every mail program shows whole.
struct TextWrapping {
    let first: String
    let others: String
    static let width = 76

    func wrapped(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count * 9 / 8)
        var isFirst = true
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            var width = 0
            func begin() {
                let lead = isFirst ? first : others
                if !isFirst { result.append(UInt8(ascii: "\n")) }
                isFirst = false
                result += lead.utf8
                width = lead.utf8.scalarCount
            }
            begin()
            var isEmpty = true
            for word in line.split(separator: UInt8(ascii: " ")) {
                let length = word.scalarCount
                if !isEmpty, width + 1 + length > TextWrapping.width {
                    begin()
                    isEmpty = true
                }
                if !isEmpty { result.append(UInt8(ascii: " ")) }
                result += word
                width += length + (isEmpty ? 0 : 1)
                isEmpty = false
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Sequence<UInt8> {
    /// What users read is NFC, where letters are one scalar each; told from the bytes, which begin one each.
    fileprivate var scalarCount: Int { reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 } }
}

extension String {
    var withoutTrailingSpace: String {
        let bytes = utf8
        let end = bytes.lastIndex { $0 != UInt8(ascii: " ") }.map(bytes.index(after:)) ?? bytes.startIndex
        return String(self[..<end])
    }
}
