import Almanac
import Definition
import Directory

/// Who is written to: posts are looked up on the day of sending, so that a successor is addressed and a dissolved unit is not.
struct Addressing {
    let office: Office
    let day: Day

    /// The unit's contact, or its own mailbox.
    func contact(of unit: UnitCode) -> [Mailbox] { holders(of: "contact", in: unit) }

    func mailboxes(of target: RungTarget, for unit: UnitCode, collector: UnitCode) -> [Mailbox] {
        switch target {
        case .role(let post): holders(of: post, in: unit)
        case .superior:
            office.tree.superior(of: unit, on: day).map { holders(of: "head", in: $0.code) } ?? contact(of: collector)
        case .councilMember: clusterHolders(of: UnitTree.councilMember, for: unit)
        case .clusterLead: clusterHolders(of: UnitTree.clusterLead, for: unit)
        case .collector: contact(of: collector)
        case .unit(let code): contact(of: office.heir(of: code, on: day) ?? code)
        }
    }

    private func holders(of post: String, in code: UnitCode) -> [Mailbox] {
        guard let unit = office.tree.unit(code, on: day) else { return [] }
        let holders = office.tree.holders(of: post, in: code, on: day)
        if holders.isEmpty { return [Mailbox(name: unit.salutation, address: unit.mailbox)] }
        return holders.map { holder in
            return Mailbox(
                name: tells(holder.name, unit.salutation) ? holder.name : "\(holder.name), \(unit.salutation)",
                address: holder.mailbox ?? unit.mailbox)
        }
    }

    /// "Giám đốc Sở Nội vụ" has told its unit, and "Chủ tịch UBND tỉnh" that of a province: it ends as the unit begins.
    private func tells(_ post: String, _ unit: String) -> Bool {
        let name = unit.replacing("Ủy ban nhân dân", with: "UBND").lowercased()
        let post = post.replacing("Ủy ban nhân dân", with: "UBND").lowercased()
        guard !post.contains(name) else { return true }
        let words = post.split(separator: " ")
        return words.indices.dropLast().contains { name.hasPrefix("\(words[$0...].joined(separator: " ")) ") }
    }

    /// Who holds a post of the unit's clusters: the council's members in charge of them, or their leads, who may belong to
    /// a unit outside the tree; where none is named, the superior. Nobody is told twice, and no unit presses itself.
    private func clusterHolders(of post: String, for code: UnitCode) -> [Mailbox] {
        let clusters = office.tree.unit(code, on: day)?.clusters ?? []
        let holders = clusters.flatMap { office.tree.holders(of: post, ofCluster: $0, on: day) }
            // A post of a unit that has ended is nobody's.
            .filter { office.tree.unit($0.unit, on: day) != nil }
        guard !holders.isEmpty else {
            return office.tree.superior(of: code, on: day).map { self.holders(of: "head", in: $0.code) } ?? []
        }
        var seen: Set<Mailbox> = []
        return holders.filter { post != UnitTree.clusterLead || $0.unit != code }.map { holder in
            Mailbox(name: holder.name, address: holder.mailbox ?? office.tree.unit(holder.unit, on: day)?.mailbox)
        }.filter { seen.insert($0).inserted }
    }
}

extension RungTarget {
    /// As administrators write it: a post, or the code of a unit.
    init(word: String) {
        self =
            switch word {
            case "contact", "head": .role(word)
            case "superior": .superior
            case "council-member": .councilMember
            case "cluster-lead": .clusterLead
            case "collector": .collector
            default: .unit(UnitCode(word))
            }
    }
}
