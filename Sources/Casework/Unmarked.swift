import Foundation

extension String {
    /// In small letters, without the marks above and below them: `Hòa Hiệp` is `hoa hiep`.
    package var unmarked: String {
        let plain = replacing("Đ", with: "D").replacing("đ", with: "d").decomposedStringWithCanonicalMapping
            .lowercased()
        return String(String.UnicodeScalarView(plain.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }))
    }
}
