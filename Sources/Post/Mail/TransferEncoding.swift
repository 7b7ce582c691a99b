/// How bytes travel as lines of ASCII (RFC 2045).
enum TransferEncoding {
    private static let longestLine = 76

    /// Lines of at most 76 characters, ended by CRLF; line ends of the text become CRLF.
    static func quotedPrintable(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        for line in text.replacing("\r\n", with: "\n").utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var column = 0
            for (offset, byte) in line.enumerated() {
                let isLast = offset == line.count - 1
                let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || (byte == 0x20 && !isLast)
                if column + (isPlain ? 1 : 3) > longestLine - (isLast ? 0 : 1) {
                    result += [UInt8(ascii: "="), 0x0D, 0x0A]
                    column = 0
                }
                // A full stop at the beginning of a line is what SMTP ends a mail with, "From " what a mailbox begins one with.
                let isRisky = column == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
                if isPlain, !isRisky {
                    result.append(byte)
                    column += 1
                } else {
                    result.append(UInt8(ascii: "="))
                    result += hexadecimal(byte).utf8
                    column += 3
                }
            }
            result += [0x0D, 0x0A]
        }
        return text.utf8.last == 0x0A ? result.dropLast(2) : result
    }

    /// Lines ended by CRLF; `perLine` nil: one line with no end.
    static func base64(_ bytes: [UInt8], perLine: Int? = longestLine) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let padding = UInt8(ascii: "=")
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 3 * 4 + bytes.count / 28 + 8)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            let group = (0..<3).reduce(0) { $0 << 8 | ($1 < count ? Int(bytes[start + $1]) : 0) }
            result.append(letters[group >> 18 & 63])
            result.append(letters[group >> 12 & 63])
            result.append(count > 1 ? letters[group >> 6 & 63] : padding)
            result.append(count > 2 ? letters[group & 63] : padding)
            if let perLine, (start / 3 + 1) % (perLine / 4) == 0 { result += [0x0D, 0x0A] }
        }
        if perLine != nil, result.last != 0x0A, !result.isEmpty { result += [0x0D, 0x0A] }
        return result
    }
}
