import Foundation

/// The words of a page, a line for each block; what was quoted from another mail is left out.
enum HTMLWords {
    private static let hidden: Set<String> = ["script", "style", "head", "title", "blockquote", "template"]
    private static let blocks: Set<String> = [
        "br", "p", "div", "tr", "li", "table", "hr", "h1", "h2", "h3", "ul", "ol",
    ]
    private static let void: Set<String> = ["br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr"]

    static func read(_ page: String) -> String {
        let bytes = Array(page.utf8)
        var result: [UInt8] = []
        var at = 0
        // The next end of a tag, looked for once.
        var close = -1
        // How many elements of that name are open inside the first hidden one.
        var hiding: (name: String, depth: Int)?
        while at < bytes.count {
            if close < at { close = bytes[at...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count }
            if bytes[at] == UInt8(ascii: "<"), beginsTag(bytes, at), close < min(bytes.count, at + longestTag) {
                let (tag, end) = HTMLWords.tag(in: bytes, at: at, to: close)
                at = end
                guard let tag else { continue }
                if let hidden = hiding {
                    guard tag.name == hidden.name else { continue }
                    let depth = hidden.depth + (tag.isEnd ? -1 : 1)
                    hiding = depth > 0 ? (hidden.name, depth) : nil
                } else if !tag.isEnd, Self.hidden.contains(tag.name) || tag.isQuotation {
                    if !void.contains(tag.name) { hiding = (tag.name, 1) }
                    result.append(0x0A)
                } else if blocks.contains(tag.name) {
                    if tag.name == "hr" || tag.name == "br" || result.last != 0x0A { result.append(0x0A) }
                }
            } else if hiding != nil {
                at = bytes[(at + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            } else if bytes[at] == UInt8(ascii: "&") {
                let (words, end) = entity(in: bytes, at: at)
                result += words
                at = end
            } else {
                let byte = bytes[at]
                // Lines of the source are no lines of the page.
                if EncodedWords.isSpace(byte) {
                    if let last = result.last, last != 0x20, last != 0x0A { result.append(0x20) }
                } else {
                    result.append(byte)
                }
                at += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A letter, a stroke or a mark follows: else it is a sign like any other.
    private static func beginsTag(_ bytes: [UInt8], _ at: Int) -> Bool {
        guard at + 1 < bytes.count else { return false }
        switch bytes[at + 1] {
        case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
        default: return false
        }
    }

    private struct Tag {
        let name: String
        let isEnd: Bool
        /// Gmail, Outlook and Yahoo mark so what they quote.
        let isQuotation: Bool
    }

    private static let longestTag = 20_000

    private static func tag(in bytes: [UInt8], at start: Int, to close: Int) -> (Tag?, end: Int) {
        if bytes[start...].starts(with: Array("<!--".utf8)) {
            var at = start + 4
            while at + 2 < bytes.count {
                if bytes[at] == 0x2D, bytes[at + 1] == 0x2D, bytes[at + 2] == 0x3E { return (nil, at + 3) }
                at += 1
            }
            return (nil, bytes.count)
        }
        let text = String(decoding: bytes[(start + 1)..<close], as: UTF8.self).lowercased()
        let isEnd = text.hasPrefix("/")
        let name = String(text.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
        let marks = [
            "gmail_quote", "yahoo_quoted", "moz-cite-prefix", "divrplyfwdmsg", "appendonsend", "zmail_extra",
            "olk_src_body_section",
        ]
        return (Tag(name: name, isEnd: isEnd, isQuotation: !isEnd && marks.contains { text.contains($0) }), close + 1)
    }

    private static let entities = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã", "egrave": "è", "eacute": "é", "ecirc": "ê",
        "igrave": "ì", "iacute": "í", "ograve": "ò", "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ugrave": "ù",
        "uacute": "ú", "yacute": "ý", "Agrave": "À", "Aacute": "Á", "Acirc": "Â", "Atilde": "Ã", "Egrave": "È",
        "Eacute": "É", "Ecirc": "Ê", "Igrave": "Ì", "Iacute": "Í", "Ograve": "Ò", "Oacute": "Ó", "Ocirc": "Ô",
        "Otilde": "Õ", "Ugrave": "Ù", "Uacute": "Ú", "Yacute": "Ý", "ldquo": "“", "rdquo": "”", "hellip": "…",
    ]

    private static func entity(in bytes: [UInt8], at start: Int) -> ([UInt8], end: Int) {
        guard let end = bytes[start..<min(bytes.count, start + 12)].firstIndex(of: UInt8(ascii: ";")) else {
            return ([bytes[start]], start + 1)
        }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        let number =
            name.hasPrefix("#x") || name.hasPrefix("#X")
            ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        let text = number.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? entities[name]
        return text.map { (Array($0.utf8), end + 1) } ?? ([bytes[start]], start + 1)
    }
}
