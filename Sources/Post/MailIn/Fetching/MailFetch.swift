package import Almanac
package import Definition
package import Notation
package import Transport

/// Brings the mails of a mailbox into `inbox/mail/`, where they are taken up as any that somebody has saved there.
///
/// Each is on disk before the mailbox's state says so. After a crash in between it is fetched again under the same name,
/// and counts once by its identity. What people have read already is fetched as well: the mailbox is theirs, too.
package struct MailFetch: Sendable {
    /// What the administrator should know.
    package enum Finding: Hashable, Sendable {
        /// It could not be fetched, however often that was tried, and stays where it is.
        case passedOver(uidValidity: Int, uid: Int, reason: String)
        /// Mails have been fetched, and could not be moved.
        case unmoved(reason: String)
    }

    /// What a look has come to.
    package struct Look: Hashable, Sendable {
        package var fetched = 0
        /// There are more than one look takes.
        package var isMore = false
        package var findings: [Finding] = []
        /// Why it ended early; nil: everything was looked at.
        package var failure: String?
    }

    private let inbox: MailInbox
    private let folder: String
    private let file: String
    private let abandonment: Abandonment
    package static let mostTries = 5
    package static let mostMails = 500
    /// Of what lay there before: what is older was answered by people.
    static let lookback = Duration.seconds(30 * 86_400)
    private static let longestHead = 1 << 20

    /// - Parameters:
    ///   - folder: `inbox/mail` of the site.
    ///   - file: keeps the state.
    ///   - abandonment: what breaks off then is nobody's fault.
    package init(_ inbox: MailInbox, into folder: String, keeping file: String, unless abandonment: Abandonment) {
        self.inbox = inbox
        self.folder = folder
        self.file = file
        self.abandonment = abandonment
    }

    /// - Throws: when the disk fails.
    package func look(into mailbox: IMAPMailbox, _ state: inout MailboxState, at now: Instant) throws -> Look {
        var look = Look()
        do {
            defer { mailbox.close() }
            let standing = try mailbox.open()
            let entries = try mailbox.entries(
                beyond: state.last(of: standing.uidValidity), among: standing.count)
            if state.uidValidity != standing.uidValidity {
                state.begin(standing.uidValidity, highest: entries.last?.uid ?? 0, at: now)
                try state.keep(in: file)
            }
            let wanted = entries.filter { !state.isOld($0) }
            look.isMore = wanted.count > MailFetch.mostMails
            for entry in wanted.prefix(MailFetch.mostMails) { try take(entry, from: mailbox, &state, &look) }
            if !look.isMore, let last = entries.last { state.last = last.uid }
            try move(in: mailbox, &state, &look)
            state.readAt = now
            (state.failingSince, state.failure, state.failures, state.isTold) = (nil, nil, 0, false)
        } catch let fault as IMAPFault where !abandonment.isDeclared {
            look.failure = fault.sentence
            state.failingSince = state.failingSince ?? now
            state.failure = fault.sentence
            state.failures += 1
        } catch is IMAPFault {
            return look
        }
        try state.keep(in: file)
        return look
    }

    private func take(
        _ entry: IMAPEntry, from mailbox: IMAPMailbox, _ state: inout MailboxState, _ look: inout Look
    ) throws {
        var found: (bytes: [UInt8], isHead: Bool)?
        do throws(IMAPFault) {
            found = try content(of: entry, in: mailbox)
        } catch .missing {
            // Somebody was quicker.
            _ = try mailbox.open()
        } catch {
            note(error, at: entry, &state, &look)
            throw error
        }
        if let (content, isHead) = found {
            let mail = FetchedMail(
                uidValidity: state.uidValidity ?? 0, uid: entry.uid, arrivedAt: entry.arrivedAt, isHead: isHead)
            try DurableFile.write(content, to: "\(folder)/\(mail.name)")
            look.fetched += 1
            if inbox.after == .move, !isHead { state.unmoved.append(entry.uid) }
        }
        (state.last, state.tries) = (entry.uid, 0)
        try state.keep(in: file)
    }

    private func content(
        of entry: IMAPEntry, in mailbox: IMAPMailbox
    ) throws(IMAPFault) -> (bytes: [UInt8], isHead: Bool) {
        if entry.size <= inbox.largest {
            do throws(IMAPFault) {
                return (try mailbox.content(of: entry.uid, atMost: inbox.largest), false)
            } catch .tooLarge {
                // Servers may be wrong about the size.
                _ = try mailbox.open()
            }
        }
        return (try mailbox.head(of: entry.uid, atMost: MailFetch.longestHead), true)
    }

    /// One mail that cannot be fetched must not keep back those behind it for ever.
    private func note(
        _ fault: IMAPFault, at entry: IMAPEntry, _ state: inout MailboxState, _ look: inout Look
    ) {
        guard !abandonment.isDeclared else { return }
        state.tries += 1
        guard state.tries >= MailFetch.mostTries else { return }
        look.findings.append(
            .passedOver(uidValidity: state.uidValidity ?? 0, uid: entry.uid, reason: fault.sentence))
        (state.last, state.tries) = (entry.uid, 0)
    }

    /// Only what is in the inbox, durable.
    private func move(in mailbox: IMAPMailbox, _ state: inout MailboxState, _ look: inout Look) throws {
        guard inbox.after == .move, !state.unmoved.isEmpty else { return }
        do throws(IMAPFault) {
            try mailbox.move(state.unmoved, to: IMAPFolder(inbox.moveTo))
            state.unmoved = []
        } catch .refused(let words) {
            look.findings.append(.unmoved(reason: words))
        }
    }
}

extension MailboxState {
    fileprivate func last(of uidValidity: Int) -> Int { self.uidValidity == uidValidity ? last : 0 }

    /// The numbers begin anew.
    fileprivate mutating func begin(_ uidValidity: Int, highest: Int, at now: Instant) {
        self.uidValidity = uidValidity
        (last, tries, unmoved) = (0, 0, [])
        beginning = Beginning(highest: highest, from: now.advanced(by: .zero - MailFetch.lookback))
    }

    fileprivate func isOld(_ entry: IMAPEntry) -> Bool {
        guard let beginning, entry.uid <= beginning.highest, let arrivedAt = entry.arrivedAt else { return false }
        return arrivedAt < beginning.from
    }
}

extension IMAPEntry {
    /// `21-Nov-2026 23:04:51 +0700`: as in a mail, but for the strokes.
    fileprivate var arrivedAt: Instant? { MailDate.read(arrived.replacing("-", with: " ", maxReplacements: 2)) }
}
