package import Almanac
import Definition
import Directory
package import Notation

/// Nơi nhận of the plan, line by line: whom each reaches on a day, and in how many copies.
package struct DistributionList {
    private let lines: [(addressee: Addressee, units: [OrganisationUnit])]

    package init(of office: Office, on day: Day? = nil) {
        let day = day ?? office.plan?.issued ?? office.plan?.validFrom ?? Day(number: 0)
        lines = (office.plan?.recipients ?? []).map { addressee in
            (addressee, addressee.selector.map { office.tree.units(matching: $0, on: day) } ?? [])
        }
    }

    package var json: JSON {
        .array(
            lines.map { addressee, units in
                [
                    "text": .string(addressee.text), "copies": .integer(addressee.copies),
                    "units": .array(units.map { .string($0.code.text) }),
                    "names": .array(units.map { .string($0.name) }),
                ]
            })
    }

    /// Vietnamese first.
    package var table: [[String]] {
        [["Nơi nhận", "Số bản", "Số nơi", "Gửi đến"]]
            + lines.map { addressee, units in
                let names = units.prefix(3).map(\.name).joined(separator: ", ")
                return [
                    addressee.text, Wording.twoDigits(addressee.copies), Wording.twoDigits(units.count),
                    units.isEmpty ? "–" : units.count > 3 ? "\(names), …" : names,
                ]
            }
    }
}
