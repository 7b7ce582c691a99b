import CCurl
package import Notation

/// One look into a mailbox by IMAP: a connection that is opened, kept over all that is asked, and closed.
///
/// The folder is opened by `EXAMINE`, so that no mail is marked as read by being fetched: people look into the mailbox,
/// too. Certificates are checked, and with `starttls` nothing is said in the clear but the greeting. libcurl offers no
/// IDLE, so nobody is told by the server that something has come. Belongs to one thread.
package final class IMAPMailbox {
    private let account: IMAPAccount
    private let connectsWithin: Duration
    private let endsWithin: Duration
    private let abandonment: Abandonment?
    private var handle: UnsafeMutableRawPointer?
    private static let longestAnswer = 1 << 20

    /// - Parameters:
    ///   - connectsWithin: for the connection, TLS included, and how long any one answer is waited for.
    ///   - endsWithin: for one command, a large mail included.
    ///   - abandonment: once declared, what is under way is broken off.
    package init(
        _ account: IMAPAccount, connectsWithin: Duration = .seconds(20), endsWithin: Duration = .seconds(600),
        unless abandonment: Abandonment? = nil
    ) {
        self.account = account
        self.connectsWithin = connectsWithin
        self.endsWithin = endsWithin
        self.abandonment = abandonment
    }

    deinit { close() }

    /// Says goodbye, where there is a connection.
    package func close() {
        if let handle { curl_easy_cleanup(handle) }
        handle = nil
    }

    /// To be called first, and after each fault: only this connects, and curl ends a connection on which something failed.
    package func open() throws(IMAPFault) -> IMAPStanding {
        close()
        let heard = try ask("EXAMINE \(account.folder.quoted)", connects: true)
        var (validity, count): (Int?, Int?) = (nil, nil)
        for line in heard.lines where line.hasPrefix("* ") {
            if let range = line.firstRange(of: "[UIDVALIDITY ") {
                validity = Int(line[range.upperBound...].prefix(while: \.isNumber))
            }
            let words = line.split(separator: " ")
            if words.count == 3, words[2].uppercased() == "EXISTS" { count = Int(words[1]) }
        }
        guard let validity, let count else {
            throw .unavailable("the server tells neither the validity of its numbers nor how many mails there are")
        }
        return IMAPStanding(uidValidity: validity, count: count)
    }

    /// What has a higher number, the lowest first.
    /// - Parameter count: as `open` has told it.
    package func entries(beyond uid: Int, among count: Int) throws(IMAPFault) -> [IMAPEntry] {
        var found: [Int: IMAPEntry] = [:]
        // The newest are the last. In small pieces: curl reads neither long lines nor many of them in one answer.
        for end in stride(from: count, to: 0, by: -IMAPMailbox.piece) {
            let entries = try entries(from: max(1, end - IMAPMailbox.piece + 1), to: end)
            for entry in entries where entry.uid > uid { found[entry.uid] = entry }
            if entries.contains(where: { $0.uid <= uid }) { break }
        }
        return found.values.sorted { $0.uid < $1.uid }
    }

    private static let piece = 40

    private func entries(from start: Int, to end: Int) throws(IMAPFault) -> [IMAPEntry] {
        let heard: IMAPHearing
        do throws(IMAPFault) {
            heard = try ask("FETCH \(start):\(end) (UID RFC822.SIZE INTERNALDATE)")
        } catch {
            // One mail that the server cannot read itself makes it refuse the sizes of all, or hang up.
            _ = try open()
            heard = try ask("FETCH \(start):\(end) (UID)")
        }
        return heard.lines.compactMap(IMAPEntry.init)
    }

    /// The mail, byte for byte.
    package func content(of uid: Int, atMost limit: Int) throws(IMAPFault) -> [UInt8] {
        try fetch(uid, "", atMost: limit)
    }

    /// All before its empty line.
    package func head(of uid: Int, atMost limit: Int) throws(IMAPFault) -> [UInt8] {
        try fetch(uid, "/;SECTION=HEADER", atMost: limit)
    }

    /// Makes the folder where there is none. What is gone already is passed over.
    package func move(_ uids: [Int], to folder: IMAPFolder) throws(IMAPFault) {
        try select()
        for start in stride(from: 0, to: uids.count, by: 100) {
            let numbers = uids[start..<min(start + 100, uids.count)].map(String.init).joined(separator: ",")
            let command = "UID MOVE \(numbers) \(folder.quoted)"
            do throws(IMAPFault) {
                _ = try ask(command)
            } catch {
                guard case .refused(let words) = error, words.uppercased().contains("TRYCREATE") else { throw error }
                _ = try open()
                _ = try ask("CREATE \(folder.quoted)")
                try select()
                _ = try ask(command)
            }
        }
    }

    /// No longer only looking.
    private func select() throws(IMAPFault) { _ = try ask("SELECT \(account.folder.quoted)") }

    /// By curl's own command: only for that one it counts the bytes that are announced. In a command of ours each line
    /// of the mail would be taken for one of the server's, and a long one cut.
    private func fetch(_ uid: Int, _ section: String, atMost limit: Int) throws(IMAPFault) -> [UInt8] {
        try perform("/;UID=\(uid)\(section)", nil, atMost: limit).content
    }

    private func ask(
        _ command: String, atMost limit: Int = longestAnswer, connects: Bool = false
    ) throws(IMAPFault) -> IMAPHearing {
        // Curl decodes it as a part of a URL.
        try perform("", command.replacing("%", with: "%25"), atMost: limit, connects: connects)
    }

    private func perform(
        _ path: String, _ command: String?, atMost limit: Int, connects: Bool = false
    ) throws(IMAPFault) -> IMAPHearing {
        guard CurlLibrary.isReady, let handle = handle ?? curl_easy_init() else {
            throw .unavailable("libcurl could not be started")
        }
        self.handle = handle
        // Keeps the connection.
        curl_easy_reset(handle)
        let hearing = IMAPHearing(limit: limit, abandonment: abandonment)
        var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let code = words.withUnsafeMutableBufferPointer { words in
            withExtendedLifetime(hearing) {
                prepare(handle, path)
                if let command { dondoc_setopt_text(handle, CURLOPT_CUSTOMREQUEST, command) }
                // A new one would begin with SELECT, by which a mail that is fetched counts as read.
                if !connects { dondoc_setopt_no_connection(handle) }
                dondoc_setopt_pointer(handle, CURLOPT_ERRORBUFFER, words.baseAddress)
                hearing.listen(to: handle)
                let code = curl_easy_perform(handle)
                // The handle outlives it.
                dondoc_setopt_pointer(handle, CURLOPT_ERRORBUFFER, nil)
                return code
            }
        }
        guard code != CURLE_OK else { return hearing }
        throw fault(code, CurlLibrary.text(of: words, or: code), hearing, limit, connects)
    }

    private func prepare(_ handle: UnsafeMutableRawPointer, _ path: String) {
        let scheme = account.security == .tls ? "imaps" : "imap"
        let host = account.host.contains(":") ? "[\(account.host)]" : account.host
        dondoc_setopt_text(handle, CURLOPT_URL, "\(scheme)://\(host):\(account.port)/\(account.folder.path)\(path)")
        dondoc_setopt_text(handle, CURLOPT_PROTOCOLS_STR, "imap,imaps")
        // A mailbox is never read through whatever the environment names as a proxy.
        dondoc_setopt_text(handle, CURLOPT_PROXY, "")
        dondoc_setopt_long(handle, CURLOPT_NOSIGNAL, 1)
        dondoc_setopt_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
        dondoc_setopt_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
        dondoc_setopt_long(handle, CURLOPT_CONNECTTIMEOUT_MS, CurlLibrary.milliseconds(connectsWithin))
        dondoc_setopt_long(handle, CURLOPT_TIMEOUT_MS, CurlLibrary.milliseconds(endsWithin))
        let patience = max(1, Int(connectsWithin.components.seconds))
        dondoc_setopt_long(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, patience)
        dondoc_setopt_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
        dondoc_setopt_long(handle, CURLOPT_LOW_SPEED_TIME, patience)
        if account.security != .none {
            dondoc_setopt_long(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
            if let authorities = account.authorities { dondoc_setopt_text(handle, CURLOPT_CAINFO, authorities) }
        }
        dondoc_setopt_text(handle, CURLOPT_USERNAME, account.user)
        dondoc_setopt_text(handle, CURLOPT_PASSWORD, account.password)
    }

    private func fault(
        _ code: CURLcode, _ words: String, _ hearing: IMAPHearing, _ limit: Int, _ connects: Bool
    ) -> IMAPFault {
        let told = hearing.refusal.map { "\(words) (\($0))" } ?? words
        return switch code {
        case CURLE_WRITE_ERROR where hearing.isTooLarge: .tooLarge(limit: limit)
        case CURLE_REMOTE_FILE_NOT_FOUND: .missing
        case CURLE_QUOTE_ERROR: .refused(hearing.refusal ?? words)
        case CURLE_COULDNT_CONNECT where !connects: .unavailable("the server has closed the connection")
        case CURLE_ABORTED_BY_CALLBACK: .unavailable("nobody waits for it any more")
        default: .unavailable(told)
        }
    }
}

extension IMAPEntry {
    /// `* 3 FETCH (UID 7 RFC822.SIZE 20076 INTERNALDATE "21-Nov-2026 23:04:51 +0000")`, in whatever order.
    init?(_ line: String) {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        let words = line.split { $0 == " " || $0 == "(" || $0 == ")" }
        guard words.count > 4, words[0] == "*", words[2].uppercased() == "FETCH" else { return nil }
        func number(after key: String) -> Int? {
            words.firstIndex { $0.uppercased() == key }.flatMap { $0 + 1 < words.count ? Int(words[$0 + 1]) : nil }
        }
        guard let uid = number(after: "UID"), uid > 0 else { return nil }
        let size = number(after: "RFC822.SIZE") ?? 0
        self.init(uid: uid, size: size, arrived: parts.count > 1 ? String(parts[1]) : "")
    }
}
