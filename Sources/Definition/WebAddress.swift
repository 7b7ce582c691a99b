/// The parts of an `http` or `https` address that matter to where catalogs lie.
struct WebAddress {
    /// `https://host:8443`, in lower case.
    var origin: String
    /// Percent-encoded; an empty last one stands for a slash at the end.
    var segments: [String]
    /// With its question mark, or empty.
    var query: String

    /// - Precondition: the text begins with `http://` or `https://`.
    init(_ text: String) throws(NoFunctionAddress) {
        let text = try WebAddress.encoded(text).prefix { $0 != "#" }
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        let authority = text[start...].prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else {
            throw NoFunctionAddress(
                sentence: "an address of functions cannot hold a name and a password",
                hint: "write them under \"authentication\" of the catalog's endpoint")
        }
        guard !authority.isEmpty else {
            throw NoFunctionAddress(sentence: "\(quoted(String(text))) names no server", hint: nil)
        }
        origin = text[..<authority.endIndex].lowercased()
        let rest = text[authority.endIndex...]
        let path = rest.prefix { $0 != "?" }
        query = String(rest[path.endIndex...])
        segments = WebAddress.segments(of: path)
    }

    var text: String { origin + "/" + segments.joined(separator: "/") + query }

    /// From this folder, or from the folder of this file, to a path.
    mutating func go(to reference: String) {
        let path = reference.prefix { $0 != "?" && $0 != "#" }
        query = String(reference[path.endIndex...].prefix { $0 != "#" })
        let base = path.hasPrefix("/") ? "" : "/" + segments.dropLast().joined(separator: "/") + "/"
        segments = WebAddress.segments(of: (base + path)[...])
    }

    private static func segments(of path: Substring) -> [String] {
        var found: [String] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        for (index, part) in parts.enumerated() {
            switch part {
            case ".", "..":
                if part == "..", !found.isEmpty { found.removeLast() }
                if index == parts.count - 1 { found.append("") }
            default: found.append(part)
            }
        }
        return found
    }

    /// With letters beyond ASCII percent-encoded; what else may not stand in an address is refused.
    static func encoded(_ text: String) throws(NoFunctionAddress) -> String {
        let forbidden = text.unicodeScalars.first {
            $0.value <= 0x20 || $0.value == 0x7F || "\"<>\\^`{|}".unicodeScalars.contains($0)
        }
        guard text.utf8.count <= 2000 else {
            throw NoFunctionAddress(sentence: "\(quoted(text)) is longer than an address may be", hint: nil)
        }
        guard forbidden == nil else {
            throw NoFunctionAddress(
                sentence: "\(quoted(text)) holds a character that no address has",
                hint: "write %20 for a blank, and the address itself in place of a template")
        }
        return text.utf8.map { $0 < 0x80 ? String(Unicode.Scalar($0)) : percent($0) }.joined()
    }

    /// One name of a path.
    static func percentEncoded(_ name: String) -> String {
        name.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || "0123456789-._~+".utf8.contains(byte))
            return isPlain ? String(scalar) : percent(byte)
        }.joined()
    }

    private static func percent(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.count == 1 ? "0" : "") + digits
    }

    static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
