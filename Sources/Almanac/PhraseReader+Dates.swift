extension PhraseReader {
    /// `ngày 25`, `các ngày 20/3, 20/6, 20/9 và 20/12`, `ngày 25 tháng 3 năm 2021`, `2021-03-25`, `ngày 15 tháng cuối quý`.
    mutating func acceptMentions() throws(DuePhraseError) -> Bool {
        let position = index
        acceptDayWords()
        guard number(ahead: 0) != nil else {
            index = position
            return false
        }
        var mentions = try readMention(after: nil)
        while true {
            let position = index
            guard acceptListMark() else { break }
            acceptDayWords()
            let isMonth = isWord("tháng") && ordinal(ahead: 1) != nil
            guard isMonth || number(ahead: 0) != nil, !isWord("giờ", ahead: 1), !isMark(":", ahead: 1) else {
                index = position
                break
            }
            mentions += try readMention(after: mentions.last)
        }
        inherit(in: &mentions)
        clauses.mentions += mentions
        return true
    }

    private mutating func acceptDayWords() {
        _ = accept("các") || accept("những")
        _ = accept("ngày")
        _ = acceptMark(":") || accept("mùng")
    }

    private mutating func acceptListMark() -> Bool {
        let hasMark = acceptMark(",") || acceptMark(";")
        return accept("và") || hasMark
    }

    /// What a mention leaves out stands in the next one: `các ngày 10, 25 tháng 6 năm 2022`. Only an earlier day takes
    /// the year of a later one: in `20/12 và 15/3/2023` the first would be in a year that nobody wrote.
    private func inherit(in mentions: inout [PhraseClauses.Mention]) {
        for index in mentions.indices.reversed().dropFirst() {
            let next = mentions[index + 1]
            if mentions[index].month == nil { mentions[index].month = next.month }
            if mentions[index].year == nil, mentions[index].precedes(next) { mentions[index].year = next.year }
        }
    }

    mutating func readMention(
        after previous: PhraseClauses.Mention?
    ) throws(DuePhraseError) -> [PhraseClauses.Mention] {
        let start = peek()?.place ?? source.end
        if let previous, isWord("tháng") {
            return try readMonths(day: previous.day, from: start)
        }
        if let year = year(ahead: 0), dateMark(ahead: 1) != nil, let month = number(ahead: 2),
            dateMark(ahead: 3) != nil,
            let day = number(ahead: 4)
        {
            index += 5
            return [try mention(day: day.value, month: month.value, year: year, from: start)]
        }
        guard let day = number(ahead: 0) else { return [] }
        index += 1
        if let mark = dateMark(ahead: 0), let month = number(ahead: 1) {
            index += 2
            var year: Int?
            if isMark(mark), case .number(let value, let digits)? = peek(ahead: 1)?.content {
                index += 2
                year = digits == 2 ? 2000 + value : value
                if digits != 2 && digits != 4 { year = 0 }
            } else {
                year = acceptWordedYear()
            }
            return [try mention(day: day.value, month: month.value, year: year, from: start)]
        }
        return try readMonths(day: day.value, from: start)
    }

    /// What follows a day in words: nothing, `tháng 3 năm 2021`, `các tháng 3, 6, 9, 12`, `tháng cuối quý`.
    private mutating func readMonths(day: Int, from start: Range<Int>) throws(DuePhraseError) -> [PhraseClauses.Mention]
    {
        let position = index
        _ = accept("của")
        let isPlural = accept("các")
        guard accept("tháng") else {
            index = position
            return [try mention(day: day, month: nil, year: nil, from: start)]
        }
        if let months = acceptQuarterMonths() {
            var mentions: [PhraseClauses.Mention] = []
            for month in months {
                let length = Day.length(ofMonth: month, year: 2000)
                mentions.append(
                    try mention(day: day > 31 ? day : min(day, length), month: month, year: nil, from: start))
            }
            return mentions
        }
        guard let first = ordinal(ahead: 0) else {
            index = position
            return [try mention(day: day, month: nil, year: nil, from: start)]
        }
        index += 1
        var months = [first]
        while isPlural {
            let position = index
            guard acceptListMark(), let month = ordinal(ahead: 0) else {
                index = position
                break
            }
            index += 1
            months.append(month)
        }
        let year = acceptYear()
        var mentions: [PhraseClauses.Mention] = []
        for month in months { mentions.append(try mention(day: day, month: month, year: year, from: start)) }
        return mentions
    }

    /// `cuối quý`, `đầu tiên của mỗi quý`: the four months that stand there in their quarters.
    private mutating func acceptQuarterMonths() -> [Int]? {
        let position = index
        let first: Int? = accept("đầu") ? 1 : accept("giữa") ? 2 : accept("cuối") ? 3 : nil
        _ = accept("cùng") || accept("tiên")
        _ = accept("của")
        _ = accept("hằng")
        guard let first, accept("quý") else {
            index = position
            return nil
        }
        recur(.quarter)
        return [0, 3, 6, 9].map { $0 + first }
    }

    private mutating func acceptWordedYear() -> Int? {
        guard isWord("năm"), let year = year(ahead: 1) else { return nil }
        index += 2
        return year
    }

    private func mention(
        day: Int, month: Int?, year: Int?, from start: Range<Int>
    ) throws(DuePhraseError) -> PhraseClauses.Mention {
        let place = placeRead(from: start)
        let words = source.quote(place)
        guard let month else {
            guard (1...31).contains(day) else {
                throw source.error("\"\(words)\" is no day of any month", hint: "days run from 1 to 31", at: place)
            }
            return PhraseClauses.Mention(day: day, month: nil, year: year, place: place)
        }
        guard (1...12).contains(month) else {
            throw source.error("\"\(words)\" is a day that does not exist", hint: "months run from 1 to 12", at: place)
        }
        try check(year: year, at: place)
        guard Day(year: year ?? 2000, month: month, day: day) != nil else {
            throw source.error(
                "\"\(words)\" is a day that does not exist",
                hint: "write \"cuối tháng \(padded(month, 2))\" for the last day of that month", at: place)
        }
        return PhraseClauses.Mention(day: day, month: month, year: year, place: place)
    }
}
