package import Almanac
package import Casework

/// One mail that has come, as far as it can be read.
package struct IncomingMail: Hashable, Sendable {
    /// What came with it, whole and decoded.
    package struct Attachment: Hashable, Sendable {
        /// Safe in every folder, and no other's in this mail.
        package let name: String
        /// As it was written.
        package let original: String
        /// `application/pdf`
        package let type: String
        package let bytes: [UInt8]
    }

    /// What stands in its body beside text and files.
    enum Trait: Hashable, Sendable {
        /// Locked by S/MIME or PGP.
        case encrypted
        /// Signed so that the text lies inside the signature, or as `winmail.dat`: it would have to be opened by a program.
        case opaque
        /// An answer to an invitation.
        case calendarReply
        /// A receipt for reading, or another report that tells of no loss.
        case notification
    }

    package let from: Mailbox?
    package let replyTo: [Mailbox]
    package let to: [Mailbox]
    package let cc: [Mailbox]
    /// The addresses at which it was put into the mailbox, as far as servers have written them down.
    package let deliveredTo: [String]
    package let subject: String
    package let date: Instant?
    /// When the mailbox's own server had it: the topmost trace.
    package let receivedAt: Instant?
    /// Without angle brackets, as are the others; nil: it has none.
    package let messageID: String?
    package let inReplyTo: [String]
    package let references: [String]
    /// What the sender has written now: without the mail that is answered, and without a signature.
    package let text: String
    package let attachments: [Attachment]
    /// Told by a mail server: what was not delivered.
    package let deliveryReports: [DeliveryReport]
    let traits: Set<Trait>
    let limits: Set<MailLimit>
    let head: MailHead
    /// SHA-256 of its body as it came: the same mail fetched twice has other traces in its head.
    let bodyDigest: String

    /// Larger ones are not looked through.
    package static let largest = 64 << 20
    /// Characters of text that are kept.
    static let longestText = 20_000
}
