import Almanac
import Casework
import Definition
import Errands
import Foundation
import Notation
import Post
import Transport

/// The mailbox that `site.yaml` names, ready to be looked into.
struct SiteMailbox: Sendable {
    let account: IMAPAccount
    let inbox: MailInbox
    /// Where its mails are put.
    let folder: String
    let file: String

    /// Nil where the site names none.
    /// - Throws: `CommandError` when the password or a certificate is missing.
    init?(of office: Office, in path: String, secrets: Secrets) throws(CommandError) {
        guard let inbox = office.settings.mail?.inbox else { return nil }
        self.inbox = inbox
        account = IMAPAccount(
            host: inbox.server.host, port: inbox.server.port, security: SiteMail.security(inbox.server.security),
            user: inbox.server.user ?? "", password: try SiteMail.password(of: inbox.server, secrets) ?? "",
            authorities: try inbox.server.caFile.map { file throws(CommandError) in
                try SiteMail.file(file, in: path)
            }, folder: SiteMailbox.folder(named: inbox.folder))
        folder = "\(path)/\(office.settings.inbox)/\(FileDrop.mailFolder)"
        file = MailboxState.file(in: "\(path)/\(office.settings.state)")
    }

    /// Servers compare names byte by byte.
    private static func folder(named name: String) -> IMAPFolder {
        IMAPFolder(name.precomposedStringWithCanonicalMapping)
    }
}
