/// One sheet to be written: a head that stays in sight, and rows under it.
package struct SheetPage: Sendable {
    package var name: String
    package var columns: [Column]
    package var rows: [[SheetCell]]

    package init(name: String, columns: [Column], rows: [[SheetCell]]) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }

    package struct Column: Hashable, Sendable {
        package var title: String
        /// In characters; nil: as wide as its longest text, within bounds.
        package var width: Int?

        package init(_ title: String, width: Int? = nil) {
            self.title = title
            self.width = width
        }
    }

    /// The head and the rows, for CSV.
    package var table: [[SheetCell]] { [columns.map { .text($0.title) }] + rows }

    func width(of column: Int) -> Int {
        if let width = columns[column].width { return min(255, max(1, width)) }
        let texts = rows.prefix(2000).map { $0.indices.contains(column) ? $0[column].text : "" }
        let longest = (texts + [columns[column].title]).map(\.count).max() ?? 0
        return min(60, max(8, longest + 2))
    }
}
