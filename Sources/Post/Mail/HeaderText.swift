/// Words for the head of a mail: ASCII, folded, and with no way to begin a line of its own.
enum HeaderText {
    /// RFC 2047: an encoded word has at most 75 characters.
    private static let longestWord = 75
    private static let longestLine = 76

    /// `Name: text`, folded, with its line end. Text beyond ASCII becomes encoded words (RFC 2047, Q).
    static func line(_ name: String, text: String) -> String {
        let clean = text.onOneLine
        let isPlain = clean.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) } && !clean.contains("=?")
        let words = isPlain ? clean.split(separator: " ").map(String.init) : encodedWords(clean, after: name.count + 2)
        return folded(name, words)
    }

    /// Words on lines of at most 76 characters, where they can be parted.
    static func folded(_ name: String, _ words: [String]) -> String {
        var result = "\(name):"
        var column = result.count
        for word in words {
            if column + 1 + word.count > longestLine, column > name.count + 1 {
                result += "\r\n"
                column = 0
            }
            result += " " + word
            column += 1 + word.count
        }
        return result + "\r\n"
    }

    /// Q and not B: some readers lose what follows a padded B word.
    static func encodedWords(_ text: String, after used: Int = 0) -> [String] {
        let (opening, closing) = ("=?UTF-8?Q?", "?=")
        var words: [String] = []
        var current = ""
        func space() -> Int {
            (words.isEmpty ? min(longestWord, longestLine - used) : longestWord) - opening.count - closing.count
        }
        for character in text {
            let whole = quoted(character.utf8)
            // A cluster of many marks may be longer than a word; then only scalars stay whole.
            let pieces = whole.count <= 36 ? [whole] : character.unicodeScalars.map { quoted(String($0).utf8) }
            for piece in pieces {
                if current.count + piece.count > space() {
                    if !current.isEmpty || words.isEmpty { words.append(opening + current + closing) }
                    current = ""
                }
                current += piece
            }
        }
        if !current.isEmpty { words.append(opening + current + closing) }
        return words
    }

    /// Words that are atoms stay as they are; what stands between them becomes one encoded word where it fits into one,
    /// because some readers put a space between two.
    private static func encodedPhrase(_ name: String, after used: Int) -> [String] {
        var words: [String] = []
        var run: [Substring] = []
        func close() {
            guard !run.isEmpty else { return }
            let text = run.joined(separator: " ")
            let single =
                "=?UTF-8?B?" + String(decoding: TransferEncoding.base64(Array(text.utf8), perLine: nil), as: UTF8.self)
                + "?="
            words += single.count <= longestWord ? [single] : encodedWords(text, after: words.isEmpty ? used : 1)
            run = []
        }
        for word in name.split(separator: " ") {
            if word.utf8.allSatisfy(isAtom), !word.contains("=?") {
                close()
                words.append(String(word))
            } else {
                run.append(word)
            }
        }
        close()
        return words
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-/^_`{|}~".utf8.contains(byte)
        }
    }

    /// The letters that RFC 2047 allows inside a phrase stay; a space is `_`.
    private static func quoted(_ bytes: String.UTF8View) -> String {
        bytes.map { byte in
            switch byte {
            case 0x20: "_"
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "+"),
                UInt8(ascii: "-"),
                UInt8(ascii: "/"):
                String(UnicodeScalar(byte))
            default: "=" + hexadecimal(byte)
            }
        }.joined()
    }

    /// A name and its address, as words to fold. Without an address: an empty group, `"Name":;` (RFC 5322, 3.4).
    static func words(of mailbox: (name: String, address: String?), after used: Int) -> [String] {
        let name = mailbox.name.onOneLine
        let isPlain = name.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) } && !name.contains("=?")
        let phrase =
            isPlain
            ? ["\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""]
            : encodedPhrase(name, after: used)
        guard let address = mailbox.address else { return Array(phrase.dropLast()) + [(phrase.last ?? "\"\"") + ":;"] }
        return name.isEmpty ? ["<\(address)>"] : phrase + ["<\(address)>"]
    }

    /// `; name="value"`, or in the parts of RFC 2231 where it is long or not ASCII; each part on a line.
    static func parameter(_ name: String, _ value: String) -> String {
        let clean = value.onOneLine
        let isPlain = clean.unicodeScalars.allSatisfy {
            (0x20...0x7E).contains($0.value) && !"\"\\%*'".unicodeScalars.contains($0)
        }
        if isPlain, clean.count <= 60 { return ";\r\n \(name)=\"\(clean)\"" }
        var parts = ["UTF-8''"]
        for character in clean.unicodeScalars {
            let piece = String(character).utf8.map { byte in
                isAttributeCharacter(byte) ? String(UnicodeScalar(byte)) : "%" + hexadecimal(byte)
            }.joined()
            if parts[parts.count - 1].count + piece.count > 56 { parts.append("") }
            parts[parts.count - 1] += piece
        }
        if parts.count == 1 { return ";\r\n \(name)*=\(parts[0])" }
        return parts.enumerated().map { ";\r\n \(name)*\($0)*=\($1)" }.joined()
    }

    private static func isAttributeCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

/// Two capital digits.
func hexadecimal(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(decoding: [digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
}
