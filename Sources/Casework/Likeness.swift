import Almanac
import Definition
import Engine

/// The same exemplar, or the same bytes, from two units: kept and counted for both, and told to the collector to decide.
struct Likeness: Codable, Hashable {
    let collection: String
    /// Tells what is alike: the identity of an exemplar, or the hash of a file.
    let mark: String
    /// As people name it: `Nguyễn Văn A (cá nhân)`, `tệp “bai-1.docx”`.
    let words: String

    /// So many units are named; that there are more helps nobody to decide.
    private static let mostUnits = 20

    /// Who has sent it is kept under what it is, so that the second unit finds the first without asking all.
    static func note(
        _ assignment: Assignment, _ submitted: Submitted, in sitting: Sitting
    ) throws -> [(likeness: Likeness, units: [String])] {
        var found: [(Likeness, [String])] = []
        for likeness in marks(of: assignment, submitted) {
            var units = try likeness.units(in: sitting)
            if !units.contains(assignment.unit), units.count < mostUnits {
                units.append(assignment.unit)
                try sitting.save(units, "alike", likeness.key, parent: likeness.collection, isSettled: true)
            }
            if let others = try likeness.confirmed(in: sitting, except: assignment.unit) {
                found.append((likeness, others))
            }
        }
        return found
    }

    /// The units that still hold it, when they are two or more; with one left out, when there is any other.
    func confirmed(in sitting: Sitting, except unit: UnitCode? = nil) throws -> [String]? {
        let units = try units(in: sitting)
        guard units.count > 1 else { return nil }
        let parts = collection.split(separator: "/").map(String.init)
        let obligation = parts.dropLast().joined(separator: "/")
        let holders = try units.filter { $0 != unit }.compactMap {
            try sitting.assignment(Assignment.key($0, obligation, parts.last ?? ""))
        }.filter { $0.holds(mark) }
        return holders.count > (unit == nil ? 1 : 0) ? holders.map(\.unitName) : nil
    }

    private var key: String { "\(collection)/\(mark)" }

    private func units(in sitting: Sitting) throws -> [UnitCode] {
        try sitting.load([UnitCode].self, "alike", key) ?? []
    }

    /// One bundle that an office sends for several units is not a coincidence.
    private static func marks(of assignment: Assignment, _ submitted: Submitted) -> [Likeness] {
        let exemplars = (submitted.exemplars ?? []).filter { assignment.holds($0.identity) }.map {
            Likeness(collection: assignment.collection, mark: $0.identity, words: $0.words)
        }
        guard submitted.sender == nil else { return exemplars }
        let files = submitted.submittedFiles.filter { $0.size > 0 && $0.kind != SubmittedFile.declaration }.map {
            Likeness(collection: assignment.collection, mark: $0.sha256, words: "tệp “\($0.name)”")
        }
        return exemplars + files
    }

    /// All that is alike in a collection, at once: each with the units that hold it.
    static func list(_ assignments: [Assignment]) -> [(words: String, units: [String])] {
        var holders: [String: (words: String, units: [String])] = [:]
        for assignment in assignments {
            for nomination in assignment.nominations ?? [] {
                holders[nomination.exemplar.identity, default: (nomination.exemplar.words, [])].units.append(
                    assignment.unitName)
            }
            for piece in assignment.allPieces
            where piece.sender == nil && piece.size > 0 && piece.kind != SubmittedFile.declaration {
                holders[piece.sha256, default: ("tệp “\(piece.name)”", [])].units.append(assignment.unitName)
            }
        }
        return holders.values.filter { $0.units.count > 1 }.sorted { $0.words < $1.words }
    }
}

extension Assignment {
    /// It has that exemplar, or a file of that content.
    func holds(_ mark: String) -> Bool {
        nominations?.contains { $0.exemplar.identity == mark } == true || allPieces.contains { $0.sha256 == mark }
    }
}

extension Submissions {
    /// The same from two units is taken from both; the collector is told, and no unit is told of another.
    func flag(
        _ assignment: Assignment, _ submitted: Submitted, _ collection: Collection, in sitting: Sitting
    ) throws -> [String] {
        let found = try Likeness.note(assignment, submitted, in: sitting)
        guard !found.isEmpty else { return [] }
        let day = office.zone.day(of: office.sendingMoment(from: sitting.now))
        for mailbox in Addressing(office: office, day: day).contact(of: collection.rule.to) {
            for (likeness, _) in found {
                try Digests(office: office).add(.alike(likeness), to: mailbox, in: sitting)
            }
        }
        return found.map { "\($0.likeness.words): \($0.units.joined(separator: ", "))" }
    }
}
