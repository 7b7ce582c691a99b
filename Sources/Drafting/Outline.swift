import Foundation

/// A plan cut into its blocks: headings, items of lists, paragraphs, rows of tables.
struct Outline {
    struct Block {
        enum Kind: Equatable { case section, number, letter, dash, plus, paragraph, row }

        let kind: Kind
        /// How deep: a heading or item ends all that are as deep or deeper.
        let depth: Int
        /// Without the mark before it.
        var text: String
        var cells: [String] = []
        /// The lines that it was put together from, with the character of the text at which each begins.
        fileprivate(set) var pieces: [(offset: Int, line: Int)]

        var line: Int { pieces.first?.line ?? 1 }

        /// Whether it names what follows it: short, or in capitals, or ending with a colon.
        var isHeading: Bool {
            kind == .section || text.hasSuffix(":")
                || (kind == .number && !text.hasSuffix(".") && text.count < 220 && !text.contains(". "))
        }
    }

    private(set) var blocks: [Block] = []

    init(_ lines: some Sequence<PlanText.Line>) {
        for line in lines {
            if !line.cells.isEmpty {
                blocks.append(
                    Block(kind: .row, depth: 9, text: line.text, cells: line.cells, pieces: [(0, line.number)]))
                continue
            }
            guard !line.text.isEmpty else { continue }
            let (kind, depth, text) = Self.mark(of: line.text)
            if kind == .paragraph, let last = blocks.indices.last, goesOn(blocks[last], text) {
                blocks[last].pieces.append((blocks[last].text.count + 1, line.number))
                blocks[last].text += " \(text)"
            } else if !text.isEmpty {
                blocks.append(Block(kind: kind, depth: depth, text: text, pieces: [(0, line.number)]))
            }
        }
    }

    /// A line that a page or a narrow column broke off: what is before it is no whole sentence.
    private func goesOn(_ block: Block, _ text: String) -> Bool {
        guard block.kind != .row, let last = block.text.last, !".;:!?…/".contains(last) else { return false }
        if block.text == block.text.uppercased(), block.text != block.text.lowercased() { return false }
        guard let first = text.first else { return false }
        if first.isLowercase || block.kind != .section && Self.isOpen(block.text) { return true }
        // `gửi ít nhất` | `02 bài`; under the name of an office a paragraph may begin with `06 tháng`.
        if first.isNumber, block.text.count > 40, block.kind != .section,
            Actors.heading(block.text, line: block.line) == nil
        {
            return true
        }
        guard block.text.count > 60 else { return false }
        let isHeading = text == text.uppercased() && text.contains(where: \.isLetter)
        return !isHeading && (first.isUppercase || first.isNumber || "(“\"".contains(first)) && block.kind != .section
            && !block.isHeading
    }

    /// A bracket or a quotation is open, or the last word waits for another.
    private static func isOpen(_ text: String) -> Bool {
        func opens(_ open: Character, _ close: Character) -> Bool {
            text.count { $0 == open } > text.count { $0 == close }
        }
        let last = text.split(separator: " ").last.map { $0.lowercased() } ?? ""
        return opens("(", ")") || opens("“", "”") || text.hasSuffix(",")
            || ["và", "của", "về", "các", "cho", "với", "hoặc", "hằng", "hàng", "mỗi", "từ", "tại"].contains(last)
    }

    /// Whether a line begins a section or a numbered part, whatever stands before it.
    static func isHeading(_ text: String) -> Bool {
        let kind = mark(of: text).0
        return kind == .section || kind == .number
    }

    static func mark(of text: String) -> (Block.Kind, Int, String) {
        if let match = text.firstMatch(of: /^(?:[Pp]hần\s+)?[IVX]{1,5}\s*[.):\/-]\s*(?=\S)/) {
            return (.section, 0, String(text[match.range.upperBound...]))
        }
        if let match = text.firstMatch(of: /^[A-H]\s*[.)\/]\s*(?=\p{Lu}{2})/) {
            return (.section, 0, String(text[match.range.upperBound...]))
        }
        if let match = text.firstMatch(of: /^(?:Điều|ĐIỀU)\s+\d{1,3}\s*[.:]\s*/) {
            return (.section, 0, String(text[match.range.upperBound...]))
        }
        if let match = text.firstMatch(
            of: /^(\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.)\/]\s*|[-–]\s+)(?=\D)|^(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=\D)/)
        {
            let dots = match.output.0.filter { $0 == "." }.count
            return (.number, 1 + min(3, max(0, dots - 1)), String(text[match.range.upperBound...]))
        }
        if let match = text.firstMatch(of: /^[a-zđ]\s*[.)]\s+(?=\S)/) {
            return (.letter, 5, String(text[match.range.upperBound...]))
        }
        if let match = text.firstMatch(of: /^[-–—•▪●]\s*(?=\S)/) {
            return (.dash, 6, String(text[match.range.upperBound...]))
        }
        if let match = text.firstMatch(of: /^[+○]\s*(?=\S)/) {
            return (.plus, 7, String(text[match.range.upperBound...]))
        }
        return (.paragraph, 8, text)
    }
}

extension Outline.Block {
    /// Cut after full stops, and not after abbreviations nor within brackets.
    var sentences: [Sentence] { Self.sentences(of: text, pieces: pieces) }

    static func sentences(of text: String, line: Int) -> [Sentence] { sentences(of: text, pieces: [(0, line)]) }

    private static func sentences(of text: String, pieces: [(offset: Int, line: Int)]) -> [Sentence] {
        let characters = Array(text)
        var sentences: [Sentence] = []
        var start = 0
        var depth = 0
        func take(until end: Int) {
            let raw = String(characters[start..<end])
            let trimmed = raw.replacing(/^\s*[-–+]\s+/, with: "").trimmingCharacters(in: .whitespaces)
            let lead = raw.prefix { $0.isWhitespace }.count
            if trimmed.contains(where: \.isLetter) {
                sentences.append(Sentence(trimmed, line: pieces.last { $0.offset <= start + lead }?.line ?? 1))
            }
            start = end
        }
        for (index, character) in characters.enumerated() {
            switch character {
            case "(", "[": depth += 1
            case ")", "]": depth = max(0, depth - 1)
            case ".", "!", "?", "…":
                guard depth == 0, index + 2 < characters.count, characters[index + 1].isWhitespace,
                    let next = characters[(index + 1)...].first(where: { !$0.isWhitespace }),
                    next.isUppercase || next.isNumber || "“\"(-–+".contains(next)
                else { continue }
                let word = characters[..<index].reversed().prefix { !$0.isWhitespace }.reversed()
                guard !Outline.isAbbreviation(String(word)) else { continue }
                take(until: index + 1)
            default: continue
            }
        }
        take(until: characters.count)
        return sentences
    }
}

extension Outline {
    /// `TT.`, `KT.`, `v.v`, `a`: a full stop after it ends no sentence.
    fileprivate static func isAbbreviation(_ word: String) -> Bool {
        let letters = word.drop { !$0.isLetter && !$0.isNumber }
        if [
            "v.v", "TP", "Tp", "TT", "TM", "KT", "TL", "TUQ", "UB", "HĐ", "CT", "PCT", "BCH", "BTV", "Ths", "ThS", "TS",
        ]
        .contains(String(letters)) {
            return true
        }
        return letters.count == 1 && letters.allSatisfy(\.isLetter)
    }
}
