/// What a mail server tells of one recipient of a mail (RFC 3464).
package struct DeliveryReport: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable {
        /// It will not be delivered.
        case failed
        /// It is still being tried.
        case delayed
        /// It has gone on its way.
        case delivered
    }

    package let outcome: Outcome
    /// To whom it was to go; nil where the report does not say.
    package let recipient: String?
    /// `550 5.1.1 no such mailbox`, as far as it is told.
    package let reason: String
    /// The identity of the mail that it tells of, without angle brackets.
    package let original: String?

    static let mostRecipients = 100
    /// Bytes of one report that are looked at.
    static let longest = 256 << 10

    /// Blocks of fields: one about the mail, then one for each recipient.
    static func read(_ bytes: [UInt8], of original: MailHead?) -> [DeliveryReport] {
        var blocks: [MailHead] = []
        var at = 0
        while at < bytes.count, blocks.count <= mostRecipients {
            var end = at
            let head = MailHead(bytes, from: at, to: bytes.count, end: &end)
            if !head.fields.isEmpty { blocks.append(head) }
            // A line that is no field would be read for ever.
            at = end > at ? end : MailLines.line(in: bytes, at: at, to: bytes.count).next
        }
        let identity = original.flatMap { head in
            head["message-id"].map {
                String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace && !"<>".contains($0) }
            }
        }
        return blocks.filter { $0["action"] != nil || $0["final-recipient"] != nil }.map { block in
            DeliveryReport(block, of: identity)
        }
    }

    private init(_ block: MailHead, of original: String?) {
        let action = block.text("action").lowercased()
        let status = block.text("status")
        self.original = original
        outcome =
            action.hasPrefix("delayed")
            ? .delayed
            : action.hasPrefix("failed") || (action.isEmpty && status.hasPrefix("5")) ? .failed : .delivered
        recipient =
            DeliveryReport.address(block.text("original-recipient"))
            ?? DeliveryReport.address(block.text("final-recipient"))
        let words = block.text("diagnostic-code")
        let told = words.split(separator: ";", maxSplits: 1).last.map(String.init) ?? ""
        reason = String((told.isEmpty ? status : told).drop { $0 == " " }.prefix(300))
    }

    /// `rfc822; bao@tinh.vn`
    private static func address(_ text: String) -> String? {
        let address = (text.split(separator: ";", maxSplits: 1).last ?? "").filter {
            !$0.isWhitespace && !"<>".contains($0)
        }
        return Message.isAddress(address) ? address : nil
    }
}
