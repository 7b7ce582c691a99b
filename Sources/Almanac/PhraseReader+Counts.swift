extension PhraseReader {
    /// `10 ngày làm việc kể từ ngày ban hành`, `02 tuần kể từ ngày 10/6/2022`; `6 tháng` alone is a period.
    mutating func acceptCount() throws(DuePhraseError) -> Bool {
        let position = index
        let isLed = acceptAny(of: PhraseWords.countLeads) != nil
        guard let (count, start) = number(ahead: 0), let (unit, length) = countedUnit() else {
            index = position
            return false
        }
        let afterUnit = index
        _ = acceptMark(",")
        let isAnchored = acceptAnchorWords()
        if !isAnchored { index = afterUnit }
        guard isLed || isAnchored || unit == .workingDays else {
            if unit == .months, let length { return acceptPeriod(length) }
            index = position
            return false
        }
        let place = placeRead(from: start)
        guard (1...3660).contains(count) else {
            throw source.error("\"\(source.quote(place))\" is not a count of days from 1 to 3660", hint: nil, at: place)
        }
        guard clauses.count == nil else { throw twice(place) }
        clauses.count = (count, unit, isAnchored ? try readAnchor() : .issued, place)
        return true
    }

    /// `6 tháng`, `06 tháng đầu năm`, `6 tháng/lần`.
    private mutating func acceptPeriod(_ length: PeriodLength) -> Bool {
        _ = acceptHalf()
        if isMark("/"), isWord("lần", ahead: 1) { index += 2 }
        recur(length)
        return true
    }

    /// The unit after a number, and the period that so many months make; the number may be repeated in words in brackets.
    private mutating func countedUnit() -> (DueRule.CountedUnit, PeriodLength?)? {
        let count = number(ahead: 0)?.value
        index += 1
        if isMark("(") {
            var distance = 1
            while case .word(let word)? = peek(ahead: distance)?.content, PhraseWords.numerals.contains(word) {
                distance += 1
            }
            if distance > 1, isMark(")", ahead: distance) { index += distance + 1 }
        }
        if accept("ngày", "làm", "việc") || accept("làm", "việc", "ngày") { return (.workingDays, nil) }
        if accept("ngày") { return (.calendarDays, nil) }
        if accept("tuần") { return (.weeks, nil) }
        guard accept("tháng") else { return nil }
        let lengths: [Int: PeriodLength] = [1: .month, 3: .quarter, 6: .halfYear, 12: .year]
        return (.months, count.flatMap { lengths[$0] })
    }

    private mutating func acceptAnchorWords() -> Bool {
        if isWord("ban"), isWord("hành", ahead: 1) { return true }
        guard accept("kể", "từ") || accept("tính", "từ") || accept("từ") || accept("sau") else { return false }
        _ = accept("sau")
        _ = accept("khi")
        _ = accept("ngày")
        return true
    }

    /// A date with its year, the issue of the plan, or another event; an event takes the rest of the phrase.
    private mutating func readAnchor() throws(DuePhraseError) -> DueRule.Anchor {
        if let start = peek()?.place, number(ahead: 0) != nil {
            let mentions = try readMention(after: nil)
            guard let mention = mentions.first, mentions.count == 1, let day = mention.date else {
                let place = placeRead(from: start)
                throw source.error(
                    "\"\(source.quote(place))\" has no year to count from",
                    hint: "write it like \"kể từ ngày 10/6/2022\"", at: place)
            }
            return .day(date: day)
        }
        let rest = source.tokens[index...].prefix { if case .word = $0.content { true } else { false } }
        let words = rest.compactMap { if case .word(let word) = $0.content { word } else { nil } }
        guard let first = rest.first, let last = rest.last else {
            throw source.error(
                "the phrase does not say what to count from", hint: "add \"kể từ ngày ban hành\"", at: source.end)
        }
        let place = first.place.lowerBound..<last.place.upperBound
        guard PhraseWords.events.contains(words[0]) || words.starts(with: ["ban", "hành"]) else {
            throw source.error(
                "\"\(source.quote(place))\" is not an event to count from",
                hint: "write \"kể từ ngày ban hành\", \"kể từ ngày chốt số liệu\" or a date", at: place)
        }
        index += rest.count
        let isIssue = zip(words, words.dropFirst()).contains { $0 == "ban" && $1 == "hành" }
        return isIssue ? .issued : .event(words: source.quote(place))
    }
}
