import Foundation

/// Names that are safe in every folder.
enum FileName {
    /// Lower-case ASCII letters and digits joined by `-`, at most 60: `UBND xã Hòa Hiệp` is `ubnd-xa-hoa-hiep`.
    static func slug(_ text: String) -> String {
        let plain = text.replacing("Đ", with: "D").replacing("đ", with: "d").decomposedStringWithCanonicalMapping
            .lowercased()
        let letters = plain.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }
        let words = String(String.UnicodeScalarView(letters)).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return String(words.joined(separator: "-").prefix(60))
    }
}
