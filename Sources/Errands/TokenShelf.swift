import Almanac
import Synchronization

/// Access tokens that are still good, by the policy that got them. Shared by all threads; lost with the process.
final class TokenShelf: Sendable {
    struct Token {
        let text: String
        let expiresAt: Instant
    }

    private let tokens = Mutex<[TokenPolicy: Token]>([:])
    private static let most = 1_000

    func token(for policy: TokenPolicy, at now: Instant) -> String? {
        tokens.withLock { tokens in
            guard let token = tokens[policy], now < token.expiresAt else { return nil }
            return token.text
        }
    }

    /// - Parameter lifetime: in seconds, as the server said. A token is given up a while before its end: half a minute, or
    ///   a tenth of its life when that is shorter.
    func keep(_ token: String, for policy: TokenPolicy, lifetime: Double, at now: Instant) {
        let seconds = min(max(lifetime, 0), 86_400 * 365)
        let expiresAt = now.advanced(byMilliseconds: Int64((seconds - min(30, seconds / 10)) * 1000))
        tokens.withLock { tokens in
            if tokens.count >= TokenShelf.most { tokens = tokens.filter { now < $0.value.expiresAt } }
            if tokens.count >= TokenShelf.most { tokens = [:] }
            tokens[policy] = Token(text: token, expiresAt: expiresAt)
        }
    }

    func forget(_ policy: TokenPolicy) { tokens.withLock { $0[policy] = nil } }
}
