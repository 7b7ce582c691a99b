extension PhraseSource {
    /// Days and months in words become numbers: `ngày mười lăm tháng ba`, `mùng một tháng giêng`.
    ///
    /// Only where a day or a month is named: elsewhere `năm` is a year, and `hai` counts what follows.
    static func numbered(_ tokens: [PhraseToken]) -> [PhraseToken] {
        var read: [PhraseToken] = []
        var index = 0
        while index < tokens.count {
            let words = tokens[index...].prefix(4).map(\.word)
            let named = words.prefix { $0 != nil }.compactMap(\.self)
            // `năm 2024` is a year.
            let isYear = named == ["năm"] && tokens.indices.contains(index + 1) && tokens[index + 1].isNumber
            guard !isYear, let (value, count) = month(named, after: read) ?? day(named, after: read) else {
                read.append(tokens[index])
                index += 1
                continue
            }
            let place = tokens[index].place.lowerBound..<tokens[index + count - 1].place.upperBound
            read.append(PhraseToken(content: .number(value, digits: 2), place: place))
            index += count
        }
        return read
    }

    private static func day(_ words: [String], after read: [PhraseToken]) -> (value: Int, count: Int)? {
        guard let before = read.last, let number = Numerals.read(words), number.value <= 31 else { return nil }
        if before.word == "mùng" { return number.value <= 10 ? number : nil }
        if before.word == "ngày" {
            let leads = read.dropLast().last
            return leads?.isNumber == true || leads?.word == "hằng" ? nil : number
        }
        // `các ngày mười và hai mươi lăm`.
        guard before.word == "và" || before.content == .mark(","), read.dropLast().last?.isNumber == true,
            let plural = read.lastIndex(where: { $0.word == "các" }), read.indices.contains(plural + 1),
            read[plural + 1].word == "ngày"
        else { return nil }
        return number
    }

    private static func month(_ words: [String], after read: [PhraseToken]) -> (value: Int, count: Int)? {
        guard let first = words.first, read.last?.word == "tháng" else { return nil }
        let old = ["giêng": 1, "tư": 4, "chạp": 12][first].map { (value: $0, count: 1) }
        guard let number = old ?? Numerals.read(words), number.value <= 12 else { return nil }
        let before = read.dropLast()
        let recurs = words.count > number.count && ["hằng", "năm"].contains(words[number.count])
        if let word = before.last?.word, ["cuối", "đầu", "giữa", "hết"].contains(word) {
            // `cuối tháng một số đơn vị`.
            return ["một", "năm"].contains(first) && !recurs && number.count == 1 ? nil : number
        }
        // `báo cáo 6 tháng năm`: a count of months names none.
        guard before.last?.isNumber == true, let lead = before.dropLast().last else { return nil }
        return ["ngày", "mùng", "và"].contains(lead.word) || lead.content == .mark(",") ? number : nil
    }
}

extension PhraseToken {
    fileprivate var word: String? { if case .word(let word) = content { word } else { nil } }
    fileprivate var isNumber: Bool { if case .number = content { true } else { false } }
}
