package import Almanac
package import Casework

/// One mail, whole, before it is bytes (RFC 5322, 2045 to 2047, 2231).
package struct Message: Hashable, Sendable {
    package struct Attachment: Hashable, Sendable {
        package let fileName: String
        /// `text/html; charset=utf-8`
        package let type: String
        package let bytes: [UInt8]

        /// Somebody is to go on with it: it waits for number, date and signature.
        package var isLetter: Bool { type == WordTemplate.mediaType }
    }

    /// Without its angle brackets. The same for the same notice, however often it is made.
    package let id: String
    package let from: Mailbox
    package let to: [Mailbox]
    package let subject: String
    package let date: Instant
    package let zone: Zone
    /// `vi` or `en`.
    package let language: String
    package let text: String
    package let html: String
    package let attachments: [Attachment]
    /// The identity of the first mail about the same matter, without angle brackets; nil: this is the first.
    package let thread: String?
    /// Where an answer goes, when not to the sender's own address.
    package var replyTo: String?

    /// As it goes into an `.eml` file or to a mail server: ASCII, lines ended by CRLF.
    package var bytes: [UInt8] {
        var head = addresses("From", [from]) + addresses("To", to)
        if let replyTo { head += addresses("Reply-To", [Mailbox(name: from.name, address: replyTo)]) }
        head += HeaderText.line("Subject", text: subject)
        head += "Date: \(date.mailDate(in: zone))\r\nMessage-ID: <\(id)>\r\n"
        if let thread { head += "In-Reply-To: <\(thread)>\r\nReferences: <\(thread)>\r\n" }
        head += "Auto-Submitted: auto-generated\r\nContent-Language: \(language)\r\nMIME-Version: 1.0\r\n"
        let alternative = multipart("alternative", [part("text/plain", text), part("text/html", html)])
        guard !attachments.isEmpty else { return Array(head.utf8) + alternative }
        return Array(head.utf8) + multipart("mixed", [alternative] + attachments.map(attached))
    }

    private func addresses(_ name: String, _ mailboxes: [Mailbox]) -> String {
        let lists = mailboxes.enumerated().map { index, mailbox in
            var words = HeaderText.words(of: (mailbox.name, mailbox.address), after: index == 0 ? name.count + 2 : 1)
            if index < mailboxes.count - 1 { words[words.count - 1] += "," }
            return words
        }
        return HeaderText.folded(name, Array(lists.joined()))
    }

    /// `=_` stands in neither of the two encodings, so no body can hold the boundary.
    private func multipart(_ kind: String, _ parts: [[UInt8]]) -> [UInt8] {
        let boundary = "=_\(kind)_\(id.prefix { $0 != "@" }.prefix(24))"
        var result = Array("Content-Type: multipart/\(kind);\r\n boundary=\"\(boundary)\"\r\n\r\n".utf8)
        for part in parts { result += Array("--\(boundary)\r\n".utf8) + part + [0x0D, 0x0A] }
        return result + Array("--\(boundary)--\r\n".utf8)
    }

    private func part(_ type: String, _ words: String) -> [UInt8] {
        Array("Content-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".utf8)
            + TransferEncoding.quotedPrintable(words)
    }

    /// The name twice: as RFC 2231 has it, and as encoded words for programs that know only those.
    private func attached(_ attachment: Attachment) -> [UInt8] {
        let name = attachment.fileName.onOneLine
        let isPlain = name.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) && $0 != "\"" && $0 != "\\" }
        let fallback = isPlain ? [name] : HeaderText.encodedWords(name, after: 8)
        let head =
            "Content-Type: \(attachment.type);\r\n name=\"\(fallback.joined(separator: "\r\n "))\"\r\n"
            + "Content-Disposition: attachment\(HeaderText.parameter("filename", name))\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
        return Array(head.utf8) + TransferEncoding.base64(attachment.bytes)
    }
}

/// Why a mail cannot be written.
package enum MessageError: Error, Equatable, Sendable, CustomStringConvertible {
    case notAnAddress(String)
    case nobodyToReach

    package var description: String {
        switch self {
        case .notAnAddress(let text): "\"\(text)\" is not a mail address"
        case .nobodyToReach: "the notice names nobody to whom it goes"
        }
    }
}

extension Message {
    /// An address that can stand in a head as it is: one `@`, and nothing that ends or opens anything.
    package static func isAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && text.utf8.count <= 254
            && halves.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".") }
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"()<>,;:\\\"[]".utf8.contains($0) }
    }
}

extension Message {
    /// The identity of a mail that can stand in a head as it is, without angle brackets.
    static func isIdentity(_ text: String) -> Bool {
        (3...250).contains(text.utf8.count) && text.contains("@")
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>()\"\\".utf8.contains($0) }
    }
}

extension Instant {
    /// `Wed, 17 Mar 2021 08:00:00 +0700` (RFC 5322, 3.3).
    func mailDate(in zone: Zone) -> String {
        let (day, millisecond) = zone.local(self)
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let offset = zone.secondsFromUTC(at: self) / 60
        let clock = [millisecond / 3_600_000, millisecond / 60_000 % 60, millisecond / 1000 % 60].map(twoDigits).joined(
            separator: ":")
        let shift = (offset < 0 ? "-" : "+") + twoDigits(abs(offset) / 60) + twoDigits(abs(offset) % 60)
        return "\(weekday), \(twoDigits(day.day)) \(months[day.month - 1]) \(day.year) \(clock) \(shift)"
    }
}

/// `7` is `07`.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
