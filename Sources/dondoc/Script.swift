import Almanac
import Casework
import Definition
import Foundation
import Notation

/// What people do in a rehearsal, a line each: the upper half of a story.
///
/// ```
/// drop inbox/bao-an-giang/bai-1.docx at 2021-03-10T09:00
/// extend bao-an-giang articles/2021-03 until 2021-03-29 at 2021-03-23T10:00
/// choose nominations/2022-Q3 pick 1,3 at 2022-09-21T15:00
/// advance 2021-04-01
/// ```
struct Script {
    enum Deed {
        /// A path below the site, and the file whose bytes it gets, named from the script's folder; without one, a text that
        /// names it.
        case drop(String, from: String?)
        case command(Commands.Verb, UnitCode, collection: String?, until: String?, reason: String?)
        /// A person says who goes on for a unit that has ended; without one, why nobody does.
        case handover(UnitCode, to: UnitCode?, reason: String?)
        /// "giao trực tiếp": the units below one that has not issued its plan are attached to the plan above.
        case attach(UnitCode, obligation: String?)
        /// `không phát sinh`.
        case nothing(UnitCode, collection: String?)
        /// What a meeting has chosen: numbers of the list; for one unit, where each makes its own choice.
        case choose([Int], collection: String, unit: UnitCode?)
        /// Nothing is done; time passes until then.
        case advance
    }

    struct Line {
        let at: Instant
        let deed: Deed
        let number: Int
    }

    let lines: [Line]

    /// - Parameter folder: where the files lie that it names.
    /// - Throws: a sentence with the line's number.
    init(_ text: String, zone: Zone, beside folder: String) throws(CommandError) {
        var lines: [Line] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = raw.trimmingCharacters(in: .whitespaces)
            guard !words.isEmpty, !words.hasPrefix("#") else { continue }
            guard let line = Script.line(words, index + 1, zone, folder) else {
                throw .failed(
                    "line \(index + 1) of the script cannot be read: \"\(words)\"; write for example \"drop inbox/UNIT/FILE at 2021-03-10T09:00\""
                )
            }
            if let last = lines.last, line.at < last.at {
                throw .failed("line \(index + 1) of the script lies before the line above it")
            }
            lines.append(line)
        }
        self.lines = lines
    }

    private static func line(_ text: String, _ number: Int, _ zone: Zone, _ folder: String) -> Line? {
        var words = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        let verb = words.removeFirst()
        if verb == "advance" {
            guard words.count == 1, let at = instant(words[0], zone) else { return nil }
            return Line(at: at, deed: .advance, number: number)
        }
        func take(_ word: String) -> String? {
            guard let place = words.firstIndex(of: word), place + 1 < words.count else { return nil }
            let value = words[place + 1]
            words.removeSubrange(place...place + 1)
            return value
        }
        guard let at = take("at").flatMap({ instant($0, zone) }) else { return nil }
        let until = take("until")
        let from = take("from").map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
        let heir = take("to")
        // Names of files may have these words.
        let picked = verb == "choose" ? take("pick") : nil
        let unit = verb == "choose" ? take("for") : nil
        var reason: String?
        if let place = words.firstIndex(of: "because") {
            reason = words[(place + 1)...].joined(separator: " ")
            words.removeSubrange(place...)
        }
        guard let subject = words.first else { return nil }
        let collection = words.count > 1 ? words[1] : nil
        switch verb {
        // File names have spaces.
        case "drop": return Line(at: at, deed: .drop(words.joined(separator: " "), from: from), number: number)
        case "handover":
            let deed = Deed.handover(UnitCode(subject), to: heir.map { UnitCode($0) }, reason: reason)
            return Line(at: at, deed: deed, number: number)
        case "attach":
            return Line(at: at, deed: .attach(UnitCode(subject), obligation: collection), number: number)
        case "choose":
            let numbers = (picked ?? "").split(separator: ",").compactMap { Int($0) }
            guard !numbers.isEmpty else { return nil }
            return Line(
                at: at, deed: .choose(numbers, collection: subject, unit: unit.map { UnitCode($0) }), number: number)
        case "nothing": return Line(at: at, deed: .nothing(UnitCode(subject), collection: collection), number: number)
        default:
            guard let command = Commands.Verb(rawValue: verb) else { return nil }
            let deed = Deed.command(command, UnitCode(subject), collection: collection, until: until, reason: reason)
            return Line(at: at, deed: deed, number: number)
        }
    }

    /// `2021-03-10`, or with a clock `2021-03-10T09:00`.
    private static func instant(_ text: String, _ zone: Zone) -> Instant? {
        let parts = text.split(separator: "T").map(String.init)
        guard let day = Day(iso: parts[0]) else { return nil }
        guard parts.count == 2 else { return zone.start(of: day) }
        return TimeOfDay(parts[1]).map { zone.instant(of: day, at: $0) }
    }
}
