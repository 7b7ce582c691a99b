import CCurl
package import Notation

/// One question and its answer over HTTP, on the calling thread. Safe on any thread; each exchange is a connection of its own.
///
/// Certificates are checked, redirections are answers like any other, and only `http` and `https` are spoken.
package struct HTTPExchange: Sendable {
    package var connectsWithin: Duration
    package var answersWithin: Duration
    /// In bytes: a longer body is an error, not a part of one.
    package var bodyLimit: Int
    /// Closes the connection when it is declared, within a second.
    package var abandonment: Abandonment?

    package init(
        connectsWithin: Duration = .seconds(10), answersWithin: Duration = .seconds(60), bodyLimit: Int = 16 << 20
    ) {
        self.connectsWithin = connectsWithin
        self.answersWithin = answersWithin
        self.bodyLimit = bodyLimit
    }

    package func send(_ request: HTTPRequest) throws(TransportError) -> HTTPResponse {
        try check(request)
        guard CurlLibrary.isReady, let handle = curl_easy_init() else {
            throw .broken("libcurl could not be started")
        }
        defer { curl_easy_cleanup(handle) }
        let list = HTTPExchange.list(of: request)
        defer { curl_slist_free_all(list) }
        let arrival = Arriving(limit: bodyLimit)
        var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let code = words.withUnsafeMutableBufferPointer { words in
            (request.body ?? []).withUnsafeBufferPointer { body in
                withExtendedLifetime(arrival) {
                    dondoc_setopt_pointer(handle, CURLOPT_ERRORBUFFER, words.baseAddress)
                    dondoc_setopt_list(handle, CURLOPT_HTTPHEADER, list)
                    prepare(handle, for: request, body)
                    arrival.listen(to: handle)
                    if let abandonment { HTTPExchange.watch(abandonment, during: handle) }
                    return curl_easy_perform(handle)
                }
            }
        }
        guard code == CURLE_OK else {
            throw failure(code, CurlLibrary.text(of: words, or: code), arrival, request)
        }
        return HTTPResponse(status: arrival.status, headers: arrival.headers, body: arrival.body)
    }

    private func prepare(
        _ handle: UnsafeMutableRawPointer, for request: HTTPRequest, _ body: UnsafeBufferPointer<UInt8>
    ) {
        dondoc_setopt_text(handle, CURLOPT_URL, request.url)
        dondoc_setopt_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        dondoc_setopt_text(handle, CURLOPT_USERAGENT, "dondoc")
        dondoc_setopt_long(handle, CURLOPT_NOSIGNAL, 1)
        dondoc_setopt_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        dondoc_setopt_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
        dondoc_setopt_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
        dondoc_setopt_long(handle, CURLOPT_CONNECTTIMEOUT_MS, CurlLibrary.milliseconds(connectsWithin))
        dondoc_setopt_long(handle, CURLOPT_TIMEOUT_MS, CurlLibrary.milliseconds(answersWithin))
        if let digest = request.digest {
            dondoc_setopt_long(handle, CURLOPT_HTTPAUTH, HTTPExchange.digestAuthentication)
            dondoc_setopt_text(handle, CURLOPT_USERNAME, digest.username)
            dondoc_setopt_text(handle, CURLOPT_PASSWORD, digest.password)
        }
        if request.method == "HEAD" {
            // Its answer may announce any length, for nothing follows.
            dondoc_setopt_long(handle, CURLOPT_NOBODY, 1)
            return
        }
        dondoc_setopt_off(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(bodyLimit))
        let asksForBody = ["POST", "PUT", "PATCH"].contains(request.method)
        if request.body != nil || asksForBody {
            dondoc_setopt_off(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            // An empty array has no address, and without one curl would read standard input.
            if let start = body.baseAddress, !body.isEmpty {
                dondoc_setopt_pointer(handle, CURLOPT_POSTFIELDS, start)
            } else {
                dondoc_setopt_text(handle, CURLOPT_COPYPOSTFIELDS, "")
            }
        }
        dondoc_setopt_text(handle, CURLOPT_CUSTOMREQUEST, request.method)
    }

    /// `CURLAUTH_DIGEST`: a macro with a cast, which Swift does not import.
    private static let digestAuthentication = 1 << 1

    /// What curl would add of its own accord is taken out: a content type for forms, and the wait for `100 Continue`.
    private static func list(of request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        var list = curl_slist_append(nil, "Expect:")
        if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            list = curl_slist_append(list, "Content-Type:")
        }
        for (name, value) in request.headers {
            // A header without a value is written with a semicolon; a colon alone would remove it.
            list = curl_slist_append(list, value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        return list
    }

    /// The caller keeps the abandonment alive until the handle is done.
    private static func watch(_ abandonment: Abandonment, during handle: UnsafeMutableRawPointer) {
        dondoc_setopt_progress(
            handle,
            { place, _, _, _, _ in
                guard let place else { return 0 }
                return Unmanaged<Abandonment>.fromOpaque(place).takeUnretainedValue().isDeclared ? 1 : 0
            }, Unmanaged.passUnretained(abandonment).toOpaque())
    }
}

/// What is wrong before anything is sent, and what curl's codes mean.
extension HTTPExchange {
    private func check(_ request: HTTPRequest) throws(TransportError) {
        let url = request.url.lowercased()
        guard url.hasPrefix("http://") || url.hasPrefix("https://"),
            request.url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { throw .badAddress(request.url) }
        guard !request.method.isEmpty, request.method.utf8.allSatisfy(HTTPExchange.isTokenByte) else {
            throw .badMethod(request.method)
        }
        for (name, value) in request.headers {
            let isAllowed = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
            guard !name.isEmpty, name.utf8.allSatisfy(HTTPExchange.isTokenByte), isAllowed else {
                throw .badHeader(name)
            }
        }
    }

    /// RFC 9110, 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private func failure(
        _ code: CURLcode, _ words: String, _ arrival: Arriving, _ request: HTTPRequest
    ) -> TransportError {
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            // The words are all that tells which of the two limits was reached.
            words.hasPrefix("Connection time") || words.hasPrefix("Resolving timed out")
                ? .timedOut(after: min(connectsWithin, answersWithin)) : .timedOut(after: answersWithin)
        case CURLE_ABORTED_BY_CALLBACK: .broken("nobody waits for the answer any more")
        case CURLE_FILESIZE_EXCEEDED: .tooLarge(limit: bodyLimit)
        case CURLE_WRITE_ERROR where arrival.isTooLarge: .tooLarge(limit: bodyLimit)
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .badAddress(request.url)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved(words)
        case CURLE_COULDNT_CONNECT: .refused(words)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS:
            .insecure(words)
        default: .broken(words)
        }
    }
}
