package import Almanac
import Notation
package import Storage

/// Notices stay queued until a person has let them go: what the desk does when it comes back to more than the site allows,
/// or finds itself on a store that was restored.
package struct Hold: Hashable, Sendable, Codable {
    package enum Reason: String, Hashable, Sendable, Codable {
        /// After a stop more would leave at once than the site's limit.
        case gap
        /// The store is an older copy: it does not know what has left since.
        case restored
    }

    package let since: Instant
    /// How many were to leave when it began; what came later waits behind them.
    package let notices: Int
    package let reason: Reason

    static let fact = "held"

    /// - Returns: nil where nothing is held.
    package static func inForce(in store: any Store) throws -> Hold? {
        guard let text = try store.fact(fact), !text.isEmpty else { return nil }
        return try Sitting.decoded(text)
    }
}

/// What a desk does when it comes back.
package struct CatchUpPolicy: Sendable {
    /// More notices than this, made up for at once, are held.
    package let mostNotices: Int
    /// How many turns are known beside the store; where the store knows of fewer it is an older copy.
    package let knownTurns: Int

    package init(mostNotices: Int = .max, knownTurns: Int = 0) {
        self.mostNotices = mostNotices
        self.knownTurns = knownTurns
    }
}

/// What a desk noticed about its own time, for whoever runs it; each is in the audit trail.
package enum Irregularity: Hashable, Sendable {
    /// Wake-ups were due and nobody looked at them, from then on.
    case absent(since: Instant)
    case clockWentBack(from: Instant)
    /// The store lacks that many turns.
    case restored(lacking: Int)
    /// The store came out of a backup, of that instant as people write it.
    case broughtBack(backup: String)
    case held(Hold)
}
