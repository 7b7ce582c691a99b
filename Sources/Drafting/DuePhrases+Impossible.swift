import Almanac

extension DuePhrases {
    /// `trước ngày 31/11/2026`: words of time as far as they go, with a day that does not exist. They make no date, and
    /// are kept for a person.
    func impossiblePhrase(from start: Int, _ strength: Strength) -> Hit? {
        guard !impossible.isEmpty else { return nil }
        var end = start + 1
        while end - start < Self.longest, let word = sentence.word(end),
            word.first?.isNumber == true || Self.timeWords.contains(word)
        { end += 1 }
        while end > start, !Self.endsPhrase(sentence.words[end - 1].text) { end -= 1 }
        guard end > start else { return nil }
        let characters = sentence.words[start].range.lowerBound..<sentence.words[end - 1].range.upperBound
        let days = impossible.filter { characters.contains($0.place.lowerBound) }
        // A bare day is the day of an event, unless something is done on it.
        guard !days.isEmpty, strength == .strong || ["vào", "xong", ":"].contains(sentence.word(start - 1)) else {
            return nil
        }
        let phrase = sentence.text(of: start..<end)
        return Hit(
            words: start..<end, phrase: phrase, rule: .none,
            doubt: "“\(phrase)”: \(ImpossibleDays.sentence(days))")
    }

    private static func endsPhrase(_ word: String) -> Bool {
        word.first?.isNumber == true || ["tháng", "năm", "quý"].contains(word)
    }

    private static let timeWords: Set = [
        "trước", "sau", "chậm", "muộn", "nhất", "là", "không", "quá", "hơn", "hạn", "cuối", "chót", "nộp", "gửi",
        "thời", "đến", "hết", "trong", "vào", "ngày", "tháng", "năm", "quý", "các", "giờ", "phút", "hằng", "hàng",
        "mỗi", "và", ",", ":",
    ]
}
