import Foundation

/// What the parts of a mail come to: a text, files, reports.
struct MailContent {
    private let raw: [UInt8]
    private(set) var text: String?
    private(set) var html: String?
    private(set) var attachments: [IncomingMail.Attachment] = []
    private(set) var deliveryReports: [DeliveryReport] = []
    private(set) var traits: Set<IncomingMail.Trait> = []
    private var names: Set<String> = []
    private static let longestPart = 2 << 20

    init(_ raw: [UInt8]) { self.raw = raw }

    mutating func gather(_ part: MailPart, isEnclosed: Bool = false, isRelated: Bool = false) {
        switch part.type.value {
        case "multipart/encrypted": traits.insert(.encrypted)
        case "multipart/signed":
            // The second part is the signature, and of no use to anybody else.
            if let signed = part.children.first { gather(signed, isEnclosed: isEnclosed) }
        // One that somebody passes on tells of a mail of theirs.
        case "multipart/report": if !isEnclosed { gather(report: part) }
        case "multipart/alternative": gather(alternatives: part, isEnclosed: isEnclosed)
        case _ where part.isMultipart && part.children.isEmpty && !part.body.isEmpty:
            // A boundary that stands nowhere: what is there is read as text.
            if text == nil { text = TextDecoding.text(of: Array(raw[clipped(part.body)]), in: part.type["charset"]) }
        case _ where part.isMultipart:
            let isRelated = part.type.value == "multipart/related"
            for child in part.children { gather(child, isEnclosed: isEnclosed, isRelated: isRelated) }
        case _ where part.isEnclosedMail && !part.children.isEmpty:
            for child in part.children { gather(child, isEnclosed: true) }
        default: gather(leaf: part, isEnclosed: isEnclosed, isRelated: isRelated)
        }
    }

    private mutating func gather(alternatives part: MailPart, isEnclosed: Bool) {
        for child in part.children {
            // The same words once more, as an invitation.
            if child.type.value == "text/calendar" {
                noteCalendar(child)
            } else {
                gather(child, isEnclosed: isEnclosed, isRelated: child.type.value == "multipart/related")
            }
        }
    }

    private mutating func gather(report part: MailPart) {
        let statuses = part.children.filter {
            $0.type.value == "message/delivery-status" || $0.type.value == "message/global-delivery-status"
        }
        if statuses.isEmpty { traits.insert(.notification) }
        let original = part.children.compactMap { child -> MailHead? in
            if child.isEnclosedMail { return child.children.first?.head }
            guard child.type.value == "text/rfc822-headers" || child.type.value == "message/rfc822-headers" else {
                return nil
            }
            return headOf(child)
        }.first
        for status in statuses {
            guard deliveryReports.count < DeliveryReport.mostRecipients else { break }
            deliveryReports += DeliveryReport.read(
                Array(decoded(status, clipped(status.body)).prefix(DeliveryReport.longest)), of: original)
        }
        if let words = part.children.first, words.isText { gather(leaf: words, isEnclosed: false, isRelated: false) }
    }

    private func headOf(_ part: MailPart) -> MailHead {
        let bytes = decoded(part)
        var end = 0
        return MailHead(bytes, from: 0, to: bytes.count, end: &end)
    }

    private mutating func gather(leaf part: MailPart, isEnclosed: Bool, isRelated: Bool) {
        let isFile = part.disposition.value == "attachment" || part.name != nil
        switch part.type.value {
        case "text/plain" where !isFile, "text/html" where !isFile:
            guard !isEnclosed else { return }
            let words = TextDecoding.text(of: decoded(part, clipped(part.body)), in: part.type["charset"])
            if part.type.value == "text/html" {
                html = html ?? words
            } else {
                text = text.map { "\($0)\n\(words)" } ?? words
            }
            if words.contains("-----BEGIN PGP MESSAGE-----") { traits.insert(.encrypted) }
        case "text/calendar": noteCalendar(part)
        case "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
            "application/pgp-keys", "text/vcard", "text/x-vcard":
            break
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            traits.insert(part.type["smime-type"]?.lowercased() == "signed-data" ? .opaque : .encrypted)
        case _ where isRelated && part.type.value.hasPrefix("image/") && part.head["content-id"] != nil:
            // A picture of the text itself, such as the arms in a signature.
            break
        default:
            if part.type.value == "application/pgp-encrypted" { traits.insert(.encrypted) }
            attach(part)
        }
    }

    private mutating func noteCalendar(_ part: MailPart) {
        if part.type["method"]?.lowercased() == "reply" {
            traits.insert(.calendarReply)
        } else if part.name != nil {
            attach(part)
        }
    }

    private mutating func attach(_ part: MailPart) {
        let original = part.name ?? "tep-dinh-kem\(MailContent.ending(of: part.type.value))"
        let name = FileName.free(FileName.safe(original)) { names.contains($0) }
        names.insert(name)
        attachments.append(
            IncomingMail.Attachment(
                name: name, original: original, type: part.type.value, bytes: decoded(part)))
    }

    private func decoded(_ part: MailPart, _ range: Range<Int>? = nil) -> [UInt8] {
        let coding =
            part.head["content-transfer-encoding"].map { String(decoding: $0, as: UTF8.self).lowercased() } ?? ""
        return TransferDecoding.decoded(raw[range ?? part.body], as: coding.filter { !$0.isWhitespace && $0 != "\"" })
    }

    private func clipped(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound..<min(range.upperBound, range.lowerBound + MailContent.longestPart)
    }

    private static func ending(of type: String) -> String {
        let endings = [
            "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "video/mp4": ".mp4",
            "application/zip": ".zip", "text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml",
            "application/msword": ".doc", "video/quicktime": ".mov", "image/heic": ".heic", "audio/mpeg": ".mp3",
        ]
        return endings[type] ?? ""
    }
}
