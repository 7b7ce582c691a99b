import Almanac
import Engine
import Definition
import Notation
import Storage

/// The chain of plans as it stands: who has issued one, who has not and since when, level below level.
package struct ChainTree {
    /// One unit with what stands below it.
    struct Branch {
        let link: ChainLink
        let assignment: Assignment?
        let below: [Branch]
    }

    private let zone: Zone
    private let now: Instant
    private let roots: [(chain: Chain, branches: [Branch])]

    init(in store: (any Store)?, of office: Office, at now: Instant) throws {
        zone = office.zone
        self.now = now
        let chains =
            try store?.records(kind: "chain", parent: nil, openOnly: false)
            .map { try Sitting.decoded($0.body) as Chain } ?? []
        guard let store, !chains.isEmpty else {
            roots = []
            return
        }
        let links = try store.records(kind: "link", parent: nil, openOnly: false)
            .map { try Sitting.decoded($0.body) as ChainLink }
        let linksByChain = Dictionary(grouping: links, by: \.chain)
        let chainsByParent = Dictionary(grouping: chains, by: { $0.parent ?? "" })
        func branches(of chain: Chain) throws -> [Branch] {
            try (linksByChain[chain.key] ?? []).map { link in
                let row = try store.record(kind: "assignment", key: link.key)
                return Branch(
                    link: link, assignment: try row.map { try Sitting.decoded($0.body) as Assignment },
                    below: try (chainsByParent[link.key] ?? []).flatMap { try branches(of: $0) })
            }
        }
        roots = try (chainsByParent[""] ?? []).map { ($0, try branches(of: $0)) }
    }

    package var isEmpty: Bool { roots.isEmpty }

    var json: JSON {
        .array(
            roots.map { chain, branches in
                ["document": chain.document.json, "units": .array(branches.map(json))]
            })
    }

    private func json(of branch: Branch) -> JSON {
        [
            "unit": .string(branch.link.unit.text), "name": .string(branch.link.unitName),
            "state": .string(state(of: branch)), "document": branch.link.document?.json ?? .null,
            "since": .string(branch.link.since.iso), "elapsedDays": .integer(elapsedDays(of: branch)),
            "isDirect": .bool(branch.link.isDirect), "units": .array(branch.below.map(json)),
        ]
    }

    /// `issued`, `late` (issued, but after its day), `overdue`, `waiting`, `waived`.
    private func state(of branch: Branch) -> String {
        if branch.link.document != nil { return branch.assignment?.cameLate == true ? "late" : "issued" }
        guard let assignment = branch.assignment else { return "waiting" }
        if case .waived = assignment.stage { return "waived" }
        return assignment.isOverdue(at: now) ? "overdue" : "waiting"
    }

    private func elapsedDays(of branch: Branch) -> Int {
        max(0, zone.day(of: branch.assignment?.completedAt ?? now).number - branch.link.since.number)
    }

    /// For people, drawn with lines.
    package var text: String {
        roots.map { chain, branches in
            ([chain.document.words] + lines(of: branches, indentedBy: "")).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private func lines(of branches: [Branch], indentedBy indent: String) -> [String] {
        branches.enumerated().flatMap { place, branch in
            let isLast = place == branches.count - 1
            let line = "\(indent)\(isLast ? "└ " : "├ ")\(branch.link.unitName): \(words(for: branch))"
            return [line] + lines(of: branch.below, indentedBy: indent + (isLast ? "  " : "│ "))
        }
    }

    private func words(for branch: Branch) -> String {
        var words: String
        switch state(of: branch) {
        case "issued", "late":
            let document = branch.link.document
            words = "đã ban hành \(document?.symbol.map { "số \($0)" } ?? "(chưa rõ số)")"
            if let date = document?.date { words += " ngày \(date.vietnamese)" }
            if branch.assignment?.cameLate == true { words += ", quá hạn" }
        case "waived": words = "được miễn"
        case "overdue": words = "chưa ban hành, quá hạn; đã \(elapsedDays(of: branch)) ngày"
        default: words = "chưa ban hành, đã \(elapsedDays(of: branch)) ngày"
        }
        return branch.link.isDirect ? words + " (giao trực tiếp)" : words
    }
}
