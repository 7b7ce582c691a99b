/// CSV as Excel opens it with a double click: UTF-8 with its mark, CRLF, quotes where they are needed, no formulas.
package enum CommaSeparatedText {
    package static func bytes(_ rows: [[SheetCell]]) -> [UInt8] {
        var text = "\u{FEFF}"
        for row in rows {
            text += row.map(field).joined(separator: ",")
            text += "\r\n"
        }
        return Array(text.utf8)
    }

    private static func field(_ cell: SheetCell) -> String {
        switch cell {
        case .text(let text), .fault(let text): quoted(FormulaGuard.neutralised(text))
        default: quoted(cell.text)
        }
    }

    private static func quoted(_ text: String) -> String {
        let isPlain =
            text.unicodeScalars.allSatisfy { !",;\"\n\r".unicodeScalars.contains($0) }
            && text.first != " " && text.last != " "
        return isPlain ? text : "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
