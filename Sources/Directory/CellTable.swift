package import Notation

/// A table of texts as a spreadsheet or a CSV file has it; where it came from no longer matters.
package struct CellTable: Sendable {
    let file: String
    let rows: [[String]]
    /// The line of each row in its file.
    let lines: [Int]

    /// - Parameter rows: from the first line on; an empty row counts as a line.
    package init(file: String, rows: [[String]]) {
        self.file = file
        self.rows = rows
        lines = Array(1..<rows.count + 1)
    }

    package init(csv source: SourceText) {
        let table = CSVTable(source)
        file = source.file
        rows = table.rows.map { $0.map(\.text) }
        lines = table.rows.map { $0.first?.mark.line ?? 1 }
    }

    func problem(
        _ code: String, at place: Int, _ message: String, hint: String? = nil, severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        let line = lines.indices.contains(place) ? lines[place] : 1
        return Diagnostic(
            file: file, mark: SourceMark(line: line, column: 1), severity: severity, code: code, message: message,
            hint: hint)
    }

    /// The row that names all these columns, and where each stands; titles may stand above it.
    func header(_ wanted: [[String]]) -> (row: Int, places: [Int])? {
        for (index, row) in rows.prefix(20).enumerated() {
            let names = row.map { $0.lowercased() }
            let places = wanted.map { words in names.firstIndex { words.contains($0) } ?? -1 }
            if !places.contains(-1) { return (index, places) }
        }
        return nil
    }

    /// Where a column stands in the header, which may lack it.
    func place(of words: [String], in header: Int) -> Int? {
        rows[header].firstIndex { words.contains($0.lowercased()) }
    }

    func cell(_ row: Int, _ place: Int?) -> String? {
        guard let place, rows[row].indices.contains(place), !rows[row][place].isEmpty else { return nil }
        return rows[row][place]
    }
}
