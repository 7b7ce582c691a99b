import Interpreter
import Almanac
import Definition
import Engine
import Notation
import Storage

extension Select {
    /// A person has chosen: refused unless the number is right and the minutes are there.
    func choose(_ event: CloudEvent, in sitting: Sitting) throws {
        let data = event.data ?? .null
        var (selection, ballot) = try find(data, in: sitting)
        let numbers = (data["choose"].asArray ?? []).map(\.asInteger)
        var chosen: [Int] = []
        for number in numbers {
            guard let number, (1...ballot.candidates.count).contains(number) else {
                throw Refusal(
                    "không có số \(number.map(String.init) ?? "này"); danh sách có \(ballot.candidates.count) lựa chọn")
            }
            guard !chosen.contains(number) else { throw Refusal("số \(number) được chọn hai lần") }
            chosen.append(number)
        }
        // A unit may have ended since the list was drawn up.
        if selection.isReward == true, let law = RewardLaw(of: office, at: sitting.now),
            let excluded = chosen.lazy.compactMap({ law.exclusion(of: ballot.candidates[$0 - 1]) }).first
        {
            throw Refusal(excluded.note)
        }
        if let fault = selection.limits.fault(choosing: chosen.count, of: ballot.candidates.count) {
            throw Refusal(fault)
        }
        guard let name = data["minutes"]["name"].asString, let hash = data["minutes"]["sha256"].asString else {
            throw Refusal("cần biên bản bình chọn: thêm --minutes FILE")
        }
        ballot.decision = Ballot.Decision(
            numbers: chosen, minutes: Ballot.Minutes(name: name, sha256: hash), by: data["by"].asString,
            at: sitting.now)
        try sitting.save(ballot)
        selection.open -= 1
        let waiting = selection.open == 0 ? selection.waiting : []
        if selection.open == 0 { selection.waiting = [] }
        try sitting.save(selection)
        try sitting.enter("command/\(event.id)", nominal: sitting.now, .done, "select \(ballot.key)")
        var made = ballot.json
        made["candidates"] = nil
        made["obligation"] = .string(selection.obligation)
        made["period"] = .string(selection.period)
        sitting.emit(
            CloudEvent(
                id: "\(event.id)/made", source: "/selections/\(selection.key)", type: EventType.selectionMade.rawValue,
                subject: selection.obligation, time: sitting.now, data: made))
        sitting.reply(to: event, made)
        guard !waiting.isEmpty else { return }
        let result = try answer(selection, in: sitting)
        for caller in waiting { sitting.answer(caller, with: .output(result)) }
    }

    /// What `select` answers: everything that was chosen, and by whom with which minutes.
    func answer(_ selection: Selection, in sitting: Sitting) throws -> JSON {
        let ballots = try sitting.ballots(of: selection.key).map { ballot in
            var facts = ballot.json
            facts["candidates"] = .integer(ballot.candidates.count)
            return facts
        }
        return [
            "collection": .string(selection.collection), "obligation": .string(selection.obligation),
            "period": .string(selection.period), "ballots": .array(ballots),
            "chosen": .array(ballots.flatMap { $0["chosen"].asArray ?? [] }),
            "minutes": .array(ballots.map { $0["minutes"] }.filter { !$0.isNull }),
            "excluded": .array((selection.excluded ?? []).map(\.json)),
        ]
    }

    /// Asks those who choose, with the numbered list.
    func ask(
        _ ballots: [Ballot], _ selection: Selection, _ collection: Collection, round: Int, in sitting: Sitting
    ) throws {
        let wording = Wording(office: office, now: sitting.now)
        let moment = office.sendingMoment(from: sitting.now)
        let addressing = Addressing(office: office, day: office.zone.day(of: moment))
        for ballot in ballots {
            let unit = ballot.unit ?? collection.rule.to
            let mailboxes = selection.choosers.flatMap {
                addressing.mailboxes(of: $0, for: unit, collector: collection.rule.to)
            }
            var told: Set<Mailbox> = []
            for mailbox in mailboxes where told.insert(mailbox).inserted {
                var fields = wording.common(to: mailbox)
                fields["select"] = facts(of: ballot, selection)
                let notice = Notice(
                    key: "select/\(ballot.key)/\(round)/\(mailbox.address ?? mailbox.name)", kind: .reminder,
                    at: moment, to: [mailbox], unit: unit, obligation: selection.obligation,
                    period: selection.period, template: "select", fields: fields,
                    entries: [
                        Notice.Entry(
                            kind: .reminder, unit: unit, obligation: selection.obligation, period: selection.period)
                    ], thread: selection.key)
                try Notify(office: office).send(notice, at: moment, in: sitting)
            }
        }
    }

    private func facts(of ballot: Ballot, _ selection: Selection) -> JSON {
        [
            "title": .string(selection.title), "periodName": .string(Wording.periodName(selection.period)),
            "limits": .string(selection.limits.words), "unit": JSON(ballot.unitName),
            "candidates": .array(
                ballot.candidates.enumerated().map { index, candidate in
                    [
                        "number": .integer(index + 1), "name": .string(candidate.name),
                        "field": JSON(candidate.exemplar?.field),
                        "recognition": JSON(candidate.exemplar?.recognition?.vietnamese),
                        "units": .string(candidate.unitNames.joined(separator: ", ")),
                    ]
                }),
            "excluded": .array(
                (selection.excluded ?? []).filter { excluded in ballot.unit.map(excluded.proposers.contains) ?? true }
                    .map { ["note": .string($0.note)] }),
            "command": .string(
                "dondoc select … --obligation \(selection.obligation) --period \(selection.period)"
                    + (ballot.unit.map { " --unit \($0)" } ?? "") + " --choose 1,… --minutes BIÊN-BẢN"),
        ]
    }

    private func find(_ data: JSON, in sitting: Sitting) throws -> (Selection, Ballot) {
        let what = "\(data["obligation"].asString ?? "?")/\(data["period"].asString ?? "?")"
        let selections = try sitting.all(Selection.self, "selection", parent: nil).filter { $0.isMeant(by: data) }
        if let plan = selections.first?.supersededBy, selections.allSatisfy({ $0.supersededBy != nil }) {
            throw Refusal("kế hoạch của \(what) đã được thay thế bởi \(plan): không còn bình chọn")
        }
        let unit = data["unit"].asString.map { UnitCode($0) }
        let ballots = try selections.filter { $0.supersededBy == nil }.flatMap { selection in
            try sitting.ballots(of: selection.key).filter { unit == nil || $0.unit == nil || $0.unit == unit }
                .map { (selection, $0) }
        }
        guard !ballots.isEmpty else { throw Refusal("không có bình chọn nào đang chờ cho \(what)") }
        let open = ballots.filter { $0.1.decision == nil }
        guard let found = open.first else {
            throw Refusal("việc bình chọn cho \(what) đã được ghi nhận, không chọn lại")
        }
        guard open.count == 1 else {
            let names = open.map { $0.1.unit?.text ?? $0.0.task }.prefix(10).joined(separator: ", ")
            throw Refusal("có \(open.count) bình chọn đang chờ cho \(what) (\(names)): nêu --unit hoặc --task")
        }
        return found
    }
}

extension Selection {
    /// The name of the task that asks for it.
    var task: String { String(key.split(separator: "#").last ?? "") }

    func isMeant(by data: JSON) -> Bool {
        data["obligation"].asString.map { $0 == obligation } ?? true
            && data["period"].asString.map { $0 == period } ?? true && data["task"].asString.map { $0 == task } ?? true
    }
}
