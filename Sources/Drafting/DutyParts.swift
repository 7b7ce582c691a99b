/// A sentence cut where one who owes something gives way to another: `…; mỗi huyện …; mỗi sở …`.
struct DutyParts {
    struct Part {
        var words: Range<Int>
        var actors: Actors?
        var quotas: [Quota]
        var hits: [DuePhrases.Hit]
        var recipients: [Recipients.Found]
        var isBracketed: Bool
        /// The words that say that it is done already.
        var told: String?
    }

    let sentence: Sentence
    let hits: [DuePhrases.Hit]
    let quotas: [Quota]
    let recipients: [Recipients.Found]
    private(set) var parts: [Part] = []

    init(_ sentence: Sentence) {
        self.sentence = sentence
        hits = DuePhrases(sentence).hits
        quotas = Quotas.find(in: sentence.text)
        recipients = Recipients.find(in: sentence)
        for (words, isBracketed) in Self.cut(sentence) {
            guard let first = sentence.words[words].first, let last = sentence.words[words].last else { continue }
            let characters = first.range.lowerBound..<last.range.upperBound
            let actors = Actors.subject(of: sentence, within: words, hits: hits)
            parts.append(
                Part(
                    words: words, actors: actors,
                    quotas: quotas.filter { characters.contains($0.place) },
                    hits: hits.filter { words.contains($0.words.lowerBound) },
                    recipients: recipients.filter { words.contains($0.verb) }, isBracketed: isBracketed,
                    told: PastFacts.told(in: sentence, words, actors: actors, hits: hits)))
        }
    }

    /// Deadlines before the first subject: they hold for all parts.
    var shared: [DuePhrases.Hit] {
        guard let first = parts.first else { return [] }
        let subject = first.actors?.words.lowerBound ?? first.words.lowerBound
        return first.hits.filter { $0.words.lowerBound <= max(subject, first.words.lowerBound + 1) }
    }

    /// `Thủ trưởng các phòng; Chủ tịch UBND các xã …`: a list of offices is no part of its own.
    private static func hasVerb(_ sentence: Sentence, _ words: Range<Int>) -> Bool {
        words.contains { index in
            let word = sentence.words[index]
            return !word.isMark && (!word.isCapital || index == words.lowerBound)
                && (Lexicon.verbs.contains(word.text)
                    || Lexicon.verbs.contains("\(word.text) \(sentence.word(index + 1) ?? "")")
                    || word.text == "có" || word.text == "tùy")
        }
    }

    private static func cut(_ sentence: Sentence) -> [(Range<Int>, Bool)] {
        let reader = OrganisationReader(sentence: sentence)
        var parts: [(Range<Int>, Bool)] = []
        var start = 0
        var depth = 0
        var isInside = false
        func take(_ end: Int, _ bracketed: Bool) {
            if start < end { parts.append((start..<end, bracketed)) }
        }
        for (index, word) in sentence.words.enumerated() {
            let isEach = word.text == "mỗi" && reader.read(at: index, asList: true) != nil
            if word.text == "(" {
                depth += 1
                // `(mỗi huyện … ; mỗi sở …)`: the brackets give each its own number.
                if depth == 1, sentence.word(index + 1) == "mỗi", reader.read(at: index + 1, asList: true) != nil {
                    take(index, false)
                    start = index + 1
                    isInside = true
                }
            } else if word.text == ")" {
                depth = max(0, depth - 1)
                if isInside, depth == 0 {
                    take(index, true)
                    start = index + 1
                    isInside = false
                }
            } else if word.text == ";", depth == 0 || isInside, hasVerb(sentence, start..<index) {
                take(index, isInside)
                start = index + 1
            } else if isEach, index > start, depth == 0 || isInside,
                ["và", ",", "còn"].contains(sentence.word(index - 1)),
                parts.count > 0 || sentence.words[start..<index].contains(where: { $0.text == "mỗi" })
            {
                take(index - 1, isInside)
                start = index
            }
        }
        take(sentence.words.count, isInside)
        return parts
    }
}
