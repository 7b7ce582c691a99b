/// A word or a mark of a sentence.
struct Word: Equatable {
    /// In lower case, and with a misplaced tone mark where it belongs: words are compared by it, never quoted.
    let text: String
    /// In the characters of the sentence.
    let range: Range<Int>
    let isCapital: Bool
    let isMark: Bool
}

/// A sentence of a plan, in words.
struct Sentence {
    let text: String
    /// Where it begins in the source.
    let line: Int
    let words: [Word]
    private let characters: [Character]

    init(_ text: String, line: Int) {
        self.text = text
        self.line = line
        let characters = Array(text)
        self.characters = characters
        var words: [Word] = []
        var index = 0
        func isLetter(_ place: Int) -> Bool {
            characters.indices.contains(place) && (characters[place].isLetter || characters[place].isNumber)
        }
        while index < characters.count {
            let start = index
            index += 1
            if isLetter(start) {
                // `20/3`, `video-clip` and `TĐKT.TW` are one word each; `20/3,` is a word and a mark.
                while isLetter(index)
                    || index < characters.count && "/-.".contains(characters[index]) && isLetter(index + 1)
                {
                    index += 1
                }
            } else if characters[start].isWhitespace {
                continue
            }
            let raw = String(characters[start..<index])
            words.append(
                Word(
                    text: Syllable.mended(raw.lowercased()) ?? raw.lowercased(), range: start..<index,
                    isCapital: characters[start].isUppercase,
                    isMark: !isLetter(start)))
        }
        self.words = words
    }

    /// The words as written, with what stands between them.
    func text(of words: Range<Int>) -> String {
        guard !words.isEmpty, self.words.indices.contains(words.lowerBound) else { return "" }
        let last = min(words.upperBound, self.words.count) - 1
        return String(characters[self.words[words.lowerBound].range.lowerBound..<self.words[last].range.upperBound])
    }

    func word(_ index: Int) -> String? { words.indices.contains(index) ? words[index].text : nil }

    /// True when these words stand there, in whatever case.
    func has(_ phrase: String, at index: Int) -> Bool {
        let parts = phrase.split(separator: " ")
        return !parts.isEmpty && index >= 0
            && parts.enumerated().allSatisfy { word(index + $0.offset) == String($0.element) }
    }
}
