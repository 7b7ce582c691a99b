/// `mail:` in `site.yaml`: by which servers mails leave, how many of them, and from which mailbox answers come.
package struct MailSettings: Hashable, Sendable {
    /// A relay, or the server of a mailbox.
    package struct Server: Hashable, Sendable {
        package enum Security: String, Hashable, Sendable, CaseIterable { case tls, starttls, none }

        package var host: String
        package var port: Int
        package var security: Security
        package var user: String?
        package var password: Password?
        /// A file with certificates that vouch for the server, in place of the machine's.
        package var caFile: String?

        package init(host: String, port: Int, security: Security) {
            self.host = host
            self.port = port
            self.security = security
        }
    }

    package enum Password: Hashable, Sendable {
        /// The name of one.
        case secret(String)
        /// As it stands in the file.
        case written(String)
    }

    /// So many in each span.
    package struct Limit: Hashable, Sendable {
        package var count: Int
        package var span: Duration

        package init(count: Int, span: Duration) {
            self.count = count
            self.span = span
        }
    }

    package enum Hours: String, Hashable, Sendable, CaseIterable { case working, always }

    /// How an answer finds its way: by an address of its own (`sender+TOKEN@…`), or by a code in the subject.
    package enum ReplyTo: String, Hashable, Sendable, CaseIterable { case plus, subject }

    /// Asked in this order: the next one when one cannot be used.
    package var relays: [Server]
    package var perMinute = 50
    package var perRecipient: Limit?
    package var hours: Hours = .always
    package var replyTo: ReplyTo = .subject
    /// The name that the site's machine gives itself; nil: the domain of the sender.
    package var hello: String?
    /// Nil: answers are only files that somebody saves into the inbox.
    package var inbox: MailInbox?

    package init(relays: [Server]) { self.relays = relays }
}
