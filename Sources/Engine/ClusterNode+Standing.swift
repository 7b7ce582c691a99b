import Dispatch

extension ClusterNode {
    /// How it stands with the others.
    package enum Standing: Equatable, Sendable {
        case leads
        case standsBy
        /// The database cannot be reached.
        case away(String)
    }
}

/// How long to wait before the next try: longer each time up to ten seconds, and never the same for all nodes.
struct Patience {
    private var most = 50

    mutating func next() -> DispatchTimeInterval {
        most = min(most * 2, 10_000)
        return .milliseconds(Int.random(in: most / 2...most))
    }
}
