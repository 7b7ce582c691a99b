/// A table written with `|`: a line of heads, a line of dashes, lines of cells. `\|` is a bar inside a cell.
struct MarkdownTable: Hashable, Sendable {
    let heads: [String]
    let rows: [[String]]
    /// Wider texts are told as lists of "head: cell".
    private static let widest = 76

    /// Nil when the second line is not made of dashes.
    init?(lines: [Substring]) {
        guard lines.count >= 2 else { return nil }
        let dashes = MarkdownTable.cells(of: lines[1])
        guard !dashes.isEmpty,
            dashes.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "-:".contains($0) } && $0.contains("-") })
        else { return nil }
        let heads = MarkdownTable.cells(of: lines[0])
        self.heads = heads
        rows = lines.dropFirst(2).map { line in
            let cells = MarkdownTable.cells(of: line)
            return heads.indices.map { cells.indices.contains($0) ? cells[$0] : "" }
        }
    }

    private static func cells(of line: Substring) -> [String] {
        var cells = [""]
        var isEscaped = false
        for character in line.trimmed.dropFirst() {
            if character == "|", !isEscaped {
                cells.append("")
            } else {
                if isEscaped, character != "|" { cells[cells.count - 1] += "\\" }
                if character != "\\" || isEscaped { cells[cells.count - 1].append(character) }
            }
            isEscaped = character == "\\" && !isEscaped
        }
        if let last = cells.last, last.trimmed.isEmpty { cells.removeLast() }
        return cells.map(\.trimmed)
    }

    /// Styled where it stands, because mail programs drop style sheets.
    func html(_ inline: (String) -> String) -> String {
        let frame = "border:1px solid #888;padding:4px 6px;text-align:left;vertical-align:top"
        func row(_ cells: [String], _ tag: String) -> String {
            "<tr>" + cells.map { "<\(tag) style=\"\(frame)\">\(inline($0))</\(tag)>" }.joined() + "</tr>\n"
        }
        return
            "<table style=\"border-collapse:collapse;width:100%;margin:8px 0\">\n<thead>\n\(row(heads, "th"))</thead>\n<tbody>\n"
            + rows.map { row($0, "td") }.joined() + "</tbody>\n</table>\n"
    }

    func plain(_ inline: (String) -> String) -> String {
        let lines = ([heads] + rows).map { $0.map { inline($0).onOneLine } }
        let widths = heads.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        guard widths.reduce(0, +) + 3 * (widths.count - 1) > MarkdownTable.widest else {
            return lines.map { line in
                let cells = zip(line, widths).map { cell, width in
                    cell + String(repeating: " ", count: width - cell.count)
                }
                return cells.joined(separator: " | ").withoutTrailingSpace
            }.joined(separator: "\n")
        }
        return lines.dropFirst().map { line in
            let cells = zip(lines[0], line).filter { !$1.isEmpty }.map { $0.isEmpty ? $1 : "\($0): \($1)" }
            return TextWrapping(first: "- ", others: "  ").wrapped(cells.joined(separator: "; "))
        }.joined(separator: "\n")
    }
}
