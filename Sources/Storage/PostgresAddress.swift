import CPQ
import Glibc

/// Where a PostgreSQL database is: `postgresql://host1,host2/database`, as libpq reads it.
package struct PostgresAddress: Sendable, CustomStringConvertible {
    /// By the keyword of libpq.
    private let parts: [String: String]

    /// Without the password.
    package let description: String

    package static func isOne(_ text: String) -> Bool {
        text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
    }

    /// - Throws: `StoreError` with what libpq says about the text.
    package init(_ text: String) throws(StoreError) {
        var words: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(text, &words) else {
            defer { PQfreemem(words) }
            let reason = words.map { String(cString: $0).onOneLine } ?? "out of memory"
            throw StoreError(sqlState: "08001", message: "the store's address cannot be read: \(reason)")
        }
        defer { PQconninfoFree(options) }
        var parts: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parts[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        let hosts = (parts["host"] ?? parts["hostaddr"] ?? "localhost").split(separator: ",")
        let ports = (parts["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let places = hosts.enumerated().map { index, host in
            let port = ports.count == 1 ? ports[0] : index < ports.count ? ports[index] : ""
            return port.isEmpty ? String(host) : "\(host):\(port)"
        }
        description = "postgresql://\(places.joined(separator: ","))/\(parts["dbname"] ?? "")"
        self.parts = PostgresAddress.customs.merging(parts) { _, own in own }
    }

    /// What holds where the address says nothing: a server that is gone is noticed within seconds, and of several hosts
    /// the one is taken that may be written to.
    private static let customs = [
        "connect_timeout": "5", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3",
        "tcp_user_timeout": "10000", "target_session_attrs": "read-write", "application_name": "dondoc",
        "client_encoding": "UTF8",
    ]

    /// The same for a reader, which may also ask a standby.
    var forReading: PostgresAddress { with("target_session_attrs", "any") }

    /// The same with another value for one of libpq's keywords.
    func with(_ keyword: String, _ value: String) -> PostgresAddress {
        PostgresAddress(parts: parts.merging([keyword: value]) { _, new in new }, description)
    }

    /// For PostgreSQL's own programs: what may be seen by whoever lists processes, and what only the environment may hold.
    /// - Parameter isRead: whether a standby will do as well.
    package func forPrograms(isRead: Bool) -> (connection: String, environment: [String: String]) {
        let secret = ["password": "PGPASSWORD"]
        let texts = (isRead ? forReading : self).parts.filter { secret[$0.key] == nil && $0.key != "sslpassword" }
            .sorted { $0.key < $1.key }.map { keyword, value in
                "\(keyword)='\(value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
            }
        let pairs = secret.compactMap { keyword, name in parts[keyword].map { (name, $0) } }
        return (texts.joined(separator: " "), Dictionary(uniqueKeysWithValues: pairs))
    }

    private init(parts: [String: String], _ description: String) {
        self.parts = parts
        self.description = description
    }

    /// An open connection, to be finished by whoever asked.
    func connect() throws(StoreError) -> OpaquePointer {
        let pairs = parts.sorted { $0.key < $1.key }
        // Kept until the connection stands: libpq copies what it needs.
        let texts = pairs.map { (keyword: strdup($0.key), value: strdup($0.value)) }
        defer {
            for text in texts {
                free(text.keyword)
                free(text.value)
            }
        }
        let keywords = texts.map { UnsafePointer($0.keyword) } + [nil]
        let values = texts.map { UnsafePointer($0.value) } + [nil]
        let handle = keywords.withUnsafeBufferPointer { keywords in
            values.withUnsafeBufferPointer { values in
                PQconnectdbParams(keywords.baseAddress, values.baseAddress, 0)
            }
        }
        guard let handle else { throw StoreError(sqlState: "53200", message: "out of memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let refusal = PostgresAddress.unreachable(handle, sql: nil)
            PQfinish(handle)
            throw refusal
        }
        return handle
    }

    static func unreachable(_ handle: OpaquePointer, sql: String?) -> StoreError {
        let words = String(cString: PQerrorMessage(handle)).onOneLine
        return StoreError(
            sqlState: StoreError.unreachable,
            message: words.isEmpty ? "the connection to the database is gone" : words, sql: sql)
    }
}

extension String {
    fileprivate var onOneLine: String {
        split { $0 == "\n" || $0 == "\t" }.joined(separator: " ")
    }
}
