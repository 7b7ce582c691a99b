package import Notation

/// A table of texts as a spreadsheet or a CSV file has it, each with its place there.
package struct CellTable: Sendable {
    let rows: [[String]]
    private let file: String
    private let places: Places

    private enum Places {
        /// Of a text: the line and column of each field.
        case fields([[SourceMark]])
        /// Of a sheet: rows and columns as they are counted there.
        case cells
    }

    /// One sheet of a workbook, from its first row on; an empty row counts as a row.
    package init(file: String, sheet: String, rows: [[String]]) {
        self.file = "\(file)[\(sheet)]"
        self.rows = rows.map { $0.map(tidied) }
        places = .cells
    }

    package init(csv source: SourceText) {
        let table = CSVTable(source)
        file = source.file
        rows = table.rows.map { $0.map(\.text) }
        places = .fields(table.rows.map { $0.map(\.mark) })
    }

    /// - Parameter column: the one that is meant; nil: the row as a whole.
    func problem(
        _ code: String, at row: Int, column: Int? = nil, _ message: String, hint: String? = nil,
        severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        let cell: String? =
            switch places {
            case .fields: nil
            case .cells: column.map { "\(Self.letters(of: $0))\(row + 1)" }
            }
        return Diagnostic(
            file: file, mark: mark(row, column), severity: severity, code: code,
            message: message + (cell.map { " (cell \($0))" } ?? ""), hint: hint)
    }

    func line(of row: Int) -> Int { mark(row, nil).line }

    private func mark(_ row: Int, _ column: Int?) -> SourceMark {
        switch places {
        case .cells: return SourceMark(line: row + 1, column: (column ?? 0) + 1)
        case .fields(let marks):
            guard marks.indices.contains(row), let last = marks[row].indices.last else { return .start }
            return marks[row][min(column ?? 0, last)]
        }
    }

    /// Column 27 is `AB`.
    private static func letters(of column: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
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

    /// Rows that hold something; a head that is printed again on each page, or merged over two rows, is none of them.
    func body(below header: Int) -> [Int] {
        rows.indices.dropFirst(header + 1).filter { row in
            rows[row].contains { !$0.isEmpty } && rows[row] != rows[header]
        }
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
