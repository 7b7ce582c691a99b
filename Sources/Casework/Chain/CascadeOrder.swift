import Almanac
import Definition
import Engine
import Interpreter
import Notation

/// One call of `cascade`, read against the office and the place in the chain from which it was made.
struct CascadeOrder {
    let chain: Chain
    let deadline: Deadline

    var key: String { chain.key }

    init(of call: StepCall, in office: Office, _ sitting: Sitting) throws {
        let day = office.zone.day(of: sitting.now)
        let above = try CascadeOrder.place(of: call, sitting)
        let collector = office.speaker ?? UnitCode("")
        let arguments = call.request.arguments
        let (read, diagnostics) = CascadeRule.read(json: arguments, code: call.dutyCode, defaultTo: collector)
        guard var rule = read else {
            throw WorkflowFault.badArguments(diagnostics.map(\.message).joined(separator: "; "))
        }
        guard
            let document = ChainDocument(arguments["document"], in: office, on: day) ?? above?.document
                ?? office.plan.map({ ChainDocument($0, in: office) })
        else {
            throw WorkflowFault.badArguments(
                "there is no plan to hand down: write plan.yaml, or say which under \"document\"")
        }
        rule.duty.from = try Heirs(office: office).following(rule.duty.from, in: sitting)
        rule.duty.title = rule.duty.title ?? "Kế hoạch thực hiện \(document.words)"
        // Whoever is attached directly learns of the plan on that day, and has the plan's time from then on.
        rule.duty.issued = above?.attachedOn ?? rule.duty.issued ?? document.date
        guard let deadline = CascadeOrder.deadline(rule.duty, in: office, from: day) else {
            throw WorkflowFault.badArguments(
                "\"\(rule.duty.duePhrase)\" gives no deadline: say from which day it counts (\"issued\"), or \"due: none\""
            )
        }
        chain = Chain(
            key: Collection.key(rule.duty.code, deadline.period), rule: rule, document: document,
            ancestors: above.map { $0.ancestors.filter { $0 != document } } ?? [], input: arguments["input"],
            parent: above?.link, waiting: [])
        self.deadline = deadline
    }

    /// Where in a chain the calling workflow stands: under which link, with the documents above it, the nearest first.
    private static func place(
        of call: StepCall, _ sitting: Sitting
    ) throws -> (link: String, document: ChainDocument, ancestors: [ChainDocument], attachedOn: Day?)? {
        guard let subject = call.subject, subject.hasPrefix("chain/"),
            let link = try sitting.chainLink(following: String(subject.dropFirst("chain/".count))),
            let chain = try sitting.chain(link.chain)
        else { return nil }
        let above = [chain.document] + chain.ancestors
        return (link.key, link.document ?? chain.document, above, link.attachedOn)
    }

    /// A duty without a date is never late; its period is the year.
    private static func deadline(_ rule: ObligationRule, in office: Office, from day: Day) -> Deadline? {
        if rule.due.isNone || rule.due.isUnscheduled {
            return .never(period: String(day.year), opens: day, zone: office.zone)
        }
        let first = min(rule.issued ?? day, day)
        let deadlines = rule.deadlines(from: first, to: day.adding(months: 24), in: office.dueContext(rule))
        return deadlines.first { $0.lastDay >= day } ?? deadlines.last
    }
}

extension StepCall {
    /// What a duty is called that is written in a workflow: in a chain, each unit's workflow has its own.
    var dutyCode: String {
        let code = "\(workflow)/\(request.taskName)"
        guard let subject, subject.hasPrefix("chain/") else { return code }
        let unit = subject.dropFirst("chain/".count).prefix { $0 != "/" }
        return "\(code)/\(unit)"
    }
}
