package import Almanac
import Notation

/// Plays a desk through time without waiting: each turn happens at the instant that the last one asked for.
package struct Rehearsal {
    private let desk: Desk
    private let outlet: any Outlet
    /// The clock of this play.
    package private(set) var now: Instant

    package init(of desk: Desk, outlet: any Outlet, from start: Instant) {
        self.desk = desk
        self.outlet = outlet
        now = start
    }

    /// Lets time pass until `end`, which is not itself played.
    /// - Parameter watching: is told after each turn how far the play is.
    package mutating func play(until end: Instant, watching: (Instant) -> Void = { _ in }) throws {
        var next = try take([])
        while let instant = next, instant < end {
            now = max(now, instant)
            watching(now)
            next = try take([])
        }
        now = max(now, end)
    }

    /// Something arrives now; the replies are those of that turn.
    @discardableResult
    package mutating func receive(_ arrivals: [Arrival]) throws -> [String: Reply] {
        let turn = try desk.turn(at: now, arrivals: arrivals)
        try release(turn)
        return turn.replies
    }

    private func take(_ arrivals: [Arrival]) throws -> Instant? {
        let turn = try desk.turn(at: now, arrivals: arrivals)
        return try release(turn)
    }

    /// What was released may lead to more: until nothing is left to report.
    @discardableResult
    private func release(_ turn: Turn) throws -> Instant? {
        var turn = turn
        while !turn.released.isEmpty || !turn.posted.isEmpty {
            let reports = (turn.released + turn.posted).map {
                Arrival.reported(key: $0.key, outlet.deliver($0, unless: Abandonment()))
            }
            turn = try desk.turn(at: now, arrivals: reports, atMost: 0)
        }
        return turn.next
    }
}
