/// Who a sentence or a heading says shall do something.
struct Actors: Equatable {
    var offices: [NamedOffice]
    var isRequest: Bool
    /// The words of the sentence that name them.
    var words: Range<Int>

    /// Words that give a duty to somebody.
    private static let giving = [
        "đề nghị", "giao", "yêu cầu", "phân công", "riêng đối với", "đối với", "riêng", "trách nhiệm của",
    ]

    /// The offices of a heading: `1. Sở Nội vụ (…) - Cơ quan Thường trực …:`; nil when it names none at its beginning.
    static func heading(_ text: String, line: Int) -> Actors? {
        let sentence = Sentence(text, line: line)
        guard let (actors, found) = begin(sentence, at: 0) else { return nil }
        // A heading is nothing but the offices, with at most a place or a description after them.
        if let colon = sentence.words.firstIndex(where: { $0.text == ":" }), colon + 1 < sentence.words.count {
            return nil
        }
        let rest = sentence.word(found.words.upperBound)
        let after = found.words.upperBound..<sentence.words.count
        let isPlace =
            ["-", "–", "trên", "trong", "thuộc", "đóng", "là"].contains(rest)
            && !after.contains { isVerb(sentence, $0) && !sentence.words[$0].isCapital }
        return rest == nil || rest == ":" || rest == "." || isPlace ? actors : nil
    }

    /// The offices that a part of a sentence has as its subject.
    ///
    /// - Parameter hits: deadlines, which may stand before the subject.
    static func subject(of sentence: Sentence, within part: Range<Int>, hits: [DuePhrases.Hit]) -> Actors? {
        var index = part.lowerBound
        var depth = 0
        while index < part.upperBound {
            if sentence.words[index].text == "(" { depth += 1 }
            if sentence.words[index].text == ")" { depth -= 1 }
            // What is said in brackets is said beside the duty.
            guard depth <= 0 else {
                index += 1
                continue
            }
            if let hit = hits.first(where: { $0.words.contains(index) }) {
                index = hit.words.upperBound
                if let (actors, found) = begin(sentence, at: index), acts(sentence, after: found, part) {
                    return actors
                }
                continue
            }
            if mayBegin(sentence, at: index, part), let (actors, found) = begin(sentence, at: index),
                acts(sentence, after: found, part)
            {
                return actors
            }
            // Nobody is the subject of what has begun with a verb, unless a new clause begins.
            if index == part.lowerBound, !sentence.words[index].isMark, isVerb(sentence, index),
                !isGiving(sentence, index)
            {
                return nil
            }
            index += 1
        }
        return nil
    }

    private static func begin(_ sentence: Sentence, at start: Int) -> (Actors, OrganisationReader.Found)? {
        var index = start
        var isRequest = false
        while let mark = sentence.word(index), ",:-–".contains(mark) { index += 1 }
        while !isBriefing(sentence, index), let word = giving.first(where: { sentence.has($0, at: index) }) {
            isRequest = isRequest || word == "đề nghị"
            index += word.split(separator: " ").count
        }
        guard var found = OrganisationReader(sentence: sentence).read(at: index, asList: true) else { return nil }
        found.words = start..<found.words.upperBound
        let offices = found.parts.map { NamedOffice(sentence.text(of: $0)) }.filter { !$0.name.isEmpty }
        guard !offices.isEmpty else { return nil }
        return (
            Actors(offices: offices, isRequest: isRequest || offices.allSatisfy(\.isAsked), words: found.words), found
        )
    }

    private static func isGiving(_ sentence: Sentence, _ index: Int) -> Bool {
        !isBriefing(sentence, index) && giving.contains { sentence.has($0, at: index) }
    }

    /// `họp giao ban` gives nothing to a `ban`.
    private static func isBriefing(_ sentence: Sentence, _ index: Int) -> Bool {
        sentence.has("giao ban", at: index) && !sentence.words[index + 1].isCapital
    }

    private static func isVerb(_ sentence: Sentence, _ index: Int) -> Bool {
        guard let word = sentence.word(index) else { return false }
        return Lexicon.verbs.contains(word) || Lexicon.verbs.contains("\(word) \(sentence.word(index + 1) ?? "")")
    }

    /// At the beginning of a part, after a comma, or after a word that gives the duty to somebody.
    private static func mayBegin(_ sentence: Sentence, at index: Int, _ part: Range<Int>) -> Bool {
        guard index > part.lowerBound else { return true }
        let before = sentence.word(index - 1) ?? ""
        return ",:;(".contains(before) || isGiving(sentence, index) || ["thể", "đồng", "thì", "này"].contains(before)
            || ["mỗi", "từng"].contains(sentence.word(index))
    }

    /// Something that they do follows, or a colon.
    private static func acts(_ sentence: Sentence, after found: OrganisationReader.Found, _ part: Range<Int>) -> Bool {
        guard let next = sentence.word(found.words.upperBound), part.contains(found.words.upperBound) else {
            return false
        }
        if next == ":"
            || next == ","
                && sentence.words[(found.words.upperBound)...].prefix(12).indices.contains(where: {
                    isVerb(sentence, $0)
                })
        {
            return true
        }
        return isVerb(sentence, found.words.upperBound) || Lexicon.stops.contains(next)
            || Lexicon.stops.contains("\(next) \(sentence.word(found.words.upperBound + 1) ?? "")")
    }

    static func == (a: Self, b: Self) -> Bool { a.offices == b.offices && a.isRequest == b.isRequest }
}
