import Almanac
import Definition
import Notation

/// An event with the row that it was read from.
struct LocatedSuccession {
    let succession: Succession
    let row: NamedRow

    func problem(
        _ code: String, _ column: String, _ message: String, hint: String?, severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        Diagnostic(file: row.file, mark: row.mark(column), severity: severity, code: code, message: message, hint: hint)
    }
}

/// What can be wrong between the rows of `successors.csv`, and between them and `units.csv`.
struct SuccessionRelations {
    private(set) var problems: [Diagnostic] = []
    private let rows: [LocatedSuccession]
    private let tree: UnitTree

    init(_ rows: [LocatedSuccession], units tree: UnitTree) {
        self.rows = rows
        self.tree = tree
        for row in rows { checkDays(of: row) }
        findDuplicates()
        findContradictions()
        findCircles()
    }

    /// Whether the units hold when the event says that they do.
    private mutating func checkDays(of located: LocatedSuccession) {
        let event = located.succession
        let (old, day) = (event.old, event.day)
        if event.event.keepsUnit {
            checkVersion(of: located)
            return
        }
        if tree.unit(old, on: day.advanced(by: -1)) == nil {
            problems.append(
                located.problem(
                    "old-not-holding", "old", "\"\(old)\" does not hold on the day before, \(day.advanced(by: -1).iso)",
                    hint: "an event ends a unit that is there: compare with its \"from\" and \"to\" in units.csv"))
        } else if event.transfer != .area, tree.unit(old, on: day) != nil {
            problems.append(
                located.problem(
                    "old-still-holds", "old", "\"\(old)\" still holds on \(day.iso), when it is said to have ended",
                    hint: "let its row in units.csv end with \"to\" = \(day.iso), or write the transfer \"area\""))
        }
        guard let new = event.new, new != old else { return }
        if tree.unit(new, on: day) == nil {
            problems.append(
                located.problem(
                    "new-not-holding", "new", "the successor \"\(new)\" does not hold on \(day.iso)",
                    hint: "its row in units.csv begins with \"from\" = \(day.iso) or earlier"))
        }
    }

    /// A unit that is renamed or moved is there before and after, in two versions.
    private mutating func checkVersion(of located: LocatedSuccession) {
        let event = located.succession
        if let new = event.new, new != event.old {
            problems.append(
                located.problem(
                    "another-unit", "new", "after a \(event.event.rawValue) \"\(event.old)\" is still the same unit",
                    hint: "leave \"new\" empty, or write \"merge\" for a unit that is replaced by another"))
        } else if !tree.versions(of: event.old).contains(where: { $0.from == event.day }) {
            problems.append(
                located.problem(
                    "no-new-version", "day",
                    "units.csv has no version of \"\(event.old)\" that begins on \(event.day.iso)",
                    hint: "end the old row on that day and add one that begins on it"))
        }
    }

    private struct Pair: Hashable {
        let day: Day
        let old: UnitCode
        let new: UnitCode?
    }

    private mutating func findDuplicates() {
        var lines: [Pair: Int] = [:]
        for row in rows {
            let pair = Pair(day: row.succession.day, old: row.succession.old, new: row.succession.new)
            if let line = lines[pair] {
                problems.append(
                    row.problem(
                        "duplicate-row", "old", "this event is on line \(line) already", hint: "remove one of them"))
            } else {
                lines[pair] = row.row.start.line
            }
        }
    }

    /// The rows of one unit and day belong together: what goes whole does not go in parts as well.
    private mutating func findContradictions() {
        let ends = rows.filter { !$0.succession.event.keepsUnit }
        let groups = Dictionary(grouping: ends) {
            Pair(day: $0.succession.day, old: $0.succession.old, new: nil)
        }
        for (pair, group) in groups where group.count > 1 {
            if let whole = group.first(where: { $0.succession.transfer == .whole }),
                let other = group.first(where: {
                    $0.succession.transfer != .area && $0.succession.new != whole.succession.new
                })
            {
                let (first, second) = whole.row.start < other.row.start ? (whole, other) : (other, whole)
                problems.append(
                    second.problem(
                        "whole-and-part", "transfer",
                        "\"\(pair.old)\" goes whole to one unit and to another as well, line \(first.row.start.line)",
                        hint: "write \"part\" on each row, or \"area\" where only land goes"))
            }
            let leads = group.filter(\.succession.isLead)
            for second in leads.dropFirst() {
                problems.append(
                    second.problem(
                        "two-leads", "lead",
                        "\"\(pair.old)\" has a successor in the lead on line \(leads[0].row.start.line) already",
                        hint: "one unit takes over what is open; leave \"lead\" empty at the others"))
            }
        }
    }

    /// On one day nothing can come back to where it went from. Each row is walked once.
    private mutating func findCircles() {
        var next: [Pair: [LocatedSuccession]] = [:]
        for row in rows where !row.succession.event.keepsUnit && row.succession.new != nil {
            next[Pair(day: row.succession.day, old: row.succession.old, new: nil), default: []].append(row)
        }
        var done: Set<Pair> = []
        for row in rows where !row.succession.event.keepsUnit {
            let start = Pair(day: row.succession.day, old: row.succession.old, new: nil)
            guard !done.contains(start) else { continue }
            var path = [start]
            var waiting = [next[start] ?? []]
            while !path.isEmpty {
                guard let step = waiting[waiting.count - 1].popLast(), let new = step.succession.new else {
                    done.insert(path.removeLast())
                    waiting.removeLast()
                    continue
                }
                let place = Pair(day: start.day, old: new, new: nil)
                if let begin = path.firstIndex(of: place) {
                    let circle = (path[begin...].map(\.old.text) + [new.text]).joined(separator: " → ")
                    problems.append(
                        step.problem(
                            "successor-circle", "new",
                            path.count - begin == 1
                                ? "\"\(new)\" is its own successor" : "the successors go round in a circle: \(circle)",
                            hint: "a unit that goes on under its own key is a \"rename\" or a \"re-parent\""))
                } else if !done.contains(place), next[place] != nil {
                    path.append(place)
                    waiting.append(next[place] ?? [])
                }
            }
        }
    }
}
