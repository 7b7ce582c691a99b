extension PhraseReader {
    /// `ngày làm việc cuối cùng của mỗi tháng`, `ngày làm việc đầu quý`.
    mutating func acceptWorkingDay() throws(DuePhraseError) -> Bool {
        let position = index
        guard let start = peek()?.place, accept("ngày", "làm", "việc") else { return false }
        if try acceptEdge(of: .workingDay, from: start) { return true }
        index = position
        return false
    }

    /// `cuối cùng của mỗi tháng` after the kind of day; false where nothing of the sort follows.
    mutating func acceptEdge(of kind: DueRule.DayKind, from start: Range<Int>) throws(DuePhraseError) -> Bool {
        let edge: DueRule.Edge
        if accept("cuối") {
            edge = .last
        } else if accept("đầu") {
            edge = .first
        } else {
            return false
        }
        _ = accept("cùng") || accept("tiên")
        let span = try acceptEdgeSpan(edge, from: start)
        let place = placeRead(from: start)
        guard clauses.edge == nil else { throw twice(place) }
        clauses.edge = (edge, kind, span, place)
        return true
    }

    /// Nil where the span stands elsewhere in the phrase: `hằng tháng, vào thứ Sáu cuối cùng`.
    private mutating func acceptEdgeSpan(
        _ edge: DueRule.Edge, from start: Range<Int>
    ) throws(DuePhraseError) -> DueRule.Span? {
        let position = index
        _ = accept("của")
        _ = accept("hằng")
        // The last day of a quarter is the last of its last month.
        if accept("tháng", edge == .last ? "cuối" : "đầu") {
            _ = accept("của")
            _ = accept("hằng")
            if accept("quý") { return .quarter }
            index = position
            return nil
        }
        if number(ahead: 0)?.value == 6, isWord("tháng", ahead: 1) {
            index += 2
            return .halfYear
        }
        guard let length = length(ahead: 0), let span = DueRule.Span(length) else {
            index = position
            return nil
        }
        index += 1
        let number = length == .year ? nil : ordinal(ahead: 0)
        if number != nil { index += 1 }
        let year = number != nil || length == .year ? acceptYear() : nil
        let place = placeRead(from: start)
        guard year == nil else {
            throw source.error(
                "\"\(source.quote(place))\" is one day of one year", hint: "write the day itself, with its month",
                at: place)
        }
        guard let number else { return span }
        guard (1...(length == .quarter ? 4 : 12)).contains(number) else {
            throw source.error("\"\(source.quote(place))\" does not exist", hint: nil, at: place)
        }
        return .monthOfYear(month: length == .month ? number : number * 3 - (edge == .first ? 2 : 0))
    }
}
