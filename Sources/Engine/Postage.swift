package import Almanac

/// How what leaves in lanes is measured out: mails, of which a server takes only so many.
package struct Postage: Sendable {
    /// Of which releases it speaks; those of them without a lane wait in one together.
    package let kind: String
    package let pace: Pace
    /// Within one lane; nil: no more than one after the other.
    package let lanePace: Pace?
    /// So many are marked as being sent at a time: what a crash leaves in doubt.
    package let atOnce: Int
    /// The first instant from the given one on at which anything may leave.
    package let opens: @Sendable (Instant) -> Instant
    /// Whether one of which nobody knows whether it has left is sent again.
    package let isRepeated: @Sendable (Release) -> Bool
    /// What is known of those that were being sent when a process ended: looked up whenever a desk takes up its work.
    package let traces: @Sendable () -> @Sendable (Release) -> Trace

    package enum Trace: Sendable {
        /// It was not begun.
        case none
        /// It was begun; how it ended, nobody knows.
        case begun
        case ended(Report)
    }

    package init(
        kind: String, pace: Pace, lanePace: Pace? = nil, atOnce: Int = 50,
        opens: @escaping @Sendable (Instant) -> Instant = { $0 },
        isRepeated: @escaping @Sendable (Release) -> Bool = { _ in false },
        traces: @escaping @Sendable () -> @Sendable (Release) -> Trace = { { _ in .begun } }
    ) {
        self.kind = kind
        self.pace = pace
        self.lanePace = lanePace
        self.atOnce = atOnce
        self.opens = opens
        self.isRepeated = isRepeated
        self.traces = traces
    }
}

/// When one is tried again that could not leave: after a minute, 5, 15, 60 minutes, then every hour for two days.
enum Retrial {
    private static let first: [Int64] = [60, 300, 900, 3600]
    private static let most = first.count + 47

    /// Nil when it has been tried often enough.
    static func wait(after attempts: Int) -> Duration? {
        guard attempts <= most else { return nil }
        return .seconds(first[min(max(1, attempts), first.count) - 1])
    }

    /// The same for a relay, which is never given up.
    static func pause(after setbacks: Int) -> Duration { .seconds(first[min(max(1, setbacks), first.count) - 1]) }
}
