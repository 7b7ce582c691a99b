package import Almanac

/// One entry of the audit trail: who changed what, when, with which result.
///
/// Each carries the hash of the one before it and of itself, so that no entry can be changed, taken out or put in
/// between without the rest telling. Whoever keeps the last hash elsewhere can tell a cut end as well.
package struct AuditRow: Equatable, Sendable {
    package let at: Instant
    /// The person's account, or `dondoc` for what the program does by itself.
    package let actor: String
    /// `extend`, `accept`, `definitions changed`, …
    package let action: String
    /// What was changed: a unit, an instance, a file.
    package let subject: String
    /// `done`, or why it was refused.
    package let result: String
    /// The SHA-256 of what was ordered, word by word; the order itself is an event in the store.
    package let evidence: String
    /// The hash of the entry before; that of nothing for the first.
    package let previous: String
    package let hash: String

    /// The next entry after the one whose hash is `previous`.
    package init(
        at: Instant, actor: String, action: String, subject: String, result: String, evidence: String,
        after previous: String
    ) {
        self.init(
            at: at, actor: actor, action: action, subject: subject, result: result, evidence: evidence,
            previous: previous,
            hash: AuditRow.hash(of: [previous, String(at.milliseconds), actor, action, subject, result, evidence]))
    }

    init(
        at: Instant, actor: String, action: String, subject: String, result: String, evidence: String,
        previous: String, hash: String
    ) {
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.result = result
        self.evidence = evidence
        self.previous = previous
        self.hash = hash
    }

    /// What the first entry follows.
    package static let beginning = String(repeating: "0", count: 64)

    /// Its own hash is that of what it says.
    package var isWhole: Bool {
        hash == AuditRow.hash(of: [previous, String(at.milliseconds), actor, action, subject, result, evidence])
    }

    /// The lengths stand before the texts, so that nothing can be moved from one to the next.
    private static func hash(of texts: [String]) -> String {
        Digest.sha256(texts.map { "\($0.utf8.count):\($0)" }.joined())
    }
}
