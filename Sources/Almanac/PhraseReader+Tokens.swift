extension PhraseReader {
    func peek(ahead distance: Int = 0) -> PhraseToken? {
        source.tokens.indices.contains(index + distance) ? source.tokens[index + distance] : nil
    }

    func isWord(_ word: String, ahead distance: Int = 0) -> Bool { peek(ahead: distance)?.content == .word(word) }

    func isMark(_ mark: Unicode.Scalar, ahead distance: Int = 0) -> Bool {
        peek(ahead: distance)?.content == .mark(mark)
    }

    func number(ahead distance: Int) -> (value: Int, place: Range<Int>)? {
        guard let token = peek(ahead: distance), case .number(let value, _) = token.content else { return nil }
        return (value, token.place)
    }

    /// The number of a month or quarter: `11`, `IV`; never a year.
    func ordinal(ahead distance: Int) -> Int? {
        switch peek(ahead: distance)?.content {
        case .number(let value, let digits)? where digits <= 2: value
        case .word(let word)?: PhraseWords.romanNumerals[word]
        default: nil
        }
    }

    /// A year of four digits.
    func year(ahead distance: Int) -> Int? {
        guard case .number(let value, digits: 4)? = peek(ahead: distance)?.content else { return nil }
        return value
    }

    func length(ahead distance: Int) -> PeriodLength? {
        guard case .word(let word)? = peek(ahead: distance)?.content else { return nil }
        return PhraseWords.lengths[word]
    }

    func isUnit(ahead distance: Int) -> Bool { length(ahead: distance) != nil }

    /// True where a date begins: `25/3`, `25 tháng 3`.
    func isDate(ahead distance: Int) -> Bool {
        guard number(ahead: distance) != nil else { return false }
        if isWord("tháng", ahead: distance + 1) { return true }
        return dateMark(ahead: distance + 1) != nil && number(ahead: distance + 2) != nil
    }

    func dateMark(ahead distance: Int) -> Unicode.Scalar? {
        guard case .mark(let mark)? = peek(ahead: distance)?.content, "/-.".unicodeScalars.contains(mark) else {
            return nil
        }
        return mark
    }

    /// From the first token of a clause to the last one taken.
    func placeRead(from start: Range<Int>) -> Range<Int> {
        let last = source.tokens[..<min(index, source.tokens.count)].last?.place.upperBound ?? start.upperBound
        return start.lowerBound..<max(last, start.upperBound)
    }

    mutating func accept(_ words: String...) -> Bool { accept(words) }

    mutating func accept(_ words: [String]) -> Bool {
        guard words.indices.allSatisfy({ isWord(words[$0], ahead: $0) }) else { return false }
        index += words.count
        return true
    }

    /// The first of the phrases that stands here.
    mutating func acceptAny(of phrases: [[String]]) -> [String]? {
        for words in phrases where accept(words) { return words }
        return nil
    }

    mutating func acceptMark(_ mark: Unicode.Scalar) -> Bool {
        guard isMark(mark) else { return false }
        index += 1
        return true
    }

    mutating func acceptPunctuation() -> Bool {
        guard case .mark(let mark)? = peek()?.content, ",;.:()\"“”-–—".unicodeScalars.contains(mark) else {
            return false
        }
        index += 1
        return true
    }

    /// `/2022`, `năm 2022`, or 2022 alone.
    mutating func acceptYear() -> Int? {
        let skipped = dateMark(ahead: 0) != nil || isWord("năm") ? 1 : 0
        guard let year = year(ahead: skipped) else { return nil }
        index += skipped + 1
        return year
    }
}
