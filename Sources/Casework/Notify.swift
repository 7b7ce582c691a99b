package import Almanac
import Definition
import Directory
package import Engine
import Interpreter
import Notation
package import Storage

/// `notify`: a notice to units or posts; and the one who sends the day's digests.
package struct Notify: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "notify" }
    package var wakes: Set<String> { ["digest", "held"] }

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        let arguments = call.request.arguments
        let day = office.zone.day(of: sitting.now)
        let moment = office.sendingMoment(from: sitting.now)
        let addressees = try addressees(arguments["to"], on: office.zone.day(of: moment))
        let wording = Wording(office: office, now: sitting.now)
        let kind = arguments["kind"].asString.flatMap(Notice.Kind.init(rawValue:)) ?? .distribution
        let template = arguments["template"].asString ?? "notice"
        let key = "\(call.caller.execution.value)\(call.request.position.text)/\(call.caller.token.number)"
        let letters = try self.letters(arguments, call, to: addressees.map(\.1), in: sitting)
        for (mailbox, unit, line) in addressees {
            var fields = wording.common(to: mailbox)
            fields["subject"] = arguments["subject"]
            fields["fields"] = arguments["fields"]
            let duties = wording.duties(of: unit)
            fields["distribution"] = [
                "title": wording.plan["title"], "addressee": JSON(line?.text), "copies": .integer(line?.copies ?? 1),
                "duties": .array(duties), "hasDuties": .bool(!duties.isEmpty),
                "isRequest": .bool(duties.allSatisfy { $0["isRequest"] == true }),
                "hasCopies": .bool((line?.copies ?? 1) > 1),
                "hasDates": .bool(duties.contains { !$0["due"].isNull }),
            ]
            fields["themes"] = [
                "month": .integer(day.month), "year": .integer(day.year), "items": wording.themes(of: day),
            ]
            let notice = Notice(
                key: "notify/\(key)/\(mailbox.address ?? mailbox.name)", kind: kind, at: moment, to: [mailbox],
                unit: unit, template: template,
                fields: fields, entries: [Notice.Entry(kind: kind, unit: unit, obligation: nil, period: nil)],
                enclosures: letters[unit].map { [$0] } ?? [])
            try send(notice, at: moment, in: sitting)
        }
        return .done(["queued": .integer(addressees.count)])
    }

    /// The letters that the call wants drafted, one for each unit that is to sign.
    private func letters(
        _ arguments: JSON, _ call: StepCall, to units: [UnitCode], in sitting: Sitting
    ) throws -> [UnitCode: Notice.Enclosure] {
        guard let template = arguments["letter"].asString else { return [:] }
        let wording = Wording(office: office, now: sitting.now)
        let day = office.zone.day(of: sitting.now)
        let addressees = arguments["letterTo"].isNull ? [] : try self.addressees(arguments["letterTo"], on: day)
        var seen: Set<String> = []
        let names = addressees.map { $0.line?.text ?? office.unitName($0.1, on: day) }.filter {
            seen.insert($0).inserted
        }
        let about = arguments["about"].asString ?? arguments["subject"].asString ?? wording.plan["title"].asString ?? ""
        var letters: [UnitCode: Notice.Enclosure] = [:]
        for unit in units where letters[unit] == nil {
            var head = wording.letterhead(from: unit, about: about)
            head["kinhGui"] = .array(names.map { .string($0) })
            head["noiNhan"] = ["Như trên;", "Lưu: VT."]
            let draft = try Letters(office: office).draft(
                template, about: about, by: head["agency"].asString ?? "",
                named: "\(call.workflow)-\(call.caller.execution.value)", collection: nil, in: sitting)
            letters[unit] = Notice.Enclosure(template: template, fileName: draft.name, fields: ["letter": head])
        }
        return letters
    }

    /// Digests that have left: what they said stands in the mail, and why somebody was left out in the ledger.
    package func outworn(before instant: Instant, atMost limit: Int, in sitting: Sitting) throws -> [RecordRow] {
        try sitting.store.settledRecords(kind: "digest", before: office.zone.day(of: instant).iso, atMost: limit)
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        if wakeUp.owner.hasPrefix("digest/") {
            try Digests(office: office).send(wakeUp.subject, in: sitting)
        } else if let notice = try sitting.load(Notice.self, "held", wakeUp.subject) {
            try sitting.remove("held", wakeUp.subject)
            guard try office.writes(to: notice.to, about: wakeUp.subject, in: sitting) else { return }
            try sitting.post(notice)
        }
    }

    /// Outside working hours it waits for the next opening.
    func send(_ notice: Notice, at moment: Instant, in sitting: Sitting) throws {
        guard moment > sitting.now else { return try sitting.post(notice) }
        try sitting.save(notice, "held", notice.key)
        try sitting.wake("held/\(notice.key)", at: moment)
    }

    /// `recipients`: Nơi nhận, each mailbox once, with the line that names it; else a unit's code, a list of codes or a
    /// selector.
    private func addressees(_ to: JSON, on day: Day) throws -> [(Mailbox, UnitCode, line: Addressee?)] {
        var selected: [(Selector, line: Addressee?)] = []
        switch to {
        case "recipients":
            selected = (office.plan?.recipients ?? []).compactMap { line in line.selector.map { ($0, line) } }
        case .string(let code):
            selected = [(Selector(units: [UnitCode(code)]), nil)]
        case .array(let codes):
            selected = [(Selector(units: codes.compactMap { $0.asString.map { UnitCode($0) } }), nil)]
        default:
            let (selector, diagnostics) = Selector.read(json: to)
            guard let selector else {
                throw WorkflowFault.badArguments(diagnostics.map(\.message).joined(separator: "; "))
            }
            selected = [(selector, nil)]
        }
        let addressing = Addressing(office: office, day: day)
        var seen: Set<UnitCode> = []
        return selected.flatMap { selector, line in
            office.tree.units(matching: office.current(selector, on: day), on: day).filter {
                seen.insert($0.code).inserted
            }.flatMap { unit in
                addressing.contact(of: unit.code).map { ($0, unit.code, line: line) }
            }
        }
    }
}

/// `escalate`: a notice up the line of command about what is late in a collection.
package struct Escalate: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "escalate" }

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        let arguments = call.request.arguments
        let key = arguments["about"].asString ?? arguments["about"]["collection"].asString ?? call.subject ?? ""
        guard let collection = try sitting.collection(key) else {
            throw WorkflowFault.badArguments(
                "there is no collection \"\(key)\" to escalate; \"about\" is what collect answered")
        }
        let target = RungTarget(word: arguments["to"].asString ?? "superior")
        let addressing = Addressing(office: office, day: office.zone.day(of: sitting.now))
        let late = try sitting.assignments(of: key).filter { $0.isOverdue(at: sitting.now) }
        for assignment in late {
            for mailbox in addressing.mailboxes(of: target, for: assignment.unit, collector: collection.rule.to) {
                let line = Digest.Line(
                    assignment: assignment.key, kind: .escalation, draft: arguments["draft"].asString)
                try Digests(office: office).add(line, to: mailbox, in: sitting)
            }
        }
        return .done(["late": .array(late.map { .string($0.unit.text) })])
    }
}
