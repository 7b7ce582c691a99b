/// `inbox:` of `mail:` in `site.yaml`: the mailbox from which answers are fetched by IMAP.
package struct MailInbox: Hashable, Sendable {
    /// What becomes of a mail that has been fetched. None is ever deleted.
    package enum Afterwards: String, Hashable, Sendable, CaseIterable { case keep, move }

    package var server: MailSettings.Server
    /// As people see its name.
    package var folder = "INBOX"
    /// From one look to the next.
    package var every: Duration = .seconds(60)
    package var after: Afterwards = .keep
    package var moveTo = "Đã xử lý"
    /// In bytes: of a larger mail only the head is fetched.
    package var largest = MailInbox.mostBytes

    /// Larger mails are not looked through anyway.
    package static let mostBytes = 64 << 20

    package init(server: MailSettings.Server) { self.server = server }
}
