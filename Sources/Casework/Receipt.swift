import Almanac
import Definition
import Engine
import Notation

/// The answer to a submission: proof to keep.
struct Receipt {
    let office: Office

    func facts(
        of assignment: Assignment, _ rule: ObligationRule, _ submitted: Submitted, _ reception: Reception,
        at receivedAt: Instant
    ) -> JSON {
        let wording = Wording(office: office, now: receivedAt)
        let missing = assignment.shortage.map { Wording.counted($0.count, $0.kind) }.joined(separator: ", ")
        let verdicts = reception.files
        let files = zip(submitted.submittedFiles, verdicts).filter { $0.0.isRecorded != true }.map {
            file, verdict -> JSON in
            [
                "name": .string(file.name), "size": .integer(file.size), "sha256": .string(file.sha256),
                "problem": JSON(verdict.problem(awaitsChange: assignment.awaitsChange(file.sha256))),
                "amendment": .bool(verdict == .amendment),
            ]
        }
        return [
            "title": .string(rule.title ?? rule.code), "isUndated": false,
            "code": .string(assignment.code), "at": .string(wording.moment(receivedAt)), "files": .array(files),
            "received": JSON(wording.receivedWords(assignment)),
            "missing": .string(missing.isEmpty ? "" : "thiếu \(missing)"),
            "surplus": JSON(wording.surplusWords(assignment)),
            "exemplars": .array(
                zip(submitted.exemplars ?? [], reception.exemplars).map { exemplar, verdict in
                    ["name": .string(exemplar.words), "problem": JSON(verdict.problem)]
                }),
            "needsDeclaration": .bool(assignment.needsDeclaration && submitted.exemplars == nil && !files.isEmpty),
            "isComplete": .bool(assignment.stage != .open && !assignment.isHeld),
            "isLate": .bool(receivedAt >= assignment.deadline.dueBefore),
            "isDuplicate": .bool(!verdicts.isEmpty && verdicts.allSatisfy { $0 == .duplicate }), "isOutsidePlan": false,
            "isUnclear": false, "choices": [],
            "isNil": .bool(assignment.isNil), "isOnBehalf": .bool(submitted.by != nil && submitted.sender == nil),
            "by": JSON(submitted.by), "isBundle": .bool(submitted.sender != nil),
            "host": JSON(hostWords(assignment, submitted)), "isByFileTime": .bool(submitted.instantOf == "modified"),
            "isByServerTime": .bool(submitted.instantOf == "server"), "isByMail": .bool(submitted.isByMail),
            "reading": .string(assignment.deadline.reading),
            "periodName": .string(Wording.periodName(assignment.period)),
        ]
    }

    /// A section is known by its report; a report of its own is taken as well, and said to be one.
    private func hostWords(_ assignment: Assignment, _ submitted: Submitted) -> String? {
        guard assignment.needs.contains(where: { $0.kind == "section" }), !submitted.submittedFiles.isEmpty else {
            return nil
        }
        return submitted.host.map { "mục \($0.words)" } ?? "tiếp nhận dưới dạng báo cáo riêng, không lồng ghép"
    }

    /// - Parameter number: which of the unit's submissions outside a period it is, from 1.
    func facts(
        of submitted: Submitted, _ undated: ObligationRule?, _ choices: [DutyFolder], number: Int,
        at receivedAt: Instant
    ) -> JSON {
        let wording = Wording(office: office, now: receivedAt)
        let files = submitted.submittedFiles.filter { $0.isRecorded != true }.map { file -> JSON in
            [
                "name": .string(file.name), "size": .integer(file.size), "sha256": .string(file.sha256), "problem": nil,
                "amendment": false,
            ]
        }
        return [
            "title": JSON(undated.map { $0.title ?? $0.code }), "isUndated": .bool(undated != nil),
            "code": .string("\(undated?.code ?? "ngoai-ke-hoach")/\(submitted.unit)/\(Wording.twoDigits(number))"),
            "at": .string(wording.moment(receivedAt)), "files": .array(files),
            "received": .string("\(Wording.twoDigits(files.count)) tệp"),
            "missing": "", "surplus": nil,
            "exemplars": .array((submitted.exemplars ?? []).map { ["name": .string($0.words), "problem": nil] }),
            "needsDeclaration": false, "isComplete": false, "isLate": false, "isDuplicate": false,
            "isOutsidePlan": .bool(undated == nil && choices.isEmpty), "isUnclear": .bool(!choices.isEmpty),
            "choices": .array(choices.map(\.json)), "isNil": false,
            "isOnBehalf": .bool(submitted.by != nil && submitted.sender == nil), "by": JSON(submitted.by),
            "isBundle": .bool(submitted.sender != nil), "host": nil,
            "isByFileTime": .bool(submitted.instantOf == "modified"),
            "isByServerTime": .bool(submitted.instantOf == "server"), "isByMail": .bool(submitted.isByMail),
            "reading": nil, "periodName": nil,
        ]
    }

    /// At once: it answers what somebody has just done.
    func send(
        _ facts: JSON, for submitted: Submitted, assignment: Assignment?, _ event: CloudEvent, in sitting: Sitting
    ) throws {
        guard submitted.isQuiet != true else { return }
        let unit = submitted.unit
        let wording = Wording(office: office, now: sitting.now)
        let day = office.zone.day(of: sitting.now)
        var mailboxes = Addressing(office: office, day: day).contact(of: unit)
        if let writer = submitted.answerTo, let address = writer.address?.lowercased(),
            !mailboxes.contains(where: { $0.address?.lowercased() == address })
        {
            // Under the unit's name: what the sender calls itself may be anything.
            mailboxes.append(Mailbox(name: office.unitName(unit, on: day), address: writer.address))
        }
        for mailbox in mailboxes {
            var fields = wording.common(to: mailbox)
            fields["recipient"]["unit"] = .string(office.unitName(unit, on: day))
            fields["receipt"] = facts
            var notice = Notice(
                key: "receipt/\(event.id)/\(mailbox.address ?? mailbox.name)", kind: .receipt, at: sitting.now,
                to: [mailbox], unit: unit,
                obligation: assignment?.obligation, period: assignment?.period, template: "receipt", fields: fields,
                entries: [
                    Notice.Entry(
                        kind: .receipt, unit: unit, obligation: assignment?.obligation, period: assignment?.period)
                ],
                thread: assignment?.code)
            notice.inReplyTo = submitted.answers
            try sitting.post(notice)
        }
    }
}

extension FileVerdict {
    /// As the unit is told; nil when it was counted.
    fileprivate func problem(awaitsChange: Bool) -> String? {
        switch self {
        case .duplicate: "trùng với tệp đã nhận, không tính"
        case .unchanged where awaitsChange: "giống hệt tệp đã được trả lại, chưa tính; xin sửa rồi gửi lại"
        case .counted, .superseding, .amendment, .unchanged: nil
        }
    }
}

extension ExemplarVerdict {
    /// As the unit is told; nil when it was counted.
    fileprivate var problem: String? {
        switch self {
        case .counted: nil
        case .duplicate: "đã giới thiệu trước đó, tính một lần"
        case .returned(let reason): "trả lại: \(reason)"
        }
    }
}

extension Assignment {
    fileprivate func awaitsChange(_ sha256: String) -> Bool {
        pieces.contains { $0.awaitsChange == true && $0.sha256 == sha256 }
    }

    /// What is still lacking is exemplars of whom something has to be said: files alone do not count.
    fileprivate var needsDeclaration: Bool {
        stage == .open && needs.contains { $0.asksOfExemplars && !$0.isOptional && received($0) < $0.min }
    }
}
