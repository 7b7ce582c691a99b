import Almanac
import Notation

/// `inbox:` of `mail:` in `site.yaml`.
extension Reader {
    /// - Parameter sender: to whom mails are answered.
    func inbox(_ node: Node, sender: String?) -> MailInbox? {
        let owner = "\"mail.inbox\""
        let known = Reader.serverKeys + ["folder", "every", "after", "moveTo", "largest"]
        guard let fields = fields(node, of: owner, known, required: ["host", "security", "user", "password"]),
            let server = server(fields, ports: [.tls: 993, .starttls: 143, .none: 143])
        else { return nil }
        var inbox = MailInbox(server: server)
        if let folder = mailFolder("folder", in: fields) { inbox.folder = folder }
        if let span = fields["every"].flatMap({ everySpan($0, member("every", of: owner)) }) { inbox.every = span }
        inbox.after = choice("after", in: fields, of: MailInbox.Afterwards.self, isFixed: true) ?? .keep
        if let folder = mailFolder("moveTo", in: fields) { inbox.moveTo = folder }
        if let node = fields["largest"], let size = fileSize(node, member("largest", of: owner)) {
            if size > MailInbox.mostBytes {
                problems.error(
                    "out-of-range", at: node.mark,
                    "\(member("largest", of: owner)) is above \(MailInbox.mostBytes >> 20) MB, beyond which no mail is read",
                    hint: "larger files come through the folder of the unit")
            }
            inbox.largest = size
        }
        checkFolders(of: inbox, fields)
        checkOwner(of: inbox, fields, sender: sender)
        return inbox
    }

    private func checkFolders(of inbox: MailInbox, _ fields: Fields) {
        guard let node = fields["moveTo"] else { return }
        if inbox.after == .keep {
            problems.error(
                "bad-value", at: node.mark, "\"moveTo\" names a folder, and nothing is moved there",
                hint: "add \"after: move\", or leave \"moveTo\" out")
        } else if inbox.folder == inbox.moveTo {
            problems.error(
                "same-folder", at: node.mark,
                "mails would be moved to \(quoted(inbox.moveTo)), from where they are fetched",
                hint: "name another folder; it is made where there is none")
        }
    }

    /// What is answered goes to the sender's address.
    private func checkOwner(of inbox: MailInbox, _ fields: Fields, sender: String?) {
        guard let sender, let node = fields["user"], let user = inbox.server.user, user.contains("@"),
            user.lowercased() != sender.lowercased()
        else { return }
        problems.warning(
            "other-mailbox", at: node.mark,
            "answers go to the sender, \(quoted(sender)), and the mailbox of \(quoted(user)) is read",
            hint: "this works only where the one is passed on to the other")
    }

    /// A name that can stand on one line of IMAP.
    private func mailFolder(_ key: String, in fields: Fields) -> String? {
        guard let node = fields[key], let text = text(key, in: fields) else { return nil }
        let isSound =
            text.utf8.count <= 200 && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            && !text.contains("*") && !text.contains("%")
        if isSound { return text }
        problems.error(
            "bad-value", at: node.mark, "\(member(key, of: fields.owner)) is \(quoted(text)), which is no mail folder",
            hint: "write its name as the mail program shows it: INBOX")
        return nil
    }

    private func everySpan(_ node: Node, _ owner: String) -> Duration? {
        guard let span = duration(node, owner) else { return nil }
        let length = Duration.milliseconds(span.milliseconds) + .seconds(span.days * 86_400)
        if span.months == 0, (.seconds(1)...(.seconds(86_400))).contains(length) { return length }
        problems.error(
            "out-of-range", at: node.mark, "\(owner) is outside of one second to one day",
            hint: "once a minute is PT1M")
        return nil
    }
}
