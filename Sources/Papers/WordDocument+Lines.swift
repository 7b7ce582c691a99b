extension WordDocument {
    /// As it is read aloud: a line for each paragraph that says something, and for each row of a table, its cells
    /// parted by `|`.
    package var lines: [String] {
        var lines: [(text: String, cell: Cell?)] = []
        for paragraph in paragraphs {
            let text = paragraph.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if let cell = paragraph.cell, let last = lines.last, let open = last.cell, open.table == cell.table,
                open.row == cell.row
            {
                let joint = open.column == cell.column ? (last.text.isEmpty || text.isEmpty ? "" : " / ") : " | "
                lines[lines.count - 1] = (last.text + joint + text, cell)
            } else {
                lines.append((text, paragraph.cell))
            }
        }
        return lines.map(\.text).filter { $0.contains { !$0.isWhitespace && $0 != "|" } }
    }
}
