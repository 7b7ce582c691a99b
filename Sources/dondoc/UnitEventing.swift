import Almanac
import Casework
import Definition
import Directory
import Foundation
import Notation

/// `units merge`, `split`, `dissolve`: what an event would do, and with `--apply` does.
struct UnitEventing {
    let path: String

    func run(_ verb: String, _ words: [String], _ arguments: Arguments) throws -> ExitCode {
        let (folder, office) = try OpenSite.read(path)
        let site = try SiteDirectory(path: path)
        guard let source = site.units else { throw CommandError.failed("\(path) has no units.csv") }
        guard let day = try arguments.day("day") else {
            throw CommandError.usage("units \(verb) needs --day, the first day on which it is so")
        }
        let order = try order(verb, words, arguments)
        let draft: UnitEventDraft
        do throws(UnitEventRefusal) {
            draft = try UnitEventDraft(
                order, on: day, tree: site.tree, units: CSVSheet(source),
                successors: site.successors.map { CSVSheet($0) })
        } catch {
            throw CommandError.failed(error.sentence)
        }
        let units = SourceText(file: "\(path)/units.csv", text: draft.units.text)
        let events = SourceText(file: "\(path)/successors.csv", text: draft.successors.text)
        let (_, tree) = try site.tree(units: units, successors: events)
        let effects = try UnitEventEffects(
            of: draft, tree: tree, site: folder, office: office, in: try Database.reader(of: office, in: path))
        let applies = arguments.has("apply")
        if applies { try site.write(units: units.text, successors: events.text) }
        if try arguments.wantsJSON {
            let answer: JSON = ["applied": .bool(applies), "day": .string(day.iso), "effects": effects.json]
            Terminal.put(answer.text)
        } else {
            for section in effects.sections {
                Terminal.put("\(section.title): \(section.lines.count)")
                for line in section.lines { Terminal.put("  \(line)") }
            }
            Terminal.say(
                applies
                    ? "đã ghi (written): units.csv, successors.csv; tiến trình đang chạy đọc lại khi nhận SIGHUP (a running daemon reads them on SIGHUP)"
                    : "chưa ghi gì; thêm --apply để thực hiện (nothing was written; --apply does it)")
        }
        return .done
    }

    private func order(_ verb: String, _ words: [String], _ arguments: Arguments) throws -> UnitEventOrder {
        guard !words.isEmpty else { throw CommandError.usage("name the units that end, by their keys in units.csv") }
        switch verb {
        case "merge":
            guard let into = arguments.value("into") else {
                throw CommandError.usage("units merge needs --into, the key of the unit that goes on")
            }
            let level = try arguments.value("level").map { text in
                guard let level = Level(rawValue: text) else {
                    throw CommandError.usage("there is no level \"\(text)\"")
                }
                return level
            }
            return .merge(
                words.map { UnitCode($0) },
                into: UnitEventOrder.Heir(
                    code: UnitCode(into), name: arguments.value("name"), level: level,
                    parent: arguments.value("parent").map { UnitCode($0) }, official: arguments.value("official"),
                    mailbox: arguments.value("mailbox")))
        case "split":
            // A name that holds a comma stands as a word of its own, after the unit.
            let listed = arguments.values("into").flatMap { $0.split(separator: ",") }
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            let heirs = (words.dropFirst() + listed).map { word in
                let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                return UnitEventOrder.Heir(
                    code: UnitCode(parts.first ?? ""), name: parts.count > 1 ? parts[1] : nil,
                    parent: arguments.value("parent").map { UnitCode($0) })
            }
            return .split(UnitCode(words[0]), into: heirs, lead: arguments.value("lead").map { UnitCode($0) })
        default: return .dissolve(words.map { UnitCode($0) })
        }
    }
}
