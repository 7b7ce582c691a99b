/// Lines of ASCII back to the bytes that they carry (RFC 2045). What is no part of the code is passed over.
enum TransferDecoding {
    static func decoded(_ bytes: ArraySlice<UInt8>, as coding: String) -> [UInt8] {
        switch coding {
        case "base64": base64(bytes)
        case "quoted-printable": quotedPrintable(bytes)
        default: Array(bytes)
        }
    }

    /// Padding ends a group and not the text: some programs join pieces that were encoded apart.
    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 4 * 3 + 3)
        var (bits, count) = (0, 0)
        for byte in bytes {
            let value = values[Int(byte)]
            if value < 64 {
                bits = (bits << 6 | Int(value)) & 0xFFFFFF
                count += 6
                if count >= 8 {
                    count -= 8
                    result.append(UInt8(truncatingIfNeeded: bits >> count))
                }
            } else if byte == UInt8(ascii: "=") {
                (bits, count) = (0, 0)
            }
        }
        return result
    }

    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        while at < bytes.endIndex {
            guard bytes[at] == UInt8(ascii: "=") else {
                result.append(bytes[at])
                at += 1
                continue
            }
            if at + 2 < bytes.endIndex, let high = digit(bytes[at + 1]), let low = digit(bytes[at + 2]) {
                result.append(high << 4 | low)
                at += 3
                continue
            }
            // A soft line break, with or without spaces before the line's end.
            let rest = bytes[(at + 1)...].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if rest.first == 0x0A || rest.isEmpty {
                at = rest.isEmpty ? bytes.endIndex : rest.startIndex + 1
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return result
    }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// By byte; 255 for what is no letter of base64. Some programs write the letters of addresses.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        for (value, letter) in letters.enumerated() { table[Int(letter)] = UInt8(value) }
        table[Int(UInt8(ascii: "-"))] = 62
        table[Int(UInt8(ascii: "_"))] = 63
        return table
    }()
}
