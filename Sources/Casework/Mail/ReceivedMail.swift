package import Almanac
package import Definition

/// A mail that has come, as `dondoc.mail.received.v1` tells of it: read, but nothing is decided yet.
package struct ReceivedMail: Codable, Sendable {
    /// What an answer without files asks for.
    package enum Wish: Codable, Hashable, Sendable {
        /// `không phát sinh`
        case nothing
        /// More time; `until` nil: no day was named.
        case `extension`(until: Day?, reason: String?)
    }

    /// A file, or the whole mail, that lies in quarantine unopened.
    package struct Held: Codable, Hashable, Sendable {
        let name: String
        let code: String
        let reason: String
        /// Where it lies, below the site.
        let folder: String

        package init(name: String, code: String, reason: String, folder: String) {
            self.name = name
            self.code = code
            self.reason = reason
            self.folder = folder
        }
    }

    /// What became of a mail of ours at one recipient.
    package struct Report: Codable, Hashable, Sendable {
        /// It will not be delivered; else it is on its way, or is still being tried.
        let isFinal: Bool
        let isDelay: Bool
        let recipient: String?
        let reason: String
        /// What stands before the `@` of our mail's identity.
        let original: String?

        package init(isFinal: Bool, isDelay: Bool, recipient: String?, reason: String, original: String?) {
            self.isFinal = isFinal
            self.isDelay = isDelay
            self.recipient = recipient
            self.reason = reason
            self.original = original
        }
    }

    /// Without angle brackets; nil where it has none that could stand in an answer.
    package let messageID: String?
    package let from: Mailbox?
    /// Whose mailbox it comes from.
    package let units: [UnitCode]
    package private(set) var subject: String
    /// What the sender has written now.
    package private(set) var text: String
    /// Marks of ours that it carries, genuine or not.
    package let tokens: [String]
    /// The identities of mails of ours that it answers, as far as the `@`; the nearest first.
    package var ownReferences: [String] = []
    /// When the mailbox's server had it; nil: nobody says.
    package var receivedAt: Instant?
    package var files: [SubmittedFile] = []
    package var exemplars: [Exemplar]?
    package var held: [Held] = []
    /// The whole mail is held.
    package var isHeld = false
    package var wish: Wish?
    /// Why it is nobody's mail; nothing is answered.
    package var ignored: String?
    package var reports: [Report]?
    /// What of it was not looked at, and why.
    package var remark: String?
    /// Where the whole mail lies on the shelf, when it brings nothing else.
    package var letter: String?
    /// Its server says that the sender's name is borrowed.
    package var isUnproven = false

    package init(
        messageID: String?, from: Mailbox?, units: [UnitCode], subject: String, text: String, tokens: [String]
    ) {
        self.messageID = messageID
        self.from = from
        self.units = units
        self.subject = subject
        self.text = text
        self.tokens = tokens
    }

    /// Nothing of what it says goes on from here.
    package mutating func conceal() { (subject, text) = ("", "") }
}
