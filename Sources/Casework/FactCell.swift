/// One cell of a sheet of facts: what is text stays text, whatever a spreadsheet program would make of it.
package enum FactCell: Equatable, Sendable {
    case text(String)
    /// A number as it is written.
    case number(String)

    package var words: String {
        switch self {
        case .text(let text), .number(let text): text
        }
    }
}

/// Rows as comma-separated values (RFC 4180) that spreadsheet programs open: UTF-8 with its mark, lines ended by CRLF.
package struct FactText {
    package let text: String

    package init(_ rows: [[FactCell]]) {
        text = "\u{FEFF}" + rows.map { row in row.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A text that a program would compute is kept from it by an apostrophe, as OWASP advises.
    private static func field(_ cell: FactCell) -> String {
        switch cell {
        case .number(let text): return text
        case .text(let text):
            let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
            let safe = isFormula ? "'\(text)" : text
            let needsQuotes = safe.unicodeScalars.contains { ",;\"\t\r\n".unicodeScalars.contains($0) }
            return needsQuotes ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
        }
    }
}
