import Notation

extension Reader {
    /// `{ url: https://…, every: 1h }`.
    func heartbeat(_ node: Node) -> HeartbeatSettings? {
        let owner = "\"heartbeat\""
        guard let fields = fields(node, of: owner, ["url", "every"], required: ["url"]),
            let url = text("url", in: fields)
        else { return nil }
        let isSafe =
            url.hasPrefix("https://")
            || ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { local in
                url.hasPrefix(local) && url.dropFirst(local.count).first.map { "/:".contains($0) } ?? true
            }
        if !isSafe || !url.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }) {
            problems.error(
                "bad-address", at: (fields["url"] ?? node).mark, "\(quoted(url)) is no address to call",
                hint: "write one that begins with https://")
            return nil
        }
        guard let every = fields["every"] else { return HeartbeatSettings(url: url, hours: 1) }
        let text = self.text(every, member("every", of: owner)) ?? ""
        guard text.hasSuffix("h"), let hours = Int(text.dropLast()), (1...24).contains(hours) else {
            problems.error(
                "bad-span", at: every.mark, "\(member("every", of: owner)) is \(quoted(text))",
                hint: "write whole hours: 1h to 24h; an idle daemon wakes once an hour at most")
            return nil
        }
        return HeartbeatSettings(url: url, hours: hours)
    }
}
