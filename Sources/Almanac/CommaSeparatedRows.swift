/// The rows of a CSV text (RFC 4180: quotes, doubled quotes, line breaks within quotes), each field with its place.
///
/// A byte order mark and any kind of line end are taken; an unclosed quote ends with the text.
struct CommaSeparatedRows: IteratorProtocol {
    struct Field: Equatable {
        /// Without quotes and without blanks around.
        var text: String
        /// From 1.
        let line: Int
        /// In Unicode scalars, from 1.
        let column: Int
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var column = 1

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        if scalars.first == "\u{FEFF}" { index = 1 }
    }

    mutating func next() -> [Field]? {
        guard index < scalars.count else { return nil }
        var row = [field()]
        while index < scalars.count, scalars[index] == "," {
            advance()
            row.append(field())
        }
        if index < scalars.count {
            let isPair = isPair
            advance()
            if isPair { advance() }
        }
        return row
    }

    private mutating func field() -> Field {
        while index < scalars.count, scalars[index] == " " || scalars[index] == "\t" { advance() }
        var field = Field(text: "", line: line, column: column)
        var isQuoted = false
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "\"" {
                let isDoubled = isQuoted && index + 1 < scalars.count && scalars[index + 1] == "\""
                if isDoubled { advance() } else { isQuoted.toggle() }
                if isDoubled { field.text.unicodeScalars.append(scalar) }
            } else if !isQuoted, scalar == "," || scalar == "\n" || scalar == "\r" {
                break
            } else {
                field.text.unicodeScalars.append(scalar)
            }
            advance()
        }
        while field.text.last?.isWhitespace == true { field.text.removeLast() }
        return field
    }

    /// CR and LF are one line end; so is either alone.
    private var isPair: Bool {
        scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
    }

    private mutating func advance() {
        let endsLine = scalars[index] == "\n" || scalars[index] == "\r" && !isPair
        column = endsLine ? 1 : column + 1
        line += endsLine ? 1 : 0
        index += 1
    }
}
