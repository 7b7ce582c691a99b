import Foundation

/// How a Vietnamese syllable may be built, as far as its tone mark goes.
///
/// A syllable has one tone mark. It stands on the letter with a mark of its own (of `ươ`, on the `ơ`: `được`), else
/// before a final consonant (`hoàn`), else on the middle one of three vowels (`ngoài`); never on the `u` of `qu` or the
/// `i` of `gi` where a vowel follows. Of two plain vowels at the end both are written: `hòa`, `hoà`.
enum Syllable {
    /// The same word with its tone mark where it belongs; nil where it is there already, or where the word is no
    /// Vietnamese syllable with a tone mark.
    static func mended(_ word: String) -> String? {
        guard word.utf8.count < 24, word.utf8.contains(where: { $0 > 127 }) else { return nil }
        var letters = word.precomposedStringWithCanonicalMapping.map(Letter.init)
        guard letters.contains(where: { $0.tone != nil }), let vowels = vowels(of: letters) else { return nil }
        let toned = letters.indices.filter { letters[$0].tone != nil }
        let marked = vowels.last { letters[$0].hasOwnMark }
        let place: Int?
        if let marked {
            place = marked
        } else if vowels.upperBound < letters.count {
            place = vowels.upperBound - 1
        } else {
            place = vowels.count == 3 ? vowels.lowerBound + 1 : nil
        }
        // On either of two plain vowels, and on them alone.
        let isSound = place.map { toned == [$0] } ?? (toned.count == 1 && vowels.contains(toned[0]))
        guard !isSound else { return nil }
        let right = place ?? vowels.lowerBound
        let tone = letters[right].tone ?? toned.last.flatMap { letters[$0].tone }
        for index in letters.indices { letters[index].tone = index == right ? tone : nil }
        return letters.map(\.text).joined()
    }

    private struct Letter {
        var base: String
        var tone: Unicode.Scalar?

        /// Grave, acute, tilde, hook above, dot below.
        private static let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]

        /// Of several tone marks on one letter, the last.
        init(_ character: Character) {
            var rest = String.UnicodeScalarView()
            for scalar in String(character).decomposedStringWithCanonicalMapping.unicodeScalars {
                if Self.tones.contains(scalar) { tone = scalar } else { rest.append(scalar) }
            }
            base = String(rest).precomposedStringWithCanonicalMapping
        }

        var text: String {
            tone.map { (base + String($0)).precomposedStringWithCanonicalMapping } ?? base
        }
        var lower: String { base.lowercased() }
        var hasOwnMark: Bool { "âăêôơư".contains(lower) }
        var isVowel: Bool { "aăâeêioôơuưy".contains(lower) }
    }

    private static let onsets: Set = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "r", "s",
        "t", "th", "tr", "v", "x",
    ]
    private static let endings: Set = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]

    /// The vowels of the rime, between the consonants that a syllable may begin and end with; nil for other words.
    private static func vowels(of letters: [Letter]) -> Range<Int>? {
        guard var first = letters.firstIndex(where: \.isVowel) else { return nil }
        let end = letters[first...].firstIndex { !$0.isVowel } ?? letters.count
        let onset = letters[..<first].map(\.lower).joined()
        let isGlide = onset == "q" && letters[first].lower == "u" || onset == "g" && letters[first].lower == "i"
        if isGlide, end - first > 1 { first += 1 }
        guard isGlide || onsets.contains(onset), end - first <= 3,
            endings.contains(letters[end...].map(\.lower).joined())
        else { return nil }
        return first..<end
    }
}
