import Almanac
import Definition

/// Whose an address is, so that one that belongs to nobody any more can be told.
struct MailboxTable: Sendable {
    private let units: [String: [OrganisationUnit]]
    private let roles: [String: [RoleHolder]]

    init(units: [OrganisationUnit], roles: [RoleHolder]) {
        self.units = Dictionary(grouping: units.filter { $0.mailbox != nil }) { $0.mailbox?.lowercased() ?? "" }
        self.roles = Dictionary(grouping: roles.filter { $0.mailbox != nil }) { $0.mailbox?.lowercased() ?? "" }
    }

    /// Whose it is on that day: the units and those whose posts have it, each once.
    func owners(of address: String, on day: Day) -> [UnitCode] {
        let address = address.lowercased()
        let codes =
            (units[address] ?? []).filter { $0.holds(on: day) }.map(\.code)
            + (roles[address] ?? []).filter { $0.holds(on: day) }.map(\.unit)
        var seen: Set<UnitCode> = []
        return codes.filter { seen.insert($0).inserted }
    }

    /// An address that stands in no file (the sender's own) is not the directory's to judge.
    func isRetired(_ address: String, on day: Day, holds: (UnitCode) -> Bool) -> Bool {
        let address = address.lowercased()
        let (owners, holders) = (units[address] ?? [], roles[address] ?? [])
        guard !owners.isEmpty || !holders.isEmpty else { return false }
        return !owners.contains { $0.holds(on: day) } && !holders.contains { $0.holds(on: day) && holds($0.unit) }
    }
}
