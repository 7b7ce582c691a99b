import Foundation

/// Bytes in a named character set to text, in NFC. What stands for no character becomes U+FFFD, and nothing fails.
enum TextDecoding {
    /// - Parameter charset: as a mail names it; nil or a name that nobody has: what it most probably is.
    static func text(of bytes: [UInt8], in charset: String?) -> String {
        let table = charset.flatMap(table)
        // A program that forwards often keeps the old label on text that it has made UTF-8.
        if table == nil || table.map(isSingleByte) == true, let text = String(validating: bytes, as: UTF8.self) {
            return text.normalized
        }
        if table == "UTF-8" { return String(decoding: bytes, as: UTF8.self).normalized }
        return (converted(bytes, from: table ?? "CP1258") ?? String(decoding: bytes, as: UTF8.self)).normalized
    }

    /// UTF-7 has no table: a text in it reads as ASCII to whatever looks it over.
    private static func table(_ charset: String) -> String? {
        var name = charset.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        for prefix in ["xviet", "x", "cs"] where name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
        if let known = tables[name] { return known }
        for (prefix, table) in [("windows125", "CP125"), ("cp125", "CP125"), ("iso8859", "ISO-8859-")]
        where name.hasPrefix(prefix) {
            let number = name.dropFirst(prefix.count)
            if let value = Int(number), prefix == "iso8859" ? (1...16).contains(value) : (0...8).contains(value) {
                return table + String(value)
            }
        }
        return name.hasPrefix("tcvn") ? "TCVN5712-1" : nil
    }

    private static let tables = [
        "utf8": "UTF-8", "usascii": "UTF-8", "ascii": "UTF-8", "viscii": "VISCII", "latin1": "CP1252",
        "iso88591": "CP1252", "utf16": "UTF-16", "utf16le": "UTF-16LE", "utf16be": "UTF-16BE", "gb2312": "GB18030",
        "gbk": "GB18030", "gb18030": "GB18030", "big5": "BIG5", "shiftjis": "SHIFT_JIS", "iso2022jp": "ISO-2022-JP",
        "euckr": "EUC-KR", "koi8r": "KOI8-R", "vietnamesetcvn": "TCVN5712-1",
    ]

    private static func isSingleByte(_ table: String) -> Bool {
        ["CP125", "ISO-8859-", "TCVN", "VISCII", "KOI8"].contains { table.hasPrefix($0) }
    }

    private static func converted(_ bytes: [UInt8], from table: String) -> String? {
        guard let converter = iconv_open("UTF-8", table), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var piece = [CChar](repeating: 0, count: 4096)
        var result: [UInt8] = []
        var left = input.count
        /// One step; without input, what is held back because a mark might follow comes out.
        func step(_ from: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Bool {
            piece.withUnsafeMutableBufferPointer { piece in
                var (to, room) = (piece.baseAddress, piece.count)
                let code =
                    from == nil ? iconv(converter, nil, nil, &to, &room) : iconv(converter, from, &left, &to, &room)
                let isWhole = code != -1 || errno == E2BIG
                result += piece.prefix(piece.count - room).map { UInt8(bitPattern: $0) }
                return isWhole
            }
        }
        input.withUnsafeMutableBufferPointer { input in
            var from = input.baseAddress
            while left > 0 {
                if step(&from) || left == 0 { continue }
                _ = step(nil)
                result += Array("\u{FFFD}".utf8)
                from = from.map { $0 + 1 }
                left -= 1
            }
            _ = step(nil)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
