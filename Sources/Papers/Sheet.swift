/// The cells of one sheet, row by row from the first, and what is merged.
package struct Sheet: Equatable, Sendable {
    package let name: String
    /// As stored: of merged cells, only the first holds the value. Rows end with their last cell.
    package internal(set) var rows: [[SheetCell]] = []
    package internal(set) var merged: [Area] = []

    /// Rows and columns from 0.
    package struct Area: Hashable, Sendable {
        package let rows: ClosedRange<Int>
        package let columns: ClosedRange<Int>
    }

    /// A limit on cells, those that are passed over to the right and above included.
    static let mostCells = 4_000_000

    /// With the value of merged cells in each of them, as the eye sees it.
    package var spread: [[SheetCell]] {
        var spread = rows
        var budget = Sheet.mostCells
        for area in merged {
            guard rows.indices.contains(area.rows.lowerBound),
                rows[area.rows.lowerBound].indices.contains(area.columns.lowerBound)
            else { continue }
            let value = rows[area.rows.lowerBound][area.columns.lowerBound]
            for row in area.rows where spread.indices.contains(row) {
                budget -= area.columns.count
                guard budget > 0 else { return spread }
                while spread[row].count <= area.columns.upperBound { spread[row].append(.empty) }
                for column in area.columns { spread[row][column] = value }
            }
        }
        return spread
    }
}
