/// The name of a mail folder, as people see it: `INBOX`, `Đã xử lý`.
///
/// Control characters have no place in it; who reads the name sees to that.
package struct IMAPFolder: Hashable, Sendable {
    package let name: String

    package init(_ name: String) { self.name = name }

    /// As it stands in a command: modified UTF-7 (RFC 3501, 5.1.3), in quotes.
    var quoted: String {
        "\"" + encoded.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// As it stands in a URL.
    var path: String {
        var path = ""
        for byte in encoded.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                path.unicodeScalars.append(Unicode.Scalar(byte))
            default: path += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return path
    }

    var encoded: String {
        var text = ""
        var foreign: [UInt16] = []
        func closed() -> String { foreign.isEmpty ? "" : "&\(IMAPFolder.base64(foreign))-" }
        for unit in name.utf16 {
            guard (0x20...0x7E).contains(unit) else {
                foreign.append(unit)
                continue
            }
            text += closed()
            foreign = []
            text += unit == 0x26 ? "&-" : String(UnicodeScalar(UInt8(unit)))
        }
        return text + closed()
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,")

    /// With a comma in place of the slash, and without padding.
    private static func base64(_ units: [UInt16]) -> String {
        var (text, bits, count) = ("", 0, 0)
        for unit in units {
            bits = (bits << 16 | Int(unit)) & 0xFF_FFFF_FFFF
            count += 16
            while count >= 6 {
                count -= 6
                text.append(digits[bits >> count & 0x3F])
            }
        }
        if count > 0 { text.append(digits[bits << (6 - count) & 0x3F]) }
        return text
    }
}
