/// One thing that is wrong, or doubtful, in a file that an administrator wrote.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Sendable, Comparable {
        case error, warning
        package static func < (a: Self, b: Self) -> Bool { a == .error && b == .warning }
    }

    package let file: String
    package let mark: SourceMark
    package let severity: Severity
    /// A stable kebab-case name of the kind of problem: `unknown-property`, `no-such-day`.
    package let code: String
    /// One sentence without a full stop: what is wrong, with the words quoted.
    package let message: String
    /// How to mend it, where that is known.
    package let hint: String?

    package init(
        file: String, mark: SourceMark, severity: Severity = .error, code: String, message: String, hint: String? = nil
    ) {
        self.file = file
        self.mark = mark
        self.severity = severity
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// `articles.yaml:17:14: error: … (did you mean "collect"?)`, on one line.
    package var line: String {
        "\(file):\(mark.line):\(mark.column): \(severity.rawValue): \(message)\(hint.map { "; \($0)" } ?? "")"
    }

    /// The line, with the words underlined and the hint beneath.
    package func rendered(in source: SourceText?) -> String {
        var text = "\(file):\(mark.line):\(mark.column): \(severity.rawValue): \(message)"
        if let (quoted, column) = source?.excerpt(at: mark, columns: Self.longestQuote) {
            let number = String(mark.line)
            let gutter = String(repeating: " ", count: number.count + 2)
            let lead = quoted.unicodeScalars.prefix(column - 1).map { $0 == "\t" ? "\t" : " " }.joined()
            let width = max(1, min(mark.width, quoted.unicodeScalars.count - column + 1))
            text += "\n  \(number) | \(quoted)\n\(gutter) | \(lead)^\(String(repeating: "~", count: width - 1))"
            if let hint { text += "\n\(gutter) = \(hint)" }
        } else if let hint {
            text += "; \(hint)"
        }
        return text
    }

    /// A file may be one line: its words are shown as far as they help.
    private static let longestQuote = 240

    package var json: JSON {
        [
            "file": .string(file), "line": .integer(mark.line), "column": .integer(mark.column),
            "severity": .string(severity.rawValue),
            "code": .string(code), "message": .string(hint.map { "\(message); \($0)" } ?? message),
        ]
    }

    /// By file, then place, errors before warnings: the order in which they are told.
    package static func inOrder(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
        (a.file, a.mark, a.severity, a.message, a.hint ?? "", a.code)
            < (b.file, b.mark, b.severity, b.message, b.hint ?? "", b.code)
    }

    /// `did you mean "x"?` for the nearest of `known` within a third of the word's length, else nil.
    package static func suggestion(for word: String, among known: some Sequence<String>) -> String? {
        let nearest = known.map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()))) }.min { $0.1 < $1.1 }
        guard let (name, changes) = nearest, changes <= max(1, word.count / 3) else { return nil }
        return "did you mean \"\(name)\"?"
    }

    /// Edit distance with neighbours exchanged counted as one change.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var rows = [Array(0...b.count)]
        for (i, left) in a.enumerated() {
            var row = [i + 1]
            for (j, right) in b.enumerated() {
                var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (left == right ? 0 : 1))
                if i > 0, j > 0, left == b[j - 1], a[i - 1] == right { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
