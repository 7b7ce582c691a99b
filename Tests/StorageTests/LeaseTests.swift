import Foundation
import Notation
import TestKit
import Testing

@testable import Storage

@Suite(.enabled(if: PostgresServer.programs != nil, "PostgreSQL is not installed"))
struct `Nodes on one database` {
    private let server: PostgresServer
    private let address: PostgresAddress

    init() throws {
        server = try PostgresServer.shared.get()
        address = try PostgresAddress(server.makeDatabase())
    }

    private func join(_ name: String, leaseOf seconds: Int = 60) throws -> PostgresStore {
        let store = try PostgresStore(address)
        try store.join(as: name, leaseOf: seconds)
        return store
    }

    /// As if the term had passed.
    private func runOut(_ store: PostgresStore) throws {
        try store.connection.script("UPDATE lease SET expires = now() - INTERVAL '1 second'")
    }

    private func isLost(_ error: any Error) -> Bool {
        (error as? StoreError)?.sqlState == StoreError.leaseLost && (error as? StoreError)?.isPassing == true
    }

    @Test func `have one lease among them, which passes on when it runs out or is given back`() throws {
        let (one, other) = (try join("one"), try join("other"))
        #expect(try one.takeLease())
        #expect(try !other.takeLease())
        #expect(try one.takeLease(), "its own it may take again, as after a lost connection")
        try runOut(other)
        #expect(try other.takeLease())
        #expect(try !one.takeLease())
        try other.releaseLease()
        #expect(try one.takeLease())
        try one.connection.script("UPDATE lease SET expires = now() + INTERVAL '1 day'")
        #expect(try other.takeLease(), "the clock of a server that is no more ran ahead")
    }

    @Test func `a node that lost its lease writes nothing any more, neither at a read nor at the commit`() throws {
        let (one, other) = (try join("one"), try join("other"))
        #expect(try one.takeLease())
        try one.turn { try one.set(fact: "by one", to: "yes") }
        try runOut(other)
        #expect(try other.takeLease())
        #expect { try one.turn { try one.set(fact: "late", to: "yes") } } throws: { isLost($0) }
        #expect {
            try one.turn {
                try one.set(fact: "late", to: "yes")
                _ = try one.fact("by one")
            }
        } throws: { isLost($0) }
        #expect(throws: StoreError.self) { try one.renewLease() }
        try other.turn { try other.set(fact: "by other", to: "yes") }
        #expect(try other.fact("late") == nil)
        #expect(try other.fact("by one") == "yes")
    }

    @Test func `a lease that ran out is kept by a turn that is under way, and nobody waits for it`() throws {
        let (one, other) = (try join("one"), try join("other"))
        #expect(try one.takeLease())
        try runOut(one)
        try one.begin()
        try one.set(fact: "x", to: "1")
        #expect(try one.fact("x") == "1")
        #expect(try !other.takeLease())
        try one.commit()
        #expect(try !other.takeLease(), "the turn has renewed it")
        #expect(try other.fact("x") == "1")
    }

    @Test(arguments: [false, true])
    func `a node that is paused in the middle of a turn loses its session and the lease`(inMessage: Bool) throws {
        let (one, other) = (try join("one", leaseOf: 1), try join("other", leaseOf: 1))
        #expect(try one.takeLease())
        try one.begin()
        try one.set(fact: "x", to: inMessage ? String(repeating: "x", count: 100_000) : "1")
        // What was only sent leaves the server waiting for the rest, not for the next transaction's statement.
        if !inMessage { #expect(try one.fact("x") == "1") }
        var isTaken = false
        for _ in 1...200 where !isTaken {
            isTaken = try other.takeLease()
            if !isTaken { usleep(50_000) }
        }
        #expect(isTaken)
        let error = #expect(throws: StoreError.self) {
            _ = try one.fact("x")
            try one.commit()
        }
        #expect(error?.isPassing == true, "\(String(describing: error))")
        one.rollback()
        #expect(try other.fact("x") == nil)
        #expect { try one.turn {} } throws: { ($0 as? StoreError)?.isPassing == true }
    }

    @Test func `hand arrivals to the one that leads, each once, and hear its answers`() throws {
        let (leader, other) = (try join("leader"), try join("other"))
        #expect(try leader.takeLease())
        let rows = (1...3).map { ArrivalRow(id: Digest.sha256("\($0)"), body: "{\"n\":\($0)}") }
        for row in rows + rows { try other.accept(row) }
        #expect(try leader.openArrivals(atMost: 10) == rows)
        #expect(try leader.openArrivals(atMost: 2) == Array(rows[..<2]))
        try leader.turn {
            try leader.answer(arrival: rows[0].id, "{\"done\":1}")
            try leader.forget(arrival: rows[1].id)
        }
        #expect(try other.replies(to: rows.map(\.id)) == [rows[0].id: "{\"done\":1}"])
        try other.accept(rows[0])
        #expect(try leader.openArrivals(atMost: 10) == [rows[2]], "what was answered is not taken again")
        #expect(throws: StoreError.self) { try leader.answer(arrival: rows[1].id, "{}") }
    }

    @Test func `wake each other, at the commit and not before`() throws {
        let (one, other) = (try join("one"), try join("other"))
        #expect(one.hears)
        _ = try other.notifications()
        try one.begin()
        try one.notify("within a turn")
        #expect(try one.fact("x") == nil)
        #expect(try other.fact("x") == nil)
        #expect(try other.notifications().isEmpty)
        try one.commit()
        // Any answer of the server brings along what was notified before it.
        #expect(try other.fact("x") == nil)
        #expect(try other.notifications() == ["within a turn"])
    }

    @Test func `share what is to leave, and nothing is claimed by two`() async throws {
        let leader = try join("leader")
        for number in 1...400 {
            try leader.queue(
                OutgoingRow(
                    key: "mail/\(number)", kind: number % 10 == 0 ? "call" : "notice", body: "{}", queuedAt: .at(1)))
        }
        let address = address
        let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
            for name in ["a", "b", "c", "d"] {
                group.addTask {
                    let store = try PostgresStore(address)
                    try store.join(as: name, leaseOf: 60)
                    var own: [String] = []
                    while true {
                        let more = try store.claim(.allBut(kind: "call"), atMost: 7)
                        if more.isEmpty { return own }
                        own += more.map(\.key)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 360)
        #expect(Set(claimed).count == 360)
        #expect(try leader.claim(.of(kind: "call"), atMost: 3).map(\.key) == ["mail/10", "mail/20", "mail/30"])
        try leader.mark(outgoing: "mail/40", state: .sent, at: .at(2), note: nil)
        try leader.connection.script("UPDATE claim SET expires = now() - INTERVAL '1 second' WHERE key = 'mail/20'")
        #expect(
            try leader.claim(.of(kind: "call"), atMost: 2).map(\.key) == ["mail/20", "mail/50"],
            "a claim that ran out is free again, what has left is not")
        try leader.renewClaims()
        #expect(try leader.claim(.of(kind: "call"), atMost: 0).isEmpty)
    }
}
