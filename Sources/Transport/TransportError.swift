/// Why no answer came. The words may hold parts of the address: who shows them hides what is secret there.
package enum TransportError: Error, Equatable, Sendable {
    case badAddress(String)
    case badHeader(String)
    case badMethod(String)
    case unresolved(String)
    case refused(String)
    case timedOut(after: Duration)
    /// No secure connection: a certificate that nobody vouches for, or no common protocol.
    case insecure(String)
    case tooLarge(limit: Int)
    case broken(String)

    /// One sentence for people, without its full stop.
    package var sentence: String {
        switch self {
        case .badAddress(let url): "\"\(url)\" is no http or https address"
        case .badHeader(let name): "the header \"\(name)\" has a name or a value that HTTP does not allow"
        case .badMethod(let method): "\"\(method)\" is no HTTP method"
        case .unresolved(let words): "the server's name could not be resolved: \(words)"
        case .refused(let words): "the server could not be reached: \(words)"
        case .timedOut(let limit): "the server did not answer within \(TransportError.seconds(limit)) seconds"
        case .insecure(let words): "there is no secure connection to the server: \(words)"
        case .tooLarge(let limit): "the answer is larger than the \(limit) bytes that are read"
        case .broken(let words): "the exchange broke off: \(words)"
        }
    }

    private static func seconds(_ span: Duration) -> String {
        let (seconds, attoseconds) = span.components
        let thousandths = attoseconds / 1_000_000_000_000_000
        return thousandths == 0 ? "\(seconds)" : "\(Double(seconds) + Double(thousandths) / 1000)"
    }
}
