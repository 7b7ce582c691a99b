/// A value with its parameters: `attachment; filename*0*=UTF-8''b%C3%A1o; filename*1=.pdf` (RFC 2045, 2231).
struct HeaderParameters: Hashable, Sendable {
    /// In small letters: `text/plain`, `attachment`.
    let value: String
    private let parameters: [String: String]

    private static let mostParameters = 200

    init(_ raw: [UInt8]) {
        let pieces = HeaderParameters.pieces(of: raw)
        value = String(decoding: pieces.first ?? [], as: UTF8.self).lowercased().filter { !$0.isWhitespace }
        var plain: [String: [UInt8]] = [:]
        var parts: [String: [Int: (bytes: [UInt8], isEncoded: Bool)]] = [:]
        for piece in pieces.dropFirst().prefix(HeaderParameters.mostParameters) {
            guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: piece[..<equals], as: UTF8.self).lowercased().filter { !$0.isWhitespace }
            let bytes = HeaderParameters.unquoted(piece[(equals + 1)...])
            let words = name.split(separator: "*", omittingEmptySubsequences: false)
            guard words.count > 1 else {
                if plain[name] == nil { plain[name] = bytes }
                continue
            }
            let number = Int(words[1]) ?? 0
            let isEncoded = name.hasSuffix("*")
            if (0..<HeaderParameters.mostParameters).contains(number) {
                parts[String(words[0]), default: [:]][number] = (bytes, isEncoded)
            }
        }
        var read = plain.mapValues { EncodedWords.text(of: $0) }
        // What is written in the newer way counts where both are there.
        for (name, pieces) in parts { read[name] = HeaderParameters.joined(pieces) }
        parameters = read
    }

    subscript(_ name: String) -> String? { parameters[name] }

    private static func joined(_ parts: [Int: (bytes: [UInt8], isEncoded: Bool)]) -> String {
        var bytes: [UInt8] = []
        var charset: String?
        for number in parts.keys.sorted() {
            guard var part = parts[number] else { continue }
            if part.isEncoded, number == 0 {
                let marks = part.bytes.split(
                    separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
                if marks.count == 3 {
                    charset = String(decoding: marks[0], as: UTF8.self)
                    part.bytes = Array(marks[2])
                }
            }
            bytes += part.isEncoded ? percentDecoded(part.bytes) : part.bytes
        }
        return charset == nil ? EncodedWords.text(of: bytes) : TextDecoding.text(of: bytes, in: charset)
    }

    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = TransferDecoding.digit(bytes[at + 1]),
                let low = TransferDecoding.digit(bytes[at + 2])
            {
                result.append(high << 4 | low)
                at += 3
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return result
    }

    /// Parted at the semicolons that stand in no quotation.
    private static func pieces(of raw: [UInt8]) -> [[UInt8]] {
        var (pieces, current) = ([[UInt8]](), [UInt8]())
        var (isQuoted, isEscaped) = (false, false)
        for byte in raw {
            if byte == UInt8(ascii: ";"), !isQuoted {
                pieces.append(current)
                current = []
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && byte == UInt8(ascii: "\\") && !isEscaped
            current.append(byte)
        }
        return pieces + [current]
    }

    private static func unquoted(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        let trimmed = raw.drop(while: EncodedWords.isSpace)
        let text = trimmed.prefix(upTo: (trimmed.lastIndex { !EncodedWords.isSpace($0) } ?? trimmed.startIndex - 1) + 1)
        guard text.first == UInt8(ascii: "\"") else { return Array(text) }
        var result: [UInt8] = []
        var isEscaped = false
        for byte in text.dropFirst() {
            if byte == UInt8(ascii: "\""), !isEscaped { break }
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
                continue
            }
            // Windows paths are written without the second backslash.
            if isEscaped, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { result.append(UInt8(ascii: "\\")) }
            isEscaped = false
            result.append(byte)
        }
        return result
    }
}
