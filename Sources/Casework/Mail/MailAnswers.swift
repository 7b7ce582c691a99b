import Almanac
import Definition
import Directory
import Engine
import Notation

/// What is written because of a mail that is no submission: to the person who decides, and to the sender.
struct MailAnswers {
    let office: Office
    let mail: ReceivedMail
    let event: CloudEvent
    let sitting: Sitting
    /// The sender has been answered often enough today.
    let isQuiet: Bool
    /// Of a mail's own words, so many are passed on.
    private static let longestQuote = 1500

    private var day: Day { office.zone.day(of: sitting.now) }

    // MARK: More time

    /// - Returns: how it ended, for the ledger.
    func request(until: Day?, reason: String?, _ matter: MailMatter, from unit: UnitCode) throws -> String {
        guard let assignment = try asked(matter), !assignment.isSettled else {
            try list(of: matter, unit, because: "Chưa rõ đơn vị đề nghị gia hạn nhiệm vụ nào")
            return "unclear"
        }
        guard let until, until > assignment.deadline.lastDay else {
            let lack = until == nil ? "không nêu ngày" : "ngày đề nghị không muộn hơn hạn hiện hành"
            try ask(assignment, from: unit, because: "đơn vị đề nghị gia hạn nhưng \(lack)", isAnswered: true)
            return "asked"
        }
        let request = ExtensionRequest(
            assignment: assignment.key, until: until, reason: reason, at: mail.receivedAt ?? sitting.now)
        try sitting.save(request, ExtensionRequest.kind, event.id, parent: assignment.key)
        sitting.emit(
            CloudEvent(
                id: "\(event.id)/extension", source: "/assignments/\(assignment.code)",
                type: EventType.extensionRequested.rawValue, subject: assignment.obligation, time: sitting.now,
                data: [
                    "unit": .string(assignment.unit.text), "obligation": .string(assignment.obligation),
                    "period": .string(assignment.period), "until": .string(until.iso), "reason": JSON(reason),
                ]))
        let title = try title(of: assignment)
        let wish = "đến hết \(until.vietnameseWeekday) \(until.vietnamese)"
        let why = reason.map { "; lý do: \($0)" } ?? "; không nêu lý do"
        let command =
            "dondoc extend SITE --unit \(assignment.unit) --obligation \(assignment.obligation) --period \(assignment.period) --until \(until.iso)"
        let late = sitting.now >= assignment.deadline.dueBefore ? " --late" : ""
        try tellCollector(
            of: assignment, "[Đề nghị gia hạn] \(title)",
            "\(assignment.unitName) đề nghị gia hạn \(title) \(wish)\(why). Hạn hiện hành: \(assignment.deadline.reading). Nếu đồng ý, chạy lệnh: \(command)\(late)"
        )
        try answer(
            unit, "[Đã nhận đề nghị] \(title)",
            "đã nhận đề nghị gia hạn \(title) \(wish). Đề nghị đã được chuyển người phụ trách; trong khi chờ trả lời, hạn hiện hành vẫn là \(assignment.deadline.reading).",
            about: assignment)
        return "extension requested"
    }

    /// The only duty that is open may be meant without being named.
    private func asked(_ matter: MailMatter) throws -> Assignment? {
        guard case .unit(let unit) = matter else { return matter.assignment }
        let open = try sitting.openAssignments(of: unit).filter { !$0.deadline.isNever }
        // More time is asked for before the day rather than after it.
        let ahead = open.filter { sitting.now < $0.deadline.dueBefore }
        let meant = ahead.isEmpty ? open : ahead
        return meant.count == 1 ? meant[0] : nil
    }

    // MARK: Questions

    /// To the one who collects the duty, else to the office: a person reads it and answers.
    /// - Parameter reason: why no program decides; nil: it is simply a letter.
    func ask(_ assignment: Assignment?, from unit: UnitCode, because reason: String?, isAnswered: Bool) throws {
        let name = office.unitName(unit, on: day)
        let address = mail.from?.address.map { " (\($0))" } ?? ""
        let words = mail.text.isEmpty ? "(không có chữ nào)" : "“\(mail.text.prefix(MailAnswers.longestQuote))”"
        let why = reason.map { "; \($0)" } ?? ""
        let subject = "[Cần người xem] \(name): \(mail.subject.prefix(120))"
        let original = mail.letter.map { " Thư gốc: \(office.settings.state)/files/\($0)." } ?? ""
        let files = mail.files.map { "\($0.name) (\(office.settings.state)/files/\($0.sha256))" }.joined(
            separator: ", ")
        let brought = files.isEmpty ? "" : " Tệp kèm theo, chưa tính cho nhiệm vụ nào: \(files)."
        let body = "\(name)\(address) viết\(why): \(words)\(original)\(brought)"
        if let assignment {
            try tellCollector(of: assignment, subject, body)
        } else {
            try tellOffice(subject, body)
        }
        guard isAnswered else { return }
        let wish = mail.wish == nil ? "" : " Nếu đề nghị gia hạn, xin nêu rõ ngày, ví dụ: xin gia hạn đến 24/6, lý do …"
        try answer(
            unit, "[Đã nhận thư] \(mail.subject.prefix(120))",
            "thư của đơn vị đã được chuyển người phụ trách và sẽ được trả lời.\(wish)", about: assignment)
    }

    /// The sender is asked which of its duties is meant.
    private func list(of matter: MailMatter, _ unit: UnitCode, because reason: String) throws {
        let choices: [Assignment] =
            switch matter {
            case .unclear(_, let choices): choices
            default: try sitting.openAssignments(of: unit)
            }
        let duties = try sitting.folders(of: choices, in: office)
        let list = duties.isEmpty ? "hiện không có nhiệm vụ nào đang mở" : duties.map(\.words).joined(separator: "; ")
        try answer(
            unit, "[Cần nói rõ] \(mail.subject.prefix(120))",
            "\(reason). Xin trả lời đúng thư nhắc của nhiệm vụ, hoặc ghi tên nhiệm vụ trong tiêu đề thư: \(list).",
            about: nil)
    }

    // MARK: Strangers

    /// The office is told in the day's mail; the sender only where it answers a mail of ours.
    func turnAwayStranger() throws {
        guard let held = mail.held.first else { return }
        let isSecret = held.code == "secret"
        let address = mail.from?.address ?? "không rõ địa chỉ"
        try StrangeMail(
            at: sitting.now, address: address, subject: String(mail.subject.prefix(120)), reason: held.reason,
            folder: held.folder
        ).note(as: event.id, in: sitting)
        try Digests(office: office).add(Matter.strangers, to: person, in: sitting)
        guard !isQuiet, let from = mail.from,
            try mail.ownReferences.prefix(5).contains(where: { try SentMail.row(named: $0, in: sitting) != nil })
        else { return }
        let subject =
            isSecret ? "[Chưa tiếp nhận] Thư mang dấu chỉ độ mật" : "[Chưa tiếp nhận] \(mail.subject.prefix(120))"
        let advice =
            isSecret
            ? "tài liệu mật đề nghị gửi qua văn thư cơ quan, theo đường tài liệu mật; không gửi qua thư điện tử."
            : "thư chưa được tiếp nhận. \(held.reason)."
        try post(subject, advice, to: from, unit: nil, about: nil, isAnswer: true)
    }

    // MARK: Letters

    private func title(of assignment: Assignment) throws -> String {
        let rule = try sitting.collection(assignment.collection)?.rule
        return [rule?.title ?? assignment.obligation, Wording.periodName(assignment.period)].joined(separator: " ")
    }

    private func tellCollector(of assignment: Assignment, _ subject: String, _ body: String) throws {
        let collector = try sitting.collection(assignment.collection)?.rule.to
        let mailboxes = collector.map { Addressing(office: office, day: day).contact(of: $0) } ?? []
        guard !mailboxes.isEmpty else { return try tellOffice(subject, body) }
        for mailbox in mailboxes { try post(subject, body, to: mailbox, unit: nil, about: assignment, isAnswer: false) }
    }

    private func tellOffice(_ subject: String, _ body: String) throws {
        try post(subject, body, to: person, unit: nil, about: nil, isAnswer: false)
    }

    /// Who reads for the office. What is written to the address from which mails leave comes back as a mail of our own.
    private var person: Mailbox {
        let sender = office.settings.sender
        let contacts = office.speaker.map { Addressing(office: office, day: day).contact(of: $0) } ?? []
        let others = contacts.filter { $0.address != nil && $0.address?.lowercased() != sender.address.lowercased() }
        let admin = office.settings.admin.map { Mailbox(name: $0.name, address: $0.address) }
        return others.first ?? admin ?? Mailbox(name: sender.name, address: sender.address)
    }

    private func answer(_ unit: UnitCode, _ subject: String, _ body: String, about assignment: Assignment?) throws {
        guard !isQuiet else { return }
        let known = Addressing(office: office, day: day).contact(of: unit).first
        guard let whom = mail.from ?? known else { return }
        let name =
            known.flatMap { $0.address?.lowercased() == whom.address?.lowercased() ? $0.name : nil }
            ?? office.unitName(unit, on: day)
        try post(
            subject, body, to: Mailbox(name: name, address: whom.address), unit: unit, about: assignment, isAnswer: true
        )
    }

    private func post(
        _ subject: String, _ body: String, to mailbox: Mailbox, unit: UnitCode?, about assignment: Assignment?,
        isAnswer: Bool
    ) throws {
        var fields = Wording(office: office, now: sitting.now).common(to: mailbox)
        fields["subject"] = .string(subject)
        fields["fields"] = ["body": .string(body), "folders": []]
        if let unit { fields["recipient"]["unit"] = .string(office.unitName(unit, on: day)) }
        var notice = Notice(
            key: "mail/\(event.id)/\(isAnswer ? "answer" : "told")/\(mailbox.address ?? mailbox.name)", kind: .receipt,
            at: sitting.now, to: [mailbox], unit: unit, obligation: assignment?.obligation, period: assignment?.period,
            template: "notice", fields: fields,
            entries: isAnswer
                ? [
                    Notice.Entry(
                        kind: .receipt, unit: unit, obligation: assignment?.obligation, period: assignment?.period)
                ] : [],
            thread: isAnswer ? assignment?.code : nil)
        if isAnswer { notice.inReplyTo = mail.messageID }
        try sitting.post(notice)
    }
}

/// A unit asks for more time; a person decides.
struct ExtensionRequest: Codable {
    let assignment: String
    let until: Day
    let reason: String?
    /// When it was asked: days late until then are told apart from those after it.
    let at: Instant

    static let kind = "extension-request"
}
