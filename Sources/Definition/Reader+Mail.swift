import Notation

/// `mail:` in `site.yaml`.
extension Reader {
    private static let mostRelays = 8

    /// - Parameter sender: in whose name mails are written, and to whom they are answered.
    func mail(_ node: Node, sender: String?) -> MailSettings? {
        let owner = "\"mail\""
        let known = ["relays", "perMinute", "perRecipient", "hours", "replyTo", "hello", "inbox"]
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
        mail.inbox = fields["inbox"].flatMap { inbox($0, sender: sender) }
        return mail
    }

    private func relay(_ node: Node) -> MailSettings.Server? {
        let owner = "a server of \"relays\""
        guard let fields = fields(node, of: owner, Reader.serverKeys, required: ["host", "security"]),
            let relay = server(fields, ports: [.tls: 465, .starttls: 587, .none: 25])
        else { return nil }
        if (relay.user == nil) != (relay.password == nil) {
            problems.error(
                "bad-value", at: node.mark, "\(owner) has a user or a password, but not both",
                hint: "name both, or leave both out where the server asks for neither")
        }
        return relay
    }

    static let serverKeys = ["host", "port", "security", "user", "password", "caFile", "insecure"]

    /// - Parameter ports: the usual ones.
    func server(_ fields: Fields, ports: [MailSettings.Server.Security: Int]) -> MailSettings.Server? {
        let owner = fields.owner
        guard let host = fields["host"].flatMap({ hostName($0, member("host", of: owner)) }),
            let security = choice("security", in: fields, of: MailSettings.Server.Security.self, isFixed: true)
        else { return nil }
        let port = integer("port", in: fields, 1...65_535, isFixed: true) ?? ports[security] ?? 0
        var server = MailSettings.Server(host: host, port: port, security: security)
        server.user = fields["user"].flatMap { text($0, member("user", of: owner)) }
        server.password = fields["password"].flatMap { password($0, member("password", of: owner)) }
        server.caFile = fields["caFile"].flatMap { text($0, member("caFile", of: owner)) }
        checkSecurity(of: server, fields)
        return server
    }

    /// What goes in the clear can be read and changed on its way; on the same machine there is no way.
    private func checkSecurity(of server: MailSettings.Server, _ fields: Fields) {
        let mayBeInsecure = boolean("insecure", in: fields, isFixed: true) ?? false
        guard server.security == .none, let mark = fields["security"]?.mark,
            !["localhost", "127.0.0.1", "::1"].contains(server.host)
        else { return }
        if mayBeInsecure {
            problems.warning(
                "insecure-mail", at: mark,
                "mails, and the password where there is one, go to and from \(quoted(server.host)) in the clear",
                hint: "write \"security: starttls\" as soon as the server offers it")
        } else {
            problems.error(
                "insecure-mail", at: mark,
                "\"security: none\" is only for a server on the same machine, and \(quoted(server.host)) is not",
                hint: "write starttls or tls, or add \"insecure: true\" to go in the clear all the same")
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
