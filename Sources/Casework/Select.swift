import Directory
import Almanac
import Definition
package import Engine
import Interpreter
package import Notation
import Storage

/// `select`: people choose between a least and a greatest number out of what was collected; nothing goes on until the
/// choice and its minutes are recorded.
package struct Select: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "select" }
    package var wakes: Set<String> { ["selection"] }
    package var hears: Set<String> { [Select.command, EventType.submissionAccepted.rawValue] }

    /// What `dondoc select --choose` says.
    package static let command = "dondoc.command.select.v1"

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        let arguments = call.request.arguments
        let collectionKey = arguments["of"].asString ?? arguments["of"]["collection"].asString ?? call.subject ?? ""
        guard let collection = try sitting.collection(collectionKey) else {
            throw WorkflowFault.badArguments(
                "there is no collection \"\(collectionKey)\" to choose from; \"of\" is what collect answered")
        }
        let key = Selection.key(collectionKey, call.request.taskName)
        if var known = try sitting.load(Selection.self, "selection", key) {
            guard known.open > 0 else { return .done(try answer(known, in: sitting)) }
            known.waiting.append(call.caller)
            try sitting.save(known)
            return .later
        }
        var selection = try selection(key, collection, call, at: sitting.now)
        let ballots = try ballots(of: &selection, collection.rule, in: sitting)
        selection.total = ballots.count
        selection.open = ballots.count
        try sitting.save(selection)
        for ballot in ballots { try sitting.save(ballot) }
        guard !ballots.isEmpty else { return .done(try answer(selection, in: sitting)) }
        try ask(ballots, selection, collection, round: 0, in: sitting)
        try sleepUntilRound(1, selection, in: sitting)
        return .later
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        let parts = wakeUp.subject.split(separator: "/", maxSplits: 1).map(String.init)
        guard let round = Int(parts[0]), parts.count == 2,
            let selection = try sitting.load(Selection.self, "selection", parts[1]), selection.open > 0,
            let collection = try sitting.collection(selection.collection)
        else { return }
        let open = try sitting.ballots(of: selection.key, openOnly: true)
        try ask(open, selection, collection, round: round, in: sitting)
        try sleepUntilRound(round + 1, selection, in: sitting)
    }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        if event.type == Select.command { return try choose(event, in: sitting) }
        guard let data = event.data, let unit = data["unit"].asString, let obligation = data["obligation"].asString,
            let period = data["period"].asString,
            let assignment = try sitting.assignment(Assignment.key(UnitCode(unit), obligation, period))
        else { return }
        try add(assignment, in: sitting)
    }

    private func selection(
        _ key: String, _ collection: Collection, _ call: StepCall, at now: Instant
    ) throws -> Selection {
        let arguments = call.request.arguments
        let exactly = arguments["exactly"].asInteger
        let limits = Selection.Limits(
            min: exactly ?? arguments["min"].asInteger ?? 1, max: exactly ?? arguments["max"].asInteger)
        guard exactly == nil || arguments["min"].isNull else {
            throw WorkflowFault.badArguments("\"min\" of select stands beside \"exactly\", which is both limits")
        }
        guard limits.min >= 0, limits.max.map({ $0 >= limits.min && $0 > 0 }) ?? true else {
            throw WorkflowFault.badArguments("\"max\" of select must be 1 or more, and not less than \"min\"")
        }
        let isPerUnit = arguments["perUnit"] == true
        let audience = try Selector.audience(arguments["for"], of: "select")
        return Selection(
            key: key, collection: collection.key, obligation: collection.rule.code, period: collection.period,
            title: arguments["title"].asString ?? collection.rule.title ?? collection.rule.code, limits: limits,
            choosers: arguments["by"].people(orElse: isPerUnit ? "contact" : "collector"),
            isPerUnit: isPerUnit, audience: audience,
            remind: arguments["remind"].askingDays,
            askedAt: now, waiting: [call.caller], total: 0, open: 0, isReward: arguments["reward"] == true ? true : nil)
    }

    /// What counts of the units that are meant; a unit of whom nothing does has nothing to choose from.
    private func ballots(
        of selection: inout Selection, _ rule: ObligationRule, in sitting: Sitting
    ) throws -> [Ballot] {
        let assignments = try candidatesOf(selection, in: sitting)
        let law = selection.isReward == true ? RewardLaw(of: office, at: sitting.now) : nil
        guard selection.isPerUnit else {
            let all = selection.screen(Candidate.list(assignments, isJudged: rule.acceptance == .person), law)
            return all.isEmpty
                ? [] : [Ballot(selection: selection.key, unit: nil, unitName: nil, candidates: all, decision: nil)]
        }
        return assignments.compactMap { assignment in
            let own = selection.screen(Candidate.list([assignment], isJudged: rule.acceptance == .person), law)
            return own.isEmpty
                ? nil
                : Ballot(
                    selection: selection.key, unit: assignment.unit, unitName: assignment.unitName, candidates: own,
                    decision: nil)
        }
    }

    private func candidatesOf(_ selection: Selection, in sitting: Sitting) throws -> [Assignment] {
        let assignments = try sitting.assignments(of: selection.collection)
        guard let audience = selection.audience, let day = assignments.first?.original.lastDay else {
            return assignments
        }
        let meant = Set(office.tree.units(matching: audience, on: day).map(\.code))
        return assignments.filter { meant.contains($0.unit) }
    }

    /// What is accepted while people are choosing is added at the end: the numbers that they have read stay.
    func add(_ assignment: Assignment, in sitting: Sitting) throws {
        guard assignment.stage == .accepted else { return }
        let open = try sitting.all(Selection.self, "selection", parent: assignment.collection, openOnly: true)
        for var selection in open {
            let isMeant = selection.audience.map {
                office.matches(assignment.unit, $0, on: assignment.original.lastDay)
            }
            guard isMeant ?? true else { continue }
            let law = selection.isReward == true ? RewardLaw(of: office, at: sitting.now) : nil
            let own = selection.screen(Candidate.list([assignment], isJudged: true), law)
            if law != nil { try sitting.save(selection) }
            guard !own.isEmpty else { continue }
            let empty = Ballot(
                selection: selection.key, unit: selection.isPerUnit ? assignment.unit : nil,
                unitName: selection.isPerUnit ? assignment.unitName : nil, candidates: [], decision: nil)
            let known = try sitting.load(Ballot.self, "ballot", empty.key)
            var ballot = known ?? empty
            guard ballot.decision == nil else { continue }
            if known == nil {
                selection.total += 1
                selection.open += 1
                try sitting.save(selection)
            }
            ballot.add(own)
            try sitting.save(ballot)
        }
    }

    private func sleepUntilRound(_ round: Int, _ selection: Selection, in sitting: Sitting) throws {
        guard let next = office.instant(ofAsking: round, again: selection.remind, since: selection.askedAt) else {
            return
        }
        try sitting.wake("selection/\(round)/\(selection.key)", at: next)
    }
}
