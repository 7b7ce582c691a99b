package import Almanac
package import Definition

/// One dated version of an organisation unit. The code is not the identity: after 1 July 2025 codes were given to
/// other units.
package struct OrganisationUnit: Hashable, Sendable {
    package var code: UnitCode
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
        phone: String? = nil, from: Day? = nil, to: Day? = nil
    ) {
        self.code = code
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
