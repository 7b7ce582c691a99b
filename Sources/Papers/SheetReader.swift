import Foundation

/// Reads the XML of one sheet into typed cells.
struct SheetReader {
    let strings: [String]
    let dateStyles: [Bool]
    let dates: SheetDates

    func read(_ reading: XMLReading, name: String) throws(PaperError) -> Sheet {
        var sheet = Sheet(name: name)
        var cells = 0
        while let event = try reading.next() {
            switch event {
            case .start("row", let attributes):
                let row = attributes["r"].flatMap { Int($0) }.map { $0 - 1 } ?? sheet.rows.count
                guard row >= sheet.rows.count, row < 1_048_576 else {
                    throw PaperError("damaged", "the rows of the sheet \"\(name)\" are out of order")
                }
                while sheet.rows.count <= row { sheet.rows.append([]) }
            case .start("c", let attributes):
                guard let last = sheet.rows.indices.last else { continue }
                let column = attributes["r"].map { Self.column($0) } ?? sheet.rows[last].count
                guard let column, column >= sheet.rows[last].count, column < 16_384 else {
                    throw PaperError("damaged", "the cells of the sheet \"\(name)\" are out of order")
                }
                cells += column - sheet.rows[last].count + 1
                guard cells <= Sheet.mostCells else {
                    throw PaperError(
                        "too-large", "the sheet \"\(name)\" has more than \(Sheet.mostCells) cells", hint: "divide it")
                }
                while sheet.rows[last].count < column { sheet.rows[last].append(.empty) }
                sheet.rows[last].append(try cell(attributes, reading))
            case .start("mergeCell", let attributes):
                if let area = attributes["ref"].flatMap(Self.area), sheet.merged.count < 100_000 {
                    sheet.merged.append(area)
                }
            default: continue
            }
        }
        return sheet
    }

    private func cell(_ attributes: [String: String], _ reading: XMLReading) throws(PaperError) -> SheetCell {
        var value: String?
        var inline: String?
        loop: while let event = try reading.next() {
            switch event {
            case .start("v", _): value = try Self.text(until: "v", reading, every: true)
            case .start("is", _): inline = try Self.text(until: "is", reading)
            case .start: try reading.skip()
            case .end: break loop
            case .text: continue
            }
        }
        switch attributes["t"] ?? "n" {
        case "inlineStr": return inline.map { .text($0) } ?? .empty
        case "s":
            guard let index = value.flatMap({ Int($0) }) else { return .empty }
            guard strings.indices.contains(index) else {
                throw PaperError("damaged", "a cell names a text that the workbook does not have")
            }
            return .text(strings[index])
        case "str": return .text(value ?? "")
        case "b": return .boolean(value == "1" || value == "true")
        case "e": return .fault(value ?? "")
        case "d": return value.map { .text($0) } ?? .empty
        default:
            guard let value else { return .empty }
            guard let number = Double(value) else { return .text(value) }
            let style = attributes["s"].flatMap { Int($0) } ?? 0
            let isDate = dateStyles.indices.contains(style) && dateStyles[style]
            return (isDate ? dates.cell(number) : nil) ?? .number(number)
        }
    }

    /// The text of the runs of a string, composed; of readings beside it (`rPh`) none.
    ///
    /// - Parameter every: takes all text, not that of `t` alone.
    static func text(until end: String, _ reading: XMLReading, every: Bool = false) throws(PaperError) -> String {
        var text = ""
        var depth = 1
        var isText = every
        while depth > 0, let event = try reading.next() {
            switch event {
            case .start("rPh", _): try reading.skip()
            case .start(let name, _):
                depth += 1
                isText = every || name == "t"
            case .end:
                depth -= 1
                isText = every
            case .text(let part): if isText { text += part }
            }
        }
        return text.precomposedStringWithCanonicalMapping
    }

    /// `AB12` is column 27.
    static func column(_ reference: String) -> Int? {
        var column = 0
        let letters = reference.utf8.prefix { (65...90).contains($0) }
        guard (1...3).contains(letters.count) else { return nil }
        for letter in letters { column = column * 26 + Int(letter) - 64 }
        return column - 1
    }

    /// `A1:C3`.
    private static func area(_ reference: String) -> Sheet.Area? {
        let corners = reference.split(separator: ":").map(String.init)
        let places = corners.compactMap { corner -> (row: Int, column: Int)? in
            guard let column = column(corner), let row = Int(corner.drop { !$0.isNumber }),
                (1...1_048_576).contains(row)
            else { return nil }
            return (row - 1, column)
        }
        guard places.count == corners.count, let first = places.first, let last = places.last, first.row <= last.row,
            first.column <= last.column, last.column < 16_384
        else { return nil }
        return Sheet.Area(rows: first.row...last.row, columns: first.column...last.column)
    }
}
