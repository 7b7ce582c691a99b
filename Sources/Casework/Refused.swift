import Almanac
import Definition
import Directory
import Engine
import Notation

/// A file was held back: its unit is told why and what to do, and so is whoever runs the site.
///
/// Nothing of its content is repeated; of a file that is marked secret, not even its name.
struct Refused {
    let office: Office

    func tell(_ event: CloudEvent, in sitting: Sitting) throws {
        let data = event.data ?? .null
        let unit = data["unit"].asString.map { UnitCode($0) }
        let day = office.zone.day(of: sitting.now)
        let isSecret = data["code"] == "secret"
        let isByMail = data["channel"] == "mail"
        let what = data["isMail"] == true ? "thư" : "tệp"
        let file = isSecret ? "một \(what) mang dấu chỉ độ mật" : "\(what) “\(data["name"].asString ?? "")”"
        let subject =
            isSecret
            ? "[Chưa tiếp nhận] \(what == "thư" ? "Thư" : "Tệp") mang dấu chỉ độ mật"
            : "[Chưa tiếp nhận] \(data["name"].asString ?? "")"
        let known = unit.flatMap { office.tree.unit($0, on: day) }
        if let known {
            let advice =
                isSecret
                ? "Tài liệu mật đề nghị gửi qua văn thư cơ quan, theo đường tài liệu mật; không \(isByMail ? "gửi qua thư điện tử" : "đặt vào thư mục nộp")."
                : data["code"] == "unknown-duty"
                    ? "\(data["reason"].asString ?? ""). Xin đặt tệp vào đúng thư mục của nhiệm vụ."
                    : "\(data["reason"].asString ?? ""). Nếu cần gửi nội dung này, xin \(isByMail ? "trả lời thư này với tệp đã sửa" : "đặt tệp đã sửa vào thư mục nộp")."
            let folders = data["code"] == "unknown-duty" ? try sitting.openFolders(of: known.code, in: office) : []
            for mailbox in mailboxes(of: known, answering: data["answerTo"].asString, on: day) {
                try send(
                    subject, "\(file) chưa được tiếp nhận. \(advice)", folders, to: mailbox, unit, event, in: sitting)
            }
        }
        let sender = office.settings.sender
        let whose =
            known.map { "\(file) do \($0.name) \(isByMail ? "gửi qua thư" : "đặt vào thư mục nộp")" }
            ?? "\(file), chưa rõ của đơn vị nào,"
        let reason = isSecret ? "" : " \(data["reason"].asString ?? "")."
        let place = data["folder"].asString.map { " Tệp được giữ tại \($0)." } ?? ""
        let deed = isSecret ? Refused.secretDeed : known == nil ? Refused.strangerDeed : Refused.deed
        try send(
            subject, "\(whose) chưa được tiếp nhận.\(reason)\(place) \(deed)", [],
            to: Mailbox(name: sender.name, address: sender.address), unit, event, in: sitting)
    }

    /// The unit's contact, and whoever has written.
    private func mailboxes(of unit: OrganisationUnit, answering address: String?, on day: Day) -> [Mailbox] {
        let contacts = Addressing(office: office, day: day).contact(of: unit.code)
        guard let address, !contacts.contains(where: { $0.address?.lowercased() == address.lowercased() }) else {
            return contacts
        }
        return contacts + [Mailbox(name: unit.salutation, address: address)]
    }

    private static let secretDeed =
        "Đề nghị không mở, không sao chép, không gửi tiếp; bàn giao cho văn thư cơ quan xử lý theo đường tài liệu mật."
    private static let strangerDeed =
        "Đề nghị xem tệp của đơn vị nào rồi chuyển vào đúng thư mục nộp của đơn vị đó; chưa có đơn vị nào được báo."
    private static let deed =
        "Đơn vị đã được báo để gửi lại; đề nghị không mở tệp khi chưa rõ là an toàn, và giúp đơn vị nếu cần."

    /// At once: it answers what somebody has just done.
    private func send(
        _ subject: String, _ body: String, _ folders: [DutyFolder], to mailbox: Mailbox, _ unit: UnitCode?,
        _ event: CloudEvent,
        in sitting: Sitting
    ) throws {
        var fields = Wording(office: office, now: sitting.now).common(to: mailbox)
        fields["subject"] = .string(subject)
        fields["fields"] = ["body": .string(body), "folders": .array(folders.map(\.json))]
        var notice = Notice(
            key: "quarantine/\(event.id)/\(mailbox.address ?? mailbox.name)", kind: .receipt, at: sitting.now,
            to: [mailbox], unit: unit, template: "notice", fields: fields,
            entries: [Notice.Entry(kind: .receipt, unit: unit, obligation: nil, period: nil)])
        if unit != nil, mailbox.address != office.settings.sender.address {
            notice.inReplyTo = event.data?["answers"].asString
        }
        try sitting.post(notice)
    }
}
