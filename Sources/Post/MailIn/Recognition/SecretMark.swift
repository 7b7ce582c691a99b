/// Whether a mail says of itself that it must not travel so (Luật Bảo vệ bí mật nhà nước 2018): judged by its subject,
/// the names of its files and the first lines alone.
enum SecretMark {
    private static let firstLines = 6

    static func isOn(_ mail: IncomingMail) -> Bool {
        FileScrutiny.isMarkedSecret(mail.subject)
            || mail.attachments.contains { FileScrutiny.isMarkedSecret($0.original) }
            || mail.text.split(whereSeparator: \.isNewline).prefix(firstLines).contains(where: isStamp)
    }

    /// In a line the mark stands in capitals, or behind "Độ mật:"; in small letters it is an ordinary word.
    private static func isStamp(_ line: Substring) -> Bool {
        let words = line.split { !$0.isLetter }
        if words.contains("MẬT"), FileScrutiny.isMarkedSecret(String(line)) { return true }
        let small = String(line).lowercased()
        return ["độ mật:", "mức độ mật:", "độ mật :"].contains { small.contains($0) } && !small.contains("không mật")
    }
}
