package import Almanac
package import Definition

/// All units and posts of a site, asked as of a day. Built once, read only; answers in time that does not grow with the number of units.
package struct UnitTree: Sendable {
    package init(units: [OrganisationUnit], roles: [RoleHolder]) { fatalError("contract") }

    /// The version of that unit that holds on that day.
    package func unit(_ code: UnitCode, on day: Day) -> OrganisationUnit? { fatalError("contract") }

    /// True when the code holds on any day.
    package func knows(_ code: UnitCode) -> Bool { fatalError("contract") }

    package var codes: [UnitCode] { fatalError("contract") }
    package var clusters: Set<String> { fatalError("contract") }
    package var kinds: Set<String> { fatalError("contract") }

    /// In the order of the file.
    package func units(matching selector: Selector, on day: Day) -> [OrganisationUnit] { fatalError("contract") }

    /// Who holds that post of that unit on that day, in the order of the file.
    package func holders(of post: String, in unit: UnitCode, on day: Day) -> [RoleHolder] { fatalError("contract") }

    /// The council members in charge of a cluster on that day.
    package func councilMembers(of cluster: String, on day: Day) -> [RoleHolder] { fatalError("contract") }

    /// The unit one step up, as of that day.
    package func superior(of code: UnitCode, on day: Day) -> OrganisationUnit? { fatalError("contract") }
}
