import Almanac
import Definition
package import Engine
import Interpreter
import Notation
import Storage

/// `review`: a person accepts or returns what has come; the workflow goes on when all of it is decided.
///
/// What was there when it was called is decided with the commands that collectors have anyway (`accept`, `return`,
/// `waive`); what comes later is another review's.
package struct Review: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "review" }
    package var wakes: Set<String> { ["review"] }

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        if var known = try sitting.load(ReviewRound.self, "review", call.key) {
            guard known.open > 0 else { return .done(try answer(known, in: sitting)) }
            known.waiting.append(call.caller)
            try sitting.save(known)
            return .later
        }
        let arguments = call.request.arguments
        let (key, unit) = Review.subject(of: arguments["of"], call)
        guard let collection = try sitting.collection(key) else {
            throw WorkflowFault.badArguments(
                "there is no collection \"\(key)\" to review; \"of\" is what collect answered, or a submission's data")
        }
        var round = ReviewRound(
            key: call.key, collection: key, unit: unit,
            title: arguments["title"].asString ?? collection.rule.title ?? collection.rule.code,
            reviewers: arguments["by"].people(orElse: "collector"), remind: arguments["remind"].askingDays,
            askedAt: sitting.now, waiting: [call.caller], open: 0)
        var audience = Audience(try Selector.audience(arguments["for"], of: "review"), office: office)
        for assignment in try sitting.assignments(of: key) where assignment.awaitsDecision {
            guard unit.map({ $0 == assignment.unit }) ?? true,
                audience.has(assignment.unit, on: assignment.original.lastDay)
            else { continue }
            try sitting.save(Verdict(round: round.key, of: assignment))
            round.open += 1
        }
        if round.open == 0 { round.waiting = [] }
        try sitting.save(round)
        guard round.open > 0 else { return .done(try answer(round, in: sitting)) }
        try ask(round, collection, number: 0, in: sitting)
        try sleep(untilAsking: 1, round, in: sitting)
        return .later
    }

    /// The collection, and of one submission the unit: as `collect` answers it, or as an event says it.
    private static func subject(of value: JSON, _ call: StepCall) -> (collection: String, unit: UnitCode?) {
        let named = value["obligation"].asString.flatMap { obligation in
            value["period"].asString.map { Collection.key(obligation, $0) }
        }
        return (
            value.asString ?? value["collection"].asString ?? named ?? call.subject ?? "",
            value["unit"].asString.map { UnitCode($0) }
        )
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        let parts = wakeUp.subject.split(separator: "/", maxSplits: 1).map(String.init)
        guard let number = Int(parts[0]), parts.count == 2,
            let round = try sitting.load(ReviewRound.self, "review", parts[1]), round.open > 0,
            let collection = try sitting.collection(round.collection)
        else { return }
        try ask(round, collection, number: number, in: sitting)
        try sleep(untilAsking: number + 1, round, in: sitting)
    }

    private func sleep(untilAsking number: Int, _ round: ReviewRound, in sitting: Sitting) throws {
        guard let next = office.instant(ofAsking: number, again: round.remind, since: round.askedAt) else { return }
        try sitting.wake("review/\(number)/\(round.key)", at: next)
    }
}

extension Review {
    /// Something has become of an assignment: whoever waits for a decision about it learns of it.
    func look(at assignment: Assignment, in sitting: Sitting) throws {
        let rows = try sitting.records(
            kind: "verdict", keyPrefix: Verdict.prefix(of: assignment.key), openOnly: true)
        guard !rows.isEmpty, let outcome = Verdict.Outcome(of: assignment) else { return }
        for row in rows {
            var verdict: Verdict = try Sitting.decoded(row.body)
            verdict.outcome = outcome
            verdict.decidedAt = sitting.now
            try sitting.save(verdict)
            guard var round = try sitting.load(ReviewRound.self, "review", verdict.round) else { continue }
            round.open -= 1
            // The unit has ended: what waited for a word on it waits with the one that goes on.
            if case .handedOver(let heir) = assignment.stage,
                let own = try sitting.assignment(Assignment.key(heir, assignment.obligation, assignment.period)),
                own.awaitsDecision, try sitting.load(Verdict.self, "verdict", Verdict.key(own.key, round.key)) == nil
            {
                try sitting.save(Verdict(round: round.key, of: own))
                round.open += 1
            }
            let waiting = round.open == 0 ? round.waiting : []
            if round.open == 0 { round.waiting = [] }
            try sitting.save(round)
            guard !waiting.isEmpty else { continue }
            let result = try answer(round, in: sitting)
            for caller in waiting { sitting.answer(caller, with: .output(result)) }
        }
    }

    /// What was decided, by unit; and everything of the collection that is accepted by now.
    private func answer(_ round: ReviewRound, in sitting: Sitting) throws -> JSON {
        let verdicts = try sitting.verdicts(of: round)
        let accepted = try sitting.assignments(of: round.collection).filter {
            $0.stage == .accepted && (round.unit == nil || $0.unit == round.unit)
        }
        let parts = round.collection.split(separator: "/")
        return [
            "collection": .string(round.collection),
            "obligation": .string(parts.dropLast().joined(separator: "/")),
            "period": .string(parts.last.map(String.init) ?? ""),
            "accepted": .array(accepted.map { .string($0.unit.text) }),
            "returned": .array(verdicts.filter { $0.outcome?.word == "returned" }.map { .string($0.unit.text) }),
            "decisions": .array(
                verdicts.map { verdict in
                    [
                        "unit": .string(verdict.unit.text), "unitName": .string(verdict.unitName),
                        "decision": JSON(verdict.outcome?.word), "reason": JSON(verdict.outcome?.reason),
                        "at": JSON(verdict.decidedAt?.rfc3339(in: office.zone)),
                    ]
                }),
        ]
    }

    /// More are only counted: a mail is no register.
    private static let mostListed = 200

    private func ask(_ round: ReviewRound, _ collection: Collection, number: Int, in sitting: Sitting) throws {
        let open = try sitting.verdicts(of: round, openOnly: true)
        let waiting = try open.prefix(Review.mostListed).compactMap { try sitting.assignment($0.assignment) }
        guard let first = waiting.first else { return }
        let wording = Wording(office: office, now: sitting.now)
        let moment = office.sendingMoment(from: sitting.now)
        let addressing = Addressing(office: office, day: office.zone.day(of: moment))
        let mailboxes = round.reviewers.flatMap {
            addressing.mailboxes(of: $0, for: round.unit ?? collection.rule.to, collector: collection.rule.to)
        }
        var told: Set<Mailbox> = []
        for mailbox in mailboxes where told.insert(mailbox).inserted {
            var fields = wording.common(to: mailbox)
            fields["review"] = [
                "title": .string(round.title), "periodName": .string(Wording.periodName(collection.period)),
                "count": .string(Wording.twoDigits(open.count)),
                "more": open.count > waiting.count ? .string("\(open.count - waiting.count)") : nil,
                "items": .array(
                    waiting.map { assignment in
                        [
                            "unit": .string(assignment.unitName), "received": JSON(wording.receivedWords(assignment)),
                            "at": JSON(assignment.completedAt.map(wording.moment)),
                            "isLate": .bool(assignment.cameLate), "isPartial": .bool(assignment.isPartial),
                        ]
                    }),
                "command": .string(
                    "--unit \(first.unit) --obligation \(collection.rule.code) --period \(collection.period)"),
            ]
            let notice = Notice(
                key: "review/\(round.key)/\(number)/\(mailbox.address ?? mailbox.name)", kind: .reminder, at: moment,
                to: [mailbox], unit: collection.rule.to, obligation: collection.rule.code, period: collection.period,
                template: "review", fields: fields,
                entries: [
                    Notice.Entry(
                        kind: .reminder, unit: collection.rule.to, obligation: collection.rule.code,
                        period: collection.period)
                ], thread: "review/\(round.key)")
            try Notify(office: office).send(notice, at: moment, in: sitting)
        }
    }
}
