import Definition
import Notation

/// Places that are told must be places of the text.
extension Trial {
    /// As editors count lines: LF, CR and CRLF end one.
    static func lengths(of text: String) -> [Int] {
        var lengths = [0]
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r": lengths.append(0)
            default: lengths[lengths.count - 1] += 1
            }
            previous = scalar
        }
        return lengths
    }

    /// Shows all as the commands do.
    static func show(_ diagnostics: [Diagnostic], in source: SourceText?) throws(BrokenPromise) {
        let lines = diagnostics.isEmpty ? [] : source.map { lengths(of: $0.text) } ?? []
        for diagnostic in diagnostics {
            _ = diagnostic.rendered(in: source)
            _ = diagnostic.json.text
            try require(!diagnostic.message.isEmpty, "a problem without words: \(diagnostic.code)")
            if source != nil { try require(diagnostic.mark, in: lines, "\(diagnostic.code) (\(diagnostic.message))") }
        }
    }

    private static func require(
        _ mark: SourceMark, in lines: [Int], _ what: @autoclosure () -> String
    ) throws(BrokenPromise) {
        let isInside =
            (1...lines.count).contains(mark.line) && mark.column >= 1 && mark.column <= lines[mark.line - 1] + 1
        try require(isInside, "\(what()) is told at \(mark.line):\(mark.column), outside of the text")
    }

    static func walk(_ node: Node, in lines: [Int]) throws(BrokenPromise) {
        try require(node.mark, in: lines, "a value")
        switch node.content {
        case .scalar: break
        case .sequence(let nodes): for node in nodes { try walk(node, in: lines) }
        case .mapping(let entries):
            for entry in entries {
                try require(entry.keyMark, in: lines, "the key \(entry.key)")
                try walk(entry.value, in: lines)
            }
        }
    }

    /// A place that the reader of a phrase, a program or a schedule tells.
    static func within(_ offset: Int, _ width: Int, _ text: String) throws(BrokenPromise) {
        let count = text.unicodeScalars.count
        try require(
            offset >= 0 && width >= 0 && offset + width <= count + 1,
            "the place \(offset) (\(width) wide) is outside of a text of \(count) characters")
    }
}
