import CCurl
package import Notation

/// A conversation with one relay by SMTP, for any number of mails: the connection stays open between them.
///
/// Belongs to one thread at a time. Certificates are checked, and with `starttls` nothing is said in the clear but the
/// greeting. The dots that begin a line are doubled by curl.
// Whoever holds it is its only holder: MailDispatch hands each to one thread and takes it back before the next.
package final class MailSession: @unchecked Sendable {
    private let relay: MailRelay
    private let connectsWithin: Duration
    private let endsWithin: Duration
    private var handle: UnsafeMutableRawPointer?

    /// - Parameters:
    ///   - connectsWithin: for the connection, TLS included.
    ///   - endsWithin: for one mail, from the first word to the last answer.
    package init(with relay: MailRelay, connectsWithin: Duration = .seconds(20), endsWithin: Duration = .seconds(120)) {
        self.relay = relay
        self.connectsWithin = connectsWithin
        self.endsWithin = endsWithin
    }

    deinit { close() }

    /// Says goodbye, where there is a connection.
    package func close() {
        if let handle { curl_easy_cleanup(handle) }
        handle = nil
    }

    /// - Parameters:
    ///   - abandonment: once declared, a mail that has not been handed over whole is broken off.
    ///   - handsOver: asked when the server waits for the content: until then it cannot have the mail. False: broken off.
    package func send(
        _ mail: MailEnvelope, unless abandonment: Abandonment? = nil, handsOver: @escaping () -> Bool = { true }
    ) -> MailAnswer {
        let (answer, isStale) = attempt(mail, unless: abandonment, handsOver)
        // A server may close a connection that rests, and this is noticed only when it is used again.
        return isStale ? attempt(mail, unless: abandonment, handsOver).answer : answer
    }

    private func attempt(
        _ mail: MailEnvelope, unless abandonment: Abandonment?, _ handsOver: @escaping () -> Bool
    ) -> (answer: MailAnswer, isStale: Bool) {
        guard CurlLibrary.isReady, let handle = handle ?? curl_easy_init() else {
            return (.unavailable("libcurl could not be started"), false)
        }
        self.handle = handle
        // Keeps the connection.
        curl_easy_reset(handle)
        let dialogue = MailDialogue(content: mail.content, abandonment: abandonment, handsOver: handsOver)
        var recipients: UnsafeMutablePointer<curl_slist>?
        for recipient in mail.recipients { recipients = curl_slist_append(recipients, recipient) }
        defer { curl_slist_free_all(recipients) }
        var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let code = words.withUnsafeMutableBufferPointer { words in
            withExtendedLifetime(dialogue) {
                prepare(handle)
                dondoc_setopt_pointer(handle, CURLOPT_ERRORBUFFER, words.baseAddress)
                dondoc_setopt_text(handle, CURLOPT_MAIL_FROM, mail.sender)
                dondoc_setopt_list(handle, CURLOPT_MAIL_RCPT, recipients)
                dondoc_setopt_long(handle, CURLOPT_UPLOAD, 1)
                dondoc_setopt_off(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(mail.content.count))
                dialogue.listen(to: handle)
                let code = curl_easy_perform(handle)
                // The handle outlives them.
                dondoc_setopt_pointer(handle, CURLOPT_ERRORBUFFER, nil)
                dondoc_setopt_list(handle, CURLOPT_MAIL_RCPT, nil)
                return code
            }
        }
        var connections = 0
        dondoc_getinfo_long(handle, CURLINFO_NUM_CONNECTS, &connections)
        let answer = dialogue.answer(code, CurlLibrary.text(of: words, or: code))
        guard case .unavailable = answer, connections == 0, !dialogue.hasBegun, code != CURLE_OPERATION_TIMEDOUT,
            abandonment?.isDeclared != true
        else { return (answer, false) }
        close()
        return (answer, true)
    }

    private func prepare(_ handle: UnsafeMutableRawPointer) {
        let scheme = relay.security == .tls ? "smtps" : "smtp"
        let host = relay.host.contains(":") ? "[\(relay.host)]" : relay.host
        dondoc_setopt_text(handle, CURLOPT_URL, "\(scheme)://\(host):\(relay.port)/\(relay.ownName)")
        dondoc_setopt_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // A mail is never sent through whatever the environment names as a proxy.
        dondoc_setopt_text(handle, CURLOPT_PROXY, "")
        dondoc_setopt_long(handle, CURLOPT_NOSIGNAL, 1)
        dondoc_setopt_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
        dondoc_setopt_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
        dondoc_setopt_long(handle, CURLOPT_CONNECTTIMEOUT_MS, CurlLibrary.milliseconds(connectsWithin))
        dondoc_setopt_long(handle, CURLOPT_TIMEOUT_MS, CurlLibrary.milliseconds(endsWithin))
        // Also how long a goodbye is waited for.
        dondoc_setopt_long(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, Int(endsWithin.components.seconds)))
        if relay.security != .none {
            dondoc_setopt_long(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
            if let authorities = relay.authorities { dondoc_setopt_text(handle, CURLOPT_CAINFO, authorities) }
        }
        if let user = relay.user {
            dondoc_setopt_text(handle, CURLOPT_USERNAME, user)
            dondoc_setopt_text(handle, CURLOPT_PASSWORD, relay.password ?? "")
        }
    }
}
