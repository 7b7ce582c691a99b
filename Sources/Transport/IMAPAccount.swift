/// A mailbox on a server that speaks IMAP, and what the server wants to know of who looks into it.
package struct IMAPAccount: Hashable, Sendable {
    package let host: String
    package let port: Int
    package let security: MailRelay.Security
    package let user: String
    package let password: String
    /// Certificates that vouch for the server in place of those of the machine.
    package let authorities: String?
    package let folder: IMAPFolder

    package init(
        host: String, port: Int, security: MailRelay.Security, user: String, password: String,
        authorities: String? = nil, folder: IMAPFolder
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.authorities = authorities
        self.folder = folder
    }
}

/// What a look into a folder begins with.
package struct IMAPStanding: Hashable, Sendable {
    /// When it changes, the numbers of the mails say nothing any more.
    package let uidValidity: Int
    package let count: Int
}

/// What is known of a mail before it is fetched.
package struct IMAPEntry: Hashable, Sendable {
    package let uid: Int
    /// 0 where the server does not say.
    package let size: Int
    /// When the server had it, as IMAP writes it: `21-Nov-2026 23:04:51 +0700`.
    package let arrived: String
}

/// Why the server did not do what was asked. The words are its own or curl's, on one line.
package enum IMAPFault: Error, Equatable, Sendable {
    /// Not reached, not trusted, not let in, or gone in the middle.
    case unavailable(String)
    /// This one command.
    case refused(String)
    /// Nothing of that number is there any more.
    case missing
    case tooLarge(limit: Int)

    /// One sentence for people, without its full stop.
    package var sentence: String {
        switch self {
        case .unavailable(let words): words
        case .refused(let words): "the server refused: \(words)"
        case .missing: "it is not there any more"
        case .tooLarge(let limit): "it is longer than the \(limit) bytes that are read"
        }
    }
}
