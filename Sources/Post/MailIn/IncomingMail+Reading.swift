import Almanac
import Casework
import Foundation
import Storage

extension IncomingMail {
    /// Reads whatever bytes there are: a mail that is broken is read as far as it goes.
    package init(reading bytes: [UInt8]) {
        let isTooLarge = bytes.count > IncomingMail.largest
        let raw = MailLines.cleaned(isTooLarge ? Array(bytes.prefix(MailHead.longestField)) : bytes)
        var parting = MailParting(raw)
        let whole = parting.part()
        var content = MailContent(raw)
        content.gather(whole)
        head = whole.head
        from = MailAddresses.read(head["from"]).first ?? MailAddresses.read(head["sender"]).first
        replyTo = MailAddresses.read(head["reply-to"])
        to = MailAddresses.read(head["to"])
        cc = MailAddresses.read(head["cc"])
        deliveredTo = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"]
            .flatMap { name in whole.head.all(name) }.flatMap { MailAddresses.read($0) }.compactMap(\.address)
        subject = String(head.text("subject").prefix(1000))
        date = MailDate.read(head.text("date"))
        receivedAt = head["received"].flatMap(IncomingMail.traced)
        messageID = IncomingMail.identities(head["message-id"]).first
        inReplyTo = IncomingMail.identities(head["in-reply-to"])
        references = IncomingMail.identities(head["references"])
        text = NewestText.of(content.text, fromHTML: content.html, atMost: IncomingMail.longestText)
        attachments = content.attachments
        deliveryReports = content.deliveryReports
        traits = content.traits
        var reached = parting.limits
        if isTooLarge { reached.insert(.tooLarge) }
        limits = reached
        bodyDigest = Digest.sha256(bytes: isTooLarge ? bytes : Array(raw[whole.body]))
    }

    /// The same for the same mail, by whatever way and however often it comes.
    var identity: String {
        let facts = [
            "mail", messageID ?? "", from?.address?.lowercased() ?? "", head.text("date"), subject, bodyDigest,
        ]
        return Digest.sha256(facts.joined(separator: "\n"))
    }

    /// `<a@b> <c@d>`, also without the brackets.
    private static func identities(_ raw: [UInt8]?) -> [String] {
        guard let raw else { return [] }
        let text = String(decoding: raw, as: UTF8.self)
        let marked = text.split(separator: "<").compactMap { piece -> String? in
            piece.contains(">") ? String(piece.prefix { $0 != ">" }) : nil
        }
        let words = marked.isEmpty ? text.split { $0.isWhitespace || $0 == "," }.map(String.init) : marked
        return words.map { $0.filter { !$0.isWhitespace } }
            .filter { (3...400).contains($0.utf8.count) && $0.contains("@") }.suffix(100)
    }

    /// The instant stands behind the last semicolon of a trace.
    private static func traced(_ raw: [UInt8]) -> Instant? {
        raw.lastIndex(of: UInt8(ascii: ";")).flatMap {
            MailDate.read(String(decoding: raw[($0 + 1)...], as: UTF8.self))
        }
    }
}
