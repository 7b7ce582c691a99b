/// RFC 3986: what may stand in an address as it is, and how the rest is written.
enum PercentEncoding {
    /// Everything but letters, digits and `-._~` is encoded: for one value inside an address or a form.
    static func value(_ text: some StringProtocol) -> String { encoded(text, keeping: isUnreserved) }

    /// Only what no address may hold is encoded; what is encoded already stays.
    static func literal(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        var written: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            let isEncoded =
                byte == UInt8(ascii: "%") && index + 2 < bytes.count && isHexadecimal(bytes[index + 1])
                && isHexadecimal(bytes[index + 2])
            if isEncoded || isUnreserved(byte) || ":/?#[]@!$&'()*+,;=".utf8.contains(byte) {
                written.append(byte)
            } else {
                written += escape(byte)
            }
        }
        return String(decoding: written, as: UTF8.self)
    }

    /// `a=1&b=2`, also the body of a form.
    static func form(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { "\(value($0.name))=\(value($0.value))" }.joined(separator: "&")
    }

    private static func encoded(_ text: some StringProtocol, keeping keeps: (UInt8) -> Bool) -> String {
        var written: [UInt8] = []
        for byte in text.utf8 { if keeps(byte) { written.append(byte) } else { written += escape(byte) } }
        return String(decoding: written, as: UTF8.self)
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~".utf8.contains(byte)
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { Character(Unicode.Scalar(byte)).isHexDigit }
}
