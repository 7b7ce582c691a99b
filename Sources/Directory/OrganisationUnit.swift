package import Almanac
package import Definition

/// One dated version of an organisation unit. Rows of one code are versions of one unit.
package struct OrganisationUnit: Hashable, Sendable {
    /// The site's own key of the unit, never given to another: the identity.
    package var code: UnitCode
    /// The statistics office's code, which may be given to another unit later: 25510 was Xã Mỏ Công until 30/6/2025
    /// and is Xã Trà Vong from 1/7/2025.
    package var official: String?
    package var name: String
    package var level: Level?
    /// `people-committee`, `department`, `press`, `party`, `front`, `enterprise`, `school`, …: the words of the site.
    package var kind: String
    package var parent: UnitCode?
    package var clusters: [String]
    package var mailbox: String?
    package var phone: String?
    /// The first day of this version; nil: always.
    package var from: Day?
    /// The first day on which it no longer holds; nil: still holds.
    package var to: Day?

    package init(
        code: UnitCode, name: String, level: Level?, kind: String, parent: UnitCode?, clusters: [String] = [],
        mailbox: String? = nil,
        phone: String? = nil, from: Day? = nil, to: Day? = nil, official: String? = nil
    ) {
        self.code = code
        self.official = official
        self.name = name
        self.level = level
        self.kind = kind
        self.parent = parent
        self.clusters = clusters
        self.mailbox = mailbox
        self.phone = phone
        self.from = from
        self.to = to
    }
}

/// Who holds which post from when to when. `post` is `contact`, `head`, `council-member`, …
package struct RoleHolder: Hashable, Sendable {
    package var unit: UnitCode
    package var post: String
    package var name: String
    package var mailbox: String?
    package var phone: String?
    /// The cluster that a council member is in charge of.
    package var cluster: String?
    package var from: Day?
    package var to: Day?

    package init(
        unit: UnitCode, post: String, name: String, mailbox: String? = nil, phone: String? = nil,
        cluster: String? = nil, from: Day? = nil,
        to: Day? = nil
    ) {
        self.unit = unit
        self.post = post
        self.name = name
        self.mailbox = mailbox
        self.phone = phone
        self.cluster = cluster
        self.from = from
        self.to = to
    }
}

extension OrganisationUnit {
    /// A key that is a number is the official code of a site that has no column for it.
    package var officialCode: String? {
        official ?? (code.text.utf8.allSatisfy { (48...57).contains($0) } ? code.text : nil)
    }

    private static let territories = [
        "Tỉnh", "Thành phố", "Huyện", "Quận", "Thị xã", "Xã", "Phường", "Thị trấn", "Đặc khu",
    ]

    /// As it is written to: the official lists name the territory (`Tỉnh Đồng Nai`), letters its committee
    /// (`UBND tỉnh Đồng Nai`).
    package var salutation: String {
        guard kind == OrganisationUnit.committee,
            OrganisationUnit.territories.contains(where: { name.hasPrefix("\($0) ") })
        else { return name }
        return OrganisationUnit.committeeName(of: name)
    }

    package static let committee = "people-committee"

    static func committeeName(of territory: String) -> String {
        "UBND \(territory.prefix(1).lowercased())\(territory.dropFirst())"
    }
}
