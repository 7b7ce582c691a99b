/// The two columns of a letterhead and of a foot, where a text holds them side by side between blanks, tabs or bars.
///
/// On the left the issuer or the recipients; on the right the national title, the motto, place and day, or who signs.
struct Columns {
    /// After `Nơi nhận`: there what stands on the right is signed, and put after the recipients.
    private var isFoot = false
    private var signature: [PlanText.Line] = []

    /// A letterhead is no longer.
    private static let longest = 400

    /// A line as one or as the lines of its columns, in the order in which they are read.
    mutating func lines(of raw: String, _ line: PlanText.Line) -> [PlanText.Line] {
        let isSigned = isFoot || Self.isFootHead(line.text)
        guard raw.utf8.count < Self.longest, let (left, right) = Self.cut(raw, line, isFoot: isSigned) else {
            return isFoot && line.text.lowercased().hasPrefix("phụ lục") ? rest() + [line] : [line]
        }
        func numbered(_ texts: [String]) -> [PlanText.Line] {
            texts.filter { !$0.isEmpty }.map { PlanText.Line(number: line.number, text: $0) }
        }
        guard isSigned else { return numbered(left + right) }
        isFoot = true
        signature += numbered(right)
        let isLast = left.last?.lowercased().drop { !$0.isLetter }.hasPrefix("lưu") == true
        return numbered(left) + (isLast ? rest() : [])
    }

    /// What was signed, when the recipients end.
    mutating func rest() -> [PlanText.Line] {
        defer { (isFoot, signature) = (false, []) }
        return signature
    }

    private static func isFootHead(_ text: String) -> Bool { text.lowercased().hasPrefix("nơi nhận") }

    /// The lines on the left and on the right; nil where the line is no two columns.
    private static func cut(
        _ raw: String, _ line: PlanText.Line, isFoot: Bool
    ) -> (left: [String], right: [String])? {
        func cleaned(_ text: some StringProtocol) -> String {
            Residue.cleaned(String(text), number: line.number).0.text
        }
        if line.cells.count == 2, raw.contains("|") {
            let sides = raw.split(separator: "|").map { side in
                side.split(separator: /(?i)<br\s*\/?>/).map { cleaned($0) }.filter { !$0.isEmpty }
            }.filter { !$0.isEmpty }
            guard sides.count == 2, isRight(sides[1][0], isFoot: isFoot) else { return nil }
            return (sides[0], sides[1])
        }
        guard !raw.contains("|") else { return nil }
        for gap in raw.matches(of: /[\t ]{2,}|\t/) {
            let (left, right) = (cleaned(raw[..<gap.range.lowerBound]), cleaned(raw[gap.range.upperBound...]))
            // In the foot the left column may have ended already; in the head nothing stands alone on the right.
            if !left.isEmpty || isFoot, isRight(right, isFoot: isFoot) { return ([left], [right]) }
        }
        return nil
    }

    private static func isRight(_ text: String, isFoot: Bool) -> Bool {
        let lower = text.lowercased()
        if ["cộng hòa xã hội", "cộng hoà xã hội", "độc lập", "đảng cộng sản việt nam"].contains(where: lower.hasPrefix)
            || text.firstMatch(of: /^\p{Lu}[\p{L}\s.\-]{1,40},\s*ngày[\s\d.…_]*tháng/) != nil
        {
            return true
        }
        guard isFoot, text.count < 60, text.contains(where: \.isLetter), !text.contains(where: \.isNumber) else {
            return false
        }
        let words = text.split(separator: " ")
        return text == text.uppercased() && !text.hasSuffix(";")
            || text.firstMatch(of: /^(?:TM|KT|TL|TUQ|Q|T\/M|K\/T)\b|^\((?:[Đđ]ã )?[Kk]ý/) != nil
            || (2...6).contains(words.count)
                && words.allSatisfy { $0.first?.isUppercase == true && $0.allSatisfy { $0.isLetter || $0 == "." } }
    }
}
