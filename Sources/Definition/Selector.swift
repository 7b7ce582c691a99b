/// The code of an organisation unit as the site's files have it: `so-noi-vu`, `25504`.
///
/// Not its identity for ever: see `OrganisationUnit`.
package struct UnitCode: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
    package var description: String { text }

    package init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Names units: `{ units: [...] }`, `{ level: commune, under: huyen-tan-bien }`, `{ kind: department }`,
/// `{ cluster: khoi-xa }`, `except:`.
/// All conditions must hold; resolved as of a day, never as of today.
package struct Selector: Hashable, Sendable, Codable {
    package var units: [UnitCode]?
    package var level: Level?
    package var kind: String?
    package var under: UnitCode?
    package var cluster: String?
    package var except: [UnitCode] = []

    package init() {}

    package init(units: [UnitCode]) { self.units = units }
}

/// cấp: the order counts for the chain of command.
package enum Level: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case central, province, district, commune

    package static func < (a: Self, b: Self) -> Bool { allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)! }
}
