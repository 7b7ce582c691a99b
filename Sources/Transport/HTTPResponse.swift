/// What a web server answered: of any status, a redirection as much as a failure.
package struct HTTPResponse: Sendable {
    package let status: Int
    /// In the order in which they came, spelt as they came.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name; letter case does not count.
    package func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}
