import Foundation

/// Vietnamese words as codes of units and duties.
enum Slug {
    /// `Phòng Nội vụ` is `phong-noi-vu`.
    static func of(_ text: String, atMost limit: Int = 60) -> String {
        let letters = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.compactMap {
            scalar -> Character? in
            switch scalar {
            case "đ": "d"
            case _ where scalar.properties.canonicalCombiningClass != .notReordered: nil
            case _ where scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)):
                Character(scalar)
            default: "-"
            }
        }
        var slug = String(letters).split(separator: "-").joined(separator: "-")
        while slug.count > limit {
            guard let cut = slug.lastIndex(of: "-") else { return String(slug.prefix(limit)) }
            slug = String(slug[..<cut])
        }
        return slug
    }
}
