import Casework
import Foundation

/// Names that are safe in every folder.
enum FileName {
    /// Lower-case ASCII letters and digits joined by `-`, at most 60: `UBND xã Hòa Hiệp` is `ubnd-xa-hoa-hiep`.
    static func slug(_ text: String) -> String {
        let words = text.unmarked.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return String(words.joined(separator: "-").prefix(60))
    }

    /// NFC, one path part, no control characters, no leading points, at most 200 bytes with its ending kept.
    static func safe(_ name: String) -> String {
        // By scalars: a stroke with a mark above it is no character "/", but parts a path all the same.
        let last = name.normalized.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        // A mark at the beginning would join the stroke of the folder before it.
        var clean = String(
            last.onOneLine.unicodeScalars.drop { $0 == "." || $0 == " " || $0.properties.isGraphemeExtend })
        if clean.isEmpty { return "khong-ten" }
        // Windows takes these for a printer or a line, whatever their ending.
        if devices.contains(clean.uppercased().prefix { $0 != "." }.trimmingCharacters(in: .whitespaces)) {
            clean = "_\(clean)"
        }
        guard clean.utf8.count > 200 else { return clean }
        let ending =
            clean.split(separator: ".").count > 1 ? "." + (clean.split(separator: ".").last?.suffix(12) ?? "") : ""
        var stem = clean.dropLast(ending.count)
        while stem.utf8.count + ending.utf8.count > 200 { stem = stem.dropLast() }
        return stem + ending
    }

    private static let devices = Set(["CON", "PRN", "AUX", "NUL"] + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })

    /// Being written, or a program's own: not yet anybody's submission.
    static func isTemporary(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.hasPrefix(".") || lower.hasPrefix("~$") || lower.hasSuffix("~")
            || [".part", ".tmp", ".crdownload", ".filepart"].contains { lower.hasSuffix($0) }
    }

    /// The letters after the last point, lower case; Windows ignores points and spaces after them.
    static func ending(of name: String) -> String {
        let trimmed = String(name.lowercased().reversed().drop { $0 == "." || $0 == " " }.reversed())
        let parts = trimmed.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 ? String(parts[parts.count - 1]) : ""
    }

    /// `a.docx`, `a-2.docx`, `a-3.docx`: the first that is not taken.
    static func free(_ name: String, isTaken: (String) -> Bool) -> String {
        if !isTaken(name) { return name }
        let ending =
            name.contains(".") ? "." + (name.split(separator: ".", omittingEmptySubsequences: false).last ?? "") : ""
        let stem = name.dropLast(ending.count)
        var number = 2
        while isTaken("\(stem)-\(number)\(ending)") { number += 1 }
        return "\(stem)-\(number)\(ending)"
    }
}

extension String {
    /// NFC: macOS and some mail programs write the marks apart from the letters.
    var normalized: String { precomposedStringWithCanonicalMapping }
}
