package import Notation

/// A CSV file as it will be written again: every column that somebody has added stays, in the order of the file.
package struct CSVSheet: Equatable, Sendable {
    /// As they stand in the file.
    private(set) var columns: [String]
    /// By the column's name in small letters.
    package var rows: [[String: String]]
    private let separator: Character

    package init(columns: [String], rows: [[String: String]] = []) {
        self.columns = columns
        self.rows = rows
        separator = ","
    }

    package init(_ source: SourceText) {
        let table = CSVTable(source)
        columns = table.rows.first?.map(\.text) ?? []
        separator = Character(UnicodeScalar(table.separator))
        let names = columns.map { $0.lowercased() }
        rows = table.rows.dropFirst().map { row in
            Dictionary(zip(names, row.map(\.text)), uniquingKeysWith: { first, _ in first })
        }
    }

    /// Adds columns that are missing, behind the others.
    package mutating func ensure(_ names: [String]) {
        let known = Set(columns.map { $0.lowercased() })
        columns += names.filter { !known.contains($0) }
    }

    package var text: String {
        var lines = [line(columns)]
        let names = columns.map { $0.lowercased() }
        for row in rows { lines.append(line(names.map { row[$0] ?? "" })) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ fields: [String]) -> String {
        fields.map { field in
            let isPlain = !field.contains { $0 == separator || $0 == "\"" || $0.isNewline } && field.first != " "
            return isPlain ? field : "\"\(field.replacing("\"", with: "\"\""))\""
        }.joined(separator: String(separator))
    }
}
