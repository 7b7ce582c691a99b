import CCurl

/// What every conversation by libcurl needs.
enum CurlLibrary {
    /// Started once for the whole process.
    static let isReady = dondoc_curl_global_init() == CURLE_OK

    static func milliseconds(_ span: Duration) -> Int {
        // Zero would mean "without limit".
        max(1, Int(span / .milliseconds(1)))
    }

    /// What curl said of the failure, or what the code means.
    static func text(of words: [CChar], or code: CURLcode) -> String {
        let told = String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return told.isEmpty ? String(cString: curl_easy_strerror(code)) : told
    }
}
