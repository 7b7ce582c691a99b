/// One part of a Word document, cut at its tags without losing a byte: what is put together again is the same.
struct WordMarkup {
    enum Kind { case start, end, empty, text, other }

    struct Token {
        let kind: Kind
        /// With its prefix, `w:p`; empty for what is no element.
        let name: String
        let bytes: Range<Int>
        /// The element around it; -1 for the outermost.
        let parent: Int
        /// The end of what begins here; its own place where nothing does.
        var end: Int
    }

    let content: [UInt8]
    private(set) var tokens: [Token] = []
    /// `w:`, as the part has it.
    let prefix: String

    /// - Throws: for what is not XML, or has entities of its own.
    init(_ content: [UInt8], part: String) throws(PaperError) {
        // Whoever cuts below relies on every element being closed.
        let reading = try XMLReading(content, part: part)
        while try reading.next() != nil {}
        self.content = content
        var tokens: [Token] = []
        var open: [Int] = []
        var at = 0
        while at < content.count {
            let end = WordMarkup.end(of: content, from: at)
            let (kind, name) = WordMarkup.kind(of: content[at..<end])
            if kind == .end, let start = open.popLast() { tokens[start].end = tokens.count }
            tokens.append(
                Token(kind: kind, name: name, bytes: at..<end, parent: open.last ?? -1, end: tokens.count))
            if kind == .start { open.append(tokens.count - 1) }
            at = end
        }
        self.tokens = tokens
        let root = tokens.first { $0.kind == .start }?.name ?? ""
        prefix = root.firstIndex(of: ":").map { String(root[...$0]) } ?? ""
    }

    func text(_ place: Int) -> String { String(decoding: content[tokens[place].bytes], as: UTF8.self) }

    /// Whether it begins, or is, an element of Word's own of that name.
    func isElement(_ place: Int, _ name: String) -> Bool {
        let token = tokens[place]
        return (token.kind == .start || token.kind == .empty) && token.name == prefix + name
    }

    /// From the inside out, itself included.
    func path(from place: Int) -> [Int] {
        Array(sequence(first: place) { tokens[$0].parent < 0 ? nil : tokens[$0].parent })
    }

    func children(of place: Int) -> [Int] {
        var children: [Int] = []
        var at = place + 1
        while at < tokens[place].end {
            children.append(at)
            at = tokens[at].end + 1
        }
        return children
    }

    private static func end(of content: [UInt8], from start: Int) -> Int {
        guard content[start] == UInt8(ascii: "<") else {
            return content[start...].firstIndex(of: UInt8(ascii: "<")) ?? content.count
        }
        for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
        where content[start...].starts(with: opening.utf8) {
            let mark = Array(closing.utf8)
            var at = start + opening.utf8.count
            while at < content.count, !content[at...].starts(with: mark) { at += 1 }
            return min(content.count, at + mark.count)
        }
        var quote: UInt8?
        for at in start..<content.count {
            let byte = content[at]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return at + 1
            }
        }
        return content.count
    }

    private static func kind(of bytes: ArraySlice<UInt8>) -> (Kind, String) {
        guard bytes.first == UInt8(ascii: "<") else { return (.text, "") }
        let second = bytes.dropFirst().first
        if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") { return (.other, "") }
        let isEnd = second == UInt8(ascii: "/")
        let inner = bytes.dropFirst(isEnd ? 2 : 1)
        let name = inner.prefix { ![0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "/"), UInt8(ascii: ">")].contains($0) }
        let isEmpty = bytes.dropLast().last == UInt8(ascii: "/")
        return (isEnd ? .end : isEmpty ? .empty : .start, String(decoding: name, as: UTF8.self))
    }
}
