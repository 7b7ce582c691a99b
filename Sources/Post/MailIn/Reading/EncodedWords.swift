/// Words in the head of a mail (RFC 2047), also where programs encode what they should not.
enum EncodedWords {
    private struct Word {
        let charset: String
        let bytes: [UInt8]
        let end: Int
    }

    private static let mostWords = 4000

    /// On one line, in NFC. Words that stand side by side are one text: a letter may begin in one and end in the next.
    static func text(of raw: [UInt8]) -> String {
        var result = ""
        var plain: [UInt8] = []
        var pending: (charset: String, bytes: [UInt8])?
        var (at, count) = (0, 0)
        func closeWord() {
            guard let word = pending else { return }
            result += TextDecoding.text(of: word.bytes, in: word.charset)
            pending = nil
        }
        func closePlain() {
            result += TextDecoding.text(of: plain, in: nil)
            plain = []
        }
        while at < raw.count {
            if raw[at] == UInt8(ascii: "="), count < mostWords, let word = word(in: raw, at: at) {
                count += 1
                let isAdjacent = pending != nil && plain.allSatisfy(isSpace)
                if isAdjacent {
                    plain = []
                } else {
                    closeWord()
                    closePlain()
                }
                if let before = pending, before.charset == word.charset {
                    pending = (word.charset, before.bytes + word.bytes)
                } else {
                    closeWord()
                    pending = (word.charset, word.bytes)
                }
                at = word.end
            } else {
                plain.append(raw[at])
                at += 1
            }
        }
        closeWord()
        closePlain()
        return result.normalized.onOneLine
    }

    /// `=?charset*language?B?text?=`
    private static func word(in raw: [UInt8], at start: Int) -> Word? {
        let mark = UInt8(ascii: "?")
        guard start + 1 < raw.count, raw[start + 1] == mark else { return nil }
        func part(from: Int, atMost limit: Int) -> Range<Int>? {
            let window = raw[from..<min(raw.count, from + limit)]
            return window.firstIndex(of: mark).map { from..<$0 }
        }
        guard let charset = part(from: start + 2, atMost: 60), !charset.isEmpty,
            let coding = part(from: charset.upperBound + 1, atMost: 3), coding.count == 1,
            let text = part(from: coding.upperBound + 1, atMost: 4000),
            text.upperBound + 1 < raw.count, raw[text.upperBound + 1] == UInt8(ascii: "=")
        else { return nil }
        let name = String(decoding: raw[charset].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self).lowercased()
        let bytes: [UInt8]
        switch raw[coding.lowerBound] {
        case UInt8(ascii: "B"), UInt8(ascii: "b"): bytes = TransferDecoding.base64(raw[text])
        case UInt8(ascii: "Q"), UInt8(ascii: "q"):
            bytes = TransferDecoding.quotedPrintable(raw[text].map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }[...])
        default: return nil
        }
        return Word(charset: name, bytes: bytes, end: text.upperBound + 2)
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
