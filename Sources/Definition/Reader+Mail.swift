import Notation

/// `mail:` in `site.yaml`.
extension Reader {
    private static let mostRelays = 8

    func mail(_ node: Node) -> MailSettings? {
        let owner = "\"mail\""
        let known = ["relays", "perMinute", "perRecipient", "hours", "replyTo", "hello"]
        guard let fields = fields(node, of: owner, known, required: ["relays"]),
            let nodes = list("relays", in: fields)
        else { return nil }
        if nodes.isEmpty || nodes.count > Reader.mostRelays {
            problems.error(
                "bad-value", at: (fields["relays"] ?? node).mark,
                "\"relays\" of \(owner) has \(nodes.count) servers; it may have 1 to \(Reader.mostRelays)",
                hint: "leave out \"mail\" when mails are only to be files in the outbox")
        }
        var mail = MailSettings(relays: nodes.compactMap(relay))
        if let count = integer("perMinute", in: fields, 1...100_000, isFixed: true) { mail.perMinute = count }
        mail.perRecipient = fields["perRecipient"].flatMap { limit($0, member("perRecipient", of: owner)) }
        mail.hours = choice("hours", in: fields, of: MailSettings.Hours.self, isFixed: true) ?? .always
        mail.replyTo = choice("replyTo", in: fields, of: MailSettings.ReplyTo.self, isFixed: true) ?? .subject
        mail.hello = fields["hello"].flatMap { hostName($0, member("hello", of: owner)) }
        return mail
    }

    private func relay(_ node: Node) -> MailSettings.Relay? {
        let owner = "a server of \"relays\""
        let known = ["host", "port", "security", "user", "password", "caFile", "insecure"]
        guard let fields = fields(node, of: owner, known, required: ["host", "security"]),
            let host = fields["host"].flatMap({ hostName($0, member("host", of: owner)) }),
            let security = choice("security", in: fields, of: MailSettings.Relay.Security.self, isFixed: true)
        else { return nil }
        let usual = [MailSettings.Relay.Security.tls: 465, .starttls: 587, .none: 25]
        let port = integer("port", in: fields, 1...65_535, isFixed: true) ?? usual[security] ?? 25
        var relay = MailSettings.Relay(host: host, port: port, security: security)
        relay.user = fields["user"].flatMap { text($0, member("user", of: owner)) }
        relay.password = fields["password"].flatMap { password($0, member("password", of: owner)) }
        relay.caFile = fields["caFile"].flatMap { text($0, member("caFile", of: owner)) }
        checkSecurity(of: relay, fields)
        if (relay.user == nil) != (relay.password == nil) {
            problems.error(
                "bad-value", at: node.mark, "\(owner) has a user or a password, but not both",
                hint: "name both, or leave both out where the server asks for neither")
        }
        return relay
    }

    /// What goes in the clear can be read and changed on its way; on the same machine there is no way.
    private func checkSecurity(of relay: MailSettings.Relay, _ fields: Fields) {
        let mayBeInsecure = boolean("insecure", in: fields, isFixed: true) ?? false
        guard relay.security == .none, let mark = fields["security"]?.mark,
            !["localhost", "127.0.0.1", "::1"].contains(relay.host)
        else { return }
        if mayBeInsecure {
            problems.warning(
                "insecure-mail", at: mark,
                "mails, and the password where there is one, go to \(quoted(relay.host)) in the clear",
                hint: "write \"security: starttls\" as soon as the server offers it")
        } else {
            problems.error(
                "insecure-mail", at: mark,
                "\"security: none\" is only for a server on the same machine, and \(quoted(relay.host)) is not",
                hint: "write starttls or tls, or add \"insecure: true\" to send in the clear all the same")
        }
    }

    private func password(_ node: Node, _ owner: String) -> MailSettings.Password? {
        guard node.entries != nil else {
            problems.warning(
                "written-password", at: node.mark, "\(owner) stands in the file, for everybody who may read it",
                hint: "write { secret: NAME } and set DONDOC_SECRET_NAME")
            return text(node, owner).map { .written($0) }
        }
        guard let fields = fields(node, of: owner, ["secret"], required: ["secret"]) else { return nil }
        return text("secret", in: fields).map { .secret($0) }
    }

    /// `6/hour`.
    private func limit(_ node: Node, _ owner: String) -> MailSettings.Limit? {
        guard let text = text(node, owner) else { return nil }
        let spans: [Substring: Duration] = ["minute": .seconds(60), "hour": .seconds(3600), "day": .seconds(86_400)]
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), (1...10_000).contains(count), let span = spans[parts[1]]
        else {
            problems.error(
                "bad-value", at: node.mark, "\(owner) is \(quoted(text)), which is no limit",
                hint: "write a number of mails and a span: 6/minute, 20/hour or 50/day")
            return nil
        }
        return MailSettings.Limit(count: count, span: span)
    }

    /// A name or an address of a machine: it stands in an URL.
    private func hostName(_ node: Node, _ owner: String) -> String? {
        guard let text = text(node, owner) else { return nil }
        let isSound =
            text.utf8.count <= 253
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || ".-:".utf8.contains(byte)
            }
        if isSound, !text.hasPrefix("."), !text.hasPrefix("-") { return text }
        problems.error(
            "bad-value", at: node.mark, "\(owner) is \(quoted(text)), which is no machine's name",
            hint: "write the name alone: smtp.tinh.gov.vn")
        return nil
    }
}
