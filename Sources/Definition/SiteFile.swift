import Almanac
package import Notation

/// `site.yaml`.
package enum SiteFile {
    private static let known = [
        "site", "title", "timezone", "language", "workingHours", "noticesAt", "sender", "admin", "state", "outbox",
        "inbox",
        "quarantine",
        "missedRuns", "catchUp", "largestFile", "receiptTime", "mail", "keep", "heartbeat",
    ]

    /// Reads the settings and tells everything that is wrong; they are nil when anything is an error.
    package static func read(_ source: SourceText) -> (settings: SiteSettings?, diagnostics: [Diagnostic]) {
        let problems = Problems(file: source.file)
        let settings = LocatedTree.parsing(source, problems).flatMap { tree in
            var reader = Reader(tree: tree, problems: problems)
            reader.readsExpressions = false
            return reader.site(tree.root)
        }
        return (problems.hasErrors ? nil : settings, problems.inOrder)
    }

    /// Less would take away what people still ask about.
    static func isLongEnough(_ span: CivilDuration) -> Bool {
        let days = span.months * 30 + span.days
        return days >= 30
    }

    static func fields(_ node: Node, by reader: Reader) -> Fields? {
        reader.fields(node, of: "site.yaml", known, required: ["site", "title", "sender"])
    }
}

extension Reader {
    private static let largest = 1 << 40

    fileprivate func site(_ node: Node) -> SiteSettings? {
        guard let fields = SiteFile.fields(node, by: self) else { return nil }
        let name = fields["site"].flatMap { code($0, "\"site\"") }
        let title = text("title", in: fields)
        let sender = fields["sender"].flatMap { self.sender($0, "\"sender\"") }
        var settings = SiteSettings(
            name: name ?? "", title: title ?? "", sender: sender ?? Sender(name: "", address: ""))
        settings.admin = fields["admin"].flatMap { self.sender($0, "\"admin\"") }
        if let zone = fields["timezone"].flatMap({ zone($0, "\"timezone\"") }) { settings.zone = zone }
        if let language = fields["language"].flatMap({ word($0, "\"language\"", among: ["vi", "en"]) }) {
            settings.language = language
        }
        if let hours = fields["workingHours"].flatMap(workingHours) { settings.hours = hours }
        if let time = fields["noticesAt"].flatMap({ time($0, "\"noticesAt\"") }) { settings.noticesAt = time }
        settings.missedRuns = choice("missedRuns", in: fields, of: MissedRuns.self) ?? .latest
        settings.receiptTime = choice("receiptTime", in: fields, of: ReceiptTime.self) ?? .firstSeen
        if let hold = fields["catchUp"].flatMap(catchUp) { settings.holdAbove = hold }
        if let node = fields["keep"] { keep(node, &settings.keep) }
        settings.heartbeat = fields["heartbeat"].flatMap(heartbeat)
        if let size = fields["largestFile"].flatMap({ fileSize($0, "\"largestFile\"") }) { settings.largestFile = size }
        settings.mail = fields["mail"].flatMap { mail($0, sender: sender?.address) }
        readFolders(into: &settings, fields)
        if settings.noticesAt < settings.hours.opens || settings.noticesAt >= settings.hours.closes {
            problems.error(
                "bad-time", at: (fields["noticesAt"] ?? fields["workingHours"] ?? node).mark,
                "\"noticesAt\" is \(settings.noticesAt.text), outside of the working hours",
                hint: "notices leave between \(settings.hours.opens.text) and \(settings.hours.closes.text)")
        }
        settings.references = references.list
        return name == nil || title == nil || sender == nil ? nil : settings
    }

    private func readFolders(into settings: inout SiteSettings, _ fields: Fields) {
        let folders: [(String, WritableKeyPath<SiteSettings, String>)] = [
            ("state", \.state), ("outbox", \.outbox), ("inbox", \.inbox), ("quarantine", \.quarantine),
        ]
        var places: [String: String] = [:]
        for (key, path) in folders {
            if let folder = fields[key].flatMap({ folder($0, quoted(key)) }) { settings[keyPath: path] = folder }
            if let other = places.updateValue(key, forKey: settings[keyPath: path]) {
                problems.error(
                    "same-folder", at: (fields[key] ?? fields[other] ?? fields.node).mark,
                    "\(quoted(key)) and \(quoted(other)) are the same folder, \(quoted(settings[keyPath: path]))",
                    hint: "give each a folder of its own")
            }
        }
    }

    /// A path that stays inside the site.
    func folder(_ node: Node, _ owner: String) -> String? {
        guard let path = text(node, owner) else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let leaves = path.hasPrefix("/") || path.hasPrefix("~") || path.contains("\\") || parts.contains("..")
        if leaves || parts.allSatisfy({ $0 == "." }) || path.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            problems.error(
                "bad-path", at: node.mark, "\(owner) is \(quoted(path)), which is not a folder inside the site",
                hint: "write a relative path without \"..\", such as \"outbox\"")
            return nil
        }
        return parts.filter { $0 != "." }.joined(separator: "/")
    }

    private func sender(_ node: Node, _ owner: String) -> Sender? {
        let known = ["name", "address", "phone", "unit"]
        guard let fields = fields(node, of: owner, known, required: ["name", "address"]) else { return nil }
        let name = line("name", in: fields)
        let address = fields["address"].flatMap { mailAddress($0, member("address", of: owner)) }
        let phone = fields["phone"].flatMap { code($0, member("phone", of: owner)) }
        let unit = fields["unit"].flatMap { self.unit($0, member("unit", of: owner)) }
        guard let name, let address else { return nil }
        return Sender(name: name, address: address, phone: phone, unit: unit)
    }

    /// A text on one line: it stands in the header of a mail.
    private func line(_ key: String, in fields: Fields) -> String? {
        guard let text = text(key, in: fields), let node = fields[key] else { return nil }
        if text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) { return text }
        problems.error("bad-value", at: node.mark, "\(member(key, of: fields.owner)) must be one line")
        return nil
    }

    private func mailAddress(_ node: Node, _ owner: String) -> String? {
        guard let text = text(node, owner) else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isSound = text.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !"<>,;\"()".unicodeScalars.contains($0)
        }
        if parts.count == 2, isSound, !parts[0].isEmpty, !parts[1].isEmpty { return text }
        problems.error(
            "bad-address", at: node.mark, "\(quoted(text)) is no mail address",
            hint: "write the address alone: vanthu@so.gov.vn")
        return nil
    }

    private func workingHours(_ node: Node) -> WorkingHours? {
        let owner = "\"workingHours\""
        guard let fields = fields(node, of: owner, ["from", "to"], required: ["from", "to"]),
            let from = fields["from"].flatMap({ time($0, member("from", of: owner)) }),
            let to = fields["to"].flatMap({ time($0, member("to", of: owner)) })
        else { return nil }
        if from < to { return WorkingHours(opens: from, closes: to) }
        problems.error("bad-time", at: node.mark, "\(owner) end at \(to.text), before they begin at \(from.text)")
        return nil
    }

    /// Above how many mails a catch-up is held.
    private func catchUp(_ node: Node) -> Int? {
        fields(node, of: "\"catchUp\"", ["hold"], required: ["hold"]).flatMap {
            integer("hold", in: $0, 0...1_000_000)
        }
    }

    private func keep(_ node: Node, _ kept: inout KeptSpans) {
        let spans: [(String, WritableKeyPath<KeptSpans, CivilDuration>)] = [
            ("instances", \.instances), ("events", \.events), ("outgoing", \.outgoing),
        ]
        guard let fields = fields(node, of: "\"keep\"", spans.map(\.0), required: []) else { return }
        for (key, path) in spans {
            guard let node = fields[key] else { continue }
            let owner = member(key, of: "\"keep\"")
            guard let text = text(node, owner) else { continue }
            if let span = CivilDuration(iso8601: text), SiteFile.isLongEnough(span) {
                kept[keyPath: path] = span
            } else {
                problems.error(
                    "bad-span", at: node.mark, "\(owner) is \(quoted(text)), which is no span of at least 30 days",
                    hint: "write months or years, such as P18M or P2Y; what ended before that goes into the archive")
            }
        }
    }

    private func time(_ node: Node, _ owner: String) -> TimeOfDay? {
        guard let text = text(node, owner) else { return nil }
        if let time = TimeOfDay(text) { return time }
        problems.error(
            "bad-time", at: node.mark, "\(quoted(text)) is no time of day", hint: "write hours and minutes: 08:00")
        return nil
    }

    /// Bytes, or text such as `500 MB`: 1 MB is 1,048,576 bytes.
    func fileSize(_ node: Node, _ owner: String) -> Int? {
        guard let text = node.string else { return integer(node, owner, 1...Reader.largest) }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).filter { !$0.isWhitespace }.uppercased()
        let sizes = [
            "B": 1, "KB": 1 << 10, "KIB": 1 << 10, "MB": 1 << 20, "MIB": 1 << 20, "GB": 1 << 30, "GIB": 1 << 30,
        ]
        guard let number = Int(digits), let size = sizes[unit] else {
            problems.error(
                "bad-value", at: node.mark, "\(quoted(text)) is no size", hint: "write \"500 MB\", or a number of bytes"
            )
            return nil
        }
        let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: size)
        guard !isTooLarge, (1...Reader.largest).contains(bytes) else {
            problems.error("out-of-range", at: node.mark, "\(owner) is \(quoted(text)); it may be 1 byte to 1024 GB")
            return nil
        }
        return bytes
    }
}
