/// One kind of thing owed, and how much of it: `ít nhất 05`, `từ 01 đến 02`, `đúng 01`, `tùy tình hình`.
package struct ItemRule: Hashable, Sendable, Codable {
    /// `article`, `video`, `report`, `plan`, `nomination`, …: the words of the site.
    package var kind: String
    package var min: Int
    package var max: Int?
    /// Only these units owe it; nil: all.
    package var units: [UnitCode]?
    /// Only the units that it names owe it, as of the period; nil: all.
    package var audience: Selector?
    /// Only in periods of these years; nil: in all.
    package var years: [Int]?
    /// "tùy tình hình, điều kiện": never a shortfall, and no reminder beyond the invitation.
    package var isOptional = false
    package var counting: Counting = .files
    /// Only exemplars of these types count; nil: of all.
    package var types: [ExemplarType]?
    /// Only exemplars recognised at one of these levels count; nil: recognised or not.
    package var recognition: [Recognition]?

    package init(
        kind: String, min: Int, max: Int? = nil, units: [UnitCode]? = nil, audience: Selector? = nil,
        years: [Int]? = nil, isOptional: Bool = false, counting: Counting = .files, types: [ExemplarType]? = nil,
        recognition: [Recognition]? = nil
    ) {
        self.kind = kind
        self.min = min
        self.max = max
        self.units = units
        self.audience = audience
        self.years = years
        self.isOptional = isOptional
        self.counting = counting
        self.types = types
        self.recognition = recognition
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        kind = try fields.decode(String.self, forKey: .kind)
        min = try fields.decode(Int.self, forKey: .min)
        max = try fields.decodeIfPresent(Int.self, forKey: .max)
        units = try fields.decodeIfPresent([UnitCode].self, forKey: .units)
        audience = try fields.decodeIfPresent(Selector.self, forKey: .audience)
        years = try fields.decodeIfPresent([Int].self, forKey: .years)
        // Stores that were written before there were quotas say nothing of them.
        isOptional = try fields.decodeIfPresent(Bool.self, forKey: .isOptional) ?? false
        counting = try fields.decodeIfPresent(Counting.self, forKey: .counting) ?? .files
        types = try fields.decodeIfPresent([ExemplarType].self, forKey: .types)
        recognition = try fields.decodeIfPresent([Recognition].self, forKey: .recognition)
    }

    /// What is counted: each file, or each exemplar once, however many files tell of it.
    package enum Counting: String, Sendable, Codable, CaseIterable {
        case files, exemplars

        /// Nominations are of somebody; everything else is a file.
        static func usual(for kind: String) -> Counting {
            ["nomination", "introduction"].contains(kind) ? .exemplars : .files
        }
    }
}

/// An exemplar is "tập thể, cá nhân, hộ gia đình" (plan Trà Vinh 2023-2025).
package enum ExemplarType: String, Sendable, Codable, CaseIterable { case collective, individual, household }

/// At which level an exemplar, or its initiative, was recognised (công nhận).
package enum Recognition: String, Sendable, Codable, CaseIterable {
    case grassroots, commune, district, province, national
}
