package import Almanac
package import Definition
import Directory
import Notation

/// Who may still be proposed for reward: "Không khen thưởng với cơ quan, tổ chức, đơn vị đã giải thể sau sắp xếp tổ chức bộ
/// máy" (Thông tư 15/2025/TT-BNV). A list that is drafted on or after 1 July 2025 leaves out what has ended by then.
struct RewardLaw {
    let office: Office
    let day: Day
    /// The units that have borne a name, by the name as it is compared.
    private let bearers: [String: [UnitCode]]

    private static let inForce = Day(clamping: 1, month: 7, year: 2025)

    /// Nil when a list of that day is not bound by it.
    init?(of office: Office, at now: Instant) {
        let day = office.zone.day(of: now)
        guard day >= RewardLaw.inForce else { return nil }
        self.office = office
        self.day = day
        var bearers: [String: [UnitCode]] = [:]
        for code in office.tree.codes {
            let names = Set(office.tree.versions(of: code).flatMap { [$0.name, $0.salutation] }.map(RewardLaw.plain))
            for name in names { bearers[name, default: []].append(code) }
        }
        self.bearers = bearers
    }

    /// Nil for a unit that holds on that day.
    func exclusion(of unit: UnitCode) -> Exclusion? {
        guard let ended = office.tree.inheritance(of: unit, on: day).day else { return nil }
        return Exclusion(unit: unit, name: office.unitName(unit, on: day), endedOn: ended)
    }

    /// A collective that is itself a unit which has ended. A person whom an ended unit has put forward is still a person,
    /// and a name that another unit bears by now is that one's.
    func exclusion(of exemplar: Exemplar) -> Exclusion? {
        guard exemplar.type == .collective, let codes = bearers[RewardLaw.plain(exemplar.name)] else { return nil }
        let ended = codes.map(exclusion)
        guard !ended.contains(where: { $0 == nil }) else { return nil }
        return ended.compactMap { $0 }.max { $0.endedOn < $1.endedOn }
    }

    /// Of a file without a declaration nobody knows more than who sent it: it stands for its units.
    func exclusion(of candidate: Candidate) -> Exclusion? {
        if let exemplar = candidate.exemplar { return exclusion(of: exemplar) }
        let ended = candidate.units.map(exclusion)
        guard !ended.contains(where: { $0 == nil }) else { return nil }
        return ended.compactMap { $0 }.first
    }

    /// "Ủy ban nhân dân xã Tân Bình" and "UBND xã Tân Bình" are one.
    private static func plain(_ name: String) -> String {
        Exemplar.tidied(name).lowercased().replacing("uỷ ban", with: "ủy ban").replacing(
            "ủy ban nhân dân", with: "ubnd")
    }
}

/// Somebody who is left out of a proposal for reward, and why.
package struct Exclusion: Hashable, Sendable, Codable {
    /// The unit that has ended.
    package let unit: UnitCode
    package let name: String
    package let endedOn: Day
    /// Who had put it forward; empty where it stood in a list of units.
    var proposers: [UnitCode] = []

    /// For the list.
    package var note: String {
        "không đề nghị khen thưởng: \(name) đã kết thúc hoạt động từ ngày \(endedOn.vietnamese) do sắp xếp tổ chức bộ máy (Thông tư 15/2025/TT-BNV)"
    }

    var json: JSON {
        [
            "unit": .string(unit.text), "name": .string(name), "endedOn": .string(endedOn.iso), "note": .string(note),
        ]
    }
}

extension Selection {
    /// Keeps who is left out, each once, and gives back the others.
    mutating func screen(_ candidates: [Candidate], _ law: RewardLaw?) -> [Candidate] {
        guard let law else { return candidates }
        return candidates.filter { candidate in
            guard var exclusion = law.exclusion(of: candidate) else { return true }
            exclusion.proposers = candidate.units
            if excluded?.contains(exclusion) != true { excluded = (excluded ?? []) + [exclusion] }
            return false
        }
    }
}
