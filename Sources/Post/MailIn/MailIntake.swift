package import Almanac
import Casework
package import Definition
package import Notation
package import Storage

/// Takes in a mail as it came: what is in it goes onto the shelf, what must not be opened into quarantine, and an event
/// for the desk says the rest.
///
/// The same mail again, after a crash or by another way, is the same event. Nothing of the mail's source is removed
/// here: that is for whoever brought it, once the desk has committed.
package struct MailIntake: Sendable {
    private let site: String
    private let settings: SiteSettings
    private let shelf: FileShelf
    /// More files than anybody sends; beyond it the mail is for a person.
    static let mostAttachments = 100

    package init(site: String, settings: SiteSettings, shelf: FileShelf) {
        self.site = site
        self.settings = settings
        self.shelf = shelf
    }

    /// What is to be handed to the desk, with all that it names durable.
    package struct Taken: Hashable, Sendable {
        package let event: CloudEvent
        /// Why the mail itself is not taken up: written by a program, or by ourselves. It may be of use to a person.
        package let ignored: String?
    }

    /// - Parameters:
    ///   - raw: the mail, byte for byte.
    ///   - receivedAt: when the mailbox's server had it, where that is known better than by the mail's own traces.
    ///   - isHead: the mail was too large to be fetched, and stays in the mailbox.
    ///   - owners: whose mailbox an address is today.
    /// - Throws: `FileShelfError` or `FileFault` when the disk fails; then the mail is to be brought again.
    package func take(
        raw: [UInt8], at now: Instant, receivedAt: Instant? = nil, isHead: Bool = false,
        owners: (String) -> [UnitCode]
    ) throws -> Taken {
        let mail = IncomingMail(reading: raw)
        var received = ReceivedMail(mail, units: mail.from?.address.map(owners) ?? [])
        received.receivedAt = MailIntake.instant(receivedAt ?? mail.receivedAt, at: now)
        received.ownReferences = (mail.inReplyTo + mail.references.reversed()).filter(isOwn).prefix(50).map {
            String($0.prefix { $0 != "@" }).lowercased()
        }
        let day = settings.zone.day(of: now)
        var ignored: String?
        if !mail.deliveryReports.isEmpty {
            received.reports = mail.deliveryReports.map { report in
                ReceivedMail.Report(
                    isFinal: report.outcome == .failed, isDelay: report.outcome == .delayed,
                    recipient: report.recipient,
                    reason: report.reason,
                    original: report.original.map { String($0.prefix { $0 != "@" }).lowercased() })
            }
        } else if mail.from?.address?.lowercased() == settings.sender.address.lowercased() {
            ignored = "our own mail"
        } else {
            ignored = AutomaticMail.reason(of: mail, isKnown: !received.units.isEmpty)
        }
        received.ignored = ignored
        if ignored == nil, received.reports == nil {
            let isKnown = !received.units.isEmpty
            if let finding = isHead && isKnown && !SecretMark.isOn(mail)
                ? .mailLeft(in: settings) : MailFinding.of(mail, isKnown: isKnown, settings: settings)
            {
                received.held = [
                    try hold(
                        raw, finding, as: "\(mail.identity.prefix(12)).eml", of: received.units.first, on: day, at: now)
                ]
                received.isHeld = true
                if finding.code == FileFinding.secretMail.code { received.conceal() }
            } else {
                try takeFiles(of: mail, into: &received, on: day, at: now)
                try readWords(of: mail, raw, into: &received, at: now)
            }
        }
        let event = CloudEvent(
            id: mail.identity, source: "/mail", type: EventType.mailReceived.rawValue,
            subject: received.units.first?.text, time: now, dataContentType: "application/json",
            data: try JSON(encoding: received))
        return Taken(event: event, ignored: ignored)
    }

    /// A letter without files is kept whole: a person may have to read it.
    private func readWords(
        of mail: IncomingMail, _ raw: [UInt8], into received: inout ReceivedMail, at now: Instant
    ) throws {
        let day = settings.zone.day(of: received.receivedAt ?? now)
        let wish = ReplyWish.read(mail.text, subject: mail.subject, on: day, zone: settings.zone)
        // Who sends something has something to report, whatever the words.
        if received.wish == nil, received.files.isEmpty || wish != .nothing { received.wish = wish }
        if received.files.isEmpty, received.held.isEmpty { received.letter = try shelf.take(bytes: raw).sha256 }
        if mail.head.isCut {
            received.remark =
                "the head has more than \(MailHead.mostFields) fields or one of more than \(MailHead.longestField) bytes: the rest was passed over"
        }
    }

    // MARK: Files

    private func takeFiles(
        of mail: IncomingMail, into received: inout ReceivedMail, on day: Day, at now: Instant
    ) throws {
        let unit = received.units.first
        for attachment in mail.attachments {
            let glance = FileGlance(bytes: attachment.bytes)
            if let finding = FileScrutiny.fault(ofMailed: attachment, glance, largest: settings.largestFile) {
                received.held.append(
                    try hold(attachment.bytes, finding, as: attachment.name, of: unit, on: day, at: now))
                continue
            }
            do throws(FileFinding) {
                if let exemplars = try FileDrop.declaration(named: attachment.name, attachment.bytes) {
                    received.exemplars = (received.exemplars ?? []) + exemplars
                }
            } catch {
                received.held.append(try hold(attachment.bytes, error, as: attachment.name, of: unit, on: day, at: now))
                continue
            }
            let isList = FileDrop.isDeclaration(attachment.name)
            let shelved = try shelf.take(bytes: attachment.bytes)
            received.files.append(
                SubmittedFile(
                    name: attachment.name, sha256: shelved.sha256, size: shelved.size,
                    kind: isList
                        ? SubmittedFile.declaration
                        : FileKind(name: attachment.name, beginning: glance.beginning).rawValue,
                    identity: Digest.sha256("\(mail.identity)\n\(attachment.name)\n\(shelved.sha256)")))
        }
        if !received.files.isEmpty, received.files.allSatisfy({ FileScrutiny.isNil(named: $0.name) }) {
            received.wish = .nothing
        }
    }

    /// Durable, under a name that is the same for the same bytes.
    private func hold(
        _ bytes: [UInt8], _ finding: FileFinding, as name: String, of unit: UnitCode?, on day: Day, at now: Instant
    ) throws -> ReceivedMail.Held {
        let folder = "\(settings.quarantine)/\(day.iso)/\(unit.map { FileName.safe($0.text) } ?? "thu-dien-tu")"
        let kept = "\(Digest.sha256(bytes: bytes).prefix(8))-\(name)"
        try Quarantine(folder: site).keep(bytes, finding, in: folder, as: kept)
        return ReceivedMail.Held(name: name, code: finding.code, reason: finding.reason, folder: "\(folder)/\(kept)")
    }

    // MARK: Whose it is

    /// A clock that runs ahead does not make anything come later than it came, and a trace from long ago is none of ours.
    private static func instant(_ told: Instant?, at now: Instant) -> Instant? {
        guard let told, told <= now, told.milliseconds(since: now.advanced(by: .seconds(-30 * 86_400))) > 0 else {
            return nil
        }
        return told
    }

    /// `1a2b…@tinh.vn`: a digest and the domain of our mails.
    private func isOwn(_ identity: String) -> Bool {
        let parts = identity.split(separator: "@")
        let domain = settings.sender.address.split(separator: "@").last ?? ""
        return parts.count == 2 && parts[1].lowercased() == domain.lowercased() && parts[0].utf8.count == 32
            && parts[0].allSatisfy(\.isHexDigit)
    }
}

extension ReceivedMail {
    /// What a mail says of itself, before anything is decided.
    init(_ mail: IncomingMail, units: [UnitCode]) {
        let recipients = (mail.to + mail.cc).compactMap(\.address) + mail.deliveredTo
        let tokens =
            recipients.compactMap { ReplyReference.token(in: $0) }
            + [ReplyReference.token(inSubject: mail.subject)].compactMap { $0 }
        var seen: Set<String> = []
        self.init(
            messageID: mail.messageID.flatMap { Message.isIdentity($0) ? $0 : nil }, from: mail.from, units: units,
            subject: mail.subject, text: mail.text, tokens: tokens.filter { seen.insert($0).inserted })
        isUnproven = SenderProof.isRefuted(by: mail)
    }
}
