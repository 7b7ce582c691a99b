import Almanac
import Definition
package import Directory
import Engine
package import Notation
package import Storage

/// Everything that an event about units would do to a site: shown before it is done.
package struct UnitEventEffects {
    /// One kind of effect: what it is called for people and for machines, and each of its matters.
    package struct Section {
        package let key: String
        package let title: String
        package let lines: [String]
    }

    package private(set) var sections: [Section] = []
    private let draft: UnitEventDraft
    private let office: Office
    /// The directory as it would be.
    private let tree: UnitTree

    /// - Parameter tree: the directory with the draft in it.
    package init(
        of draft: UnitEventDraft, tree: UnitTree, site: SiteFolder, office: Office, in store: (any Store)?
    ) throws {
        self.draft = draft
        self.office = office
        self.tree = tree
        let ended = Set(draft.ended.map(\.code))
        add("rowsEnded", "Đơn vị kết thúc (units that end)", draft.ended.map { "\($0.code) \($0.name)" })
        add("rowsBegun", "Đơn vị bắt đầu (units that begin)", draft.begun.map { "\($0.code) \($0.name)" })
        add("successors", "Kế thừa (successors)", draft.events.map(line))
        addPosts()
        add("orphans", "Đơn vị mất cấp trên (units left without a superior)", orphans(ended))
        try addAssignments(ended, in: store)
        try addCollections(ended, in: store)
        add(
            "named", "Nơi còn nêu tên (named in the site's files)",
            site.references.filter { $0.kind == .unit && ended.contains(UnitCode($0.name)) }.map {
                "\($0.file):\($0.mark.line):\($0.mark.column): \($0.name)"
            })
    }

    private mutating func add(_ key: String, _ title: String, _ lines: [String]) {
        if !lines.isEmpty { sections.append(Section(key: key, title: title, lines: lines)) }
    }

    private func line(_ event: Succession) -> String {
        let heir = event.new.map { " → \($0) \(tree.unit($0, on: event.day)?.name ?? "")" } ?? ""
        return
            "\(event.event.vietnamese) (\(event.event.rawValue)) \(event.old)\(heir)\(event.isLead ? " (kế thừa chính, lead)" : "")"
    }

    /// Posts and addresses that are used no more.
    private mutating func addPosts() {
        let before = draft.day.advanced(by: -1)
        let posts = draft.ended.flatMap { unit in office.tree.posts(of: unit.code, on: before) }
        add(
            "postsEnded", "Chức danh kết thúc (posts that end)",
            posts.map { "\($0.unit) \($0.post): \($0.name)\($0.mailbox.map { " <\($0)>" } ?? "")" })
        let addresses = (draft.ended.compactMap(\.mailbox) + posts.compactMap(\.mailbox)).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        add(
            "mailboxesRetired", "Hộp thư không dùng nữa (mailboxes never used again)",
            addresses.filter { tree.isRetired(mailbox: $0, on: draft.day) })
    }

    private func orphans(_ ended: Set<UnitCode>) -> [String] {
        tree.codes.compactMap { tree.unit($0, on: draft.day) }
            .filter { $0.parent.map(ended.contains) ?? false }.map { "\($0.code) \($0.name)" }
    }

    /// What is open today: it may be answered before the day comes.
    private mutating func addAssignments(_ ended: Set<UnitCode>, in store: (any Store)?) throws {
        var groups: [String: [String]] = [:]
        for code in ended.sorted() {
            let open = try store?.records(kind: "assignment", keyPrefix: "\(code)/", openOnly: true) ?? []
            let (key, what) = fate(of: code)
            groups[key, default: []] += try open.map { row in
                let one: Assignment = try Sitting.decoded(row.body)
                return "\(one.code), \(one.unitName), \(one.deadline.reading)\(what)"
            }
        }
        add("assignmentsHandedOver", "Đầu việc bàn giao (open assignments handed over)", groups["over"] ?? [])
        add("assignmentsHeld", "Đầu việc tạm giữ, chờ chỉ định (held until a successor is named)", groups["held"] ?? [])
        add("assignmentsCancelled", "Đầu việc hủy (cancelled)", groups["gone"] ?? [])
    }

    private func fate(of code: UnitCode) -> (key: String, words: String) {
        switch tree.inheritance(of: code, on: draft.day) {
        case .passed(let heir, _): ("over", " → \(heir)")
        case .dissolved: ("gone", "")
        case .own, .undecided, .unrecorded: ("held", "")
        }
    }

    private mutating func addCollections(_ ended: Set<UnitCode>, in store: (any Store)?) throws {
        let open = try store?.records(kind: "collection", parent: nil, openOnly: true) ?? []
        let running = try open.map { try Sitting.decoded($0.body) as Collection }.filter { ended.contains($0.rule.to) }
        func words(_ code: UnitCode) -> String {
            let (key, heir) = fate(of: code)
            return key == "over" ? heir : " → cần chỉ định (a collector must be named)"
        }
        add(
            "collections", "Nơi tiếp nhận phải thay (open collections that change hands)",
            running.map { "\($0.key): \($0.rule.to)\(words($0.rule.to))" })
        add(
            "obligations", "Nhiệm vụ có nơi tiếp nhận kết thúc (obligations collected by a unit that ends)",
            (office.plan?.obligations ?? []).filter { ended.contains($0.to) }.map {
                "\($0.code): \($0.to)\(words($0.to))"
            })
    }

    package var json: JSON {
        .object(Members(sections.map { ($0.key, .array($0.lines.map { .string($0) })) }))
    }
}
