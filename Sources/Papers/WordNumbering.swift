/// The automatic lists of a Word document: the labels are not in the text, they are counted.
struct WordNumbering {
    struct Place: Hashable {
        let number: String
        let level: Int
    }

    private struct Level {
        var start = 1
        var format = "decimal"
        var text = ""
    }

    private var levels: [String: [Int: Level]] = [:]
    private var lists: [String: (definition: String, starts: [Int: Int])] = [:]
    private var counts: [String: [Int: Int]] = [:]

    init(_ part: String?, in archive: ZipArchive) throws(PaperError) {
        guard let part, let content = try archive.bytes(of: part) else { return }
        let reading = try XMLReading(content, part: part)
        var definition: String?
        var list: String?
        var level = 0
        while let event = try reading.next() {
            guard case .start(let name, let attributes) = event else { continue }
            let value = attributes["val"]
            switch name {
            case "abstractNum": (definition, list) = (attributes["abstractNumId"], nil)
            case "num": (list, definition) = (attributes["numId"], nil)
            case "abstractNumId": if let list, let value { lists[list] = (value, [:]) }
            case "lvl", "lvlOverride": level = attributes["ilvl"].flatMap { Int($0) } ?? 0
            case "startOverride":
                if let list, let start = value.flatMap({ Int($0) }) { lists[list]?.starts[level] = start }
            case "start": change(definition, level) { $0.start = value.flatMap { Int($0) } ?? 1 }
            case "numFmt": change(definition, level) { $0.format = value ?? "decimal" }
            case "lvlText": change(definition, level) { $0.text = value ?? "" }
            default: continue
            }
        }
    }

    private mutating func change(_ definition: String?, _ level: Int, _ body: (inout Level) -> Void) {
        guard let definition, (0...8).contains(level) else { return }
        body(&levels[definition, default: [:]][level, default: Level()])
    }

    /// The label of the next line of a list, with a blank after it; counts on.
    mutating func label(for place: Place) -> String {
        guard let list = lists[place.number], let levels = levels[list.definition], let level = levels[place.level]
        else { return "" }
        func start(_ level: Int) -> Int { list.starts[level] ?? levels[level]?.start ?? 1 }
        // Lists that share a definition count on together, unless one says where it starts.
        let key = list.starts.isEmpty ? list.definition : "\(list.definition)/\(place.number)"
        var count = counts[key] ?? [:]
        count[place.level] = count[place.level].map { $0 < 1_000_000 ? $0 + 1 : $0 } ?? start(place.level)
        for deeper in (place.level + 1)..<max(9, place.level + 2) { count[deeper] = nil }
        counts[key] = count
        guard level.format != "none" else { return "" }
        guard level.format != "bullet" else { return "- " }
        var text = level.text
        for other in 0...place.level where text.contains("%\(other + 1)") {
            let format = levels[other]?.format ?? "decimal"
            text = text.replacing("%\(other + 1)", with: Self.written(count[other] ?? start(other), format))
        }
        return text.isEmpty ? "" : "\(text) "
    }

    private static func written(_ number: Int, _ format: String) -> String {
        switch format {
        case "decimalZero": return number < 10 ? "0\(number)" : "\(number)"
        case "lowerLetter", "upperLetter":
            guard number > 0, number <= 26 * 26 else { return "\(number)" }
            let letter = String(UnicodeScalar(UInt8(97 + (number - 1) % 26)))
            let text = String(repeating: letter, count: (number - 1) / 26 + 1)
            return format == "lowerLetter" ? text : text.uppercased()
        case "lowerRoman": return roman(number).lowercased()
        case "upperRoman": return roman(number)
        default: return "\(number)"
        }
    }

    private static func roman(_ number: Int) -> String {
        guard (1...3999).contains(number) else { return "\(number)" }
        let steps = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = number
        var text = ""
        for (value, letters) in steps {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }
}
