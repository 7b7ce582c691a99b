/// Keeps text from others from becoming a formula in the program of the one who opens the file.
package enum FormulaGuard {
    /// With an apostrophe before what a spreadsheet would compute: a beginning with `=`, `+`, `-`, `@`, a tab or a line
    /// end. Plain numbers such as `-5` and `+84` are left as they are.
    package static func neutralised(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, beginnings.contains(first), !isPlainNumber(text) else {
            return text
        }
        return "'" + text
    }

    /// The full-width forms too: some programs take them for the others.
    private static let beginnings: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    private static func isPlainNumber(_ text: String) -> Bool {
        var digits = 0
        var marks = 0
        for (index, scalar) in text.unicodeScalars.enumerated() {
            switch scalar {
            case "0"..."9": digits += 1
            case "+", "-": guard index == 0 else { return false }
            case ".", ",": marks += 1
            default: return false
            }
        }
        return digits > 0 && marks <= 1
    }
}
