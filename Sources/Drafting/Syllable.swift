import Foundation

/// How a Vietnamese syllable may be built, as far as its tone mark goes.
///
/// A syllable has one tone mark. It stands on the letter with a mark of its own (of `ươ`, on the `ơ`: `được`), else
/// before a final consonant (`hoàn`), else on the middle one of three vowels (`ngoài`); never on the `u` of `qu` or the
/// `i` of `gi` where a vowel follows. Of two plain vowels at the end both are written: `hòa`, `hoà`.
enum Syllable {
    /// The same word with its tone mark where it belongs; nil where it is there already, or where the word is no
    /// Vietnamese syllable with a tone mark.
    ///
    /// - Parameter word: composed (NFC).
    static func mended(_ word: String) -> String? {
        guard word.utf8.count < 24, word.utf8.contains(where: { $0 > 127 }) else { return nil }
        // A second mark on one letter is left apart when a text is composed.
        var letters = word.unicodeScalars.filter { !Letter.tones.contains($0) }.map(Letter.init)
        let isDoubled = letters.count < word.unicodeScalars.count
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
        guard !isSound || isDoubled else { return nil }
        let right = place ?? toned.first(where: vowels.contains) ?? vowels.lowerBound
        let tone = letters[right].tone ?? toned.last.flatMap { letters[$0].tone }
        for index in letters.indices { letters[index].tone = index == right ? tone : nil }
        return letters.map(\.text).joined()
    }

    private struct Letter {
        /// Without the tone mark.
        let base: Unicode.Scalar
        var tone: Unicode.Scalar?
        /// The base in lower case.
        let lower: Unicode.Scalar

        /// Grave, acute, tilde, hook above, dot below.
        static let tones: [Unicode.Scalar] = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
        private static let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        private static let toned: [Unicode.Scalar: (base: Unicode.Scalar, tone: Unicode.Scalar)] = {
            var toned: [Unicode.Scalar: (base: Unicode.Scalar, tone: Unicode.Scalar)] = [:]
            for base in vowels.unicodeScalars {
                for tone in tones {
                    let composed = "\(base)\(tone)".precomposedStringWithCanonicalMapping.unicodeScalars
                    if let one = composed.first, composed.count == 1 { toned[one] = (base, tone) }
                }
            }
            return toned
        }()

        init(_ scalar: Unicode.Scalar) {
            let parts = Self.toned[scalar]
            (base, tone) = (parts?.base ?? scalar, parts?.tone)
            lower = base.properties.lowercaseMapping.unicodeScalars.first ?? base
        }

        var text: String {
            tone.map { "\(base)\($0)".precomposedStringWithCanonicalMapping } ?? String(base)
        }
        var hasOwnMark: Bool { Self.own.contains(lower) }
        var isVowel: Bool { Self.plain.contains(lower) || Self.own.contains(lower) }
        private static let own: Set<Unicode.Scalar> = ["â", "ă", "ê", "ô", "ơ", "ư"]
        private static let plain: Set<Unicode.Scalar> = ["a", "e", "i", "o", "u", "y"]
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
        let onset = text(letters[..<first])
        let isGlide = onset == "q" && letters[first].lower == "u" || onset == "g" && letters[first].lower == "i"
        if isGlide, end - first > 1 { first += 1 }
        guard isGlide || onsets.contains(onset), end - first <= 3,
            endings.contains(text(letters[end...]))
        else { return nil }
        return first..<end
    }

    private static func text(_ letters: ArraySlice<Letter>) -> String {
        String(String.UnicodeScalarView(letters.map(\.lower)))
    }
}
