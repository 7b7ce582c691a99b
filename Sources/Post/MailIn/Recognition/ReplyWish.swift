package import Almanac
package import Casework
import Foundation

/// What an answer without files asks for, where it says so plainly; all else is for a person to read.
package enum ReplyWish {
    /// - Parameters:
    ///   - text: what the sender has written now.
    ///   - subject: counted where it is the sender's own, and not that of a mail of ours.
    ///   - day: on which it came.
    package static func read(_ text: String, subject: String, on day: Day, zone: Zone) -> ReceivedMail.Wish? {
        let isOwn = !isAnswer(subject)
        for sentence in sentences(of: isOwn ? "\(subject)\n\(text)" : text) {
            if let wish = extensionWish(sentence, in: text, on: day, zone: zone) { return wish }
        }
        let said = sentences(of: isOwn ? "\(subject)\n\(text)" : text).map(Folded.init)
        let telling = said.filter { $0.holds(anyOf: nilWords) }
        // One sentence that takes it back, asks or makes it depend on something leaves it to a person.
        guard !telling.isEmpty, telling.allSatisfy({ !$0.isDoubtful }) else { return nil }
        return .nothing
    }

    // MARK: Nothing to report

    private static let nilWords = ["khong phat sinh", "nothing to report", "nil report", "nil return"]

    // MARK: More time

    private static func extensionWish(
        _ sentence: String, in text: String, on day: Day, zone: Zone
    ) -> ReceivedMail.Wish? {
        let folded = Folded(sentence)
        guard folded.holds(anyOf: extensionWords), !folded.holds(anyOf: extensionDenials), !folded.isQuestionOfRule
        else {
            return nil
        }
        guard folded.holds(anyOf: askingWords) else { return nil }
        return .extension(until: namedDay(in: sentence, on: day, zone: zone), reason: reason(in: sentence, text))
    }

    private static let extensionWords = [
        "gia han", "lui han", "them thoi gian", "cham nop den", "nop cham den", "extension", "more time",
    ]
    private static let askingWords = [
        "xin", "de nghi", "mong", "kinh de nghi", "cho phep", "please", "request", "ask for", "could we",
    ]
    private static let extensionDenials = [
        "khong xin gia han", "khong de nghi gia han", "khong can gia han", "da duoc gia han", "cam on", "no extension",
    ]

    /// So many words such as "đến" are looked behind.
    private static let mostDays = 5

    /// The first run of words behind a word such as "đến" that the plan's own phrases know as a day, from then on.
    private static func namedDay(in sentence: String, on day: Day, zone: Zone) -> Day? {
        let words = sentence.replacing(",", with: " , ").split { $0 == " " || $0 == "\u{A0}" }.map(String.init)
        let starters: Set<String> = ["đến", "tới", "den", "toi", "sang", "until", "to"]
        let places = words.indices.lazy.filter { starters.contains(words[$0].lowercased().normalized) }
        for place in places.prefix(mostDays) {
            var start = place + 1
            while start < words.count,
                ["hết", "het", "ngày", "ngay", "hạn"].contains(words[start].lowercased().normalized)
            {
                start += 1
            }
            for length in stride(from: min(8, words.count - start), to: 0, by: -1) {
                let phrase = words[start..<start + length].joined(separator: " ").trimmingCharacters(
                    in: CharacterSet(charactersIn: " .;,:()"))
                guard phrase.contains(where: \.isNumber) || phrase.lowercased().normalized.hasPrefix("cuối") else {
                    continue
                }
                for whole in ["chậm nhất ngày \(phrase)", "chậm nhất \(phrase)"] {
                    if let found = soonest(whole, on: day, zone: zone) { return found }
                }
            }
        }
        return nil
    }

    private static func soonest(_ phrase: String, on day: Day, zone: Zone) -> Day? {
        guard let rule = try? DuePhrase.parse(phrase) else { return nil }
        return rule.deadlines(from: day, to: day.advanced(by: 366), in: DueContext(zone: zone, issued: day)).first?
            .lastDay
    }

    private static func reason(in sentence: String, _ text: String) -> String? {
        for source in [sentence, text] {
            let words = source.normalized
            for mark in [
                "lý do là", "lí do là", "lý do:", "lí do:", "lý do", "lí do", "vì lý do", " vì ", " do ", "because",
            ] {
                guard let range = words.range(of: mark, options: .caseInsensitive) else { continue }
                let rest = words[range.upperBound...].drop { $0 == " " || $0 == ":" }
                let clause = rest.prefix { !$0.isNewline }.prefix(500).trimmingCharacters(in: .whitespaces)
                if !clause.isEmpty { return clause.onOneLine }
            }
        }
        return nil
    }

    // MARK: Words

    private static func isAnswer(_ subject: String) -> Bool {
        let words = subject.lowercased().normalized.drop { $0 == " " }
        return ["re:", "fw:", "fwd:", "trả lời:", "tl:", "chuyển tiếp:", "ct:", "aw:", "antw:"].contains {
            words.hasPrefix($0)
        }
            || words.contains("[#")
    }

    private static func sentences(of text: String) -> [String] {
        var found: [String] = []
        var current = ""
        let characters = Array(text.prefix(20_000))
        for (place, character) in characters.enumerated() {
            current.append(character)
            let next = place + 1 < characters.count ? characters[place + 1] : " "
            let isEnd = character.isNewline || "?!;".contains(character) || (character == "." && next.isWhitespace)
            if isEnd {
                found.append(current)
                current = ""
            }
        }
        return (found + [current]).map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }

    /// A sentence in small letters without marks: people on telephones leave them out.
    private struct Folded {
        let text: String
        private let asWritten: String

        init(_ sentence: String) {
            asWritten = sentence.normalized
            text = sentence.unmarked
        }

        func holds(anyOf words: [String]) -> Bool { words.contains { text.contains($0) } }

        var isDoubtful: Bool {
            asWritten.hasSuffix("?") || isQuoted
                || holds(anyOf: [
                    "neu ", "co phai", "khong phai", "khong dung", "chua ", "truong hop", "hay khong", "khi nao",
                    "co the",
                    "phat sinh them", "phat sinh kho khan", "phat sinh vuong mac", "phat sinh chi phi",
                    "phat sinh kinh phi",
                    "phat sinh van de", "phat sinh loi", "if ", "not nothing", "tru ", "ngoai tru", "except",
                ])
        }

        /// "Quy định về gia hạn thế nào?" asks for no more time.
        var isQuestionOfRule: Bool {
            asWritten.hasSuffix("?") && holds(anyOf: ["the nao", "bao gio", "khi nao", "co duoc", "o dau"])
        }

        /// The words stand between quotation marks: somebody else's.
        private var isQuoted: Bool {
            let pieces = asWritten.split(omittingEmptySubsequences: false) { "\"“”«»".contains($0) }
            return pieces.count > 2
                && pieces.enumerated().contains {
                    $0.offset % 2 == 1 && String($0.element).unmarked.contains("khong phat sinh")
                }
        }
    }
}
