package import Almanac
import Definition
import Directory
package import Engine
package import Notation
package import Storage

/// Takes up the mails that units write: what they bring becomes a submission, what they ask for goes to whoever decides,
/// and each is answered once. Nothing is answered to what no person has written.
package struct Correspondence: StepFunction {
    let office: Office
    /// More mails of one sender in a day are taken in, but answered no more: two programs may be talking.
    package static let mostAnswered = 30

    package init(office: Office) { self.office = office }

    package var hears: Set<String> { [EventType.mailReceived.rawValue] }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        let mail: ReceivedMail
        do {
            mail = try Sitting.decoded((event.data ?? .null).text)
        } catch let error as DecodingError {
            throw Refusal("this mail cannot be read: \(error)")
        }
        if let reports = mail.reports { return try Bounces(office: office).take(reports, of: event, in: sitting) }
        if let reason = mail.ignored { return try end(event, .skipped, "ignored", "automatic: \(reason)", in: sitting) }
        // One of ours that somebody has sent back as it was.
        if let name = mail.messageID?.prefix(while: { $0 != "@" }),
            try SentMail.row(named: name.lowercased(), in: sitting) != nil
        {
            return try end(event, .skipped, "ignored", "our own mail", in: sitting)
        }
        let isQuiet = try count(mail, in: sitting)
        let answers = MailAnswers(office: office, mail: mail, event: event, sitting: sitting, isQuiet: isQuiet)
        guard let sender = mail.units.first else {
            try answers.turnAwayStranger()
            return try end(event, .skipped, "quarantined", mail.held.first?.code ?? "", in: sitting)
        }
        for held in mail.held.prefix(10) { sitting.emit(quarantined(held, mail, sender, event)) }
        if mail.isHeld { return try end(event, .skipped, "quarantined", mail.held.first?.code ?? "", in: sitting) }
        let isBare = mail.files.isEmpty && mail.wish == nil
        guard !isBare || mail.held.isEmpty else {
            return try end(event, .skipped, "quarantined", mail.held.first?.code ?? "", in: sitting)
        }
        let matter = try MailAssigning(office: office, mail: mail, sitting: sitting).matter(from: sender)
        if mail.isUnproven, !isProven(mail, matter) {
            try answers.ask(
                nil, from: sender, because: "máy chủ thư cho biết địa chỉ gửi có thể bị mạo danh", isAnswered: false)
            return try end(event, .skipped, "asked", "the sender is not proven", in: sitting)
        }
        if !mail.files.isEmpty || mail.wish == .nothing {
            try submit(mail, for: matter, isNil: mail.wish == .nothing, event, isQuiet, in: sitting)
        }
        switch mail.wish {
        case .extension(let until, let reason):
            let end = try answers.request(until: until, reason: reason, matter, from: sender)
            try self.end(event, .done, mail.files.isEmpty ? end : "submitted", end, in: sitting)
        case nil where isBare:
            try answers.ask(matter.assignment, from: sender, because: nil, isAnswered: true)
            try end(event, .done, "asked", mail.remark ?? "", in: sitting)
        case .nothing, nil: try end(event, .done, "submitted", mail.remark ?? "", in: sitting)
        }
    }

    package func outworn(before instant: Instant, atMost limit: Int, in sitting: Sitting) throws -> [RecordRow] {
        let day = office.zone.day(of: instant).iso
        return try SentMail.outworn(before: instant, atMost: limit, in: sitting)
            + sitting.store.settledRecords(kind: MailCount.kind, before: day, atMost: limit)
            + sitting.store.settledRecords(kind: StrangeMail.kind, before: day, atMost: limit)
    }

    // MARK: What follows

    /// Handed on as any submission is: what comes by mail is judged by the same rules as what is dropped.
    private func submit(
        _ mail: ReceivedMail, for matter: MailMatter, isNil: Bool, _ event: CloudEvent, _ isQuiet: Bool,
        in sitting: Sitting
    ) throws {
        var data: JSON = ["channel": "mail", "files": try JSON(encoding: mail.files)]
        switch matter {
        case .assignment(let assignment, let sender):
            data["unit"] = .string(assignment.unit.text)
            data["obligation"] = .string(assignment.obligation)
            data["period"] = .string(assignment.period)
            data["sender"] = JSON(sender?.text)
        case .unit(let unit): data["unit"] = .string(unit.text)
        case .unclear(let unit, let choices):
            data["unit"] = .string(unit.text)
            data["choices"] = .array(choices.map { .string($0.key) })
        case .foreign(let unit):
            data["unit"] = .string(unit.text)
            data["choices"] = .array(try sitting.openAssignments(of: unit).map { .string($0.key) })
        }
        if isNil { data["isNil"] = true }
        if let exemplars = mail.exemplars { data["exemplars"] = try JSON(encoding: exemplars) }
        if let receivedAt = mail.receivedAt {
            data["receivedAt"] = .string(receivedAt.rfc3339(in: office.zone))
            data["instantOf"] = "server"
        }
        if let from = mail.from { data["answerTo"] = try JSON(encoding: from) }
        data["answers"] = JSON(mail.messageID)
        if isQuiet { data["isQuiet"] = true }
        sitting.emit(
            CloudEvent(
                id: "\(event.id)/submission", source: event.source, type: EventType.submissionReceived.rawValue,
                subject: data["unit"].asString, time: event.time ?? sitting.now, dataContentType: "application/json",
                data: data))
    }

    private func quarantined(
        _ held: ReceivedMail.Held, _ mail: ReceivedMail, _ unit: UnitCode, _ event: CloudEvent
    ) -> CloudEvent {
        var data: JSON = [
            "unit": .string(unit.text), "name": .string(mail.isHeld ? mail.subject : held.name),
            "reason": .string(held.reason),
            "code": .string(held.code), "folder": .string(held.folder), "channel": "mail", "isMail": .bool(mail.isHeld),
            "answers": JSON(mail.messageID),
        ]
        data["answerTo"] = JSON(mail.from?.address)
        return CloudEvent(
            id: "\(event.id)/\(held.folder)", source: event.source, type: EventType.fileQuarantined.rawValue,
            subject: unit.text, time: event.time, dataContentType: "application/json", data: data)
    }

    /// A mark of ours that is the sender's shows that it has had a mail of ours.
    private func isProven(_ mail: ReceivedMail, _ matter: MailMatter) -> Bool {
        if case .foreign = matter { return false }
        return office.replies != nil && !mail.tokens.isEmpty
    }

    private func end(
        _ event: CloudEvent, _ result: LedgerRow.Result, _ end: String, _ note: String, in sitting: Sitting
    ) throws {
        try sitting.enter("mail/\(event.id)", nominal: sitting.now, result, note.isEmpty ? end : note)
        sitting.reply(to: event, ["end": .string(end), "note": .string(note)])
    }

    /// True when its sender has written more than anybody does in a day.
    private func count(_ mail: ReceivedMail, in sitting: Sitting) throws -> Bool {
        guard let address = mail.from?.address?.lowercased() else { return false }
        let key = "\(office.zone.day(of: sitting.now).iso)/\(address)"
        var count = try sitting.load(MailCount.self, MailCount.kind, key) ?? MailCount(count: 0)
        count.count += 1
        try sitting.save(count, MailCount.kind, key, isSettled: true)
        return count.count > Correspondence.mostAnswered
    }
}

/// How many mails one sender has written on one day.
private struct MailCount: Codable {
    var count: Int
    static let kind = "mail-count"
}

extension MailMatter {
    var assignment: Assignment? {
        if case .assignment(let assignment, _) = self { return assignment }
        return nil
    }
}

extension Sitting {
    /// Of a unit, the soonest first.
    func openAssignments(of unit: UnitCode) throws -> [Assignment] {
        try records(kind: "assignment", keyPrefix: "\(unit)/", openOnly: true).map { try fact(of: $0) as Assignment }
            .sorted { $0.deadline.dueBefore < $1.deadline.dueBefore }
    }
}
