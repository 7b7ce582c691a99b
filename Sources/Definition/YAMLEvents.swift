import CYAML
import Notation

/// The events of libyaml, one after another, as values of ours.
///
/// Lines are counted as editors do, not as libyaml does, for which a few more characters of Unicode end one.
///
/// Owns the C parser and the bytes that it reads, which must both stay where they are; used by one reading at a time.
final class YAMLEvents {
    struct Event {
        let kind: Kind
        let mark: SourceMark
        /// In Unicode scalars from the start of the text.
        let range: Range<Int>
    }

    enum Kind {
        case streamStart, streamEnd, documentStart, documentEnd, sequenceEnd, mappingEnd
        case alias(String)
        case scalar(text: String, style: Node.Scalar.Style, properties: Properties)
        case sequenceStart(Properties)
        case mappingStart(Properties)
    }

    struct Properties {
        let anchor: String?
        let tag: String?
    }

    private let source: SourceText
    private let lines: SourceLines
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    init(_ source: SourceText, lines: SourceLines) {
        self.source = source
        self.lines = lines
        bytes = .allocate(capacity: source.text.utf8.count)
        _ = bytes.initialize(from: source.text.utf8)
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        if yaml_parser_initialize(parser) == 1 {
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        }
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        bytes.deallocate()
    }

    func next() throws(YAMLProblem) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        let range = event.start_mark.index..<max(event.start_mark.index, event.end_mark.index)
        let start = lines.mark(at: range.lowerBound)
        let end = lines.mark(at: range.upperBound)
        let width = end.line == start.line ? max(1, end.column - start.column) : 1
        return Event(kind: kind(of: event), mark: lines.mark(at: range.lowerBound, width: width), range: range)
    }

    private func kind(of event: yaml_event_t) -> Kind {
        switch event.type {
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_ALIAS_EVENT: return .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return .sequenceStart(Properties(anchor: text(start.anchor), tag: text(start.tag)))
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return .mappingStart(Properties(anchor: text(start.anchor), tag: text(start.tag)))
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let properties = Properties(anchor: text(scalar.anchor), tag: text(scalar.tag))
            return .scalar(text: value, style: style(scalar.style), properties: properties)
        default: return .streamStart
        }
    }

    private func style(_ style: yaml_scalar_style_t) -> Node.Scalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func problem() -> YAMLProblem {
        let said = parser.pointee.problem.map { String(cString: $0) } ?? "the parser has no memory left"
        switch parser.pointee.error {
        case YAML_READER_ERROR:
            let mark = source.mark(atUTF8: parser.pointee.problem_offset)
            let code = String(parser.pointee.problem_value, radix: 16, uppercase: true)
            return YAMLProblem(
                code: "control-character", mark: mark, message: "the character U+\(code) is not allowed in YAML",
                hint: "delete it; it is invisible in many editors")
        default:
            // A quote that is never closed is told where it was opened.
            let isOpen = said == "found unexpected end of stream" && parser.pointee.context != nil
            let at = isOpen ? parser.pointee.context_mark : parser.pointee.problem_mark
            let mark = lines.mark(at: at.index)
            return YAMLProblem(
                code: "yaml-syntax", mark: mark,
                message: isOpen ? "the quote that is opened here is never closed" : said,
                hint: hint(for: said, at: mark))
        }
    }

    /// What usually is the matter when libyaml says so.
    private func hint(for said: String, at mark: SourceMark) -> String? {
        let rest = source.line(mark.line).map { Array($0.unicodeScalars.dropFirst(mark.column - 1)) } ?? []
        if rest.first == "\t" { return "indent with spaces, not with tabs" }
        if let first = rest.first, "@`%".unicodeScalars.contains(first) {
            return "put the text that begins with \"\(first)\" in quotes"
        }
        switch said {
        case "mapping values are not allowed in this context":
            return "put text that holds \": \" in quotes, and begin keys of one mapping in one column"
        case "did not find expected key":
            return "begin all keys of a mapping in the same column, and close quotes and brackets"
        case "did not find expected '-' indicator": return "begin all \"-\" of a list in the same column"
        case "could not find expected ':'": return "write \"key: value\", with a colon and a space"
        case "found unexpected end of stream": return "close it with the same quote"
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            return
                "the bracket of line \(lines.mark(at: parser.pointee.context_mark.index).line) is not closed, or a comma is missing"
        case "found unknown escape character":
            return "in double quotes write \"\\\\\" for a backslash, or use single quotes"
        default: return nil
        }
    }
}

/// Why a text is no YAML that we read.
struct YAMLProblem: Error {
    let code: String
    let mark: SourceMark
    let message: String
    var hint: String?
}
