import Almanac
import Foundation

/// Tells what was done from what is to be done: `trước ngày 30/11/2022 Văn phòng Sở đã gửi báo cáo`.
struct PastFacts {
    /// The day of issue, else the first day of the plan.
    private let known: Day?
    private let first: Day?

    init(_ header: Draft.Header) {
        known = header.issued ?? header.validity?.from
        first = [header.issued, header.validity?.from].compactMap(\.self).min()
    }

    /// `đã gửi`, where it is what the subject of these words did; nil where something must still be done.
    static func told(in sentence: Sentence, _ part: Range<Int>, actors: Actors?, hits: [DuePhrases.Hit]) -> String? {
        guard !part.contains(where: { ["phải", "cần", "sẽ", "thì"].contains(sentence.words[$0].text) }) else {
            return nil
        }
        let place = part.first { index in
            guard sentence.words[index].text == "đã", let verb = sentence.word(index + 1),
                Lexicon.verbs.contains(verb)
                    || Lexicon.verbs.contains("\(verb) \(sentence.word(index + 2) ?? "")")
            else { return false }
            return index == part.lowerBound || index == actors?.words.upperBound || sentence.words[index - 1].isMark
                || hits.contains { $0.words.upperBound == index }
        }
        return place.map { place in
            let isPair = Lexicon.verbs.contains("\(sentence.word(place + 1) ?? "") \(sentence.word(place + 2) ?? "")")
            return sentence.text(of: place..<place + (isPair ? 3 : 2))
        }
    }

    /// Whether a sentence that tells what was done speaks of a time before this plan.
    func isOver(_ duty: BodyReader.Found) -> Bool {
        guard duty.told != nil, let known else { return false }
        if let hit = duty.hit, hit.isDated { return isOver(hit.rule, known) }
        let years = duty.quote.matches(of: /(?:19|20)\d\d/).compactMap { Int($0.output) }
        return years.max().map { $0 < known.year } ?? false
    }

    /// What a person should see of a duty that may be none.
    func doubt(_ duty: BodyReader.Found) -> String? {
        if let told = duty.told { return "“\(told)”: có thể kể việc đã làm, không giao việc" }
        guard let first, let hit = duty.hit, isOver(hit.rule, first) else { return nil }
        return "“\(hit.phrase)” đã qua trước khi có kế hoạch này; kiểm tra lại năm"
    }

    private func isOver(_ rule: DueRule, _ day: Day) -> Bool {
        guard case .dates(let days, _) = rule else { return false }
        return days.allSatisfy { $0 < day }
    }
}
