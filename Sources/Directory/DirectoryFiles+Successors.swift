import Almanac
import Definition
package import Notation

extension DirectoryFiles {
    static let successorColumns = ["event", "day", "old", "new", "transfer", "lead"]

    /// Reads `successors.csv`.
    ///
    /// - Parameter units: the units that the events are about.
    package static func successors(_ source: SourceText, units: UnitTree) -> ([Succession], [Diagnostic]) {
        let table = NamedRows(source, columns: successorColumns, required: ["event", "day", "old"])
        var problems = table.problems
        var located: [LocatedSuccession] = []
        var suggestions = CodeSuggestions(among: units.codes)
        for var row in table.rows {
            let succession = succession(&row, units: units, &suggestions)
            problems += row.problems
            if let succession, !row.problems.contains(where: { $0.severity == .error }) {
                located.append(LocatedSuccession(succession: succession, row: row))
            }
        }
        problems += SuccessionRelations(located, units: units).problems
        return (located.map(\.succession), told(problems, in: source.file))
    }

    private static func succession(
        _ row: inout NamedRow, units: UnitTree, _ suggestions: inout CodeSuggestions
    ) -> Succession? {
        let event = word("event", &row, Succession.Event.self, eventWords)
        let day = row.day("day")
        if row.text("day") == nil { _ = row.required("day") }
        let old = UnitCode(row.required("old"))
        let new = row.text("new").map { UnitCode($0) }
        let transfer = word("transfer", &row, Succession.Transfer.self, transferWords)
        let isLead = isLead(&row)
        for (column, code) in [("old", old), ("new", new)] {
            guard let code, !code.text.isEmpty, !units.knows(code) else { continue }
            row.problem(
                "unknown-unit", column, "there is no unit \"\(code)\" in units.csv", hint: suggestions.nearest(to: code)
            )
        }
        guard let event, let day, let isLead else { return nil }
        if new == nil, !event.keepsUnit, event != .dissolve {
            row.problem(
                "missing-value", "new", "a \(event.rawValue) needs its successor under \"new\"",
                hint: "where nothing follows, the event is \"dissolve\"")
        }
        if event == .dissolve, new != nil {
            row.problem(
                "dissolved-into", "new", "a unit that is dissolved has no successor",
                hint: "where its duties go on elsewhere, the event is \"merge\" or \"split\"")
        }
        return Succession(
            event: event, day: day, old: old, new: new, transfer: transfer ?? (event == .split ? .part : .whole),
            isLead: isLead)
    }

    private static let eventWords = [
        "sáp nhập": "merge", "nhập": "merge", "hợp nhất": "merge", "chia": "split", "tách": "split",
        "chia tách": "split", "đổi tên": "rename", "giải thể": "dissolve", "thay đổi cấp": "level",
        "chuyển cấp": "level", "reparent": "re-parent",
    ]
    private static let transferWords = [
        "toàn bộ": "whole", "một phần": "part", "diện tích": "area", "area_only": "area", "area-only": "area",
    ]

    private static func word<Word: RawRepresentable & CaseIterable>(
        _ column: String, _ row: inout NamedRow, _ type: Word.Type, _ meant: [String: String]
    ) -> Word? where Word.RawValue == String {
        guard let text = row.text(column) else {
            if column == "event" { _ = row.required(column) }
            return nil
        }
        if let word = Word(rawValue: text.lowercased()) { return word }
        let known = Word.allCases.map(\.rawValue)
        row.problem(
            "unknown-\(column)", column, "there is no \(column) \"\(text)\"",
            hint: meant[text.lowercased()].map { "write \"\($0)\"" } ?? Diagnostic.suggestion(for: text, among: known)
                ?? "write \(known.joined(separator: ", "))")
        return nil
    }

    private static func isLead(_ row: inout NamedRow) -> Bool? {
        switch row.text("lead")?.lowercased() {
        case nil, "no": return false
        case "yes", "x", "có": return true
        default:
            row.problem(
                "bad-lead", "lead", "\"lead\" is \"yes\" or empty, not \"\(row.text("lead") ?? "")\"",
                hint: "write \"yes\" at the one successor that a person has named")
            return nil
        }
    }
}
