/// A server that takes mail for others, and what it wants to know of who comes.
package struct MailRelay: Hashable, Sendable {
    /// `tls` from the first byte, `starttls` after a greeting in the clear, or not at all.
    package enum Security: String, Hashable, Sendable, Codable, CaseIterable { case tls, starttls, none }

    package let host: String
    package let port: Int
    package let security: Security
    package let user: String?
    package let password: String?
    /// Certificates that vouch for the server beside, and not together with, those of the machine.
    package let authorities: String?
    /// The name given with `EHLO`.
    package let ownName: String

    package init(
        host: String, port: Int, security: Security, user: String? = nil, password: String? = nil,
        authorities: String? = nil, ownName: String
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.authorities = authorities
        self.ownName = ownName
    }
}

/// One mail as a relay gets it. The recipients are those of the envelope; the head may say what it likes.
package struct MailEnvelope: Sendable {
    package let sender: String
    package let recipients: [String]
    /// ASCII, lines ended by CRLF.
    package let content: [UInt8]

    package init(sender: String, recipients: [String], content: [UInt8]) {
        self.sender = sender
        self.recipients = recipients
        self.content = content
    }
}

/// How a relay answered. The words are the server's own, on one line; they may name the recipient.
package enum MailAnswer: Equatable, Sendable {
    /// The relay has it, and answers for it from now on.
    case accepted(String)
    /// The relay cannot be used now: not reached, not trusted, not let in. Nothing is said about the mail.
    case unavailable(String)
    /// This mail is not taken now.
    case temporary(code: Int, String)
    /// This mail is not taken, and never will be.
    case permanent(code: Int, String)
    /// All of it was handed over, and no answer came: it may have been taken.
    case uncertain(String)
}
