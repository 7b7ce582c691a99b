import Casework
import Almanac
import Definition
import Post

extension Trial {
    static func mail(_ bytes: [UInt8]) throws(BrokenPromise) {
        let mail = IncomingMail(reading: bytes)
        try require(IncomingMail(reading: bytes) == mail, "a mail reads otherwise the second time")
        var names: Set<String> = []
        for attachment in mail.attachments {
            let name = attachment.name
            try require(names.insert(name).inserted, "two files are called \(name)")
            try require(
                !name.isEmpty && name.utf8.count <= 230 && !name.hasPrefix("."), "a file is called \"\(name)\"")
            try require(
                !name.unicodeScalars.contains { $0.value < 0x20 || $0 == "/" || $0 == "\\" || $0.value == 0x202E },
                "the name \"\(name)\" is not safe")
        }
        for text in [mail.subject, mail.from?.name ?? ""] {
            try require(!text.unicodeScalars.contains { $0.value < 0x20 }, "\"\(text)\" is more than a line")
        }
        for mailbox in [mail.from].compactMap({ $0 }) + mail.to + mail.cc + mail.replyTo {
            try require(mailbox.address.map(Message.isAddress) ?? false, "\(mailbox) is no address")
        }
        _ = AutomaticMail.reason(of: mail)
        let day = Day(clamping: 18, month: 3, year: 2021)
        if case .extension(let until?, _)? = ReplyWish.read(mail.text, subject: mail.subject, on: day, zone: .vietnam) {
            try require(until >= day, "more time until \(until.iso), which is past")
        }
    }
}
