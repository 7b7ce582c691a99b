/// What the styles of a Word document say of their paragraphs: whether they are headings, whether they are numbered.
struct WordStyles {
    struct Style {
        var heading: Int?
        var number: String?
        var level: Int?
        var basedOn: String?
    }

    private var styles: [String: Style] = [:]

    init(_ part: String?, in archive: ZipArchive) throws(PaperError) {
        guard let part, let content = try archive.bytes(of: part) else { return }
        let reading = try XMLReading(content, part: part)
        var current: (id: String, style: Style)?
        while let event = try reading.next() {
            switch event {
            case .start("style", let attributes):
                current = attributes["styleId"].map { ($0, Style()) }
            case .start("name", let attributes):
                if let heading = Self.heading(attributes["val"]) { current?.style.heading = heading }
            case .start("basedOn", let attributes): current?.style.basedOn = attributes["val"]
            case .start("outlineLvl", let attributes):
                if let level = attributes["val"].flatMap({ Int($0) }), (0...8).contains(level) {
                    current?.style.heading = level + 1
                }
            case .start("numId", let attributes): current?.style.number = attributes["val"]
            case .start("ilvl", let attributes): current?.style.level = attributes["val"].flatMap { Int($0) }
            case .end("style"):
                if let (id, style) = current { styles[id] = style }
                current = nil
            default: continue
            }
        }
    }

    /// With what it inherits.
    subscript(id: String?) -> Style {
        var style = Style()
        var next = id
        for _ in 0..<16 {
            guard let id = next, let found = styles[id] else { break }
            style.heading = style.heading ?? found.heading
            style.number = style.number ?? found.number
            style.level = style.level ?? found.level
            next = found.basedOn
        }
        return style
    }

    /// `heading 1`: so Word names it within the file in every language.
    private static func heading(_ name: String?) -> Int? {
        guard let name = name?.lowercased(), name.hasPrefix("heading ") else { return nil }
        return Int(name.dropFirst(8)).flatMap { (1...9).contains($0) ? $0 : nil }
    }
}
