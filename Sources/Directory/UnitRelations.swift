import Almanac
import Definition
import Notation

/// A unit with the row that it was read from.
struct LocatedUnit {
    let unit: OrganisationUnit
    let row: NamedRow

    /// As numbers, so that "always" can be compared.
    var firstDay: Int { unit.from?.number ?? .min }
    var endDay: Int { unit.to?.number ?? .max }

    func problem(
        _ code: String, _ column: String, _ message: String, hint: String?, severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        Diagnostic(file: row.file, mark: row.mark(column), severity: severity, code: code, message: message, hint: hint)
    }
}

/// What can be wrong between the rows of `units.csv`: versions that overlap, parents that are missing, circles.
struct UnitRelations {
    private(set) var problems: [Diagnostic] = []
    private let units: [LocatedUnit]
    private let tree: UnitTree
    private let broken: Set<UnitCode>
    private var suggestions: CodeSuggestions

    /// - Parameter broken: the codes of rows that have mistakes: they are there, but nobody knows from when to when.
    init(_ units: [LocatedUnit], broken: Set<UnitCode> = []) {
        self.units = units
        self.broken = broken
        tree = UnitTree(units: units.map(\.unit), roles: [])
        suggestions = CodeSuggestions(among: tree.codes)
        findOverlaps()
        findOfficialCodes()
        findParents()
        findCircles()
    }

    private mutating func findOverlaps() {
        for (code, places) in tree.versionsByCode where places.count > 1 {
            let ordered = places.map { units[$0] }.sorted { ($0.firstDay, $0.row.start) < ($1.firstDay, $1.row.start) }
            var longest = ordered[0]
            for later in ordered.dropFirst() {
                let line = longest.row.start.line
                if (later.firstDay, later.endDay) == (longest.firstDay, longest.endDay) {
                    problems.append(
                        later.problem(
                            "duplicate-row", "code", "the code \"\(code)\" is on line \(line) already",
                            hint: "give each version its own \"from\" and \"to\", or remove one of them"))
                } else if later.firstDay < longest.endDay {
                    problems.append(
                        later.problem(
                            "overlapping-versions", "from",
                            "two versions of \"\(code)\" hold at the same time: this one and line \(line)",
                            hint:
                                "let line \(line) end with \"to\" = \(later.unit.from?.iso ?? "the day this one begins")"
                        ))
                }
                if later.endDay > longest.endDay { longest = later }
            }
        }
    }

    /// A code of the statistics office is given again, but never borne by two units on one day.
    private mutating func findOfficialCodes() {
        for (official, places) in tree.versionsByOfficial where places.count > 1 {
            let ordered = places.map { units[$0] }.sorted { ($0.firstDay, $0.row.start) < ($1.firstDay, $1.row.start) }
            var longest = ordered[0]
            for later in ordered.dropFirst() {
                if later.unit.code != longest.unit.code, later.firstDay < longest.endDay {
                    problems.append(
                        later.problem(
                            "official-twice", later.unit.official == nil ? "code" : "official",
                            "the official code \(official) is borne by two units at the same time: \"\(later.unit.code)\" and \"\(longest.unit.code)\", line \(longest.row.start.line)",
                            hint: "a code given to another unit begins with it on the day on which the other has ended"
                        ))
                }
                if later.endDay > longest.endDay { longest = later }
            }
        }
    }

    private mutating func findParents() {
        /// The days of each parent's versions; many units have the same.
        var spansByCode: [UnitCode: [(from: Int, to: Int)]] = [:]
        for located in units {
            guard let parent = located.unit.parent, !broken.contains(parent) else { continue }
            guard let versions = tree.versionsByCode[parent] else {
                let suggestion = suggestions.nearest(to: parent)
                problems.append(
                    located.problem(
                        "unknown-parent", "parent", "there is no unit \"\(parent)\" in this file",
                        hint: suggestion ?? "add a row for it, or leave the parent empty"))
                continue
            }
            // The parent's days, one version after the other, must reach over the child's.
            var covered = located.firstDay
            let spans =
                spansByCode[parent]
                ?? versions.map { units[$0] }.map { (from: $0.firstDay, to: $0.endDay) }
                .sorted { $0 < $1 }
            spansByCode[parent] = spans
            for (from, to) in spans where from <= covered { covered = max(covered, to) }
            if covered < located.endDay {
                let gap = covered == .min ? "before its first day" : "on \(Day(number: covered).iso)"
                problems.append(
                    located.problem(
                        "parent-gone", "parent",
                        "the parent \"\(parent)\" does not hold \(gap), when \"\(located.unit.code)\" does",
                        hint:
                            "from that day \"\(located.unit.code)\" is under nobody; give it a version with its new parent",
                        severity: .warning))
            }
        }
    }

    /// A circle of a day begins on the first day of one of its units: so each unit is looked at on its first day.
    private mutating func findCircles() {
        var told: Set<Set<UnitCode>> = []
        for located in units {
            let day = located.unit.from ?? Day(number: -719_162)
            var path = [located.unit.code]
            var above = located.unit.parent
            while let code = above, code != located.unit.code, path.count <= UnitTree.deepest, !path.contains(code) {
                path.append(code)
                above = tree.unit(code, on: day)?.parent
            }
            if above == located.unit.code {
                guard told.insert(Set(path)).inserted else { continue }
                let circle = (path + [located.unit.code]).map(\.text).joined(separator: " → ")
                let message =
                    path.count == 1
                    ? "\"\(path[0])\" is its own parent"
                    : "\"\(path[0])\" and \"\(path[1])\" are each above the other: \(circle)"
                problems.append(
                    located.problem("parent-circle", "parent", message, hint: "one of them has another parent"))
            } else if above != nil, path.count > UnitTree.deepest {
                problems.append(
                    located.problem(
                        "too-deep", "parent",
                        "\"\(located.unit.code)\" is more than \(UnitTree.deepest) steps below the top", hint: nil))
            }
        }
    }
}
