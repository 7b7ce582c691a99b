import Almanac
import Definition
import Engine
import Storage

/// Where a mail that has left is found again by its identity: what comes back names nothing else.
struct SentMail: Codable {
    let key: String

    static let kind = "mail"

    /// What stands before the `@` of the identity of the mail with that key.
    static func name(of key: String) -> String { String(Storage.Digest.sha256(key).prefix(32)) }

    /// The mail of that name, as long as it is kept.
    static func row(named name: String, in sitting: Sitting) throws -> OutgoingRow? {
        try sitting.load(SentMail.self, kind, name).flatMap { try sitting.store.outgoing(key: $0.key) }
    }

    /// Those of the mails that leave the store: they go with them.
    static func outworn(before instant: Instant, atMost limit: Int, in sitting: Sitting) throws -> [RecordRow] {
        try sitting.store.settledOutgoing(before: instant, atMost: limit)
            .compactMap { try sitting.record(kind: kind, key: name(of: $0.key)) }
    }
}

extension Notice {
    /// What stands before the `@` of a mail's identity: the same however often the mail is made.
    package static func identity(of key: String) -> String { SentMail.name(of: key) }

    /// What its mark stands for.
    package var matter: String { thread ?? key }
}

extension Sitting {
    func noteIdentity(of notice: Notice) throws {
        guard notice.to.contains(where: { $0.address != nil }) else { return }
        try save(SentMail(key: notice.key), SentMail.kind, SentMail.name(of: notice.key), isSettled: true)
    }
}
