/// What our own mail server found about the sender (RFC 8601), where it says that the name is borrowed.
enum SenderProof {
    /// Only the topmost word counts: those below may come from anybody.
    static func isRefuted(by mail: IncomingMail) -> Bool {
        let words = mail.head.text("authentication-results").lowercased()
        return words.contains("dmarc=fail") || (words.contains("spf=fail") && !words.contains("dkim=pass"))
    }
}
