import Almanac

/// Words of time that no rule can be made of. They make no date, and are kept for a person.
extension DuePhrases {
    /// What follows a deadline and makes another day of it: `thứ Sáu` | `tuần cuối tháng`, `ngày 31` | `tháng tư`,
    /// `ngày 10 tháng 3` | `âm lịch`.
    func unread(after hit: Hit) -> Hit? {
        let end = hit.words.upperBound
        let last = sentence.word(end - 1) ?? ""
        let next = sentence.word(end) ?? ""
        let recurs = ["hằng", "hàng", "mỗi", "từng"].contains(sentence.word(end - 2))
        let isOther: Bool
        var known = end
        switch hit.rule {
        case .weekly: isOther = !recurs && ["cuối", "đầu", "thứ", "của", "tuần"].contains(next)
        case .monthly, .yearly, .edge:
            let isSpan = ["tháng", "quý", "năm"].contains(last) && !recurs
            // `năm hai nghìn không trăm hai mươi tư`.
            let isOfYear = !recurs && next == "năm" && ["một", "hai"].contains(sentence.word(end + 1))
            // `ngày mười, hai mươi hằng tháng`: a second day, which `ngày mười, hai bài` does not name.
            let isList =
                Numerals.read([last]) != nil && [",", "và"].contains(next)
                && Self.isNumeral(from: end + 1, in: sentence) && !isCounted(after: end + 1)
            if isList { known = end + 1 }
            isOther =
                isOfYear || isList || next == "tháng" && Self.isNumeral(from: end + 1, in: sentence)
                || isSpan && Self.isNumeral(from: end, in: sentence) && !isCounted(after: end)
        default: isOther = false
        }
        guard isOther || next == "âm" && sentence.word(end + 1) == "lịch" else { return nil }
        return unread(from: hit.words.lowerBound, after: known)
    }

    /// `ngày làm việc thứ 5 của tháng`, `ngày làm việc cuối cùng của tuần`.
    func unreadWorkingDay(from start: Int) -> Hit? {
        guard sentence.has("ngày làm việc", at: start),
            ["cuối", "đầu", "thứ", "liền", "kế"].contains(sentence.word(start + 3)),
            ["vào", "xong", ":", "nhất", "quá", "trước", "là", "hết"].contains(sentence.word(start - 1))
        else { return nil }
        return unread(from: start, after: start + 3)
    }

    private func unread(from start: Int, after known: Int) -> Hit {
        var end = known
        while end < sentence.words.count, end - start < Self.longest, !sentence.words[end].isMark,
            !["về", "để", "cho", "tại", "do"].contains(sentence.words[end].text),
            !Lexicon.verbs.contains(sentence.words[end].text),
            !Lexicon.verbs.contains("\(sentence.words[end].text) \(sentence.word(end + 1) ?? "")")
        { end += 1 }
        let phrase = sentence.text(of: start..<end)
        return Hit(
            words: start..<end, phrase: phrase, rule: .none, doubt: "“\(phrase)”: chưa đọc được thành ngày")
    }

    /// A number in digits, in words or in Roman letters.
    private static func isNumeral(from index: Int, in sentence: Sentence) -> Bool {
        guard let word = sentence.word(index) else { return false }
        if word == "năm" { return false }
        return word.first?.isNumber == true || romans.contains(word) || ["giêng", "chạp", "tư"].contains(word)
            || Numerals.read([word]) != nil
    }

    /// `tháng 02 bài`: the number is of what follows it.
    private func isCounted(after index: Int) -> Bool {
        (index + 1...index + 3).contains { Self.counted.contains(sentence.word($0) ?? "") }
    }

    private static let romans: Set = ["i", "ii", "iii", "iv"]

    /// `sơ kết vào quý III năm 2025`, `xong (Quý II/2025)`: a time for a duty, and no day.
    func spanOfTime(from start: Int) -> Hit? {
        let unit = sentence.words[start].text
        let before = sentence.word(start - 1) ?? ""
        let leads = unit == "quý" ? ["vào", "trong", "xong", "(", ":"] : unit == "tháng" ? ["vào", "xong"] : []
        let number = (sentence.word(start + 1) ?? "").split(separator: "/").map(String.init)
        guard leads.contains(before), let first = number.first,
            Self.romans.contains(first) && unit == "quý" || Int(first).map((1...12).contains) == true,
            acts
        else { return nil }
        var end = start + 2
        if sentence.word(end) == "năm", sentence.word(end + 1)?.first?.isNumber == true { end += 2 }
        let phrase = sentence.text(of: start..<end)
        return Hit(
            words: start..<end, phrase: phrase, rule: .none,
            doubt: "“\(phrase)”: nêu \(unit), không nêu ngày; cần người ấn định ngày")
    }

    /// Whether something is handed in, held or finished in the sentence.
    private var acts: Bool {
        let lower = " \(sentence.words.map(\.text).joined(separator: " ")) "
        return Self.deliveries.contains { lower.contains(" \($0) ") }
            || Lexicon.timeLabels.contains { lower.hasPrefix(" \($0) :") }
    }
}
