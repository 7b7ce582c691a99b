import Casework
import Foundation

/// Mails that no person has written to us: nothing is ever answered to them.
package enum AutomaticMail {
    /// Why it is one, for the ledger; nil for a person's.
    ///
    /// - Parameter isKnown: its sender is a unit's mailbox, whatever it is called.
    package static func reason(of mail: IncomingMail, isKnown: Bool = false) -> String? {
        let head = mail.head
        let submitted = word(head.text("auto-submitted"))
        if !submitted.isEmpty, submitted != "no" { return "Auto-Submitted: \(submitted)" }
        let precedence = word(head.text("precedence"))
        if ["bulk", "junk", "list", "auto_reply", "auto-reply"].contains(precedence) {
            return "Precedence: \(precedence)"
        }
        for name in ["x-autoreply", "x-autorespond", "x-autoreply-from", "x-auto-reply-from", "x-failed-recipients"]
        where head[name] != nil { return name }
        if head["list-id"] != nil || head["list-unsubscribe"] != nil { return "List-Id" }
        if word(head.text("x-ms-exchange-generated-message-source")) == "mailbox rules agent" {
            return "an Exchange rule"
        }
        if let path = head["return-path"], path.filter({ !EncodedWords.isSpace($0) }) == Array("<>".utf8) {
            return "empty Return-Path"
        }
        if mail.traits.contains(.calendarReply) { return "an answer to an invitation" }
        if mail.traits.contains(.notification) { return "a notification" }
        let sender = mail.from?.address?.lowercased().split(separator: "@").first.map(String.init)
        if let sender, !isKnown, robots.contains(sender) { return "from \(sender)" }
        // Who brings something has not only gone away.
        guard mail.attachments.isEmpty else { return nil }
        let subject = mail.subject.normalized.lowercased()
        // Auto-response suppression alone is set by Exchange on much that people write.
        if let words = absences.first(where: { isAbsence(subject, $0) }) { return "subject \"\(words)\"" }
        return nil
    }

    /// At the beginning, or behind `Re:`; in the middle people write it too.
    private static func isAbsence(_ subject: String, _ words: String) -> Bool {
        guard let place = subject.range(of: words) else { return false }
        let before = subject[..<place.lowerBound].trimmingCharacters(in: .whitespaces)
        return before.isEmpty || ["re:", "trả lời:", "tl:", "[", "re: ["].contains(before)
    }

    private static func word(_ text: String) -> String {
        text.lowercased().prefix { $0 != ";" && $0 != "(" }.trimmingCharacters(in: .whitespaces)
    }

    private static let robots: Set<String> = [
        "mailer-daemon", "postmaster", "no-reply", "noreply", "do-not-reply", "donotreply", "no_reply",
    ]
    private static let absences = [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "auto:", "automatic response", "out of office",
        "out of the office", "trả lời tự động", "tự động trả lời", "thư trả lời tự động", "phản hồi tự động",
        "vắng mặt", "tôi đang nghỉ phép", "đi công tác - trả lời", "tra loi tu dong", "đã vắng mặt",
    ]
}
