/// What is asked of a web server.
package struct HTTPRequest: Equatable, Sendable {
    /// Proves a name and a password without sending the password (RFC 7616).
    package struct Digest: Hashable, Sendable {
        package let username: String
        package let password: String

        package init(username: String, password: String) {
            self.username = username
            self.password = password
        }
    }

    /// Sent as it is written: `GET`.
    package var method: String
    /// Absolute, with everything percent-encoded that must be.
    package var url: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]?
    package var digest: Digest?

    package init(
        method: String, url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil,
        digest: Digest? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.digest = digest
    }

    package static func == (a: Self, b: Self) -> Bool {
        a.method == b.method && a.url == b.url && a.body == b.body && a.digest == b.digest
            && a.headers.elementsEqual(b.headers) { $0 == $1 }
    }
}
