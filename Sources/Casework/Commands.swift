import Almanac
import Definition
package import Engine
package import Notation
import Storage

/// What a collector does, each in one line: accept, return, waive, extend. Commands arrive as events, so that they are kept.
package struct Commands: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var hears: Set<String> { Set(Verb.allCases.map(\.eventType)) }

    package enum Verb: String, CaseIterable, Sendable {
        case accept, `return`, waive, extend

        package var eventType: String { "dondoc.command.\(rawValue).v1" }
    }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        guard let verb = Verb.allCases.first(where: { $0.eventType == event.type }), let data = event.data else {
            return
        }
        let unit = UnitCode(data["unit"].asString ?? "")
        let before = try find(unit, data, in: sitting)
        guard let collection = try sitting.collection(before.collection) else { return }
        var assignment = before
        if let refusal = Handover.obstacle(to: verb, for: before) { throw refusal }
        switch verb {
        case .accept:
            guard before.stage == .submitted || before.stage == .open else {
                throw Refusal("\(before.code) is settled already")
            }
            guard before.holdsSomething else {
                throw Refusal("nothing has come for \(before.code): use record or waive")
            }
            assignment.accept(at: sitting.now)
        case .return:
            guard before.holdsSomething else {
                throw Refusal("nothing has come for \(before.code) that could be returned")
            }
            assignment.giveBack(data["reason"].asString ?? "", at: sitting.now)
        case .waive:
            guard !before.isSettled else { throw Refusal("\(before.code) is settled already") }
            assignment.stage = .waived(reason: data["reason"].asString ?? "")
        case .extend:
            try extend(&assignment, to: data["until"].asString, force: data["late"] == true, in: sitting)
        }
        try sitting.save(assignment)
        try sitting.enter("command/\(event.id)", nominal: sitting.now, .done, "\(verb.rawValue) \(assignment.code)")
        tell(verb, assignment, event, in: sitting)
        if verb != .accept { try notify(verb, assignment, collection.rule, event, in: sitting) }
        try Collect(office: office).settled(assignment, wasSettled: before.isSettled, in: sitting)
        sitting.reply(
            to: event,
            [
                "did": .string(verb.rawValue), "assignment": .string(assignment.code),
                "lastDay": .string(assignment.deadline.lastDay.iso),
            ])
    }

    private func find(_ unit: UnitCode, _ data: JSON, in sitting: Sitting) throws -> Assignment {
        let all = try sitting.records(kind: "assignment", keyPrefix: "\(unit)/", openOnly: false)
            .map { try Sitting.decoded($0.body) as Assignment }
            .filter { data["obligation"].isNull || .string($0.obligation) == data["obligation"] }
            .filter { data["period"].isNull || .string($0.period) == data["period"] }
        if all.count == 1 { return all[0] }
        let open = all.filter { !$0.isSettled }
        if open.count == 1 { return open[0] }
        guard !all.isEmpty else { throw Refusal("\(unit) has no such assignment") }
        throw Refusal(
            "\(unit) has several: \(all.map { "\($0.obligation)/\($0.period)" }.joined(separator: ", ")); name one")
    }

    /// The deadline moves, its reminders and rungs with it; the plan's own deadline is kept for the facts.
    private func extend(_ assignment: inout Assignment, to text: String?, force: Bool, in sitting: Sitting) throws {
        guard let day = text.flatMap({ Day(iso: $0) }) else {
            throw Refusal("extend needs the new last day, such as 2021-03-29")
        }
        guard !assignment.isSettled else { throw Refusal("\(assignment.code) is settled already") }
        guard day > assignment.deadline.lastDay else {
            throw Refusal("\(day.vietnamese) is not later than the deadline in force")
        }
        guard force || sitting.now < assignment.deadline.dueBefore else {
            throw Refusal(
                "the deadline of \(assignment.code) has passed: say --late to extend it afterwards (gia hạn sau hạn)")
        }
        let granted = Assignment.Extension(
            from: assignment.deadline.lastDay, until: day, at: sitting.now,
            isAfterwards: sitting.now >= assignment.deadline.dueBefore)
        assignment.extensions = (assignment.extensions ?? []) + [granted]
        assignment.deadline = assignment.original.extended(to: day, calendar: office.calendar, zone: office.zone)
        // Steps of the new deadline that lie in the past are not made up for.
        assignment.climbedTo = sitting.now
        assignment.taken = nil
    }

    private func tell(_ verb: Verb, _ assignment: Assignment, _ event: CloudEvent, in sitting: Sitting) {
        let type: String
        switch verb {
        case .accept: type = EventType.submissionAccepted.rawValue
        case .return: type = EventType.submissionReturned.rawValue
        case .waive, .extend: return
        }
        sitting.emit(
            CloudEvent(
                id: "\(event.id)/told", source: "/assignments/\(assignment.code)", type: type,
                subject: assignment.obligation, time: sitting.now,
                data: [
                    "unit": .string(assignment.unit.text), "obligation": .string(assignment.obligation),
                    "period": .string(assignment.period),
                ]))
    }

    /// The unit is told what was decided, at once: it answers nothing, and waits for nothing.
    private func notify(
        _ verb: Verb, _ assignment: Assignment, _ rule: ObligationRule, _ event: CloudEvent, in sitting: Sitting
    ) throws {
        let wording = Wording(office: office, now: sitting.now)
        for mailbox in Addressing(office: office, day: office.zone.day(of: sitting.now)).contact(of: assignment.unit) {
            var fields = wording.common(to: mailbox)
            fields["entries"] = [wording.entry(of: assignment, rule, kind: .receipt)]
            let reason = verb == .return ? assignment.returned.last?.reason : event.data?["reason"].asString
            if verb == .return {
                fields["reason"] = JSON(reason)
            } else {
                fields["decision"] = ["isExtended": .bool(verb == .extend), "reason": JSON(reason)]
            }
            let notice = Notice(
                key: "\(verb == .return ? "returned" : "decision")/\(event.id)/\(mailbox.address ?? mailbox.name)",
                kind: .receipt, at: sitting.now, to: [mailbox],
                unit: assignment.unit, obligation: assignment.obligation, period: assignment.period,
                template: verb == .return ? "returned" : "decision", fields: fields,
                entries: [
                    Notice.Entry(
                        kind: .receipt, unit: assignment.unit, obligation: assignment.obligation,
                        period: assignment.period)
                ],
                thread: assignment.code)
            try sitting.release(key: notice.key, kind: "notice", body: notice)
        }
    }
}
