/// Reads the body of a Word document: paragraphs in their order, with the table cell that they stand in.
struct WordBody {
    struct Paragraph {
        var text = ""
        var heading: Int?
        var list: WordNumbering.Place?
        let cell: WordDocument.Cell?
    }

    private let reading: XMLReading
    private let styles: WordStyles
    /// The tables that are open, the innermost last; row and column before the first are -1.
    private var open: [(table: Int, row: Int, column: Int)] = []
    private var tables = 0
    /// What a text box within a paragraph held: told after the paragraph.
    private var waiting: [Paragraph] = []

    init(reading: XMLReading, styles: WordStyles) {
        self.reading = reading
        self.styles = styles
    }

    private var cell: WordDocument.Cell? {
        open.last.map { WordDocument.Cell(table: $0.table, row: max(0, $0.row), column: max(0, $0.column)) }
    }

    /// What is not taken: what was deleted or moved away, the second form of what an old program cannot show, notes.
    private static let passedOver: Set = ["del", "moveFrom", "Fallback", "instrText", "pict", "object", "sectPr"]

    mutating func next() throws(PaperError) -> Paragraph? {
        if !waiting.isEmpty { return waiting.removeFirst() }
        while let event = try reading.next() {
            switch event {
            case .start("p", _):
                let paragraph = try readParagraph()
                return paragraph
            case .start("tbl", _):
                open.append((tables, -1, -1))
                tables += 1
            case .start("tr", _):
                if let last = open.indices.last { open[last] = (open[last].table, open[last].row + 1, -1) }
            case .start("tc", _): if let last = open.indices.last { open[last].column += 1 }
            case .end("tbl"): _ = open.popLast()
            case .start(let name, _) where Self.passedOver.contains(name): try reading.skip()
            default: continue
            }
        }
        return nil
    }

    private mutating func readParagraph() throws(PaperError) -> Paragraph {
        var paragraph = Paragraph(cell: cell)
        var depth = 1
        var isText = false
        while depth > 0, let event = try reading.next() {
            switch event {
            case .start("pPr", _): try readProperties(into: &paragraph)
            case .start("p", _): waiting.append(try readParagraph())
            case .start(let name, _) where Self.passedOver.contains(name): try reading.skip()
            case .start(let name, _):
                depth += 1
                isText = name == "t"
                switch name {
                case "tab", "ptab": paragraph.text += "\t"
                case "br", "cr": paragraph.text += "\n"
                case "noBreakHyphen": paragraph.text += "-"
                default: break
                }
            case .end:
                depth -= 1
                isText = false
            case .text(let text): if isText { paragraph.text += text }
            }
        }
        return paragraph
    }

    private func readProperties(into paragraph: inout Paragraph) throws(PaperError) {
        var depth = 1
        var style: String?
        var list: (number: String?, level: Int?) = (nil, nil)
        var outline: Int?
        while depth > 0, let event = try reading.next() {
            switch event {
            case .start("pPrChange", _), .start("rPr", _): try reading.skip()
            case .start(let name, let attributes):
                depth += 1
                switch name {
                case "pStyle": style = attributes["val"]
                case "numId": list.number = attributes["val"]
                case "ilvl": list.level = attributes["val"].flatMap { Int($0) }
                case "outlineLvl": outline = attributes["val"].flatMap { Int($0) }
                default: break
                }
            case .end: depth -= 1
            case .text: break
            }
        }
        let inherited = styles[style]
        paragraph.heading = outline.flatMap { (0...8).contains($0) ? $0 + 1 : nil } ?? inherited.heading
        if let number = list.number ?? inherited.number, number != "0" {
            paragraph.list = WordNumbering.Place(
                number: number, level: min(8, max(0, list.level ?? inherited.level ?? 0)))
        }
    }
}
