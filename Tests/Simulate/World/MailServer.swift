/// Where mails, packages and pages end up: what is taken once is there, and the same name again is the same thing.
struct MailServer {
    struct Mail {
        let key: String
        let bytes: [UInt8]
        var takenTimes: Int
    }

    /// By the name of the file, which follows from the notice.
    private(set) var mails: [String: Mail] = [:]
    /// Keys whose delivery was refused for good.
    private(set) var refused: Set<String> = []
    private(set) var violations: [String] = []

    mutating func take(_ bytes: [UInt8], as name: String, for key: String) {
        guard var known = mails[name] else {
            mails[name] = Mail(key: key, bytes: bytes, takenTimes: 1)
            return
        }
        known.takenTimes += 1
        mails[name] = known
        if known.key != key { violations.append("two notices, \(known.key) and \(key), have the name \(name)") }
        if known.bytes != bytes { violations.append("the notice \(key) came again with other words") }
    }

    mutating func refuse(_ key: String) { refused.insert(key) }
}
