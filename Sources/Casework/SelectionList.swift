import Definition
import Engine
package import Notation
package import Storage

/// The choices of a site, to read: what waits for a person, and what was chosen.
package struct SelectionList {
    private let entries: [(selection: Selection, ballots: [Ballot])]

    /// - Parameter named: `obligation`, `period`, `task` and `unit`, each of which may be left out.
    package init(in store: (any Store)?, named: JSON) throws {
        let selections: [Selection] = try (store?.records(kind: "selection", parent: nil, openOnly: false) ?? [])
            .map { try Sitting.decoded($0.body) }
        entries = try selections.filter { $0.isMeant(by: named) }.map { selection in
            let ballots: [Ballot] =
                try store?.records(kind: "ballot", parent: selection.key, openOnly: false)
                .map { try Sitting.decoded($0.body) } ?? []
            let unit = named["unit"].asString
            return (selection, ballots.filter { unit == nil || $0.unit == nil || $0.unit?.text == unit })
        }
    }

    package var json: JSON {
        .array(
            entries.flatMap { selection, ballots in
                ballots.map { ballot in
                    var facts = ballot.json
                    facts["obligation"] = .string(selection.obligation)
                    facts["period"] = .string(selection.period)
                    facts["task"] = .string(selection.task)
                    facts["min"] = .integer(selection.limits.min)
                    facts["max"] = selection.limits.max.map { .integer($0) } ?? nil
                    facts["excluded"] = .array((selection.excluded ?? []).map(\.json))
                    return facts
                }
            })
    }

    /// For people: a head for each choice, its numbered candidates below.
    package var lines: [String] {
        entries.flatMap { selection, ballots in
            ballots.flatMap { ballot in
                let whose = ballot.unitName.map { " – \($0)" } ?? ""
                let state =
                    ballot.decision.map {
                        "đã chọn, \(Wording.minutes($0.minutes.name)) (\($0.minutes.sha256.prefix(12))…)"
                    }
                    ?? "chọn \(selection.limits.words)"
                let head = "\(selection.title), \(Wording.periodName(selection.period))\(whose): \(state)"
                let notes = (selection.excluded ?? []).filter { excluded in
                    ballot.unit.map(excluded.proposers.contains) ?? true
                }
                return [head]
                    + ballot.candidates.enumerated().map { index, candidate in
                        let isChosen = ballot.decision?.numbers.contains(index + 1) == true
                        let units = candidate.unitNames.joined(separator: ", ")
                        return "  \(isChosen ? "✓" : " ") \(index + 1). \(candidate.name) – \(units)"
                    } + notes.map { "    – \($0.note)" }
            }
        }
    }
}
