import Foundation

/// A word, number or mark of a due phrase, with its place.
struct PhraseToken: Equatable {
    enum Content: Equatable {
        /// Composed, in lower case, in the grammar's spelling.
        case word(String)
        case number(Int, digits: Int)
        case mark(Unicode.Scalar)
    }

    let content: Content
    /// In Unicode scalars of the phrase as given.
    let place: Range<Int>
}

/// A due phrase cut into tokens that know where they stand in the text as given.
struct PhraseSource {
    let tokens: [PhraseToken]
    private let scalars: [Unicode.Scalar]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var tokens: [PhraseToken] = []
        var index = 0
        while index < scalars.count {
            let start = index
            let kind = Kind(scalars[index])
            index += 1
            guard kind != .space else { continue }
            while kind != .mark, index < scalars.count, Kind(scalars[index]) == kind { index += 1 }
            let place = start..<index
            switch kind {
            case .letter:
                tokens += Self.words(String(String.UnicodeScalarView(scalars[place])), at: place, after: tokens.last)
            case .digit: tokens.append(PhraseToken(content: Self.number(scalars[place]), place: place))
            case .mark, .space: tokens.append(PhraseToken(content: .mark(scalars[start]), place: place))
            }
        }
        self.tokens = Self.numbered(tokens)
    }

    /// The words as given.
    func quote(_ place: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[place.clamped(to: 0..<scalars.count)]))
    }

    /// The place just after the last word.
    var end: Range<Int> {
        let last = tokens.last?.place.upperBound ?? 0
        return last..<last
    }

    func error(_ message: String, hint: String? = nil, at place: Range<Int>) -> DuePhraseError {
        DuePhraseError(message: message, hint: hint, offset: place.lowerBound, width: place.count)
    }

    private enum Kind {
        case letter, digit, mark, space

        init(_ scalar: Unicode.Scalar) {
            self =
                if ("0"..."9").contains(scalar) {
                    .digit
                } else if scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered {
                    .letter
                } else if scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" {
                    .space
                } else {
                    .mark
                }
        }
    }

    /// A number too long to be one of ours is as wrong as any other, and must not overflow.
    private static func number(_ digits: ArraySlice<Unicode.Scalar>) -> PhraseToken.Content {
        let value = digits.count <= 6 ? digits.reduce(0) { $0 * 10 + Int($1.value - 48) } : 1_000_000
        return .number(value, digits: digits.count)
    }

    /// One written word as the grammar's tokens: none for an English article, several for `hàngtháng` or `monthly`.
    private static func words(_ text: String, at place: Range<Int>, after previous: PhraseToken?) -> [PhraseToken] {
        let word = text.precomposedStringWithCanonicalMapping.lowercased()
        if PhraseWords.ordinals.contains(word), let previous, case .number = previous.content { return [] }
        if let contents = PhraseWords.english[word] { return contents.map { PhraseToken(content: $0, place: place) } }
        let syllables = PhraseWords.syllables(of: word) ?? [word]
        return zip(syllables, places(of: syllables, in: text, at: place)).map {
            PhraseToken(content: .word(PhraseWords.spelling[$0] ?? $0), place: $1)
        }
    }

    /// Where each of the syllables stands that were written as one word; letter by letter, however they are composed.
    private static func places(of syllables: [String], in text: String, at place: Range<Int>) -> [Range<Int>] {
        let letters = Array(text)
        guard letters.count == syllables.reduce(0, { $0 + $1.count }) else {
            return syllables.map { _ in place }
        }
        var places: [Range<Int>] = []
        var letter = 0
        var start = place.lowerBound
        for syllable in syllables {
            let end = letters[letter..<letter + syllable.count].reduce(start) { $0 + $1.unicodeScalars.count }
            places.append(start..<end)
            letter += syllable.count
            start = end
        }
        return places
    }
}
