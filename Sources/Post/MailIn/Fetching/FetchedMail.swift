import Almanac

/// The name of a mail that was fetched from a mailbox, as a file in `inbox/mail/`: the same mail has the same name again.
struct FetchedMail: Hashable {
    let uidValidity: Int
    let uid: Int
    /// When the mailbox's server had it.
    let arrivedAt: Instant?
    /// It was too large: only its head was fetched, and the mail stays where it is.
    let isHead: Bool

    /// `imap-1795302291-7-1795302300.eml`, `….head`
    var name: String {
        let seconds = arrivedAt.map { String($0.milliseconds / 1000) } ?? "0"
        return "imap-\(uidValidity)-\(uid)-\(seconds).\(isHead ? "head" : "eml")"
    }

    init(uidValidity: Int, uid: Int, arrivedAt: Instant?, isHead: Bool) {
        self.uidValidity = uidValidity
        self.uid = uid
        self.arrivedAt = arrivedAt
        self.isHead = isHead
    }

    /// Nil for a file that somebody else has put there.
    init?(name: String) {
        let halves = name.split(separator: ".", omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, ["eml", "head"].contains(halves[1]), parts.count == 4, parts[0] == "imap",
            let uidValidity = Int(parts[1]), let uid = Int(parts[2]), let seconds = Int64(parts[3]), seconds >= 0
        else { return nil }
        self.init(
            uidValidity: uidValidity, uid: uid, arrivedAt: seconds == 0 ? nil : Instant(seconds: seconds),
            isHead: halves[1] == "head")
    }
}
