import Notation
import Transport

/// A request that is ready to leave, but for who it says it is.
struct Outgoing {
    var method: String
    /// Absolute and percent-encoded.
    var address: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]?
    var authentication: Authentication?

    init(method: String, address: String) {
        self.method = method
        self.address = address
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Takes the place of every header of that name.
    mutating func set(_ name: String, to value: String) {
        headers.removeAll { $0.name.lowercased() == name.lowercased() }
        headers.append((name, value))
    }

    /// Adds to the query that the address may already have, before its fragment.
    mutating func add(query pairs: [(name: String, value: String)]) {
        guard !pairs.isEmpty else { return }
        let place = address.firstIndex(of: "#") ?? address.endIndex
        let base = address[..<place]
        let separator = !base.contains("?") ? "?" : base.hasSuffix("?") || base.hasSuffix("&") ? "" : "&"
        // A server never sees the fragment.
        address = base + separator + PercentEncoding.form(pairs)
    }

    var request: HTTPRequest { HTTPRequest(method: method, url: address, headers: headers, body: body) }
}
