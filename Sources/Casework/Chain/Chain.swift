import Almanac
import Definition
import Directory
import Engine
import Notation

/// A plan on its way down: from one document to the units one level below it.
struct Chain: Codable {
    /// The key of the collection in which the units' plans are owed.
    let key: String
    let rule: CascadeRule
    /// What is handed down.
    let document: ChainDocument
    /// The documents above that one, the nearest first: none of their issuers may stand below.
    let ancestors: [ChainDocument]
    let input: JSON
    /// The link under which the workflow that hands down was started.
    var parent: String?
    var waiting: [Caller]
    var isAnswered = false
    var total = 0
    var issued = 0
    /// Issued, and what was started for them has ended.
    var finished = 0

    var isDone: Bool {
        switch rule.awaits {
        case .nothing: true
        case .issued: issued >= total
        case .all: finished >= total
        case .count(let count): finished >= min(count, total)
        }
    }
}

/// One unit below: whether it has issued its plan, since when it is waited for, and what has become of it.
struct ChainLink: Codable {
    enum Progress: String, Codable {
        case awaited
        /// Its plan has been accepted, or it was attached directly; its workflow runs.
        case running
        case completed, faulted, cancelled
    }

    let chain: String
    let unit: UnitCode
    let unitName: String
    let since: Day
    /// The unit's own plan, once it has been accepted.
    var document: ChainDocument?
    /// "giao trực tiếp": the level below was attached to the plan above, without waiting for the unit's own.
    var isDirect = false
    /// When it was attached so; nil: it was not, or by a program that did not say.
    var attachedOn: Day?
    var progress: Progress = .awaited
    /// What its workflow came to.
    var output: JSON?
    /// How many workflows run beside the one whose end is awaited: those of units that it follows; nil: none.
    var alsoRunning: Int?

    /// The same as that of the assignment in which the plan is owed.
    var key: String { "\(unit)/\(chain)" }
    var subject: String { "chain/\(key)" }

    var hasEnded: Bool { progress != .awaited && progress != .running }
    /// Nothing more is expected of it.
    var isFinished: Bool { document != nil && hasEnded }
}

extension Sitting {
    func chain(_ key: String) throws -> Chain? { try load(Chain.self, "chain", key) }

    func save(_ chain: Chain) throws {
        try save(chain, "chain", chain.key, parent: chain.parent, isSettled: chain.isAnswered)
    }

    func chainLink(_ key: String) throws -> ChainLink? { try load(ChainLink.self, "link", key) }

    /// The link itself, or that of the unit which has gone on with it.
    func chainLink(following key: String) throws -> ChainLink? {
        var key = key
        for _ in 0..<UnitTree.deepest {
            if let link = try chainLink(key) { return link }
            guard let next = try load(String.self, "moved", key) else { return nil }
            key = next
        }
        return nil
    }

    func save(_ link: ChainLink) throws {
        try save(link, "link", link.key, parent: link.chain, isSettled: link.isFinished)
    }
}
