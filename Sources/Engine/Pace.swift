package import Almanac

/// A limit: in no span of that length more than so many, in even steps but for the few that may go at once.
package struct Pace: Hashable, Sendable {
    package let limit: Int
    package let span: Duration
    package let atOnce: Int

    /// - Parameter atOnce: of `limit`; the rest of the span is for the others.
    package init(_ limit: Int, in span: Duration, atOnce: Int = 1) {
        self.limit = max(1, limit)
        self.span = span
        self.atOnce = min(max(1, atOnce), self.limit)
    }

    /// Between two steps, in microseconds.
    fileprivate var step: Int64 {
        let whole = span.components.seconds * 1_000_000
        let steps = Int64(limit - atOnce + 1)
        return max(1, (whole + steps - 1) / steps)
    }
}

/// How far a pace is used up.
package struct PaceMeter: Hashable, Sendable {
    package let pace: Pace
    /// When all that has been taken would be over in even steps, in microseconds since 1970.
    private var over: Int64

    /// - Parameter mark: where another meter of this pace stood; nil: nothing has been taken for a long time.
    package init(_ pace: Pace, from mark: Int64? = nil) {
        self.pace = pace
        over = mark ?? 0
    }

    /// What a later meter begins with.
    package var mark: Int64 { over }

    /// The first instant from `now` on at which one may go.
    package func next(from now: Instant) -> Instant {
        let free = over - Int64(pace.atOnce - 1) * pace.step
        // Rounded up: an instant is whole milliseconds.
        return max(now, Instant(milliseconds: free / 1000 + (free % 1000 > 0 ? 1 : 0)))
    }

    package mutating func take(at now: Instant) { over = max(now.milliseconds * 1000, over) + pace.step }

    /// How many may go now.
    package func free(at now: Instant) -> Int {
        let ahead = max(0, over - now.milliseconds * 1000)
        let room = Int64(pace.atOnce) * pace.step - ahead
        return room < 0 ? 0 : Int(min(Int64(pace.atOnce), room / pace.step))
    }

    /// Nothing that was taken counts any more.
    package func isIdle(at now: Instant) -> Bool { over <= now.milliseconds * 1000 }
}
