import Definition

/// Why a whole mail is kept in quarantine and not looked into.
enum MailFinding {
    /// - Parameter isKnown: its sender is somebody's mailbox.
    static func of(_ mail: IncomingMail, isKnown: Bool, settings: SiteSettings) -> FileFinding? {
        if SecretMark.isOn(mail) { return .secretMail }
        if mail.limits.contains(.tooLarge) { return .mailTooLarge }
        if mail.limits.contains(.tooManyParts) || mail.attachments.count > MailIntake.mostAttachments {
            return .tooManyParts
        }
        if mail.limits.contains(.tooDeep) { return .tooNested }
        if mail.traits.contains(.encrypted) { return .encryptedMail }
        if mail.from == nil { return .noSender }
        if !isKnown { return .unknownSender }
        if mail.traits.contains(.opaque) { return .opaqueSignature }
        return nil
    }
}

extension FileFinding {
    static let secretMail = FileFinding(
        code: FileFinding.secret.code,
        reason:
            "Thư mang dấu chỉ độ mật; tài liệu mật chỉ gửi qua văn thư cơ quan, theo đường tài liệu mật, không qua thư điện tử"
    )
    static let mailTooLarge = FileFinding(
        code: "mail-too-large",
        reason:
            "Thư lớn hơn \(IncomingMail.largest >> 20) MiB nên không được đọc; đề nghị chia nhỏ hoặc gửi bằng cách khác"
    )
    static func mailLeft(in settings: SiteSettings) -> FileFinding {
        let largest = settings.mail?.inbox?.largest ?? IncomingMail.largest
        let size = largest % (1 << 20) == 0 ? "\(largest >> 20) MiB" : "\(largest) byte"
        return FileFinding(
            code: mailTooLarge.code,
            reason: "Thư lớn hơn \(size) nên không được tải về, thư vẫn ở trong hộp thư đến; "
                + "đề nghị chia nhỏ hoặc gửi bằng cách khác")
    }
    static let tooManyParts = FileFinding(
        code: "too-many-parts",
        reason:
            "Thư có quá nhiều phần hoặc quá \(MailIntake.mostAttachments) tệp; đề nghị nén lại thành một tệp hoặc chia thành nhiều thư"
    )
    static let tooNested = FileFinding(
        code: "too-nested", reason: "Thư lồng quá nhiều lớp nên không được đọc; đề nghị đính kèm tệp vào một thư mới")
    static let encryptedMail = FileFinding(
        code: "encrypted-mail", reason: "Thư được mã hóa nên không đọc được nội dung; đề nghị gửi lại không mã hóa")
    static let opaqueSignature = FileFinding(
        code: "opaque-signature",
        reason:
            "Nội dung thư nằm bên trong chữ ký số nên không đọc được; đề nghị chọn ký tách rời (clear signed) hoặc gửi tệp đã ký số"
    )
    static let noSender = FileFinding(code: "no-sender", reason: "Thư không có địa chỉ người gửi")
    static let unknownSender = FileFinding(
        code: unknownSenderCode,
        reason: "Địa chỉ gửi không có trong danh sách hộp thư của đơn vị nào; đề nghị gửi từ hộp thư của đơn vị")
    static let unknownSenderCode = "unknown-sender"
    static let winmail = FileFinding(
        code: "winmail",
        reason:
            "Outlook đã gói tệp thành winmail.dat (dạng Rich Text) nên không mở được; đề nghị gửi lại, chọn dạng HTML hoặc văn bản thường"
    )
    static let nestedArchive = FileFinding(
        code: "nested-archive", reason: "Tệp nén chứa tệp nén khác nên không được kiểm tra; đề nghị nén lại một lớp")
    static let archiveBomb = FileFinding(
        code: "archive-bomb", reason: "Tệp nén bung ra quá lớn so với dung lượng gửi, không được tiếp nhận")
    static let archivedProgram = FileFinding(
        code: "archived-program", reason: "Tệp nén chứa chương trình hoặc tập lệnh chạy được, không được tiếp nhận")
}
