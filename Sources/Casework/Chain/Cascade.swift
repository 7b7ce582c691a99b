import Almanac
import Definition
package import Engine
package import Interpreter
package import Notation
import Storage

/// `cascade`: gives a plan to the units one level down. Each owes its own; as each arrives, the named workflow starts for
/// that unit, while the others are unaffected.
package struct Cascade: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "cascade" }
    package var wakes: Set<String> { ["chain"] }
    package var hears: Set<String> { [EventType.submissionAccepted.rawValue, Cascade.attachCommand] }

    /// "giao trực tiếp".
    package static let attachCommand = "dondoc.command.attach.v1"

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        let order = try CascadeOrder(of: call, in: office, sitting)
        if var known = try sitting.chain(order.key) {
            if known.isDone { return .done(try answer(of: known, in: sitting)) }
            known.waiting.append(call.caller)
            known.isAnswered = false
            try sitting.save(known)
            return .later
        }
        var chain = order.chain
        try Opening(office: office).open(
            chain.rule.duty, order.deadline, waivedFor: nil, isPlain: false, for: nil, in: sitting)
        let day = office.zone.day(of: sitting.now)
        for assignment in try sitting.assignments(of: chain.key) {
            try refuseCircle(through: assignment, chain)
            try sitting.save(
                ChainLink(chain: chain.key, unit: assignment.unit, unitName: assignment.unitName, since: day))
            chain.total += 1
        }
        chain.isAnswered = chain.isDone
        if !chain.isAnswered { chain.waiting = [call.caller] }
        try sitting.save(chain)
        try register(chain.document, implementing: chain.ancestors.first, in: sitting)
        return chain.isAnswered ? .done(try answer(of: chain, in: sitting)) : .later
    }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        let data = event.data ?? .null
        guard event.type == EventType.submissionAccepted.rawValue else { return try attach(data, event, in: sitting) }
        guard let unit = data["unit"].asString, let obligation = data["obligation"].asString,
            let period = data["period"].asString,
            let link = try sitting.chainLink(Assignment.key(UnitCode(unit), obligation, period))
        else { return }
        try issue(link, in: sitting)
    }

    /// A unit's plan has been accepted: the chain goes on below it.
    private func issue(_ found: ChainLink, in sitting: Sitting) throws {
        guard found.document == nil, var chain = try sitting.chain(found.chain),
            let assignment = try sitting.assignment(found.key)
        else { return }
        var link = found
        let received = office.zone.day(of: assignment.completedAt ?? sitting.now)
        let document = ChainDocument(of: assignment, at: received)
        link.document = document
        chain.issued += 1
        try register(document, implementing: chain.document, in: sitting)
        sitting.emit(
            CloudEvent(
                id: "issued/\(link.key)", source: "/chains/\(chain.key)", type: EventType.planReceived.rawValue,
                subject: link.unit.text, time: sitting.now,
                data: ["unit": .string(link.unit.text), "document": document.json, "parent": chain.document.json]))
        // Below a unit that was attached directly the work is under way, or done, already.
        if link.progress == .awaited { start(&link, of: chain, under: document, in: sitting) }
        if link.isFinished { chain.finished += 1 }
        try sitting.save(link)
        try settle(&chain, in: sitting)
    }

    /// A unit has sent more for a plan that was accepted: where that is another document, it is the one that counts.
    func amend(_ assignment: Assignment, in sitting: Sitting) throws {
        guard assignment.stage == .accepted, var link = try sitting.chainLink(assignment.key),
            let known = link.document, let chain = try sitting.chain(link.chain)
        else { return }
        let received = office.zone.day(of: assignment.completedAt ?? sitting.now)
        let document = ChainDocument(of: assignment, at: received)
        guard document != known else { return }
        link.document = document
        try register(document, implementing: chain.document, in: sitting)
        try sitting.save(link)
    }

    private func start(_ link: inout ChainLink, of chain: Chain, under document: ChainDocument, in sitting: Sitting) {
        guard let workflow = chain.rule.workflow else {
            link.progress = .completed
            return
        }
        link.progress = .running
        var input = chain.input
        input["unit"] = .string(link.unit.text)
        input["unitName"] = .string(link.unitName)
        input["document"] = document.json
        input["parent"] = chain.document.json
        input["isDirect"] = .bool(link.isDirect)
        sitting.start(
            workflow: workflow.name, namespace: workflow.namespace, version: workflow.version, input: input,
            subject: link.subject)
    }

    package func ended(_ subject: String, _ outcome: Outcome, in sitting: Sitting) throws {
        guard var link = try sitting.chainLink(following: String(subject.dropFirst("chain/".count))),
            var chain = try sitting.chain(link.chain), !link.hasEnded || link.progress == .faulted
        else { return }
        if let others = link.alsoRunning, others > 0 {
            link.alsoRunning = others - 1
            return try sitting.save(link)
        }
        let wasFinished = link.isFinished
        switch outcome {
        case .completed(let output):
            link.progress = .completed
            link.output = output
        case .faulted(let fault):
            link.progress = .faulted
            link.output = fault.json
        case .cancelled: link.progress = .cancelled
        }
        try sitting.save(link)
        if link.isFinished, !wasFinished { chain.finished += 1 }
        try settle(&chain, in: sitting)
    }

    func settle(_ chain: inout Chain, in sitting: Sitting) throws {
        let callers = chain.isDone ? chain.waiting : []
        if chain.isDone {
            chain.waiting = []
            chain.isAnswered = true
        }
        try sitting.save(chain)
        guard !callers.isEmpty else { return }
        let answer = try answer(of: chain, in: sitting)
        for caller in callers { sitting.answer(caller, with: .output(answer)) }
    }
}

extension Cascade {
    /// An administrator attaches the level below directly to the plan above: the unit still owes its own plan.
    private func attach(_ data: JSON, _ event: CloudEvent, in sitting: Sitting) throws {
        let unit = data["unit"].asString ?? ""
        let open = try sitting.records(kind: "link", keyPrefix: "\(unit)/", openOnly: true)
            .map { try Sitting.decoded($0.body) as ChainLink }
            .filter { data["obligation"].isNull || $0.chain.hasPrefix("\(data["obligation"].asString ?? "")/") }
        guard var link = open.first(where: { $0.progress == .awaited }) else {
            throw Refusal(
                open.isEmpty
                    ? "no plan is awaited from \"\(unit)\""
                    : "the units below \"\(unit)\" are attached already")
        }
        guard open.count(where: { $0.progress == .awaited }) == 1 else {
            throw Refusal("several plans are awaited from \"\(unit)\": name one with --obligation")
        }
        guard let chain = try sitting.chain(link.chain) else { return }
        guard chain.rule.workflow != nil else {
            throw Refusal("nothing is to start below \"\(unit)\": its cascade names no workflow")
        }
        link.isDirect = true
        link.attachedOn = office.zone.day(of: sitting.now)
        start(&link, of: chain, under: chain.document, in: sitting)
        try sitting.save(link)
        try sitting.enter(
            "command/\(event.id)", nominal: sitting.now, .done, "giao trực tiếp \(link.unit), \(chain.document.key)")
        sitting.reply(
            to: event,
            ["did": "attach", "unit": .string(unit), "parent": .string(chain.document.words)])
    }

    /// Nobody stands below what it has itself issued.
    private func refuseCircle(through assignment: Assignment, _ chain: Chain) throws {
        let above = [chain.document] + chain.ancestors
        guard let same = above.first(where: { $0.issuer == assignment.unit.text }) else { return }
        throw WorkflowFault(
            .configuration,
            "the chain of plans runs in a circle: \(chain.document.key) is handed down to \(assignment.unit), "
                + "which has issued \(same.key) above it")
    }

    private func register(_ document: ChainDocument, implementing parent: ChainDocument?, in sitting: Sitting) throws {
        try sitting.save(
            RegisteredDocument(document: document, parent: parent?.key), "document", document.key, isSettled: true)
    }

    /// Each unit with what has become of it, in the order of the units.
    private func answer(of chain: Chain, in sitting: Sitting) throws -> JSON {
        let links = try sitting.all(ChainLink.self, "link", parent: chain.key)
        return .array(
            try links.map { link in
                let assignment = try sitting.assignment(link.key)
                return [
                    "unit": .string(link.unit.text), "name": .string(link.unitName),
                    "status": .string(link.document == nil ? "missing" : "issued"),
                    "late": .bool(assignment?.cameLate ?? false), "isDirect": .bool(link.isDirect),
                    "document": link.document?.json ?? .null, "workflow": .string(link.progress.rawValue),
                    "output": link.output ?? .null, "chain": .string(chain.key),
                ]
            })
    }
}

/// A document that the chain has seen, by its key.
struct RegisteredDocument: Codable {
    let document: ChainDocument
    let parent: String?
}
