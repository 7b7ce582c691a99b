import Definition
import Engine
import Notation

/// By which letters the units of a collection have been pressed. Ten thousand mails ask for it in one turn: it is a fact of
/// its own, read once, and a unit is looked for among sorted ones.
struct Urging: Codable {
    struct Letter: Codable {
        let name: String
        let citation: String
        /// In order.
        let units: [UnitCode]

        func presses(_ unit: UnitCode) -> Bool {
            var (low, high) = (0, units.count)
            while low < high {
                let middle = (low + high) / 2
                if units[middle] < unit { low = middle + 1 } else { high = middle }
            }
            return low < units.count && units[low] == unit
        }
    }

    /// The latest last.
    private(set) var letters: [Letter] = []

    private static let kind = "urging"

    /// The latest by which that unit was pressed for that duty.
    static func letter(pressing assignment: Assignment, in sitting: Sitting) throws -> Letter? {
        try sitting.load(Urging.self, kind, assignment.collection)?.letters.last { $0.presses(assignment.unit) }
    }

    /// A letter has gone out, or its number was corrected.
    static func note(_ letter: DraftedLetter, in sitting: Sitting) throws {
        guard let collection = letter.collection, let citation = letter.citation, !letter.units.isEmpty else { return }
        var urging = try sitting.load(Urging.self, kind, collection) ?? Urging()
        let entry = Letter(name: letter.name, citation: citation, units: letter.units.sorted())
        if let place = urging.letters.firstIndex(where: { $0.name == letter.name }) {
            urging.letters[place] = entry
        } else {
            urging.letters.append(entry)
        }
        try sitting.save(urging, kind, collection, isSettled: true)
    }
}
