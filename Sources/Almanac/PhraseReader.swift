/// Reads the tokens of a due phrase into clauses, in whatever order they come.
struct PhraseReader {
    /// What a hint shows when nothing better can be said.
    static let examples =
        "write it like \"trước ngày 25 hàng tháng\", \"chậm nhất ngày 15/4/2022\", "
        + "\"cuối tháng 11 hằng năm\" or \"none\""

    let source: PhraseSource
    var index = 0
    var clauses = PhraseClauses()

    init(_ source: PhraseSource) { self.source = source }

    mutating func read() throws(DuePhraseError) -> PhraseClauses {
        while let token = peek() {
            if acceptPunctuation() { continue }
            if try acceptBoundary() { continue }
            if acceptRecurrence() { continue }
            if try acceptClock() { continue }
            if try acceptWeekday() { continue }
            if try acceptCount() { continue }
            if try acceptWorkingDay() { continue }
            if try acceptSpan() { continue }
            if try acceptMentions() { continue }
            if try acceptOpenEnded() { continue }
            if acceptAny(of: PhraseWords.tolerated) != nil { continue }
            throw source.error(
                "\"\(source.quote(token.place))\" is not understood here", hint: Self.examples, at: token.place)
        }
        return clauses
    }

    /// `hạn chót trước ngày 25` leaves the day out; two words for two days of one phrase would need two rules.
    private mutating func acceptBoundary() throws(DuePhraseError) -> Bool {
        guard let start = peek()?.place else { return false }
        let isExclusive = accept("trước")
        guard isExclusive || acceptAny(of: PhraseWords.inclusive) != nil || acceptInclusiveTrong() else { return false }
        if isExclusive { clauses.isExclusive = true } else { clauses.isInclusive = true }
        guard !clauses.isExclusive || !clauses.isInclusive || isExclusive && !clauses.namesDay else {
            let place = placeRead(from: start)
            throw source.error(
                "\"\(source.quote(place))\" contradicts the word before it",
                hint: "say \"trước\" or \"chậm nhất\", once",
                at: place)
        }
        return true
    }

    /// `trong ngày 25`, `trong tháng 11`, `trong quý I`: until it ends.
    private mutating func acceptInclusiveTrong() -> Bool {
        guard isWord("trong") else { return false }
        let namesOne =
            isWord("ngày", ahead: 1) || (isUnit(ahead: 1) && !isWord("năm", ahead: 1) && ordinal(ahead: 2) != nil)
        if namesOne { index += 1 }
        return namesOne
    }

    /// `hằng tháng`, `của tháng`, `trong quý`.
    private mutating func acceptRecurrence() -> Bool {
        let isBound = isWord("của") || isWord("trong") && !isWord("năm", ahead: 1)
        guard isWord("hằng") || isBound && ordinal(ahead: 2) == nil, let length = length(ahead: 1) else { return false }
        index += 2
        recur(length)
        return true
    }

    private mutating func acceptWeekday() throws(DuePhraseError) -> Bool {
        guard let start = peek()?.place else { return false }
        let weekday: Int
        if accept("chủ", "nhật") {
            weekday = 7
        } else if isWord("thứ") {
            index += 1
            switch peek()?.content {
            case .number(let number, _)? where (2...7).contains(number): weekday = number - 1
            case .word(let word)?: weekday = PhraseWords.weekdays[word] ?? 0
            default: weekday = 0
            }
            index += 1
        } else {
            return false
        }
        let place = placeRead(from: start)
        guard weekday > 0 else {
            throw source.error(
                "\"\(source.quote(place))\" is no day of the week", hint: "thứ Hai to thứ Bảy, or Chủ nhật", at: place)
        }
        guard clauses.weekday == nil else {
            throw twice(place)
        }
        // `thứ Hai đầu tuần` is the Monday of every week.
        if isWord("đầu") || isWord("cuối"), isWord("tuần", ahead: 1) {
            index += 2
            recur(.week)
        } else if try acceptEdge(of: .weekday(number: weekday), from: start) {
            return true
        }
        clauses.weekday = (weekday, place)
        return true
    }

    private mutating func acceptOpenEnded() throws(DuePhraseError) -> Bool {
        if accept("chưa", "ấn", "định") {
            clauses.isLeftOpen = true
            return true
        }
        guard let words = acceptAny(of: PhraseWords.openEnded) else { return false }
        if words.last == "năm" { try acceptYearOfAll() }
        clauses.isOpenEnded = true
        return true
    }

    /// The year that a phrase gives to all its days: `trong năm 2022`.
    mutating func acceptYearOfAll() throws(DuePhraseError) {
        guard let token = peek(), let year = year(ahead: 0) else { return }
        try check(year: year, at: token.place)
        clauses.year = (year, token.place)
        index += 1
    }

    mutating func recur(_ length: PeriodLength) {
        if !clauses.recurrences.contains(length) { clauses.recurrences.append(length) }
    }
}
