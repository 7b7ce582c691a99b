import Foundation
package import Papers

/// A plan's text, line by line, freed of what printing and converting left in it; the words are never changed.
package struct PlanText: Sendable {
    package struct Line: Equatable, Sendable {
        /// In the source: the line of a text, the paragraph of a Word document; from 1.
        package let number: Int
        package let text: String
        /// The cells of a row of a table; empty elsewhere.
        package var cells: [String] = []
    }

    package private(set) var lines: [Line] = []
    /// `dòng` or `đoạn`: what the numbers count.
    package let counted: String
    package private(set) var isMarkedUp = false

    /// Plain text or Markdown, with the residue of HTML that converters leave.
    package init(_ text: String) {
        counted = "dòng"
        var columns = Columns()
        let composed = text.precomposedStringWithCanonicalMapping.replacing("\r\n", with: "\n")
        for (index, raw) in composed.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let (line, hadMarks) = Residue.cleaned(String(raw), number: index + 1)
            isMarkedUp = isMarkedUp || hadMarks
            lines += columns.lines(of: String(raw), line)
        }
        lines += columns.rest()
    }

    /// A table that only lays out the head or the foot is read cell by cell, all others row by row.
    package init(_ document: WordDocument) {
        counted = "đoạn"
        let layouts = Self.layoutTables(document)
        var row: (place: WordDocument.Cell, number: Int, cells: [String])?
        func finish(_ lines: inout [Line]) {
            if let row {
                lines.append(Line(number: row.number, text: row.cells.joined(separator: " "), cells: row.cells))
            }
            row = nil
        }
        for (index, paragraph) in document.paragraphs.enumerated() {
            guard let cell = paragraph.cell, !layouts.contains(cell.table) else {
                finish(&lines)
                for part in paragraph.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                    lines.append(Line(number: index + 1, text: Residue.spaced(String(part))))
                }
                continue
            }
            if row?.place.table != cell.table || row?.place.row != cell.row {
                finish(&lines)
                row = (cell, index + 1, [])
            }
            while let count = row?.cells.count, count <= cell.column { row?.cells.append("") }
            let text = Residue.spaced(paragraph.text)
            let before = row?.cells[cell.column] ?? ""
            row?.cells[cell.column] = before.isEmpty ? text : text.isEmpty ? before : "\(before) \(text)"
        }
        finish(&lines)
    }

    private static func layoutTables(_ document: WordDocument) -> Set<Int> {
        var tables: Set<Int> = []
        for paragraph in document.paragraphs {
            guard let cell = paragraph.cell else { continue }
            let text = paragraph.text.lowercased()
            if ["nơi nhận", "cộng hòa xã hội", "cộng hoà xã hội", "độc lập - tự do"].contains(where: text.contains)
                || text.hasPrefix("số:")
            {
                tables.insert(cell.table)
            }
        }
        return tables
    }
}

/// What converters leave around the words of a plan.
enum Residue {
    static func cleaned(_ raw: String, number: Int) -> (PlanText.Line, hadMarks: Bool) {
        var text = raw
        if text.contains("<") { text = text.replacing(/<\/?[a-zA-Z!][^<>]{0,200}>/, with: " ") }
        if text.contains("&") {
            for (name, character) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
                text = text.replacing(name, with: character)
            }
        }
        text = text.replacing(/!\[[^\]]*\]\([^)]*\)/, with: " ").replacing(/\[([^\]]*)\]\([^)]*\)/) {
            String($0.output.1)
        }
        if text.firstMatch(of: /^\s*\[\w+\]\s*$/) != nil { text = "" }
        text = text.replacing(/^\s*#{1,6}\s+/, with: "").replacing(/^\s*>\s?/, with: "")
        text = text.replacing(/^(\s*)\*\s+/) { "\($0.output.1)- " }
        text = text.replacing(/^(\s*)[-•–]\s+\+\s+/) { "\($0.output.1)+ " }
        text = text.filter { $0 != "*" && $0 != "`" }.replacing("__", with: "")
        text = text.replacing(/\\([.\-()\[\]_+#])/) { String($0.output.1) }
        let hadMarks = text.count < raw.count - raw.filter(\.isWhitespace).count / 4
        if text.contains("|"), text.allSatisfy({ "|-: ".contains($0) }) { text = "" }
        let cells = cells(of: text)
        let joined = spaced(cells.isEmpty ? text : cells.joined(separator: " "))
        return (PlanText.Line(number: number, text: joined, cells: cells), hadMarks)
    }

    /// Of a row between tabs, or between the bars of Markdown; a rule under the head has none.
    private static func cells(of text: String) -> [String] {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        // Markdown leaves the outer bars out as well: `Nội dung | Thời gian`.
        let bars = text.split(separator: "|", omittingEmptySubsequences: false)
        if bars.count > 2
            || bars.count == 2 && (trimmed.hasPrefix("|") || trimmed.hasSuffix("|") || text.contains(" | "))
        {
            let inner = trimmed.hasPrefix("|") ? bars.dropFirst() : bars[...]
            return (trimmed.hasSuffix("|") ? inner.dropLast() : inner).map { spaced(String($0)) }
        }
        guard text.contains("\t") else { return [] }
        let cells = text.split(separator: "\t", omittingEmptySubsequences: false).map { spaced(String($0)) }
        return cells.count > 1 && cells.dropFirst().contains { !$0.isEmpty } ? cells : []
    }

    /// One blank between words, none around; invisible characters gone.
    static func spaced(_ text: String) -> String {
        let visible = text.unicodeScalars.filter { !["\u{200B}", "\u{FEFF}", "\u{AD}"].contains($0) }
        return String(String.UnicodeScalarView(visible)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
