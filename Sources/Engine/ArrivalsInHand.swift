import Interpreter
import Notation
import Storage

/// What a node has taken in and not yet answered to whoever waits for it.
///
/// Each has an identity in the store. So after a connection that was lost in the middle of a commit it is handed in once
/// more, and is found there when it had come through.
struct ArrivalsInHand {
    struct Waiting {
        let arrival: Arrival
        let row: ArrivalRow
        let committed: (@Sendable (Reply?) -> Void)?
        var isInStore = false
    }

    /// What is not in the store for certain.
    struct New {
        let arrivals: [Waiting]
        let reports: [Arrival]
    }

    private var waiting: [Waiting] = []
    private var reports: [Arrival] = []
    /// Answered, and still in the store.
    private var told: [String] = []

    mutating func take(_ arrival: Arrival, _ committed: (@Sendable (Reply?) -> Void)?) {
        guard let row = arrival.stored else { return }
        waiting.append(Waiting(arrival: arrival, row: row, committed: committed))
    }

    mutating func take(_ reports: [(key: String, report: Report)]) {
        self.reports += reports.map { .reported(key: $0.key, $0.report) }
    }

    var hasNew: Bool { !reports.isEmpty || waiting.contains { !$0.isInStore } }
    var new: New { New(arrivals: waiting.filter { !$0.isInStore }, reports: reports) }

    /// A turn of this node's own has taken the new ones, and what other nodes have handed in.
    func settle(_ new: New, _ handedIn: [ArrivalRow], in sitting: Sitting, on store: PostgresStore) throws {
        for one in new.arrivals {
            try store.accept(one.row, reply: ArrivalsInHand.reply(to: one.arrival, in: sitting))
        }
        var isAnyoneToldOf = false
        for row in handedIn {
            switch try Arrival(stored: row) {
            case .reported(let key, _):
                try store.dropClaim(on: key)
                try store.forget(arrival: row.id)
            case let arrival:
                try store.answer(arrival: row.id, ArrivalsInHand.reply(to: arrival, in: sitting))
                isAnyoneToldOf = true
            }
        }
        for case .reported(let key, _) in new.reports { try store.dropClaim(on: key) }
        for id in told { try store.forget(arrival: id) }
        if isAnyoneToldOf { try store.notify("answered") }
        if !sitting.releases.isEmpty { try store.notify("outgoing") }
        for key in sitting.abandoned { try store.notify(ClusterNode.abandoned + key) }
    }

    private static func reply(to arrival: Arrival, in sitting: Sitting) -> String {
        (arrival.replyKey.flatMap { sitting.replies[$0] } ?? .done(.null)).json.text
    }

    /// Another node has the lease: it is given the new ones.
    func handIn(_ new: New, to store: PostgresStore) throws {
        try store.begin()
        do {
            for row in new.arrivals.map(\.row) + new.reports.compactMap(\.stored) { try store.accept(row) }
            for id in told { try store.forget(arrival: id) }
            try store.notify("arrived")
            try store.commit()
        } catch {
            store.rollback()
            throw error
        }
    }

    mutating func areCommitted(_ new: New) {
        let ids = Set(new.arrivals.map(\.row.id))
        for index in waiting.indices where ids.contains(waiting[index].row.id) { waiting[index].isInStore = true }
        reports.removeFirst(new.reports.count)
        told = []
    }

    /// Tells those who wait what became of theirs.
    mutating func tell(from store: PostgresStore) throws {
        let ids = Set(waiting.lazy.filter(\.isInStore).map(\.row.id))
        guard !ids.isEmpty else { return }
        let replies = try store.replies(to: ids.sorted())
        guard !replies.isEmpty else { return }
        let answered = waiting.filter { replies[$0.row.id] != nil }
        waiting.removeAll { replies[$0.row.id] != nil }
        told += replies.keys
        for one in answered {
            let reply = replies[one.row.id].flatMap { try? JSON(parsing: $0) }
            one.committed?(reply.map(Reply.init(json:)))
        }
    }
}
